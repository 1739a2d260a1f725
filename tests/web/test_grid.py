"""The table as a grid of all its rows: what is sorted, what is read, and what is missing."""

from __future__ import annotations

import json

import numpy as np
import pytest
from flask.testing import FlaskClient

from nplv_geo.present.page.view import SORTS
from nplv_geo.present.table.grid import (
    find_rows_key,
    list_grid_columns,
    list_sort_links,
    make_grid_rows,
)
from nplv_geo.present.table.table import make_table
from nplv_geo.web.site import Site

HEERLEN = "?gebied=heerlen-noord"
OPEN = f"{HEERLEN}&tabel=alle"


def sort_rows(cells: dict[str, tuple[str | int | float | None, ...]], word: str) -> list[int]:
    """Places of the rows in an order of the address: what is missing last, ties as they come."""
    column = cells[word.removeprefix("-") + "_order"]
    keys = np.array([np.nan if key is None else key for key in column], dtype=float)
    return list(np.argsort(-keys if word.startswith("-") else keys, kind="stable"))


@pytest.mark.parametrize("word", SORTS)
def test_the_grid_has_the_rows_of_the_table_in_the_same_order(site: Site, word: str) -> None:
    page = site.make_page(f"{HEERLEN}&sorteer={word}")
    table, grid = make_table(page), make_grid_rows(page)
    order = sort_rows(grid.cells, word)
    assert [grid.codes[i] for i in order] == [row.code for row in table.rows]
    for field, name in (("naam", "name"), ("waarde_text", "value"), ("toelichting", "note")):
        assert [grid.cells[field][i] for i in order] == [getattr(row, name) for row in table.rows]
    assert len(grid.codes) == len(page.scope.codes) == 34


def test_what_is_missing_is_null_with_its_reason_and_never_nought(site: Site) -> None:
    page = site.make_page(HEERLEN)
    grid = make_grid_rows(page)
    missing = [i for i, value in enumerate(grid.cells["waarde"]) if value is None]
    assert [grid.codes[i] for i in missing] == [
        code for code, value in zip(page.scope.codes, page.numbers, strict=True) if np.isnan(value)
    ]
    assert len(missing) >= 1
    for i in missing:
        assert grid.cells["waarde_text"][i] == "geen cijfer"
        assert grid.cells["waarde_order"][i] is grid.cells["verschil"][i] is None
        assert grid.cells["verschil_text"][i] == ""
        assert grid.cells["colour"][i] is None
        assert grid.cells["toelichting"][i]


def test_each_thing_compared_with_has_its_column(site: Site) -> None:
    page = site.make_page(f"{HEERLEN}&vergelijk=rest,NL00,nplv")
    columns = {column.id: column.label for column in list_grid_columns(page)}
    assert columns["verschil"] == "Verschil met Nederland"  # the first that is an area
    assert columns["verschil_0"] == "Verschil met Rest van Heerlen"
    assert columns["verschil_2"] == "Verschil met De 20 focusgebieden samen"
    cells, comparators = make_grid_rows(page).cells, page.comparators
    rows = zip(cells["waarde"], cells["verschil_0"], cells["verschil_2"], strict=True)
    for value, *differences in rows:
        for told, one in zip(differences, (comparators[0], comparators[2]), strict=True):
            if value is None:
                assert told is None
            else:
                assert isinstance(value, float)
                assert isinstance(told, float)
                assert one.value is not None
                assert told == pytest.approx(value - one.value, abs=0.1)


def test_a_filter_compares_what_is_read(site: Site) -> None:
    page = site.make_page(HEERLEN)
    cells = make_grid_rows(page).cells
    pairs = zip(cells["waarde"], cells["waarde_text"], strict=True)
    known = [(value, text) for value, text in pairs if isinstance(value, float)]
    assert [text for _, text in known] == [page.t.number(value, 1) for value, _ in known]
    assert len(known) > 20


def test_the_stacking_keeps_its_domains_and_the_order_of_its_table(site: Site) -> None:
    page = site.make_page(f"{HEERLEN}&laag=stapeling")
    table, grid = make_table(page), make_grid_rows(page)
    order = sort_rows(grid.cells, "-waarde")
    assert [grid.codes[i] for i in order] == [row.code for row in table.rows]
    for n in range(len(table.rows[0].cells)):
        said = [grid.cells[f"domein_{n}"][i] for i in order]
        assert said == [row.cells[n].label for row in table.rows]


def test_the_address_opens_the_grid_and_the_view_tells_where_its_rows_are(
    client: FlaskClient, site: Site
) -> None:
    assert client.get(f"/view{HEERLEN}").get_json()["grid"] is None
    grid = client.get(f"/view{OPEN}&sorteer=naam").get_json()["grid"]
    assert grid["rows"] == f"/view/rows{HEERLEN}"
    assert grid["sort"] == "naam"
    assert grid["sorts"]["-inwoners"] == f"{HEERLEN}&sorteer=-inwoners&tabel=alle"
    assert "rowData" not in json.dumps(grid["component"])
    sent = client.get(grid["rows"])
    assert sent.get_json()["codes"] == list(site.make_page(HEERLEN).scope.codes)
    again = client.get(grid["rows"], headers={"If-None-Match": sent.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    packed = client.get(grid["rows"], headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"


def test_a_table_of_factors_has_no_rows_of_a_grid(client: FlaskClient) -> None:
    assert client.get("/view/rows?laag=ondermijning").status_code == 404
    assert client.get("/view/rows?gebied=heerlen-noord&laag=ondermijning").status_code == 404


def test_order_chosen_area_and_background_make_no_other_rows(site: Site) -> None:
    key = find_rows_key(site.make_page(HEERLEN))
    for more in ("&sorteer=naam", "&achtergrond=brt", "&tabel=alle"):
        assert find_rows_key(site.make_page(HEERLEN + more)) == key
    assert find_rows_key(site.make_page("?gebied=BU09172000")) == key
    for other in (
        "&taal=en",
        "&niveau=wijk",
        "&laag=inwoners",
        "&vergelijk=GM0917",
        "&periode=2023",
        "&schaal=jaar",
        "&indeling=30,60",
    ):
        assert find_rows_key(site.make_page(HEERLEN + other)) != key


def test_there_is_no_grid_where_the_table_is_another_one_or_none(client: FlaskClient) -> None:
    for query in ("?laag=ondermijning", f"{HEERLEN}&toon=ontwikkeling"):
        assert client.get(f"/view{query}&tabel=alle").get_json()["grid"] is None
    said = client.get("/view?laag=ondermijning&tabel=alle").get_json()["parts"]["unmet"]
    assert "tabel &#39;alle&#39;: die hoort niet bij deze kaart; u ziet de korte tabel" in said
    wrong = client.get("/view?tabel=lang").get_json()["parts"]["unmet"]
    assert "kies uit kort, alle" in wrong


def test_the_button_says_how_many_rows_the_grid_has(site: Site) -> None:
    few = make_table(site.make_page(HEERLEN)).grid
    many = make_table(site.make_page("?niveau=buurt")).grid
    assert few is not None
    assert many is not None
    assert (few.label, few.href) == ("Sorteren en filteren", OPEN)
    n = len(site.make_page("?niveau=buurt").scope.codes)
    assert many.label == f"Alle {n} buurten: sorteren en filteren"
    back = make_table(site.make_page(OPEN)).grid
    assert back is not None
    assert (back.label, back.href) == ("Terug naar de korte tabel", HEERLEN)
    assert make_table(site.make_page(f"{HEERLEN}&toon=rangorde")).grid is None


def test_orders_that_a_grid_has_no_column_for_are_not_offered(site: Site) -> None:
    page = site.make_page("?niveau=gemeente&laag=inwoners")
    links = list_sort_links(page, list_grid_columns(page))
    assert set(links) == {
        f"{sign}{name}" for name in ("naam", "waarde", "verschil") for sign in ("", "-")
    }

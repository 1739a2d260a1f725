"""Two maps side by side: the second is that of its own page, and what may be compared is said."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from nplv_geo.edition.edition import Edition
from nplv_geo.export.data.file import write_data_file
from nplv_geo.export.data.tables import COLUMNS
from nplv_geo.export.data_options import DataOptions
from nplv_geo.export.map.file import write_map_file
from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.map.sides import place_sides
from nplv_geo.export.options import SIZES, MapOptions
from nplv_geo.present.beside.captions import write_picture_captions
from nplv_geo.present.beside.choice import make_beside
from nplv_geo.present.beside.grid import list_columns, make_rows
from nplv_geo.present.beside.maps import make_map_models, widen_equally
from nplv_geo.present.beside.table import make_tables
from nplv_geo.present.beside.words import list_notes, write_heading
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.lit import list_legend_rows
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.table.grid import find_rows_key, list_sort_links, make_grid_rows
from nplv_geo.present.table.table import make_table

HEERLEN = "?gebied=heerlen-noord"
HOMES = "koopwoningen_pct"
LAYERS = f"{HEERLEN}&toon=naast&laag2={HOMES}"
YEARS = f"{HEERLEN}&toon=naast"
AREAS = f"{HEERLEN}&toon=naast&gebied2=breda-noord"
SAME = "Dezelfde kleur betekent op beide kaarten hetzelfde."
Ask = Callable[[str], Page]


def see_second(page: Page) -> Page:
    assert page.beside is not None
    return page.beside


@pytest.mark.parametrize(
    ("query", "alone"),
    [
        (LAYERS, f"{HEERLEN}&laag={HOMES}"),
        (f"{YEARS}&laag2=misdrijven&periode2=2023", f"{HEERLEN}&laag=misdrijven&periode=2023"),
        (YEARS, f"{HEERLEN}&periode=2021"),
        (f"{YEARS}&periode2=2023&klassen=equal", f"{HEERLEN}&periode=2023&klassen=equal"),
        ("?toon=naast&niveau=gemeente", "?periode=2021&niveau=gemeente"),
        (f"{AREAS}&laag2={HOMES}", f"?gebied=breda-noord&laag={HOMES}"),
    ],
)
def test_the_second_map_is_that_of_its_own_page(ask: Ask, query: str, alone: str) -> None:
    second, page = see_second(ask(query)), ask(alone)
    assert second.classes.breaks == page.classes.breaks
    assert list_entries(second) == list_entries(page)
    assert choose_colours(second.classes, second.layer.higher_is) == choose_colours(
        page.classes, page.layer.higher_is
    )
    shown, expected = (make_legend(one) for one in (second, page))
    assert (shown.title, shown.classes, shown.missing) == (
        expected.title, expected.classes, expected.missing,
    )  # fmt: skip
    assert make_map_model(second).figures == make_map_model(page).figures


def test_two_years_have_the_classes_of_all_years(ask: Ask) -> None:
    page = ask(YEARS)
    second = see_second(page)
    assert (page.view.period, second.view.period) == ("2025", "2021")
    assert page.classes.breaks == second.classes.breaks
    assert page.classes.counts != second.classes.counts
    assert list_notes(page) == (SAME,)
    yearly = ask(f"{YEARS}&schaal=jaar")
    assert yearly.classes.breaks != see_second(yearly).classes.breaks
    assert list_notes(yearly) == (
        "Dezelfde kleur betekent op de twee kaarten iets anders: kijk in de legenda eronder.",
    )


def test_two_areas_have_the_classes_of_both(ask: Ask) -> None:
    page = ask(AREAS)
    second = see_second(page)
    assert page.classes.breaks == second.classes.breaks
    compared = ask(f"{HEERLEN}&vergelijk=NL00,GM0917,breda-noord")
    assert page.classes.breaks == compared.classes.breaks != ask(HEERLEN).classes.breaks
    # The other way around, and with more to compare with, the colours stay the same.
    around = ask("?gebied=breda-noord&toon=naast&gebied2=heerlen-noord")
    assert around.classes.breaks == page.classes.breaks
    more = ask(f"{AREAS}&vergelijk=GM0917,GM0344,rest")
    assert more.classes.breaks == see_second(more).classes.breaks != page.classes.breaks


def test_two_areas_are_shown_as_far_away(ask: Ask) -> None:
    first, second = make_map_models(ask(AREAS))
    assert second is not None
    assert first.bounds is not None
    assert second.bounds is not None
    sizes = []
    for (south, west), (north, east) in (first.bounds, second.bounds):
        middle = math.cos(math.radians((south + north) / 2))
        sizes.append(((east - west) * middle, north - south))
    assert sizes[0] == pytest.approx(sizes[1], rel=1e-9)
    own = make_map_model(ask(HEERLEN)).bounds
    assert own is not None
    (south, west), (north, east) = first.bounds
    assert (south, west) <= own[0]
    assert (north, east) >= own[1]
    for corner, same in zip(own, widen_equally(own, own)[0], strict=True):
        assert corner == pytest.approx(same)
    sides = place_sides([ask(AREAS), see_second(ask(AREAS))], SheetBox(0, 0, 600, 300), 20)
    assert sides[0].fit.scale == sides[1].fit.scale
    assert not sides[0].box.overlaps(sides[1].box)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (LAYERS, "want de eenheid is anders (per 1.000 inwoners en %)"),
        (LAYERS, "De cijfers zijn niet van hetzelfde jaar: 2025 (voorlopig) en 2024."),
        (f"{YEARS}&laag2=misdrijven&periode2=2025", "Elke kaart heeft een eigen legenda"),
        (f"{HEERLEN}&laag=woz_waarde&toon=naast&laag2=inwoners&taal=en", "for the unit differs"),
        ("?toon=naast&gebied2=heerlen-noord", "De eerste kaart toont focusgebieden, de tweede "),
        (AREAS, "Beide kaarten zijn even ver ingezoomd."),
    ],
)
def test_what_may_not_be_compared_is_said(ask: Ask, query: str, says: str) -> None:
    assert says in " ".join(list_notes(ask(query)))


def test_years_of_another_count_are_never_said_to_be_alike(
    ask: Ask, starter_edition: Edition
) -> None:
    pairs = [
        (layer, first, last)
        for layer in starter_edition.manifest.layers
        for first, last in pairwise(starter_edition.periods(layer))
        if starter_edition.origin(layer, first).series != starter_edition.origin(layer, last).series
    ]
    assert pairs
    for layer, first, last in pairs:
        page = ask(f"{HEERLEN}&laag={layer}&periode={last}&toon=naast&periode2={first}")
        assert list_notes(page)[0].startswith("Deze jaren zijn niet met elkaar te vergelijken")
        # Of itself no such year is set beside another.
        usual = ask(f"{HEERLEN}&laag={layer}&periode={last}&toon=naast").view.second.period
        assert usual != first


def test_one_year_asks_what_to_set_beside_it(ask: Ask) -> None:
    layer = next(
        one
        for one in ask("").edition.manifest.layers
        if len(ask("").edition.periods(one)) == 1 and ask("").edition.has_figures(one)
    )
    page = ask(f"{HEERLEN}&laag={layer}&toon=naast")
    beside = make_beside(page)
    assert page.beside is None
    assert beside is not None
    assert "Kies een ander onderwerp of een ander gebied" in beside.question
    assert (beside.heads, beside.notes) == ((), ())
    assert [choice.name for choice in beside.choices] == ["laag2", "periode2", "gebied2"]
    offered = [one.value for group in beside.choices[0].groups for one in group.options]
    assert HOMES in offered
    assert layer not in offered
    assert make_beside(ask(HEERLEN)) is None


@pytest.mark.parametrize("query", [LAYERS, YEARS, AREAS, f"{AREAS}&laag2={HOMES}&periode2=2023"])
def test_links_of_either_map_lead_to_two_maps(ask: Ask, query: str) -> None:
    page = ask(query)
    second = see_second(page)
    assert ask(page.query).view == page.view
    code = second.scope.codes[0]
    here, there = (ask(one.link("gebied", code)) for one in (page, second))
    assert second.query == page.query
    if page.view.second.area:
        assert there.view.second.area == code
        assert there.view.area == page.view.area
        assert there.view.second.layer == page.view.second.layer
    else:
        assert here.view == there.view
        assert here.view.area == code
    for one in (here, there):
        assert one.view.tab == "naast"
        assert see_second(one).layer.id == second.layer.id
    rows = list_legend_rows(second, make_legend(second))
    assert all("toon=naast" in row.href for row in rows)
    assert page.view.write_query(toon="kaart") == HEERLEN


def test_the_lit_class_is_that_of_both_maps_where_they_share_their_classes(ask: Ask) -> None:
    lit = ask(f"{YEARS}&klasse=5")
    assert (lit.lit, see_second(lit).lit) == (4, 4)
    layers = ask(f"{LAYERS}&klasse=5")
    assert (layers.lit, see_second(layers).lit) == (4, None)


def test_the_table_holds_both_values(ask: Ask) -> None:
    page = ask(LAYERS)
    (table,) = make_tables(page)
    assert [column.label for column in table.columns] == [
        "Gebied", "Misdrijven per 1.000 inwoners, 2025 (voorlopig)", "Koopwoningen, 2024",
        "Toelichting",
    ]  # fmt: skip
    own = {row.code: row.value for row in make_table(ask(HEERLEN)).rows}
    other = {row.code: row.value for row in make_table(ask(f"{HEERLEN}&laag={HOMES}")).rows}
    assert {row.code: (row.value, *row.differences) for row in table.rows} == {
        code: (own[code], other[code]) for code in own
    }
    assert [row.code for row in table.rows] == [row.code for row in make_table(ask(HEERLEN)).rows]
    both = make_tables(ask(AREAS))
    assert [len(one.rows) for one in both] == [
        len(ask(f"?gebied={area}").scope.codes) for area in ("heerlen-noord", "breda-noord")
    ]
    assert all("gebied2=BU" in row.href for row in both[1].rows)


def test_headings_name_what_differs(ask: Ask) -> None:
    crime = "Misdrijven per 1.000 inwoners"
    assert write_heading(ask(YEARS)) == f"{crime} in Heerlen-Noord: 2025 (voorlopig) naast 2021"
    assert write_heading(ask(AREAS)) == f"{crime}: Heerlen-Noord naast Breda-Noord"
    assert write_heading(ask(LAYERS)) == (
        f"Heerlen-Noord: {crime}, 2025 (voorlopig) naast Koopwoningen, 2024"
    )
    assert write_heading(ask(f"{AREAS}&taal=en")).endswith("Heerlen-Noord beside Breda-Noord")
    assert write_heading(ask(HEERLEN)) == f"{crime} in Heerlen-Noord"


@pytest.mark.parametrize("query", [LAYERS, YEARS, AREAS])
def test_picture_and_slide_have_both_maps_with_their_legends(ask: Ask, query: str) -> None:
    page = ask(query)
    words = write_picture_captions(page)
    assert words.whole.title == write_heading(page)
    assert words.whole.subtitle == " ".join(list_notes(page))
    svg = write_map_file(page, MapOptions("svg"), "https://wijken.example")
    assert "_naast" in svg.name
    text = svg.content.decode()
    said = re.sub(r"\s+", "", "".join(re.findall(r">([^<>]+)</text>", text)))
    for side in words.sides:
        for entry in side.words.legend.classes:
            assert re.sub(r"\s+", "", entry.label) in said
    assert text.count('id="areas"') == text.count('id="map-2-areas"') == 1
    assert len(re.findall(r'id="(BU\w+)"', text)) == len(set(re.findall(r'id="(BU\w+)"', text)))
    slide = next(
        one for one in make_briefing(page, "https://wijken.example").slides if one.map is not None
    )
    assert slide.map is not None
    assert slide.map.beside is not None
    assert slide.title == write_heading(page)
    assert [swatch.label for swatch in slide.map.beside.swatches[:-1]] == [
        entry.label for entry in make_legend(see_second(page)).classes
    ]


@pytest.mark.parametrize("size", SIZES)
def test_legends_of_two_maps_fit_on_every_sheet(ask: Ask, size: str) -> None:
    from nplv_geo.export.map import page_layout

    sheet = next(made for name, made in page_layout.SHEETS.items() if name == size)
    for query in (LAYERS, YEARS, AREAS):
        words = write_picture_captions(ask(query))
        legends = [side.words for side in words.sides]
        found = page_layout.lay_out_sheet(sheet, words.whole, "https://wijken.example", legends)
        is_beside = sheet.legend is None
        wide = found.legend.width / 2 if is_beside else found.legend.width
        letters = page_layout.choose_legend_sheet(sheet, 2, wide)
        heights = [page_layout.measure_legend(letters, one, wide) for one in legends]
        assert (max(heights) if is_beside else sum(heights)) <= found.legend.height + 1


def read_csv(page: Page) -> pd.DataFrame:
    file = write_data_file(page, DataOptions("csv"), "https://wijken.example")
    return pd.read_csv(BytesIO(file.content), dtype={"period": "str"})


@pytest.mark.parametrize(
    ("query", "alone", "heads"),
    [
        (LAYERS, f"{HEERLEN}&laag={HOMES}", ("Koopwoningen", "2024", "%", "85984NED")),
        (YEARS, f"{HEERLEN}&periode=2021",
         ("Misdrijven per 1.000 inwoners", "2021", "per 1.000 inwoners", "47018NED")),
        (AREAS, "?gebied=breda-noord",
         ("Misdrijven per 1.000 inwoners", "2025", "per 1.000 inwoners", "47018NED")),
    ],
)  # fmt: skip
def test_files_hold_the_figures_of_both_maps(
    ask: Ask, query: str, alone: str, heads: tuple[str, ...]
) -> None:
    page, other = ask(query), ask(alone)
    frame = read_csv(page)
    assert len(frame) == len(frame.drop_duplicates(["code", "layer", "period"]))
    for one in (page, other):
        keys = (frame["layer"] == one.layer.id) & (frame["period"] == one.view.period)
        found = frame[keys].set_index("code")["value"].reindex(one.scope.codes)
        np.testing.assert_allclose(found, one.numbers, rtol=1e-15)
    of_second = frame[frame["layer"].eq(other.layer.id) & frame["code"].eq(other.scope.codes[0])]
    columns = ["label", "period", "unit", "table"]
    assert heads in list(of_second[columns].itertuples(index=False, name=None))
    # What it is compared with stands below both.
    n_maps = len({(page.layer.id, page.view.period), (other.layer.id, other.view.period)})
    assert (frame["code"] == "NL00").sum() == n_maps
    book = load_workbook(
        BytesIO(write_data_file(page, DataOptions("xlsx"), "https://wijken.example").content)
    )
    figures, about = book.worksheets
    values = [row[COLUMNS.index("value")] for row in figures.iter_rows(2, values_only=True)]
    np.testing.assert_allclose(np.array(values, dtype=float), frame["value"], rtol=1e-15)
    assert book.properties.title == f"{write_heading(page)}, buurten"
    notes = [text for _, subject, text in about.iter_rows(values_only=True)]
    assert set(list_notes(page)) < set(notes)
    for one in (page, other):
        assert any(one.find_origin().table in text for text in notes)


def test_kinds_for_maps_list_both_figures_of_an_area(ask: Ask) -> None:
    site = "https://wijken.example"
    page = ask(LAYERS)
    content = json.loads(write_data_file(page, DataOptions("geojson"), site).content)
    assert [one["id"] for one in content["features"]] == list(page.scope.codes)
    for one in content["features"]:
        figures = one["properties"]["figures"]
        assert [f["layer"] for f in figures] == ["misdrijven_per_1000", HOMES]
    # All of an area is the same, whatever stands beside its map.
    whole = DataOptions("csv", everything=True)
    assert (
        write_data_file(page, whole, site).content
        == write_data_file(ask(HEERLEN), whole, site).content
    )


@pytest.mark.parametrize(
    ("query", "alone", "heads"),
    [
        (LAYERS, f"{HEERLEN}&laag={HOMES}",
         ["Misdrijven per 1.000 inwoners, 2025 (voorlopig)", "Koopwoningen, 2024"]),
        (YEARS, f"{HEERLEN}&periode=2021", ["2025 (voorlopig)", "2021"]),
        (f"{AREAS}&laag2={HOMES}", f"?gebied=breda-noord&laag={HOMES}",
         ["Misdrijven per 1.000 inwoners, 2025 (voorlopig), Heerlen-Noord",
          "Koopwoningen, 2024, Breda-Noord"]),
    ],
)  # fmt: skip
def test_the_grid_holds_both_values(ask: Ask, query: str, alone: str, heads: list[str]) -> None:
    page, pages = ask(query), (ask(HEERLEN), ask(alone))
    columns = {column.id: column.label for column in list_columns(page)}
    assert [columns[name] for name in ("waarde", "tweede")] == heads
    assert not any(name.startswith("verschil") for name in columns)
    rows = make_rows(page)
    assert rows.codes == tuple(dict.fromkeys((*pages[0].scope.codes, *pages[1].scope.codes)))
    for name, one in zip(("waarde", "tweede"), pages, strict=True):
        own = make_grid_rows(one)
        for end in ("", "_text", "_order"):
            told = dict(zip(own.codes, own.cells[f"waarde{end}"], strict=True))
            nothing = "" if end == "_text" else None
            assert rows.cells[name + end] == tuple(told.get(code, nothing) for code in rows.codes)
    assert all(len(cells) == len(rows.codes) for cells in rows.cells.values())
    here = set(pages[0].scope.codes)
    assert rows.cells["second"] == tuple(None if code in here else 1 for code in rows.codes)
    assert {"tweede", "-tweede", "waarde"} <= set(list_sort_links(page, list_columns(page)))
    assert find_rows_key(page) != find_rows_key(ask(HEERLEN))


def test_two_areas_with_one_figure_stand_in_one_order(ask: Ask) -> None:
    page, breda = ask(AREAS), ask("?gebied=breda-noord")
    columns = [(column.id, column.label) for column in list_columns(page)]
    assert ("kaart", "Kaart van") in columns
    assert ("waarde", "Waarde") in columns
    assert "tweede" not in dict(columns)
    cells = make_rows(page).cells
    n = len(page.scope.codes)
    assert cells["kaart"] == ("Heerlen-Noord",) * n + ("Breda-Noord",) * len(breda.scope.codes)
    own = [make_grid_rows(one).cells["waarde"] for one in (ask(HEERLEN), breda)]
    assert cells["waarde"] == (*own[0], *own[1])
    both = make_tables(page)
    assert both[0].grid is None
    assert both[1].grid is not None
    assert both[1].grid.title == write_heading(page)
    assert ask(both[1].grid.href).view.table == "alle"


def test_the_table_is_sorted_by_the_second_map_too(ask: Ask) -> None:
    page = ask(f"{LAYERS}&sorteer=-tweede")
    (table,) = make_tables(page)
    assert (table.columns[2].order, table.columns[1].order) == ("descending", "none")
    assert ask(table.columns[2].href or "").view.sort == "tweede"
    values = dict(zip(page.scope.codes, see_second(page).numbers, strict=True))
    shown = [values[row.code] for row in table.rows]
    known = [value for value in shown if not np.isnan(value)]
    assert known == sorted(known, reverse=True)
    assert np.isnan(shown[len(known) :]).all()
    # There is no such order where there is one map.
    assert ask(f"{HEERLEN}&sorteer=tweede").view.sort == "-waarde"
    assert page.view.write_query(toon="kaart") == HEERLEN

"""The small lines of tooltips: the values of each area through the years, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest
from flask.testing import FlaskClient

from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.values.value_store import ValueStore
from nplv_geo.present.map.model import make_map_model
from nplv_geo.present.map.small_lines import SmallLines, locate_small_lines, make_small_lines
from nplv_geo.present.values.history import make_history
from nplv_geo.web.site import Site

HERE = "?gebied=heerlen-noord"
ONE_YEAR = "huurwoningen_pct"
CRIME = f"{HERE}&laag=misdrijven_per_1000"


def ask(client: FlaskClient, address: str) -> SmallLines:
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    return SmallLines.model_validate_json(answer.data)


@pytest.mark.parametrize(
    "query",
    [
        CRIME,
        f"{HERE}&laag=inwoners",
        f"{HERE}&laag=woz_waarde&niveau=wijk",
        "?laag=misdrijven_per_1000",
    ],
)
def test_values_are_those_of_the_trend_of_each_area(
    site: Site, client: FlaskClient, query: str
) -> None:
    page = site.make_page(query)
    address = make_map_model(page).lines
    assert address is not None
    lines = ask(client, address)
    assert lines.codes is not None
    assert lines.codes[: len(page.scope.codes)] == page.scope.codes
    series = page.find_origin().series
    for i, code in enumerate(lines.codes):
        points = make_history(page.edition, code).list_points(page.edition, page.layer)
        wanted = {p.period: p.value for p in points if p.is_known and p.series == series}
        told = {
            str(year): values[i]
            for year, values in zip(lines.years, lines.values, strict=True)
            if values[i] is not None
        }
        assert told.keys() == wanted.keys()
        steps = [wanted[period] * 10**lines.decimals for period in told]
        np.testing.assert_allclose(list(told.values()), steps, atol=0.5 + 1e-9)


def test_a_provisional_year_says_so(site: Site) -> None:
    lines = make_small_lines(site.make_page(CRIME))
    assert lines is not None
    assert dict(zip(lines.said, lines.provisional, strict=True))["2025 (voorlopig)"]
    assert lines.said[0] == "2021"
    assert not lines.provisional[0]


def test_every_year_and_way_of_classing_asks_for_the_same_lines(site: Site) -> None:
    others = ("&periode=2022", "&klassen=equal", "&toon=verandering", "&sorteer=naam", "&klasse=2")
    addresses = {locate_small_lines(site.make_page(CRIME + other)) for other in ("", *others)}
    assert len(addresses) == 1
    assert parse_qs(urlsplit(str(*addresses)).query)["editie"] == [site.edition.id]


@pytest.mark.parametrize("layer", ["stapeling", "ondermijning", ONE_YEAR])
def test_there_are_none_without_two_comparable_years(site: Site, layer: str) -> None:
    page = site.make_page(f"{HERE}&laag={layer}")
    assert make_map_model(page).lines is None
    assert make_small_lines(page) is None


def test_a_line_does_not_run_through_a_break_in_the_series(site: Site) -> None:
    page = site.make_page(f"{HERE}&laag=hbo_wo_pct&niveau=wijk")
    origins = [page.edition.origin("hbo_wo_pct", period) for period in ("2022", "2024")]
    assert all(origin.figures["wijk"] for origin in origins)
    assert [origin.series for origin in origins] == [1, 2]
    assert make_map_model(page).lines is None


def test_a_sum_that_lacks_a_part_of_other_years_is_a_gap(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = site.make_page(f"{HERE}&laag=inwoners")
    whole, code = make_small_lines(page), page.scope.codes[3]
    read = ValueStore.rows

    def lose_a_part(
        store: ValueStore, layer: str, period: str, areas: Selection, columns: Sequence[str]
    ) -> pd.DataFrame:
        rows = read(store, layer, period, areas, columns)
        if period == "2024":
            rows.loc[code, "coverage"] = 0.9
        return rows

    monkeypatch.setattr(ValueStore, "rows", lose_a_part)
    partial = make_small_lines(page)
    assert whole is not None
    assert partial is not None
    i = whole.years.index(2024)
    assert whole.values[i][3] is not None
    assert partial.values[i][3] is None
    assert partial.values[i][4:] == whole.values[i][4:]


def test_another_edition_has_other_lines(client: FlaskClient) -> None:
    assert client.get(f"/view/lines{CRIME}&editie=20200101T000000000-00000000").status_code == 404
    assert client.get(f"/view/lines{CRIME}").status_code == 404
    assert client.get("/view/lines?laag=stapeling").status_code == 404

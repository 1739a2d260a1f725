"""Several years: outlines of each or, where there are none, change marks; and what that costs."""

from __future__ import annotations

import functools
import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
from click.testing import CliRunner, Result

from nplv_geo.commands.checks.ground_of_years import describe_years, list_year_grounds
from nplv_geo.commands.fetch import fetch_command
from nplv_geo.commands.fetch_job import Order
from nplv_geo.commands.import_job import import_files
from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.ground.settings import Settings
from nplv_geo.published.raw_store import find_file, list_files
from nplv_geo.sources.network import door
from tests.services.runs import failures, figures_in, read_raw, run
from tests.standin import StandIn

YEARS = Order(years=(2019, 2020, 2024), gemeenten=None, sources=("cbs", "pdok"))
OUTLINES = replace(YEARS, sources=("pdok",))
OLD = "/cbs/wijkenbuurten/2019/wfs/v1_0"


def outlines(where: Settings) -> dict[tuple[str, int], Boundaries]:
    parts = [part for raw in list_files(where.raw) for part in read_raw(raw)]
    return {(p.level.value, p.year): p for p in parts if isinstance(p, Boundaries)}


def asked(standin: StandIn, part: str) -> list[str]:
    """Requests with this in their address."""
    return [seen.path for seen in standin.requests if part in seen.path]


def said(where: Settings, *years: int) -> str:
    return describe_years(list_year_grounds(where, years))


def test_each_year_brings_its_outlines_or_its_marks(standin: StandIn, where: Settings) -> None:
    assert failures(run(where, standin.url, YEARS)) == []
    found = outlines(where)
    assert set(found) == {
        ("buurt", 2019),
        ("gemeente", 2024),
        ("wijk", 2024),
        ("buurt", 2024),
    }
    # Water and Belgian ground stand in the detailed set; the buurt that came twice came once.
    older, newest = found["buurt", 2019], found["buurt", 2024]
    assert (len(older.frame), older.left_out, older.duplicates) == (18, 2, 0)
    assert older.frame.geometry.geom_equals(newest.frame.geometry).all()
    assert older.frame.loc["BU00140301", "name"] == "Indische buurt"
    (marked,) = figures_in(where, "84799NED")
    assert marked.boundary_year == 2020
    assert {code for code, mark in marked.change_marks.items() if mark != 1} == {
        "BU00140301",
        "BU0363TB02",
    }
    assert said(where, 2019, 2020, 2021, 2024) == (
        "Gebieden per jaar: 2019 grenzen; 2020 alleen wijzigingscodes (2 van 18 buurten zijn "
        "gewijzigd, en daar is het cijfer geschat of ontbreekt het); 2021 niets; 2024 grenzen."
    )


def test_old_layers_bear_their_year_and_marks_are_always_asked(
    standin: StandIn, where: Settings
) -> None:
    run(where, standin.url, YEARS)
    assert asked(standin, "typeNames=cbs_buurten_2019&propertyName=buurtcode%2Cbuurtnaam")
    both = [path.partition("typeNames=")[2].partition("&")[0] for path in asked(standin, "/2020/")]
    assert both == [
        "gebiedsindelingen%3Abuurt_gegeneraliseerd",
        "cbs_buurten_2020",
        "wijkenbuurten%3Abuurten",
    ]
    rows = asked(standin, "84799NED/TypedDataSet")
    assert "IndelingswijzigingWijkenEnBuurten_4" in rows[0]
    assert "OppervlakteTotaal_117" in rows[0]


def test_outlines_of_a_past_year_are_asked_once(standin: StandIn, where: Settings) -> None:
    run(where, standin.url, OUTLINES)
    standin.requests.clear()
    again = run(where, standin.url, OUTLINES)["pdok"]
    assert (again.files, "buurt 2019" in again.unchanged) == ([], True)
    assert asked(standin, "/2019/") == []
    # Other gemeenten are another question.
    few = run(where, standin.url, replace(OUTLINES, gemeenten=("GM0014",)))["pdok"]
    assert "grenzen/2019/buurt_2019.geojson" in few.files


def test_a_few_gemeenten_are_asked_by_code_and_keep_their_shapes(
    standin: StandIn, where: Settings, tmp_path: Path
) -> None:
    run(where, standin.url, OUTLINES)
    part_of = Settings(data=tmp_path / "few", edition=None, port=0)
    run(part_of, standin.url, replace(OUTLINES, gemeenten=("GM0014",)))
    whole, part = outlines(where)["buurt", 2019].frame, outlines(part_of)["buurt", 2019].frame
    assert len(part) == 9
    assert part.geometry.geom_equals(whole.geometry[part.index]).all()
    assert "gemeentecode" in asked(standin, OLD)[-1]


def test_pages_of_old_outlines_are_put_together(standin: StandIn, where: Settings) -> None:
    standin.switches.wfs_cap = 4
    standin.fault("cut", path=OLD, contains="startIndex=8")
    assert failures(run(where, standin.url, OUTLINES)) == []
    assert len(outlines(where)["buurt", 2019].frame) == 18


def test_imported_outlines_of_a_year_are_not_fetched(
    standin: StandIn, where: Settings, tmp_path: Path
) -> None:
    own = Settings(data=tmp_path / "own", edition=None, port=0)
    run(own, standin.url, OUTLINES)
    path = tmp_path / "grenzen_2019.gpkg"
    frame = outlines(own)["buurt", 2019].frame.rename_axis("buurtcode").reset_index()
    gpd.GeoDataFrame(frame).to_file(path)
    import_files(where, [path], None)
    standin.requests.clear()
    found = run(where, standin.url, replace(OUTLINES, gemeenten=("GM0014", "GM0363")))["pdok"]
    assert (asked(standin, "/2019/"), "buurt 2019" in found.unchanged) == ([], True)


def test_a_year_before_that_of_the_map_brings_buurten_only(
    standin: StandIn, where: Settings
) -> None:
    run(where, standin.url, replace(YEARS, years=(2024,)))
    found = run(where, standin.url, replace(OUTLINES, years=(2019, 2020)))["pdok"]
    assert (found.files, found.failures) == (["grenzen/2019/buurt_2019.geojson"], [])


def test_years_that_figures_turn_out_to_stand_on_come_along(
    standin: StandIn, where: Settings
) -> None:
    """The police had their table on the areas of 2025 when they told of 2024."""
    found = run(where, standin.url, Order((2024,), ("politie", "pdok"), None))
    assert "grenzen/2025/buurt_2025.geojson" in found["pdok"].files
    assert ("wijk", 2025) not in outlines(where)


@pytest.mark.parametrize("way", ["api", "wfs"])
def test_from_2022_on_there_are_two_more_ways(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "api":
        standin.fault("html", path="/cbs/gebiedsindelingen/2023", times=None)
    else:
        monkeypatch.setattr(standin.data, "years", (2024, 2025))
        monkeypatch.setattr(standin.data, "older", (2019, 2023))
    found = run(where, standin.url, replace(OUTLINES, years=(2023, 2024)))
    assert failures(found) == []
    raw = find_file(where.raw, "grenzen", "2023", "buurt_2023.geojson")
    assert raw is not None
    assert ("wijken-en-buurten-2023/ogc" if way == "api" else "wijkenbuurten/2023/wfs") in (
        raw.sidecar.url
    )
    assert len(outlines(where)["buurt", 2023].frame) == 18


@pytest.mark.parametrize(("way", "years"), [("ogc", {2019, 2023, 2024}), ("gpkg", {2023, 2024})])
def test_detail_that_is_asked_for_comes_for_each_year_that_has_it(
    standin: StandIn, where: Settings, way: str, years: set[int]
) -> None:
    order = replace(OUTLINES, years=(2019, 2020, 2023, 2024), boundaries=way)
    assert failures(run(where, standin.url, order)) == []
    found = outlines(where)
    assert {year for level, year in found if level == "buurt"} == years
    assert all(part.left_out == 2 for (level, _), part in found.items() if level == "buurt")
    assert asked(standin, "/gebiedsindelingen/2019") == []


def test_a_year_that_is_silent_holds_up_no_other(standin: StandIn, where: Settings) -> None:
    standin.fault("silence", path=OLD, times=None, seconds=1)
    found = run(where, standin.url, replace(YEARS, sources=("pdok", "cbs")), seconds=0.4)
    (line,) = failures(found)
    assert line.startswith("pdok buurt 2019 (127.0.0.1")
    assert "geen antwoord binnen 0.4 seconden, ook na 4 pogingen" in line
    assert len(found["pdok"].files) == 3
    assert said(where, 2019, 2024).startswith("Gebieden per jaar: 2019 niets; 2020 niets (de p")
    standin.reset()
    assert run(where, standin.url, OUTLINES)["pdok"].files == ["grenzen/2019/buurt_2019.geojson"]


def test_an_answer_that_is_none_of_areas_is_a_failure_of_its_year(
    standin: StandIn, where: Settings
) -> None:
    standin.fault("html", path=OLD, times=None)
    found = run(where, standin.url, OUTLINES)["pdok"]
    (line,) = found.failures
    assert line.startswith("pdok buurt 2019 (127.0.0.1")
    assert "verwacht was JSON, er kwam text/html" in line
    assert len(found.files) == 3


def command(where: Settings, url: str, *more: str) -> Result:
    bases = [part for name in door.HOSTS for part in ("--base-url", f"{name}={url}")]
    runner = CliRunner(env={"NPLV_DATA": str(where.data)})
    return runner.invoke(fetch_command, [*bases, "--years", "2019,2020,2024", *more])


def test_the_command_says_at_the_end_what_each_year_has(standin: StandIn, where: Settings) -> None:
    done = command(where, standin.url, "--sources", "cbs,pdok")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == (
        "Gebieden per jaar: 2019 grenzen; 2020 alleen wijzigingscodes (2 van 18 buurten zijn "
        "gewijzigd, en daar is het cijfer geschat of ontbreekt het); 2024 grenzen."
    )


def test_the_command_ends_with_one_when_a_year_fails(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "Limits", functools.partial(door.Limits, waits=(0.0, 0.0, 0.0)))
    standin.fault("always503", path=OLD)
    done = command(where, standin.url, "--sources", "pdok")
    assert done.exit_code == 1
    assert "Gebieden per jaar: 2019 niets; 2020 niets; 2024 grenzen.\n" in done.stdout
    assert "pdok buurt 2019" in done.stderr
    assert "de dienst geeft fout 503, ook na 4 pogingen" in done.stderr.splitlines()[-1]
    assert json.loads((where.raw / "grenzen/2024/buurt_2024.geojson").read_bytes())["features"]

"""A few gemeenten in a part of the bytes, and boundaries of which a new version is noticed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nplv_geo.commands.fetch_job import Fetched, Order
from nplv_geo.ground.settings import Settings
from nplv_geo.published.raw_store import find_file, list_files
from tests.services.runs import GRONINGEN, NATION, contents, failures, figures_in, run
from tests.standin import StandIn

SCORES = replace(GRONINGEN, sources=("leefbaarometer",))
ALL_SCORES = replace(NATION, sources=("leefbaarometer",))
PDOK = replace(NATION, sources=("pdok",))
PART, WHOLE = "leefbaarometer-meting-2024.json", "open-data-leefbaarometer-meting-2024.zip"
BUURTEN = "grenzen/2024/buurt_2024.geojson"


def _store(where: Settings) -> list[str]:
    return sorted(raw.path.name for raw in list_files(where.raw))


def _other(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "other", edition=None, port=0)


# --- Leefbaarometer -----------------------------------------------------------------------


def test_scores_of_a_few_gemeenten_are_those_of_the_zip(
    standin: StandIn, where: Settings, tmp_path: Path
) -> None:
    part = run(where, standin.url, SCORES)["leefbaarometer"]
    whole = run(_other(tmp_path), standin.url, ALL_SCORES)["leefbaarometer"]
    assert (part.failures, whole.failures) == ([], [])
    few = figures_in(where, "LEEFBAAROMETER")
    every = figures_in(_other(tmp_path), "LEEFBAAROMETER")
    assert [f.period for f in few] == [f.period for f in every]
    assert len(few) == 9
    for one, other in zip(few, every, strict=True):
        assert {code[2:6] for code in one.frame.index} == {"0014"}
        assert one.frame.equals(other.frame.loc[one.frame.index, one.frame.columns])
        assert (one.boundary_year, one.publisher) == (2024, "Ministerie van VRO")
    assert part.rows == 9 * (1 + 4 + 9)


def test_the_zip_and_a_part_of_it_take_each_other_s_place(
    standin: StandIn, where: Settings
) -> None:
    run(where, standin.url, ALL_SCORES)
    assert _store(where) == [WHOLE]
    run(where, standin.url, SCORES)
    assert _store(where) == [PART]
    again = run(where, standin.url, SCORES)["leefbaarometer"]
    assert (again.files, again.size) == ([], 0)
    run(where, standin.url, ALL_SCORES)
    assert _store(where) == [WHOLE]


def test_a_filter_that_is_ignored_brings_no_other_gemeenten(
    standin: StandIn, where: Settings
) -> None:
    standin.switches.cql_ignored = True
    run(where, standin.url, SCORES)
    assert {code[2:6] for code in figures_in(where, "LEEFBAAROMETER")[0].frame.index} == {"0014"}


@pytest.mark.parametrize("fault", ["always503", "html"])
def test_without_its_wfs_the_scores_come_from_the_zip(
    standin: StandIn, where: Settings, fault: str
) -> None:
    standin.fault(fault, path="/lbm3/ows", times=None)
    found = run(where, standin.url, SCORES)["leefbaarometer"]
    assert found.failures == []
    assert found.notes[0].startswith("het hele bestand is opgehaald, want leefbaarometer 2024 (")
    assert _store(where) == [WHOLE]
    again = run(where, standin.url, SCORES)["leefbaarometer"]
    assert (again.failures, again.files) == ([], [])


# --- boundaries ---------------------------------------------------------------------------


def _shape(where: Settings, code: str) -> object:
    features = json.loads((where.raw / BUURTEN).read_text(encoding="utf-8"))["features"]
    return next(f["geometry"] for f in features if f["properties"]["statcode"] == code)


def _aged(where: Settings, days: int) -> None:
    """Make every file of the store that much older."""
    day = (datetime.now(UTC) - timedelta(days=days)).date().isoformat()
    for raw in list_files(where.raw):
        note = raw.path.with_name(f"{raw.path.name}.json")
        told = json.loads(note.read_text(encoding="utf-8"))
        note.write_text(json.dumps(told | {"retrieved": day}), encoding="utf-8")


@pytest.fixture
def boundaries(standin: StandIn, where: Settings) -> dict[str, Fetched]:
    found = run(where, standin.url, PDOK)
    assert failures(found) == []
    standin.requests.clear()
    return found


def test_boundaries_that_did_not_change_cost_a_few_kilobytes(
    boundaries: dict[str, Fetched], standin: StandIn, where: Settings
) -> None:
    assert len(boundaries["pdok"].files) == 3
    again = run(where, standin.url, PDOK)["pdok"]
    assert (again.files, len(again.unchanged)) == ([], 3)
    assert again.size < 10_000
    assert [seen.status for seen in standin.requests] == [200, 200, 200]


def test_a_new_delivery_with_as_many_areas_is_noticed(
    boundaries: dict[str, Fetched], standin: StandIn, where: Settings
) -> None:
    assert boundaries["pdok"].files
    before = _shape(where, "BU16800100")
    standin.switches.revised = "2nd"
    again = run(where, standin.url, PDOK)["pdok"]
    assert f"{BUURTEN}" in again.files
    assert _shape(where, "BU16800100") != before


def test_a_shape_that_changed_in_silence_is_found_after_a_month(
    boundaries: dict[str, Fetched], standin: StandIn, where: Settings
) -> None:
    assert boundaries["pdok"].files
    before = _shape(where, "BU16800100")
    standin.switches.revised = "silent"
    _aged(where, 29)
    assert run(where, standin.url, PDOK)["pdok"].files == []
    _aged(where, 30)
    assert BUURTEN in run(where, standin.url, PDOK)["pdok"].files
    assert _shape(where, "BU16800100") != before


def test_boundaries_that_came_again_as_they_were_are_trusted_for_another_month(
    boundaries: dict[str, Fetched], standin: StandIn, where: Settings
) -> None:
    assert boundaries["pdok"].files
    before = contents(where.raw)
    _aged(where, 45)
    again = run(where, standin.url, PDOK)["pdok"]
    assert (again.files, len(again.unchanged)) == ([], 3)
    assert contents(where.raw) == before
    raw = find_file(where.raw, "grenzen", "2024", "buurt_2024.geojson")
    assert raw is not None
    assert raw.sidecar.retrieved == datetime.now(UTC).date().isoformat()
    assert run(where, standin.url, PDOK)["pdok"].size < 10_000


# --- how much less ------------------------------------------------------------------------


@pytest.mark.real_data
@pytest.mark.slow
def test_the_20_areas_move_at_most_a_quarter_of_the_bytes(
    real_data: Path,  # noqa: ARG001  # or it skips
    where: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with StandIn(data="real") as standin:
        # Bytes are counted here: on a busy machine a table of the nation takes a while to make.
        every = run(where, standin.url, NATION, seconds=60.0)
        part = run(_other(tmp_path), standin.url, Order(years=(2024,)), seconds=60.0)
    assert failures(every) == failures(part) == []
    with capsys.disabled():
        for source in every:
            print(f"{source:15} {every[source].size:>11,} {part[source].size:>11,}")  # noqa: T201
    whole, few = (sum(source.size for source in found.values()) for found in (every, part))
    assert few / whole <= 0.25, f"{few:,} of {whole:,} bytes"
    assert _codes(where, "GM0363") == _codes(_other(tmp_path), "GM0363") == 517


def _codes(where: Settings, gemeente: str) -> int:
    """Number of buurten of a gemeente that have scores of the newest measurement."""
    newest = figures_in(where, "LEEFBAAROMETER")[-1]
    own = [code for code in newest.frame.index if code.startswith(f"BU{gemeente[2:]}")]
    return int(newest.frame.loc[own, "afw"].notna().sum())

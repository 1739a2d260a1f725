"""The job behind ``fetch``: what it asks, what it keeps, and what it says when things go wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from nplv_geo import fetching, tables
from nplv_geo.boundaries import Boundaries
from nplv_geo.errors import FetchError
from nplv_geo.fetch_command import fetch_command
from nplv_geo.fetching import Fetched, Order, fetch
from nplv_geo.figures import Figures, Status
from nplv_geo.rawstore import RawFile, find, raw_files
from nplv_geo.settings import PROJECT, Settings
from nplv_geo.sources._http import HOSTS, Door, Limits
from nplv_geo.sources.files import read
from tests.standin import StandIn

KWB = "/ODataFeed/odata/85984NED"
NATION = Order(years=(2024,), gemeenten=None)


@pytest.fixture
def where(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", edition=None, port=0)


def _fetch(where: Settings, url: str, order: Order) -> dict[str, Fetched]:
    patience = Limits(connect=2.0, read=5.0)
    with Door(dict.fromkeys(HOSTS, url), patience, sleep=lambda _: None) as door:
        _, found = fetch(where, order, door)
    return {part.source: part for part in found}


def _read(raw: RawFile) -> list[Boundaries | Figures]:
    told = raw.sidecar
    return read(
        raw.path,
        year=told.year,
        retrieved=told.retrieved,
        family=told.family,
        provisional=told.provisional,
    )


def _figures(where: Settings, table: str) -> list[Figures]:
    parts = [part for raw in raw_files(where.raw) for part in _read(raw)]
    return [part for part in parts if isinstance(part, Figures) and part.table == table]


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def fetched(standin: StandIn, where: Settings) -> Iterator[dict[str, Fetched]]:
    yield _fetch(where, standin.url, NATION)
    standin.reset()


def test_everything_that_was_fetched_can_be_read(
    fetched: dict[str, Fetched], where: Settings
) -> None:
    assert not [line for part in fetched.values() for line in part.failures]
    names = [raw.path.relative_to(where.raw).as_posix() for raw in raw_files(where.raw)]
    assert {
        "cbs/85984NED/85984NED-2024.json",
        "grenzen/2024/buurt_2024.geojson",
        "grenzen/2024/gemeente_2024.geojson",
        "grenzen/2024/wijk_2024.geojson",
        "leefbaarometer/LEEFBAAROMETER/open-data-leefbaarometer-meting-2024.zip",
        "politie/47018NED/47018NED-2024.json",
        "rivm/50150NED/50150NED-2024.json",
    } <= set(names)
    for raw in raw_files(where.raw):
        assert _read(raw)
        assert raw.sidecar.url.startswith("http")
    assert [path.name for path in (where.data / "incoming").iterdir()] == [".lock"]


def test_numbers_of_the_report_are_those_of_the_files(
    fetched: dict[str, Fetched], standin: StandIn
) -> None:
    for part in fetched.values():
        assert part.size > 0
        assert part.waited > 0
        assert part.own >= 0
    sent = sum(seen.bytes for seen in standin.requests if seen.status == 200)
    assert sum(part.size for part in fetched.values()) == sent
    assert fetched["pdok"].rows == 30


def test_only_columns_that_layers_need_are_asked(
    fetched: dict[str, Fetched], where: Settings
) -> None:
    raw = find(where.raw, "cbs", "85984NED", "85984NED-2024.json")
    assert raw is not None
    columns = set(json.loads(raw.path.read_text(encoding="utf-8"))["value"][0])
    assert {"WijkenEnBuurten", "AantalInwoners_5", "Gemeentenaam_1"} <= columns
    assert not {"Mannen_6", "ID"} & columns
    assert "Mannen" in raw.sidecar.offered
    assert any("bestaat niet (meer)" in note for note in fetched["cbs"].notes)


def test_the_total_of_crime_stands_apart_and_unknown_places_are_counted(
    fetched: dict[str, Fetched], where: Settings
) -> None:
    raw = find(where.raw, "politie", "47018NED", "47018NED-2024.json")
    assert raw is not None
    rows = json.loads(raw.path.read_text(encoding="utf-8"))["value"]
    assert any(row["WijkenEnBuurten"].strip() == "BU00000000" for row in rows)
    assert any("locatie onbekend" in note for note in fetched["politie"].notes)
    (figures,) = _figures(where, "47018NED")
    assert not figures.provisional
    assert "GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0" in figures.frame
    assert "BU00000000" not in figures.frame.index


def test_a_second_fetch_asks_only_what_changed(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn
) -> None:
    assert fetched["cbs"].files
    before = _contents(where.raw)
    standin.reset()
    again = _fetch(where, standin.url, NATION)
    assert all(not part.files and part.unchanged for part in again.values())
    assert _contents(where.raw) == before
    paths = [seen.path for seen in standin.requests]
    assert not [path for path in paths if "TypedDataSet" in path or "startIndex" in path]


def test_another_question_or_a_damaged_file_is_fetched_again(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn
) -> None:
    assert fetched["politie"].files
    (where.raw / "politie/47018NED/47018NED-2024.json").write_bytes(b"half")
    only = replace(NATION, sources=("cbs", "politie"))
    assert _fetch(where, standin.url, only)["politie"].files
    assert not _fetch(where, standin.url, only)["politie"].files
    fewer = replace(only, gemeenten=("GM0014",))
    assert _fetch(where, standin.url, fewer)["cbs"].files


def test_a_few_gemeenten_bring_the_same_values_in_fewer_rows(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn, tmp_path: Path
) -> None:
    assert fetched["cbs"].rows == 31
    part_of = Settings(data=tmp_path / "few", edition=None, port=0)
    few = _fetch(part_of, standin.url, replace(NATION, gemeenten=("GM0014",)))
    assert not few["pdok"].failures
    for table in ("85984NED", "47018NED", "50150NED"):
        (whole,), (part,) = _figures(where, table), _figures(part_of, table)
        assert {code[2:6] for code in part.frame.index} == {"0014", "00"}
        assert part.frame.equals(whole.frame.loc[part.frame.index, part.frame.columns])
    areas = {
        part.level.value: list(part.frame.index)
        for raw in raw_files(part_of.raw)
        for part in _read(raw)
        if isinstance(part, Boundaries)
    }
    assert areas["gemeente"] == ["GM0014"]
    assert {code[:6] for code in areas["buurt"]} == {"BU0014"}


def test_what_comes_later_is_told_and_is_not_published(standin: StandIn, where: Settings) -> None:
    found = _fetch(where, standin.url, Order((2025,), ("cbs",), None))["cbs"]
    assert any("nog niet gepubliceerd: " in note for note in found.notes)
    (figures,) = _figures(where, "86165NED")
    income = figures.frame["GemiddeldInkomenPerInwoner"]
    assert set(figures.status_of("GemiddeldInkomenPerInwoner", income)) == {Status.NOT_PUBLISHED}


def test_without_years_it_is_the_newest_complete_one(standin: StandIn, where: Settings) -> None:
    with Door(dict.fromkeys(HOSTS, standin.url), sleep=lambda _: None) as door:
        years, _ = fetch(where, Order((), ("cbs",), None), door)
    assert years == (2024,)


def test_a_year_that_is_not_there_is_one_line_and_the_others_come(
    standin: StandIn, where: Settings
) -> None:
    found = _fetch(where, standin.url, Order((2024, 2031), ("cbs", "politie", "pdok"), None))
    assert found["cbs"].failures[0] == (
        "cbs: Kerncijfers wijken en buurten van 2031 bestaat niet; kies met --years een jaar van "
        "2013 tot en met 2026."
    )
    assert "over 2031 is niets gepubliceerd; het nieuwste jaar is" in found["politie"].failures[0]
    assert "geen gegeneraliseerde grenzen" in found["pdok"].failures[0]
    assert all(part.files for part in found.values())


def test_a_table_newer_than_the_registry_comes_from_the_catalogue(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "KWB_TABLES", {2023: "85618NED"})
    monkeypatch.setattr(tables, "_FAMILY_OF_TABLE", {"85618NED": "KWB"})
    found = _fetch(where, standin.url, Order((2024,), ("cbs",), None))["cbs"]
    assert found.failures == []
    (figures,) = _figures(where, "85984NED")
    assert (figures.family, figures.publisher, figures.boundary_year) == ("KWB", "CBS", 2024)


def test_renumbered_topics_are_the_same_topics(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn, tmp_path: Path
) -> None:
    assert fetched["cbs"].files
    standin.switches.renumbered = {"85984NED"}
    other = Settings(data=tmp_path / "other", edition=None, port=0)
    _fetch(other, standin.url, replace(NATION, sources=("cbs",)))
    (first,), (second,) = _figures(where, "85984NED"), _figures(other, "85984NED")
    assert first.frame.equals(second.frame[first.frame.columns])


def test_a_column_that_disappears_is_named(standin: StandIn, where: Settings) -> None:
    standin.fault("lost_column", path=KWB, column="Koopwoningen")
    found = _fetch(where, standin.url, replace(NATION, sources=("cbs",)))["cbs"]
    assert found.failures == []
    assert any("Koopwoningen" in note for note in found.notes)
    (figures,) = _figures(where, "85984NED")
    assert "Koopwoningen" not in figures.frame


def test_a_table_that_fills_no_layer_any_more_has_changed(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn
) -> None:
    assert fetched["politie"].files
    before = _contents(where.raw / "politie")
    standin.fault(
        "lost_column", path="/ODataFeed/odata/47018NED", column="GeregistreerdeMisdrijven"
    )
    order = replace(NATION, sources=("politie",), gemeenten=("GM0014",))
    found = _fetch(where, standin.url, order)["politie"]
    assert found.failures[0].startswith(
        "politie 47018NED (2024): verwacht was kolom GeregistreerdeMisdrijven, er kwam geen "
    )
    assert _contents(where.raw / "politie") == before


@pytest.mark.parametrize("way", ["ogc", "gpkg"])
def test_boundaries_come_along_other_ways_too(standin: StandIn, where: Settings, way: str) -> None:
    found = _fetch(where, standin.url, replace(NATION, sources=("pdok",), boundaries=way))["pdok"]
    assert found.failures == []
    parts = [part for raw in raw_files(where.raw) for part in _read(raw)]
    areas = {part.level.value: part for part in parts if isinstance(part, Boundaries)}
    assert len(areas["buurt"].frame) == 18
    assert areas["buurt"].left_out > 0


def test_a_broken_off_page_of_boundaries_is_asked_again(standin: StandIn, where: Settings) -> None:
    standin.switches.wfs_cap = 5
    standin.fault("cut", path="/cbs/gebiedsindelingen", contains="startIndex=5")
    found = _fetch(where, standin.url, replace(NATION, sources=("pdok",)))["pdok"]
    assert (found.failures, found.rows) == ([], 30)


def test_one_source_that_is_down_leaves_its_files_and_the_others_alone(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn
) -> None:
    assert fetched["cbs"].files
    before = _contents(where.raw)
    standin.fault("always503", path="/ODataFeed/odata/50150NED")
    few = replace(NATION, gemeenten=("GM0014",))
    found = _fetch(where, standin.url, few)
    (line,) = found["rivm"].failures
    assert "de dienst geeft fout 503, ook na 4 pogingen" in line
    assert found["cbs"].files
    assert found["pdok"].files
    after = _contents(where.raw)
    assert {k: v for k, v in after.items() if k.startswith("rivm")} == {
        k: v for k, v in before.items() if k.startswith("rivm")
    }
    assert after != before


def test_one_fetch_at_a_time(standin: StandIn, where: Settings) -> None:
    held = fetching._incoming(where)  # noqa: SLF001  # as another process would hold it
    with held, pytest.raises(FetchError, match="loopt al een andere fetch"):
        _fetch(where, standin.url, NATION)


def _command(where: Settings, url: str, *more: str, **environment: str) -> subprocess.Popen[str]:
    bases = [part for name in HOSTS for part in ("--base-url", f"{name}={url}")]
    return subprocess.Popen(
        [sys.executable, "-m", "nplv_geo", "fetch", *bases, *more],
        cwd=PROJECT,
        env=os.environ | {"NPLV_DATA": str(where.data)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_reports_by_source_and_ends_with_nought(
    standin: StandIn, where: Settings
) -> None:
    run = _command(where, standin.url, "--years", "2024", "--municipalities", "GM0014")
    out, err = run.communicate(timeout=60)
    assert run.returncode == 0, err
    for source in HOSTS:
        assert source in out
    assert "wachten" in out
    assert "eigen werk" in out
    assert "politie: 47018NED 2024" in err
    again = _command(where, standin.url, "--years", "2024", "--municipalities", "GM0014")
    assert again.communicate(timeout=60)[0].count("niets nieuws") == len(HOSTS)


def test_the_command_ends_with_one_and_a_line_for_each_failure(
    standin: StandIn, where: Settings
) -> None:
    standin.fault("silence", path="/ODataFeed/odata/50150NED", times=None, seconds=2)
    run = _command(
        where, standin.url, "--years", "2024", "--sources", "rivm,pdok", NPLV_READ_TIMEOUT="0.3"
    )
    out, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert "geen antwoord binnen 0.3 seconden, ook na 4 pogingen" in err.splitlines()[-1]
    assert "3 nieuw" in out


def test_who_interrupts_does_not_wait_for_a_silent_service(
    standin: StandIn, where: Settings
) -> None:
    standin.fault("silence", path="/ODataFeed/odata/50150NED", times=None, seconds=30)
    run = _command(where, standin.url, "--years", "2024", "--sources", "rivm")
    for _ in range(200):
        if standin.requests or run.poll() is not None:
            break
        time.sleep(0.05)
    time.sleep(0.3)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=8)
    assert run.returncode == 1
    assert "Afgebroken; wat klaar was is bewaard" in err
    assert list(raw_files(where.raw)) == []


def test_offline_every_source_says_so(standin: StandIn, where: Settings) -> None:
    run = _command(where, standin.url, "--years", "2024", NPLV_OFFLINE="1")
    _, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert err.count("NPLV_OFFLINE staat aan") == len(HOSTS)
    assert standin.requests == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (("--years", "24"), "geen jaar of reeks"),
        (("--years", "2024-2019"), "geen jaar of reeks"),
        (("--sources", "cbs,kadaster"), "'kadaster' is geen bron"),
        (("--municipalities", "Utrecht"), "geen gemeentecode"),
        (("--base-url", "cbs"), "geen NAAM=ADRES"),
    ],
)
def test_wrong_usage_ends_with_two(wrong: tuple[str, str], says: str) -> None:
    done = CliRunner().invoke(fetch_command, wrong)
    assert done.exit_code == 2
    assert says in " ".join(done.output.split())


@pytest.mark.slow
def test_killed_at_any_moment_the_store_is_whole_and_the_next_run_completes(
    standin: StandIn, where: Settings
) -> None:
    for moment in range(6):
        run = _command(where, standin.url, "--years", "2024")
        time.sleep(0.6 + 0.15 * moment)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        for raw in raw_files(where.raw):
            assert find(where.raw, *raw.path.relative_to(where.raw).parts) is not None
            assert _read(raw)
    last = _command(where, standin.url, "--years", "2024")
    _, err = last.communicate(timeout=60)
    assert last.returncode == 0, err

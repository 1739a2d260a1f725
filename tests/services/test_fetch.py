"""The job behind ``fetch``: what it asks, what it keeps, and what it says when things go wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nplv_geo.commands import fetch_job as fetching
from nplv_geo.commands.fetch_job import Fetched, Order, fetch_all
from nplv_geo.definitions import tables
from nplv_geo.definitions.offered.topic_lists import OfferedTopic
from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.ground.errors import FetchError
from nplv_geo.ground.settings import Settings
from nplv_geo.ground.status import Status
from nplv_geo.published.raw_store import find_file, list_files
from nplv_geo.sources.network.door import HOSTS, Door
from tests.services.runs import KWB, NATION, contents, figures_in, read_raw, run
from tests.standin import StandIn


@pytest.fixture
def fetched(standin: StandIn, where: Settings) -> Iterator[dict[str, Fetched]]:
    yield run(where, standin.url, NATION)
    standin.reset()


def test_everything_that_was_fetched_can_be_read(
    fetched: dict[str, Fetched], where: Settings
) -> None:
    assert not [line for part in fetched.values() for line in part.failures]
    names = [raw.path.relative_to(where.raw).as_posix() for raw in list_files(where.raw)]
    assert {
        "cbs/85984NED/85984NED-2024.json",
        "grenzen/2024/buurt_2024.geojson",
        "grenzen/2024/gemeente_2024.geojson",
        "grenzen/2024/wijk_2024.geojson",
        "leefbaarometer/LEEFBAAROMETER/open-data-leefbaarometer-meting-2024.zip",
        "politie/47018NED/47018NED-2024.json",
        "rivm/50150NED/50150NED-2024.json",
    } <= set(names)
    for raw in list_files(where.raw):
        assert read_raw(raw)
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
    # 30 areas of 2024, and the 18 buurten of 2025 that the table of the police stands on.
    assert fetched["pdok"].rows == 30 + 18


def test_only_columns_that_layers_need_are_asked(
    fetched: dict[str, Fetched], where: Settings
) -> None:
    raw = find_file(where.raw, "cbs", "85984NED", "85984NED-2024.json")
    assert raw is not None
    columns = set(json.loads(raw.path.read_text(encoding="utf-8"))["value"][0])
    assert {"WijkenEnBuurten", "AantalInwoners_5", "Gemeentenaam_1"} <= columns
    assert not {"Mannen_6", "ID"} & columns
    offered = {topic.base: topic for topic in raw.sidecar.topics}
    assert offered["Mannen"] == OfferedTopic("Mannen_6", "Mannen", "aantal", "Long", "Bevolking")
    assert any("bestaat niet (meer)" in note for note in fetched["cbs"].notes)


def test_the_total_of_crime_stands_apart_and_unknown_places_are_counted(
    fetched: dict[str, Fetched], where: Settings
) -> None:
    raw = find_file(where.raw, "politie", "47018NED", "47018NED-2024.json")
    assert raw is not None
    rows = json.loads(raw.path.read_text(encoding="utf-8"))["value"]
    assert any(row["WijkenEnBuurten"].strip() == "BU00000000" for row in rows)
    assert any("locatie onbekend" in note for note in fetched["politie"].notes)
    (figures,) = figures_in(where, "47018NED")
    assert not figures.provisional
    assert "GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0" in figures.frame
    assert "BU00000000" not in figures.frame.index


def test_a_second_fetch_asks_only_what_changed(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn
) -> None:
    assert fetched["cbs"].files
    before = contents(where.raw)
    standin.reset()
    again = run(where, standin.url, NATION)
    assert all(not part.files and part.unchanged for part in again.values())
    assert contents(where.raw) == before
    paths = [seen.path for seen in standin.requests]
    assert not [path for path in paths if "TypedDataSet" in path or "startIndex" in path]


def test_another_question_or_a_damaged_file_is_fetched_again(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn
) -> None:
    assert fetched["politie"].files
    (where.raw / "politie/47018NED/47018NED-2024.json").write_bytes(b"half")
    only = replace(NATION, sources=("cbs", "politie"))
    assert run(where, standin.url, only)["politie"].files
    assert not run(where, standin.url, only)["politie"].files
    fewer = replace(only, gemeenten=("GM0014",))
    assert run(where, standin.url, fewer)["cbs"].files


def test_a_few_gemeenten_bring_the_same_values_in_fewer_rows(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn, tmp_path: Path
) -> None:
    # SES-WOA has no row for the country, 84780NED none for wijken and buurten.
    assert fetched["cbs"].rows == 31 + 30 + 31 + 31 + 4
    part_of = Settings(data=tmp_path / "few", edition=None, port=0)
    few = run(part_of, standin.url, replace(NATION, gemeenten=("GM0014",)))
    assert not few["pdok"].failures
    for table in ("85984NED", "47018NED", "50150NED"):
        (whole,), (part,) = figures_in(where, table), figures_in(part_of, table)
        assert {code[2:6] for code in part.frame.index} == {"0014", "00"}
        assert part.frame.equals(whole.frame.loc[part.frame.index, part.frame.columns])
    areas = {
        part.level.value: list(part.frame.index)
        for raw in list_files(part_of.raw)
        for part in read_raw(raw)
        if isinstance(part, Boundaries)
    }
    assert areas["gemeente"] == ["GM0014"]
    assert {code[:6] for code in areas["buurt"]} == {"BU0014"}


def test_what_comes_later_is_told_and_is_not_published(standin: StandIn, where: Settings) -> None:
    found = run(where, standin.url, Order((2025,), ("cbs",), None))["cbs"]
    assert any("nog niet gepubliceerd: " in note for note in found.notes)
    (figures,) = figures_in(where, "86165NED")
    income = figures.frame["GemiddeldInkomenPerInwoner"]
    assert set(figures.find_statuses("GemiddeldInkomenPerInwoner", income)) == {
        Status.NOT_PUBLISHED
    }


def test_without_years_it_is_the_newest_complete_one(standin: StandIn, where: Settings) -> None:
    with Door(dict.fromkeys(HOSTS, standin.url), sleep=lambda _: None) as door:
        years, _ = fetch_all(where, Order((), ("cbs",), None), door)
    assert years == (2024,)


def test_a_year_that_is_not_there_is_one_line_and_the_others_come(
    standin: StandIn, where: Settings
) -> None:
    found = run(where, standin.url, Order((2024, 2031), ("cbs", "politie", "pdok"), None))
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
    tables.find_family.cache_clear()
    found = run(where, standin.url, Order((2024,), ("cbs",), None))["cbs"]
    assert found.failures == []
    (figures,) = figures_in(where, "85984NED")
    tables.find_family.cache_clear()
    assert (figures.family, figures.publisher, figures.boundary_year) == ("KWB", "CBS", 2024)


def test_renumbered_topics_are_the_same_topics(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn, tmp_path: Path
) -> None:
    assert fetched["cbs"].files
    standin.switches.renumbered = {"85984NED"}
    other = Settings(data=tmp_path / "other", edition=None, port=0)
    run(other, standin.url, replace(NATION, sources=("cbs",)))
    (first,), (second,) = figures_in(where, "85984NED"), figures_in(other, "85984NED")
    assert first.frame.equals(second.frame[first.frame.columns])


def test_a_column_that_disappears_is_named(standin: StandIn, where: Settings) -> None:
    standin.fault("lost_column", path=KWB, column="Koopwoningen")
    found = run(where, standin.url, replace(NATION, sources=("cbs",)))["cbs"]
    assert found.failures == []
    assert any("Koopwoningen" in note for note in found.notes)
    (figures,) = figures_in(where, "85984NED")
    assert "Koopwoningen" not in figures.frame


def test_a_table_that_fills_no_layer_any_more_has_changed(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn
) -> None:
    assert fetched["politie"].files
    before = contents(where.raw / "politie" / "47018NED")
    standin.fault(
        "lost_column", path="/ODataFeed/odata/47018NED", column="GeregistreerdeMisdrijven"
    )
    order = replace(NATION, sources=("politie",), gemeenten=("GM0014",))
    found = run(where, standin.url, order)["politie"]
    assert found.failures[0].startswith(
        "politie 47018NED (2024): verwacht was kolom GeregistreerdeMisdrijven, er kwam geen "
    )
    assert contents(where.raw / "politie" / "47018NED") == before


@pytest.mark.parametrize("way", ["ogc", "gpkg"])
def test_boundaries_come_along_other_ways_too(standin: StandIn, where: Settings, way: str) -> None:
    found = run(where, standin.url, replace(NATION, sources=("pdok",), boundaries=way))["pdok"]
    assert found.failures == []
    parts = [part for raw in list_files(where.raw) for part in read_raw(raw)]
    areas = {part.level.value: part for part in parts if isinstance(part, Boundaries)}
    assert len(areas["buurt"].frame) == 18
    assert areas["buurt"].left_out > 0


def test_a_broken_off_page_of_boundaries_is_asked_again(standin: StandIn, where: Settings) -> None:
    standin.switches.wfs_cap = 5
    standin.fault("cut", path="/cbs/gebiedsindelingen", contains="startIndex=5")
    found = run(where, standin.url, replace(NATION, sources=("pdok",)))["pdok"]
    assert (found.failures, found.rows) == ([], 30)


def test_one_source_that_is_down_leaves_its_files_and_the_others_alone(
    fetched: dict[str, Fetched], where: Settings, standin: StandIn
) -> None:
    assert fetched["cbs"].files
    before = contents(where.raw)
    standin.fault("always503", path="/ODataFeed/odata/50150NED")
    few = replace(NATION, gemeenten=("GM0014",))
    found = run(where, standin.url, few)
    (line,) = found["rivm"].failures
    assert "de dienst geeft fout 503, ook na 4 pogingen" in line
    assert found["cbs"].files
    assert found["pdok"].files
    after = contents(where.raw)
    assert {k: v for k, v in after.items() if k.startswith("rivm")} == {
        k: v for k, v in before.items() if k.startswith("rivm")
    }
    assert after != before


def test_one_fetch_at_a_time(standin: StandIn, where: Settings) -> None:
    held = fetching._list_incoming(where)  # noqa: SLF001  # as another process would hold it
    with held, pytest.raises(FetchError, match="loopt al een andere fetch"):
        run(where, standin.url, NATION)


def test_clearing_up_passes_over_what_a_busy_request_takes_away(tmp_path: Path) -> None:
    (tmp_path / ".lock").touch()
    is_over = threading.Event()

    def request() -> None:
        while not is_over.is_set():
            for number in range(20):
                (tmp_path / f"{number}.json").touch()
            for number in range(20):
                (tmp_path / f"{number}.json").unlink(missing_ok=True)

    busy = threading.Thread(target=request)
    busy.start()
    try:
        for _ in range(300):
            fetching._remove_incoming(tmp_path)  # noqa: SLF001  # what every fetch ends with
    finally:
        is_over.set()
        busy.join()
    fetching._remove_incoming(tmp_path)  # noqa: SLF001
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]

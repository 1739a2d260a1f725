"""The list of topics that a table offers is kept with its figures, and ``check`` reads it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nplv_geo.commands.checks.findings import Finding
from nplv_geo.commands.checks.run import check_all
from nplv_geo.commands.checks.topics import count_topics
from nplv_geo.commands.fetch_job import Order
from nplv_geo.definitions.offered.reading import read_topic_lists
from nplv_geo.definitions.offered.topic_lists import OfferedTopic
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.published.raw_store import RawFile, Sidecar, list_files, store_file
from nplv_geo.sources.services import needs
from tests.services.runs import contents, failures, figures_in, run
from tests.standin import StandIn
from tests.standin.table import base

CBS = Order(years=(2024,), gemeenten=("GM0014",), sources=("cbs",))
HOMES = ("Koopwoningen", "PercentageOnbewoond", "OnbewoondeWoningen")
LAYER = "layers/wonen/onbewoond_pct.toml"


@pytest.fixture(scope="module")
def recorded(real_data: Path) -> Iterator[StandIn]:
    if not (real_data / "samples" / "recorded").exists():
        pytest.skip(f"real data: samples/recorded is not in {real_data}")
    with StandIn(data="recorded") as standin:
        yield standin


@pytest.fixture
def asks_the_old_name(where: Settings, tmp_path: Path) -> Settings:
    """A project in which a layer asks only the name that CBS used until 2023."""
    for name in ("layers", "data"):
        shutil.copytree(PROJECT / name, tmp_path / "project" / name)
    path = tmp_path / "project" / LAYER
    text = path.read_text(encoding="utf-8")
    source = text.index("[source]"), text.index("[aggregate]")
    asked = '[source]\ntable = "KWB"\ntopic = "PercentageOnbewoond"\n\n'
    path.write_text(text[: source[0]] + asked + text[source[1] :], encoding="utf-8")
    return replace(where, project=tmp_path / "project")


def _sidecars(where: Settings) -> dict[str, Sidecar]:
    return {raw.path.parent.name: raw.sidecar for raw in list_files(where.raw)}


def _of_topics(settings: Settings) -> list[Finding]:
    return [found for found in check_all(settings) if found.gap or found.unknown]


def _serve(standin: StandIn, monkeypatch: pytest.MonkeyPatch, key: str, modified: str) -> None:
    """Let the service give 2025 in another state, with another topic for homes that are owned."""
    table = standin.data.table("86165NED")
    assert table is not None
    topics = [
        replace(topic, key=key, title=key) if base(topic.key) in HOMES else topic
        for topic in table.topics
    ]
    made = {"86165NED": replace(table, topics=topics, modified=modified)}
    monkeypatch.setattr(standin.data, "_made", standin.data._made | made)  # noqa: SLF001


@pytest.mark.real_data
def test_whole_lists_as_the_service_gave_them_are_kept_topic_by_topic(
    recorded: StandIn, where: Settings
) -> None:
    order = replace(CBS, years=(2020, 2024))
    lines = failures(run(where, recorded.url, order))
    assert [line for line in lines if "84799NED" in line or "85984NED" in line] == []
    kept = _sidecars(where)
    carried = {known.table: known for known in read_topic_lists(PROJECT)}
    for table, count, state in (("84799NED", 116, "2021-03-26"), ("85984NED", 128, "2025-03-27")):
        assert len(kept[table].topics) == count
        assert kept[table].topics == carried[table].topics
        assert kept[table].modified.startswith(state)
    assert (kept["84799NED"].division, kept["85984NED"].division) == (2020, 2024)
    assert count_topics(where) == {
        "50150NED": 22, "84799NED": 116, "85984NED": 128, "86165NED": 117,
    }  # fmt: skip
    (older,), (newer,) = figures_in(where, "84799NED"), figures_in(where, "85984NED")
    # The figures are the places of their columns: the 39th and the 46th.
    assert older.frame.loc["GM0014", "PercentageOnbewoond"] == 39
    assert newer.frame.loc["GM0014", "OnbewoondeWoningen"] == 46


@pytest.mark.real_data
def test_check_names_a_topic_that_was_renamed_and_what_it_is_like(
    recorded: StandIn, asks_the_old_name: Settings
) -> None:
    run(asks_the_old_name, recorded.url, replace(CBS, years=(2020, 2024)))
    (found,) = _of_topics(asks_the_old_name)
    assert (found.severity, found.subject) == ("warning", "onbewoond_pct")
    assert found.message == (
        "PercentageOnbewoond staat niet meer in 86165NED (2025), de nieuwste tabel van Kerncijfers "
        "wijken en buurten (het laatst gezien in 84799NED, 2020); het lijkt op OnbewoondeWoningen "
        "(Onbewoonde woningen, %): vergelijk de definities en zet dan de nieuwe naam als topic in "
        f"{LAYER}, met de oude onder [[source.earlier]]"
    )


def test_a_topic_that_is_renamed_within_a_table_is_told_by_fetch_and_by_check(
    standin: StandIn, asks_the_old_name: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list that was fetched counts, not the one that the repository carries."""
    settings, order = asks_the_old_name, replace(CBS, years=(2025,))
    _serve(standin, monkeypatch, "PercentageOnbewoond_47", "2026-08-01T02:00:00")
    run(settings, standin.url, order)
    assert "onbewoond_pct" not in {found.subject for found in _of_topics(settings)}
    _serve(standin, monkeypatch, "OnbewoondeWoningen_47", "2026-09-01T02:00:00")
    assert (
        "cbs 86165NED (2025): kolom PercentageOnbewoond (lijkt op OnbewoondeWoningen) is verdwenen "
        "sinds de vorige keer"
    ) in run(settings, standin.url, order)["cbs"].notes
    (found,) = [found for found in _of_topics(settings) if found.subject == "onbewoond_pct"]
    assert found.as_json()["gap"] == {
        "kind": "not_offered",
        "layer": "onbewoond_pct",
        "topic": "PercentageOnbewoond",
        "table": "86165NED",
        "year": 2025,
        "last_table": "84799NED",
        "last_year": 2020,
        "alike": (
            {
                "table": "86165NED",
                "year": 2025,
                "key": "OnbewoondeWoningen",
                "title": "OnbewoondeWoningen_47",
                "unit": "%",
            },
        ),
    }


def test_a_list_stays_when_there_is_nothing_new(standin: StandIn, where: Settings) -> None:
    run(where, standin.url, CBS)
    before = contents(where.raw)
    topics = _sidecars(where)["85984NED"].topics
    assert OfferedTopic("Mannen_6", "Mannen", "aantal", "Long", "Bevolking") in topics
    assert run(where, standin.url, CBS)["cbs"].files == []
    assert contents(where.raw) == before


def test_every_table_that_is_fetched_has_its_list(standin: StandIn, where: Settings) -> None:
    sources = ("cbs", "politie", "rivm")
    assert failures(run(where, standin.url, replace(CBS, sources=sources))) == []
    counts = {table: len(told.topics) for table, told in _sidecars(where).items()}
    assert counts.items() >= {"47018NED": 3, "86258NED": 3, "86092NED": 5}.items()
    assert min(counts.values()) > 0


def test_a_raw_store_of_a_program_that_kept_only_names_is_asked_once_more(
    standin: StandIn, where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table has not changed: without another question its list would stay out for ever."""
    with monkeypatch.context() as patch:
        patch.setattr(needs, "_RECORDING", "MapYear, ReasonDelivery, Indelingswijziging")
        run(where, standin.url, CBS)
    for raw in list(list_files(where.raw)):
        names = tuple(OfferedTopic(topic.base) for topic in raw.sidecar.topics)
        table = raw.path.parent.name
        store_file(where.raw, "cbs", table, _aside(raw), replace(raw.sidecar, topics=names))
    assert run(where, standin.url, CBS)["cbs"].files == []
    titles = {topic.title for told in _sidecars(where).values() for topic in told.topics}
    assert "" not in titles


def _aside(raw: RawFile) -> Path:
    """Copy of a raw file outside the store, to store it anew with another sidecar."""
    folder = raw.path.parents[3] / "aside"
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(raw.path, folder))

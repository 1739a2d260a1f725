"""What tables offer, from import to check and status: columns that nobody knows, and counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from nplv_geo.commands.checks.findings import Finding
from nplv_geo.commands.checks.topics import check_topics, collect_topic_lists, describe_gap
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.offered.gaps import TopicGap
from nplv_geo.definitions.offered.topic_lists import OfferedTopic, TopicList
from nplv_geo.ground.files import hash_file
from nplv_geo.ground.settings import Settings
from nplv_geo.published.raw_store import Sidecar, store_file
from tests.commands import tiny

ROWS = [line.split(";") for line in tiny.KWB.splitlines()[1:]]
UNKNOWN = (
    "kolom hoort bij geen bekend onderwerp en telt nergens mee: 'p_zonneboiler'; is het een nieuwe "
    "naam van het CBS, zet die dan in data/topics/kwb_columns.csv"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Kerncijfers of 2024 as CBS's sheet has them, with a column that came since."""
    book = Workbook()
    book.active.append(
        ["gwb_code_10", "gm_naam", "a_inw", "a_hh", "a_woning", "p_koopw", "p_zonneboiler"]
    )
    for number, row in enumerate(ROWS):
        book.active.append([*(cell.strip() for cell in row), number])
    path = tmp_path / "kwb-2024.xlsx"
    book.save(path)
    return path


NO_OUTLINES = (
    "let op  KWB 2024 staat op de gebieden van 2024; daarvan zijn geen grenzen en geen "
    "wijzigingscodes: 6 buurten krijgen geen cijfer. Lees de grenzen van 2024 in of haal ze op "
    "met 'fetch --years 2024 --sources pdok'."
)


def test_a_column_that_nobody_knows_is_told_by_import_and_by_check(
    sheet: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    done = tiny.run("import", sheet, data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "kwb-2024.xlsx: cijfers 85984NED (CBS): 2024 (11 rijen)",
        f"let op  kwb-2024.xlsx: {UNKNOWN}",
        NO_OUTLINES,
    ]
    assert f"let op  kwb-2024.xlsx: {UNKNOWN}" in tiny.run("check", data=data).stdout.splitlines()
    findings = json.loads(tiny.run("check", "--json", data=data).stdout)
    assert [finding for finding in findings if "unknown" in finding] == [
        {
            "severity": "warning",
            "subject": "kwb-2024.xlsx",
            "message": UNKNOWN,
            "unknown": {
                "file": "cbs/85984NED/kwb-2024.xlsx",
                "table": "85984NED",
                "columns": ["p_zonneboiler"],
            },
        }
    ]


def test_without_raw_store_check_uses_the_lists_of_the_repository(tmp_path: Path) -> None:
    done = tiny.run("check", data=tmp_path)
    (line,) = [line for line in done.stdout.splitlines() if " onderwerpen: " in line]
    assert line.startswith(
        "ok      onderwerpen: lijsten van 4 tabellen bekend: 50150NED 22 (een deel), 84799NED 116, "
        "85984NED 128, 86165NED 117; nog niet van 47018NED, "
    )
    assert line.endswith(": die komen mee met 'fetch'")
    assert "LEEFBAAROMETER" not in line


def test_what_was_imported_tells_what_is_in_the_file_not_what_the_table_offers(
    tmp_path: Path,
) -> None:
    data = tiny.make_edition(tmp_path)
    facts = json.loads(tiny.run("status", "--json", data=data).stdout)
    assert facts["topics"] == {
        "50150NED": 22, "84799NED": 116, "85984NED": 128, "86165NED": 117,
    }  # fmt: skip
    note = json.loads((data / "raw/cbs/85984NED/85984NED.csv.json").read_text(encoding="utf-8"))
    assert note["columns"] == tiny.KWB.splitlines()[0].split(";")
    assert "topics" not in note
    findings = json.loads(tiny.run("check", "--json", data=data).stdout)
    assert not [finding for finding in findings if "gap" in finding or "unknown" in finding]


def test_a_broken_list_is_an_error_of_check_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is checked all the same."""
    broken = "table,year,state,part,source\n85984NED,24,2025-03,geheel,x\n"
    read = Path.read_text

    def spoiled(self: Path, *args: str, **more: str) -> str:
        return broken if self.name == "tables.csv" else read(self, *args, **more)

    monkeypatch.setattr(Path, "read_text", spoiled)
    done = tiny.run("check", data=tmp_path)
    assert done.exit_code == 1
    assert (
        "FOUT    onderwerpen: data/topics/tables.csv, regel 2: veld 'year' mag niet '24' zijn; "
        "verbeter de waarde."
    ) in done.stdout.splitlines()
    assert "ok      focusgebieden: 20 focusgebieden in orde" in done.stdout


# --- lists in the raw store ---------------------------------------------------------------


def _keep(settings: Settings, table: str, year: int | None, modified: str, *keys: str) -> None:
    """Put a file of a table into the raw store, with the topics that the table then offered."""
    folder = settings.data / "files"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table}-{year}.json"
    path.write_text("{}", encoding="utf-8")
    sidecar = Sidecar(
        url="https://example.nl",
        retrieved="2026-09-09",
        sha256=hash_file(path),
        licence="CC BY 4.0",
        rows=1,
        kind="figures",
        year=year,
        modified=modified,
        topics=tuple(OfferedTopic(key) for key in keys),
    )
    store_file(settings.raw, "bron", table, path, sidecar)


def test_a_list_that_was_fetched_goes_before_the_carried_one_and_the_newest_state_counts(
    tmp_path: Path,
) -> None:
    settings = Settings(data=tmp_path, edition=None, port=0)
    _keep(settings, "47018NED", 2023, "2026-08-01T02:00:00", "A_1", "B_2")
    _keep(settings, "47018NED", 2024, "2026-03-01T02:00:00", "A_1")
    _keep(settings, "47018NED", None, "2026-02-01T02:00:00", "A_1")
    _keep(settings, "86165NED", 2025, "", "AantalInwoners_5")
    lists = {known.table: known for known in collect_topic_lists(settings)}
    assert list(lists)[:2] == ["47018NED", "86165NED"]
    assert lists["47018NED"] == TopicList(
        "47018NED", "47018NED", 2024, "2026-08-01", (OfferedTopic("A_1"), OfferedTopic("B_2"))
    )
    assert (lists["86165NED"].state, len(lists["86165NED"].topics)) == ("2026-09-09", 1)
    assert len(lists["85984NED"].topics) == 128


def test_check_says_that_a_newer_table_has_the_subject_and_switches_nothing(
    tmp_path: Path, catalog: Catalog
) -> None:
    settings = Settings(data=tmp_path, edition=None, port=0)
    _keep(settings, "50120NED", 2022, "2023-01-01T02:00:00", "HeelVeelStressInAfgelopen4Weken_9")
    layer = catalog.layer("veel_stress_pct")
    topic = "HeelVeelStressInAfgelopen4Weken"
    source = layer.source.model_copy(update={"table": "50120NED", "topic": topic, "earlier": ()})
    layers = (layer.model_copy(update={"source": source}),)
    found = [*check_topics(settings, replace(catalog, layers=layers))]
    (message,) = [finding.message for finding in found if finding.gap]
    assert message == (
        "50150NED (2024) is nieuwer dan 50120NED (2022) en biedt in plaats van "
        "HeelVeelStressInAfgelopen4Weken iets dat erop lijkt: HeelVeelStressAfg4Weken ((heel) veel "
        "stress afgelopen 4 weken, %); vergelijk de definities en zet dan table en topic in "
        "layers/gezondheid/veel_stress_pct.toml, met de oude onder [[source.earlier]]"
    )
    assert describe_gap(replace(_gap(found), topic="HeelVeelStressAfg4Weken"), "x.toml") == (
        "50150NED (2024) is nieuwer dan 50120NED (2022) en biedt ook HeelVeelStressAfg4Weken "
        "((heel) veel stress afgelopen 4 weken, %); vergelijk de definities en zet dan table en "
        "topic in x.toml, met de oude onder [[source.earlier]]"
    )


def test_a_topic_that_is_gone_without_anything_like_it_is_an_end_or_a_search(
    tmp_path: Path, catalog: Catalog
) -> None:
    settings = Settings(data=tmp_path, edition=None, port=0)
    layer = catalog.layer("laag_inkomen_pct")
    source = layer.source.model_copy(update={"until": None})
    layers = (layer.model_copy(update={"source": source}),)
    found = [*check_topics(settings, replace(catalog, layers=layers))]
    (finding,) = [finding for finding in found if finding.gap]
    assert (finding.severity, finding.subject) == ("warning", "laag_inkomen_pct")
    assert finding.message == (
        "HuishoudensMetEenLaagInkomen staat niet meer in 86165NED (2025), de nieuwste tabel van "
        "Kerncijfers wijken en buurten (het laatst gezien in 85984NED, 2024), en niets daarin "
        "lijkt erop; houdt de reeks op, zet dan until onder [source] in "
        "layers/werk_en_armoede/laag_inkomen_pct.toml, of zoek het onderwerp in een andere tabel"
    )


def _gap(found: list[Finding]) -> TopicGap:
    (gap,) = [finding.gap for finding in found if finding.gap]
    return gap

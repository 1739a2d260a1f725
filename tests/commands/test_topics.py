"""What tables offer, from import to check and status: columns that nobody knows, and counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

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


def test_a_column_that_nobody_knows_is_told_by_import_and_by_check(
    sheet: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    done = tiny.run("import", sheet, data=data)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "kwb-2024.xlsx: cijfers 85984NED (CBS): 2024 (11 rijen)",
        f"let op  kwb-2024.xlsx: {UNKNOWN}",
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

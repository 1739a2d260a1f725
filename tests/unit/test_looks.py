"""What axe looked at is counted for the statement: of its own tests, whatever else ran."""

from __future__ import annotations

import json
from pathlib import Path

from tests.statement import TESTS, read_looks


def test_looks_of_other_tests_are_not_counted(tmp_path: Path) -> None:
    look = {"axe": "4.12.1", "browser": "Chromium 156", "rules": 100}
    looks = [
        *({**look, "file": TESTS, "found": found} for found in (0, 2, 1)),
        {**look, "file": "tests/browser/test_stacking.py", "found": 5},
    ]
    looked = tmp_path / "looked.jsonl"
    looked.write_text("".join(json.dumps(one) + "\n" for one in looks), encoding="utf-8")
    run = read_looks(looked)
    assert (run.states, run.findings, run.axe, run.rules) == (3, 3, "4.12.1", 100)

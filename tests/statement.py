"""Run the tests of accessibility, and write down what they found for ``/toegankelijkheid``.

``python -m tests.statement``
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.site.statement import FILE, AxeRun
from tests.browser.looked import LOOKED

OUT = PROJECT / "nplv_geo/present/texts" / FILE
TESTS = "tests/browser/test_axe.py"
_HEAD = "# Made by `make statement` from a run of the browser tests; not to be changed by hand.\n"


def main() -> int:
    """Run the tests that let axe look, and write the file; it tells findings too."""
    with tempfile.TemporaryDirectory() as folder:
        looked = Path(folder) / "looked.jsonl"
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", TESTS]
        code = subprocess.call(command, cwd=PROJECT, env=os.environ | {LOOKED: str(looked)})
        if not looked.exists():
            return code or 1
        looks = [json.loads(line) for line in looked.read_text(encoding="utf-8").splitlines()]
    OUT.write_text(write_run(summarise(looks)), encoding="utf-8")
    return code


def summarise(looks: list[dict[str, Any]]) -> AxeRun:
    """Count looks and findings; all of them are of one axe and one browser."""
    (axe,), (browser,) = ({look[name] for look in looks} for name in ("axe", "browser"))
    return AxeRun(
        day=datetime.now(UTC).date().isoformat(),
        browser=browser,
        axe=axe,
        rules=max(look["rules"] for look in looks),
        states=len(looks),
        findings=sum(look["found"] for look in looks),
    )


def write_run(run: AxeRun) -> str:
    """Write a run as TOML; JSON writes texts and whole numbers in the same way."""
    lines = (f"{name} = {json.dumps(value)}" for name, value in run.model_dump().items())
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

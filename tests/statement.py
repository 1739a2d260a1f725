"""Run the tests of accessibility, and write down what they found for ``/toegankelijkheid``.

``python -m tests.statement``, or ``python -m tests.statement LOOKED`` after a run of all tests with
``NPLV_LOOKED=LOOKED``, which takes no longer than it would.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.site.statement import FILE, AxeRun
from tests.browser.looked import LOOKED

OUT = PROJECT / "nplv_geo/present/texts" / FILE
TESTS = "tests/browser/test_axe.py"
_HEAD = "# Made by `make statement` from a run of the browser tests; not to be changed by hand.\n"


def main(looked: Path | None) -> int:
    """Write down a run of the tests that let axe look, after running them; it tells findings too.

    Parameters
    ----------
    looked
        What a run of before wrote down of its looks, instead of a run now.
    """
    with tempfile.TemporaryDirectory() as folder:
        code, path = 0, looked or Path(folder) / "looked.jsonl"
        if looked is None:
            command = [sys.executable, "-m", "pytest", "-q", "-n", "0", TESTS]
            code = subprocess.call(command, cwd=PROJECT, env=os.environ | {LOOKED: str(path)})
        if not path.exists():
            return code or 1
        OUT.write_text(write_run(read_looks(path)), encoding="utf-8")
    return code


def read_looks(path: Path) -> AxeRun:
    """Count looks and findings of :data:`TESTS`; all of them are of one axe and one browser."""
    lines = path.read_text(encoding="utf-8").splitlines()
    looks = [look for look in map(json.loads, lines) if look["file"] == TESTS]
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
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))

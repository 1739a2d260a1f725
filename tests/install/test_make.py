"""`make` on a machine that lacks something says in one sentence what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from nplv_geo.ground.settings import PROJECT

FITS = "nodig is 3.11 tot en met 3.15"


def _make(folder: Path, python: str) -> tuple[int, list[str]]:
    shutil.copy(PROJECT / "Makefile", folder)
    (folder / "requirements.txt").touch()
    command = ["make", "run", f"PYTHON={python}"]
    # As a person would call it, also where make itself runs these tests.
    own = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert not (folder / ".venv").exists()
    told = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    return done.returncode, told


def _fake(folder: Path, *, fits: bool, has_venv: bool = True) -> str:
    """A Python that answers what make asks of it."""
    python = folder / "python"
    python.write_text(
        f"""#!/bin/sh
case "$*" in
  *version_info*) exit {int(not fits)} ;;
  *ensurepip*) echo "ModuleNotFoundError" >&2; exit {int(not has_venv)} ;;
  -V) echo "Python 3.9.9" ;;
esac
"""
    )
    python.chmod(0o755)
    return str(python)


def test_a_python_that_does_not_fit(tmp_path: Path) -> None:
    code, told = _make(tmp_path, _fake(tmp_path, fits=False))
    assert code == 2
    [sentence] = told
    assert sentence.startswith(f"Python 3.9.9 past niet: {FITS}")
    assert sentence.endswith("make PYTHON=/pad/naar/python3.13 run")


def test_no_python_at_all(tmp_path: Path) -> None:
    code, told = _make(tmp_path, str(tmp_path / "nowhere"))
    assert code == 2
    [sentence] = told
    assert sentence.startswith("Python is niet gevonden")
    assert FITS in sentence


def test_a_python_without_venv(tmp_path: Path) -> None:
    code, told = _make(tmp_path, _fake(tmp_path, fits=True, has_venv=False))
    assert code == 2
    [sentence] = told
    assert "ontbreekt venv" in sentence
    assert "apt install python3-venv" in sentence


def test_the_bounds_are_those_of_the_package() -> None:
    import tomllib

    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["requires-python"]
    makefile = (PROJECT / "Makefile").read_text()
    assert asked == ">=3.11,<3.16"
    assert "OLDEST := 11" in makefile
    assert "NEWEST := 15" in makefile

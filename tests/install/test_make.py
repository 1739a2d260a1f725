"""`make` on a machine that lacks something says in one sentence what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from nplv_geo.ground.settings import PROJECT

FITS = "nodig is 3.11 tot en met 3.15"


def _make(folder: Path, *command: str) -> tuple[int, list[str]]:
    shutil.copy(PROJECT / "Makefile", folder)
    (folder / "requirements.txt").touch()
    (folder / "scripts").mkdir()
    for name in ("package.json", "package-lock.json"):
        (folder / "scripts" / name).touch()
    # As a person would call it, also where make itself runs these tests.
    own = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}
    whole = ["make", *command]
    done = subprocess.run(whole, cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert not (folder / ".venv").exists()
    assert not (folder / "scripts/node_modules").exists()
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
    code, told = _make(tmp_path, "run", f"PYTHON={_fake(tmp_path, fits=False)}")
    assert code == 2
    [sentence] = told
    assert sentence.startswith(f"Python 3.9.9 past niet: {FITS}")
    assert sentence.endswith("make PYTHON=/pad/naar/python3.13 run")


def test_no_python_at_all(tmp_path: Path) -> None:
    code, told = _make(tmp_path, "run", f"PYTHON={tmp_path / 'nowhere'}")
    assert code == 2
    [sentence] = told
    assert sentence.startswith("Python is niet gevonden")
    assert FITS in sentence


def test_a_python_without_venv(tmp_path: Path) -> None:
    code, told = _make(tmp_path, "run", f"PYTHON={_fake(tmp_path, fits=True, has_venv=False)}")
    assert code == 2
    [sentence] = told
    assert "ontbreekt venv" in sentence
    assert "apt install python3-venv" in sentence


@pytest.mark.parametrize(
    ("goal", "lacking"), [("check", "NODE"), ("test", "NODE"), ("test", "NPM")]
)
def test_no_node(tmp_path: Path, goal: str, lacking: str) -> None:
    code, told = _make(tmp_path, goal, f"{lacking}={tmp_path / 'nowhere'}")
    assert code == 2
    [sentence] = told
    assert sentence.startswith("Node is niet gevonden")
    assert f": {goal} bouwt en toetst er de scripts van de pagina mee" in sentence
    assert sentence.endswith(
        "installeer 20.19 of nieuwer (https://nodejs.org); make run kan zonder."
    )


def test_a_node_that_is_too_old(tmp_path: Path) -> None:
    node = tmp_path / "node"
    node.write_text('#!/bin/sh\ntest "$1" = -v && echo v18.20.4\nexit 1\n')
    node.chmod(0o755)
    code, told = _make(tmp_path, "check", f"NODE={node}")
    assert code == 2
    [sentence] = told
    assert sentence.startswith("Node v18.20.4 past niet: check heeft 20.19 of nieuwer nodig")


def test_serving_asks_for_no_node(tmp_path: Path) -> None:
    """What stops it here is Python, which comes first where both are asked for."""
    nowhere = tmp_path / "nowhere"
    code, told = _make(tmp_path, "run", f"NODE={nowhere}", f"PYTHON={nowhere}")
    assert code == 2
    assert [sentence.split(" (")[0] for sentence in told] == ["Python is niet gevonden"]


def test_the_bounds_are_those_of_the_package() -> None:
    import tomllib

    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["requires-python"]
    makefile = (PROJECT / "Makefile").read_text()
    assert asked == ">=3.11,<3.16"
    assert "OLDEST := 11" in makefile
    assert "NEWEST := 15" in makefile

"""Killed at any moment, a build or a fetch leaves what is served whole and no half file."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nplv_geo.edition.store import current_id, list_editions, open_current
from nplv_geo.ground.files import hash_file
from nplv_geo.ground.settings import PROJECT
from nplv_geo.published.raw_store import list_files
from nplv_geo.sources.network.door import HOSTS
from tests.children import uncounted
from tests.commands import tiny
from tests.standin import StandIn

pytestmark = pytest.mark.slow

PROGRAM = (sys.executable, "-m", "nplv_geo")
KILLS = 10
SEED = 20260719


def _timed(*command: str, data: Path) -> float:
    """Do a whole run; gives its seconds."""
    started = time.monotonic()
    done = subprocess.run(
        [*PROGRAM, *command],
        cwd=PROJECT,
        env=uncounted(NPLV_DATA=str(data)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return time.monotonic() - started


def _kill(*command: str, data: Path, after: float) -> None:
    process = subprocess.Popen(
        [*PROGRAM, *command],
        cwd=PROJECT,
        env=uncounted(NPLV_DATA=str(data)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _moments(whole: float) -> list[float]:
    """One random moment in each tenth of a run, in random order."""
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    moments = [(part + chance.random()) / KILLS * whole for part in range(KILLS)]
    chance.shuffle(moments)
    return moments


def _check_served(data: Path, edition_id: str) -> None:
    """What is served is whole, and ``status`` has nothing to complain about."""
    edition = open_current(data / "editions")
    assert edition.id == edition_id
    assert edition.damage() == []
    status = tiny.run("status", data=data)
    assert (status.exit_code, status.stderr) == (0, "")
    assert status.stdout.startswith(f"Editie {edition_id},")


def test_ten_kills_during_a_build(tmp_path: Path) -> None:
    data = tiny.make_edition(tmp_path)
    editions = data / "editions"
    for moment in _moments(_timed("build", data=data)):
        before = current_id(editions)
        _kill("build", data=data, after=moment)
        # A kill after the switch leaves a new edition, and that one is whole too.
        assert current_id(editions) in {before, list_editions(editions)[0]}
        _check_served(data, current_id(editions))
    _timed("build", data=data)
    assert not list(editions.glob(".building-*"))
    assert current_id(editions) == list_editions(editions)[0]


@pytest.fixture(scope="module")
def standin() -> Iterator[StandIn]:
    with StandIn(data="invented") as server:
        yield server


def _fetch(standin: StandIn, year: int) -> list[str]:
    bases = [part for name in HOSTS for part in ("--base-url", f"{name}={standin.url}")]
    return ["fetch", "--years", str(year), *bases]


def _contents(data: Path) -> dict[str, str]:
    """Files of the raw store with their hash; each must be what its sidecar tells."""
    found = {}
    for raw in list_files(data / "raw"):
        name = raw.path.relative_to(data / "raw").as_posix()
        found[name] = hash_file(raw.path)
        assert found[name] == raw.sidecar.sha256, name
    return found


def test_ten_kills_during_a_fetch(standin: StandIn, tmp_path: Path) -> None:
    """The year before is built and served; each kill falls in a fetch of the next year."""
    start, whole_store = tmp_path / "start", tmp_path / "whole"
    _timed(*_fetch(standin, 2023), data=start)
    _timed("build", data=start)
    edition_id = current_id(start / "editions")
    shutil.copytree(start, whole_store)
    whole = _timed(*_fetch(standin, 2024), data=whole_store)
    expected, before = _contents(whole_store), _contents(start)
    assert len(expected) > len(before) > 0
    for number, moment in enumerate(_moments(whole)):
        data = tmp_path / str(number)
        shutil.copytree(start, data)
        _kill(*_fetch(standin, 2024), data=data, after=moment)
        left = _contents(data)
        assert before.items() <= left.items() | expected.items()
        assert left.items() <= before.items() | expected.items(), "old files or new ones, no halves"
        _check_served(data, edition_id)
        done = tiny.run(*_fetch(standin, 2024), data=data)
        assert done.exit_code == 0, done.output
        assert _contents(data) == expected
    assert [path.name for path in (data / "incoming").iterdir()] == [".lock"]

"""A build that is killed at any moment leaves the current edition and no half one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nplv_geo.editions import current_id, kept, open_current
from nplv_geo.settings import PROJECT

BUILD = [sys.executable, "-m", "nplv_geo", "build", "--starter"]
KILLS = 10


def _environment(data: Path) -> dict[str, str]:
    return os.environ | {"NPLV_DATA": str(data)}


def _run(*command: str, data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=PROJECT, env=_environment(data), capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_ten_kills_during_a_build(tmp_path: Path) -> None:
    started = time.monotonic()
    assert _run(*BUILD, data=tmp_path).returncode == 0
    whole = time.monotonic() - started
    editions = tmp_path / "editions"
    before = current_id(editions)
    moments = random.Random(20260719)  # noqa: S311 - moments, not secrets
    for _ in range(KILLS):
        process = subprocess.Popen(
            BUILD, cwd=PROJECT, env=_environment(tmp_path), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(moments.uniform(0.2, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        edition = open_current(editions)
        assert edition.damage() == []
        assert len(edition.focus) == 20
        before = edition.id
    status = _run(sys.executable, "-m", "nplv_geo", "status", data=tmp_path)
    assert status.returncode == 0
    assert status.stdout.startswith(f"Editie {before},")
    assert _run(*BUILD, data=tmp_path).returncode == 0
    assert not list(editions.glob(".building-*"))
    assert current_id(editions) == kept(editions)[0]

"""An edition that two processes built is the one that one process builds, byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from nplv_geo.build.options import BuildOptions
from nplv_geo.build.stages import workers
from nplv_geo.build.stages.memory import begin_process
from nplv_geo.build.stages.workers import Processes
from nplv_geo.commands.build_job import build_edition
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import Settings

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

# What every build has of its own.
OWN = {"id", "built"}


def hash_files(edition: Edition) -> dict[str, str]:
    return {
        path.relative_to(edition.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in edition.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def test_two_processes_build_the_same_bytes(
    carried_settings: Settings,
    carried_edition: Edition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "_FEWEST_DIVISIONS", 1)
    (tmp_path / "raw").symlink_to(carried_settings.raw)
    settings = Settings(data=tmp_path, edition=None, port=0)
    told: list[str] = []
    options = BuildOptions(progress=told.append, processes=Processes(2, begin_process))
    build_edition(settings, starter=False, options=options)
    found = open_current(settings.editions)
    assert found.id != carried_edition.id
    assert len(hash_files(found)) > 500
    assert hash_files(found) == hash_files(carried_edition)
    manifests = (one.manifest.model_dump(exclude=OWN) for one in (found, carried_edition))
    assert next(manifests) == next(manifests)
    # The one who waits hears of each period, in order.
    periods = {period for layer in found.manifest.layers.values() for period in layer}
    assert [word for word in told if word in periods] == sorted(periods)

"""An edition that a cluster of Dask built is the one that this machine builds, byte for byte."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from distributed import Client, LocalCluster

from benchmarks.country import lenient
from benchmarks.years import NEWEST, make_country, write_inputs
from nplv_geo.build.options import BuildOptions
from nplv_geo.build.run import build
from nplv_geo.build.stages import cluster as clusters
from nplv_geo.build.stages.cluster import Cluster
from nplv_geo.definitions.read import read_definitions
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground.errors import ClusterError
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.published.inputs import gather_inputs
from nplv_geo.sources.readers.files import read_delivery

pytestmark = pytest.mark.slow

BUURTEN, YEARS = 400, 3
OWN = {"id", "built"}


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    """Two workers, each a process of its own; who is killed is replaced."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", host="127.0.0.1"
    ) as local:
        yield local


@pytest.fixture
def cluster(workers: LocalCluster) -> Iterator[Cluster]:
    with Cluster(workers.scheduler_address) as opened:
        yield opened


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files of a made-up country over four years, in which places were split, joined and moved."""
    folder = tmp_path_factory.mktemp("inputs")
    write_inputs(folder, {NEWEST: make_country(BUURTEN)}, YEARS)
    return sorted(folder.glob("*.parquet"))


def build_years(paths: Sequence[Path], folder: Path, cluster: Cluster | None) -> Edition:
    parts = [
        part for path in paths for part in read_delivery(path, year=None, retrieved="2026-01-01")
    ]
    overlay_all = cluster.overlay_all if cluster else None
    settings = Settings(data=folder, edition=None, port=0)
    gathered = gather_inputs(parts, [], settings.cache / "crosswalks", overlay_all)
    build(settings, gathered, lenient(read_definitions(PROJECT)), BuildOptions(cluster=cluster))
    return open_current(settings.built)


def hash_files(edition: Edition) -> dict[str, str]:
    return {
        path.relative_to(edition.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in edition.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


@pytest.fixture(scope="module")
def here(inputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return build_years(inputs, tmp_path_factory.mktemp("here"), None)


def assert_same(edition: Edition, here: Edition) -> None:
    assert len(hash_files(here)) > 300
    assert hash_files(edition) == hash_files(here)
    manifests = (one.manifest.model_dump(exclude=OWN) for one in (edition, here))
    assert next(manifests) == next(manifests)
    caches = [one.folder.parents[1] / "cache" / "crosswalks" for one in (edition, here)]
    kept = [sorted(path.name for path in cache.iterdir()) for cache in caches]
    assert kept[0] == kept[1]
    assert len(kept[0]) == 2 * YEARS - 3


def test_a_cluster_builds_the_same_bytes_and_so_it_does_when_a_worker_is_killed_halfway(
    inputs: list[Path], here: Edition, cluster: Cluster, workers: LocalCluster, tmp_path: Path
) -> None:
    killing = Thread(
        target=kill_one_halfway, args=(workers.scheduler_address, tmp_path), daemon=True
    )
    killing.start()
    edition = build_years(inputs, tmp_path, cluster)
    killing.join(60)
    assert (tmp_path / "killed").exists()
    assert_same(edition, here)


def kill_one_halfway(address: str, folder: Path) -> None:
    """Kill a worker as soon as the first period is written and others are not."""
    with Client(address, set_as_default=False) as client:
        pids = client.run(os.getpid)
        until = time.monotonic() + 120
        while not list(folder.glob("editions/.building-*/values/*.arrow")):
            assert time.monotonic() < until
            time.sleep(0.02)
        os.kill(next(iter(pids.values())), signal.SIGKILL)
        (folder / "killed").touch()


def add(shared: np.ndarray[Any, Any], number: int) -> float:
    return float(shared[number]) + number


def lose_once(shared: str, number: int) -> int:
    """End the process the first time, whatever it held."""
    if number == 1 and not os.path.exists(shared):  # noqa: PTH110  # on a worker
        Path(shared).touch()
        os._exit(9)
    return number


def lose_always(_shared: str, number: int) -> None:
    os._exit(number)


def test_results_come_in_the_order_asked_for(cluster: Cluster) -> None:
    numbers = [*range(39, -1, -1)]
    assert [*cluster.work(add, np.arange(40.0) ** 2, numbers)] == [n * n + n for n in numbers]


def test_what_was_lost_with_a_worker_is_done_again(cluster: Cluster, tmp_path: Path) -> None:
    assert [*cluster.work(lose_once, str(tmp_path / "lost"), [0, 1, 2, 3])] == [0, 1, 2, 3]


def test_work_that_ends_every_worker_is_one_sentence(cluster: Cluster) -> None:
    with pytest.raises(ClusterError, match=r"houden op of zijn er niet, meestal door te weinig"):
        list(cluster.work(lose_always, "", [1]))


def test_what_the_only_worker_held_is_given_to_the_next(tmp_path: Path) -> None:
    """Nobody else has what was given: work that waits for it would wait for ever."""
    with (
        LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=":0", host="127.0.0.1"
        ) as alone,
        Cluster(alone.scheduler_address) as cluster,
    ):
        found = cluster.work(lose_once, str(tmp_path / "lost"), [0, 1, 2, 3])
        assert [*found] == [0, 1, 2, 3]


def test_a_worker_of_another_version_is_refused(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_versions", (("zicht-op-wijken", "0.0.1"),))
    with pytest.raises(ClusterError, match=r"heeft andere versies \(GEOS .*zicht-op-wijken"):
        list(cluster.work(add, np.zeros(4), [1]))


def test_an_address_where_nobody_answers_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_CONNECT_S", 0.5)
    with pytest.raises(ClusterError, match=r"^Op tcp://127\.0\.0\.1:9 antwoordt geen planner"):
        Cluster("tcp://127.0.0.1:9")

"""A build on a cluster of Dask beside the same build on this machine, on a made-up country.

``python -m benchmarks.cluster --areas 100000 --years 10`` makes the files of publishers, builds
them in one process, with one worker of Dask, with two, and with two of which one is killed when the
first period is written. Each edition must have the same files, byte for byte. Memory is that of
the builder and that of all workers; ``benchmarks/results/cluster.json`` keeps it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

from benchmarks.country import lenient
from benchmarks.machine import family, load, memory_mb, own_memory_mb
from benchmarks.years import NEWEST, make_country, write_inputs
from nplv_geo.build.options import BuildOptions
from nplv_geo.build.run import build
from nplv_geo.build.stages import memory
from nplv_geo.build.stages.cluster import Cluster
from nplv_geo.definitions.read import read_definitions
from nplv_geo.edition.manifest import current_folder
from nplv_geo.ground import log
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.published.inputs import gather_inputs
from nplv_geo.sources.readers.files import read_delivery

RESULTS = Path(__file__).parent / "results" / "cluster.json"
_EVERY_S = 0.5
_FIRST_PERIOD = "editions/.building-*/values/*.arrow"


def build_once(inputs: Path, folder: Path, scheduler: str | None) -> None:
    """Build as the command does, here or on a cluster."""
    memory.take_memory_in_large_steps()
    settings = Settings(data=folder, edition=None, port=0)
    with ExitStack() as stack:
        cluster = stack.enter_context(Cluster(scheduler)) if scheduler else None
        parts = [
            part
            for path in sorted(inputs.glob("*.parquet"))
            for part in read_delivery(path, year=None, retrieved="2026-01-01")
        ]
        overlay_all = cluster.overlay_all if cluster else None
        gathered = gather_inputs(parts, [], settings.cache / "crosswalks", overlay_all)
        del parts
        definitions = lenient(read_definitions(PROJECT))
        build(settings, gathered, definitions, BuildOptions(cluster=cluster))


@contextmanager
def workers_of_dask(count: int, folder: Path) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and workers, each started as on a machine of its own."""
    told = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(told)]
    each = ["--nthreads", "1", "--memory-limit", "0", "--host", "127.0.0.1", "--no-dashboard"]
    commands = [
        [*command, *local, "--port", "0", "--scheduler-file", str(told)],
        *[[*worker, *each, "--local-directory", str(folder / str(n))] for n in range(count)],
    ]
    started = [
        subprocess.Popen(one, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        for one in commands
    ]
    try:
        while not told.exists():
            time.sleep(0.1)
        address: str = json.loads(told.read_text())["address"]
        yield address, [one.pid for one in started]
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait()


def measure(inputs: Path, folder: Path, workers: int, *, is_killed: bool) -> dict[str, object]:
    """Time and memory of one build, in processes of its own."""
    folder.mkdir()
    words = ["build", "--inputs", str(inputs), "--folder", str(folder)]
    with ExitStack() as stack:
        address, pids = "", list[int]()
        if workers:
            address, pids = stack.enter_context(workers_of_dask(workers, folder))
        words += ["--dask", address] if address else []
        started, ended, peaks = time.perf_counter(), Event(), [0.0, 0.0]
        builder = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "benchmarks.cluster", *words], cwd=PROJECT
        )
        watching = Thread(target=_watch, args=([builder.pid], pids, peaks, ended))
        watching.start()
        if is_killed:
            while builder.poll() is None and not list(folder.glob(_FIRST_PERIOD)):
                time.sleep(_EVERY_S)
            os.kill(_find_worker(pids[-1]), signal.SIGKILL)
        code = builder.wait()
        seconds = time.perf_counter() - started
        ended.set()
        watching.join()
    if code:
        raise SystemExit(f"a build with {workers} workers ended with {code}")
    return {"seconds": round(seconds, 1), "builder_mb": peaks[0], "workers_mb": peaks[1]}


def _find_worker(nanny: int) -> int:
    """The process that works, which another one watches over and replaces."""
    return max(family(nanny), key=own_memory_mb)


def _watch(builder: list[int], workers: list[int], peaks: list[float], ended: Event) -> None:
    while not ended.wait(_EVERY_S):
        for place, pids in enumerate((builder, workers)):
            peaks[place] = max(peaks[place], round(sum(map(memory_mb, pids))))


def hash_edition(folder: Path) -> str:
    """One hash of the names and the bytes of all files but the manifest, which has a moment."""
    digest = hashlib.sha256()
    edition = current_folder(folder / "editions")
    for path in sorted(edition.rglob("*")):
        if path.is_file() and path.name != "manifest.json":
            digest.update(path.relative_to(edition).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def measure_all(scratch: Path, areas: int, years: int) -> dict[str, object]:
    """All four builds, and whether they are the same."""
    before, inputs = load(), scratch / "inputs"
    inputs.mkdir()
    write_inputs(inputs, {NEWEST: make_country(areas)}, years)
    runs = {"here": (0, False), "one": (1, False), "two": (2, False), "killed": (2, True)}
    found: dict[str, object] = {}
    hashes = {}
    for name, (workers, is_killed) in runs.items():
        found[name] = measure(inputs, scratch / name, workers, is_killed=is_killed)
        hashes[name] = hash_edition(scratch / name)
        print(name, found[name], hashes[name][:16], flush=True)
    is_same = len(set(hashes.values())) == 1
    told = {"areas": areas, "years": years, "same_bytes": is_same, "load": [before, load()]}
    return told | found


def main() -> None:
    """Measure, print and keep; or build once, in a process that does nothing else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=["build"])
    parser.add_argument("--areas", type=int, default=100_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--inputs", type=Path)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--dask")
    parser.add_argument("--scratch", type=Path, help="a folder with room for the files")
    asked = parser.parse_args()
    log.configure_log()
    if asked.part:
        build_once(asked.inputs, asked.folder, asked.dask)
        return
    with tempfile.TemporaryDirectory(dir=asked.scratch) as scratch:
        text = json.dumps(measure_all(Path(scratch), asked.areas, asked.years), indent=1)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

"""How long a build takes, and how much memory: one national year with all layers, and ten.

``python -m benchmarks.build`` reads the official files (in ``../shared/data`` or
``$NPLV_REAL_DATA``; without them the starter tables) and builds editions in a temporary folder,
each in a process of its own. Further years are made up: the figures of 2024 once more, read from
the files once more and put under another period. They only serve to measure and are thrown away.

Prints seconds, the largest memory, the costliest steps, and beside that how long the sums of one
layer take here and in plain pandas; ``benchmarks/results/build.json`` keeps them.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd

from nplv_geo.build.browser.geometry import write_geometry
from nplv_geo.build.run import build
from nplv_geo.build.stages.memory import take_memory_in_large_steps
from nplv_geo.definitions.read import read_definitions
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground import log
from nplv_geo.ground.areas import AreaLevel, gemeente_of
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.published.contents import Part
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs, gather_inputs
from nplv_geo.sources.readers.files import read_delivery
from nplv_geo.sources.readers.starter import read_starter
from nplv_geo.statistics.aggregate import aggregate_weighted_mean
from nplv_geo.statistics.membership import build_membership

NEWEST = 2024
LIMITS = {1: 20.0, 10: 120.0}
LIMIT_MB = 2048
ROUNDS = 15
COSTS = 3
STEPS = ("inputs_of", "areas_table", "write_periods", "doubts", "finish")
RESULTS = Path(__file__).parent / "results" / "build.json"
TABLES = (
    "cbs/85984NED_2024.parquet",
    "rivm/50150NED_2012_2024.parquet",
    "politie/47018NED*.parquet",
)
OUTLINES = tuple(f"boundaries/{level}_2024.parquet" for level in ("buurt", "wijk", "gemeente"))


def inputs_of(years: int) -> Inputs:
    """Inputs of a build with so many years, the older ones made up."""
    named = os.environ.get("NPLV_REAL_DATA")
    folder = Path(named) if named else PROJECT.parent / "shared" / "data"
    wanted = [str(NEWEST - back) for back in range(years)]
    if not (folder / OUTLINES[0]).exists():
        starter = read_starter(PROJECT, read_definitions(PROJECT).focus_areas)
        own = [part for part in starter.figures if part.period == str(NEWEST)]
        return replace(starter, figures=[as_of(part, year) for year in wanted for part in own])
    parts = [part for path in OUTLINES for part in _read(folder / path)]
    tables = [path for name in TABLES for path in sorted(folder.glob(name))]
    return gather_inputs(
        [*parts, *(part for year in wanted for part in _figures(tables, year))], []
    )


def _read(path: Path) -> list[Part]:
    return read_delivery(path, year=None, retrieved="2026-01-01")


def _figures(tables: list[Path], year: str) -> Iterator[Figures]:
    """Read the tables and put those of the newest period under another."""
    for path in tables:
        for part in _read(path):
            if isinstance(part, Figures) and part.period == str(NEWEST):
                yield as_of(part, year)


def as_of(figures: Figures, year: str) -> Figures:
    """Made-up figures of another year, with values in all areas."""
    return replace(figures, period=year, sha256=f"{figures.sha256}-made-up-{year}")


def one_build(folder: Path, years: int) -> dict[str, float]:
    """Read and build in this process, which does nothing else."""
    started = time.perf_counter()
    inputs = inputs_of(years)
    was_read = time.perf_counter()
    take_memory_in_large_steps()  # as the command does
    build(Settings(data=folder, edition=None, port=0), inputs, read_definitions(PROJECT))
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "of_which_reading": round(was_read - started, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def costs(folder: Path) -> dict[str, float]:
    """Costliest steps of a build of one year, in seconds with the profiler on.

    Shapes are drawn in a thread beside the rest, which the profiler doesn't follow: a clock does.
    """
    profile = cProfile.Profile()
    found: dict[str, float] = {}

    def drawn(*asked: Any) -> object:  # noqa: ANN401  # whatever the build gives
        started = time.perf_counter()
        try:
            return write_geometry(*asked)
        finally:
            found["write_geometry"] = round(time.perf_counter() - started, 1)

    with patch("nplv_geo.build.run.write_geometry", drawn):
        profile.runcall(one_build, folder, 1)
    for (_, _, name), told in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if name in STEPS:
            found[name] = round(max(found.get(name, 0.0), told[3]), 1)
    return dict(sorted(found.items(), key=lambda cost: -cost[1])[:COSTS])


def in_child(*arguments: str) -> dict[str, float]:
    """Run one part of this benchmark in a new process."""
    command = [sys.executable, "-m", "benchmarks.build", *arguments]
    done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def megabytes(folder: Path) -> float:
    """Size of all files of the edition in a data folder."""
    edition = open_current(Settings(data=folder, edition=None, port=0).editions)
    return round(sum(p.stat().st_size for p in edition.folder.rglob("*") if p.is_file()) / 1e6, 1)


def sums_beside_pandas(edition: Edition) -> dict[str, float]:
    """One mean per gemeente, with coverage, bounds and statuses, beside two sums of pandas."""
    values = edition.values.table("koopwoningen_pct", str(NEWEST)).loc[
        edition.areas.at(AreaLevel.BUURT)
    ]
    parents = values.index.map(gemeente_of)
    found = values.groupby(parents).groups.items()
    groups = build_membership({str(area): list(map(str, own)) for area, own in found})

    def ours() -> object:
        return aggregate_weighted_mean(values, groups, value_range=(0.0, 100.0), min_coverage=0.6)

    def usual() -> object:
        pairs = pd.DataFrame({"area": parents, "member": values.index})
        joined = pairs.join(values[["amount", "weight"]], on="member")
        sums = joined.groupby("area")[["amount", "weight"]].sum()
        return sums["amount"] / sums["weight"]

    times = {"ours": _median(ours), "pandas": _median(usual)}
    ratio = {"ratio": round(times["ours"] / times["pandas"], 2)}
    return {f"{name}_ms": round(found * 1000, 2) for name, found in times.items()} | ratio


def _median(work: Callable[[], object]) -> float:
    found = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def measured(scratch: Path) -> dict[str, object]:
    """All measurements."""
    found: dict[str, object] = {}
    for years, limit in LIMITS.items():
        folder = scratch / str(years)
        one = in_child("--folder", str(folder), "--years", str(years))
        told = {"edition_mb": megabytes(folder), "limit_s": limit, "limit_mb": LIMIT_MB}
        is_met = one["seconds"] <= limit and one["peak_mb"] <= LIMIT_MB
        found[f"years_{years}"] = one | told | {"met": is_met}
        if years == 1:
            edition = open_current(Settings(data=folder, edition=None, port=0).editions)
            found["areas"] = len(edition.areas.frame)
            found["sums"] = sums_beside_pandas(edition)
    return found | {"costs": in_child("--folder", str(scratch / "costs"), "--profile")}


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    log.configure_log()
    if asked.folder:
        found = costs(asked.folder) if asked.profile else one_build(asked.folder, asked.years)
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as scratch:
        text = json.dumps(measured(Path(scratch)), indent=1)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

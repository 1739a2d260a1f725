"""How long ten boundary years take on one map, and 100,000 made-up areas over two years.

``python -m benchmarks.years`` makes ten years of outlines and Kerncijfers (``made_years``), out of
the official outlines of 2019 and 2024 in ``../shared/data`` or ``$NPLV_REAL_DATA`` and else out
of a made-up country, adds police and RIVM where they are there, and builds: once with nothing known
of the years, once with their pieces kept. Beside that stands what anybody would do for one topic:
``geopandas.overlay`` of the same pairs of years, areas as weights, and a sum by the newer code.

Every build is a process of its own. ``benchmarks/results/years.json`` keeps wall clock, processor
time and the largest memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.cells import cells
from benchmarks.clock import Clock
from benchmarks.country_codes import codes_of
from benchmarks.machine import load
from benchmarks.made_years import make_figures, make_years, name_codes
from nplv_geo.definitions.read import read_definitions
from nplv_geo.definitions.tables import KWB_TABLES
from nplv_geo.geometry.crs import RD
from nplv_geo.geometry.pieces import overlay_outlines
from nplv_geo.ground import log
from nplv_geo.ground.settings import PROJECT
from nplv_geo.ground.status import Status
from nplv_geo.published.contents import Part
from nplv_geo.sources.readers.files import read_delivery
from nplv_geo.statistics.aggregate import aggregate_sum
from nplv_geo.statistics.carrying.bands import measure_doubt_of_sums
from nplv_geo.statistics.carrying.division import divide_sources
from nplv_geo.statistics.carrying.parts import make_parts

NEWEST, YEARS = 2024, 10
LIMIT_S, LIMIT_MB = 120.0, 2048
AREAS, LAYERS = 100_000, 20
RESULTS = Path(__file__).parent / "results" / "years.json"
_TABLES = (
    "politie/47018NED_totals_2021_2025.parquet",
    "rivm/50090NED_2012_2016_2020.parquet",
    "rivm/50150NED_2012_2024.parquet",
)
_KWB = frozenset(KWB_TABLES.values())
_SOME = 14_567  # buurten of the made-up country that stands in for the real one


def write_inputs(
    folder: Path, known: Mapping[int, gpd.GeoSeries] | None = None, years: int = YEARS
) -> None:
    """Write some years as files of the publishers: ten, of what outlines there are."""
    known = _read_known() if known is None else known
    definitions = read_definitions(PROJECT)
    layers = [layer for layer in definitions.catalog.layers if layer.source.table == "KWB"]
    for year, shapes in make_years(known, range(NEWEST - years + 1, NEWEST + 1)).items():
        outlines = folder / f"buurt_{year}.parquet"
        table = folder / f"{KWB_TABLES[year]}_{year}.parquet"
        named = gpd.GeoDataFrame(
            {"statcode": shapes.index, "statnaam": name_codes(shapes.index)},
            geometry=shapes.to_numpy(),
            crs=RD,
        )
        named.to_parquet(outlines)
        figures = make_figures(shapes, year, layers)
        figures.rename_axis("WijkenEnBuurten").reset_index().to_parquet(table)


def list_files(folder: Path) -> list[Path]:
    """List all that a build is to read, police and RIVM as well where they are there."""
    real = map(_find_real().joinpath, _TABLES)
    return [*sorted(folder.glob("*.parquet")), *(path for path in real if path.exists())]


def overlay_plainly(paths: list[Path]) -> dict[str, float]:
    """One topic of nine years on the map, as anybody would with GeoPandas alone."""
    outlines = {int(path.stem[-4:]): path for path in paths if path.name.startswith("buurt_")}
    tables = {int(path.stem[-4:]): path for path in paths if path.stem[:8] in _KWB}
    clock = Clock()
    newer = gpd.read_parquet(outlines.pop(NEWEST))[["statcode", "geometry"]]
    for year, path in outlines.items():
        topic = pd.read_parquet(tables[year]).set_index("WijkenEnBuurten")["AantalInwoners"]
        _sum_by_land(gpd.read_parquet(path)[["statcode", "geometry"]], newer, topic)
    return clock.read()


def write_areas(folder: Path) -> None:
    """Write two years of a made-up country, and counts of the older one."""
    years = make_years({NEWEST: make_country(AREAS)}, (NEWEST - 1, NEWEST))
    for year, shapes in years.items():
        frame = gpd.GeoDataFrame({"statcode": shapes.index}, geometry=shapes.to_numpy(), crs=RD)
        frame.to_parquet(folder / f"areas_{year}.parquet")
    random = np.random.default_rng(AREAS)
    codes = years[NEWEST - 1].index
    counts = pd.DataFrame(random.poisson(900, (len(codes), LAYERS)), codes, dtype=float)
    counts.columns = [f"layer_{n}" for n in range(LAYERS)]
    counts.to_parquet(folder / "counts.parquet")


def carry_areas(folder: Path) -> dict[str, float]:
    """Overlay two years, and carry all layers from one to the other."""
    frames, counts = _read_areas(folder)
    older, newer = (frame.set_index("statcode").geometry for frame in frames)
    clock = Clock()
    pieces = overlay_outlines(older, newer)
    was_laid = time.perf_counter()
    parts = make_parts(
        pieces.older,
        pieces.newer,
        pieces.older_of,
        pieces.newer_of,
        people=np.zeros(len(pieces.land)),
        land=pieces.land,
    )
    people = counts.iloc[:, 0]
    divided, _ = divide_sources(parts, people, people)
    members = divided.make_membership()
    for layer in counts:
        rows = pd.DataFrame({"amount": counts[layer], "weight": people, "status": Status.OK.value})
        aggregate_sum(rows, members, min_coverage=0.0)
        measure_doubt_of_sums(rows["amount"], divided)
    return clock.read() | {"overlay_s": round(was_laid - clock.started, 1)}


def carry_areas_plainly(folder: Path) -> dict[str, float]:
    """Do the same with GeoPandas alone, and one topic."""
    frames, counts = _read_areas(folder)
    clock = Clock()
    older, newer = frames
    _sum_by_land(older, newer, counts.iloc[:, 0])
    return clock.read()


def _read_areas(folder: Path) -> tuple[list[gpd.GeoDataFrame], pd.DataFrame]:
    frames = [gpd.read_parquet(folder / f"areas_{year}.parquet") for year in (NEWEST - 1, NEWEST)]
    return frames, pd.read_parquet(folder / "counts.parquet")


def _read(path: Path) -> list[Part]:
    return read_delivery(path, year=None, retrieved="2026-01-01")


def _find_real() -> Path:
    named = os.environ.get("NPLV_REAL_DATA")
    return Path(named) if named else PROJECT.parent / "shared" / "data"


def _read_known() -> dict[int, gpd.GeoSeries]:
    """Outlines that there are: of two years, or else those of a made-up country."""
    paths = {year: _find_real() / f"boundaries/buurt_{year}.parquet" for year in (2019, NEWEST)}
    found = {year: _read(path)[0] for year, path in paths.items() if path.exists()}
    if NEWEST in found:
        return {year: part.frame.geometry for year, part in found.items()}
    return {NEWEST: make_country(_SOME)}


def make_country(n: int) -> gpd.GeoSeries:
    """Outlines of a made-up country of ``n`` buurten, by code."""
    shapes, points = cells(n)
    codes = codes_of(points, read_definitions(PROJECT).focus_areas, NEWEST)
    return gpd.GeoSeries(shapes, pd.Index(codes, dtype="str"), crs=RD).sort_index()


def _sum_by_land(older: gpd.GeoDataFrame, newer: gpd.GeoDataFrame, topic: pd.Series) -> pd.Series:
    """Divide a count by area over the newer codes."""
    whole = older.set_index("statcode").area
    pieces = gpd.overlay(older, newer, how="intersection", keep_geom_type=True)
    shares = pieces.area / pieces["statcode_1"].map(whole)
    people: pd.Series = pieces["statcode_1"].map(topic) * shares
    summed: pd.Series = people.groupby(pieces["statcode_2"]).sum()
    return summed


def measure_all(scratch: Path) -> dict[str, object]:
    """All measurements, with the load of the machine before and after."""
    before = load()
    inputs, data, areas = (scratch / name for name in ("inputs", "data", "areas"))
    inputs.mkdir()
    areas.mkdir()
    write_inputs(inputs)
    runs = {
        run: _run(["benchmarks.years_build", "--folder", str(data), *map(str, list_files(inputs))])
        for run in ("cold", "cached")
    }
    runs["geopandas"] = _in_child("plain", inputs, data)
    is_met = {
        f"{run}_met": runs[run]["seconds"] <= LIMIT_S and runs[run]["peak_mb"] <= LIMIT_MB
        for run in ("cold", "cached")
    }
    write_areas(areas)
    two = {run: _in_child(part, areas, data) for run, part in _AREAS_RUNS.items()}
    return {
        "years": runs | is_met | {"ratio": _compare(runs["cold"], runs["geopandas"])},
        "areas": two | {"n": AREAS, "layers": LAYERS, "ratio": _compare(*two.values())},
        "limit_s": LIMIT_S,
        "limit_mb": LIMIT_MB,
        "load": [before, load()],
    }


def _in_child(part: str, inputs: Path, folder: Path) -> dict[str, float]:
    """Run one part of this benchmark in a new process."""
    return _run(["benchmarks.years", part, "--inputs", str(inputs), "--folder", str(folder)])


def _run(words: list[str]) -> dict[str, float]:
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _compare(ours: dict[str, float], peer: dict[str, float]) -> float:
    """Processor time of ours beside that of a peer that carries one topic."""
    return round(ours["user_s"] / peer["user_s"], 2)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=[*_PARTS])
    parser.add_argument("--inputs", type=Path)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    log.configure_log()
    if asked.part:
        print(json.dumps(_PARTS[asked.part](asked.inputs, asked.folder)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        text = json.dumps(measure_all(Path(scratch)), indent=1)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    print(text)


_AREAS_RUNS = {"ours": "areas", "geopandas": "areas-plain"}
_PARTS: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "plain": lambda inputs, _: overlay_plainly(list_files(inputs)),
    "areas": lambda inputs, _: carry_areas(inputs),
    "areas-plain": lambda inputs, _: carry_areas_plainly(inputs),
}


if __name__ == "__main__":
    main()

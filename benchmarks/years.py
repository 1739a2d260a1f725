"""How long ten boundary years take on one map, and 100,000 made-up areas over two years.

``python -m benchmarks.years`` makes ten years of outlines and Kerncijfers (``made_years``), out of
the official outlines of 2019 and 2024 in ``../shared/data`` or ``$NPLV_REAL_DATA`` and otherwise out
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
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.cells import cells
from benchmarks.country import lenient
from benchmarks.country_codes import codes_of
from benchmarks.machine import load
from benchmarks.made_years import make_figures, make_years, name_codes
from nplv_geo.build.run import build
from nplv_geo.commands.memory import take_memory_in_large_steps
from nplv_geo.definitions.read import read_definitions
from nplv_geo.definitions.tables import KWB_TABLES
from nplv_geo.geometry.crs import RD
from nplv_geo.geometry.pieces import overlay_outlines
from nplv_geo.ground import log
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.published.inputs import gather_inputs
from nplv_geo.sources.readers.files import read_delivery
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


def write_inputs(folder: Path) -> list[Path]:
    """Write ten years as files of the publishers; give all that a build is to read."""
    known = _read_known()
    definitions = read_definitions(PROJECT)
    layers = [layer for layer in definitions.catalog.layers if layer.source.table == "KWB"]
    written = []
    for year, shapes in make_years(known, range(NEWEST - YEARS + 1, NEWEST + 1)).items():
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
        written += [outlines, table]
    return [*written, *(path for path in map(_find_real().joinpath, _TABLES) if path.exists())]


def build_years(paths: list[Path], folder: Path) -> dict[str, float]:
    """Read and build in this process, which does nothing else."""
    settings = Settings(data=folder, edition=None, port=0)
    started = time.perf_counter()
    take_memory_in_large_steps()  # as the command does
    parts = [part for path in paths for part in _read(path)]
    was_read = time.perf_counter()
    inputs = gather_inputs(parts, [], settings.cache / "crosswalks")
    del parts
    was_gathered = time.perf_counter()
    build(settings, inputs, lenient(read_definitions(PROJECT)))
    return _measure(started) | {
        "reading_s": round(was_read - started, 1),
        "crosswalks_s": round(was_gathered - was_read, 1),
    }


def overlay_plainly(paths: list[Path]) -> dict[str, float]:
    """One topic of nine years on the map, as anybody would with GeoPandas alone."""
    outlines = {int(path.stem[-4:]): path for path in paths if path.name.startswith("buurt_")}
    tables = {int(path.stem[-4:]): path for path in paths if path.stem[:8] in _KWB}
    started = time.perf_counter()
    newer = gpd.read_parquet(outlines.pop(NEWEST))[["statcode", "geometry"]]
    for year, path in outlines.items():
        topic = pd.read_parquet(tables[year]).set_index("WijkenEnBuurten")["AantalInwoners"]
        _sum_by_land(gpd.read_parquet(path)[["statcode", "geometry"]], newer, topic)
    return _measure(started)


def carry_areas(n: int) -> dict[str, float]:
    """Overlay two years of a made-up country, and carry layers of counts from one to the other."""
    older, newer, topics = _make_two_years(n)
    started = time.perf_counter()
    pieces = overlay_outlines(older, newer)
    was_laid = time.perf_counter()
    people = np.zeros(len(pieces.land))
    parts = make_parts(
        pieces.older, pieces.newer, pieces.older_of, pieces.newer_of, people, pieces.land
    )
    divided, _ = divide_sources(parts, topics.iloc[:, 0], topics.iloc[:, 1])
    members = divided.make_membership()
    for topic in topics:
        places = members.locate_members(topics.index)
        members.sum_by_area(topics[topic].to_numpy()[places] * divided.shares)
    return _measure(started) | {"overlay_s": round(was_laid - started, 1)}


def carry_areas_plainly(n: int) -> dict[str, float]:
    """Do the same with GeoPandas alone, and one topic."""
    older, newer, topics = _make_two_years(n)
    frames = [
        gpd.GeoDataFrame({"statcode": shapes.index}, geometry=shapes.to_numpy(), crs=RD)
        for shapes in (older, newer)
    ]
    started = time.perf_counter()
    _sum_by_land(*frames, topics.iloc[:, 0])
    return _measure(started)


def _read(path: Path) -> list[object]:
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
    return {NEWEST: _make_country(_SOME)}


def _make_country(n: int) -> gpd.GeoSeries:
    shapes, points = cells(n)
    codes = codes_of(points, read_definitions(PROJECT).focus_areas, NEWEST)
    return gpd.GeoSeries(shapes, pd.Index(codes, dtype="str"), crs=RD).sort_index()


def _make_two_years(n: int) -> tuple[gpd.GeoSeries, gpd.GeoSeries, pd.DataFrame]:
    """A made-up country in two years, and counts by the older code."""
    years = make_years({NEWEST: _make_country(n)}, (NEWEST - 1, NEWEST))
    random = np.random.default_rng(n)
    older, newer = years[NEWEST - 1], years[NEWEST]
    topics = pd.DataFrame(random.poisson(900, (len(older), LAYERS)), older.index, dtype=float)
    return older, newer, topics


def _sum_by_land(older: gpd.GeoDataFrame, newer: gpd.GeoDataFrame, topic: pd.Series) -> pd.Series:
    """Divide a count by area over the newer codes."""
    whole = older.set_index("statcode").area
    pieces = gpd.overlay(older, newer, how="intersection", keep_geom_type=True)
    shares = pieces.area / pieces["statcode_1"].map(whole)
    return (pieces["statcode_1"].map(topic) * shares).groupby(pieces["statcode_2"]).sum()


def _measure(started: float) -> dict[str, float]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "user_s": round(used.ru_utime, 1),
        "peak_mb": round(used.ru_maxrss / 1024),
    }

"""Generated countries: an edition of ``n`` buurten, made by the real build.

Codes, levels and figures are such that the build takes them for a year of Kerncijfers: wijken and
gemeenten are dissolved from the buurten, and the focus areas are the wijken and buurten that
``focus_areas.csv`` names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.cells import cells
from benchmarks.country_codes import codes_of
from nplv_geo.build.options import BuildOptions, Progress
from nplv_geo.build.run import build
from nplv_geo.definitions.expectations import Expectations
from nplv_geo.definitions.read import Definitions, read_definitions
from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.geometry.crs import RD
from nplv_geo.ground.areas import NEDERLAND, AreaLevel, gemeente_of, wijk_of
from nplv_geo.ground.settings import Settings
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs, gather_inputs

YEAR = 2024
VERSION = 1  # goes up when other countries are made from the same number
_WITHHELD = 0.04
_COUNTS = ("AantalInwoners", "Woningvoorraad", "HuishoudensTotaal")
# Lowest and highest value of topics that are no counts, as published: without decimals.
_MEANS = {
    "Koopwoningen": (5, 98),
    "GemiddeldeWOZWaardeVanWoningen": (120, 900),
    "InBezitWoningcorporatie": (0, 90),
    "Bevolkingsdichtheid": (20, 18_000),
}


def build_country(settings: Settings, n: int, progress: Progress = lambda _: None) -> None:
    """Build an edition of ``n`` buurten and make it current in the data folder of ``settings``."""
    definitions = lenient(read_definitions(settings.project))
    progress("Cellen")
    inputs = country(n, definitions)
    build(settings, inputs, definitions, BuildOptions(progress=progress))


def country(n: int, definitions: Definitions) -> Inputs:
    """What a build starts from, as if ``n`` buurten had been imported."""
    shapes, points = cells(n)
    codes = pd.Index(codes_of(points, definitions.focus_areas, YEAR), name="area_code")
    names = pd.Series([f"Buurt {code[2:]}" for code in codes], index=codes)
    frame = gpd.GeoDataFrame({"name": names}, geometry=shapes, crs=RD).sort_index()
    buurten = Boundaries(AreaLevel.BUURT, YEAR, frame, 0, 0, 0)
    places = pd.DataFrame(points, index=codes, columns=["x", "y"]).sort_index()
    return gather_inputs([buurten, _figures(places)], [])


def lenient(definitions: Definitions) -> Definitions:
    """What is expected of a real country says nothing of a made-up one."""
    shares = definitions.expectations.shares
    return replace(definitions, expectations=Expectations(areas={}, national={}, shares=shares))


def _figures(places: pd.DataFrame) -> Figures:
    """Kerncijfers in which neighbours look alike, some of them withheld."""
    n = len(places)
    random = np.random.default_rng([YEAR, n])
    inhabitants = pd.Series(random.lognormal(6.8, 0.9, n), index=places.index).round(-1)
    counts = {
        topic: (inhabitants * share).round()
        for topic, share in zip(_COUNTS, (1.0, 0.46, 0.45), strict=True)
    }
    means = {
        topic: (low + (high - low) * _field(places, random)).round()
        for topic, (low, high) in _MEANS.items()
    }
    withheld = pd.Series(random.random(n) < _WITHHELD, index=places.index)
    buurten = pd.DataFrame(counts | {topic: m.mask(withheld) for topic, m in means.items()})
    frame = pd.concat([buurten, *(_added(buurten, by) for by in (wijk_of, gemeente_of, _nation))])
    return Figures(
        table="85984NED",
        family="KWB",
        period=str(YEAR),
        boundary_year=YEAR,
        publisher="benchmark",
        retrieved="2026-01-01",
        sha256=hashlib.sha256(f"{VERSION}-{n}".encode()).hexdigest(),
        frame=frame.astype(float),
        names={code: _name(code) for code in frame.index},
    )


def _field(places: pd.DataFrame, random: np.random.Generator) -> pd.Series:
    """Values between 0 and 1 that change slowly over the land, with some noise."""
    x, y = (places[axis] / 20_000.0 for axis in ("x", "y"))
    waves = sum(np.sin(a * x + b * y + c) for a, b, c in random.uniform(0.2, 3.0, (6, 3)))
    rough = pd.Series(waves + random.normal(0, 1, len(places)), index=places.index)
    ranked: pd.Series = rough.rank(pct=True)
    return ranked


def _added(buurten: pd.DataFrame, parent: Callable[[Any], str]) -> pd.DataFrame:
    """Counts added up and means taken, for a larger level."""
    groups = buurten.groupby(buurten.index.map(parent))
    rules = {str(c): "sum" if c in _COUNTS else "mean" for c in buurten}
    added: pd.DataFrame = groups.agg(rules)
    return added


def _nation(_code: str) -> str:
    return NEDERLAND


def _name(code: str) -> str:
    words = {"NL": "Nederland", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
    return words[code[:2]] if code == NEDERLAND else f"{words[code[:2]]} {code[2:]}"

"""Ten boundary years of which each drew some places anew, and Kerncijfers on each.

The years with real outlines are themselves; a year between them is made of the year after it: of
every hundred buurten one was two before, two were one, one had a part of its neighbour, and two
stood under other codes. Every border is drawn a few metres off, as maps of two years are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.definitions.layers import Layer
from nplv_geo.geometry.crs import RD
from nplv_geo.ground.areas import NEDERLAND, gemeente_of, wijk_of

_SPLIT, _MERGED, _SHIFTED, _RENUMBERED = 0.01, 0.01, 0.01, 0.02
# As many bends as on the maps of CBS: one in so many metres of border.
_BEND_M = 90.0
# How far a border is drawn off, and how fast that changes along it; less than would cross itself.
_OFF_M, _WAVE_M = 3.0, 150.0
_WITHHELD = 0.04
_TOPIC = re.compile(r"[A-Za-z_]\w+")
_INHABITANTS = "AantalInwoners"
# Lowest and highest value of what has no range of its own, as published.
_RANGE = (2.0, 98.0)


def make_years(
    known: Mapping[int, gpd.GeoSeries], years: Iterable[int]
) -> dict[int, gpd.GeoSeries]:
    """Outlines by code for each year, from the newest back; ``known`` years are themselves."""
    made: dict[int, gpd.GeoSeries] = {}
    later: gpd.GeoSeries | None = None
    for year in sorted(years, reverse=True):
        if year in known:
            made[year] = _add_bends(known[year])
        elif later is not None:
            made[year] = _draw_off(_make_year_before(later, year), year)
        else:
            raise ValueError(f"{year}: the newest year must be known")
        later = made[year]
    return made


def name_codes(codes: pd.Index) -> list[str]:
    """Names of buurten, that a code tells."""
    return [f"Buurt {code[2:]}" for code in codes]


def make_figures(shapes: gpd.GeoSeries, year: int, layers: Iterable[Layer]) -> pd.DataFrame:
    """Kerncijfers of a year by code, with all topics that the layers ask for, some withheld."""
    codes = pd.Index(shapes.index, dtype="str")
    random = np.random.default_rng([year, len(codes)])
    hectares = (shapes.area.to_numpy() / 1e4).round()
    people = (hectares * random.lognormal(2.2, 0.9, len(codes))).clip(0, 30_000).round(-1)
    topics: dict[str, np.ndarray] = {_INHABITANTS: people, "OppervlakteTotaal": hectares}
    means = set()
    for layer in layers:
        rule = layer.aggregate.rule
        for topic in _list_topics(layer):
            if topic in topics:
                continue
            if rule in {"sum", "rate"}:
                topics[topic] = (
                    people * random.uniform(0.05, 0.2) * random.random(len(codes)) * 2
                ).round()
            else:
                low, high = layer.value_range or _RANGE
                topics[topic] = (low + (high - low) * random.beta(2, 5, len(codes))).round(1)
                means.add(topic)
    buurten = pd.DataFrame(topics, index=codes)
    buurten[list(means)] = buurten[list(means)].mask(
        random.random((len(codes), len(means))) < _WITHHELD
    )
    larger = (_add_up(buurten, parent, means) for parent in (wijk_of, gemeente_of, _nation))
    return pd.concat([buurten, *larger]).astype(float)


def _list_topics(layer: Layer) -> list[str]:
    words = f"{layer.source.topic} {layer.aggregate.denominator_topic or ''}"
    return _TOPIC.findall(words)


def _add_up(buurten: pd.DataFrame, parent: Callable[[Any], str], means: set[str]) -> pd.DataFrame:
    groups = buurten.groupby(buurten.index.map(parent))
    rules = {str(topic): "mean" if topic in means else "sum" for topic in buurten}
    added: pd.DataFrame = groups.agg(rules)
    return added


def _nation(_code: str) -> str:
    return str(NEDERLAND)


def _add_bends(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    return gpd.GeoSeries(
        shapely.segmentize(np.asarray(shapes.array), _BEND_M), shapes.index, crs=RD
    )


def _draw_off(shapes: gpd.GeoSeries, year: int) -> gpd.GeoSeries:
    """Draw every border a few metres off; neighbours stay neighbours."""
    random = np.random.default_rng([year, 7])
    waves = random.uniform(-1, 1, (6, 2)) * 2 * np.pi / _WAVE_M
    starts = random.uniform(0, 2 * np.pi, (6, 2))

    def move(points: np.ndarray) -> np.ndarray:
        angles = points @ waves.T
        off = np.stack([np.sin(angles + starts[:, i]).sum(axis=1) for i in (0, 1)], axis=1)
        moved: np.ndarray = (points + _OFF_M / np.sqrt(3) * off).round(2)
        return moved

    moved = shapely.transform(np.asarray(shapes.array), move)
    broken = ~shapely.is_valid(moved)
    moved[broken] = shapely.buffer(moved[broken], 0)
    empty = shapely.is_empty(moved)
    moved[empty] = np.asarray(shapes.array)[empty]
    return gpd.GeoSeries(moved, shapes.index, crs=RD)


def _make_year_before(later: gpd.GeoSeries, year: int) -> gpd.GeoSeries:
    """Make the places of a year from those of the year after it."""
    random = np.random.default_rng([year, len(later)])
    places = later.to_dict()
    pairs = _list_neighbours(later, random)
    count = len(later)
    n_split, n_shifted, n_merged = (int(count * s) for s in (_SPLIT, _SHIFTED, _MERGED))
    for one, other in pairs[:n_split]:  # one place, that was split since
        places[one] = shapely.union(places[one], places.pop(other))
    for one, other in pairs[n_split : n_split + n_shifted]:  # its border was shifted since
        rest, part = _cut(places[other], 0.3)
        if not rest.is_empty and not part.is_empty:
            places[one], places[other] = shapely.union(places[one], part), rest
    for one, _ in pairs[n_split + n_shifted : n_split + n_shifted + n_merged]:
        code = _find_free_code(one, places)
        first, second = _cut(places[one], 0.5)
        if code and not first.is_empty and not second.is_empty:
            places[one], places[code] = first, second
    return _renumber(places, random)


def _list_neighbours(shapes: gpd.GeoSeries, random: np.random.Generator) -> list[tuple[str, str]]:
    """Pairs of neighbours in one wijk, each place at most once, in any order."""
    polygons, codes = np.asarray(shapes.array), shapes.index.to_numpy()
    ones, others = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    chosen: list[tuple[str, str]] = []
    used: set[str] = set()
    for place in random.permutation(np.flatnonzero(ones < others)):
        one, other = str(codes[ones[place]]), str(codes[others[place]])
        if wijk_of(one) == wijk_of(other) and not used & {one, other}:
            chosen.append((one, other))
            used |= {one, other}
    return chosen


def _cut(shape: shapely.Geometry, share: float) -> tuple[shapely.Geometry, shapely.Geometry]:
    west, south, east, north = shape.bounds
    part = shapely.box(west, south, west + share * (east - west), north)
    return shapely.difference(shape, part), shapely.intersection(shape, part)


def _find_free_code(code: str, used: Mapping[str, object]) -> str | None:
    free = (f"{code[:-2]}{number:02d}" for number in range(90))
    return next((one for one in free if one not in used), None)


def _renumber(places: dict[str, shapely.Geometry], random: np.random.Generator) -> gpd.GeoSeries:
    """Give the codes of some wijken to the next place in them."""
    of_wijk: dict[str, list[str]] = {}
    for code in sorted(places):
        of_wijk.setdefault(wijk_of(code), []).append(code)
    wanted, done = _RENUMBERED * len(places), 0
    for wijk in random.permutation(sorted(of_wijk)):
        codes = of_wijk[str(wijk)]
        if done >= wanted:
            break
        if len(codes) > 1:
            shapes = [places[code] for code in codes]
            places |= dict(zip(codes, [*shapes[1:], shapes[0]], strict=True))
            done += len(codes)
    polygons = {code: _keep_surfaces(shape) for code, shape in places.items()}
    return gpd.GeoSeries(polygons, crs=RD).sort_index()


def _keep_surfaces(shape: shapely.Geometry) -> shapely.Geometry:
    if shape.geom_type != "GeometryCollection":
        return shape
    return shapely.union_all([part for part in shape.geoms if part.area > 0])

"""Which codes of one area division mean the same place on another: statistics of places.

A code holds within one year only: a gemeente that draws its buurten anew gives the old codes to
other places. Two things show that a code stayed where it was. Its outlines: they overlap for at
least :data:`MIN_OVERLAP`, differences narrower than the maps' own precision left out, and for at
least :data:`HALF` whatever the precision. Or the change mark of CBS in the Kerncijfers: 1 is
"code and outline are those of the year before" (a border that moved less than 5 metres counts as
unchanged). Such evidence links two years for some codes, and links are followed from year to year.

The overlap is the area of the intersection over that of the union (Jaccard 1912). What is left
out is found by morphological opening: shrink the difference by half the precision and let it grow
again, and only what is wider comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.ground.areas import gemeente_of, wijk_of

MIN_OVERLAP = 0.8
HALF = 0.5
# Precision of a pair of maps in metres: never taken to be finer or coarser than this.
FINEST_M, COARSEST_M = 1.0, 60.0
# A border that is drawn up to p metres off differs a quarter of that on average from another.
_MEAN_OF_PRECISION = 4.0


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Codes that mean the same place in two years."""

    years: tuple[int, int]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class OutlineComparison:
    """Outlines of two years, code by code.

    Attributes
    ----------
    same
        Codes that stayed where they were.
    moved
        Codes of which the outlines overlap for less than half: another place.
    """

    same: frozenset[str]
    moved: frozenset[str]


def measure_overlaps(one: gpd.GeoSeries, other: gpd.GeoSeries) -> pd.Series:
    """Overlap of the outlines of each code that both have, 0 to 1."""
    codes, first, second = _shared(one, other)
    common = shapely.area(shapely.intersection(first, second))
    return pd.Series(common / _union(first, second, common), codes)


def measure_precision(one: gpd.GeoSeries, other: gpd.GeoSeries) -> float:
    """How far two maps draw the same border apart, in metres.

    Half of all codes at least did not change, so the median width of the differences is that of
    the drawing: 13 metres between generalised maps, nothing between two editions of one map.
    """
    _, first, second = _shared(one, other)
    if not len(first):
        return FINEST_M
    common = shapely.area(shapely.intersection(first, second))
    difference = shapely.area(first) + shapely.area(second) - 2 * common
    border = (shapely.length(first) + shapely.length(second)) / 2
    width = _MEAN_OF_PRECISION * float(np.median(difference / border))
    return float(np.clip(width, FINEST_M, COARSEST_M))


def compare_outlines(
    one: gpd.GeoSeries, other: gpd.GeoSeries, precision_m: float
) -> OutlineComparison:
    """Compare the outlines of each code that two years have.

    Parameters
    ----------
    one, other
        Outlines in RD (metres), by code.
    precision_m
        Differences that are nowhere wider than this many metres don't count.
    """
    codes, first, second = _shared(one, other)
    common = shapely.area(shapely.intersection(first, second))
    union = _union(first, second, common)
    overlap = common / union
    same = overlap >= MIN_OVERLAP
    # Only here the precision of the maps can make the difference.
    doubt = (overlap >= HALF) & ~same
    beyond = _wide_parts(first[doubt], second[doubt], precision_m)
    same[doubt] = 1.0 - beyond / union[doubt] >= MIN_OVERLAP
    return OutlineComparison(frozenset(codes[same]), frozenset(codes[overlap < HALF]))


def _wide_parts(first: np.ndarray, second: np.ndarray, precision_m: float) -> np.ndarray:
    """Area (m²) of the differences that are wider than the precision somewhere."""
    half_width = precision_m / 2
    narrow = shapely.buffer(shapely.symmetric_difference(first, second), -half_width)
    areas: np.ndarray = shapely.area(shapely.buffer(narrow, half_width))
    return areas


def find_same_lists(theirs: Iterable[str], *known: Iterable[str]) -> frozenset[str]:
    """Gemeenten of which two lists have exactly the same buurt codes.

    Parameters
    ----------
    theirs
        Codes of a table.
    known
        Lists of one year, any of which may be the one that equals: buurten without a border stand
        in the figures and not on the map.
    """
    own = _by_gemeente(theirs)
    lists = [_by_gemeente(codes) for codes in known]
    return frozenset(
        gemeente
        for gemeente, buurten in own.items()
        if any(buurten == listed.get(gemeente) for listed in lists)
    )


def follow_links(
    codes: Iterable[str], division: int, year: int, links: Iterable[PlaceLink]
) -> frozenset[str]:
    """Codes of ``division`` that links lead to the same place in ``year``."""
    found: dict[int, frozenset[str]] = {division: frozenset(codes)}
    both_ways = [
        (one, other, link.codes) for link in links for one, other in (link.years, link.years[::-1])
    ]
    grows = True
    while grows:
        grows = False
        for one, other, same in both_ways:
            before = found.get(other, frozenset())
            now = before | (found.get(one, frozenset()) & same)
            grows |= len(now) > len(before)
            found[other] = now
    return found.get(year, frozenset())


def find_whole_areas(same: frozenset[str], *buurten: Iterable[str]) -> frozenset[str]:
    """Wijken and gemeenten of which every buurt stayed where it was.

    Parameters
    ----------
    buurten
        Codes of both divisions: one that came or went makes another wijk of what is left.
    """
    parents = [
        (code in same, parent(code))
        for codes in buurten
        for code in codes
        if code[:2] == "BU"
        for parent in (wijk_of, gemeente_of)
    ]
    broken = {code for stayed, code in parents if not stayed}
    return frozenset(code for stayed, code in parents if stayed) - broken


def list_unchanged_codes(marks: Mapping[str, int]) -> frozenset[str]:
    """Codes that CBS marks as the same place as the year before."""
    return frozenset(code for code, mark in marks.items() if mark == 1)


def _by_gemeente(codes: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in codes:
        if code[:2] == "BU":
            found.setdefault(gemeente_of(code), set()).add(code)
    return found


def _shared(one: gpd.GeoSeries, other: gpd.GeoSeries) -> tuple[pd.Index, np.ndarray, np.ndarray]:
    codes = one.index.intersection(other.index)
    return codes, np.asarray(one.loc[codes].array), np.asarray(other.loc[codes].array)


def _union(first: np.ndarray, second: np.ndarray, common: np.ndarray) -> np.ndarray:
    total: np.ndarray = shapely.area(first) + shapely.area(second) - common
    return total

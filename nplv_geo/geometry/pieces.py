"""Common ground of the places of two years: which older place lies where on the newer map.

Two maps never draw the same border alike. How far they are apart is measured
(:func:`~nplv_geo.geometry.same_places.measure_drawing`), and what is nowhere wider than that is
drawing, not change: it is found by morphological opening (Serra 1982): shrink by half that width,
and see whether anything is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.geometry.drawing import find_farthest, is_wide, measure_difference
from nplv_geo.geometry.same_places import measure_drawing
from nplv_geo.geometry.threads import work_in_threads
from nplv_geo.ground.arrays import Flags, Floats, Places
from nplv_geo.statistics.carrying.parts import SLIVER

# Two outlines of which more differs than this, wider than the drawing, are not the same place.
SAME_TOLERANCE = 0.05
# Nor are two that overlap for less than half, however small.
MIN_OVERLAP = 0.5
# Nor is a narrow piece drawing that is a larger part of either place.
_LARGE = 0.25


@dataclass(frozen=True, eq=False)
class Pieces:
    """Pairs of an older and a newer place that have ground in common.

    Attributes
    ----------
    older, newer
        Codes of all places of either year.
    older_of, newer_of
        Shape (n_pairs,): places of the pair in ``older`` and in ``newer``.
    land
        Shape (n_pairs,): common ground in m²; of a place that stayed the same, all of it.
    is_same
        Shape (n_pairs,): whether the two are one place.
    known
        Shape (n_newer,): share (0 to 1) of the newer place of which is known what lay there.
    area
        Shape (n_newer,): ground of the newer place in m², known or not.
    precision_m
        How far the two maps draw the same border apart, in metres.
    """

    older: pd.Index
    newer: pd.Index
    older_of: Places
    newer_of: Places
    land: Floats
    is_same: Flags
    known: Floats
    area: Floats
    precision_m: float


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Overlapping outlines, before it is known which of them mean something."""

    older_of: Places
    newer_of: Places
    land: Floats
    shapes: np.ndarray

    def select(self, chosen: Flags) -> _Pairs:
        return _Pairs(
            self.older_of[chosen], self.newer_of[chosen], self.land[chosen], self.shapes[chosen]
        )


def overlay_outlines(older: gpd.GeoSeries, newer: gpd.GeoSeries) -> Pieces:
    """Lay the outlines of two years over each other.

    Parameters
    ----------
    older, newer
        Valid outlines by code (EPSG:28992, metres).

    Returns
    -------
    Pieces
        Pairs with common ground that is more than drawing; every older place that lies anywhere on
        the newer map has at least one.

    Notes
    -----
    A place is the same when what differs and is wider than the precision of the maps is at most
    5 % of the two together. Places that are the same are not overlaid with others: their borders
    with one another are drawing.
    """
    one, other = np.asarray(older.array), np.asarray(newer.array)
    areas = shapely.area(one), shapely.area(other)
    shared = _pair_equal_codes(older.index, newer.index, one, other)
    precision = measure_drawing(one[shared.older_of], other[shared.newer_of], shared.land)
    shared = shared.select(shared.land > 0)
    same = shared.select(_mark_same(shared, one, other, areas, precision))
    rest = _overlay_rest(one, other, same)
    # Of places with one code it is known already that they are not the same.
    is_other_code = older.index[rest.older_of] != newer.index[rest.newer_of]
    renumbered = np.zeros(len(rest.land), dtype=bool)
    renumbered[is_other_code] = _mark_same(rest.select(is_other_code), one, other, areas, precision)
    renumbered &= _mark_only_partners(rest, renumbered, areas)
    found = rest.select(renumbered)
    older_same = np.concatenate([same.older_of, found.older_of])
    newer_same = np.concatenate([same.newer_of, found.newer_of])
    moved = _leave_ground(rest, older_same, newer_same, (one, other), areas)
    parts = moved.select(_mark_parts(moved, older_same, newer_same, areas, precision))
    known = _measure_known(rest, parts, areas[1])
    known[newer_same] = 1.0
    is_alone = _mark_alone(parts, older_same, newer_same, areas)
    return Pieces(
        older=older.index,
        newer=newer.index,
        older_of=np.concatenate([older_same, parts.older_of]),
        newer_of=np.concatenate([newer_same, parts.newer_of]),
        land=np.concatenate([areas[1][newer_same], parts.land]),
        is_same=np.concatenate([np.ones(len(older_same), dtype=bool), is_alone]),
        known=known,
        area=areas[1],
        precision_m=precision,
    )


def _pair_equal_codes(
    older: pd.Index, newer: pd.Index, one: np.ndarray, other: np.ndarray
) -> _Pairs:
    codes = older.intersection(newer)
    return _intersect(older.get_indexer(codes), newer.get_indexer(codes), one, other)


def _overlay_rest(one: np.ndarray, other: np.ndarray, same: _Pairs) -> _Pairs:
    """Pairs of which at least one place is not known to be the same."""
    is_new, is_old = np.ones(len(other), dtype=bool), np.ones(len(one), dtype=bool)
    is_new[same.newer_of], is_old[same.older_of] = False, False
    older_of, newer_of = shapely.STRtree(other).query(one)
    is_open = is_old[older_of] | is_new[newer_of]
    older_of, newer_of = older_of[is_open], newer_of[is_open]
    meets = work_in_threads(shapely.intersects, one[older_of], other[newer_of])
    rest = _intersect(older_of[meets], newer_of[meets], one, other)
    return rest.select(rest.land > 0)


def _intersect(older_of: Places, newer_of: Places, one: np.ndarray, other: np.ndarray) -> _Pairs:
    first, second = one[older_of], other[newer_of]
    # Most places keep their outline to the last digit from one year to the next.
    differs = ~shapely.equals_exact(first, second)
    shapes = first.copy()
    shapes[differs] = work_in_threads(shapely.intersection, first[differs], second[differs])
    return _Pairs(older_of, newer_of, shapely.area(shapes), shapes)


def _mark_same(
    pairs: _Pairs,
    one: np.ndarray,
    other: np.ndarray,
    areas: tuple[Floats, Floats],
    precision: float,
) -> Flags:
    """Mark the pairs of which nothing differs but the drawing."""
    first, second = one[pairs.older_of], other[pairs.newer_of]
    union = areas[0][pairs.older_of] + areas[1][pairs.newer_of] - pairs.land
    differing = union - pairs.land
    is_same: Flags = differing <= SAME_TOLERANCE * union
    doubtful = np.flatnonzero(~is_same & (differing <= MIN_OVERLAP * union))
    wide = measure_difference(precision, first[doubtful], second[doubtful])
    is_same[doubtful] = wide <= SAME_TOLERANCE * union[doubtful]
    # A twentieth of a large place may be a village: drawing is no more than a strip of its border.
    along = precision * (shapely.length(first) + shapely.length(second)) / 2
    large = np.flatnonzero(is_same & (differing > along))
    wide = measure_difference(find_farthest(precision), first[large], second[large])
    is_same[large] = wide <= along[large]
    return is_same


def _mark_only_partners(pairs: _Pairs, is_same: Flags, areas: tuple[Floats, Floats]) -> Flags:
    """Mark of each place the one partner that it overlaps most with."""
    union = areas[0][pairs.older_of] + areas[1][pairs.newer_of] - pairs.land
    overlap = np.where(is_same, pairs.land / union, 0.0)
    best_older, best_newer = np.zeros(len(areas[0])), np.zeros(len(areas[1]))
    np.maximum.at(best_older, pairs.older_of, overlap)
    np.maximum.at(best_newer, pairs.newer_of, overlap)
    is_best: Flags = overlap == best_older[pairs.older_of]
    is_best &= overlap == best_newer[pairs.newer_of]
    return is_best


def _leave_ground(
    pairs: _Pairs,
    older_same: Places,
    newer_same: Places,
    outlines: tuple[np.ndarray, np.ndarray],
    areas: tuple[Floats, Floats],
) -> _Pairs:
    """Leave to each place that stayed the ground that it has in both years.

    Outlines overlap their neighbours, and what others have of that ground is drawing; but not
    where it is most of a small one, that lies in the large one like an island.
    """
    one, other = outlines
    is_now, was_then = np.full(len(one), -1), np.full(len(other), -1)
    is_now[older_same], was_then[newer_same] = newer_same, older_same
    of_older = pairs.land / areas[0][pairs.older_of]
    of_newer = pairs.land / areas[1][pairs.newer_of]
    shapes = pairs.shapes.copy()
    for partner, other_year, share in (
        (is_now[pairs.older_of], other, of_newer),
        (was_then[pairs.newer_of], one, of_older),
    ):
        at = np.flatnonzero((partner >= 0) & (share < MIN_OVERLAP))
        shapes[at] = shapely.difference(shapes[at], other_year[partner[at]])
    left = _Pairs(pairs.older_of, pairs.newer_of, shapely.area(shapes), shapes)
    return left.select(left.land > 0)


def _mark_alone(
    parts: _Pairs, older_same: Places, newer_same: Places, areas: tuple[Floats, Floats]
) -> Flags:
    """Mark the pairs that have nothing in common with others: all around them stayed."""
    n_older = np.bincount(np.concatenate([parts.older_of, older_same]), minlength=len(areas[0]))
    n_newer = np.bincount(np.concatenate([parts.newer_of, newer_same]), minlength=len(areas[1]))
    union = areas[0][parts.older_of] + areas[1][parts.newer_of] - parts.land
    alone: Flags = (n_older[parts.older_of] == 1) & (n_newer[parts.newer_of] == 1)
    return alone & (parts.land >= MIN_OVERLAP * union)


def _mark_parts(
    pairs: _Pairs,
    older_same: Places,
    newer_same: Places,
    areas: tuple[Floats, Floats],
    precision: float,
) -> Flags:
    """Mark the pieces that are a part of a place that changed, and no drawing."""
    is_older_same, is_newer_same = np.zeros(len(areas[0]), bool), np.zeros(len(areas[1]), bool)
    is_older_same[older_same], is_newer_same[newer_same] = True, True
    of_older = pairs.land / areas[0][pairs.older_of]
    of_newer = pairs.land / areas[1][pairs.newer_of]
    is_part = ~is_older_same[pairs.older_of] & (np.maximum(of_older, of_newer) >= SLIVER)
    # A place that stayed is drawn over its neighbours; more than that moved into it.
    is_part &= ~is_newer_same[pairs.newer_of] | (of_older >= SAME_TOLERANCE)
    is_small = np.maximum(of_older, of_newer) < _LARGE
    doubtful = np.flatnonzero(is_part & is_small & _is_narrow(pairs, precision))
    is_part[doubtful] = work_in_threads(partial(is_wide, precision), pairs.shapes[doubtful])
    is_part |= _mark_ceded(pairs, is_older_same, is_newer_same, of_newer, precision)
    largest = np.zeros(len(areas[0]))
    np.maximum.at(largest, pairs.older_of, pairs.land)
    is_last: Flags = (pairs.land == largest[pairs.older_of]) & (of_older >= SAME_TOLERANCE)
    result: Flags = is_part | (is_last & ~is_older_same[pairs.older_of])
    return result


def _mark_ceded(
    pairs: _Pairs, is_older_same: Flags, is_newer_same: Flags, of_newer: Floats, precision: float
) -> Flags:
    """Mark the pieces that a place lost to another, though it is nearly what it was.

    A twentieth of a large place is all of a small one, and most of its people may live there.
    """
    may_be_ceded = is_older_same[pairs.older_of] & ~is_newer_same[pairs.newer_of]
    ceded: Flags = may_be_ceded & (of_newer >= _LARGE)
    doubtful = np.flatnonzero(may_be_ceded & ~ceded & (of_newer >= SAME_TOLERANCE))
    ceded[doubtful] = is_wide(find_farthest(precision), pairs.shapes[doubtful])
    return ceded


def _measure_known(pairs: _Pairs, parts: _Pairs, newer_area: Floats) -> Floats:
    """Share of each newer place on which an older one lies, or only what is no mere drawing.

    Where less than half is left without the neighbours that stayed the same, those may have lost
    that ground all the same, and nobody knows who lived there.
    """
    n = len(newer_area)
    ground, kept = (np.bincount(p.newer_of, p.land, n) / newer_area for p in (pairs, parts))
    return np.minimum(np.where(kept >= MIN_OVERLAP, ground, kept), 1.0)


def _is_narrow(pairs: _Pairs, width: float) -> Flags:
    """Tell which pieces may be nowhere wider than a width in metres."""
    narrow: Flags = np.asarray(2 * pairs.land < width * shapely.length(pairs.shapes), dtype=bool)
    return narrow

"""How many people live on the ground that an older and a newer place have in common.

Each point is looked up in the outlines of either year; what lies in both is of the pair.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.geometry.pieces import Pieces
from nplv_geo.ground.arrays import Floats, Places

NOWHERE = -1
# Points that are looked up at a time: as shapes they take ten times their room.
_AT_ONCE = 500_000


def locate_points(xy: Floats, shapes: gpd.GeoSeries) -> Places:
    """Find the outline that each point lies in.

    Parameters
    ----------
    xy
        Shape (n, 2): points in RD (EPSG:28992, metres).
    shapes
        Outlines by code (EPSG:28992), side by side.

    Returns
    -------
    ndarray of int
        Shape (n,): places in ``shapes``, :data:`NOWHERE` outside all of them. On a border it is
        the first.
    """
    tree = shapely.STRtree(np.asarray(shapes.array))
    found = np.full(len(xy), NOWHERE, dtype=np.intp)
    for start in range(0, len(xy), _AT_ONCE):
        points = shapely.points(xy[start : start + _AT_ONCE])
        point, place = tree.query(points, predicate="intersects")
        order = np.lexsort((place, point))
        inside, first = np.unique(point[order], return_index=True)
        found[start + inside] = place[order][first]
    return found


def count_people(pieces: Pieces, older_at: Places, newer_at: Places, people: Floats) -> Floats:
    """Count the people on the common ground of each pair of places.

    Parameters
    ----------
    pieces
        Pairs of an older and a newer place.
    older_at, newer_at
        Shape (n,): places of each point in ``pieces.older`` and in ``pieces.newer``, or
        :data:`NOWHERE`.
    people
        Shape (n,): people on each point.

    Returns
    -------
    ndarray of float
        Shape (n_pairs,). A point between two lines that draw the same border is of no pair; where
        its older place has one pair only, it is of that one.
    """
    is_inside = (older_at != NOWHERE) & (newer_at != NOWHERE)
    older, newer = older_at[is_inside], newer_at[is_inside]
    width = len(pieces.newer)
    keys = pd.Index(np.asarray(pieces.older_of, dtype=np.int64) * width + pieces.newer_of)
    pair = keys.get_indexer(pd.Index(older.astype(np.int64) * width + newer))
    pair = np.where(pair == NOWHERE, _find_only_pairs(pieces)[older], pair)
    is_known = pair != NOWHERE
    weights = people[is_inside][is_known]
    return np.bincount(pair[is_known], weights, len(keys)).astype(np.float64)


def _find_only_pairs(pieces: Pieces) -> Places:
    """The pair of each older place that has one, shape (n_older,)."""
    counts = np.bincount(pieces.older_of, minlength=len(pieces.older))
    only = np.full(len(pieces.older), NOWHERE, dtype=np.intp)
    is_single = counts[pieces.older_of] == 1
    only[np.asarray(pieces.older_of)[is_single]] = np.flatnonzero(is_single)
    return only

"""People in the common ground of the places of two years, out of points where people live."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.geometry.pieces import Pieces
from nplv_geo.ground.arrays import Floats, Places


def count_people(
    points: pd.DataFrame, older: gpd.GeoSeries, newer: gpd.GeoSeries, pieces: Pieces
) -> Floats:
    """Count the people in each piece.

    Parameters
    ----------
    points
        ``x`` and ``y`` (EPSG:28992, metres) and ``people``.
    older, newer
        Outlines of two years by code (EPSG:28992), those that the pieces were made of.
    pieces
        Common ground of the places of both.

    Returns
    -------
    ndarray
        Shape (n_pairs,): people of the points that lie in both places of the pair. A point on a
        border counts once, for the first place that has it.
    """
    shapes = shapely.points(points["x"].to_numpy(), points["y"].to_numpy())
    older_at, newer_at = (_locate(shapes, outlines) for outlines in (older, newer))
    is_inside = (older_at >= 0) & (newer_at >= 0)
    n = len(pieces.newer)
    keys = older_at[is_inside] * n + newer_at[is_inside]
    total = pd.Series(points["people"].to_numpy()[is_inside]).groupby(keys).sum()
    found = total.reindex(pieces.older_of * n + pieces.newer_of).fillna(0.0)
    return np.asarray(found, dtype=float)


def _locate(points: np.ndarray, outlines: gpd.GeoSeries) -> Places:
    """Place of each point among outlines; -1 outside all of them."""
    at = np.full(len(points), -1, dtype=np.intp)
    # Turned around: of two outlines the first one is written last.
    found, places = shapely.STRtree(np.asarray(outlines.array)).query(points, "intersects")
    order = np.argsort(-places, kind="stable")
    at[found[order]] = places[order]
    return at

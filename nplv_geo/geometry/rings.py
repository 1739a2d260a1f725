"""The ring of a focus area: the buurten that touch it, in whatever gemeente they lie.

A problem may move next door, so what happens around an area is told beside the area itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.ground.areas import RING_PREFIX, AreaLevel

# Neighbours meet in the middle of a street or canal. Boundaries that were rebuilt from maps lie
# up to about this far off, and a canal that CBS counts as water is about as wide.
REACH_M = 60.0
# A shorter common border is a corner, or an error of the boundaries.
MIN_BORDER_M = 50.0
# Share of an outline without a neighbour: the German border is 7 % of that of Heerlen-Noord.
MAX_BARE = 0.1
_EDGE_M = 30.0


def find_rings(
    shapes: gpd.GeoDataFrame,
    focus: Mapping[str, tuple[str, ...]],
    outlines: gpd.GeoDataFrame,
    *,
    whole_country: bool,
) -> dict[str, tuple[str, ...]]:
    """Find the buurten around each focus area.

    Parameters
    ----------
    shapes
        CBS areas by code, with ``level`` and ``geometry`` (EPSG:28992, metres).
    focus
        Buurten of each focus area.
    outlines
        Shape of each focus area by slug, in the same CRS.
    whole_country
        Whether ``shapes`` holds all gemeenten. If not, an area of which part of the outline
        has no neighbour is left out: its ring would be told from half of it.

    Returns
    -------
    dict of str to tuple of str
        Codes of the buurten by ``ring:<slug>``, sorted.

    Notes
    -----
    The common border is measured as the part of a buurt's border within :data:`REACH_M` of the
    area. That also holds twice the reach of a buurt that touches in one corner only, which is
    taken off.
    """
    buurten = shapes.geometry[shapes["level"] == AreaLevel.BUURT.value]
    buurten_by_ring = {}
    for area, outline in outlines.geometry.items():
        zone = outline.buffer(REACH_M)
        near = buurten.iloc[buurten.sindex.query(zone, predicate="intersects")]
        near = near[~near.index.isin(focus[str(area)])]
        border = near.boundary.intersection(zone).length - 2 * REACH_M
        around = near[border >= MIN_BORDER_M]
        if len(around) and (whole_country or measure_bare_share(outline, near) <= MAX_BARE):
            buurten_by_ring[f"{RING_PREFIX}{area}"] = tuple(sorted(map(str, around.index)))
    return buurten_by_ring


def measure_bare_share(outline: shapely.Geometry, near: pd.Series) -> float:
    """Measure along which part of an outline no buurt lies: country border, wide water, or unknown.

    Parameters
    ----------
    outline
        Shape of an area (EPSG:28992, metres).
    near
        Shapes of the buurten around it, in the same CRS.

    Returns
    -------
    float
        Share of the length of the outline, 0 to 1.
    """
    covered = shapely.union_all(np.asarray(near.buffer(_EDGE_M)))
    border = outline.boundary
    return float(border.difference(covered).length / border.length)

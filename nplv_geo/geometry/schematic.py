"""Schematic cells: shapes for areas of which only a middle point and a size are known.

Discs of the published land area are united into one calm outline per focus area; within it
every buurt gets the part that lies nearest to its own middle point (a Voronoi cell). The cells
show which buurten are neighbours and how large they are, not where their borders run.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.geometry.crs import RD, WGS84

DISC_FACTOR = 1.25
SMALLEST_RADIUS_M = 60.0


def draw_cells(places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Draw one cell for each buurt of one focus area.

    Parameters
    ----------
    places
        Indexed by area code, with ``lon`` and ``lat`` (WGS 84, degrees) and ``land_ha``
        (hectares, may be missing).

    Returns
    -------
    GeoDataFrame
        Same index, EPSG:28992; cells don't overlap and together form the outline.
    """
    points = gpd.GeoSeries(
        shapely.points(places["lon"], places["lat"]), index=places.index, crs=WGS84
    ).to_crs(RD)
    square_metres = places["land_ha"].fillna(0.0).to_numpy() * 10_000
    radius = np.maximum(DISC_FACTOR * np.sqrt(square_metres / np.pi), SMALLEST_RADIUS_M)
    outline = _outline(points.to_numpy(), radius)
    if len(points) == 1:
        return gpd.GeoDataFrame(geometry=[outline], index=places.index, crs=RD)
    nearest = shapely.voronoi_polygons(
        shapely.multipoints(points.to_numpy()), extend_to=outline.buffer(1_000), ordered=True
    )
    shapes = shapely.intersection(shapely.get_parts(nearest), outline)
    return gpd.GeoDataFrame(geometry=shapes, index=places.index, crs=RD)


def _outline(points: np.ndarray, radius: np.ndarray) -> shapely.Geometry:
    """Unite the discs, close the gaps between them and round off the corners."""
    reach = float(np.median(radius))
    discs = shapely.union_all(shapely.buffer(points, radius, quad_segs=16))
    closed = discs.buffer(reach).buffer(-reach)
    return closed.simplify(2.0)

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

# Radius of a disc over that of a circle with the same area.
DISC_FACTOR = 1.25
# A buurt of which the area is missing or tiny gets a disc of this radius.
SMALLEST_RADIUS_M = 60.0


def draw_cells(places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Draw one cell for each buurt of one focus area.

    Parameters
    ----------
    places
        Indexed by area code, with ``lon`` and ``lat`` (EPSG:4326, degrees) and ``land_ha``
        (hectares, may be missing).

    Returns
    -------
    GeoDataFrame
        Same index, EPSG:28992; cells don't overlap and together form the outline.

    Notes
    -----
    A disc of the land area has the radius sqrt(area / pi). It is drawn 1.25 times as wide
    (:data:`DISC_FACTOR`), so that discs of neighbours meet, and never narrower than
    :data:`SMALLEST_RADIUS_M`. The union of the discs is divided by the Voronoi diagram (1908) of
    the middle points: each cell is what lies nearest to its own point.
    """
    points = gpd.GeoSeries(
        shapely.points(places["lon"], places["lat"]), index=places.index, crs=WGS84
    ).to_crs(RD)
    square_metres = places["land_ha"].fillna(0.0).to_numpy() * 10_000
    radius = np.maximum(DISC_FACTOR * np.sqrt(square_metres / np.pi), SMALLEST_RADIUS_M)
    outline = _draw_outline(points.to_numpy(), radius)
    if len(points) == 1:
        return gpd.GeoDataFrame(geometry=[outline], index=places.index, crs=RD)
    nearest = shapely.voronoi_polygons(
        shapely.multipoints(points.to_numpy()), extend_to=outline.buffer(1_000), ordered=True
    )
    shapes = shapely.intersection(shapely.get_parts(nearest), outline)
    return gpd.GeoDataFrame(geometry=shapes, index=places.index, crs=RD)


def _draw_outline(points: np.ndarray, radius: np.ndarray) -> shapely.Geometry:
    """Unite the discs, close the gaps between them and round off the corners."""
    reach = float(np.median(radius))
    discs = shapely.union_all(shapely.buffer(points, radius, quad_segs=16))
    closed = discs.buffer(reach).buffer(-reach)
    return closed.simplify(2.0)

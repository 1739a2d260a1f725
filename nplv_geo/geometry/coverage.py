"""Areas that cover the land together: simplified as one, and measured for overlaps and gaps.

In a coverage each place lies in one area, and neighbours have one border to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from nplv_geo.ground.areas import AreaLevel

# Water that CBS keeps out of the buurten leaves larger holes; a smaller one is a fault of borders.
SLIVER_M2 = 100_000.0


@dataclass(frozen=True, slots=True)
class Tiling:
    """What does not fit, as shares of the land of all buurten together.

    Attributes
    ----------
    overlap
        Land that lies under more than one buurt.
    gaps, slivers
        Land in holes smaller than :data:`SLIVER_M2`, and their number.
    """

    overlap: float
    gaps: float
    slivers: int


def measure_tiling(shapes: gpd.GeoDataFrame) -> Tiling:
    """Measure how well the buurten fit together.

    Parameters
    ----------
    shapes
        CBS areas by code: column ``level``, ``geometry`` in EPSG:28992, metres. Other levels than
        buurten are left aside.

    Returns
    -------
    Tiling
        Overlap and gaps as shares of the land.
    """
    buurten = np.asarray(shapes.geometry.array)[shapes["level"] == AreaLevel.BUURT.value]
    land = float(shapely.area(buurten).sum())
    covered = shapely.union_all(buurten)
    holes = _measure_holes(covered)
    slivers = holes[holes < SLIVER_M2]
    return Tiling(
        overlap=1 - float(covered.area) / land,
        gaps=float(slivers.sum()) / land,
        slivers=len(slivers),
    )


def simplify_coverage(frame: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoDataFrame:
    """Simplify all areas as one coverage, so that neighbours keep one border.

    An area that would vanish or get tangled keeps its own shape: none is ever dropped.

    Parameters
    ----------
    frame
        Areas of one level in EPSG:28992, metres.
    tolerance_m
        Square root of the area of the triangles that are cut off, in metres.

    Returns
    -------
    GeoDataFrame
        The same rows and columns with simpler outlines.

    Notes
    -----
    Visvalingam and Whyatt (1993), *Line generalisation by repeated elimination of points*, as GEOS
    applies it to coverages: inner borders are simplified once, for both sides.
    """
    simple = frame.geometry.simplify_coverage(tolerance_m)
    has_failed = simple.is_empty | ~simple.is_valid | (simple.area <= 0)
    return frame.set_geometry(simple.where(~has_failed, frame.geometry))


def list_invalid_shapes(shapes: gpd.GeoDataFrame) -> list[str]:
    """List the shapes that cross themselves or are otherwise no proper surface.

    Parameters
    ----------
    shapes
        Areas by code.

    Returns
    -------
    list of str
        Codes, sorted.
    """
    return sorted(shapes.index[~shapes.geometry.is_valid])


def _measure_holes(covered: shapely.Geometry) -> np.ndarray:
    """Area of each hole in what is covered."""
    rings, part = shapely.get_rings(shapely.get_parts(covered), return_index=True)
    # The first ring of each part is its outside.
    is_inner = np.append(False, part[1:] == part[:-1])
    areas: np.ndarray = shapely.area(shapely.polygons(rings[is_inner]))
    return areas

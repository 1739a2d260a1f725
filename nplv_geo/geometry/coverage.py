"""How well the buurten cover the land: each place once, without slivers between neighbours."""

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
    """Measure the buurten among ``shapes`` (column ``level``, geometry in metres)."""
    buurten = np.asarray(shapes.geometry.array)[shapes["level"] == AreaLevel.BUURT.value]
    land = float(shapely.area(buurten).sum())
    covered = shapely.union_all(buurten)
    holes = _holes(covered)
    slivers = holes[holes < SLIVER_M2]
    return Tiling(
        overlap=1 - float(covered.area) / land,
        gaps=float(slivers.sum()) / land,
        slivers=len(slivers),
    )


def list_invalid_shapes(shapes: gpd.GeoDataFrame) -> list[str]:
    """Codes of shapes that cross themselves or are otherwise no proper surface."""
    return sorted(shapes.index[~shapes.geometry.is_valid])


def _holes(covered: shapely.Geometry) -> np.ndarray:
    """Area of each hole in what is covered."""
    rings, part = shapely.get_rings(shapely.get_parts(covered), return_index=True)
    # The first ring of each part is its outside.
    inside = np.append(False, part[1:] == part[:-1])
    areas: np.ndarray = shapely.area(shapely.polygons(rings[inside]))
    return areas

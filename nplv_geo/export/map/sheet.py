"""From outlines in metres to paths on paper: all at once, as fine as the paper can show.

Points are moved to a grid of a quarter pixel and repeats dropped. Neighbours share their points,
so their common border stays common, and no area grows, shrinks or vanishes by more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path

from nplv_geo.ground.arrays import Floats

POINTS_PER_INCH = 72
_FINEST = 0.25  # of a pixel
_SMALLEST_RING = 4  # points; the last is the first again

Shapes = npt.NDArray[np.object_]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SheetBox:
    """A rectangle on the sheet in points; the origin is the sheet's lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right side."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Upper side."""
        return self.bottom + self.height

    def overlaps(self, other: SheetBox) -> bool:
        """Tell whether the two share any surface."""
        beside = self.left >= other.right or other.left >= self.right
        return not (beside or self.bottom >= other.top or other.bottom >= self.top)

    def holds(self, other: SheetBox) -> bool:
        """Tell whether the other lies wholly inside."""
        wide = self.left <= other.left and other.right <= self.right
        return wide and self.bottom <= other.bottom and other.top <= self.top

    def shrink(self, margin: float, top: float = 0.0) -> SheetBox:
        """The box without a margin, and without ``top`` more at the upper side."""
        return SheetBox(
            self.left + margin,
            self.bottom + margin,
            self.width - 2 * margin,
            self.height - 2 * margin - top,
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a place in metres (EPSG:28992) comes on the sheet, in points."""

    scale: float
    left: float
    bottom: float

    def place_points(self, metres: Floats) -> Floats:
        """Coordinates in points, shape (n, 2)."""
        return metres * self.scale + (self.left, self.bottom)

    def measure_view(self, box: SheetBox) -> Bounds:
        """Part of the country that a box shows, in metres."""
        return (
            (box.left - self.left) / self.scale,
            (box.bottom - self.bottom) / self.scale,
            (box.right - self.left) / self.scale,
            (box.top - self.bottom) / self.scale,
        )


def fit_bounds(bounds: Bounds, box: SheetBox, scale: float | None = None) -> Fit:
    """Scale a place as large as a box takes, in its middle.

    Parameters
    ----------
    bounds
        West, south, east and north in metres (EPSG:28992).
    box
        In points.
    scale
        Points for a metre, where another map decides on it.
    """
    west, south, east, north = bounds
    if scale is None:
        scale = min(box.width / max(east - west, 1.0), box.height / max(north - south, 1.0))
    left = box.left + (box.width - (west + east) * scale) / 2
    bottom = box.bottom + (box.height - (south + north) * scale) / 2
    return Fit(scale, left, bottom)


def choose_grid(dpi: int) -> float:
    """Size in points of the grid that paths are drawn on, for a resolution in dots per inch."""
    return _FINEST * POINTS_PER_INCH / dpi


def make_paths(shapes: Shapes, fit: Fit, grid: float) -> list[Path]:
    """One path for each (multi)polygon, with its holes.

    Parameters
    ----------
    shapes
        Shape (n,), in metres (EPSG:28992).
    fit
        Where those come on the sheet.
    grid
        Points of the paths lie on a grid of this size, in points.

    Returns
    -------
    list of Path
        In points, in the order of ``shapes``.
    """
    polygons, shape_of = shapely.get_parts(shapely.orient_polygons(shapes), return_index=True)
    rings, polygon_of = shapely.get_rings(polygons, return_index=True)
    metres, ring_of = shapely.get_coordinates(rings, return_index=True)
    exact = fit.place_points(metres)
    coarse = np.round(exact / grid) * grid
    starts = np.r_[True, ring_of[1:] != ring_of[:-1]]
    ends = np.r_[starts[1:], True]
    is_kept = starts | ends
    is_kept[1:] |= (coarse[1:] != coarse[:-1]).any(axis=1)
    # A ring that is too small for the grid keeps its own points: no area is ever dropped.
    is_tiny = np.bincount(ring_of, is_kept, minlength=len(rings)) < _SMALLEST_RING
    is_kept |= is_tiny[ring_of]
    points = np.where(is_tiny[ring_of][:, None], exact, coarse)[is_kept]
    codes = np.full(len(ring_of), Path.LINETO, dtype=Path.code_type)
    codes[starts], codes[ends] = Path.MOVETO, Path.CLOSEPOLY
    codes = codes[is_kept]
    owners = shape_of[polygon_of][ring_of[is_kept]]
    edges = np.searchsorted(owners, np.arange(len(shapes) + 1))
    return [Path(points[a:b], codes[a:b]) for a, b in pairwise(edges)]

"""Shapes as the browser reads them: whole numbers on a grid, each point as a step from the last.

Every point is rounded to the same grid, so what neighbours share stays shared. Written as flat
lists of small numbers this takes two thirds of what GeoJSON, geobuf or TopoJSON take after
compression (``benchmarks/README.md``), and a browser reads it without making an object for each
point.

The form, as JSON: ``format``, its version; ``grid`` [west, south, step of longitude, step of
latitude] in degrees; ``codes`` and ``names`` of the areas; ``polygons`` per area, ``rings`` per
polygon (the outer one first), ``points`` per ring (the closing one left out); ``x`` and ``y`` of
all points in that order in steps of the grid, each relative to the one before it in its ring, and
the first of a ring to the first of the ring before. See ``docs/formats.md``.
"""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from nplv_geo.geometry.crs import WGS84
from nplv_geo.ground.browser_models import SHAPES_FORMAT
from nplv_geo.ground.errors import EditionError

# A degree of latitude is this much longer than one of longitude at 52 degrees north.
_ASPECT = 0.6
_CLOSED_FROM = 3

Ints = npt.NDArray[np.int64]


class Packing:
    """Shapes of many areas on one grid, to be written whole or a range at a time.

    Parameters
    ----------
    frame
        Indexed by code, columns ``name`` and ``geometry``: polygons in EPSG:4326, degrees.
    step
        Grid in degrees of longitude; 0.00003 is about two metres.

    Notes
    -----
    Delta coding: a point is written as the step from the one before it. Along an outline steps are
    small, and small whole numbers compress well.
    """

    def __init__(self, frame: gpd.GeoDataFrame, step: float) -> None:
        polygons, of_area = shapely.get_parts(frame.geometry.to_numpy(), return_index=True)
        rings, of_polygon = shapely.get_rings(polygons, return_index=True)
        degrees, of_ring = shapely.get_coordinates(rings, return_index=True)
        grid = np.array([step, round(step * _ASPECT, 9)])
        points = np.round(degrees / grid).astype(np.int64)
        origin = points.min(axis=0)
        points, of_ring = _drop_repeats(points - origin, of_ring)
        self._grid = [*np.round(origin * grid, 7).tolist(), *grid.tolist()]
        self._codes, self._names = frame.index.tolist(), frame["name"].tolist()
        self._points, self._steps = points, _take_steps(points, of_ring)
        self._polygons = np.bincount(of_area, minlength=len(frame))
        self._rings = np.bincount(of_polygon, minlength=len(polygons))
        self._lengths = np.bincount(of_ring, minlength=len(rings))

    def pack_range(self, first: int, last: int) -> bytes:
        """Pack the areas of one range.

        Parameters
        ----------
        first
            Place of the first area, from 0.
        last
            Place after that of the last area.

        Returns
        -------
        bytes
            JSON in the form that the top of this module tells.
        """
        areas = slice(first, last)
        polygons = _find_range(self._polygons, areas)
        rings = _find_range(self._rings, polygons)
        points = _find_range(self._lengths, rings)
        steps = self._steps[points].copy()
        steps[:1] = self._points[points][:1]  # the first has none before it
        content = {
            "format": SHAPES_FORMAT,
            "grid": self._grid,
            "codes": self._codes[areas],
            "names": self._names[areas],
            "polygons": self._polygons[areas].tolist(),
            "rings": self._rings[polygons].tolist(),
            "points": self._lengths[rings].tolist(),
            "x": steps[:, 0].tolist(),
            "y": steps[:, 1].tolist(),
        }
        return json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()


def pack_shapes(frame: gpd.GeoDataFrame, step: float) -> bytes:
    """Pack all shapes of a frame.

    Parameters
    ----------
    frame
        Indexed by code, columns ``name`` and ``geometry``: polygons in EPSG:4326, degrees.
    step
        Grid in degrees of longitude.

    Returns
    -------
    bytes
        JSON in the form that the top of this module tells.
    """
    return Packing(frame, step).pack_range(0, len(frame))


def unpack_shapes(content: bytes) -> gpd.GeoDataFrame:
    """Unpack shapes: the reverse of :func:`pack_shapes`, but for what the grid rounded away.

    Rings of fewer than three points, which no longer enclose anything, are left out.

    Parameters
    ----------
    content
        JSON in the form that the top of this module tells.

    Returns
    -------
    GeoDataFrame
        Indexed by code: ``name`` and ``geometry`` (multipolygons in EPSG:4326, degrees; None where
        nothing was left).

    Raises
    ------
    EditionError
        When the file has the form of another version of this program.
    """
    model: dict[str, Any] = json.loads(content)
    if model.get("format") != SHAPES_FORMAT:
        raise EditionError(
            f"Dit bestand met grenzen heeft vorm {model.get('format')} en geen {SHAPES_FORMAT}: "
            "het is van een andere versie van dit programma; bouw de editie opnieuw met 'build'."
        )
    west, south, *grid = model["grid"]
    points = np.asarray(model["points"])
    of_ring = np.repeat(np.arange(len(points)), points)
    steps = np.column_stack([model["x"], model["y"]])
    degrees = _add_up(steps, of_ring) * grid + [west, south]
    of_polygon = np.repeat(np.arange(len(model["rings"])), model["rings"])
    of_area = np.repeat(np.arange(len(model["codes"])), model["polygons"])
    is_closed = points >= _CLOSED_FROM
    has_ring = is_closed[of_ring]
    ring_numbers = np.cumsum(is_closed) - 1
    rings = shapely.linearrings(degrees[has_ring], indices=ring_numbers[of_ring[has_ring]])
    filled_polygons, places = np.unique(of_polygon[is_closed], return_inverse=True)
    polygons = shapely.polygons(rings, indices=places)
    areas, groups = np.unique(of_area[filled_polygons], return_inverse=True)
    shapes = np.empty(len(model["codes"]), dtype=object)
    shapes[areas] = shapely.multipolygons(polygons, indices=groups)
    return gpd.GeoDataFrame(
        {"name": model["names"]}, index=model["codes"], geometry=shapes, crs=WGS84
    )


def _find_range(counts: Ints, inside: slice) -> slice:
    """Which parts belong to a stretch of what they are parts of."""
    ends = np.cumsum(counts)
    return slice(
        int(ends[inside.start - 1]) if inside.start else 0,
        int(ends[inside.stop - 1]) if inside.stop else 0,
    )


def _drop_repeats(points: Ints, of_ring: Ints) -> tuple[Ints, Ints]:
    """Drop points that fell on the one before, and the one that closes a ring."""
    is_start = _mark_starts(of_ring)
    is_repeat = np.zeros(len(points), dtype=bool)
    is_repeat[1:] = (points[1:] == points[:-1]).all(axis=1) & ~is_start[1:]
    points, of_ring = points[~is_repeat], of_ring[~is_repeat]
    first = np.flatnonzero(_mark_starts(of_ring))
    last = np.append(first[1:], len(points)) - 1
    is_open = np.ones(len(points), dtype=bool)
    is_open[last[last > first]] = False
    return points[is_open], of_ring[is_open]


def _take_steps(points: Ints, of_ring: Ints) -> Ints:
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    first = np.flatnonzero(_mark_starts(of_ring))
    steps[first] = np.diff(points[first], axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    return steps


def _add_up(steps: Ints, of_ring: Ints) -> Ints:
    is_start = _mark_starts(of_ring)
    first = np.flatnonzero(is_start)
    begin = np.cumsum(steps[first], axis=0)
    within = np.where(is_start[:, None], 0, steps)
    total = np.cumsum(within, axis=0)
    before = total[first]
    ring = np.cumsum(is_start) - 1
    added: Ints = total - before[ring] + begin[ring]
    return added


def _mark_starts(of_ring: Ints) -> npt.NDArray[np.bool_]:
    is_start = np.ones(len(of_ring), dtype=bool)
    is_start[1:] = of_ring[1:] != of_ring[:-1]
    return is_start

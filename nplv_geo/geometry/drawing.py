"""What of two maps is drawing, and what is change: by how wide their differences are.

By morphological opening (Serra 1982): shrink by half a width, and what comes back when it grows
again is wider than that somewhere.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import shapely

from nplv_geo.geometry.same_places import COARSEST_M
from nplv_geo.geometry.threads import work_in_threads
from nplv_geo.ground.arrays import Flags, Floats

# Nowhere maps draw a border further apart than so many times their precision.
_FARTHEST = 4.0
_SEGMENTS = 2  # of a quarter circle: enough to tell whether anything is left


def find_farthest(precision: float) -> float:
    """Find the width that no drawing has.

    Parameters
    ----------
    precision
        How far two maps draw the same border apart, in metres.

    Returns
    -------
    float
        In metres.
    """
    return min(_FARTHEST * precision, COARSEST_M)


def measure_difference(width: float, first: np.ndarray, second: np.ndarray) -> Floats:
    """Measure what differs between outlines, on all cores.

    Parameters
    ----------
    width
        What is nowhere wider than this many metres does not count.
    first, second
        Outlines (EPSG:28992), shape (n,).

    Returns
    -------
    ndarray
        Shape (n,): area in m².
    """
    return work_in_threads(partial(_measure_wide, width), first, second)


def is_wide(width: float, shapes: np.ndarray) -> Flags:
    """Tell which shapes are wider than a width somewhere.

    Parameters
    ----------
    width
        In metres.
    shapes
        Surfaces (EPSG:28992), shape (n,).

    Returns
    -------
    ndarray of bool
        Shape (n,).
    """
    wide: Flags = ~shapely.is_empty(shapely.buffer(shapes, -width / 2, quad_segs=_SEGMENTS))
    return wide


def _measure_wide(width: float, first: np.ndarray, second: np.ndarray) -> Floats:
    half = width / 2
    shapes = shapely.symmetric_difference(first, second)
    shrunken = shapely.buffer(shapes, -half, quad_segs=_SEGMENTS)
    grown: Floats = shapely.area(shapely.buffer(shrunken, half, quad_segs=_SEGMENTS))
    return grown

"""The link of a picture as a QR code: one path of squares, sharp at any size."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import segno
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from nplv_geo.export.map.drawing import DrawingGroup
from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.ground.arrays import Floats
from nplv_geo.present.page.palette import BLACK

_QUIET = 2  # modules of white around the code; the sheet around it is white as well


def draw_code(layer: DrawingGroup, link: str, box: SheetBox) -> None:
    """Draw the QR code of a link in a square box, in points."""
    whole = Path(*_draw_squares(make_modules(link), box))
    layer.add(PathPatch(whole, facecolor=BLACK, edgecolor="none", linewidth=0, snap=False))


@lru_cache(maxsize=32)
def make_modules(link: str) -> npt.NDArray[np.bool_]:
    """The modules of the code of a link.

    Returns
    -------
    numpy.ndarray
        Shape (n, n), true where a module is black.
    """
    return np.array(segno.make(link, error="m", micro=False).matrix, dtype=bool)


def _draw_squares(
    code: npt.NDArray[np.bool_], box: SheetBox
) -> tuple[Floats, npt.NDArray[np.uint8]]:
    """Corners and pen strokes of a square for each black module."""
    step = box.width / (len(code) + 2 * _QUIET)
    rows, columns = np.nonzero(code)
    left = box.left + (columns + _QUIET) * step
    top = box.top - (rows + _QUIET) * step
    x = np.stack([left, left + step, left + step, left, left], axis=1)
    y = np.stack([top, top, top - step, top - step, top], axis=1)
    strokes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    codes = np.tile(np.array(strokes, dtype=Path.code_type), len(rows))
    return np.column_stack([x.ravel(), y.ravel()]), codes

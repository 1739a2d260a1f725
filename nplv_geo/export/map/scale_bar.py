"""The scale bar and the north arrow. RD's north is true north within 1.5 degrees everywhere."""

from __future__ import annotations

import math

from matplotlib.patches import PathPatch
from matplotlib.path import Path

from nplv_geo.export.map.drawing import DrawingGroup
from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.typesetting import measure_width
from nplv_geo.present.page.palette import INK, PAPER
from nplv_geo.present.texts import Texts

_NICE = (5, 2, 1)
_KILOMETRE = 1000
_THICK = 4.0


def choose_length(longest: float) -> float:
    """The longest of 1, 2, 5, 10, 20, ... metres that is not longer than ``longest``."""
    power = 10.0 ** math.floor(math.log10(longest))
    return next(power * n for n in _NICE if power * n <= longest)


def write_length(metres: float, t: Texts) -> str:
    """Write a length in metres or kilometres."""
    if metres < _KILOMETRE:
        return t("export.metres", n=t.number(metres))
    return t("export.kilometres", n=t.number(metres / _KILOMETRE))


def draw_scale(
    layer: DrawingGroup, at: tuple[float, float], room: float, scale: float, t: Texts
) -> None:
    """Draw a bar of a round length.

    Parameters
    ----------
    at
        Its lower left corner, in points.
    room
        Longest that it may be, in points.
    scale
        Points for a metre.
    """
    left, bottom = at
    size = _THICK * 2
    metres = choose_length(room / scale)
    long = metres * scale
    half = SheetBox(left, bottom, long / 2, _THICK)
    layer.add_box(half, INK, INK)
    layer.add_box(SheetBox(half.right, bottom, long / 2, _THICK), PAPER, INK)
    layer.add_text("0", (left, bottom + size), size)
    layer.add_text(write_length(metres, t), (left + long, bottom + size), size, side="center")


def draw_north(layer: DrawingGroup, left: float, bottom: float, size: float, t: Texts) -> float:
    """Draw an arrow to the north with its letter.

    Parameters
    ----------
    left, bottom, size
        Place and height of the arrow, in points.

    Returns
    -------
    float
        Width that it takes, in points.
    """
    wide = size * 0.6
    tip, notch = (left + wide / 2, bottom + size), (left + wide / 2, bottom + size * 0.25)
    left_half = Path([tip, (left, bottom), notch, tip], closed=True)
    right_half = Path([tip, (left + wide, bottom), notch, tip], closed=True)
    layer.add(PathPatch(left_half, facecolor=INK, edgecolor=INK, linewidth=0.75))
    layer.add(PathPatch(right_half, facecolor=PAPER, edgecolor=INK, linewidth=0.75))
    letter = t("export.north")
    layer.add_text(letter, (left + wide / 2, bottom + size + 2.5), size * 0.5, 600, side="center")
    return max(wide, measure_width(letter, size * 0.5, 600))

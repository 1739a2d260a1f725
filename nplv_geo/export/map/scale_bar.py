"""The scale bar and the north arrow. RD's north is true north within 1.5 degrees everywhere."""

from __future__ import annotations

import math
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Measures:
    """Scale bar and north arrow on one layer; ``size`` of their letters in points."""

    layer: DrawingGroup
    size: float
    t: Texts

    def draw_scale(self, at: tuple[float, float], room: float, scale: float) -> None:
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
        metres = choose_length(room / scale)
        long = metres * scale
        half = SheetBox(left, bottom, long / 2, _THICK)
        self.layer.add_box(half, INK, INK)
        self.layer.add_box(SheetBox(half.right, bottom, long / 2, _THICK), PAPER, INK)
        above = bottom + 2 * _THICK
        self.layer.add_text("0", (left, above), self.size)
        written = write_length(metres, self.t)
        self.layer.add_text(written, (left + long, above), self.size, side="center")

    def draw_north(self, at: tuple[float, float], high: float) -> float:
        """Draw an arrow to the north with its letter.

        Parameters
        ----------
        at
            Lower left corner of the arrow, in points.
        high
            Height of the arrow, in points.

        Returns
        -------
        float
            Width that it takes, in points.
        """
        (left, bottom), wide = at, high * 0.6
        tip, notch = (left + wide / 2, bottom + high), (left + wide / 2, bottom + high * 0.25)
        left_half = Path([tip, (left, bottom), notch, tip], closed=True)
        right_half = Path([tip, (left + wide, bottom), notch, tip], closed=True)
        self.layer.add(PathPatch(left_half, facecolor=INK, edgecolor=INK, linewidth=0.75))
        self.layer.add(PathPatch(right_half, facecolor=PAPER, edgecolor=INK, linewidth=0.75))
        letter = self.t("export.north")
        at = (left + wide / 2, bottom + high + 2.5)
        self.layer.add_text(letter, at, self.size, 600, side="center")
        return max(wide, measure_width(letter, self.size, 600))

"""The legend of two layers together on a picture: three cells across by three up, with words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nplv_geo.export.map.drawing import DrawingGroup, Side
from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.typesetting import LEADING, wrap_text
from nplv_geo.present.page.palette import EDGE, INK, PAPER, SOFT
from nplv_geo.present.together.square import Square, Step

_CELL = 2.1  # height, in letters
_WORDS = 0.34  # share of the width that the words of the rows take
_STEPS = 3


@dataclass(frozen=True, slots=True)
class SquareBlock:
    """A square of classes; lengths in points.

    Attributes
    ----------
    square
        Its names, steps and words.
    left, width
        Where it stands.
    body, note
        Sizes of letters, of names and of the values of a step.
    """

    square: Square
    left: float
    width: float
    body: float
    note: float

    def measure(self) -> float:
        """Give its height."""
        names = len(self._wrap_up()) + len(self._wrap_across())
        heads = (self.body + self.note) * LEADING
        return names * self.body * LEADING + heads + _STEPS * self.body * _CELL

    def draw(
        self, layer: DrawingGroup, top: float, colours: Sequence[str], counts: Sequence[str]
    ) -> float:
        """Draw it below ``top``; gives its lower side."""
        top = layer.add_lines(self._wrap_up(), self.left, top, self.body)
        for i, step in enumerate(self.square.columns):
            self._write_step(layer, step, (self._column(i) + self._wide / 2, top), "center")
        top -= (self.body + self.note) * LEADING
        for up in reversed(range(_STEPS)):
            bottom = top - self.body * _CELL
            middle = (top + bottom) / 2 + (self.body + self.note) * LEADING / 2
            self._write_step(layer, self.square.rows[up], (self._column(0) - 4, middle), "right")
            for across in range(_STEPS):
                box = SheetBox(self._column(across), bottom, self._wide, top - bottom)
                number = _STEPS * up + across
                layer.add_box(box.shrink(0.75), colours[number], EDGE)
                self._write_count(layer, box, counts[number])
            top = bottom
        return layer.add_lines(self._wrap_across(), self._column(0), top, self.body)

    @property
    def _wide(self) -> float:
        """Width of a cell."""
        return self.width * (1 - _WORDS) / _STEPS

    def _column(self, i: int) -> float:
        return self.left + self.width * _WORDS + i * self._wide

    def _wrap_up(self) -> list[str]:
        return wrap_text(f"↑ {self.square.up}", self.width, self.body)

    def _wrap_across(self) -> list[str]:
        return wrap_text(f"→ {self.square.across}", self.width * (1 - _WORDS), self.body)

    def _write_step(
        self, layer: DrawingGroup, step: Step, at: tuple[float, float], side: Side
    ) -> None:
        """The word of a step, with its values below."""
        x, top = at
        first = top - self.body * LEADING + self.body * (LEADING - 1)
        layer.add_text(step.word, (x, first), self.body, colour=INK, side=side)
        base = first - self.note * LEADING
        layer.add_text(step.bounds, (x, base), self.note, colour=SOFT, side=side)

    def _write_count(self, layer: DrawingGroup, box: SheetBox, count: str) -> None:
        """How many areas, on a ground of its own: cells are light and dark."""
        middle, size = box.left + box.width / 2, self.body
        wide = size * (0.7 + 0.6 * len(count))
        ground = SheetBox(
            middle - wide / 2, box.bottom + box.height / 2 - size * 0.65, wide, size * 1.3
        )
        layer.add_box(ground, PAPER)
        layer.add_text(count, (middle, ground.bottom + size * 0.3), size, side="center")

"""The square of classes of two layers together on a slide, as shapes and texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nplv_geo.export.fitting import Words, measure_width
from nplv_geo.export.slides.places import BlockItem, Frame, SlideItem, place_text
from nplv_geo.export.styles import FADED
from nplv_geo.present.briefing.slides import Swatch
from nplv_geo.present.design.tokens import SLIDE_TEXT
from nplv_geo.present.page.palette import EDGE, NO_DATA, PAPER, SOFT, tint
from nplv_geo.present.together.square import Square, Step

_STEPS = 3
_NAME, _HEAD, _CELL = 18.0, 28.0, 30.0
_WORDS = 66.0  # width of the words of the rows
_COUNT = 13.0  # height of the ground below a number
SQUARE_HIGH = 2 * _NAME + _HEAD + _STEPS * _CELL


def place_square(square: Square, swatches: Sequence[Swatch], frame: Frame) -> Iterator[SlideItem]:
    """Place three rows of three cells, the lowest last, with names and words around them."""
    wide = (frame.width - _WORDS) / _STEPS
    left, top = frame.left + _WORDS, frame.top
    name = Frame(frame.left, top, frame.width, _NAME)
    yield place_text(name, f"↑ {square.up}", "s", "xs", name="upward")
    top += _NAME
    for i, step in enumerate(square.columns):
        head = Frame(left + i * wide, top, wide, _HEAD)
        yield place_text(head, _write_step(step), "xs", "xs", name="step", colour=SOFT)
    top += _HEAD
    for up in reversed(range(_STEPS)):
        words = Frame(frame.left, top + 2, _WORDS - 4, _CELL - 2)
        step = square.rows[up]
        yield place_text(words, _write_step(step), "xs", "xs", name="step", colour=SOFT)
        for across in range(_STEPS):
            cell = Frame(left + across * wide + 1, top + 1, wide - 2, _CELL - 2)
            yield from _place_cell(swatches[_STEPS * up + across], cell)
        top += _CELL
    name = Frame(left, top, frame.right - left, _NAME)
    yield place_text(name, square.across, "s", "xs", name="across")


def _place_cell(swatch: Swatch, cell: Frame) -> Iterator[SlideItem]:
    """A colour with how many areas have it, on a ground of its own."""
    colour = swatch.colour or NO_DATA
    yield BlockItem(cell, tint(colour, FADED) if swatch.is_faded else colour, EDGE)
    wide = measure_width(swatch.count, SLIDE_TEXT["s"]) * 1.1 + 1
    left, top = cell.left + (cell.width - wide) / 2, cell.top + (cell.height - _COUNT) / 2
    yield BlockItem(Frame(left - 3, top, wide + 6, _COUNT), PAPER)
    yield place_text(Frame(left, top, wide, _COUNT), swatch.count, "s", "xs", name="class")


def _write_step(step: Step) -> tuple[Words, ...]:
    """The word of a step, with its values on a line below."""
    return Words(step.word, is_bold=True), Words(step.bounds)

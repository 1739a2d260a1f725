"""The slide with a scatter: its axes named in words, and beside it what the colours mean."""

from __future__ import annotations

from collections.abc import Iterator

from nplv_geo.export.slides.columns import Column, divide_body
from nplv_geo.export.slides.places import Frame, ScatterItem, SlideItem, place_text
from nplv_geo.export.slides.spot_names import choose_sides
from nplv_geo.export.slides.square_part import SQUARE_HIGH, place_square
from nplv_geo.export.slides.word_slides import make_words
from nplv_geo.present.briefing.scatter import SlideScatter
from nplv_geo.present.briefing.slides import Slide
from nplv_geo.present.design.tokens import SLIDE_TEXT
from nplv_geo.present.page.palette import INK

_SHARE = 0.64
_TITLE, _NAME = 22.0, 16.0
_NUMBERS, _EDGE, _BELOW = 48.0, 16.0, 22.0  # beside and below the axes


def place_together(slide: Slide) -> Iterator[SlideItem]:
    """The scatter on the left; the square of colours and what must be said on the right."""
    left, right = divide_body(_SHARE)
    if slide.scatter is not None:
        yield from _place_scatter(slide.scatter, left)
    if slide.key is not None and slide.key.square is not None:
        frame = right.take(SQUARE_HIGH, 12.0)
        yield from place_square(slide.key.square, slide.key.swatches, frame)
    words = make_words(slide.paragraphs)
    yield place_text(right.take_rest(), words, "m", "xs", name="explanation", gap=0.5)


def _place_scatter(part: SlideScatter, column: Column) -> Iterator[SlideItem]:
    title = column.take(_TITLE)
    yield place_text(title, part.title, "m", "s", name="chart title", is_bold=True)
    yield place_text(column.take(_NAME), f"↑ {part.up.title}", "m", "xs", name="axis", colour=INK)
    frame = column.take_rest(below=_NAME)
    inside, size = _frame_axes(frame), SLIDE_TEXT["s"]
    yield ScatterItem(frame, inside, part, size, choose_sides(part, inside, size))
    name = column.take(_NAME)
    beside = Frame(name.left + _NUMBERS, name.top, name.width - _NUMBERS, name.height)
    yield place_text(beside, part.across.title, "m", "xs", name="axis", colour=INK)


def _frame_axes(frame: Frame) -> Frame:
    """Frame between the axes, the same in both kinds of file."""
    return Frame(
        frame.left + _NUMBERS,
        frame.top + _EDGE,
        frame.width - _NUMBERS - _EDGE,
        frame.height - _EDGE - _BELOW,
    )

"""The slide with areas in order: a table, and beside it a dot for each row on one line."""

from __future__ import annotations

from collections.abc import Iterator

from nplv_geo.export.fitting import measure_width
from nplv_geo.export.slides.columns import BODY, BODY_TOP, ROOM, Column
from nplv_geo.export.slides.places import (
    MARGIN,
    BlockItem,
    Frame,
    SlideItem,
    TableItem,
    place_text,
)
from nplv_geo.export.slides.word_slides import make_words
from nplv_geo.present.briefing.slides import Slide, SlideDot, SlideDots, SlideTick
from nplv_geo.present.design.tokens import SLIDE_TEXT
from nplv_geo.present.page.palette import AREA, BAND, GRID, MUTED, PAPER, REFERENCES, SOFT

_TABLE, _DOTS, _GAP = 0.47, 0.27, 20.0  # shares of the width, and points between
_OWN, _OTHER = 8.0, 6.0  # widths of dots
_RANGE, _REFERENCE, _LINE = 2.0, 1.25, 0.75  # widths of lines
_SLACK = 1.1  # other letters are wider than those that were measured
_KEY, _SWATCH = 14.0, 10.0
_MIDDLE = 0.5  # of the line


def place_ranking(slide: Slide) -> Iterator[SlideItem]:
    """The table, the dots of its rows, and what must be said on the right."""
    (table,) = Column(MARGIN, ROOM * _TABLE).take_tables(slide.tables[:1], BODY, "s")
    if slide.dots:
        yield from _place_own_band(slide.dots, table)
    yield table
    left = MARGIN + ROOM * _TABLE + _GAP
    words = Column(left, MARGIN + ROOM - left)
    if slide.dots:
        line = Frame(left, BODY_TOP, ROOM * _DOTS, table.frame.height)
        yield from _place_dots(slide.dots, table, line)
        words = Column(line.right + _GAP, MARGIN + ROOM - line.right - _GAP)
        yield from _place_key(slide.dots, words)
    paragraphs = make_words(slide.paragraphs)
    yield place_text(words.take_rest(), paragraphs, "m", "xs", name="explanation", gap=0.5)


def _place_own_band(dots: SlideDots, table: TableItem) -> Iterator[BlockItem]:
    """The row of the own area stands on a ground of its own, as far as its dot."""
    head, *heights = table.rows
    top, wide = table.frame.top + head, ROOM * (_TABLE + _DOTS) + _GAP
    for dot, height in zip(dots.rows, heights, strict=True):
        if dot.is_own:
            yield BlockItem(Frame(MARGIN, top, wide, height), BAND)
        top += height


def _place_dots(dots: SlideDots, table: TableItem, line: Frame) -> Iterator[SlideItem]:
    head, *heights = table.rows
    for tick in dots.ticks:
        yield _place_line(tick, line, head, GRID)
        wide = measure_width(tick.label, SLIDE_TEXT["xs"]) * _SLACK
        middle = line.left + tick.at * line.width
        yield place_text(
            Frame(middle - wide / 2, line.top, wide, head),
            tick.label,
            "xs",
            "xs",
            name="scale",
            colour=SOFT,
            anchor="middle",
        )
    for one in dots.references:
        if one.role and not one.is_beyond:
            yield _place_line(one, line, head, REFERENCES[one.role])
    top = line.top + head
    for dot, height in zip(dots.rows, heights, strict=True):
        yield from _place_dot(dot, Frame(line.left, top, line.width, height))
        top += height


def _place_line(tick: SlideTick, line: Frame, head: float, colour: str) -> BlockItem:
    middle = line.left + tick.at * line.width
    wide = _REFERENCE if tick.role else _LINE
    return BlockItem(Frame(middle - wide / 2, line.top + head, wide, line.height - head), colour)


def _place_dot(dot: SlideDot, row: Frame) -> Iterator[SlideItem]:
    """The range behind the dot; open where nobody knows how uncertain the value is.

    An arrow stands for a value beyond the line.
    """
    colour, size = (AREA, _OWN) if dot.is_own else (MUTED, _OTHER)
    middle = row.top + row.height / 2
    if dot.start is not None and dot.end is not None:
        wide = (dot.end - dot.start) * row.width
        yield BlockItem(
            Frame(row.left + dot.start * row.width, middle - _RANGE / 2, wide, _RANGE), colour
        )
    if dot.is_beyond:
        is_end = dot.at > _MIDDLE
        place = Frame(row.right - _KEY if is_end else row.left, row.top, _KEY, row.height)
        arrow = "\N{RIGHTWARDS ARROW}" if is_end else "\N{LEFTWARDS ARROW}"
        yield place_text(place, arrow, "s", "xs", name="beyond", colour=colour, anchor="middle")
        return
    frame = Frame(row.left + dot.at * row.width - size / 2, middle - size / 2, size, size)
    face = PAPER if dot.start is None else colour
    yield BlockItem(frame, face, colour, is_round=True)


def _place_key(dots: SlideDots, column: Column) -> Iterator[SlideItem]:
    """What the lines through all rows are."""
    for one in dots.references:
        frame = column.take(_KEY, 2.0)
        if one.role:
            yield BlockItem(
                Frame(frame.left + 2, frame.top + 1, _RANGE, _KEY - 2), REFERENCES[one.role]
            )
        words = Frame(frame.left + _SWATCH, frame.top, frame.width - _SWATCH, frame.height)
        yield place_text(words, one.label, "s", "xs", name="key")
    column.take(8.0)

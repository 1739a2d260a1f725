"""Slides that are mostly words and tables: the minute, undermining, tables and the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nplv_geo.export.fitting import Words
from nplv_geo.export.slides.columns import (
    BODY,
    BODY_BOTTOM,
    BODY_TOP,
    GUTTER,
    ROOM,
    TABLE_GAP,
    Column,
    divide_body,
    halve_body,
)
from nplv_geo.export.slides.places import (
    MARGIN,
    TONES,
    BlockItem,
    Frame,
    SlideItem,
    place_text,
)
from nplv_geo.present.briefing.slides import KeyFigure, Slide, SlideParagraph
from nplv_geo.present.page.palette import GROUND, INK, SOFT

_MINUTE_TOP, _TABLES_TOP, _METHOD_TOP = 92.0, 96.0, 116.0
_FIGURES = 3  # that the minute has room for
_FIGURE_GAP = 14.0
_WORDS_BELOW = 96.0  # room for what is to be said below tables
_LEAST_WORDS = 40.0


def make_words(paragraphs: Sequence[SlideParagraph]) -> tuple[Words, ...]:
    """Paragraphs with their heads in the colour of what they say."""
    return tuple(Words(p.text, p.head, TONES[p.tone]) for p in paragraphs)


def place_minute(slide: Slide) -> Iterator[SlideItem]:
    """What there is to say on the left, the figures that say most on the right."""
    left, right = divide_body(0.6 - GUTTER / ROOM, _MINUTE_TOP)
    words = make_words(slide.paragraphs)
    yield place_text(left.take_rest(), words, "xl", "s", name="paragraph", gap=0.6, leading=1.3)
    high = (BODY_BOTTOM - _MINUTE_TOP - (_FIGURES - 1) * _FIGURE_GAP) / _FIGURES
    for figure in slide.figures:
        yield from _place_key_figure(figure, right.take(high, _FIGURE_GAP))


def _place_key_figure(figure: KeyFigure, frame: Frame) -> Iterator[SlideItem]:
    colour = TONES[figure.tone]
    yield BlockItem(frame, GROUND)
    yield BlockItem(Frame(frame.left, frame.top, 4, frame.height), colour)
    inside = Column(frame.left + 18, frame.width - 30, frame.top + 10, frame.bottom - 7)
    yield place_text(inside.take(18, 1), figure.label, "m", "xs", name="figure label", colour=SOFT)
    yield place_text(
        inside.take(40, 4),
        figure.value,
        "xxl",
        "m",
        name="figure",
        colour=colour,
        is_bold=True,
        anchor="middle",
    )
    notes = tuple(Words(note) for note in figure.notes)
    if notes:
        yield place_text(inside.take_rest(), notes, "m", "xs", name="figure notes", colour=INK)


def place_undermining(slide: Slide) -> Iterator[SlideItem]:
    """The first table on the left with what must be said below it, the others on the right."""
    left, right = halve_body()
    yield from left.take_tables(slide.tables[:1], BODY * 0.62, "s")
    words = make_words(slide.paragraphs)
    yield place_text(left.take_rest(), words, "m", "xs", name="explanation", gap=0.4)
    yield from right.take_tables(slide.tables[1:], (BODY - TABLE_GAP) / 2, "s")


def place_tables(slide: Slide) -> Iterator[SlideItem]:
    """Tables below each other, and what is to be said below those."""
    has_words = any(paragraph.text for paragraph in slide.paragraphs)
    room = BODY - (_WORDS_BELOW if has_words else 0)
    each = (room - TABLE_GAP * (len(slide.tables) - 1)) / len(slide.tables)
    column = Column(MARGIN, ROOM, BODY_TOP if slide.lead else _TABLES_TOP)
    yield from column.take_tables(slide.tables, each)
    if has_words:
        column.take(8)
        frame = column.take(max(column.bottom - column.top, _LEAST_WORDS))
        words = make_words(slide.paragraphs)
        yield place_text(frame, words, "l", "xs", name="explanation", gap=0.4)


def place_method(slide: Slide) -> Iterator[SlideItem]:
    """How the figures were made, in one column."""
    frame = Column(MARGIN, ROOM, _METHOD_TOP).take_rest()
    words = make_words(slide.paragraphs)
    yield place_text(frame, words, "l", "xs", name="explanation", gap=0.55, leading=1.25)

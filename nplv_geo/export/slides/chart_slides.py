"""Slides that are mostly charts: the themes, the development and the stacking of problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nplv_geo.export.fitting import measure_width
from nplv_geo.export.slides.columns import BODY, ROOM, Column, divide_body, halve_body
from nplv_geo.export.slides.grids import fit_chart
from nplv_geo.export.slides.places import (
    BAR_STYLES,
    MARGIN,
    BlockItem,
    Frame,
    SlideItem,
    TextItem,
    place_text,
)
from nplv_geo.export.slides.word_slides import make_words
from nplv_geo.present.briefing.slides import ChartSeries, Slide
from nplv_geo.present.design.tokens import SLIDE_TEXT
from nplv_geo.present.design.type_scale import list_sizes
from nplv_geo.present.page.palette import SOFT

_THEMES_TOP = 112.0
_THEME_TITLE, _THEME_GAP = 24.0, 8.0
_TITLE = 22.0
_NOTE = 36.0  # below a chart
_SWATCH, _KEY_GAP, _KEY_SLACK = 17.0, 16.0, 1.04
_MOST_BAND = 64.0  # height of one category: few bars are no thicker than many


def place_themes(slide: Slide) -> Iterator[SlideItem]:
    """One side for the first chart, the other for all that follow."""
    left, right = halve_body(_THEMES_TOP)
    yield from _place_key(slide.charts[0].series, Frame(right.left, 80, right.width, 18))
    first, *others = slide.charts
    filled = [(left, [first]), (right, others)] if others else [(left, [first])]
    most = max(sum(len(chart.categories) for chart in charts) for _, charts in filled)
    for column, charts in filled:
        room = column.bottom - column.top - len(charts) * (_THEME_TITLE + _THEME_GAP)
        band = min(room / max(most, 1), _MOST_BAND)
        for chart in charts:
            title = column.take(_THEME_TITLE)
            yield place_text(title, chart.title, "l", "s", name="chart title", is_bold=True)
            yield fit_chart(column.take(band * len(chart.categories), _THEME_GAP), chart)


def _place_key(series: Sequence[ChartSeries], frame: Frame) -> Iterator[SlideItem]:
    """What the colours mean, once for all charts of a slide."""
    room = frame.width - len(series) * (_SWATCH + _KEY_GAP)
    # One size for all, smaller where the names are long.
    sizes = list_sizes(SLIDE_TEXT, "m", "xs")
    measured = [[measure_width(s.name, size) * _KEY_SLACK for s in series] for size in sizes]
    widths = next((tried for tried in measured if sum(tried) <= room), measured[-1])
    share = min(1.0, room / sum(widths))
    left = frame.left
    for series_, wide in zip(series, widths, strict=True):
        style = BAR_STYLES[series_.role]
        yield BlockItem(Frame(left, frame.top + 3, 11, 11), style.face, style.edge)
        words = Frame(left + _SWATCH, frame.top, wide * share, frame.height)
        yield place_text(words, series_.name, "m", "xs", name="key")
        left = words.right + _KEY_GAP


def place_trend(slide: Slide) -> Iterator[SlideItem]:
    """The lines on the left, what they come to on the right."""
    left, right = divide_body(0.58)
    (chart,) = slide.charts
    yield _place_title(left, chart.title)
    yield fit_chart(left.take_rest(below=_NOTE if chart.note else 0.0), chart)
    if chart.note:
        left.take(4)
        yield place_text(left.take_rest(), chart.note, "m", "xs", name="chart note", colour=SOFT)
    words = make_words(slide.paragraphs)
    yield place_text(right.take_rest(), words, "l", "xs", name="verdicts", gap=0.8, leading=1.3)


def place_stacking(slide: Slide) -> Iterator[SlideItem]:
    """In how many neighbourhoods problems stack, and in which."""
    left, right = divide_body(0.5)
    (chart,) = slide.charts
    yield _place_title(left, chart.title)
    yield fit_chart(left.take_rest(), chart)
    yield from right.take_tables(slide.tables, BODY * 0.6)
    words = make_words(slide.paragraphs)
    yield place_text(right.take_rest(), words, "m", "xs", name="explanation", gap=0.4)


def place_stack_trend(slide: Slide) -> Iterator[SlideItem]:
    """The line with its years in a table beside it; words alone where there is none."""
    words = make_words(slide.paragraphs)
    if not slide.tables:
        alone = Column(MARGIN, ROOM).take_rest()
        yield place_text(alone, words, "l", "xs", name="explanation", gap=0.55)
        return
    left, right = divide_body(0.5)
    for chart in slide.charts:
        yield _place_title(left, chart.title)
        yield fit_chart(left.take_rest(), chart)
    yield from right.take_tables(slide.tables, BODY * 0.5, "s")
    yield place_text(right.take_rest(), words, "m", "xs", name="explanation", gap=0.4)


def _place_title(column: Column, title: str) -> TextItem:
    return place_text(column.take(_TITLE), title, "m", "xs", name="chart title", is_bold=True)

"""Where everything stands on each kind of slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from nplv_geo.export.fitting import Words, measure_width
from nplv_geo.export.slides.grids import fit_chart, fit_table
from nplv_geo.export.slides.map_part import place_map
from nplv_geo.export.slides.places import (
    BAR_STYLES,
    HIGH,
    MARGIN,
    TONES,
    WIDE,
    BlockItem,
    Frame,
    SlideItem,
    TextItem,
    place_text,
)
from nplv_geo.present.briefing.slides import (
    Briefing,
    ChartSeries,
    KeyFigure,
    Slide,
    SlideKind,
    SlideParagraph,
)
from nplv_geo.present.design.tokens import SLIDE_TEXT
from nplv_geo.present.page.palette import ACCENT, FAINT, GROUND, INK, SOFT

_ROOM = WIDE - 2 * MARGIN
_BODY_TOP, _BODY_BOTTOM = 128.0, 478.0
_BODY = _BODY_BOTTOM - _BODY_TOP
_GAP = 0.5
_GUTTER = 32.0
_CHART_TITLE = 24.0
_NOTE = 36.0  # below a chart
_SWATCH, _KEY_GAP, _KEY_SIZE, _KEY_SLACK = 17.0, 16.0, SLIDE_TEXT["s"], 1.04
_MOST_BAND = 64.0  # height of one category: few bars are no thicker than many


def place_slide(briefing: Briefing, slide: Slide, number: int) -> tuple[SlideItem, ...]:
    """Everything on a slide in reading order, the title first."""
    if slide.kind == "cover":
        return tuple(_place_cover(slide))
    foot = list(_place_foot(briefing, slide, number))
    return (*_place_head(slide), *_BODIES[slide.kind](slide), *foot)


def _place_head(slide: Slide) -> Iterator[SlideItem]:
    yield place_text(
        Frame(MARGIN, 30, _ROOM, 44),
        slide.title,
        SLIDE_TEXT["xxl"],
        16,
        name="title",
        is_bold=True,
        anchor="bottom",
        is_title=True,
    )
    if slide.lead:
        # Beside that of the themes stands the key of the colours.
        wide, high = (_ROOM / 2 - _GUTTER, 32) if slide.kind == "themes" else (_ROOM, 38)
        yield place_text(
            Frame(MARGIN, 78, wide, high), slide.lead, SLIDE_TEXT["m"], 11, name="lead", colour=SOFT
        )


def _place_foot(briefing: Briefing, slide: Slide, number: int) -> Iterator[SlideItem]:
    yield BlockItem(Frame(MARGIN, 486, _ROOM, 0.75), FAINT)
    area_name = briefing.slides[0].title
    if slide.foot:
        frame = Frame(MARGIN, 492, _ROOM - 220, 34)
        yield place_text(frame, slide.foot, SLIDE_TEXT["xs"], 7.5, name="source", colour=SOFT)
    frame = Frame(WIDE - MARGIN - 200, 492, 200, 14)
    yield _align_right(
        place_text(
            frame, f"{area_name}  ·  {number}", SLIDE_TEXT["xs"], 7.5, name="page", colour=SOFT
        )
    )


def _align_right(item: TextItem) -> TextItem:
    """A page number is set at the right by shifting its frame: it is one line."""
    words = item.text.paragraphs[0].text if item.text.paragraphs else ""
    wide = measure_width(words, item.text.size) * 1.05 + 2
    wide = min(wide, item.frame.width)
    frame = Frame(item.frame.right - wide, item.frame.top, wide, item.frame.height)
    return TextItem(frame, item.text, item.name, item.colour)


def _place_cover(slide: Slide) -> Iterator[SlideItem]:
    yield BlockItem(Frame(0, 0, 24, HIGH), ACCENT)
    left, room = 96.0, WIDE - 96 - 64
    yield place_text(
        Frame(left, 130, room, 96),
        slide.title,
        SLIDE_TEXT["cover"],
        28,
        name="title",
        is_bold=True,
        anchor="bottom",
        is_title=True,
        leading=1.1,
    )
    yield place_text(
        Frame(left, 236, room, 32), slide.lead, SLIDE_TEXT["xl"], 14, name="lead", colour=ACCENT
    )
    facts = tuple(Words(paragraph.text) for paragraph in slide.paragraphs)
    yield place_text(
        Frame(left, 300, room, 100), facts, SLIDE_TEXT["m"], 11, name="facts", gap=0.35
    )
    yield place_text(
        Frame(left, 470, room, 24), slide.foot, SLIDE_TEXT["s"], 9, name="date", colour=SOFT
    )


def _place_minute(slide: Slide) -> Iterator[SlideItem]:
    wide = _ROOM * 0.6 - _GUTTER
    words = _make_words(slide.paragraphs)
    top = 92.0
    frame = Frame(MARGIN, top, wide, _BODY_BOTTOM - top)
    yield place_text(frame, words, SLIDE_TEXT["l"], 10, name="paragraph", gap=0.6, leading=1.3)
    left = MARGIN + wide + _GUTTER
    high = (_BODY_BOTTOM - top - 2 * 14) / 3
    for i, figure in enumerate(slide.figures):
        yield from _place_key_figure(
            figure, Frame(left, top + i * (high + 14), WIDE - MARGIN - left, high)
        )


def _place_key_figure(figure: KeyFigure, frame: Frame) -> Iterator[SlideItem]:
    yield BlockItem(frame, GROUND)
    yield BlockItem(Frame(frame.left, frame.top, 4, frame.height), TONES[figure.tone])
    inner, room = frame.left + 18, frame.width - 30
    label = Frame(inner, frame.top + 10, room, 18)
    yield place_text(label, figure.label, SLIDE_TEXT["s"], 8.5, name="figure label", colour=SOFT)
    value = Frame(inner, frame.top + 29, room, 40)
    colour = TONES[figure.tone]
    yield place_text(
        value,
        figure.value,
        SLIDE_TEXT["xxl"],
        14,
        name="figure",
        colour=colour,
        is_bold=True,
        anchor="middle",
    )
    notes = tuple(Words(note) for note in figure.notes)
    if notes:
        below = Frame(inner, frame.top + 73, room, frame.height - 80)
        yield place_text(below, notes, SLIDE_TEXT["s"], 8.5, name="figure notes", colour=INK)


def _make_words(paragraphs: Sequence[SlideParagraph]) -> tuple[Words, ...]:
    return tuple(Words(p.text, p.head, TONES[p.tone]) for p in paragraphs)


def _place_themes(slide: Slide) -> Iterator[SlideItem]:
    """One side for the first chart, the other for all that follow."""
    wide = (_ROOM - _GUTTER) / 2
    yield from _place_key(slide.charts[0].series, Frame(MARGIN + wide + _GUTTER, 80, wide, 18))
    left, *others = slide.charts
    columns = [[left], others] if others else [[left]]
    most = max(sum(len(chart.categories) for chart in column) for column in columns)
    for i, column in enumerate(columns):
        top = 112.0
        room = _BODY_BOTTOM - top - len(column) * (_CHART_TITLE + 8)
        band = min(room / max(most, 1), _MOST_BAND)
        for chart in column:
            frame = Frame(MARGIN + i * (wide + _GUTTER), top, wide, _CHART_TITLE)
            yield place_text(
                frame, chart.title, SLIDE_TEXT["m"], 10, name="chart title", is_bold=True
            )
            high = band * len(chart.categories)
            below = Frame(frame.left, frame.bottom, wide, high)
            yield fit_chart(below, chart)
            top = below.bottom + 8


def _place_key(series: Sequence[ChartSeries], frame: Frame) -> Iterator[SlideItem]:
    """What the colours mean, once for all charts of a slide."""
    swatch_width = _SWATCH + _KEY_GAP
    natural = [measure_width(series_.name, _KEY_SIZE) * _KEY_SLACK for series_ in series]
    # One size for all, smaller where the names are long.
    share = min(1.0, (frame.width - len(series) * swatch_width) / sum(natural))
    left = frame.left
    for series_, wide in zip(series, natural, strict=True):
        style = BAR_STYLES[series_.role]
        yield BlockItem(Frame(left, frame.top + 3, 11, 11), style.face, style.edge)
        words = Frame(left + _SWATCH, frame.top, wide * share, frame.height)
        size = max(_KEY_SIZE * share, 7.0)
        yield place_text(words, series_.name, size, 7.0, name="key")
        left = words.right + _KEY_GAP


def _place_trend(slide: Slide) -> Iterator[SlideItem]:
    wide = _ROOM * 0.58
    (chart,) = slide.charts
    yield place_text(
        Frame(MARGIN, _BODY_TOP, wide, 20),
        chart.title,
        SLIDE_TEXT["s"],
        9,
        name="chart title",
        is_bold=True,
    )
    below = _NOTE if chart.note else 0.0
    yield fit_chart(Frame(MARGIN, _BODY_TOP + 22, wide, _BODY - 22 - below), chart)
    if chart.note:
        frame = Frame(MARGIN, _BODY_BOTTOM - _NOTE + 4, wide, _NOTE - 4)
        yield place_text(frame, chart.note, SLIDE_TEXT["s"], 8, name="chart note", colour=SOFT)
    left = MARGIN + wide + _GUTTER
    frame = Frame(left, _BODY_TOP, WIDE - MARGIN - left, _BODY)
    yield place_text(
        frame,
        _make_words(slide.paragraphs),
        SLIDE_TEXT["m"],
        9.5,
        name="verdicts",
        gap=0.8,
        leading=1.3,
    )


def _place_stacking(slide: Slide) -> Iterator[SlideItem]:
    wide = _ROOM * 0.5
    (chart,) = slide.charts
    yield place_text(
        Frame(MARGIN, _BODY_TOP, wide, 20),
        chart.title,
        SLIDE_TEXT["s"],
        9,
        name="chart title",
        is_bold=True,
    )
    yield fit_chart(Frame(MARGIN, _BODY_TOP + 22, wide, _BODY - 22), chart)
    left, top = MARGIN + wide + _GUTTER, _BODY_TOP
    room = WIDE - MARGIN - left
    for table in slide.tables:
        item = fit_table(Frame(left, top, room, _BODY * 0.6), table)
        yield item
        top = item.frame.bottom + 14
    frame = Frame(left, top, room, _BODY_BOTTOM - top)
    yield place_text(
        frame, _make_words(slide.paragraphs), SLIDE_TEXT["s"], 8, name="explanation", gap=0.4
    )


def _place_side_by_side(slide: Slide) -> Iterator[SlideItem]:
    """The first table on the left with what must be said below it, the others on the right."""
    wide = (_ROOM - _GUTTER) / 2
    lefts, rights = slide.tables[:1], slide.tables[1:]
    top = _BODY_TOP
    for table in lefts:
        item = fit_table(Frame(MARGIN, top, wide, _BODY * 0.62), table, 10.0)
        yield item
        top = item.frame.bottom + 14
    frame = Frame(MARGIN, top, wide, _BODY_BOTTOM - top)
    yield place_text(
        frame, _make_words(slide.paragraphs), SLIDE_TEXT["s"], 8, name="explanation", gap=0.4
    )
    top, left = _BODY_TOP, MARGIN + wide + _GUTTER
    each = _BODY * 0.62 if len(rights) == 1 else (_BODY - 14) / 2
    for table in rights:
        item = fit_table(Frame(left, top, wide, each), table, 10.0)
        yield item
        top = item.frame.bottom + 14


def _place_tables(slide: Slide) -> Iterator[SlideItem]:
    """Tables below each other, and what is to be said below those."""
    has_words = any(paragraph.text for paragraph in slide.paragraphs)
    room = _BODY - (96 if has_words else 0)
    each = (room - 14 * (len(slide.tables) - 1)) / len(slide.tables)
    top = _BODY_TOP if slide.lead else 96.0
    room += _BODY_TOP - top
    for table in slide.tables:
        item = fit_table(Frame(MARGIN, top, _ROOM, each), table)
        yield item
        top = item.frame.bottom + 14
    if has_words:
        frame = Frame(MARGIN, top + 8, _ROOM, max(_BODY_BOTTOM - top - 8, 40))
        yield place_text(
            frame, _make_words(slide.paragraphs), SLIDE_TEXT["m"], 9, name="explanation", gap=0.4
        )


def _place_method(slide: Slide) -> Iterator[SlideItem]:
    frame = Frame(MARGIN, 116, _ROOM, _BODY_BOTTOM - 116)
    yield place_text(
        frame,
        _make_words(slide.paragraphs),
        SLIDE_TEXT["m"],
        9,
        name="explanation",
        gap=0.55,
        leading=1.25,
    )


def _place_map(slide: Slide) -> Iterator[SlideItem]:
    if slide.map is not None:
        yield from place_map(slide.map, Frame(MARGIN, 122, _ROOM, _BODY_BOTTOM - 122))


_BODIES: dict[SlideKind, Callable[[Slide], Iterator[SlideItem]]] = {
    "minute": _place_minute,
    "map": _place_map,
    "themes": _place_themes,
    "trend": _place_trend,
    "ranking": _place_side_by_side,
    "stacking": _place_stacking,
    "undermining": _place_side_by_side,
    "peers": _place_tables,
    "table": _place_tables,
    "method": _place_method,
    "sources": _place_tables,
}

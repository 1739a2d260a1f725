"""Where everything stands on each kind of slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nplv_geo.export.fitting import Words, measure_width
from nplv_geo.export.slides.chart_slides import (
    place_stack_trend,
    place_stacking,
    place_themes,
    place_trend,
)
from nplv_geo.export.slides.columns import GUTTER, ROOM, Column
from nplv_geo.export.slides.map_part import place_map
from nplv_geo.export.slides.places import (
    HIGH,
    MARGIN,
    WIDE,
    BlockItem,
    Frame,
    SlideItem,
    TextItem,
    place_text,
)
from nplv_geo.export.slides.ranking_slide import place_ranking
from nplv_geo.export.slides.scatter_slide import place_together
from nplv_geo.export.slides.word_slides import (
    place_method,
    place_minute,
    place_side_by_side,
    place_tables,
)
from nplv_geo.present.briefing.slides import Briefing, Slide, SlideKind
from nplv_geo.present.page.palette import ACCENT, FAINT, SOFT

_MAP_TOP = 122.0


def place_slide(briefing: Briefing, slide: Slide, number: int) -> tuple[SlideItem, ...]:
    """Everything on a slide in reading order, the title first."""
    if slide.kind == "cover":
        return tuple(_place_cover(slide))
    foot = list(_place_foot(briefing, slide, number))
    return (*_place_head(slide), *_BODIES[slide.kind](slide), *foot)


def _place_head(slide: Slide) -> Iterator[SlideItem]:
    yield place_text(
        Frame(MARGIN, 30, ROOM, 44),
        slide.title,
        "xxl",
        "l",
        name="title",
        is_bold=True,
        anchor="bottom",
        is_title=True,
    )
    if slide.lead:
        # Beside that of the themes stands the key of the colours.
        wide, high = (ROOM / 2 - GUTTER, 32) if slide.kind == "themes" else (ROOM, 38)
        yield place_text(
            Frame(MARGIN, 78, wide, high), slide.lead, "l", "s", name="lead", colour=SOFT
        )


def _place_foot(briefing: Briefing, slide: Slide, number: int) -> Iterator[SlideItem]:
    yield BlockItem(Frame(MARGIN, 486, ROOM, 0.75), FAINT)
    area_name = briefing.slides[0].title
    if slide.foot:
        frame = Frame(MARGIN, 492, ROOM - 220, 34)
        yield place_text(frame, slide.foot, "s", "xs", name="source", colour=SOFT)
    frame = Frame(WIDE - MARGIN - 200, 492, 200, 14)
    yield _align_right(
        place_text(frame, f"{area_name}  ·  {number}", "s", "xs", name="page", colour=SOFT)
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
        "figure",
        "xxl",
        name="title",
        is_bold=True,
        anchor="bottom",
        is_title=True,
        leading=1.1,
    )
    yield place_text(Frame(left, 236, room, 32), slide.lead, "xl", "m", name="lead", colour=ACCENT)
    facts = tuple(Words(paragraph.text) for paragraph in slide.paragraphs)
    yield place_text(Frame(left, 300, room, 100), facts, "l", "s", name="facts", gap=0.35)
    yield place_text(Frame(left, 470, room, 24), slide.foot, "m", "xs", name="date", colour=SOFT)


def _place_map(slide: Slide) -> Iterator[SlideItem]:
    if slide.map is not None:
        yield from place_map(slide.map, Column(MARGIN, ROOM, _MAP_TOP).take_rest())


_BODIES: dict[SlideKind, Callable[[Slide], Iterator[SlideItem]]] = {
    "minute": place_minute,
    "map": _place_map,
    "together": place_together,
    "themes": place_themes,
    "trend": place_trend,
    "stacking": place_stacking,
    "stack_trend": place_stack_trend,
    "ranking": place_ranking,
    "undermining": place_side_by_side,
    "peers": place_tables,
    "table": place_tables,
    "method": place_method,
    "sources": place_tables,
}

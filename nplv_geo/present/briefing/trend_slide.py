"""The slide with the trend of one layer: its lines, and what became of the gaps between them."""

from __future__ import annotations

from collections.abc import Sequence

from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.briefing.slides import (
    Chart,
    ChartSeries,
    SeriesRole,
    Slide,
    SlideParagraph,
)
from nplv_geo.present.briefing.sources import write_source_notes
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import name_in_sentence
from nplv_geo.present.sentences.carried import write_carried_periods, write_ways
from nplv_geo.present.sentences.outcomes import write_outcome
from nplv_geo.present.time.gaps import GapBox
from nplv_geo.present.time.lines import TrendLine
from nplv_geo.present.time.trend import TrendModel, make_trend
from nplv_geo.present.values.carried import cut_band
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.statistics.time.outcomes import Verdict
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import ENOUGH_PERIODS

_CLEAR = (Verdict.CLOSING, Verdict.WIDENING)
_BETWEEN = 2


def choose_trend_layer(page: Page, comparison: Profile) -> str | None:
    """The layer asked for if there is a line of it, else the judged one with most to tell."""
    asked = page.view.layer if page.view.layer != dict(page.view.defaults).get("laag") else ""

    def rate_item(item: Item) -> tuple[bool, bool, bool, float]:
        gap = item.gaps.get(NEDERLAND)
        size = abs(gap.change or 0.0) / item.spread if gap and item.spread else 0.0
        is_enough = gap is not None and gap.periods >= ENOUGH_PERIODS
        is_clear = gap is not None and gap.verdict in _CLEAR
        is_asked = item.layer.id == asked and (is_enough or not item.gaps)
        return is_asked, is_enough, is_clear, size

    candidates = [
        item
        for item in comparison.items
        if (item.gaps or item.layer.id == asked)
        and len([point for point in item.points if point.is_known]) >= _BETWEEN
    ]
    best = max(candidates, key=rate_item, default=None)
    return best.layer.id if best else None


def make_trend_slide(page: Page) -> Slide:
    """The layer through the years, and whether the gap closes."""
    t, model = page.t, make_trend(page, ())
    first = model.gaps[0] if model.gaps else None
    estimated = f" ({t('estimated')})" if page.layer.notes.model_estimate else ""
    caveats = page.layer.notes.caveats
    caveat = (caveats.in_(t.language),) if caveats else ()
    sentences = [SlideParagraph(" ".join(box.sentences), f"{box.title}: {box.word}.", box.tone)
                 for box in model.gaps]  # fmt: skip
    lead = _describe_outcome(page, first) if first else f"{_write_ends(page, model.lines[:1])}."
    return Slide(
        kind="trend",
        title=t("briefing.trend", layer=page.layer.label.in_(t.language) + estimated),
        lead=lead,
        paragraphs=tuple(sentences) or (SlideParagraph(model.reason),),
        charts=(make_line_chart(page, model),),
        foot=". ".join((model.source, *caveat)),
        notes=(t("briefing.shows", layer=model.title, what=model.subtitle), *model.notes,
               model.source, *_list_ways(page), t("trend.no_cause"), *write_source_notes(page)),
    )  # fmt: skip


def _describe_outcome(page: Page, box: GapBox) -> str:
    """What became of a gap, with who is ahead and who moved."""
    words = write_outcome(page.t, box.gap, page.layer, name_in_sentence(page, box.reference))
    return f"{words}." if words else f"{box.title}: {box.word}."


def _list_ways(page: Page) -> tuple[str, ...]:
    """How figures of years with other areas came onto the map, unless they stay where they were."""
    edition, layer = page.edition, page.layer.id
    origins = [edition.origin(layer, period) for period in edition.periods(layer)]
    carried = [origin.carried for origin in origins if origin.carried]
    if carried and page.view.is_as_published:
        return (page.t("conversion.explain_gepubliceerd"),)
    return tuple(write_ways(page.t, carried, some=True))


def make_line_chart(page: Page, model: TrendModel) -> Chart:
    """Make the lines of the newest series: one through a break says what nobody measured."""
    t = page.t
    area_line = model.lines[0]
    newest = area_line.known_points[-1].series
    started = [
        i for i, point in enumerate(area_line.points) if point.series == newest and point.is_known
    ]
    periods = range(started[0], len(area_line.points))
    lines = [line for line in model.lines if line.is_drawn]
    series = tuple(
        _make_line_series(page, line, [line.points[i] for i in periods]) for line in lines
    )
    note = _write_note(page, [area_line.points[i] for i in periods], series)
    ends = t("briefing.alt_chart", title=page.label_with_unit, values=_write_ends(page, lines))
    return Chart(
        kind="lines",
        title=page.label_with_unit,
        alt=f"{ends} {note}".rstrip(),
        categories=tuple(area_line.points[i].period for i in periods),
        series=series,
        layers=(page.layer.id,),
        sign="%" if page.layer.unit == "%" else "",
        decimals=(page.layer.decimals,),
        language=t.language,
        provisional=tuple(
            area_line.points[i].period for i in periods if area_line.points[i].provisional
        ),
        note=note,
    )


def _write_note(page: Page, points: Sequence[SeriesPoint], series: Sequence[ChartSeries]) -> str:
    """Which years of the area were brought onto the map, and what a diamond means."""
    if page.view.is_as_published:
        return " ".join(_list_ways(page))
    moved = {p.period: p.moved for p in points if p.is_known and p.moved is not None}
    sentences = [write_carried_periods(page.t, moved, page.edition.boundary_year)]
    if any(one.estimated for one in series):
        sentences.append(page.t("carried.diamonds"))
    return " ".join(sentence for sentence in sentences if sentence)


def _write_ends(page: Page, lines: Sequence[TrendLine]) -> str:
    sentences = []
    for line in lines:
        if line.known_points:
            first, last = line.known_points[0], line.known_points[-1]
            start, now = (page.t.value(point.value, page.layer) for point in (first, last))
            words = {"name": line.name, "start": start, "first": first.period}
            sentences.append(page.t("trend.line", **words, now=now, last=last.period))
    return "; ".join(sentences)


def _make_line_series(page: Page, line: TrendLine, points: Sequence[SeriesPoint]) -> ChartSeries:
    decimals = page.layer.decimals
    role: SeriesRole = line.role
    values = tuple(round(p.number, decimals) if p.is_known else None for p in points)
    return ChartSeries(
        name=line.name,
        role=role,
        values=values,
        labels=tuple(page.t.value(p.value, page.layer) if p.is_known else "" for p in points),
        bands=tuple(
            cut_band(page.layer, value, p.spread or 0.0)
            if value is not None and p.is_converted
            else None
            for value, p in zip(values, points, strict=True)
        ),
    )

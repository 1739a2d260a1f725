"""The slides with charts: themes beside their references, the trend with its gap, the stacking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nplv_geo.definitions.layers import Direction
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.briefing.slides import (
    Chart,
    ChartSeries,
    SeriesRole,
    Slide,
    SlideCell,
    SlideParagraph,
    SlideTable,
)
from nplv_geo.present.briefing.sources import explain_missing, take_in_turn, write_source_notes
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import UNKNOWN_BAR, choose_colours
from nplv_geo.present.page.reservations import (
    name_in_sentence,
    write_coverage_note,
    write_report_period,
)
from nplv_geo.present.sentences.outcomes import write_outcome
from nplv_geo.present.stacking.panel import make_stack_body
from nplv_geo.present.stacking.words import list_stacked_remarks, write_stacked_source
from nplv_geo.present.time.gaps import GapBox
from nplv_geo.present.time.lines import TrendLine
from nplv_geo.present.time.trend import TrendModel, make_trend
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.statistics.time.outcomes import Verdict
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import ENOUGH_PERIODS

_MOST = 6  # categories on one side of the slide
_FEWEST_NEUTRAL = 2
_CLEAR = (Verdict.CLOSING, Verdict.WIDENING)
_BETWEEN = 2


def make_themes_slide(page: Page, comparison: Profile) -> Slide | None:
    """Percentages, which can share an axis; what is judged first, and which side is better."""
    t = page.t
    shown = [item for item in comparison.items if item.layer.unit == "%"]
    items_with_value = [item for item in shown if item.report.value is not None]
    better = take_in_turn([i for i in items_with_value if i.layer.higher_is == "better"], _MOST)
    worse = take_in_turn([i for i in items_with_value if i.layer.higher_is == "worse"], _MOST)
    room = _MOST - max(len(worse), 1)
    neutral = take_in_turn([i for i in items_with_value if i.layer.is_neutral], room)
    neutral = neutral if room >= _FEWEST_NEUTRAL else []
    groups: tuple[tuple[Direction, list[Item]], ...] = (
        ("better", better),
        ("worse", worse),
        ("neutral", neutral),
    )
    items = [item for _, group in groups for item in group]
    if not items:
        return None
    absent = [item for item in shown if item.report.value is None]
    charts = [_make_bars(page, comparison, kind, group) for kind, group in groups if group]
    highest = max(v or 0.0 for chart in charts for series in chart.series for v in series.values)
    return Slide(
        kind="themes",
        title=t("briefing.themes"),
        lead=t("briefing.themes_lead"),
        charts=tuple(replace(chart, highest=highest) for chart in charts),
        foot=" ".join(_explain_missing_bars(page, comparison, items)),
        notes=(*explain_missing(page, absent), *write_source_notes(page, items)),
    )


def _make_bars(page: Page, comparison: Profile, kind: Direction, items: Sequence[Item]) -> Chart:
    t = page.t
    names = tuple(_name_category(page, item) for item in items)
    areas: list[tuple[str, SeriesRole]] = [(comparison.area, "area")]
    areas += [(comparison.gemeente, "gemeente")] if comparison.gemeente else []
    areas += [(NEDERLAND, "nederland")]
    series = tuple(_make_bar_series(page, area, role, items) for area, role in areas)
    alt = "; ".join(
        t("briefing.alt_category", name=name, values=_write_values(series, i))
        for i, name in enumerate(names)
    )
    title = t(f"briefing.direction_{kind}")
    return Chart(
        kind="bars",
        title=title,
        alt=t("briefing.alt_chart", title=title, values=alt),
        categories=names,
        series=series,
        layers=tuple(item.layer.id for item in items),
        sign="%",
        decimals=tuple(item.layer.decimals for item in items),
        language=t.language,
    )


def _name_category(page: Page, item: Item) -> str:
    """Name of a layer with its year: bars that stand side by side may be of other years."""
    t, coverage = page.t, item.report.coverage
    parts = [
        item.layer.label.in_(t.language),
        write_report_period(t, item.report),
        write_coverage_note(t, coverage),
    ]
    return ", ".join(part for part in parts if part)


def _write_values(series: Sequence[ChartSeries], i: int) -> str:
    return ", ".join(f"{one.name} {one.labels[i]}" for one in series if one.labels[i])


def _make_bar_series(page: Page, area: str, role: SeriesRole, items: Sequence[Item]) -> ChartSeries:
    values = [_find_value(item, area) for item in items]
    pairs = list(zip(values, items, strict=True))
    return ChartSeries(
        name=page.name_area(area),
        role=role,
        values=tuple(None if v is None else round(v, i.layer.decimals) for v, i in pairs),
        labels=tuple("" if v is None else page.t.value(v, i.layer) for v, i in pairs),
    )


def _find_value(item: Item, area: str) -> float | None:
    """Value of the area itself or of one of its references, as in the profile."""
    if area == item.report.area:
        return item.report.value
    return next((ref.value for ref in item.report.references if ref.id == area), None)


def _explain_missing_bars(page: Page, comparison: Profile, items: Sequence[Item]) -> Iterator[str]:
    """Which bars are not there, and why."""
    t = page.t
    for area in (comparison.gemeente, NEDERLAND):
        lost = [item for item in items if area and _find_value(item, area) is None]
        if not (area and lost):
            continue
        names = t.enumerated([item.layer.label.in_(t.language) for item in lost])
        yield t("briefing.no_bar", area=name_in_sentence(page, area), layers=names)


def choose_trend_layer(page: Page, comparison: Profile) -> str | None:
    """The judged layer with most to tell: the one asked for if it has enough years."""
    layer_id = page.view.layer if page.view.layer != dict(page.view.defaults).get("laag") else ""

    def rate_item(item: Item) -> tuple[bool, bool, bool, float]:
        gap = item.gaps.get(NEDERLAND)
        size = abs(gap.change or 0.0) / item.spread if gap and item.spread else 0.0
        is_enough = gap is not None and gap.periods >= ENOUGH_PERIODS
        is_clear = gap is not None and gap.verdict in _CLEAR
        return item.layer.id == layer_id and is_enough, is_enough, is_clear, size

    candidates = [
        item
        for item in comparison.items
        if item.gaps and len([point for point in item.points if point.is_known]) >= _BETWEEN
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
    return Slide(
        kind="trend",
        title=t("briefing.trend", layer=page.layer.label.in_(t.language) + estimated),
        lead=_describe_outcome(page, first) if first else model.reason,
        paragraphs=tuple(sentences) or (SlideParagraph(model.reason),),
        charts=(_make_lines(page, model),),
        foot=". ".join((model.source, *caveat)),
        notes=(t("briefing.shows", layer=model.title, what=model.subtitle), *model.notes,
               model.source, t("trend.no_cause"), *write_source_notes(page)),
    )  # fmt: skip


def _describe_outcome(page: Page, box: GapBox) -> str:
    """What became of a gap, with who is ahead and who moved."""
    words = write_outcome(page.t, box.gap, page.layer, name_in_sentence(page, box.reference))
    return f"{words}." if words else f"{box.title}: {box.word}."


def _make_lines(page: Page, model: TrendModel) -> Chart:
    """The newest series only: a line through a break would say what nobody measured."""
    t = page.t
    area_line = model.lines[0]
    newest = area_line.known_points[-1].series
    started = [
        i for i, point in enumerate(area_line.points) if point.series == newest and point.is_known
    ]
    periods = range(started[0], len(area_line.points))
    lines = [line for line in model.lines if line.is_drawn and line.role != "other"]
    series = tuple(
        _make_line_series(page, line, [line.points[i] for i in periods]) for line in lines
    )
    return Chart(
        kind="lines",
        title=page.label_with_unit,
        alt=t("briefing.alt_chart", title=page.label_with_unit, values=_write_ends(page, lines)),
        categories=tuple(area_line.points[i].period for i in periods),
        series=series,
        layers=(page.layer.id,),
        sign="%" if page.layer.unit == "%" else "",
        decimals=(page.layer.decimals,),
        language=t.language,
        provisional=tuple(
            area_line.points[i].period for i in periods if area_line.points[i].provisional
        ),
    )


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
    role: SeriesRole = "nplv" if line.role == "other" else line.role
    return ChartSeries(
        name=line.name,
        role=role,
        values=tuple(round(p.number, decimals) if p.is_known else None for p in points),
        labels=tuple(page.t.value(p.value, page.layer) if p.is_known else "" for p in points),
    )


def make_stacking_slide(page: Page) -> Slide | None:
    """Buurten by the number of domains in which they belong to the worst fifth."""
    t, stacking = page.t, page.stacking
    if stacking is None:
        return None
    body = make_stack_body(page, stacking)
    counts = stacking.stack.frame.reindex(list(page.scope.codes))["count"]
    numbers = counts.value_counts()
    steps = range(stacking.highest + 1)
    values = [int(numbers.get(step, 0)) for step in steps] + [int(counts.isna().sum())]
    labels = (*(t.number(step) for step in steps), t("stacking.spread_unknown"))
    written = tuple(t.number(n) for n in values)
    pairs = "; ".join(f"{a}: {b}" for a, b in zip(labels, written, strict=True))
    chart = Chart(
        kind="columns",
        title=t("briefing.stacking_chart"),
        alt=t("briefing.alt_chart", title=t("briefing.stacking_chart"), values=pairs),
        categories=labels,
        series=(
            ChartSeries(t("levels_plural.buurt"), "count", tuple(map(float, values)), written),
        ),
        layers=(page.layer.id,),
        colours=(*choose_colours(page.classes, page.layer.higher_is), UNKNOWN_BAR),
    )
    # A worst fifth of anything but the country is no small print.
    local = [] if stacking.is_national else list_stacked_remarks(page, stacking)[:1]
    if body.has_indication:
        local.append(t("stacking.indication_note"))
    return Slide(
        kind="stacking",
        title=t("briefing.stacking"),
        lead=f"{body.value} {body.unit}.",
        paragraphs=tuple(SlideParagraph(line) for line in (*body.lines, *local)),
        charts=(chart,),
        tables=_list_most(page, [(choice.label, choice.note) for choice in body.most]),
        foot=write_stacked_source(page, stacking),
        notes=(
            *list_stacked_remarks(page, stacking),
            body.most_note,
            write_stacked_source(page, stacking),
        ),
    )


def _list_most(page: Page, rows: Sequence[tuple[str, str]]) -> tuple[SlideTable, ...]:
    """The buurten with the most domains, with out of how many known ones."""
    if not rows:
        return ()
    t = page.t
    table = SlideTable(
        alt=t("stacking.most"),
        columns=(t("stacking.most"), t("briefing.col_domains")),
        rows=tuple((SlideCell(name), SlideCell(count)) for name, count in rows),
        widths=(0.7, 0.3),
        numbers=(1,),
    )
    return (table,)

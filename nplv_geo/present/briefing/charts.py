"""The slides with bars and columns: themes beside their references, and the stacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nplv_geo.definitions.layers import Direction
from nplv_geo.present.briefing.slides import (
    Chart,
    ChartSeries,
    SeriesRole,
    Slide,
    SlideCell,
    SlideParagraph,
    SlideTable,
)
from nplv_geo.present.briefing.sources import (
    explain_missing,
    explain_moved,
    take_in_turn,
    write_source_notes,
)
from nplv_geo.present.page.comparators import (
    Comparator,
    list_others,
    make_comparator_reference,
)
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import UNKNOWN_BAR, choose_count_colours
from nplv_geo.present.page.reservations import (
    write_coverage_note,
    write_report_period,
)
from nplv_geo.present.sentences.beside import name_within
from nplv_geo.present.sentences.carried import write_report_share
from nplv_geo.present.stacking.panel import make_stack_body
from nplv_geo.present.stacking.words import list_stacked_remarks, write_stacked_source
from nplv_geo.present.values.profile import Item, Profile

_MOST = 6  # categories on one side of the slide
_FEWEST_NEUTRAL = 2


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
        lead=_write_lead(page),
        charts=tuple(replace(chart, highest=highest) for chart in charts),
        foot=" ".join((*explain_moved(page, items), *_explain_missing_bars(page, items))),
        notes=(*explain_missing(page, absent), *write_source_notes(page, items)),
    )


def _write_lead(page: Page) -> str:
    """What the bars are of."""
    names = page.t.enumerated([name_within(page, one, "") for one in list_others(page)])
    return page.t(f"briefing.themes_lead{'' if names else '_alone'}", names=names)


def _make_bars(page: Page, comparison: Profile, kind: Direction, items: Sequence[Item]) -> Chart:
    t = page.t
    names = tuple(_name_category(page, item) for item in items)
    own = [item.report.value for item in items]
    series = (
        _make_bar_series(page, page.name_area(comparison.area), "area", own, items),
        *(
            _make_bar_series(page, one.short, one.role, _list_values(page, one, items), items)
            for one in list_others(page)
        ),
    )
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
        write_report_share(t, item.report),
    ]
    return ", ".join(part for part in parts if part)


def _write_values(series: Sequence[ChartSeries], i: int) -> str:
    return ", ".join(f"{one.name} {one.labels[i]}" for one in series if one.labels[i])


def _make_bar_series(
    page: Page,
    name: str,
    role: SeriesRole,
    values: Sequence[float | None],
    items: Sequence[Item],
) -> ChartSeries:
    pairs = list(zip(values, items, strict=True))
    return ChartSeries(
        name=name,
        role=role,
        values=tuple(None if v is None else round(v, i.layer.decimals) for v, i in pairs),
        labels=tuple("" if v is None else page.t.value(v, i.layer) for v, i in pairs),
    )


def _list_values(page: Page, one: Comparator, items: Iterable[Item]) -> list[float | None]:
    """Values of what the area is compared with, at the periods of the profile."""
    return [
        make_comparator_reference(page, item.layer, item.report.period, item.find_row, one).value
        for item in items
    ]


def _explain_missing_bars(page: Page, items: Sequence[Item]) -> Iterator[str]:
    """Which bars are not there, and why."""
    t = page.t
    for one in list_others(page):
        pairs = zip(items, _list_values(page, one, items), strict=True)
        lost = [item.layer.label.in_(t.language) for item, value in pairs if value is None]
        if lost:
            yield t("briefing.no_bar", area=name_within(page, one, ""), layers=t.enumerated(lost))


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
        colours=(*choose_count_colours(stacking.highest), UNKNOWN_BAR),
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

"""The stacking through the years as a page: a line of the area and of what it is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nplv_geo.definitions.events import Event
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.texts import Text
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.site.menu import MenuChoice
from nplv_geo.present.stack_years.change import make_stacked_change
from nplv_geo.present.stack_years.history import (
    StackedHistory,
    StackedShare,
    make_stacked_history,
    measure_shares,
)
from nplv_geo.present.stacking.panel import HIGH
from nplv_geo.present.stacking.words import list_domain_labels, write_stacked_source
from nplv_geo.present.stacking.years_words import describe_years, explain_domains, write_steps
from nplv_geo.present.texts import texts
from nplv_geo.present.time.events import list_markers
from nplv_geo.present.time.lines import TrendLine
from nplv_geo.present.time.trend import TrendCell, TrendModel, TrendTable
from nplv_geo.statistics.stacking import MIN_KNOWN
from nplv_geo.statistics.time.time_points import SeriesPoint

_FEWEST = 2


def make_stacked_trend(page: Page, stacking: Stacking, events: Sequence[Event]) -> TrendModel:
    """Make the page of the stacking through the years.

    Parameters
    ----------
    page, stacking
        The page, and what it counts.
    events
        What happened, to be marked.

    Returns
    -------
    TrendModel
        Without lines where no two years can be compared; it says why then.
    """
    t, years, is_buurt = page.t, stacking.years.years, page.view.area.level is AreaLevel.BUURT
    name = page.name_area(page.view.area)
    lines, table = _draw_lines(page, stacking) if years else ((), TrendTable("", (), ()))
    layer = _make_layer(page, is_buurt=is_buurt)
    label = layer.label.in_(t.language)
    ends = {"first": years[0], "last": years[-1]} if years else {}
    subtitle = "stacked_years.trend_subtitle_buurt" if is_buurt else "stacked_years.trend_subtitle"
    return TrendModel(
        title=t("title_in", layer=label, area=name),
        subtitle=t(subtitle, high=HIGH, **ends)
        if years
        else page.layer.description.in_(t.language),
        summary=_write_summary(page, layer, lines),
        unit=t.unit(layer) if is_buurt else "",
        lines=lines,
        markers=list_markers(page, events, int(years[0]), int(years[-1])) if years else (),
        breaks=(),
        gaps=(),
        reason=" ".join(_write_steps(page, stacking))
        if years
        else t("stacked_years.none", least=MIN_KNOWN),
        verdict_notes=(),
        notes=tuple(_list_notes(page, stacking)) if years else (),
        table=table,
        source=write_stacked_source(page, stacking, years),
        t=t,
        layer=layer,
        question=t("stacked_years.question"),
        reasons=explain_domains(page, stacking),
        no_chart=t("stacked_years.trend_none"),
        links=() if years else tuple(_list_domain_links(page, stacking)),
    )


def _make_layer(page: Page, *, is_buurt: bool) -> Layer:
    """What the lines are of: domains of a buurt, a share of the inhabitants of a larger area."""
    key = "stacked_years.trend_label_buurt" if is_buurt else "stacked_years.trend_label"
    words = {language: texts(language)(key, high=HIGH) for language in ("nl", "en")}
    changes = {"label": Text(**words)} | ({} if is_buurt else {"unit": "%", "decimals": 1})
    return page.layer.model_copy(update=changes)


def _draw_lines(page: Page, stacking: Stacking) -> tuple[tuple[TrendLine, ...], TrendTable]:
    """Lines of areas of one kind: buurten beside a buurt, larger areas beside a larger one."""
    history = make_stacked_history(page.edition.comparable, stacking.years, stacking.inhabitants)
    is_buurt = page.view.area.level is AreaLevel.BUURT
    areas: list[tuple[str, ReferenceKind]] = [(page.view.area, "area")]
    areas += [(one.id, one.role) for one in list_others(page) if one.compared.kind == "area"]
    same = [pair for pair in areas if pair[0].startswith("BU") == is_buurt]
    drawn = [_draw_line(page, stacking, history, *pair) for pair in same]
    return tuple(line for line, _ in drawn), _make_table(page, stacking, drawn)


def _draw_line(
    page: Page, stacking: Stacking, history: StackedHistory, area: str, role: ReferenceKind
) -> tuple[TrendLine, tuple[TrendCell, ...]]:
    """The line of an area, with its cells in the table; oldest first."""
    years, layer = stacking.years.years, _make_layer(page, is_buurt=area.startswith("BU"))
    if area.startswith("BU"):
        values = _list_counts(history, area)
        cells = [_write_cell(page, layer, value, "") for value in values]
    else:
        everyone = float(page.edition.areas.frame["inhabitants"].get(area, np.nan))
        buurten = page.edition.areas.buurten_of(area)
        shares = measure_shares(history, buurten, HIGH, everyone)
        values = [one.share for one in shares]
        cells = [
            _write_cell(page, layer, one.share, _write_mark(page, layer, one)) for one in shares
        ]
    points = tuple(_make_point(year, value) for year, value in zip(years, values, strict=True))
    name = page.name_area(area)
    return TrendLine(id=area, name=name, short=name, role=role, points=points), tuple(cells)


def _list_counts(history: StackedHistory, buurt: str) -> list[float | None]:
    place = history.buurten.get_loc(buurt)
    if not history.has_count[place]:
        return [None] * len(history.counts)
    return [float(count) for count in history.counts[:, place]]


def _make_point(year: str, value: float | None) -> SeriesPoint:
    status = Status.NO_DATA if value is None else Status.OK
    return SeriesPoint(period=year, value=value, status=status.value)


def _write_cell(page: Page, layer: Layer, value: float | None, mark: str) -> TrendCell:
    if value is None:
        return TrendCell(page.t("stacked_years.trend_unknown"), is_missing=True)
    return TrendCell(page.t.value(value, layer), is_missing=False, mark=mark)


def _write_mark(page: Page, layer: Layer, one: StackedShare) -> str:
    """How many buurten that are, and how far the share may be off."""
    t = page.t
    told = t("stacked_years.trend_buurten", n=t.number(one.n_high), of=t.number(one.n))
    if one.low is None or one.high is None or one.low == one.high:
        return told
    low, high = (t.value(end, layer) for end in (one.low, one.high))
    return f"{told}; {t('stacked_years.trend_range', low=low, high=high)}"


def _make_table(
    page: Page, stacking: Stacking, drawn: Sequence[tuple[TrendLine, tuple[TrendCell, ...]]]
) -> TrendTable:
    """The newest year first."""
    years = stacking.years.years
    is_buurt = page.view.area.level is AreaLevel.BUURT
    label = _make_layer(page, is_buurt=is_buurt).label.in_(page.t.language)
    return TrendTable(
        caption=page.t("trend.table", layer=label),
        columns=(page.t("period"), *(line.name for line, _ in drawn)),
        rows=tuple(
            (years[i], tuple(cells[i] for _, cells in drawn)) for i in reversed(range(len(years)))
        ),
    )


def _write_summary(page: Page, layer: Layer, lines: Sequence[TrendLine]) -> str:
    t = page.t
    told = [
        t(
            "trend.line",
            name=line.name,
            start=t.value(line.known_points[0].value, layer),
            first=line.known_points[0].period,
            now=t.value(line.known_points[-1].value, layer),
            last=line.known_points[-1].period,
        )
        for line in lines
        if len(line.known_points) >= _FEWEST
    ]
    return t("trend.summary", layer=layer.label.in_(t.language), lines="; ".join(told))


def _write_steps(page: Page, stacking: Stacking) -> Iterator[str]:
    """In how many buurten a domain surely came or went, from the first year to the last."""
    t, found, area = page.t, stacking.years, page.view.area
    change = make_stacked_change(
        page.edition.comparable, found, (found.years[0], found.years[-1]), page.scope.selection, ()
    )
    if area.level is AreaLevel.BUURT:
        told = write_steps(page, stacking, change, area) or t("change.note_stacked_within")
        yield t(
            "stacked_years.trend_steps_buurt", first=change.since, last=change.period, told=told
        )
        return
    is_part = area.level is AreaLevel.NEDERLAND and not stacking.is_national
    is_here = set(page.edition.areas.buurten_of(page.view.area))
    rows = change.frame[change.frame.index.isin(is_here) & change.frame["after"].notna()]
    sure = [{step.by for step in steps if step.is_sure} for steps in rows["steps"]]
    yield t(
        "stacked_years.trend_steps",
        first=found.years[0],
        last=found.years[-1],
        area=t("stacked_years.trend_edition") if is_part else page.name_area(area),
        more=t.number(sum(1 in one for one in sure)),
        fewer=t.number(sum(-1 in one for one in sure)),
        n=t.number(len(rows)),
    )
    yield t("stacked_years.trend_steps_note")


def _list_notes(page: Page, stacking: Stacking) -> Iterator[str]:
    t = page.t
    yield from describe_years(page, stacking)
    yield t("stacked_years.trend_same_people", least=MIN_KNOWN)
    pairs = zip(stacking.domains, list_domain_labels(page, stacking), strict=True)
    counted = stacking.years.indicators
    models = [
        label.lower()
        for domain, label in pairs
        if domain.id in counted and counted[domain.id].layer.notes.model_estimate
    ]
    if models:
        yield t("stacked_years.trend_models", domains=t.enumerated(models))


def _list_domain_links(page: Page, stacking: Stacking) -> Iterator[MenuChoice]:
    """To the development of each domain by itself, where its figure has one."""
    for domain, label in zip(stacking.domains, list_domain_labels(page, stacking), strict=True):
        years = stacking.years.years_of.get(domain.id, ())
        indicator = stacking.indicators[domain.id]
        if indicator is not None and len(years) >= _FEWEST:
            href = page.link("laag", indicator.layer.id, toon=page.view.tab)
            yield MenuChoice(label, href, is_current=False)

"""The trend page: one layer of one area through the years, and whether gaps close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nplv_geo.definitions.events import Event
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import find_family
from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.sentences.carried import write_carried_mark
from nplv_geo.present.site.boundary_switch import BoundarySwitch, make_boundary_switch
from nplv_geo.present.site.menu import MenuChoice
from nplv_geo.present.texts import Texts
from nplv_geo.present.time.events import EventMarker, list_markers
from nplv_geo.present.time.gaps import GapBox, list_gap_boxes
from nplv_geo.present.time.lines import TrendLine, list_lines
from nplv_geo.present.values.as_published import NOT_ON_THIS_PLACE, WITHHELD_REASONS
from nplv_geo.present.values.families import measure_gaps
from nplv_geo.present.values.rows import OTHER_GROUND
from nplv_geo.statistics.time.time_points import SeriesPoint

# What is said of a point where boundaries differed: why it has no figure, or another one.
_WITHOUT_FIGURE = (*WITHHELD_REASONS, NOT_ON_THIS_PLACE)
_OF_OTHER_BOUNDARIES = (*_WITHOUT_FIGURE, OTHER_GROUND)


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """Two neighbouring periods that may not be compared."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class TrendCell:
    """A value as it is written, or why there is none; ``mark`` tells that it was converted."""

    text: str
    is_missing: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class TrendTable:
    """All numbers of the chart: a row a period, a column an area."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TrendCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class TrendModel:
    """Everything on the trend page.

    Attributes
    ----------
    summary
        The chart in words, for who can't see it.
    lines
        The area first, then its references.
    reason
        Why there are no verdicts, where there are none.
    verdict_notes
        What to know of the verdicts where figures were converted.
    switch
        To figures as they were published, where some were converted.
    question
        What the first part answers; empty for whether gaps close.
    reasons
        More of ``reason``, a sentence each.
    no_chart
        Sentence where there is no line; empty for that of a layer with one year.
    links
        Where something can be read instead.
    """

    title: str
    subtitle: str
    summary: str
    unit: str
    lines: tuple[TrendLine, ...]
    markers: tuple[EventMarker, ...]
    breaks: tuple[SeriesBreak, ...]
    gaps: tuple[GapBox, ...]
    reason: str
    verdict_notes: tuple[str, ...]
    notes: tuple[str, ...]
    table: TrendTable
    source: str
    t: Texts
    layer: Layer
    switch: BoundarySwitch | None = None
    question: str = ""
    reasons: tuple[str, ...] = ()
    no_chart: str = ""
    links: tuple[MenuChoice, ...] = ()

    @property
    def has_chart(self) -> bool:
        """True when there is a line to draw: one with two values."""
        return any(line.is_drawn and len(line.known_points) > 1 for line in self.lines)

    @property
    def walked(self) -> str:
        """How a point is announced; ``{name}``, ``{period}`` and ``{value}`` stand for its own."""
        own = {part: f"{{{part}}}" for part in ("name", "period", "value")}
        if not self.unit:
            return self.t("trend.walked", **own)
        return self.t("trend.walked_unit", **own, unit=self.unit)

    @property
    def separators(self) -> str:
        """Decimal mark and mark of thousands of the reader's language."""
        return ",." if self.t.language == "nl" else ".,"

    def write_point(self, point: SeriesPoint, *, short: bool = False) -> str:
        """A value as it is read at a point of a line; what is told of it unless ``short``."""
        words, t = self.t.value(point.value, self.layer), self.t
        notes = [t("provisional")] if point.provisional else []
        notes += [write_carried_mark(t, point.moved)] if point.is_converted else []
        notes += [t(f"reasons.{OTHER_GROUND}")] if point.reason == OTHER_GROUND else []
        return words if short or not notes else f"{words} ({'; '.join(notes)})"


def make_trend(page: Page, events: Sequence[Event]) -> TrendModel:
    """Make the trend page of the view's area and layer."""
    t, language = page.t, page.view.language
    trend_lines = list_lines(page)
    area_line = trend_lines[0]
    years = [int(point.period) for point in area_line.points]
    boxes = list_gap_boxes(
        page, trend_lines, measure_gaps(page.edition, page.layer, page.view.area)
    )
    return TrendModel(
        title=t("title_in", layer=page.layer.label.in_(language), area=area_line.name),
        subtitle=t(
            "trend.subtitle" if len(years) > 1 else "trend.subtitle_once",
            description=page.layer.description.in_(language),
            first=years[0],
            last=years[-1],
        ),
        summary=_write_summary(page, trend_lines),
        unit="" if page.layer.unit == "%" else t.unit(page.layer),
        lines=trend_lines,
        markers=list_markers(page, events, years[0], years[-1]),
        breaks=tuple(_list_breaks(area_line)),
        gaps=boxes,
        reason="" if boxes else _explain_no_gaps(page),
        verdict_notes=tuple(_note_verdicts(page, boxes)),
        notes=tuple(_list_notes(page, area_line)),
        table=_make_table(page, trend_lines),
        source=_write_source(page),
        t=t,
        layer=page.layer,
        switch=_make_switch(page, trend_lines),
    )


def _make_switch(page: Page, trend_lines: Sequence[TrendLine]) -> BoundarySwitch | None:
    """The switch, where some figure was converted, or would have been."""
    points = (point for line in trend_lines for point in line.points)
    if not any(point.is_converted or point.reason in _OF_OTHER_BOUNDARIES for point in points):
        return None
    year = page.edition.boundary_year
    text = page.t(f"conversion.explain_{page.view.boundaries}", year=year)
    return make_boundary_switch(page, text, has_choice=True)


def _list_breaks(area_line: TrendLine) -> Iterator[SeriesBreak]:
    for before, after in pairwise(area_line.points):
        if before.series != after.series:
            yield SeriesBreak(int(before.period), int(after.period))


def _write_summary(page: Page, trend_lines: Sequence[TrendLine]) -> str:
    sentences = []
    for line in trend_lines:
        if not line.known_points or not line.is_drawn:
            continue
        first, last = line.known_points[0], line.known_points[-1]
        start, now = (page.t.value(point.value, page.layer) for point in (first, last))
        sentences.append(
            page.t(
                "trend.line" if first is not last else "trend.line_once",
                name=line.name,
                start=start,
                first=first.period,
                now=now,
                last=last.period,
            )
        )
    return page.t("trend.summary", layer=page.label_with_unit, lines="; ".join(sentences))


def _explain_no_gaps(page: Page) -> str:
    """Why nothing is said on gaps."""
    if page.layer.is_neutral:
        return page.t("trend.neutral")
    if page.layer.is_amount:
        return page.t("trend.sum")
    return page.t("trend.not_judged" if list_others(page) else "trend.alone")


def _note_verdicts(page: Page, boxes: Sequence[GapBox]) -> Iterator[str]:
    """That a margin counts what converting leaves in doubt, and on which figures verdicts rest."""
    changes = (c for box in boxes for c in (box.gap.area_change, box.gap.reference_change) if c)
    if any(change.is_converted for change in changes):
        yield page.t("conversion.in_margin")
    if boxes and page.view.is_as_published:
        yield page.t("conversion.verdicts")


def _list_notes(page: Page, area_line: TrendLine) -> Iterator[str]:
    """What a reader must know about the lines: breaks, what is missing, what may change."""
    t, language = page.t, page.view.language
    yield from _note_odd_periods(page)
    missing: dict[str, list[str]] = {}
    for point in area_line.points:
        if not point.is_known:
            missing.setdefault(_explain_gap(page, point), []).append(point.period)
    for why, periods in missing.items():
        yield t("trend.missing", area=area_line.name, periods=t.enumerated(periods), why=why)
    provisional = [point.period for point in area_line.points if point.provisional]
    if provisional:
        yield t("trend.provisional", periods=t.enumerated(provisional))
    if any(point.is_converted for point in area_line.points):
        yield t("conversion.chart", year=page.edition.boundary_year)
    if page.layer.is_amount:
        yield t("trend.sum_lines")
    if page.layer.notes.caveats:
        yield page.layer.notes.caveats.in_(language)


def _note_odd_periods(page: Page) -> Iterator[str]:
    """Where another series starts, and which periods the publisher calls exceptional."""
    t, language = page.t, page.view.language
    for period in page.edition.periods(page.layer.id):
        note = page.edition.origin(page.layer.id, period).break_note
        if note:
            yield t("trend.break", period=period, note=note.in_(language))
    for exceptional in page.layer.source.exceptional:
        if exceptional.period in page.edition.periods(page.layer.id):
            what = exceptional.note.in_(language)
            yield t("trend.exceptional", period=exceptional.period, note=what)


def _make_table(page: Page, trend_lines: Sequence[TrendLine]) -> TrendTable:
    area_line = trend_lines[0]
    rows = []
    for i in reversed(range(len(area_line.points))):
        point = area_line.points[i]
        mark = f" ({page.t('provisional')})" if point.provisional else ""
        cells = tuple(_make_cell(page, line.points[i]) for line in trend_lines)
        rows.append((f"{point.period}{mark}", cells))
    return TrendTable(
        caption=page.t("trend.table", layer=page.label_with_unit),
        columns=(page.t("period"), *(line.name for line in trend_lines)),
        rows=tuple(rows),
    )


def _make_cell(page: Page, point: SeriesPoint) -> TrendCell:
    if point.is_known:
        mark = write_carried_mark(page.t, point.moved) if point.is_converted else ""
        mark = page.t(f"reasons.{OTHER_GROUND}") if point.reason == OTHER_GROUND else mark
        return TrendCell(page.t.value(point.value, page.layer), is_missing=False, mark=mark)
    return TrendCell(_explain_gap(page, point), is_missing=True)


def _explain_gap(page: Page, point: SeriesPoint) -> str:
    """Why a point has no value; of another boundary the reason itself, else the status."""
    if point.reason in _WITHOUT_FIGURE:
        return page.t(f"reasons.{point.reason}")
    return page.t(f"statuses.{point.status}")


def _write_source(page: Page) -> str:
    """The tables that the periods come from, in one line."""
    layer = page.layer.id
    origins = [page.edition.origin(layer, period) for period in page.edition.periods(layer)]
    tables = list(dict.fromkeys(origin.table for origin in origins))
    family = find_family(tables[-1])
    return page.t(
        "trend.source",
        publisher=family.publisher,
        title=family.title,
        tables=page.t.enumerated(tables),
        retrieved=page.t.day(max(origin.retrieved for origin in origins)),
    )

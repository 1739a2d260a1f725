"""The trend page: one layer of one area through the years, and whether gaps close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nplv_geo.definitions.events import Event
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import find_family
from nplv_geo.present.page.page import Page
from nplv_geo.present.texts import Texts
from nplv_geo.present.time.events import Marker, markers
from nplv_geo.present.time.gaps import GapBox, gap_boxes
from nplv_geo.present.time.lines import Line, lines
from nplv_geo.present.values.families import measure_gaps
from nplv_geo.statistics.time.time_points import SeriesPoint


@dataclass(frozen=True, slots=True)
class Break:
    """Two neighbouring periods that may not be compared."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is written, or why there is none."""

    text: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class TrendTable:
    """All numbers of the chart: a row a period, a column an area."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class TrendPage:
    """Everything on the trend page.

    Attributes
    ----------
    summary
        The chart in words, for who can't see it.
    lines
        The area first, then its references.
    reason
        Why there are no verdicts, where there are none.
    """

    title: str
    subtitle: str
    summary: str
    unit: str
    lines: tuple[Line, ...]
    markers: tuple[Marker, ...]
    breaks: tuple[Break, ...]
    gaps: tuple[GapBox, ...]
    reason: str
    notes: tuple[str, ...]
    table: TrendTable
    source: str
    t: Texts
    layer: Layer

    @property
    def has_chart(self) -> bool:
        """True when there is a line to draw: one with two values."""
        return any(line.is_drawn and len(line.known) > 1 for line in self.lines)

    @property
    def separators(self) -> str:
        """Decimal mark and mark of thousands of the reader's language."""
        return ",." if self.t.language == "nl" else ".,"

    def written(self, point: SeriesPoint, *, short: bool = False) -> str:
        """A value as it is read at a point of a line; provisional is told unless ``short``."""
        told = self.t.value(point.value, self.layer)
        return told if short or not point.provisional else f"{told} ({self.t('provisional')})"


def trend(page: Page, events: Sequence[Event]) -> TrendPage:
    """Make the trend page of the view's area and layer."""
    t, language = page.t, page.view.language
    drawn = lines(page)
    own = drawn[0]
    years = [int(point.period) for point in own.points]
    boxes = gap_boxes(page, drawn, measure_gaps(page.edition, page.layer, page.view.area))
    return TrendPage(
        title=t("title_in", layer=page.layer.label.in_(language), area=own.name),
        subtitle=t(
            "trend.subtitle" if len(years) > 1 else "trend.subtitle_once",
            description=page.layer.description.in_(language),
            first=years[0],
            last=years[-1],
        ),
        summary=_summary(page, drawn),
        unit="" if page.layer.unit == "%" else t.unit(page.layer),
        lines=drawn,
        markers=markers(page, events, years[0], years[-1]),
        breaks=tuple(_breaks(own)),
        gaps=boxes,
        reason="" if boxes else _reason(page),
        notes=tuple(_notes(page, own)),
        table=_table(page, drawn),
        source=_source(page),
        t=t,
        layer=page.layer,
    )


def _breaks(own: Line) -> Iterator[Break]:
    for before, after in pairwise(own.points):
        if before.series != after.series:
            yield Break(int(before.period), int(after.period))


def _summary(page: Page, drawn: Sequence[Line]) -> str:
    told = []
    for line in drawn:
        if not line.known or not line.is_drawn:
            continue
        first, last = line.known[0], line.known[-1]
        start, now = (page.t.value(point.value, page.layer) for point in (first, last))
        told.append(
            page.t(
                "trend.line" if first is not last else "trend.line_once",
                name=line.name,
                start=start,
                first=first.period,
                now=now,
                last=last.period,
            )
        )
    return page.t("trend.summary", layer=page.label_with_unit, lines="; ".join(told))


def _reason(page: Page) -> str:
    """Why nothing is said on gaps."""
    if page.layer.is_neutral:
        return page.t("trend.neutral")
    return page.t("trend.sum" if page.layer.is_amount else "trend.alone")


def _notes(page: Page, own: Line) -> Iterator[str]:
    """What a reader must know about the lines: breaks, what is missing, what may change."""
    t, language = page.t, page.view.language
    yield from _odd_periods(page)
    missing: dict[str, list[str]] = {}
    for point in own.points:
        if not point.is_known:
            missing.setdefault(point.status, []).append(point.period)
    for status, periods in missing.items():
        why = t(f"statuses.{status}")
        yield t("trend.missing", area=own.name, periods=t.enumerated(periods), why=why)
    provisional = [point.period for point in own.points if point.provisional]
    if provisional:
        yield t("trend.provisional", periods=t.enumerated(provisional))
    if page.layer.is_amount:
        yield t("trend.sum_lines")
    if page.layer.notes.caveats:
        yield page.layer.notes.caveats.in_(language)


def _odd_periods(page: Page) -> Iterator[str]:
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


def _table(page: Page, drawn: Sequence[Line]) -> TrendTable:
    own = drawn[0]
    rows = []
    for i in reversed(range(len(own.points))):
        point = own.points[i]
        mark = f" ({page.t('provisional')})" if point.provisional else ""
        cells = tuple(_cell(page, line.points[i]) for line in drawn)
        rows.append((f"{point.period}{mark}", cells))
    return TrendTable(
        caption=page.t("trend.table", layer=page.label_with_unit),
        columns=(page.t("period"), *(line.name for line in drawn)),
        rows=tuple(rows),
    )


def _cell(page: Page, point: SeriesPoint) -> Cell:
    if point.is_known:
        return Cell(page.t.value(point.value, page.layer), is_missing=False)
    return Cell(page.t(f"statuses.{point.status}"), is_missing=True)


def _source(page: Page) -> str:
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

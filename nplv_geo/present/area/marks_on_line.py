"""The line of marks of a layer: the area between the areas that it is shown with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.page.comparators import Comparator
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.page.reservations import write_value
from nplv_geo.present.values.profile import Item
from nplv_geo.present.values.references import Reference
from nplv_geo.statistics.compare import Standing
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.variance import is_divided

# Room at both ends of the line, as a share of the range.
_PAD = 0.05


@dataclass(frozen=True, slots=True)
class Mark:
    """One value on the line: 0 is its left end and 1 its right."""

    at: float
    text: str
    role: ReferenceKind | None = None  # of what the reader compares with


@dataclass(frozen=True, slots=True)
class MarkLine:
    """Everything on the line of one layer.

    Attributes
    ----------
    area, country
        The two ends of the line that tells whether the area is better off.
    compared, others, inside
        What the reader compares with, the other focus areas, and the wijken of the area.
    trend
        Stretches of comparable values over time, each a list of (when, height), both 0 to 1.
    converted
        Those of the points of the stretches of which the value was converted.
    """

    area: Mark | None
    country: Mark | None
    compared: tuple[Mark, ...]
    others: tuple[Mark, ...]
    inside: tuple[Mark, ...]
    standing: Standing | None
    trend: tuple[tuple[tuple[float, float], ...], ...]
    trend_text: str
    converted: tuple[tuple[float, float], ...] = ()


def place_marks(
    page: Page, item: Item, compared: Sequence[tuple[Comparator, Reference]]
) -> MarkLine:
    """Place the values of one layer; the range is that of areas, not of single wijken.

    One wijk with a station can have ten times the crime of all others: it would press the rest
    together, so wijken outside the range stand at its end.
    """
    area = page.view.area
    focus_codes = [code for code in page.edition.areas.focus_codes if code != area]
    shown = [] if item.layer.is_amount else compared
    references = [ref for _, ref in shown]
    trend, converted = _split_stretches(item.shown_points)
    placer = _Placer(page, item, (*focus_codes, area), references)
    country = next((ref for ref in references if ref.id == NEDERLAND), None)
    return MarkLine(
        area=placer.place_area(area),
        country=placer.place_area(NEDERLAND) if country else None,
        compared=placer.place_compared(shown),
        others=placer.place_areas(focus_codes),
        inside=placer.place_areas(page.wijken),
        standing=country.standing if country else None,
        trend=trend,
        trend_text=_write_history(page, item),
        converted=converted,
    )


class _Placer:
    """Makes marks on the line of one layer, whose range is that of some areas and references."""

    def __init__(
        self,
        page: Page,
        item: Item,
        areas: Iterable[str | None],
        references: Iterable[Reference],
    ) -> None:
        self._page, self._item = page, item
        values = [self._find_value(area) for area in areas if area]
        self._scale = _Scale([*values, *(ref.value for ref in references)])

    def place_area(self, area: str | None) -> Mark | None:
        """Make the mark of an area; None where it has no value."""
        if area is None:
            return None
        row, name = self._item.find_row(area), self._page.name_area(area)
        return self._make_mark(
            name, self._find_value(area), row.coverage, is_converted=is_divided(row.moved)
        )

    def place_areas(self, areas: Iterable[str]) -> tuple[Mark, ...]:
        """Make the marks of those areas that have a value."""
        return tuple(mark for area in areas if (mark := self.place_area(area)))

    def place_compared(self, compared: Iterable[tuple[Comparator, Reference]]) -> tuple[Mark, ...]:
        """Make the marks of those comparators that have a value."""
        return tuple(
            replace(mark, role=one.role)
            for one, ref in compared
            if (mark := self._make_reference_mark(ref))
        )

    def _make_reference_mark(self, ref: Reference) -> Mark | None:
        is_converted = ref.carried is not None and ref.carried.is_divided
        return self._make_mark(ref.name, ref.value, ref.coverage, is_converted=is_converted)

    def _find_value(self, area: str) -> float | None:
        # Amounts of small and large areas have no place on one line.
        return None if self._item.layer.is_amount else self._item.find_row(area).value

    def _make_mark(
        self, name: str, value: float | None, coverage: float, *, is_converted: bool
    ) -> Mark | None:
        if value is None:
            return None
        t = self._page.t
        text = write_value(t, value, self._item.layer, coverage)
        remark = f" ({t('conversion.short')})" if is_converted else ""
        return Mark(self._scale.place(value), f"{name}: {text}{remark}")


class _Scale:
    """Turns values into places on the line."""

    def __init__(self, values: Iterable[float | None]) -> None:
        present = [value for value in values if value is not None]
        low, high = (min(present), max(present)) if present else (0.0, 0.0)
        pad = (high - low) * _PAD or 1.0
        self._low, self._span = low - pad, high - low + 2 * pad

    def place(self, value: float) -> float:
        """Compute the place of a value, 0 to 1: an end if it lies beyond."""
        return round(min(max((value - self._low) / self._span, 0.0), 1.0), 4)


def _split_stretches(
    points: Sequence[SeriesPoint],
) -> tuple[tuple[tuple[tuple[float, float], ...], ...], tuple[tuple[float, float], ...]]:
    """Split the history of the area; a break in the series or an unknown value ends a stretch.

    Beside the stretches, those of their points that were converted.
    """
    values = [point.value for point in points if point.is_known and point.value is not None]
    if len(values) < 2:  # noqa: PLR2004  # a line has two ends
        return (), ()
    first, last = int(points[0].period), int(points[-1].period)
    low, span = min(values), (max(values) - min(values)) or 1.0
    stretches: list[list[tuple[float, float]]] = [[]]
    converted: list[tuple[float, float]] = []
    before: SeriesPoint | None = None
    for point in points:
        if before and (point.series != before.series or not point.is_known):
            stretches.append([])
        if point.is_known and point.value is not None:
            when = (int(point.period) - first) / ((last - first) or 1)
            place = (round(when, 3), round((point.value - low) / span, 3))
            stretches[-1].append(place)
            converted += [place] if point.is_converted else []
        before = point
    return tuple(tuple(stretch) for stretch in stretches if stretch), tuple(converted)


def _write_history(page: Page, item: Item) -> str:
    """Write the history, for the hover and for readers who can't see the line."""
    t = page.t
    return ", ".join(
        f"{point.period} {t.value(point.value, item.layer)}"
        + (f" ({t('conversion.short')})" if point.is_converted else "")
        for point in item.shown_points
        if point.is_known
    )

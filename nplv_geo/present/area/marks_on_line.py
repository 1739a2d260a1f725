"""Where a layer's values stand on one line: the area between all that it is seen beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nplv_geo.ground.areas import NEDERLAND, NPLV
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_value
from nplv_geo.present.page.view import REST
from nplv_geo.present.values.profile import Item
from nplv_geo.present.values.references import Reference
from nplv_geo.statistics.compare import REST_PREFIX, Standing
from nplv_geo.statistics.time.time_points import SeriesPoint

# Room at both ends of the line, as a share of the range.
_PAD = 0.05


@dataclass(frozen=True, slots=True)
class Mark:
    """One value on the line: 0 is its left end and 1 its right."""

    at: float
    text: str
    is_nplv: bool = False  # of the 20 areas together, which have a colour of their own


@dataclass(frozen=True, slots=True)
class MarkLine:
    """Everything on the line of one layer.

    Attributes
    ----------
    others, inside
        The other focus areas, and the wijken of the area.
    trend
        Stretches of comparable values over time, each a list of (when, height), both 0 to 1.
    """

    area: Mark | None
    gemeente: Mark | None
    country: Mark | None
    compared: tuple[Mark, ...]
    others: tuple[Mark, ...]
    inside: tuple[Mark, ...]
    standing: Standing | None
    trend: tuple[tuple[tuple[float, float], ...], ...]
    trend_text: str


def place_marks(page: Page, item: Item, compared: Sequence[Reference]) -> MarkLine:
    """Place the values of one layer; the range is that of areas, not of single wijken.

    One wijk with a station can have ten times the crime of all others: it would press the rest
    together, so wijken outside the range stand at its end.
    """
    own = page.view.area
    # Amounts of small and large areas have no place on one line.
    is_amount = item.layer.is_amount

    def value_of(area: str | None) -> float | None:
        return None if is_amount or area is None else item.find_row(area).value

    others = {a: value_of(a) for a in page.edition.areas.focus_codes if a != own}
    named = {a: value_of(a) for a in (own, page.gemeente, NEDERLAND)}
    chosen = [ref for ref in compared if ref.id not in named and not is_amount]
    scale = _Scale([*others.values(), *named.values(), *(ref.value for ref in chosen)])

    def mark(name: str, value: float | None, coverage: float) -> Mark | None:
        text = f"{name}: {write_value(page.t, value, item.layer, coverage)}"
        return None if value is None else Mark(scale.at(value), text)

    def coverage_of(area: str) -> float:
        return item.find_row(area).coverage

    def marks(found: Mapping[str, float | None]) -> tuple[Mark, ...]:
        made = (
            mark(page.name_area(area), value, coverage_of(area)) for area, value in found.items()
        )
        return tuple(m for m in made if m)

    of_country = next((ref for ref in item.report.references if ref.id == NEDERLAND), None)
    return MarkLine(
        area=mark(page.name_area(own), named[own], coverage_of(own)),
        gemeente=mark(
            page.name_area(page.gemeente), named[page.gemeente], coverage_of(page.gemeente)
        )
        if page.gemeente and page.gemeente != own
        else None,
        country=mark(page.name_area(NEDERLAND), named[NEDERLAND], coverage_of(NEDERLAND))
        if own != NEDERLAND
        else None,
        compared=tuple(
            replace(m, is_nplv=ref.id == NPLV)
            for ref in chosen
            if (m := mark(_name_reference(page, ref), ref.value, ref.coverage))
        ),
        others=marks(others),
        inside=marks({a: value_of(a) for a in page.wijken}),
        standing=of_country.standing if of_country else None,
        trend=_split_stretches(item.points),
        trend_text=_write_history(page, item),
    )


def _name_reference(page: Page, ref: Reference) -> str:
    """Name of a reference in the reader's language."""
    return page.name_area(REST if ref.id.startswith(REST_PREFIX) else ref.id)


class _Scale:
    """Turns values into places on the line."""

    def __init__(self, values: Iterable[float | None]) -> None:
        present = [value for value in values if value is not None]
        low, high = (min(present), max(present)) if present else (0.0, 0.0)
        pad = (high - low) * _PAD or 1.0
        self._low, self._span = low - pad, high - low + 2 * pad

    def at(self, value: float) -> float:
        """Place of a value, at an end if it lies beyond."""
        return round(min(max((value - self._low) / self._span, 0.0), 1.0), 4)


def _split_stretches(points: Sequence[SeriesPoint]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The area's own history as lines; a break in the series or a gap ends a stretch."""
    values = [point.value for point in points if point.is_known and point.value is not None]
    if len(values) < 2:  # noqa: PLR2004  # a line has two ends
        return ()
    first, last = int(points[0].period), int(points[-1].period)
    low, span = min(values), (max(values) - min(values)) or 1.0
    stretches: list[list[tuple[float, float]]] = [[]]
    before: SeriesPoint | None = None
    for point in points:
        if before and (point.series != before.series or not point.is_known):
            stretches.append([])
        if point.is_known and point.value is not None:
            when = (int(point.period) - first) / ((last - first) or 1)
            stretches[-1].append((round(when, 3), round((point.value - low) / span, 3)))
        before = point
    return tuple(tuple(stretch) for stretch in stretches if stretch)


def _write_history(page: Page, item: Item) -> str:
    """The history in words, for the hover and for who can't see the line."""
    t = page.t
    return ", ".join(
        f"{point.period} {t.value(point.value, item.layer)}"
        for point in item.points
        if point.is_known
    )

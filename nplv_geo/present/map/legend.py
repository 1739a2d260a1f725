"""The legend is the distribution itself, with the area and the Netherlands marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nplv_geo.present.map.conversion import make_conversion_note
from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind, choose_colours
from nplv_geo.present.site.boundary_switch import BoundarySwitch

BARS = 24


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """One class with its bounds in words."""

    colour: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class DistributionBar:
    """One bar of the distribution: height from 0 to 1."""

    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class LegendMark:
    """A value marked below the distribution; position from 0 to 1."""

    name: str
    value: str
    position: float
    role: ReferenceKind


@dataclass(frozen=True, slots=True)
class Legend:
    """Classes, distribution and marks of one map.

    Attributes
    ----------
    empty_note
        Sentence in the place of a distribution, when no area has a figure.
    conversion
        What must be known of figures of another boundary year.
    """

    title: str
    classes: tuple[ClassEntry, ...]
    missing: int
    bars: tuple[DistributionBar, ...]
    low: str
    high: str
    marks: tuple[LegendMark, ...]
    missing_label: str
    empty_note: str = ""
    conversion: BoundarySwitch | None = None


def make_legend(page: Page) -> Legend:
    """Make the legend of a page."""
    t, classes = page.t, page.classes
    title = _write_title(page)
    shades = choose_colours(classes, page.layer.higher_is)
    values = page.numbers[np.isfinite(page.numbers)]
    missing_label = t("stacking.legend_missing" if page.stacking else "legend_missing")
    note = make_conversion_note(page)
    if not values.size:
        return Legend(
            title,
            (),
            classes.missing,
            (),
            "",
            "",
            (),
            missing_label,
            _explain_emptiness(page),
            note,
        )
    marked_values = _list_marked_values(page)
    # A map of counts shows all counts that there can be.
    highest = [0, page.stacking.highest] if page.stacking else []
    extent = [values.min(), values.max(), *(one.value for one in marked_values), *highest]
    low, high = float(min(extent)), float(max(extent))
    return Legend(
        title=title,
        classes=tuple(
            ClassEntry(colour, _write_bounds(page, i), count)
            for i, (colour, count) in enumerate(zip(shades, classes.counts, strict=True))
        ),
        missing=classes.missing,
        bars=tuple(
            _make_count_bars(classes.counts, shades)
            if page.stacking
            else _make_bars(values, classes.breaks, shades, low, high)
        ),
        low=t.value(low, page.layer),
        high=t.value(high, page.layer),
        marks=tuple(_make_marks(page, marked_values, low, high)),
        missing_label=missing_label,
        conversion=note,
    )


def _explain_emptiness(page: Page) -> str:
    """Say why no area on the map has a figure: no such figure exists for areas this small."""
    if page.stacking or page.layer.is_given_at(page.scope.level):
        return page.t("legend_none")
    reason = page.t.reason(page.layer, "below_smallest_level", "")
    return f"{reason[:1].upper()}{reason[1:]}."


def _write_title(page: Page) -> str:
    t, n = page.t, page.t.number(len(page.scope.codes))
    if page.stacking:
        return t(f"stacking.legend_title_{page.stacking.scope_word}", n=n)
    level = t(f"levels_plural.{page.scope.level}")
    return t("legend_title", layer=page.label_with_unit, n=n, level=level)


def _write_bounds(page: Page, i: int) -> str:
    """Bounds of class i as its values print them: the next class starts one step higher."""
    if page.stacking:
        return page.t.number(i)
    t, (low, high) = page.t, page.classes.breaks[i : i + 2]
    decimals, sign = page.classes.decimals, t.sign(page.layer)
    if page.classes.reference is not None and i == 0:
        return t("legend_less", high=t.number(high, decimals) + sign)
    if page.classes.reference is not None and i == page.classes.k - 1:
        return t("legend_more", low=t.number(low, decimals) + sign)
    first = low if i == 0 else low + 10**-decimals
    if first >= high:
        return t.number(high, decimals) + sign
    return t("legend_class", low=t.number(first, decimals), high=t.number(high, decimals) + sign)


def _make_bars(
    values: np.ndarray, breaks: tuple[float, ...], shades: tuple[str, ...], low: float, high: float
) -> list[DistributionBar]:
    if low == high:
        return [DistributionBar(1.0, shades[0])]
    counts, edges = np.histogram(values, bins=BARS, range=(low, high))
    middles = (edges[:-1] + edges[1:]) / 2
    classes = np.searchsorted(np.asarray(breaks[1:-1]), middles, side="left")
    return [
        DistributionBar(float(n / counts.max()), shades[c])
        for n, c in zip(counts, classes, strict=True)
    ]


def _make_count_bars(counts: tuple[int, ...], shades: tuple[str, ...]) -> list[DistributionBar]:
    top = max(counts) or 1
    return [DistributionBar(n / top, shade) for n, shade in zip(counts, shades, strict=True)]


class _MarkedValue(NamedTuple):
    """A value that gets a mark."""

    name: str
    role: ReferenceKind
    value: float


def _list_marked_values(page: Page) -> list[_MarkedValue]:
    """Values to mark: of the area and of what it is compared with; sums have no place."""
    if page.layer.is_amount or page.stacking:
        return []
    area = page.view.area
    values: list[tuple[str, ReferenceKind, float | None]] = [
        (page.name_area(area), "area", page.find_value(area)),
        *((one.name, one.role, one.value) for one in list_others(page)),
    ]
    return [_MarkedValue(name, role, value) for name, role, value in values if value is not None]


def _make_marks(
    page: Page, marked: Sequence[_MarkedValue], low: float, high: float
) -> list[LegendMark]:
    span = high - low
    return [
        LegendMark(
            one.name,
            page.t.value(one.value, page.layer),
            (one.value - low) / span if span else 0.5,
            one.role,
        )
        for one in marked
    ]

"""The legend is the distribution itself, with the area and the Netherlands marked on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nplv_geo.areas import NEDERLAND
from nplv_geo.present.page import Page
from nplv_geo.present.palette import colours

BARS = 24


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """One class with its bounds in words."""

    colour: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the distribution: height from 0 to 1."""

    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A value marked below the distribution; position from 0 to 1."""

    name: str
    value: str
    position: float


@dataclass(frozen=True, slots=True)
class Legend:
    """Classes, distribution and marks of one map."""

    title: str
    classes: tuple[ClassEntry, ...]
    missing: int
    bars: tuple[Bar, ...]
    low: str
    high: str
    marks: tuple[Mark, ...]


def legend(page: Page) -> Legend:
    """Make the legend of a page."""
    t, view, classes = page.t, page.view, page.classes
    n = len(page.scope.codes)
    title = t(
        "legend_title", layer=page.layer.label.in_(view.language), unit=t.unit(page.layer),
        n=t.number(n), level=t(f"levels_plural.{page.scope.level}"),
    )  # fmt: skip
    shades = colours(classes, page.layer.higher_is)
    values = page.shown["value"].dropna().to_numpy(dtype=float)
    if not values.size:
        return Legend(title, (), classes.missing, (), "", "", ())
    low, high = float(values.min()), float(values.max())
    return Legend(
        title=title,
        classes=tuple(
            ClassEntry(colour, _bounds(page, i), count)
            for i, (colour, count) in enumerate(zip(shades, classes.counts, strict=True))
        ),
        missing=classes.missing,
        bars=tuple(_bars(values, classes.breaks, shades, low, high)),
        low=t.value(low, page.layer),
        high=t.value(high, page.layer),
        marks=tuple(_marks(page, low, high)),
    )


def _bounds(page: Page, i: int) -> str:
    """Bounds of class i as its values print them: the next class starts one step higher."""
    t, (low, high) = page.t, page.classes.breaks[i : i + 2]
    decimals, sign = page.layer.decimals, t.sign(page.layer)
    if page.classes.reference is not None:
        decimals += 1
        if i == 0:
            return t("legend_less", high=t.number(high, decimals) + sign)
        if i == page.classes.k - 1:
            return t("legend_more", low=t.number(low, decimals) + sign)
    first = low if i == 0 else low + 10**-decimals
    if first >= high:
        return t.number(high, decimals) + sign
    return t("legend_class", low=t.number(first, decimals), high=t.number(high, decimals) + sign)


def _bars(values: np.ndarray, breaks: tuple[float, ...], shades: tuple[str, ...],
          low: float, high: float) -> list[Bar]:  # fmt: skip
    if low == high:
        return [Bar(1.0, shades[0])]
    counts, edges = np.histogram(values, bins=BARS, range=(low, high))
    middles = (edges[:-1] + edges[1:]) / 2
    classes = np.searchsorted(np.asarray(breaks[1:-1]), middles, side="left")
    return [
        Bar(float(n / counts.max()), shades[c]) for n, c in zip(counts, classes, strict=True)
    ]


def _marks(page: Page, low: float, high: float) -> list[Mark]:
    marks = []
    for area in dict.fromkeys((page.view.area, page.view.compare, NEDERLAND)):
        value = page.values["value"].get(area)
        if value is None or np.isnan(value):
            continue
        share = (value - low) / (high - low) if high > low else 0.5
        position = min(max(float(share), 0.0), 1.0)
        marks.append(Mark(page.name(area), page.t.value(float(value), page.layer), position))
    return marks

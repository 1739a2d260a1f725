"""The legend is the distribution itself, with the area and the Netherlands marked on it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nplv_geo.present.map.change_words import make_change_legend, write_change_label
from nplv_geo.present.map.conversion import make_conversion_note
from nplv_geo.present.map.legend_marks import LegendMark, list_marked_values, make_marks
from nplv_geo.present.map.scale_words import (
    BoundHandles,
    ScaleNote,
    make_bound_handles,
    make_scale_note,
)
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.scale.distribution import CLIPPED_AT, Spread, spread_values
from nplv_geo.present.site.boundary_switch import BoundarySwitch
from nplv_geo.present.together.square import Square, explain_square, make_square
from nplv_geo.present.together.words import list_classes
from nplv_geo.present.values.change import Change
from nplv_geo.present.values.pair import Pair

_HAIR = 1e-9


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
class Legend:
    """Classes, distribution and marks of one map.

    Attributes
    ----------
    empty_note
        Sentence in the place of a distribution, when no area has a figure.
    conversion
        What must be known of figures of another boundary year.
    clipped
        That the last bar holds all areas above the end of the axis; empty where none are.
    scale
        Where the bounds come from, and how to get other ones.
    reasons
        Why areas have no colour, and how many, on a map of changes.
    square
        How classes of two layers together are laid out.
    handles
        Bounds to drag; None where nobody can choose them.
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
    clipped: str = ""
    scale: ScaleNote | None = None
    reasons: tuple[str, ...] = ()
    square: Square | None = None
    handles: BoundHandles | None = None


def make_legend(page: Page) -> Legend:
    """Make the legend of a page."""
    if page.change:
        return _make_change_legend(page, page.change)
    if page.pair:
        return _make_pair_legend(page, page.pair)
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
            scale=make_scale_note(page),
        )
    marked_values = list_marked_values(page)
    # A map of counts shows all counts that there can be.
    highest = [0, page.stacking.highest] if page.stacking else []
    extent = [values.min(), values.max(), *(one.value for one in marked_values), *highest]
    spread = spread_values(values, (float(min(extent)), float(max(extent))))
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
            else _make_bars(page, spread, shades)
        ),
        low=t.value(spread.low, page.layer),
        high=t.value(spread.high, page.layer),
        marks=make_marks(page, marked_values, spread),
        missing_label=missing_label,
        conversion=note,
        clipped=_explain_clipping(page, spread),
        scale=make_scale_note(page),
        handles=make_bound_handles(page, spread, shades),
    )


def _make_change_legend(page: Page, change: Change) -> Legend:
    """Classes to both sides of chance; why the other areas have none stands below them."""
    t, words = page.t, make_change_legend(page, change)
    shades = choose_colours(change.classes, page.layer.higher_is)
    rows = zip(shades, words.labels, change.classes.counts, strict=True)
    level = t(f"levels_plural.{page.scope.level}")
    label, n = write_change_label(page, change), t.number(len(page.scope.codes))
    return Legend(
        title=t("legend_title", layer=label, n=n, level=level),
        classes=() if change.whole_reason else tuple(ClassEntry(*row) for row in rows),
        missing=change.classes.missing,
        bars=(),
        low="",
        high="",
        marks=(),
        missing_label=t("change.missing"),
        empty_note=words.about,
        reasons=words.reasons,
    )


def _make_pair_legend(page: Page, pair: Pair) -> Legend:
    """Nine classes in a square, with its corners in words."""
    t, level = page.t, page.t(f"levels_plural.{page.scope.level}")
    shades = choose_colours(pair.classes, page.layer.higher_is)
    rows = zip(shades, list_classes(page, pair), pair.classes.counts, strict=False)
    return Legend(
        title=t("together.legend_title", n=t.number(len(page.scope.codes)), level=level),
        classes=tuple(ClassEntry(*row) for row in rows),
        missing=pair.classes.missing,
        bars=(),
        low="",
        high="",
        marks=(),
        missing_label=t("together.missing_label"),
        empty_note=explain_square(page, pair),
        square=make_square(page, pair),
    )


def _explain_clipping(page: Page, spread: Spread) -> str:
    """Say what the last bar holds, when the axis ends before the highest value."""
    if page.stacking or not spread.above:
        return ""
    t = page.t
    return t(
        "legend_clipped",
        share=t.share(CLIPPED_AT),
        level=t(f"levels_plural.{page.scope.level}"),
        n=t.number(spread.above),
        top=t.value(spread.top, page.layer),
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
    if page.classes.scheme == "own":
        return _write_own_bounds(page, i)
    if page.classes.reference is not None and i == 0:
        text = t("legend_less", high=t.number(high, decimals) + sign)
        return _add_side(page, text, is_higher=False)
    if page.classes.reference is not None and i == page.classes.k - 1:
        text = t("legend_more", low=t.number(low, decimals) + sign)
        return _add_side(page, text, is_higher=True)
    first = low if i == 0 else low + 10**-decimals
    if first >= high:
        return t.number(high, decimals) + sign
    text = t("legend_class", low=t.number(first, decimals), high=t.number(high, decimals) + sign)
    is_middle = page.classes.reference is not None and i == page.classes.k // 2
    return t("legend_side", bounds=text, side=t("standing_equal")) if is_middle else text


def _add_side(page: Page, bounds: str, *, is_higher: bool) -> str:
    """Add what an outer class around a reference means; higher is not better for every layer."""
    if page.layer.is_neutral:
        return bounds
    is_better = is_higher == (page.layer.higher_is == "better")
    side = page.t("standing_better" if is_better else "standing_worse")
    return page.t("legend_side", bounds=bounds, side=side)


def _write_own_bounds(page: Page, i: int) -> str:
    """The values that lie between typed bounds, as they are printed; the outer classes are open."""
    t, sign, bounds = page.t, page.t.sign(page.layer), page.view.bounds
    decimals = page.layer.decimals
    # A bound may have more decimals than the values.
    step = 10**decimals
    ends = [math.floor(bound * step + _HAIR) / step for bound in bounds]
    if i == 0:
        return t("legend_less", high=t.number(ends[0], decimals) + sign)
    if i == len(ends):
        return t("legend_more", low=t.number(ends[-1], decimals) + sign)
    low, high = ends[i - 1] + 1 / step, ends[i]
    if low >= high:
        return t.number(high, decimals) + sign
    return t("legend_class", low=t.number(low, decimals), high=t.number(high, decimals) + sign)


def _make_bars(page: Page, spread: Spread, shades: tuple[str, ...]) -> list[DistributionBar]:
    """Bars in the colour of their middle; the last one is of all that is higher."""
    if spread.low == spread.high:
        return [DistributionBar(1.0, shades[int(page.classes.assign_classes(page.numbers).max())])]
    counts, middles = list(spread.counts), list(spread.middles)
    if spread.above:
        counts.append(spread.above)
        middles.append(spread.top)
    classes = page.classes.assign_classes(np.array(middles))
    top = max(counts)
    return [
        DistributionBar(count / top, shades[number])
        for count, number in zip(counts, classes.tolist(), strict=True)
    ]


def _make_count_bars(counts: tuple[int, ...], shades: tuple[str, ...]) -> list[DistributionBar]:
    top = max(counts) or 1
    return [DistributionBar(n / top, shade) for n, shade in zip(counts, shades, strict=True)]

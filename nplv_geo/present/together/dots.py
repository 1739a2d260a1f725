"""What the scatter of two layers shows: a dot for each area, or how many lie where."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.arrays import Flags, Floats
from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.scale.axis import find_far
from nplv_geo.present.values.pair import Pair
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.together.pair_classes import find_complete

# More dots than this cover one another, and take a browser its time.
MOST_DOTS = 1_000
CELLS = 36, 26  # across and up
_PAD = 0.04


@dataclass(frozen=True, slots=True)
class Marked:
    """An area that is named in the scatter: that of the page, or one to compare with."""

    code: str
    name: str
    role: ReferenceKind
    first: float
    second: float


@dataclass(frozen=True, eq=False)
class Cells:
    """How many areas lie in each part of the scatter.

    Attributes
    ----------
    across, up
        Bounds of the cells.
    counts
        Shape (across, up).
    """

    across: Floats
    up: Floats
    counts: Floats


@dataclass(frozen=True, eq=False)
class Dots:
    """All that the scatter shows.

    Attributes
    ----------
    codes, first, second, numbers
        Areas with both figures, from left to right: codes, values and class numbers.
    span
        Ends of the two axes; what lies beyond stands at the edge.
    medians
        Of the areas on the map.
    cells
        In place of dots where there are too many; else None.
    marked
        Areas with a name, the page's own last, so that it lies on top.
    others
        The focus areas above cells.
    """

    codes: tuple[str, ...]
    first: Floats
    second: Floats
    numbers: np.ndarray
    span: tuple[tuple[float, float], tuple[float, float]]
    medians: tuple[float, float]
    cells: Cells | None
    marked: tuple[Marked, ...]
    others: tuple[Marked, ...]

    @property
    def is_beyond(self) -> Flags:
        """Which of the areas lie beyond the axes."""
        beyond: Flags = np.zeros(len(self.codes), dtype=bool)
        for values, (low, high) in zip((self.first, self.second), self.span, strict=True):
            beyond |= (values < low) | (values > high)
        return beyond


def gather_dots(page: Page, pair: Pair) -> Dots | None:
    """Gather what the scatter of a page shows.

    Parameters
    ----------
    page, pair
        The page and its two layers.

    Returns
    -------
    Dots or None
        None where there is nothing to hold against each other.
    """
    if pair.thirds is None:
        return None
    complete = np.flatnonzero(find_complete(*pair.numbers))
    first, second = (numbers[complete] for numbers in pair.numbers)
    order = np.lexsort((second, first))
    complete, first, second = complete[order], first[order], second[order]
    marked = tuple(_list_marked(page, pair))
    others = tuple(_list_focus(page, pair)) if complete.size > MOST_DOTS else ()
    span = (
        _span(first, [one.first for one in (*marked, *others)]),
        _span(second, [one.second for one in (*marked, *others)]),
    )
    return Dots(
        codes=tuple(page.scope.codes[place] for place in complete),
        first=first,
        second=second,
        numbers=pair.classes.classes[complete],
        span=span,
        medians=(float(np.median(first)), float(np.median(second))),
        cells=_count_cells(first, second, span) if complete.size > MOST_DOTS else None,
        marked=marked,
        others=others,
    )


def _span(values: Floats, named: list[float]) -> tuple[float, float]:
    """Ends of an axis: a value far out would squeeze all others, one with a name stays in sight."""
    low, high = find_far(values.tolist())
    near = [*values[(values >= low) & (values <= high)].tolist(), *named]
    least, most = min(near), max(near)
    pad = _PAD * ((most - least) or abs(most) or 1.0)
    return least - pad, most + pad


def _count_cells(
    first: Floats, second: Floats, span: tuple[tuple[float, float], tuple[float, float]]
) -> Cells:
    counts, across, up = np.histogram2d(first, second, bins=CELLS, range=span)
    # Bounds to a hundredth of a cell: they are only drawn.
    steps = (across[1] - across[0], up[1] - up[0])
    places = [max(0, 2 - math.floor(math.log10(step))) for step in steps]
    return Cells(np.round(across, places[0]), np.round(up, places[1]), counts)


def _list_marked(page: Page, pair: Pair) -> list[Marked]:
    """What the reader compares with, and the area itself, as far as they have both figures."""
    codes: dict[str, tuple[str, ReferenceKind]] = {
        one.id: (one.short, one.role) for one in list_others(page) if one.compared.kind == "area"
    }
    area = page.view.area
    codes[area] = (page.name_area(area), "area")
    # Sums of a whole country or gemeente lie nowhere near those of its parts.
    if any(layer.is_amount for layer in pair.layers):
        codes = {code: one for code, one in codes.items() if code in page.scope.codes}
    made = (_mark(page, pair, code, *one) for code, one in codes.items())
    return [one for one in made if one is not None]


def _list_focus(page: Page, pair: Pair) -> list[Marked]:
    """The 20 focus areas, which lie among thousands of buurten."""
    if any(layer.is_amount for layer in pair.layers):
        return []
    made = (
        _mark(page, pair, code, page.name_area(code), "nplv")
        for code in page.edition.areas.at(AreaLevel.FOCUSGEBIED)
    )
    return [one for one in made if one is not None]


def _mark(page: Page, pair: Pair, code: str, name: str, role: ReferenceKind) -> Marked | None:
    values = [
        none_if_missing(page.edition.values.cell(layer.id, period, code).value)
        for layer, period in zip(pair.layers, pair.periods, strict=True)
    ]
    first, second = values
    return None if first is None or second is None else Marked(code, name, role, first, second)

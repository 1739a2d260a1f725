"""Marks below the distribution of a legend: the area, and what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind
from nplv_geo.present.scale.distribution import Spread

_MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class LegendMark:
    """A value marked below the distribution; position from 0 to 1."""

    name: str
    value: str
    position: float
    role: ReferenceKind

    @property
    def is_end(self) -> bool:
        """True when most of its words stand to the left of it."""
        return self.position > _MIDDLE


class MarkedValue(NamedTuple):
    """A value that gets a mark."""

    name: str
    role: ReferenceKind
    value: float


def list_marked_values(page: Page) -> list[MarkedValue]:
    """Values to mark: of the area and of what it is compared with; sums have no place."""
    if page.layer.is_amount or page.stacking:
        return []
    area = page.view.area
    values: list[tuple[str, ReferenceKind, float | None]] = [
        (page.name_area(area), "area", page.find_value(area)),
        *((one.name, one.role, one.value) for one in list_others(page)),
    ]
    return [MarkedValue(name, role, value) for name, role, value in values if value is not None]


def make_marks(page: Page, marked: Sequence[MarkedValue], spread: Spread) -> tuple[LegendMark, ...]:
    """Marks in the order of their rows, so that no line runs through the words of another."""
    marks = [
        LegendMark(
            one.name,
            page.t.value(one.value, page.layer),
            spread.locate(one.value),
            one.role,
        )
        for one in marked
    ]
    return order_marks(marks)


def order_marks(marks: Sequence[LegendMark]) -> tuple[LegendMark, ...]:
    """Put marks in rows from the axis down.

    Parameters
    ----------
    marks
        In any order. Words stand under a mark by the share of its place, so that they stay within
        the axis: mostly to the right of it in the left half, to the left in the right half.

    Returns
    -------
    tuple of LegendMark
        Each mark's words lie away from the lines of those below it: of marks on one side the
        innermost comes first.
    """
    left = sorted((one for one in marks if not one.is_end), key=lambda one: -one.position)
    right = sorted((one for one in marks if one.is_end), key=lambda one: one.position)
    return (*left, *right)

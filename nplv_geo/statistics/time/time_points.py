"""Values over time, and which of them may be compared: those of one series that are known.

A break in a series cuts off whatever came before it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nplv_geo.ground.status import Status
from nplv_geo.statistics.variance import (
    UNKNOWN,
    Chance,
    add_deviation,
    compute_carried_deviation,
    is_divided,
)


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """Value of one area in one period.

    Attributes
    ----------
    period
        Year, such as ``2024``.
    value
        In the layer's unit; None when it is missing.
    status
        A word of :class:`~nplv_geo.ground.status.Status`; only ``ok`` takes part.
    series
        Only values of the same series mean the same.
    provisional
        Whether the publisher may still change it.
    chance
        What is known of the part that chance plays (:mod:`statistics.uncertainty`); unknown
        unless said.
    coverage
        Share (0 to 1) of the weight that the value rests on.
    is_exceptional
        Whether the publisher calls the period no ordinary one.
    moved
        Share (0 to 1) of the value that was divided over places to stand on the areas of the
        map; None for one that was published on them.
    spread
        Half of the 90 % band that the dividing leaves, in the layer's unit. What chance makes of
        the value by itself stands in ``chance``.
    reason
        What must be said of the value, or of there being none; often nothing.
    """

    period: str
    value: float | None
    status: str
    series: int = 1
    provisional: bool = False
    chance: Chance = UNKNOWN
    coverage: float = 1.0
    is_exceptional: bool = False
    moved: float | None = None
    spread: float | None = None
    reason: str = ""

    @property
    def is_converted(self) -> bool:
        """True when a part of the value had to be divided over places."""
        return self.is_known and is_divided(self.moved)

    @property
    def deviation(self) -> float | None:
        """Standard deviation that the dividing leaves, None where nobody knows it."""
        return compute_carried_deviation(self.moved, self.spread)

    @property
    def doubt(self) -> Chance:
        """What chance and the dividing together make of the value."""
        return add_deviation(self.chance, self.deviation)

    @property
    def is_known(self) -> bool:
        """True when there is a value to compare."""
        return self.status == Status.OK.value and self.value is not None

    @property
    def number(self) -> float:
        """The value as a number, NaN when it is missing."""
        return math.nan if self.value is None else self.value


PointPair = tuple[SeriesPoint, SeriesPoint]


@dataclass(frozen=True, slots=True)
class ComparableSpan:
    """Periods that a comparison over time rests on.

    Attributes
    ----------
    pairs
        Ordinary periods with both values, of one series, from the start on; oldest first. Only
        when there are no ordinary ones to tell a change from, it has exceptional ones too.
    before
        The last comparable period before ``since``, unless the span starts there or earlier.
    is_cut
        Whether a break in the series cost known values since ``since``.
    """

    pairs: tuple[PointPair, ...]
    before: PointPair | None
    is_cut: bool

    @property
    def is_exceptional_start(self) -> bool:
        """True when there is no ordinary period to start from."""
        return bool(self.pairs) and any(one.is_exceptional for one in self.pairs[0])


# Of fewer periods there is no change to tell.
MIN_PERIODS = 2
# Share of an area that may be missing from a sum which is held against one of another year.
SAME_PARTS = 0.005


def withhold_partial_sums(points: Sequence[SeriesPoint]) -> tuple[SeriesPoint, ...]:
    """Withhold the sums that lack a part of the area which other years have.

    Parameters
    ----------
    points
        Amounts of one area over time.

    Returns
    -------
    tuple of SeriesPoint
        In the same order. A sum that lacks a neighbourhood is a fair lower bound for its year, but
        beside a year that has it, it would show growth where there was none.
    """
    most = max((point.coverage for point in points if point.is_known), default=0.0)
    return tuple(
        replace(point, value=None, status=Status.NOT_COMPARABLE.value, reason="")
        if point.is_known and point.coverage < most - SAME_PARTS
        else point
        for point in points
    )


def find_comparable(
    area: Sequence[SeriesPoint], reference: Sequence[SeriesPoint], since: int
) -> ComparableSpan:
    """Find the periods that a change since a year may be told from.

    Parameters
    ----------
    area, reference
        Observations of the two, in any order.
    since
        Year from which a change is told.

    Returns
    -------
    ComparableSpan
        Without pairs when no period has both values.

    Notes
    -----
    The start is the first ordinary period since then. If that leaves no two periods, it is the
    last ordinary one before; an exceptional period is a start only if there is no other.
    """
    pairs, last_broken = _select_series(area, reference)
    recent = [pair for pair in pairs if int(pair[0].period) >= since]
    uncut = [pair for pair in recent if pair[0].period > last_broken]
    earlier = [
        pair for pair in pairs if int(pair[0].period) < since and pair[0].period > last_broken
    ]
    ordinary, before = _select_ordinary(uncut), _select_ordinary(earlier)
    is_cut = len(uncut) < len(recent)
    if len(ordinary) >= MIN_PERIODS or len(uncut) == len(ordinary):
        return ComparableSpan(tuple(ordinary), before[-1] if before else None, is_cut)
    if before and ordinary:
        return ComparableSpan((before[-1], *ordinary), None, is_cut)
    return ComparableSpan(tuple(uncut), before[-1] if before else None, is_cut)


def _select_series(
    area: Sequence[SeriesPoint], reference: Sequence[SeriesPoint]
) -> tuple[list[PointPair], str]:
    """Periods with both values, oldest first; and the last one that a break cuts off."""
    others = {observation.period: observation for observation in reference}
    ordered = sorted(area, key=lambda observation: observation.period)
    pairs = [(one, others[one.period]) for one in ordered if one.period in others]
    complete = [pair for pair in pairs if pair[0].is_known and pair[1].is_known]
    if not complete:
        return [], ""
    newest = (complete[-1][0].series, complete[-1][1].series)
    broken = [pair[0].period for pair in pairs if (pair[0].series, pair[1].series) != newest]
    before = [period for period in broken if period < complete[-1][0].period]
    return complete, max(before, default="")


def _select_ordinary(pairs: Sequence[PointPair]) -> list[PointPair]:
    return [pair for pair in pairs if not (pair[0].is_exceptional or pair[1].is_exceptional)]

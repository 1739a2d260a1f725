"""Values over time, and which of them may be compared: those of one series that are known.

A break in a series cuts off whatever came before it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nplv_geo.ground.status import Status
from nplv_geo.statistics.variance import UNKNOWN, Chance


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """Value of one area in one period.

    Attributes
    ----------
    status
        A word of :class:`~nplv_geo.ground.status.Status`; only ``ok`` takes part.
    series
        Only values of the same series mean the same.
    chance
        What is known of the part that chance plays (:mod:`statistics.uncertainty`); unknown
        unless said.
    coverage
        Share of the weight that the value rests on.
    is_exceptional
        Whether the publisher calls the period no ordinary one.
    """

    period: str
    value: float | None
    status: str
    series: int = 1
    provisional: bool = False
    chance: Chance = UNKNOWN
    coverage: float = 1.0
    is_exceptional: bool = False

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
        return bool(self.pairs) and any(point.is_exceptional for point in self.pairs[0])


_ENOUGH_FOR_A_CHANGE = 2


def find_comparable(
    area: Sequence[SeriesPoint], reference: Sequence[SeriesPoint], since: int
) -> ComparableSpan:
    """Find the periods that a change since a year may be told from.

    The start is the first ordinary period since then. If that leaves no two periods, it is the
    last ordinary one before; an exceptional period is a start only if there is no other.
    """
    rows, cut = _one_series(area, reference)
    recent = [pair for pair in rows if int(pair[0].period) >= since]
    kept = [pair for pair in recent if pair[0].period > cut]
    earlier = [p for p in rows if int(p[0].period) < since and p[0].period > cut]
    ordinary, before = _ordinary(kept), _ordinary(earlier)
    is_cut = len(kept) < len(recent)
    if len(ordinary) >= _ENOUGH_FOR_A_CHANGE or len(kept) == len(ordinary):
        return ComparableSpan(tuple(ordinary), before[-1] if before else None, is_cut)
    if before and ordinary:
        return ComparableSpan((before[-1], *ordinary), None, is_cut)
    return ComparableSpan(tuple(kept), before[-1] if before else None, is_cut)


def _one_series(
    area: Sequence[SeriesPoint], reference: Sequence[SeriesPoint]
) -> tuple[list[PointPair], str]:
    """Periods with both values, oldest first; and the last one that a break cuts off."""
    others = {point.period: point for point in reference}
    rows = [(p, others[p.period]) for p in sorted(area, key=_period) if p.period in others]
    known = [pair for pair in rows if pair[0].is_known and pair[1].is_known]
    if not known:
        return [], ""
    newest = (known[-1][0].series, known[-1][1].series)
    broken = [pair[0].period for pair in rows if (pair[0].series, pair[1].series) != newest]
    return known, max((period for period in broken if period < known[-1][0].period), default="")


def _ordinary(pairs: Sequence[PointPair]) -> list[PointPair]:
    return [pair for pair in pairs if not (pair[0].is_exceptional or pair[1].is_exceptional)]


def _period(point: SeriesPoint) -> str:
    return point.period

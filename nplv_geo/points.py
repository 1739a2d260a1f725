"""Values over time, and which of them may be compared: those of one series that are known.

A break in a series cuts off whatever came before it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nplv_geo.figures import Status


@dataclass(frozen=True, slots=True)
class Point:
    """Value of one area in one period.

    Attributes
    ----------
    status
        A word of :class:`~nplv_geo.figures.Status`; only ``ok`` takes part.
    series
        Only values of the same series mean the same.
    variance
        By chance, in squared units; None where none is claimed (:mod:`nplv_geo.uncertainty`).
    coverage
        Share of the weight that the value rests on.
    """

    period: str
    value: float | None
    status: str
    series: int = 1
    provisional: bool = False
    variance: float | None = None
    coverage: float = 1.0

    @property
    def is_known(self) -> bool:
        """True when there is a value to compare."""
        return self.status == Status.OK.value and self.value is not None

    @property
    def number(self) -> float:
        """The value as a number, NaN when it is missing."""
        return math.nan if self.value is None else self.value


def comparable(
    area: Sequence[Point], reference: Sequence[Point], since: int
) -> tuple[list[tuple[Point, Point]], bool]:
    """Periods with both values in the newest series, oldest first; and whether a break cut off.

    Only a break that costs known values since the programme began is told of.
    """
    others = {point.period: point for point in reference}
    rows = [(p, others[p.period]) for p in sorted(area, key=_period) if p.period in others]
    known = [pair for pair in rows if pair[0].is_known and pair[1].is_known]
    if not known:
        return [], False
    newest = (known[-1][0].series, known[-1][1].series)
    broken = [pair[0].period for pair in rows if (pair[0].series, pair[1].series) != newest]
    cut = max((period for period in broken if period < known[-1][0].period), default="")
    recent = [pair for pair in known if int(pair[0].period) >= since]
    kept = [pair for pair in recent if pair[0].period > cut]
    return kept, len(kept) < len(recent)


def total_variance(points: Iterable[Point]) -> tuple[float | None, bool]:
    """Variance of a sum or difference of values, and whether it is claimed for any of them.

    None when it isn't known for all.
    """
    variances = [point.variance for point in points]
    known = [variance for variance in variances if variance is not None]
    return sum(known) if len(known) == len(variances) else None, bool(known)


def _period(point: Point) -> str:
    return point.period

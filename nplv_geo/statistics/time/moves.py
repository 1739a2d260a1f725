"""How one area changed since the programme began, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.time.slopes import FittedLine, YearValue, fit_line
from nplv_geo.statistics.time.time_points import ComparableSpan, SeriesPoint, find_comparable

# The programme started in July 2022.
START = 2022
MIN_PERIODS = 2
# For sums of floats that should come out on a bound.
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """Change of one area since the programme began.

    Attributes
    ----------
    first, last, start, now
        Periods that it is told between, and the values there.
    change
        Along the line through all comparable periods; not always ``now - start``.
    margin
        Half the 95 % interval of ``change``; None where the uncertainty is unknown.
    is_clear
        True when it is larger than rounding and chance can make.
    reason
        Why it isn't clear: ``within_rounding``, ``within_uncertainty``, ``unknown_uncertainty``,
        ``exceptional_start``, ``provisional`` (one provisional year decides) or ``uneven`` (the
        line and its two ends point to different sides).
    coverage
        Share of the weight that the least known of the values rests on: the line takes them all.
    before
        Last known comparable period before the programme, when it is not the start itself.
    is_exceptional_start
        Whether the publisher calls the start no ordinary period, and there is no other.
    """

    first: str
    last: str
    start: float
    now: float
    measure_change: float
    margin: float | None
    is_clear: bool
    reason: str
    provisional: bool
    periods: int
    coverage: float = 1.0
    before: SeriesPoint | None = None
    is_exceptional_start: bool = False


def measure_change(
    points: Sequence[SeriesPoint], layer: Layer, *, since: int = START
) -> Change | None:
    """Change of one area since the first comparable period of the programme.

    Returns
    -------
    Change or None
        None with fewer than two comparable periods.

    Notes
    -----
    As for :func:`gap`, with two figures instead of four.
    """
    span = find_comparable(points, points, since)
    return (
        measure_change_in(select_side(span, 0), layer) if len(span.pairs) >= MIN_PERIODS else None
    )


def select_side(span: ComparableSpan, which: int) -> ComparableSpan:
    """The same periods of the area (0) or of the reference (1) alone."""
    pairs = tuple((pair[which], pair[which]) for pair in span.pairs)
    before = (span.before[which], span.before[which]) if span.before else None
    return replace(span, pairs=pairs, before=before)


def measure_change_in(span: ComparableSpan, layer: Layer) -> Change:
    """Change of one area over two or more periods that are known to be comparable."""
    points = [point for point, _ in span.pairs]
    first, last = points[0], points[-1]
    steps = [YearValue(int(p.period), p.number, p.chance, p.provisional) for p in points]
    line = fit_line(steps, compute_rounding_variance(layer))
    tolerance = 2 * compute_half_unit(layer) + SLACK
    reason = find_reason_unclear(line, last.number - first.number, span)
    is_small = abs(line.change) <= tolerance
    if is_small and (not reason or abs(last.number - first.number) <= tolerance):
        reason = "within_rounding"
    return Change(
        first=first.period,
        last=last.period,
        start=first.number,
        now=last.number,
        change=line.change,
        margin=line.margin,
        is_clear=not reason,
        reason=reason,
        provisional=last.provisional,
        periods=len(points),
        coverage=min(point.coverage for point in points),
        before=span.before[0] if span.before else None,
        is_exceptional_start=span.is_exceptional_start,
    )


def find_reason_unclear(line: FittedLine, observed: float, span: ComparableSpan) -> str:
    """Why nothing can be said of a change, apart from rounding; empty when something can."""
    if span.is_exceptional_start:
        return "exceptional_start"
    if line.margin is None or line.p_value is None:
        return "unknown_uncertainty"
    if abs(line.change) <= line.margin:
        return "within_uncertainty"
    if line.change * observed <= 0:
        return "uneven"
    return "provisional" if line.hangs_on_provisional else ""


def compute_half_unit(layer: Layer) -> float:
    """How far rounding can put a value off."""
    return float(10**-layer.decimals) / 2


def compute_rounding_variance(layer: Layer) -> float:
    """Variance of a value by rounding alone: spread evenly over one unit of the last decimal."""
    return (2 * compute_half_unit(layer)) ** 2 / 12

"""How one area changed since the programme began, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.time.slopes import FittedLine, YearValue, fit_line
from nplv_geo.statistics.time.time_points import (
    MIN_PERIODS,
    ComparableSpan,
    SeriesPoint,
    find_comparable,
)

# The programme started in July 2022.
START = 2022
# For sums of floats that should come out on a bound.
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """Change of one area since the programme began.

    Attributes
    ----------
    first, last
        Periods that it is told between.
    start, now
        Values in those periods, in the layer's unit.
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
    provisional
        Whether the newest value can still change.
    periods
        Number of comparable periods that it rests on.
    coverage
        Share of the weight that the least known of the values rests on: the line takes them all.
    before
        Last known comparable period before the programme, when it is not the start itself.
    is_exceptional_start
        Whether the publisher calls the start no ordinary period, and there is no other.
    is_converted
        Whether a part of some value had to be divided over places; the margin counts it.
    """

    first: str
    last: str
    start: float
    now: float
    change: float
    margin: float | None
    is_clear: bool
    reason: str
    provisional: bool
    periods: int
    coverage: float = 1.0
    before: SeriesPoint | None = None
    is_exceptional_start: bool = False
    is_converted: bool = False


def measure_change(
    observations: Sequence[SeriesPoint], layer: Layer, *, since: int = START
) -> Change | None:
    """Measure how one area changed since the first comparable period of the programme.

    Parameters
    ----------
    observations
        Of the area, in any order.
    layer
        Its decimals tell how far rounding can put a value off.
    since
        Year from which the change is told.

    Returns
    -------
    Change or None
        None with fewer than two comparable periods.

    Notes
    -----
    Rounding and chance are as for :func:`trend.measure_gap`, with two figures instead of four.
    """
    span = find_comparable(observations, observations, since)
    if len(span.pairs) < MIN_PERIODS:
        return None
    return measure_change_in(select_side(span, 0), layer)


def select_side(span: ComparableSpan, which: int) -> ComparableSpan:
    """Take the same periods of the area or of the reference alone.

    Parameters
    ----------
    span
        Comparable periods of the two.
    which
        0 for the area, 1 for the reference.

    Returns
    -------
    ComparableSpan
        The side as a pair with itself in each period.
    """
    pairs = tuple((pair[which], pair[which]) for pair in span.pairs)
    before = (span.before[which], span.before[which]) if span.before else None
    return replace(span, pairs=pairs, before=before)


def measure_change_in(span: ComparableSpan, layer: Layer) -> Change:
    """Measure how one area changed over periods that are known to be comparable.

    Parameters
    ----------
    span
        Two or more periods of one area (:func:`select_side`).
    layer
        Its decimals tell how far rounding can put a value off.

    Returns
    -------
    Change
        From the first period of the span to the last.

    Notes
    -----
    The tolerance for rounding is one unit of the last decimal: two figures, each off by half a
    unit at the most.
    """
    observations = [observation for observation, _ in span.pairs]
    first, last = observations[0], observations[-1]
    values = [
        YearValue(int(one.period), one.number, one.chance, one.provisional, one.deviation)
        for one in observations
    ]
    line = fit_line(values, compute_rounding_variance(layer))
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
        periods=len(observations),
        coverage=min(one.coverage for one in observations),
        before=span.before[0] if span.before else None,
        is_exceptional_start=span.is_exceptional_start,
        is_converted=any(one.is_converted for one in observations),
    )


def find_reason_unclear(line: FittedLine, observed: float, span: ComparableSpan) -> str:
    """Find why nothing can be said of a change, apart from rounding.

    Parameters
    ----------
    line
        Line through the values of all periods.
    observed
        Last value less the first one, in the unit of the line.
    span
        Periods that the line goes through.

    Returns
    -------
    str
        A reason as :class:`Change` lists them; empty when something can be said.
    """
    if span.is_exceptional_start:
        return "exceptional_start"
    if line.margin is None or line.p_value is None:
        return "unknown_uncertainty"
    if abs(line.change) <= line.margin:
        return "within_uncertainty"
    if line.change * observed <= 0:
        return "uneven"
    return "provisional" if line.is_decided_by_provisional else ""


def compute_half_unit(layer: Layer) -> float:
    """Compute how far rounding can put a value off.

    Parameters
    ----------
    layer
        Its decimals decide.

    Returns
    -------
    float
        Half a unit of the last decimal, in the layer's unit.
    """
    return float(10**-layer.decimals) / 2


def compute_rounding_variance(layer: Layer) -> float:
    """Compute the variance of a value by rounding alone.

    Parameters
    ----------
    layer
        Its decimals decide.

    Returns
    -------
    float
        In squared units of the layer: that of an even spread over one unit of the last decimal.

    Notes
    -----
    The variance of an even spread is its squared width over 12, as in Sheppard's correction for
    grouped numbers (W.F. Sheppard, Proceedings of the London Mathematical Society 29 (1898),
    353-380).
    """
    return (2 * compute_half_unit(layer)) ** 2 / 12

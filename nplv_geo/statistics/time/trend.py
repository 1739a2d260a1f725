"""Is the gap closing? A gap is what an area has more than a reference, period after period.

Only periods of one series are compared: a break cuts off whatever came before it. A verdict is
given from three comparable periods on, and only on a change that is larger than chance and
rounding can make. The change is that of a line through all the periods (:mod:`slopes`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.compare import Standing
from nplv_geo.statistics.time.moves import (
    SLACK,
    START,
    Change,
    compute_half_unit,
    compute_rounding_variance,
    find_reason_unclear,
    measure_change_in,
    select_side,
)
from nplv_geo.statistics.time.outcomes import (
    VERDICTS,
    Mover,
    Outcome,
    Verdict,
    compare_pair,
    find_mover,
    find_outcome,
)
from nplv_geo.statistics.time.slopes import FittedLine, YearValue, fit_line, select_discoveries
from nplv_geo.statistics.time.time_points import (
    MIN_PERIODS,
    ComparableSpan,
    PointPair,
    SeriesPoint,
    find_comparable,
)
from nplv_geo.statistics.variance import combine_chances, combine_deviations

# The programme takes twenty years.
HORIZON = 2042
ENOUGH_PERIODS = 3

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Gap:
    """Gap between an area and a reference (area minus reference), then and now.

    Attributes
    ----------
    first, last
        Comparable periods that it is told between; the same one when there is only one.
    start, now
        Gaps in those periods, in the layer's unit.
    change
        Of the line through all comparable gaps, so not always ``now - start``; negative when an
        area that is above its reference comes nearer.
    margin
        Half the 95 % interval of ``change``; None where the uncertainty is unknown.
    pace, pace_needed
        Change a year so far, and the change a year that makes the gap 0 at the horizon.
    standing
        How the area stands now; ``equal`` within rounding or chance.
    periods
        Number of comparable periods that it rests on.
    verdict
        Whether the gap closes.
    reason
        Why the verdict is no clear one: ``no_values``, ``too_few_periods``, ``broken_series``,
        ``many_at_once`` (not among so many verdicts), those of :class:`Change`, or nothing.
    provisional
        Whether the newest figures can still change.
    outcome
        The verdict from the side of the area: who is ahead, and whether that grows.
    mover
        Whose own clear change explains the outcome.
    area_change, reference_change
        Changes of the two over the same periods.
    p_value
        Of no change at all, before any correction; None where nothing can be tested.
    is_exceptional_start
        As for :class:`Change`.
    """

    first: str | None
    last: str | None
    start: float | None
    now: float | None
    change: float | None
    margin: float | None
    pace: float | None
    pace_needed: float | None
    standing: Standing | None
    periods: int
    verdict: Verdict
    reason: str
    provisional: bool = False
    outcome: Outcome = Outcome.TOO_EARLY
    mover: Mover = "none"
    area_change: Change | None = None
    reference_change: Change | None = None
    p_value: float | None = None
    is_exceptional_start: bool = False

    @property
    def is_behind(self) -> bool | None:
        """Whether the area does worse than the reference now, None when that isn't known."""
        return None if self.standing in {None, "unsure"} else self.standing == "worse"

    @property
    def is_clear(self) -> bool:
        """True when it is known that the gap changed, and to which side."""
        return self.verdict in {Verdict.CLOSING, Verdict.WIDENING}


_NOTHING = Gap(
    first=None,
    last=None,
    start=None,
    now=None,
    change=None,
    margin=None,
    pace=None,
    pace_needed=None,
    standing=None,
    periods=0,
    verdict=Verdict.TOO_EARLY,
    reason="no_values",
)


def measure_gap(
    area: Sequence[SeriesPoint],
    reference: Sequence[SeriesPoint],
    layer: Layer,
    *,
    since: int = START,
    horizon: int = HORIZON,
) -> Gap | None:
    """Tell whether the gap between an area and a reference closes.

    Parameters
    ----------
    area, reference
        Observations of the two, in any order.
    layer
        Its direction, decimals and rule decide.
    since
        Year from which the gap is followed.
    horizon
        Year in which the gap should be 0.

    Returns
    -------
    Gap or None
        None for layers that are not judged, and for sums: a whole is always more than its part.

    Notes
    -----
    Rounding: what is shown rests on four figures, each off by half a unit of the layer's last
    decimal at most. So a change up to two such units (``4 * 0.5``) may be rounding only. That is
    the largest error that can be, not a likely one: a verdict should not hang on rounding at all.

    Chance: the variance of a gap is the sum of the two variances. An area is part of its
    gemeente and of the country, and a share counts largely the same households a year later;
    both make true changes vary less, so the margin is on the wide side. What bringing a figure to
    the areas of the map leaves in doubt is counted too (:mod:`slopes`).

    One verdict by itself; for those that are given together see :func:`correct_for_multiplicity`.
    """
    if not layer.is_judged:
        return None
    span = find_comparable(area, reference, since)
    if not span.pairs:
        return _NOTHING
    first, last = span.pairs[0], span.pairs[-1]
    line = _fit_gap_line(span, layer) if len(span.pairs) >= MIN_PERIODS else None
    outcome, reason = _judge_gap(span, line, layer)
    now, year = _subtract(last), int(last[0].period)
    gap = Gap(
        first=first[0].period,
        last=last[0].period,
        start=_subtract(first),
        now=now,
        change=None,
        margin=None,
        pace=None,
        pace_needed=-now / (horizon - year) if year < horizon else None,
        standing=compare_pair(last, layer),
        periods=len(span.pairs),
        verdict=VERDICTS[outcome],
        reason=reason,
        provisional=any(observation.provisional for observation in last),
        outcome=outcome,
        is_exceptional_start=span.is_exceptional_start,
    )
    return _add_changes(gap, span, line, layer) if line else gap


def _add_changes(gap: Gap, span: ComparableSpan, line: FittedLine, layer: Layer) -> Gap:
    """Complete a gap with what takes two periods: its change, and those of its two sides."""
    area_change, reference_change = (
        measure_change_in(select_side(span, which), layer) for which in (0, 1)
    )
    years = int(span.pairs[-1][0].period) - int(span.pairs[0][0].period)
    mover: Mover = "none"
    if not gap.reason:
        mover = find_mover(line.change, area_change, reference_change)
    return replace(
        gap,
        change=line.change,
        margin=line.margin,
        pace=line.change / years,
        mover=mover,
        area_change=area_change,
        reference_change=reference_change,
        p_value=line.p_value if len(span.pairs) >= ENOUGH_PERIODS else None,
    )


def correct_for_multiplicity(gaps: Mapping[Key, Gap]) -> dict[Key, Gap]:
    """Keep of the clear verdicts of a family those that stand when all are given at once.

    Parameters
    ----------
    gaps
        All verdicts that are given together, such as those on one layer in the 20 areas.

    Returns
    -------
    dict
        The same gaps; a clear verdict that does not stand became ``te_vroeg``, with the reason
        ``many_at_once``.
    """
    tested = {key: gap.p_value for key, gap in gaps.items() if gap.p_value is not None}
    stands = dict(zip(tested, select_discoveries(list(tested.values())), strict=True))
    return {
        key: gap if stands.get(key, False) or not gap.is_clear else _withdraw_verdict(gap)
        for key, gap in gaps.items()
    }


def _withdraw_verdict(gap: Gap) -> Gap:
    return replace(
        gap,
        verdict=Verdict.TOO_EARLY,
        outcome=Outcome.TOO_EARLY,
        mover="none",
        reason="many_at_once",
    )


def _subtract(pair: PointPair) -> float:
    """Gap in one period: the area less its reference, in the layer's unit."""
    area, reference = pair
    return area.number - reference.number


def _fit_gap_line(span: ComparableSpan, layer: Layer) -> FittedLine:
    """Fit a line through the gaps of all periods."""
    gaps = [
        YearValue(
            year=int(pair[0].period),
            value=_subtract(pair),
            chance=combine_chances(observation.chance for observation in pair),
            is_provisional=any(observation.provisional for observation in pair),
            deviation=combine_deviations(observation.deviation for observation in pair),
        )
        for pair in span.pairs
    ]
    return fit_line(gaps, 2 * compute_rounding_variance(layer))


def _judge_gap(span: ComparableSpan, line: FittedLine | None, layer: Layer) -> tuple[Outcome, str]:
    """Outcome of a gap, and why it isn't clear."""
    if line is None or len(span.pairs) < ENOUGH_PERIODS:
        return Outcome.TOO_EARLY, "broken_series" if span.is_cut else "too_few_periods"
    start, now = _subtract(span.pairs[0]), _subtract(span.pairs[-1])
    reason = find_reason_unclear(line, now - start, span)
    tolerance = 4 * compute_half_unit(layer) + SLACK
    is_surely_small = abs(line.change) + (line.margin or 0.0) <= tolerance
    is_steady = reason in {"", "uneven", "provisional"} or (
        reason == "within_uncertainty" and is_surely_small
    )
    if is_steady and abs(line.change) <= tolerance:
        return Outcome.STEADY, "within_rounding"
    if reason:
        return Outcome.TOO_EARLY, reason
    is_for_the_better = layer.is_improvement(line.change)
    return find_outcome(span, layer, start, now, is_for_the_better=is_for_the_better), ""

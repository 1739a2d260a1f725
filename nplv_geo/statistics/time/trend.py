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
    MIN_PERIODS,
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
from nplv_geo.statistics.time.time_points import ComparableSpan, SeriesPoint, find_comparable
from nplv_geo.statistics.uncertainty import combine_chances

__all__ = [
    "HORIZON",
    "START",
    "Change",
    "Gap",
    "Outcome",
    "Point",
    "Verdict",
    "change",
    "corrected",
    "gap",
]

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
    measure_change: float | None
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
    def behind(self) -> bool | None:
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

    Returns
    -------
    Gap or None
        None for layers that are not judged, and for sums: a whole is always more than its part.

    Notes
    -----
    Rounding: what is shown rests on four figures, each off by half a unit of the layer's last
    decimal at most. So a change up to two such units (``4 * 0.5``) may be rounding only.

    Chance: the variance of a gap is the sum of the two variances. An area is part of its
    gemeente and of the country, and a share counts largely the same households a year later;
    both make true changes vary less, so the margin is on the wide side.

    One verdict by itself; for those that are given together see :func:`corrected`.
    """
    if layer.is_neutral or layer.is_amount:
        return None
    span = find_comparable(area, reference, since)
    if not span.pairs:
        return _NOTHING
    (own, other), (own_now, other_now) = span.pairs[0], span.pairs[-1]
    start, now = own.number - other.number, own_now.number - other_now.number
    first, last = int(own.period), int(own_now.period)
    line = _line(span, layer) if len(span.pairs) >= MIN_PERIODS else None
    outcome, reason = _judged(span, line, layer)
    changes = (
        [measure_change_in(select_side(span, i), layer) for i in (0, 1)] if line else [None, None]
    )
    return Gap(
        first=own.period,
        last=own_now.period,
        start=start,
        now=now,
        change=line.change if line else None,
        margin=line.margin if line else None,
        pace=line.change / (last - first) if line else None,
        pace_needed=-now / (horizon - last) if last < horizon else None,
        standing=compare_pair(span.pairs[-1], layer),
        periods=len(span.pairs),
        verdict=VERDICTS[outcome],
        reason=reason,
        provisional=own_now.provisional or other_now.provisional,
        outcome=outcome,
        mover=find_mover(line.change, changes[0], changes[1]) if line and not reason else "none",
        area_change=changes[0],
        reference_change=changes[1],
        p_value=line.p_value if line and len(span.pairs) >= ENOUGH_PERIODS else None,
        is_exceptional_start=span.is_exceptional_start,
    )


def correct_for_multiplicity(gaps: Mapping[Key, Gap]) -> dict[Key, Gap]:
    """Keep of the clear verdicts of a family those that stand when all are given at once.

    Parameters
    ----------
    gaps
        All verdicts that are given together, such as those on one layer in the 20 areas.
    """
    tested = {key: one.p_value for key, one in gaps.items() if one.p_value is not None}
    stands = dict(zip(tested, select_discoveries(list(tested.values())), strict=True))
    return {
        key: one if stands.get(key, False) or not one.is_clear else _unclear(one)
        for key, one in gaps.items()
    }


def _unclear(one: Gap) -> Gap:
    return replace(
        one,
        verdict=Verdict.TOO_EARLY,
        outcome=Outcome.TOO_EARLY,
        mover="none",
        reason="many_at_once",
    )


def _line(span: ComparableSpan, layer: Layer) -> FittedLine:
    """Line through the gaps of all periods."""
    steps = [
        YearValue(
            int(own.period),
            own.number - other.number,
            combine_chances((own.chance, other.chance)),
            own.provisional or other.provisional,
        )
        for own, other in span.pairs
    ]
    return fit_line(steps, 2 * compute_rounding_variance(layer))


def _judged(span: ComparableSpan, line: FittedLine | None, layer: Layer) -> tuple[Outcome, str]:
    """Outcome of a gap, and why it isn't clear."""
    if line is None or len(span.pairs) < ENOUGH_PERIODS:
        return Outcome.TOO_EARLY, "broken_series" if span.is_cut else "too_few_periods"
    (own, other), (own_now, other_now) = span.pairs[0], span.pairs[-1]
    start, now = own.number - other.number, own_now.number - other_now.number
    reason, tolerance = (
        find_reason_unclear(line, now - start, span),
        4 * compute_half_unit(layer) + SLACK,
    )
    sure = abs(line.change) + (line.margin or 0.0) <= tolerance
    is_told = reason in {"", "uneven", "provisional"} or (reason == "within_uncertainty" and sure)
    if is_told and abs(line.change) <= tolerance:
        return Outcome.STEADY, "within_rounding"
    if reason:
        return Outcome.TOO_EARLY, reason
    is_for_the_better = layer.is_improvement(line.change)
    return find_outcome(span, layer, start, now, is_for_the_better=is_for_the_better), ""

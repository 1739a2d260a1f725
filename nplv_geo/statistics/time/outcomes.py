"""What became of a gap, in words that say who is ahead and who moved."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.compare import Standing, compare_values
from nplv_geo.statistics.time.moves import Change
from nplv_geo.statistics.time.time_points import ComparableSpan, PointPair
from nplv_geo.statistics.variance import combine_chances, compute_margin

# Part of the change of a gap from which an area, or its reference, is said to have moved it.
MOVED_SHARE = 0.25

Mover = Literal["area", "reference", "both", "none"]


class Verdict(StrEnum):
    """What became of a gap; the values are the words of the interface."""

    CLOSING = "sluit"
    STEADY = "gelijk"
    WIDENING = "loopt_op"
    TOO_EARLY = "te_vroeg"


class Outcome(StrEnum):
    """What became of a gap, said from the side of the area."""

    CATCHING_UP = "catching_up"
    FALLING_BEHIND = "falling_behind"
    LEAD_SHRINKS = "lead_shrinks"
    LEAD_GROWS = "lead_grows"
    OVERTAKES = "overtakes"
    OVERTAKEN = "overtaken"
    STEADY = "steady"
    TOO_EARLY = "too_early"


# Smaller, or from behind to ahead; larger, or from ahead to behind.
VERDICTS = {
    Outcome.CATCHING_UP: Verdict.CLOSING,
    Outcome.LEAD_SHRINKS: Verdict.CLOSING,
    Outcome.OVERTAKES: Verdict.CLOSING,
    Outcome.FALLING_BEHIND: Verdict.WIDENING,
    Outcome.LEAD_GROWS: Verdict.WIDENING,
    Outcome.OVERTAKEN: Verdict.WIDENING,
    Outcome.STEADY: Verdict.STEADY,
    Outcome.TOO_EARLY: Verdict.TOO_EARLY,
}


def find_outcome(
    span: ComparableSpan, layer: Layer, start: float, now: float, *, is_for_the_better: bool
) -> Outcome:
    """Say a clear change of a gap from the side of the area.

    Parameters
    ----------
    span
        Periods that the gap was measured in.
    layer
        Its direction tells what is ahead.
    start, now
        Gaps (area minus reference) in the first and last period, in the layer's unit.
    is_for_the_better
        Whether the area gained on its reference.

    Returns
    -------
    Outcome
        Never ``STEADY`` or ``TOO_EARLY``.

    Notes
    -----
    A gap that is within chance at one of its ends is neither a lead nor an arrear there.
    """
    sides = [compare_pair(pair, layer) for pair in (span.pairs[0], span.pairs[-1])]
    if sides == ["worse", "better"]:
        return Outcome.OVERTAKES
    if sides == ["better", "worse"]:
        return Outcome.OVERTAKEN
    is_ahead = "better" in sides
    if not is_ahead and "worse" not in sides:
        larger = now if abs(now) > abs(start) else start
        is_ahead = layer.is_improvement(larger)
    if is_ahead:
        return Outcome.LEAD_GROWS if is_for_the_better else Outcome.LEAD_SHRINKS
    return Outcome.CATCHING_UP if is_for_the_better else Outcome.FALLING_BEHIND


def find_mover(gap_change: float, area: Change | None, reference: Change | None) -> Mover:
    """Tell whose clear change made a good part of the change of the gap.

    Parameters
    ----------
    gap_change
        Change of the gap (area minus reference), in the layer's unit.
    area, reference
        Changes of the two over the same periods; None where they can't be told.

    Returns
    -------
    str
        ``area``, ``reference``, ``both`` or ``none``.
    """
    least_change = MOVED_SHARE * abs(gap_change)
    by_area = area is not None and area.is_clear and area.change * gap_change > 0
    by_other = reference is not None and reference.is_clear and reference.change * gap_change < 0
    by_area = by_area and area is not None and abs(area.change) >= least_change
    by_other = by_other and reference is not None and abs(reference.change) >= least_change
    if by_area and by_other:
        return "both"
    return "area" if by_area else "reference" if by_other else "none"


def compare_pair(pair: PointPair, layer: Layer) -> Standing:
    """Tell in a word how an area stands next to its reference in one period.

    Parameters
    ----------
    pair
        Observations of the area and of the reference.
    layer
        Its decimals and direction decide.

    Returns
    -------
    Standing
        ``equal`` within rounding or chance.
    """
    area, reference = pair
    margin = compute_margin(combine_chances((area.doubt, reference.doubt)))
    return compare_values(area.number, reference.number, layer, margin)

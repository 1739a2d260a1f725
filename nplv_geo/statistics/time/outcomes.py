"""What became of a gap, in words that say who is ahead and who moved."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.compare import Standing, compare_values
from nplv_geo.statistics.time.moves import Change
from nplv_geo.statistics.time.time_points import ComparableSpan, PointPair
from nplv_geo.statistics.uncertainty import combine_chances, compute_margin

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
    """Say a clear change from the side of the area.

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


def find_mover(moved_by: float, own: Change | None, other: Change | None) -> Mover:
    """Tell whose clear change made a good part of the change of the gap."""
    least = MOVED_SHARE * abs(moved_by)
    by_area = own is not None and own.is_clear and own.change * moved_by > 0
    by_other = other is not None and other.is_clear and other.change * moved_by < 0
    by_area = by_area and own is not None and abs(own.change) >= least
    by_other = by_other and other is not None and abs(other.change) >= least
    if by_area and by_other:
        return "both"
    return "area" if by_area else "reference" if by_other else "none"


def compare_pair(pair: PointPair, layer: Layer) -> Standing:
    """Tell in a word how an area stands next to its reference in one period."""
    own, other = pair
    margin = compute_margin(combine_chances((own.chance, other.chance)))
    return compare_values(own.number, other.number, layer, margin)

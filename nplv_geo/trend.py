"""Is the gap closing? A gap is what an area has more than a reference, period after period.

Only periods of one series are compared: a break cuts off whatever came before it. A verdict is
given from three comparable periods on, and only on a change that is larger than chance and
rounding can make.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from nplv_geo.catalog import Layer
from nplv_geo.compare import Standing, standing
from nplv_geo.points import Point, comparable, total_variance
from nplv_geo.uncertainty import Z_95

__all__ = ["HORIZON", "START", "Change", "Gap", "Point", "Verdict", "change", "gap"]

# The programme started in July 2022 and takes twenty years.
START = 2022
HORIZON = 2042
ENOUGH_PERIODS = 3
_BETWEEN = 2
# For sums of floats that should come out on a bound.
_SLACK = 1e-9


class Verdict(StrEnum):
    """What became of a gap; the values are the words of the interface."""

    CLOSING = "sluit"
    STEADY = "gelijk"
    WIDENING = "loopt_op"
    TOO_EARLY = "te_vroeg"


class Outcome(StrEnum):
    """What became of a gap, with who is ahead: stub of the agreed interface, H2 fills it."""

    CATCHING_UP = "catching_up"
    FALLING_BEHIND = "falling_behind"
    LEAD_SHRINKS = "lead_shrinks"
    LEAD_GROWS = "lead_grows"
    OVERTAKES = "overtakes"
    OVERTAKEN = "overtaken"
    STEADY = "steady"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Gap:
    """Gap between an area and a reference (area minus reference), then and now.

    Attributes
    ----------
    first, last
        Comparable periods that it is told between; the same one when there is only one.
    start, now, change
        In the layer's unit; ``change`` is ``now - start`` and so negative when an area that is
        above its reference comes nearer.
    margin
        Half the 95 % interval of ``change``; None where no uncertainty is claimed.
    pace, pace_needed
        Change a year so far, and the change a year that makes the gap 0 at the horizon.
    standing
        How the area stands now; ``equal`` within rounding or chance.
    periods
        Number of comparable periods since the start of the programme.
    reason
        Why the verdict is no clear one: ``no_values``, ``too_few_periods``, ``broken_series``,
        ``within_uncertainty``, ``unknown_uncertainty``, ``within_rounding``, or nothing.
    provisional
        Whether the newest figures can still change.
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
    mover: Literal["area", "reference", "both", "none"] = "none"
    area_change: Change | None = None
    reference_change: Change | None = None

    @property
    def behind(self) -> bool | None:
        """Whether the area does worse than the reference now, None when that isn't known."""
        return None if self.standing is None else self.standing == "worse"


@dataclass(frozen=True, slots=True)
class Change:
    """Change of one area since the programme began.

    Attributes
    ----------
    margin
        Half the 95 % interval of ``change``; None where no uncertainty is claimed.
    is_clear
        True when it is larger than rounding and chance can make.
    reason
        Why it isn't clear: ``within_rounding``, ``within_uncertainty``, ``unknown_uncertainty``.
    coverage
        Share of the weight that the less known of the two values rests on.
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
    before: Point | None = None
    is_exceptional_start: bool = False


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


def gap(
    area: Sequence[Point],
    reference: Sequence[Point],
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

    Chance: the variance of the change is the sum of the four variances. An area is part of its
    gemeente and of the country, and a share counts largely the same households a year later;
    both make true changes vary less, so the margin is on the wide side.
    """
    if layer.higher_is == "neutral" or layer.aggregate.rule == "sum":
        return None
    pairs, is_cut = comparable(area, reference, since)
    if not pairs:
        return _NOTHING
    (own, other), (own_now, other_now) = pairs[0], pairs[-1]
    start, now = own.number - other.number, own_now.number - other_now.number
    first, last = int(own.period), int(own_now.period)
    has_two = len(pairs) >= _BETWEEN
    margin, is_claimed = _margin((own, other, own_now, other_now))
    chance, _ = _margin((own_now, other_now))
    verdict, reason = _judged(start, now, margin, layer)
    if margin is None and is_claimed:
        verdict, reason = Verdict.TOO_EARLY, "unknown_uncertainty"
    if len(pairs) < ENOUGH_PERIODS:
        verdict, reason = Verdict.TOO_EARLY, "broken_series" if is_cut else "too_few_periods"
    return Gap(
        first=own.period,
        last=own_now.period,
        start=start,
        now=now,
        change=now - start if has_two else None,
        margin=margin if has_two else None,
        pace=(now - start) / (last - first) if has_two else None,
        pace_needed=-now / (horizon - last) if last < horizon else None,
        standing=standing(own_now.number, other_now.number, layer, chance or 0.0),
        periods=len(pairs),
        verdict=verdict,
        reason=reason,
        provisional=own_now.provisional or other_now.provisional,
    )


def change(points: Sequence[Point], layer: Layer, *, since: int = START) -> Change | None:
    """Change of one area since the first comparable period of the programme.

    Returns
    -------
    Change or None
        None with fewer than two comparable periods.

    Notes
    -----
    As for :func:`gap`, with two figures instead of four.
    """
    pairs, _ = comparable(points, points, since)
    if len(pairs) < _BETWEEN:
        return None
    (first, _), (last, _) = pairs[0], pairs[-1]
    difference = last.number - first.number
    margin, is_claimed = _margin((first, last))
    reason = ""
    if abs(difference) <= 2 * _half_unit(layer) + _SLACK:
        reason = "within_rounding"
    elif margin is None and is_claimed:
        reason = "unknown_uncertainty"
    elif margin is not None and abs(difference) <= margin:
        reason = "within_uncertainty"
    return Change(
        first=first.period,
        last=last.period,
        start=first.number,
        now=last.number,
        change=difference,
        margin=margin,
        is_clear=not reason,
        reason=reason,
        provisional=last.provisional,
        periods=len(pairs),
        coverage=min(first.coverage, last.coverage),
    )


def _judged(start: float, now: float, margin: float | None, layer: Layer) -> tuple[Verdict, str]:
    """Verdict on a gap of which the uncertainty is as ``margin`` says, and why it isn't clear."""
    size, tolerance = abs(now - start), 4 * _half_unit(layer) + _SLACK
    is_by_chance = margin is not None and size <= margin
    if is_by_chance and size + (margin or 0.0) > tolerance:
        return Verdict.TOO_EARLY, "within_uncertainty"
    if size <= tolerance:
        return Verdict.STEADY, "within_rounding"
    if start * now < 0:
        passed = (now > 0) == (layer.higher_is == "better")
        return Verdict.CLOSING if passed else Verdict.WIDENING, ""
    return Verdict.CLOSING if abs(now) < abs(start) else Verdict.WIDENING, ""


def _margin(points: Iterable[Point]) -> tuple[float | None, bool]:
    """Half the 95 % interval of a change between values, and whether any chance is claimed."""
    variance, is_claimed = total_variance(points)
    return None if variance is None else Z_95 * math.sqrt(variance), is_claimed


def _half_unit(layer: Layer) -> float:
    return float(10**-layer.decimals) / 2

"""Handles to drag bounds between classes with: where each may go along the axis of a legend."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from nplv_geo.present.scale.bounds import MAX_BOUNDS
from nplv_geo.present.scale.distribution import BARS, Spread

# Arrows take about this many steps from one end of the axis to the other.
_STEPS = 100
_ROUND = (1, 2, 5, 10)
_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class HandleAxis:
    """The axis that handles lie along.

    Attributes
    ----------
    low, high
        Its ends, in the unit of the values, as values are printed.
    step
        A round step: what a key moves a bound by, and a drag rounds it to.
    unit
        One step of the last decimal: the least that two bounds lie apart.
    share
        Part (0 to 1) of the width that the axis takes; the rest is the bar of what is higher.
    bounds
        Increasing; one above the axis stands at its end.
    """

    low: float
    high: float
    step: float
    unit: float
    share: float
    bounds: tuple[float, ...]

    def locate(self, bound: float) -> float:
        """Locate a bound along the axis, from 0 to 1."""
        return min(max((bound - self.low) / (self.high - self.low), 0.0), 1.0)


def make_handle_axis(spread: Spread, bounds: tuple[float, ...], decimals: int) -> HandleAxis | None:
    """Make the axis of the handles of some bounds.

    Parameters
    ----------
    spread
        Distribution that the handles stand on.
    bounds
        Bounds between the classes that are shown, increasing.
    decimals
        Digits behind the comma of the values.

    Returns
    -------
    HandleAxis or None
        None where bounds are too many to be typed, or the axis has no room to drag along.
    """
    unit = 10.0**-decimals
    low, high = math.floor(spread.low / unit) * unit, math.ceil(spread.high / unit) * unit
    rounded = tuple(round(bound, decimals) for bound in bounds)
    is_increasing = all(a < b for a, b in itertools.pairwise(rounded))
    if not 0 < len(rounded) <= MAX_BOUNDS or not is_increasing or high - low < _ROUND[-1] * unit:
        return None
    return HandleAxis(
        low=round(low, decimals),
        high=round(high, decimals),
        step=round(max(unit, _round_step((high - low) / _STEPS)), decimals),
        unit=unit,
        share=BARS / (BARS + 1) if spread.above else 1.0,
        bounds=rounded,
    )


def _round_step(step: float) -> float:
    """The round number that lies nearest above a step: 1, 2 or 5 times a power of ten."""
    power: float = 10.0 ** math.floor(math.log10(step))
    return next(one * power for one in _ROUND if one * power >= step * (1 - _HAIR))

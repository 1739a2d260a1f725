"""How far two figures go together over areas: Spearman's rank correlation, with its uncertainty.

Ranks, for figures of neighbourhoods have far ends that would decide on any other measure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.together.pair_classes import find_complete

FEWEST = 10  # areas below which nothing is said
OFTEN, SOMETIMES = 0.6, 0.3
_Z_95 = 1.959964

Word = Literal["often", "sometimes", "none", "sometimes_not", "often_not"]
# Why nothing is said: too few areas, the interval holds 0, or the size is below SOMETIMES.
WhyNone = Literal["", "few", "unsure", "weak"]


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """A rank correlation.

    Attributes
    ----------
    n
        Number of areas that have both figures.
    value
        From -1 to 1; None where one figure is the same everywhere, or of fewer than two areas.
    low, high
        The 95 % interval; None where there is none.
    """

    n: int
    value: float | None
    low: float | None
    high: float | None

    @property
    def why_none(self) -> WhyNone:
        """Why no connection is told; empty where one is."""
        if self.n < FEWEST or self.value is None or self.low is None or self.high is None:
            return "few"
        if self.low <= 0 <= self.high:
            return "unsure"
        return "weak" if abs(self.value) < SOMETIMES else ""

    @property
    def word(self) -> Word:
        """What is told of it, by bounds that the page names."""
        if self.why_none or self.value is None:
            return "none"
        if self.value > 0:
            return "often" if self.value >= OFTEN else "sometimes"
        return "often_not" if self.value <= -OFTEN else "sometimes_not"

    def turn(self) -> RankCorrelation:
        """Give the same with one of the two figures seen from its other side.

        Returns
        -------
        RankCorrelation
            The ends of the interval change places.
        """
        if self.value is None or self.low is None or self.high is None:
            return self
        return RankCorrelation(self.n, -self.value, -self.high, -self.low)


def correlate_ranks(first: Floats, second: Floats) -> RankCorrelation:
    """Compute Spearman's rank correlation of the areas that have both figures.

    Parameters
    ----------
    first, second
        Shape (n,), each in its own unit, NaN where there is no value.

    Returns
    -------
    RankCorrelation
        With the 95 % interval.

    Notes
    -----
    The correlation of the ranks, of which equal values share the middle one. The interval is that
    of Fisher's transformation with the variance of Bonett and Wright (2000, Psychometrika 65),
    (1 + r² / 2) / (n - 3). It takes areas for independent of one another, which neighbours are not:
    the true interval is wider. That is one reason why a weak connection is told as none.
    """
    complete = find_complete(first, second)
    n = int(complete.sum())
    ranks = [_rank(values[complete]) for values in (first, second)]
    centred = [rank - rank.mean() if n else rank for rank in ranks]
    size = math.sqrt(float((centred[0] ** 2).sum() * (centred[1] ** 2).sum()))
    if not size:
        return RankCorrelation(n, None, None, None)
    value = min(1.0, max(-1.0, float((centred[0] * centred[1]).sum()) / size))
    if n < FEWEST:
        return RankCorrelation(n, value, None, None)
    half = _Z_95 * math.sqrt((1 + value**2 / 2) / (n - 3))
    middle = math.atanh(min(abs(value), 1 - 1e-12)) * math.copysign(1, value)
    return RankCorrelation(n, value, math.tanh(middle - half), math.tanh(middle + half))


def _rank(values: Floats) -> Floats:
    """Ranks from 1; equal values share the middle of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    middles: Floats = (last - (counts - 1) / 2)[place]
    return middles

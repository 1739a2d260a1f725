"""How the values of a map are spread: bars from low to high, and what lies far above the rest.

One area that lies far off would press all others into one bar. So the axis ends where a stated
share of the areas does, and the rest stand together in a last bar, "and higher". Nothing is left
out: the bars count all areas.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nplv_geo.ground.arrays import Floats

BARS = 24
# Share of the areas that the axis is for, where a few lie far above it.
CLIPPED_AT = 0.95
# How much longer the axis would have to be before it is clipped.
_FAR = 1.5
# Of fewer areas each has a bar of its own to be seen in.
_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Spread:
    """Counts of values along an axis.

    Attributes
    ----------
    low, high
        Ends of the axis, in the unit of the values.
    counts
        Shape (BARS,): number of values in each bar from ``low`` to ``high``.
    above
        Number of values above ``high``; they have a bar of their own.
    top
        The highest value.
    """

    low: float
    high: float
    counts: tuple[int, ...]
    above: int
    top: float

    @property
    def middles(self) -> Floats:
        """Value in the middle of each bar."""
        edges = np.linspace(self.low, self.high, BARS + 1)
        middles: Floats = (edges[:-1] + edges[1:]) / 2
        return middles

    def locate(self, value: float) -> float:
        """Locate a value on the axis.

        Parameters
        ----------
        value
            In the unit of the values.

        Returns
        -------
        float
            From 0 to 1 on the axis; beyond its end the bar of what is higher.
        """
        share = BARS / (BARS + 1) if self.above else 1.0
        if value > self.high:
            return 1.0 - (1.0 - share) / 2 if self.above else 1.0
        span = self.high - self.low
        return share * (value - self.low) / span if span else 0.5


def spread_values(values: Floats, extent: tuple[float, float]) -> Spread:
    """Count values in bars of one width.

    Parameters
    ----------
    values
        Shape (n,), all of them known, one at the least.
    extent
        Lowest and highest value that must have a place on the axis; an end that is clipped lies
        nearer.

    Returns
    -------
    Spread
        Clipped at :data:`CLIPPED_AT` of the areas where the highest one lies far above that.
    """
    low, top = min(float(values.min()), extent[0]), float(values.max())
    end = max(top, extent[1])
    ordered = np.sort(values)
    bound = float(ordered[int(CLIPPED_AT * (ordered.size - 1))])
    if ordered.size >= _ENOUGH and bound > low and end - low > _FAR * (bound - low):
        high = bound
    else:
        high = end
    inside = values[values <= high]
    counts, _ = np.histogram(inside, bins=BARS, range=(low, high))
    return Spread(low, high, tuple(map(int, counts)), int(values.size - inside.size), top)

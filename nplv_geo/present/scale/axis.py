"""The line that areas stand on, in a ranking or a scatter: where it ends, and its marks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Steps that are easily read, times a power of ten.
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_MARKS = 5
# What Tukey called far out.
_FAR = 3.0
# Room at both ends, as a share of the range.
_PAD = 0.03


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of values.

    Attributes
    ----------
    start, end
        Values at its ends.
    marks
        Round values on it.
    """

    start: float
    end: float
    marks: tuple[float, ...]

    def place(self, value: float) -> float:
        """Give the place of a value, 0 at the start and 1 at the end; what lies beyond, there."""
        return min(max((value - self.start) / (self.end - self.start), 0.0), 1.0)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies on the line."""
        return self.start <= value <= self.end


def find_far(values: Sequence[float]) -> tuple[float, float]:
    """Find the bounds beyond which a value would squeeze all others together.

    Parameters
    ----------
    values
        At least one, in any unit.

    Returns
    -------
    tuple of float
        Three times the distance between the quartiles, below the first and above the third.
    """
    first, third = np.quantile(np.asarray(values, dtype=float), (0.25, 0.75))
    far = _FAR * (third - first)
    return float(first - far), float(third + far)


def make_axis(values: Sequence[float]) -> Axis:
    """Make the line that holds all values.

    Parameters
    ----------
    values
        At least one, in any unit.

    Returns
    -------
    Axis
        With at most five marks.
    """
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) or 1.0
    start, end = low - _PAD * spread, high + _PAD * spread
    rough = (end - start) / _MOST_MARKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * step for step in _STEPS if power * step >= rough)
    first = math.ceil(start / step)
    marks = (round(n * step, 10) for n in range(first, math.floor(end / step) + 1))
    return Axis(start, end, tuple(marks))

"""The line that all areas of a ranking stand on: from where to where, and which marks it has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Steps that are easily read, times a power of ten.
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_MARKS = 5
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
        """Give the place of a value, 0 at the start and 1 at the end."""
        return min(max((value - self.start) / (self.end - self.start), 0.0), 1.0)


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

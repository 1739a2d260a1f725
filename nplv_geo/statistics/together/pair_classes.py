"""Classes of two figures at once: each in three groups, so nine in all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nplv_geo.ground.arrays import Flags, Floats, Ints
from nplv_geo.statistics.classify import NO_CLASS, Classification

GROUPS = 3
_FEWEST_VALUES = 2


@dataclass(frozen=True)
class Thirds:
    """Three groups of the values of one figure.

    Attributes
    ----------
    bounds
        Two, rounded to ``decimals``: the lowest group holds values up to the first, the middle one
        up to the second.
    low, high
        Outer values, rounded likewise.
    groups
        Shape (n,): 0 to 2 from the lowest to the highest, ``NO_CLASS`` for an area that takes no
        part.
    decimals
        Values are rounded to them before they are grouped.
    """

    bounds: tuple[float, float]
    low: float
    high: float
    groups: Ints
    decimals: int

    @property
    def counts(self) -> tuple[int, ...]:
        """Number of areas in each group."""
        return tuple(int((self.groups == group).sum()) for group in range(GROUPS))

    @property
    def is_even(self) -> bool:
        """Tell whether the groups are as large as one another, but for one area."""
        return max(self.counts) - min(self.counts) <= 1


@dataclass(frozen=True)
class PairClasses:
    """Nine classes of areas by two figures.

    Attributes
    ----------
    first, second
        The groups of each figure.
    turned
        Of each figure whether its lowest values are the third step, not the first.
    classes
        Shape (n,): three times the step of the second figure plus that of the first, so 0 for the
        first step of both and 8 for the third of both; ``NO_CLASS`` where one has no value.
    """

    first: Thirds
    second: Thirds
    turned: tuple[bool, bool]
    classes: Ints

    @property
    def classification(self) -> Classification:
        """The same as any map has its classes; their bounds are class numbers."""
        counts = np.bincount(self.classes[self.classes >= 0], minlength=GROUPS**2)
        return Classification(
            scheme="pair",
            breaks=tuple(number - 0.5 for number in range(GROUPS**2 + 1)),
            classes=self.classes,
            counts=tuple(counts.tolist()),
            missing=int((self.classes == NO_CLASS).sum()),
        )


def find_complete(first: Floats, second: Floats) -> Flags:
    """Find the areas that have both figures.

    Parameters
    ----------
    first, second
        Shape (n,), NaN where there is no value.

    Returns
    -------
    ndarray
        Shape (n,).
    """
    complete: Flags = np.isfinite(first) & np.isfinite(second)
    return complete


def classify_pair(
    first: Floats,
    second: Floats,
    decimals: tuple[int, int],
    *,
    turned: tuple[bool, bool] = (False, False),
) -> PairClasses | None:
    """Class areas by two figures at once.

    Parameters
    ----------
    first, second
        Shape (n,), each in its own unit, NaN where there is no value.
    decimals
        Decimals of each figure: values and bounds are rounded to them first.
    turned
        Of each figure whether its lowest values are the third step.

    Returns
    -------
    PairClasses or None
        None where the areas that have both have one and the same value of either.

    Notes
    -----
    A bound is the value up to which a third, or two thirds, lie of the areas that have both
    figures. Areas with the same value are never parted, so groups differ in size where many are
    alike; the highest value is always in the highest group and the lowest in the lowest.
    """
    complete = find_complete(first, second)
    thirds = [
        _divide_in_thirds(values, complete, places)
        for values, places in zip((first, second), decimals, strict=True)
    ]
    if thirds[0] is None or thirds[1] is None:
        return None
    steps = [
        GROUPS - 1 - third.groups if is_turned else third.groups
        for third, is_turned in zip((thirds[0], thirds[1]), turned, strict=True)
    ]
    classes = np.where(complete, GROUPS * steps[1] + steps[0], NO_CLASS).astype(np.int64)
    return PairClasses(thirds[0], thirds[1], turned, classes)


def _divide_in_thirds(values: Floats, complete: Flags, decimals: int) -> Thirds | None:
    shown = np.round(values[complete], decimals)
    distinct = np.unique(shown)
    if distinct.size < _FEWEST_VALUES:
        return None
    ordered = np.sort(shown)
    below, above = (ordered[-(-i * ordered.size // GROUPS) - 1] for i in (1, 2))
    # The highest value alone where so many have it that nothing would be left for the top.
    above = min(above, distinct[-2])
    below = min(below, above)
    groups = np.full(values.shape, NO_CLASS, dtype=np.int64)
    groups[complete] = np.searchsorted([below, above], shown, side="left")
    ends = float(distinct[0]), float(distinct[-1])
    return Thirds((float(below), float(above)), *ends, groups, decimals)

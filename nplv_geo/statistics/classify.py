"""From values to map classes: the one place that decides breaks and class numbers.

Missing values are dropped before any method sees them and are no class afterwards. Breaks are
rounded to the layer's decimals first and values are classed by the rounded breaks, so that the
legend never contradicts the map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from nplv_geo.ground.arrays import Floats, Ints
from nplv_geo.statistics.natural_breaks import compute_natural_breaks

Scheme = Literal[
    "quantiles", "fisher_jenks", "equal", "reference", "own", "change", "pair", "counts", "silent"
]
# Those that a reader can choose by name. "own" has bounds that a reader typed, "change" belongs to
# maps of changes, "pair" to those of two figures at once, "counts" to maps of small whole numbers,
# "silent" to one without differences.
SCHEMES: tuple[Scheme, ...] = ("quantiles", "fisher_jenks", "equal", "reference")

NO_CLASS = -1
# Above this many values natural breaks rest on evenly spaced order statistics: they keep the shape
# of the distribution and give the same breaks for the same values, always.
_MAX_FISHER_JENKS = 2_000
_TWO_SIDED_SHARES = (-0.4, -0.2, -0.05, 0.05, 0.2, 0.4)
_TWO_SIDED_MIDDLE = 3
# In so many steps of the last decimal the middle class still is one around the reference.
_STEPS_APART = 4
_ABOUT_ZERO = 0.25  # of the standard deviation


@dataclass(frozen=True)
class Classification:
    """Classes of one map.

    Attributes
    ----------
    scheme
        How the breaks were made.
    breaks
        k+1 increasing bounds in the unit of the values; class i holds
        ``breaks[i] < value <= breaks[i + 1]`` and the first class also its lower bound. Empty when
        there are no values.
    classes
        Shape (n,): class number per value in the order given, ``NO_CLASS`` for a missing value.
    counts
        Number of values in each class, k of them.
    missing
        Number of values without a class.
    reference
        Value around which a two-sided classification turns, else None.
    decimals
        Number of decimals that values are rounded to before they are classed.
    """

    scheme: Scheme
    breaks: tuple[float, ...]
    classes: Ints
    counts: tuple[int, ...]
    missing: int
    reference: float | None = None

    decimals: int = 0

    def assign_classes(self, values: Floats) -> Ints:
        """Class other values by these bounds; beyond them the outer classes hold.

        Parameters
        ----------
        values
            Shape (n,), in the unit of ``breaks``, NaN where there is none.

        Returns
        -------
        ndarray
            Shape (n,): class numbers, ``NO_CLASS`` for a missing value.
        """
        present = np.isfinite(values)
        classes = np.full(values.shape, NO_CLASS, dtype=np.int64)
        if self.breaks:
            rounded = np.round(values[present], self.decimals)
            classes[present] = np.searchsorted(self.breaks[1:-1], rounded, side="left")
        return classes

    def classify(self, values: Floats) -> Classification:
        """Class the values of a map by these bounds.

        Parameters
        ----------
        values
            Shape (n,), in the unit of ``breaks``, NaN where there is none.

        Returns
        -------
        Classification
            The same bounds, with the classes of ``values`` and how many each has: a class may be
            empty.
        """
        classes = self.assign_classes(values)
        counts = np.bincount(classes[classes >= 0], minlength=self.k)
        return replace(
            self,
            classes=classes,
            counts=tuple(int(count) for count in counts),
            missing=int((~np.isfinite(values)).sum()),
        )

    @property
    def k(self) -> int:
        """Number of classes."""
        return max(len(self.breaks) - 1, 0)


def classify_values(
    values: Floats, scheme: Scheme, k: int, *, decimals: int, reference: float | None = None
) -> Classification:
    """Class the values of one map.

    Parameters
    ----------
    values
        Shape (n,), NaN where there is none.
    scheme
        ``quantiles``, ``fisher_jenks``, ``equal``, or ``reference`` (two-sided around
        ``reference``; without one it falls back to quantiles).
    k
        Wanted number of classes; fewer when the values are not that different. A two-sided
        classification always has seven.
    decimals
        Decimals of the layer: breaks and values are rounded to them, two-sided breaks to more where
        the narrow classes need it.
    reference
        Value of the area that is compared with, in the unit of ``values``.

    Returns
    -------
    Classification
        Breaks, class numbers in the order of ``values``, and counts.

    Notes
    -----
    ``fisher_jenks`` is exact (:mod:`statistics.natural_breaks`); ``quantiles`` are interpolated
    linearly between order statistics, as numpy does by default.
    """
    values = np.asarray(values, dtype=np.float64)
    present = values[np.isfinite(values)]
    if scheme == "reference" and (reference is None or not np.isfinite(reference)):
        scheme, reference = "quantiles", None
    if scheme != "reference":
        reference = None
    breaks = _compute_breaks(present, scheme, k, reference)
    if reference is None:
        breaks = _round_breaks(breaks, present, decimals)
    else:
        decimals = _choose_decimals(breaks, decimals)
        breaks = np.round(breaks, decimals)
    return _make_bounds(scheme, breaks, decimals, reference).classify(values)


def make_own_bounds(inner: tuple[float, ...], values: Floats, decimals: int) -> Classification:
    """Make classes of the bounds between them.

    Parameters
    ----------
    inner
        Increasing, in the unit of the values, one at the least: a value on a bound belongs to the
        class below it.
    values
        Shape (n,), NaN where there is none: the outer classes reach as far as they do.
    decimals
        Number of decimals that values are rounded to before they are classed.

    Returns
    -------
    Classification
        Of no values yet.
    """
    present = np.round(values[np.isfinite(values)], decimals)
    low = min(present.min(initial=inner[0]), inner[0])
    high = max(present.max(initial=inner[-1]), inner[-1])
    return _make_bounds("own", np.array([low, *inner, high]), decimals, None)


def _make_bounds(
    scheme: Scheme, breaks: Floats, decimals: int, reference: float | None
) -> Classification:
    bounds = tuple(map(float, breaks))
    return Classification(scheme, bounds, np.empty(0, np.int64), (), 0, reference, decimals)


def classify_counts(values: Floats, highest: int) -> Classification:
    """Class small whole numbers: one class for each of 0 to ``highest``, also where it is empty.

    Parameters
    ----------
    values
        Shape (n,): counts from 0 to ``highest``, NaN where there is none.
    highest
        Largest count that a value can have.

    Returns
    -------
    Classification
        With bounds halfway between the counts.
    """
    present = np.isfinite(values)
    classes = np.full(values.shape, NO_CLASS, dtype=np.int64)
    classes[present] = values[present].astype(np.int64)
    return Classification(
        scheme="counts",
        breaks=tuple(number - 0.5 for number in range(highest + 2)),
        classes=classes,
        counts=tuple(np.bincount(classes[present], minlength=highest + 1).tolist()),
        missing=int((~present).sum()),
    )


def classify_silently(n: int) -> Classification:
    """Put all areas of a map in one class, also those without a value.

    Parameters
    ----------
    n
        Number of areas.

    Returns
    -------
    Classification
        With one class and nothing missing.
    """
    classes = np.zeros(n, dtype=np.int64)
    return Classification("silent", (0.0, 1.0), classes, counts=(n,), missing=0)


def _compute_breaks(present: Floats, scheme: Scheme, k: int, reference: float | None) -> Floats:
    """Unrounded bounds, the smallest value first."""
    distinct = np.unique(present)
    if distinct.size == 0:
        return np.empty(0)
    if scheme == "reference" and reference is not None:
        return _compute_two_sided_breaks(present, reference)
    k = min(k, distinct.size)
    if k == 1:
        return np.array([distinct[0], distinct[0]])
    match scheme:
        case "equal":
            return np.linspace(distinct[0], distinct[-1], k + 1)
        case "fisher_jenks":
            thinned = _thin(present)
            return compute_natural_breaks(thinned, min(k, np.unique(thinned).size))
        case _:
            return np.quantile(present, np.linspace(0, 1, k + 1))


def _thin(present: Floats) -> Floats:
    """Take evenly spaced order statistics of many values; few are kept as they are."""
    ordered: Floats = np.sort(present)
    if ordered.size <= _MAX_FISHER_JENKS:
        return ordered
    ranks = np.linspace(0, ordered.size - 1, _MAX_FISHER_JENKS).round().astype(int)
    return ordered.take(ranks)


def _compute_two_sided_breaks(present: Floats, reference: float) -> Floats:
    """Bounds of seven classes around the reference; "about equal" is always the middle one.

    Bounds lie at 5, 20 and 40 % of the reference to each side of it. Those shares are a choice of
    this house and no published standard: round numbers, so that a reader can say what a colour
    means. They say nothing of chance, which the words beside the map do. The classes stay seven
    even where some are empty, so that a colour means the same on every map.

    Where the reference is about zero (scores), shares say nothing; steps of the spread serve.
    """
    spread = float(np.std(present))
    scale = (spread if abs(reference) < _ABOUT_ZERO * spread else abs(reference)) or 1.0
    inner = reference + scale * np.array(_TWO_SIDED_SHARES)
    low, high = min(present.min(), inner[0]), max(present.max(), inner[-1])
    return np.concatenate([[low], inner, [high]])


def _choose_decimals(breaks: Floats, decimals: int) -> int:
    """Decimals of the layer, or as many as keep the bounds of the narrow middle class apart."""
    middle = breaks[_TWO_SIDED_MIDDLE + 1] - breaks[_TWO_SIDED_MIDDLE] if breaks.size else 1.0
    if middle >= _STEPS_APART * 10.0**-decimals:
        return decimals
    return max(decimals + 1, math.ceil(-math.log10(middle)) + 1)


def _round_breaks(breaks: Floats, present: Floats, decimals: int) -> Floats:
    """Round the bounds, merge classes that fall together, and keep every value inside."""
    if breaks.size == 0:
        return breaks
    rounded = np.round(breaks, decimals)
    shown = np.round(present, decimals)
    rounded[0], rounded[-1] = min(rounded[0], shown.min()), max(rounded[-1], shown.max())
    inner = np.unique(rounded[1:-1])
    inner = inner[(inner >= rounded[0]) & (inner < rounded[-1])]
    return np.concatenate([[rounded[0]], inner, [rounded[-1]]])

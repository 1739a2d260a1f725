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
import numpy.typing as npt

from nplv_geo.statistics.natural_breaks import compute_natural_breaks

Scheme = Literal["quantiles", "fisher_jenks", "equal", "reference", "counts"]
# Those that a reader can choose; "counts" belongs to maps of small whole numbers.
SCHEMES: tuple[Scheme, ...] = ("quantiles", "fisher_jenks", "equal", "reference")

NO_CLASS = -1
# Above this many values natural breaks rest on evenly spaced order statistics: they keep the shape
# of the distribution and give the same breaks for the same values, always.
_MAX_FISHER_JENKS = 2_000
_TWO_SIDED_SHARES = (-0.4, -0.2, -0.05, 0.05, 0.2, 0.4)
_TWO_SIDED_MIDDLE = 3
_ABOUT_ZERO = 0.25  # of the standard deviation

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Classification:
    """Classes of one map.

    Attributes
    ----------
    breaks
        k+1 increasing bounds; class i holds ``breaks[i] < value <= breaks[i + 1]`` and the
        first class also its lower bound. Empty when there are no values.
    classes
        Class number per value in the order given, ``NO_CLASS`` for a missing value.
    counts
        Number of values in each class.
    missing
        Number of values without a class.
    reference
        Value around which a two-sided classification turns, else None.
    """

    scheme: Scheme
    breaks: tuple[float, ...]
    classes: Ints
    counts: tuple[int, ...]
    missing: int
    reference: float | None = None

    decimals: int = 0

    def numbers_of(self, values: Floats) -> Ints:
        """Class numbers of other values by these bounds; beyond them the outer classes hold."""
        present = np.isfinite(values)
        classes = np.full(values.shape, NO_CLASS, dtype=np.int64)
        if self.breaks:
            rounded = np.round(values[present], self.decimals)
            classes[present] = np.searchsorted(self.breaks[1:-1], rounded, side="left")
        return classes

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
        Wanted number of classes; fewer when the values are not that different.

    Returns
    -------
    Classification
    """
    values = np.asarray(values, dtype=np.float64)
    present = values[np.isfinite(values)]
    if scheme == "reference" and (reference is None or not np.isfinite(reference)):
        scheme, reference = "quantiles", None
    if scheme != "reference":
        reference = None
    breaks = _breaks(present, scheme, k, reference)
    if reference is None:
        breaks = _merged(breaks, present, decimals)
    else:
        decimals = _telling_decimals(breaks, decimals)
        breaks = np.round(breaks, decimals)
    bounds = Classification(
        scheme, tuple(map(float, breaks)), np.empty(0, np.int64), (), 0, reference, decimals
    )
    classes = bounds.numbers_of(values)
    counts = np.bincount(classes[classes >= 0], minlength=bounds.k)
    return replace(
        bounds,
        classes=classes,
        counts=tuple(int(count) for count in counts),
        missing=int(values.size - present.size),
    )


def classify_counts(values: Floats, highest: int) -> Classification:
    """Class small whole numbers: one class for each of 0 to ``highest``, also where it is empty."""
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


def _breaks(present: Floats, scheme: Scheme, k: int, reference: float | None) -> Floats:
    """Unrounded bounds, the smallest value first."""
    distinct = np.unique(present)
    if distinct.size == 0:
        return np.empty(0)
    if scheme == "reference" and reference is not None:
        return _two_sided(present, reference)
    k = min(k, distinct.size)
    if k == 1:
        return np.array([distinct[0], distinct[0]])
    match scheme:
        case "equal":
            return np.linspace(distinct[0], distinct[-1], k + 1)
        case "fisher_jenks":
            thinned = _thinned(present)
            return compute_natural_breaks(thinned, min(k, np.unique(thinned).size))
        case _:
            return np.quantile(present, np.linspace(0, 1, k + 1))


def _thinned(present: Floats) -> Floats:
    ordered: Floats = np.sort(present)
    if ordered.size <= _MAX_FISHER_JENKS:
        return ordered
    ranks = np.linspace(0, ordered.size - 1, _MAX_FISHER_JENKS).round().astype(int)
    return ordered.take(ranks)


def _two_sided(present: Floats, reference: float) -> Floats:
    """Bounds of seven classes around the reference; "about equal" is always the middle one.

    Classes are shares of the reference, and stay seven even where some are empty.

    Where the reference is about zero (scores), shares say nothing; steps of the spread serve.
    """
    spread = float(np.std(present))
    scale = (spread if abs(reference) < _ABOUT_ZERO * spread else abs(reference)) or 1.0
    inner = reference + scale * np.array(_TWO_SIDED_SHARES)
    low, high = min(present.min(), inner[0]), max(present.max(), inner[-1])
    return np.concatenate([[low], inner, [high]])


def _telling_decimals(breaks: Floats, decimals: int) -> int:
    """Decimals that keep the bounds of the narrow middle class well apart."""
    middle = breaks[_TWO_SIDED_MIDDLE + 1] - breaks[_TWO_SIDED_MIDDLE] if breaks.size else 1.0
    return max(decimals + 1, math.ceil(-math.log10(middle)) + 1)


def _merged(breaks: Floats, present: Floats, decimals: int) -> Floats:
    """Round the bounds, merge classes that fall together, and keep every value inside."""
    if breaks.size == 0:
        return breaks
    rounded = np.round(breaks, decimals)
    shown = np.round(present, decimals)
    rounded[0], rounded[-1] = min(rounded[0], shown.min()), max(rounded[-1], shown.max())
    inner = np.unique(rounded[1:-1])
    inner = inner[(inner >= rounded[0]) & (inner < rounded[-1])]
    if inner.size and inner[0] == rounded[0] and not (shown <= inner[0]).any():
        inner = inner[1:]
    return np.concatenate([[rounded[0]], inner, [rounded[-1]]])

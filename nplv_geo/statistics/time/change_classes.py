"""Classes of a map of changes: as many to each side of a middle one, which is chance."""

from __future__ import annotations

import numpy as np

from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.classify import NO_CLASS, Classification
from nplv_geo.statistics.time.pair_changes import ChangeVerdict, PairChanges

# Classes to each side, at the most.
SIDE = 3


def classify_changes(changes: PairChanges, decimals: int) -> Classification:
    """Class changes by their size and side.

    Parameters
    ----------
    changes
        Changes with their verdicts.
    decimals
        Decimals that bounds and changes are rounded to.

    Returns
    -------
    Classification
        Only clear changes have a class to a side, with bounds that are the same to both: thirds of
        their sizes. The middle class is of what may be chance, whatever its size. What is unsure,
        or no change at all, has none.
    """
    verdicts = changes.verdicts
    rounded = np.round(changes.changes, decimals)
    sizes = np.abs(rounded)
    is_clear = verdicts == ChangeVerdict.CLEAR
    inner = _find_bounds(sizes[is_clear], decimals)
    top = float(sizes[is_clear].max(initial=inner[-1] if inner else 0.0))
    steps = np.searchsorted(inner, sizes, side="left") + 1
    middle = len(inner) + 1
    classes = np.full(verdicts.shape, NO_CLASS, dtype=np.int64)
    classes[verdicts == ChangeVerdict.WITHIN] = middle
    classes[is_clear] = middle + (np.sign(rounded[is_clear]) * steps[is_clear]).astype(np.int64)
    positive = (0.0, *inner, top)
    counts = np.bincount(classes[classes >= 0], minlength=2 * middle + 1)
    return Classification(
        scheme="change",
        breaks=(*(-bound for bound in reversed(positive)), *positive),
        classes=classes,
        counts=tuple(counts.tolist()),
        missing=int((classes == NO_CLASS).sum()),
        decimals=decimals,
    )


def _find_bounds(sizes: Floats, decimals: int) -> list[float]:
    """Bounds between the classes of a side, rounded; fewer when sizes are not that different."""
    if not sizes.size:
        return []
    shares = np.arange(1, SIDE) / SIDE
    bounds = np.unique(np.round(np.quantile(sizes, shares), decimals))
    return [float(bound) for bound in bounds if sizes.min() <= bound < sizes.max()]

"""The median of a few areas, and how far it may be off.

The median of independent values has a standard error too. It is taken as that of a median of
normal values, root of pi / 2 times that of their mean (M.G. Kendall and A. Stuart, The Advanced
Theory of Statistics, vol. 1, on the sampling of quantiles), from what chance makes of each or from
how far they lie apart, whichever is more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median, stdev

from nplv_geo.ground.status import Status
from nplv_geo.statistics.observation import MadeObservation, Observation
from nplv_geo.statistics.variance import Z_95

# The median of fewer values depends on one of them.
ENOUGH_FOR_MEDIAN = 3
# Why a few areas have no median.
TOO_FEW = "few_alike"


def compute_median_margin(values: Sequence[float], margins: Sequence[float | None]) -> float | None:
    """Compute how far the median of values may be off.

    Parameters
    ----------
    values
        At least one, in any unit.
    margins
        Half the 95 % interval of each, in the same unit; None where nobody knows it.

    Returns
    -------
    float or None
        Half the 95 % interval of the median; None where a margin is unknown.
    """
    known = [margin for margin in margins if margin is not None]
    if len(known) < len(values):
        return None
    by_chance = math.sqrt(sum(margin**2 for margin in known) / len(known))
    apart = Z_95 * stdev(values) if len(values) > 1 else 0.0
    return math.sqrt(math.pi / 2 / len(values)) * max(by_chance, apart)


def make_median_row(rows: Sequence[Observation]) -> Observation:
    """Make one row of those of a few areas: the middle one of their values.

    Parameters
    ----------
    rows
        Rows of one layer and period.

    Returns
    -------
    Observation
        Without a value when too few of the rows have one; its coverage is the share that has.
    """
    values = [row.value for row in rows if row.value is not None]
    share = len(values) / len(rows) if rows else 0.0
    if len(values) < ENOUGH_FOR_MEDIAN:
        return MadeObservation(reason=TOO_FEW, coverage=share)
    return MadeObservation(value=median(values), status=Status.OK.value, coverage=share)

"""Changes between two periods of many areas at once, and which of them are more than chance.

Each area is judged as :func:`statistics.time.moves.measure_change_in` judges one with two periods;
all areas of a map are one family of tests (:func:`statistics.time.slopes.select_discoveries`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.arrays import Flags, Floats, Ints
from nplv_geo.statistics.time.moves import SLACK, compute_half_unit, compute_rounding_variance
from nplv_geo.statistics.time.slopes import FALSE_SHARE, select_discoveries
from nplv_geo.statistics.variance import Z_95


class ChangeVerdict(IntEnum):
    """What may be said of a change."""

    NONE = 0  # there is none: one of the two values is missing, or they can't be compared
    UNSURE = 1  # nobody knows how far chance could make it
    WITHIN = 2  # chance or rounding could make it
    CLEAR = 3


@dataclass(frozen=True, slots=True, eq=False)
class PeriodValues:
    """Values of some areas in one period.

    Attributes
    ----------
    values
        Shape (n_areas,), in the unit of the layer; NaN where there is none that may be compared.
    variances
        Likewise, by chance alone, in squared units: 0 without chance to speak of, NaN unknown.
    deviations
        Standard deviations that bringing a value to other areas leaves: 0 where nothing was
        divided, NaN unknown.
    """

    values: Floats
    variances: Floats
    deviations: Floats


@dataclass(frozen=True, slots=True, eq=False)
class PairChanges:
    """Changes of some areas.

    Attributes
    ----------
    changes
        Shape (n_areas,): the later value less the earlier one, NaN where there is none.
    margins
        Half the 95 % interval of each, NaN where it is unknown.
    verdicts
        A :class:`ChangeVerdict` for each.
    """

    changes: Floats
    margins: Floats
    verdicts: Ints


def measure_changes(
    before: PeriodValues, after: PeriodValues, layer: Layer, family: Flags
) -> PairChanges:
    """Measure what changed between two periods.

    Parameters
    ----------
    before, after
        Values of the same areas.
    layer
        Its decimals tell how far rounding can put a value off.
    family
        Shape (n_areas,): areas whose verdicts are given together. The others are judged by
        themselves.

    Returns
    -------
    PairChanges
        A change as small as rounding or chance can make it is within chance; so is one of the
        family that does not stand among so many.
    """
    changes = after.values - before.values
    rounding = compute_rounding_variance(layer)
    by_chance = np.maximum(before.variances, rounding) + np.maximum(after.variances, rounding)
    # Both values may be off to the side that hurts most.
    shared = before.deviations + after.deviations
    deviations = np.sqrt(by_chance + shared**2)
    margins = np.where(np.isfinite(changes), Z_95 * deviations, np.nan)
    is_there, is_known = np.isfinite(changes), np.isfinite(margins)
    is_small = np.abs(changes) <= 2 * compute_half_unit(layer) + SLACK
    p_values = _compute_p_values(changes, deviations)
    stands = np.where(family, _select(p_values, family & is_known), p_values <= FALSE_SHARE)
    is_clear = is_known & stands & ~is_small & (np.abs(changes) > margins)
    verdicts = np.select(
        [~is_there, is_clear, is_known | is_small],
        [ChangeVerdict.NONE, ChangeVerdict.CLEAR, ChangeVerdict.WITHIN],
        ChangeVerdict.UNSURE,
    )
    return PairChanges(changes, margins, verdicts.astype(np.int64))


def _compute_p_values(changes: Floats, deviations: Floats) -> Floats:
    """Chance of a change as large as each, to either side, when there is none; NaN if unknown."""
    scaled = np.abs(changes) / deviations / math.sqrt(2.0)
    return np.array([math.erfc(one) if math.isfinite(one) else math.nan for one in scaled.tolist()])


def _select(p_values: Floats, tested: Flags) -> Flags:
    """Which of the tested areas stand when all are tested at once."""
    stands = np.zeros(p_values.shape, dtype=bool)
    stands[tested] = select_discoveries(p_values[tested].tolist())
    return stands

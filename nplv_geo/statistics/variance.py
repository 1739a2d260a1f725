"""What is known of the part that chance plays in a value: its variance, or why it has none."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

# Standard deviations to each side of a value between which 95 % of the draws of chance lie.
Z_95 = 1.96


@dataclass(frozen=True, slots=True)
class KnownVariance:
    """Chance of which the variance is known.

    Attributes
    ----------
    variance
        In squared units of the value.
    """

    variance: float


class MissingVariance(Enum):
    """Why a value has no variance by chance: nobody knows it, or there is none to speak of.

    The two are words and no numbers, so that neither can be added up by mistake.
    """

    UNKNOWN = "unknown"
    NONE = "none"


UNKNOWN, NONE = MissingVariance.UNKNOWN, MissingVariance.NONE
# What is known of the part that chance plays in a value.
Chance = KnownVariance | MissingVariance


def combine_chances(chances: Iterable[Chance]) -> Chance:
    """Combine the chances of a sum or difference: as unknown as the least known of them.

    Parameters
    ----------
    chances
        One for each value that takes part, all in the same unit.

    Returns
    -------
    KnownVariance or MissingVariance
        The sum of the variances that are known, as of independent values.
    """
    terms = list(chances)
    if any(chance is UNKNOWN for chance in terms):
        return UNKNOWN
    variances = [chance.variance for chance in terms if isinstance(chance, KnownVariance)]
    return KnownVariance(sum(variances)) if variances else NONE


def compute_margin(chance: Chance) -> float | None:
    """Compute half the 95 % interval of a value.

    Parameters
    ----------
    chance
        What is known of chance in the value.

    Returns
    -------
    float or None
        In the unit of the value: 0 where there is no chance to speak of, None where it is unknown.
    """
    if isinstance(chance, KnownVariance):
        return Z_95 * math.sqrt(chance.variance)
    return 0.0 if chance is NONE else None

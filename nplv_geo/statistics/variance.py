"""What is known of the part that chance plays in a value: its variance, or why it has none."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from nplv_geo.definitions.thresholds import WHOLE_PLACES

# Standard deviations to each side of a value between which 95 % of the draws of chance lie.
Z_95 = 1.96
# Likewise 90 %: bands of figures that were brought from the areas of another year.
Z_90 = 1.645


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


def is_divided(moved: float | None) -> bool:
    """Tell whether a part of a figure had to be divided over places to stand on others.

    Parameters
    ----------
    moved
        Share (0 to 1) that was divided; None or NaN for a figure of the areas of the map.

    Returns
    -------
    bool
        False for whole places that were merged or have another number.
    """
    return moved is not None and moved > WHOLE_PLACES


def compute_carried_deviation(moved: float | None, spread: float | None) -> float | None:
    """Compute the standard deviation that bringing a figure to other areas leaves in it.

    Parameters
    ----------
    moved
        Share (0 to 1) of the figure that was divided over places; None when it was published on
        the areas of the map.
    spread
        Half of the 90 % band that the dividing leaves, in the unit of the figure.

    Returns
    -------
    float or None
        In the unit of the figure: 0 where nothing was divided; None where something was and
        nobody knows how far that is off.
    """
    if not is_divided(moved):
        return 0.0
    return None if spread is None or math.isnan(spread) else spread / Z_90


def combine_deviations(deviations: Iterable[float | None]) -> float | None:
    """Combine the standard deviations of a sum or difference of independent values.

    Parameters
    ----------
    deviations
        One for each value, in one unit; None where unknown.

    Returns
    -------
    float or None
        None when any of them is unknown.
    """
    terms = list(deviations)
    known = [one for one in terms if one is not None]
    return math.hypot(*known) if len(known) == len(terms) else None


def add_deviation(chance: Chance, deviation: float | None) -> Chance:
    """Add another cause of doubt to what chance makes of a value, as an independent one.

    Parameters
    ----------
    chance
        What is known of chance in the value.
    deviation
        Standard deviation by the other cause, in the unit of the value; None where unknown.

    Returns
    -------
    KnownVariance or MissingVariance
        Known too for a value without chance, such as a number of inhabitants, that was divided.
    """
    if deviation == 0.0 or chance is UNKNOWN:
        return chance
    if deviation is None:
        return UNKNOWN
    return combine_chances((chance, KnownVariance(deviation**2)))


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

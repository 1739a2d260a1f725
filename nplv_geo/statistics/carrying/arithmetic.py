"""Sums by group and quotients, as arrays of floats."""

from __future__ import annotations

from typing import cast

import numpy as np

from nplv_geo.ground.arrays import Flags, Floats, Places


def sum_by(groups: Places, numbers: Floats | Flags, n: int) -> Floats:
    """Add up numbers by group.

    Parameters
    ----------
    groups
        Shape (n_numbers,): the group of each, from 0.
    numbers
        Shape (n_numbers,), any unit; flags count as 0 and 1.
    n
        Number of groups.

    Returns
    -------
    ndarray
        Shape (n,), in the unit of ``numbers``.
    """
    # With weights these are floats, which the types of numpy do not know.
    return cast("Floats", np.bincount(groups, weights=numbers, minlength=n))


def sum_known_by(groups: Places, numbers: Floats, n: int) -> Floats:
    """Add up numbers by group, without those that are not known.

    Parameters
    ----------
    groups
        Shape (n_numbers,): the group of each, from 0.
    numbers
        Shape (n_numbers,), any unit; NaN where unknown.
    n
        Number of groups.

    Returns
    -------
    ndarray
        Shape (n,), in the unit of ``numbers``. How much was left out is up to who asks.
    """
    is_known = ~np.isnan(numbers)
    return sum_by(groups[is_known], numbers[is_known], n)


def divide(numbers: Floats, totals: Floats, default: float = np.nan) -> Floats:
    """Divide where there is something to divide by.

    Parameters
    ----------
    numbers, totals
        Of one shape, any unit.
    default
        What stands where the total is not above 0.

    Returns
    -------
    ndarray
        Of that shape.
    """
    quotients = np.full(len(numbers), default)
    np.divide(numbers, totals, out=quotients, where=totals > 0)
    return quotients

"""How far a carried figure may be off: the half-width of its 90 % band.

A place that was divided gives each of its parts a share of its figure, and nobody knows how the
figure really lay. The band grows with what was divided; how fast is found out by trying
(:mod:`nplv_geo.build.carrying.backtest`), layer by layer.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.carrying.arithmetic import divide, sum_by, sum_known_by
from nplv_geo.statistics.carrying.parts import Parts

COVER = 0.9
# Shares that are nothing or all but for rounding divide nothing.
_HAIR = 1e-6
_QUARTILES = 1.349  # standard deviations between the quartiles of a normal distribution


def measure_doubt_of_sums(amounts: pd.Series, parts: Parts) -> Floats:
    """Measure what sums may be off by.

    Parameters
    ----------
    amounts
        Counts by source code, NaN where unknown.
    parts
        Pairs of sources and targets.

    Returns
    -------
    ndarray
        Shape (n_targets,), in the unit of the counts.

    Notes
    -----
    Of a count ``A`` of which the share ``f`` is given to a target, ``A * sqrt(f * (1 - f))``:
    nothing for a whole source, most for one that is halved. What other sources bring to the
    targets of a source may have grown since, and that ends in its parts: as much doubt as there is
    of those, but no more than ``A``. Sources are independent of one another. Added to that is the
    difference between division by people and by land.
    """
    amount = amounts.reindex(parts.sources).to_numpy(dtype=float)[parts.source_of]
    given = amount * parts.shares
    n = len(parts.targets)
    by_people = sum_known_by(parts.target_of, given, n)
    from_others = (by_people[parts.target_of] - given) ** 2
    others = sum_known_by(parts.source_of, from_others, len(parts.sources))
    spread = parts.shares * parts.rests
    growth = np.minimum(others[parts.source_of], amount**2)
    divided = np.where(spread > _HAIR, amount**2 * spread + growth, 0.0)
    by_land = sum_known_by(parts.target_of, amount * parts.land_shares, n)
    is_divided = sum_known_by(parts.target_of, divided, n)
    gap = np.where(is_divided > 0, by_land - by_people, 0.0)
    doubt: Floats = np.sqrt(is_divided + gap**2)
    return doubt


def measure_doubt_of_means(rows: pd.DataFrame, parts: Parts, contrast: float) -> Floats:
    """Measure what means, shares and rates may be off by.

    Parameters
    ----------
    rows
        By source code: ``amount`` and ``weight``.
    parts
        Pairs of sources and targets.
    contrast
        How much places differ from one another (:func:`measure_contrast`).

    Returns
    -------
    ndarray
        Shape (n_targets,), in the unit of the figure.

    Notes
    -----
    A part of a place has another mean than the whole: as much as the places of the country differ
    from one another, times the root of what was divided. Added to that is the difference between
    division by people and by land.
    """
    places = rows.index.get_indexer(parts.sources)
    amount, weight = (
        np.append(rows[name].to_numpy(dtype=float), np.nan)[places][parts.source_of]
        for name in ("amount", "weight")
    )
    is_known = ~np.isnan(amount) & (weight > 0)
    amount, weight = np.where(is_known, amount, 0.0), np.where(is_known, weight, 0.0)
    n, of_target = len(parts.targets), parts.target_of
    total = sum_by(of_target, weight * parts.shares, n)
    share = divide(weight * parts.shares, total[of_target], 0.0)
    divided = sum_by(of_target, share**2 * parts.rests, n)
    by_people = divide(sum_by(of_target, amount * parts.shares, n), total, 0.0)
    land_total = sum_by(of_target, weight * parts.land_shares, n)
    by_land = divide(sum_by(of_target, amount * parts.land_shares, n), land_total, 0.0)
    gap = np.where(divided > 0, by_land - by_people, 0.0)
    doubt: Floats = np.sqrt(divided * contrast**2 + gap**2)
    return doubt


def measure_contrast(rows: pd.DataFrame) -> float:
    """Measure how much places differ from one another.

    Parameters
    ----------
    rows
        By code: ``amount`` and ``weight``; buurten count.

    Returns
    -------
    float
        Standard deviation of their means, from the quartiles: one odd place says nothing of the
        others. 0 when fewer than two are known.
    """
    amount, weight = (rows[name].to_numpy(dtype=float) for name in ("amount", "weight"))
    is_counted = np.asarray(rows.index.str.startswith("BU"), dtype=bool) & (weight > 0)
    values = amount[is_counted] / weight[is_counted]
    values = values[~np.isnan(values)]
    if len(values) < 2:  # noqa: PLR2004  # one place differs from nothing
        return 0.0
    low, high = np.quantile(values, [0.25, 0.75])
    return float(high - low) / _QUARTILES


def calibrate_factor(errors: Floats, doubts: Floats) -> float:
    """Find what doubts must be multiplied with to hold the truth nine times out of ten.

    Parameters
    ----------
    errors
        Carried minus true figures, shape (n_cases,).
    doubts
        What each may be off by, above 0, shape (n_cases,).

    Returns
    -------
    float
        The 90 % quantile of their ratio.
    """
    return float(np.quantile(np.abs(errors) / doubts, COVER))

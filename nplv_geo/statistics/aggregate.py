"""From buurten to any larger area: sums, rates and weighted means with their coverage.

One formula serves all rules. Each member brings an *amount* and a *weight*; a mean is the sum
of amounts over the sum of weights. For a rate the amount is the count (times ``per``) and the
weight its denominator, so a rate is never the mean of rates.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.ground.arrays import Flags, Floats, Places
from nplv_geo.ground.status import STATUS_TYPE, Status, decode_statuses, encode_status
from nplv_geo.statistics.membership import Membership

RESULT_COLUMNS = [
    "value",
    "status",
    "reason",
    "coverage",
    "lower",
    "upper",
    "amount",
    "weight",
    "margin",
    "units_with",
    "units_total",
]
# Those that say how large a figure is, or let someone work it out.
NUMBERS = ("value", "lower", "upper", "amount", "weight", "margin")
LOW_COVERAGE = "low_coverage"
SMALL_DENOMINATOR = "small_denominator"
BOUNDARY_MISMATCH = "boundary_mismatch"

_OK, _SUPPRESSED, _NO_DATA = map(encode_status, (Status.OK, Status.SUPPRESSED, Status.NO_DATA))


def aggregate_weighted_mean(
    base: pd.DataFrame,
    groups: Membership,
    *,
    value_range: tuple[float, float] | None,
    min_coverage: float,
) -> pd.DataFrame:
    """Compute weighted means or rates of larger areas.

    Parameters
    ----------
    base
        Indexed by member code, shape (n_codes, ...), with ``amount`` (value times weight, or for a
        rate the count times ``per``) and ``weight`` (either may be NaN), ``margin`` (half the
        interval that the publisher gives, in the unit of the value, NaN where it gives none) and
        ``status``.
    groups
        What each area is made of.
    value_range
        Smallest and largest value that a withheld member could have, in the unit of the value;
        None if unknown, in which case no bounds are claimed.
    min_coverage
        Share (0 to 1) of the weight that must have a value before the area's value is shown.

    Returns
    -------
    DataFrame
        Indexed by area with :data:`RESULT_COLUMNS`; NaN where the coverage is too low.

    Notes
    -----
    With the sum ``A`` of the amounts and ``W`` of the weights of members that have both, and the
    total weight ``T`` of all members, the value is ``A / W`` and the coverage ``W / T``. The bounds
    ``(A + low * (T - W)) / T`` and ``(A + high * (T - W)) / T`` are what the value would be if all
    that is withheld had the smallest, or the largest, possible value. No distribution is assumed:
    these are the worst-case bounds of partial identification (C.F. Manski, "Partial Identification
    of Probability Distributions", Springer 2003).

    Margins are averaged with the weights, as if all members of an area were off to one side: they
    come out of one model. That is the careful reading; were they independent, the margin of an
    area would be much smaller. An area has a margin only when all of its members have one.
    """
    of_member, weights = (_take_parts(base[name], groups) for name in ("amount", "weight"))
    has_value = ~np.isnan(of_member) & ~np.isnan(weights)
    amount = groups.sum_by_area(np.where(has_value, of_member, 0.0))
    weight = groups.sum_by_area(np.where(has_value, weights, 0.0))
    total = groups.sum_by_area(np.where(np.isnan(weights), 0.0, weights))
    low, high = value_range or (np.nan, np.nan)
    return _apply_coverage(
        base,
        groups,
        has_value,
        min_coverage,
        value=_divide(amount, weight, np.nan),
        coverage=_divide(weight, total, 0.0),
        lower=_divide(amount + low * (total - weight), total, np.nan),
        upper=_divide(amount + high * (total - weight), total, np.nan),
        amount=amount,
        weight=weight,
        margin=_divide(_sum_margins(base, groups, has_value, weights), weight, np.nan),
    )


def aggregate_sum(base: pd.DataFrame, groups: Membership, *, min_coverage: float) -> pd.DataFrame:
    """Add up larger areas; what is withheld makes the sum a lower bound.

    Parameters
    ----------
    base
        As for :func:`aggregate_weighted_mean`, with the counts in ``amount``. ``weight`` only
        serves the coverage; without any weight the coverage counts members.
    groups
        What each area is made of.
    min_coverage
        Share (0 to 1) of the weight that must have a value before the area's sum is shown.

    Returns
    -------
    DataFrame
        Indexed by area with :data:`RESULT_COLUMNS`; ``upper`` is NaN unless every member has a
        value, ``weight`` always.
    """
    of_member, weights = (_take_parts(base[name], groups) for name in ("amount", "weight"))
    has_value = ~np.isnan(of_member)
    is_weightless = np.isnan(weights)
    weights = (
        np.ones(len(weights)) if is_weightless.all() else np.where(is_weightless, 0.0, weights)
    )
    units = groups.sum_by_area(has_value)
    value = np.where(units > 0, groups.sum_by_area(np.where(has_value, of_member, 0.0)), np.nan)
    is_whole = units == groups.sum_by_area(np.ones(len(has_value)))
    shares = np.ones(len(has_value)) if groups.shares is None else groups.shares
    return _apply_coverage(
        base,
        groups,
        has_value,
        min_coverage,
        value=value,
        coverage=_divide(
            groups.sum_by_area(np.where(has_value, weights, 0.0)), groups.sum_by_area(weights), 0.0
        ),
        lower=value,
        upper=np.where(is_whole, value, np.nan),
        amount=value,
        weight=np.full(len(value), np.nan),
        margin=_sum_margins(base, groups, has_value, shares),
    )


def find_observed_range(rows: pd.DataFrame) -> tuple[float, float] | None:
    """Find the smallest and largest value: an assumption on what is withheld.

    Parameters
    ----------
    rows
        With a ``value`` each, in any unit.

    Returns
    -------
    tuple of float or None
        None when no value is known.
    """
    values = rows["value"].dropna()
    return (float(values.min()), float(values.max())) if len(values) else None


def withhold_small_rates(
    values: pd.DataFrame, denominators: pd.Series, smallest: float
) -> pd.DataFrame:
    """Withhold the rates of areas with too few residents, or whatever they are divided by.

    Parameters
    ----------
    values
        Rates by area, with ``value``, ``lower``, ``upper``, ``margin``, ``status`` and ``reason``;
        changed in place.
    denominators
        What each is divided by; NaN where that is unknown.
    smallest
        Denominator from which a rate means something.

    Returns
    -------
    DataFrame
        The same; amounts and weights stay, for larger areas are made of them.
    """
    is_small = (denominators < smallest) & (values["status"] == Status.OK.value)
    values.loc[is_small, ["value", "lower", "upper", "margin"]] = np.nan
    values.loc[is_small, "status"] = Status.NO_DATA.value
    values.loc[is_small, "reason"] = SMALL_DENOMINATOR
    return values


def _sum_margins(
    base: pd.DataFrame, groups: Membership, has_value: Flags, weights: Floats
) -> Floats:
    """Sum per area of the weighted margins of its known members; NaN when one has none."""
    if "margin" not in base.columns:
        return np.full(len(groups.areas), np.nan)
    return groups.sum_by_area(
        np.where(has_value, _take_of_members(base["margin"], groups) * weights, 0.0)
    )


def _take_of_members(numbers: pd.Series, groups: Membership) -> Floats:
    """The number of each pair's member; NaN where ``numbers`` does not have the member."""
    places = groups.locate_members(numbers.index)
    of_members: Floats = np.append(numbers.to_numpy(dtype=float), np.nan)[places]
    return of_members


def _take_parts(numbers: pd.Series, groups: Membership) -> Floats:
    """The part of each pair's member that belongs to the area."""
    of_members = _take_of_members(numbers, groups)
    return of_members if groups.shares is None else of_members * groups.shares


def _divide(dividend: Floats, divisor: Floats, default: float) -> Floats:
    """Quotient, or ``default`` where there is nothing to divide by."""
    result = np.full(len(dividend), default)
    np.divide(dividend, divisor, out=result, where=divisor > 0)
    return result


def _apply_coverage(
    base: pd.DataFrame,
    groups: Membership,
    has_value: Flags,
    min_coverage: float,
    **numbers: Floats,
) -> pd.DataFrame:
    """Decide which values may be shown, and say why the others may not."""
    units_with, units_total = (
        groups.sum_by_area(has_value),
        groups.sum_by_area(np.ones(len(has_value))),
    )
    is_shown = (numbers["coverage"] >= min_coverage) & ~np.isnan(numbers["value"])
    is_empty = units_with == 0
    status = np.where(is_shown, _OK, _SUPPRESSED)
    status = np.where(is_empty, _find_main_status(base["status"], groups, has_value), status)
    measures = {name: np.where(is_shown, values, np.nan) for name, values in numbers.items()}
    reason = np.where(is_shown | is_empty, "", LOW_COVERAGE)
    labels = {
        "status": decode_statuses(status, groups.areas),
        "reason": pd.Series(reason, groups.areas, dtype="object"),
        "coverage": numbers["coverage"],
        "units_with": units_with.astype(int),
        "units_total": units_total.astype(int),
    }
    return pd.DataFrame(measures | labels, groups.areas)[RESULT_COLUMNS]


def _find_main_status(statuses: pd.Series, groups: Membership, has_value: Flags) -> Places:
    """Number of the most frequent reason per area among members without a value.

    A member whose status is ``ok`` lacks its weight, which is no reason of the publisher.
    """
    codes = np.append(pd.Categorical(statuses, dtype=STATUS_TYPE).codes, _NO_DATA)
    of_pairs = np.where(codes < 0, _NO_DATA, codes)[groups.locate_members(statuses.index)]
    is_reason = ~has_value & (of_pairs != _OK)
    n = len(STATUS_TYPE.categories)
    pairs = groups.area_of[is_reason] * n + of_pairs[is_reason]
    counts = np.bincount(pairs, minlength=n * len(groups.areas)).reshape(-1, n)
    # Of two that are as frequent, the last in the alphabet.
    main = n - 1 - counts[:, ::-1].argmax(axis=1)
    return np.where(counts.any(axis=1), main, _NO_DATA)

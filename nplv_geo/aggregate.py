"""From buurten to any larger area: sums, rates and weighted means with their coverage.

One formula serves all rules. Each member brings an *amount* and a *weight*; a mean is the sum
of amounts over the sum of weights. For a rate the amount is the count (times ``per``) and the
weight its denominator, so a rate is never the mean of rates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from nplv_geo.figures import Status

RESULT_COLUMNS = [
    "value",
    "status",
    "reason",
    "coverage",
    "lower",
    "upper",
    "amount",
    "weight",
    "units_with",
    "units_total",
]
LOW_COVERAGE = "low_coverage"


def members(groups: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """Turn ``{area: members}`` into one long table with columns ``area`` and ``member``."""
    pairs = [(area, member) for area, codes in groups.items() for member in codes]
    return pd.DataFrame(pairs, columns=["area", "member"], dtype="object")


def weighted(
    base: pd.DataFrame,
    pairs: pd.DataFrame,
    *,
    value_range: tuple[float, float] | None,
    min_coverage: float,
) -> pd.DataFrame:
    """Weighted means or rates of larger areas.

    Parameters
    ----------
    base
        Indexed by member code, with ``amount`` and ``weight`` (either may be NaN) and
        ``status``.
    pairs
        Long table ``area``, ``member``.
    value_range
        Smallest and largest value that a withheld member could have; None if unknown, in
        which case no bounds are claimed.
    min_coverage
        Share of the weight that must have a value before the area's value is shown.

    Returns
    -------
    DataFrame
        Indexed by area with :data:`RESULT_COLUMNS`.
    """
    rows = _joined(base, pairs)
    known = rows["amount"].notna() & rows["weight"].notna()
    rows = rows.assign(
        known=known,
        known_amount=rows["amount"].where(known, 0.0),
        known_weight=rows["weight"].where(known, 0.0),
        all_weight=rows["weight"].fillna(0.0),
    )
    sums = _summed(rows, ["known_amount", "known_weight", "all_weight"])
    amount, weight, total = sums["known_amount"], sums["known_weight"], sums["all_weight"]
    value = (amount / weight).where(weight > 0)
    coverage = (weight / total).where(total > 0, 0.0)
    low, high = value_range or (np.nan, np.nan)
    result = sums.assign(
        value=value,
        coverage=coverage,
        lower=(amount + low * (total - weight)) / total,
        upper=(amount + high * (total - weight)) / total,
        amount=amount,
        weight=weight,
    )
    return _judged(result, rows, min_coverage)


def summed(base: pd.DataFrame, pairs: pd.DataFrame, *, min_coverage: float) -> pd.DataFrame:
    """Sums of larger areas; what is withheld makes the sum a lower bound.

    ``base`` and ``pairs`` are as for :func:`weighted`; ``weight``, where present, only serves
    the coverage. Without any weight the coverage counts members.
    """
    rows = _joined(base, pairs)
    known = rows["amount"].notna()
    weight = rows["weight"].fillna(0.0) if rows["weight"].notna().any() else known * 0.0 + 1.0
    rows = rows.assign(
        known=known,
        known_amount=rows["amount"].where(known, 0.0),
        known_weight=weight.where(known, 0.0),
        all_weight=weight,
    )
    sums = _summed(rows, ["known_amount", "known_weight", "all_weight"])
    total = sums["all_weight"]
    value = sums["known_amount"].where(sums["units_with"] > 0)
    coverage = (sums["known_weight"] / total).where(total > 0, 0.0)
    complete = sums["units_with"] == sums["units_total"]
    result = sums.assign(
        value=value,
        coverage=coverage,
        lower=value,
        upper=value.where(complete),
        amount=value,
        weight=np.nan,
    )
    return _judged(result, rows, min_coverage)


def _joined(base: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    rows = pairs.join(base[["amount", "weight", "status"]], on="member")
    return rows.assign(status=rows["status"].fillna(Status.NO_DATA.value))


def _summed(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    grouped = rows.groupby("area", sort=True)
    sums = grouped[columns].sum()
    return sums.assign(units_with=grouped["known"].sum(), units_total=grouped.size())


def _judged(result: pd.DataFrame, rows: pd.DataFrame, min_coverage: float) -> pd.DataFrame:
    """Decide which values may be shown, and say why the others may not."""
    enough = (result["coverage"] >= min_coverage) & result["value"].notna()
    nothing = result["units_with"] == 0
    why = _main_status(rows[~rows["known"]])
    status = pd.Series(Status.OK.value, index=result.index, dtype="object")
    status[~enough] = Status.SUPPRESSED.value
    status[nothing] = why.reindex(result.index[nothing]).fillna(Status.NO_DATA.value)
    reason = pd.Series("", index=result.index, dtype="object")
    reason[~enough & ~nothing] = LOW_COVERAGE
    shown = ["value", "lower", "upper", "amount", "weight"]
    result = result.assign(status=status, reason=reason)
    result.loc[~enough, shown] = np.nan
    return result[RESULT_COLUMNS]


def _main_status(unknown: pd.DataFrame) -> pd.Series:
    """Most frequent reason per area among members without a value.

    A member whose status is ``ok`` lacks its weight, which is no reason of the publisher.
    """
    reasons = unknown[unknown["status"] != Status.OK.value]
    counts = reasons.groupby(["area", "status"]).size().sort_values(kind="stable")
    return counts.reset_index().drop_duplicates("area", keep="last").set_index("area")["status"]

"""From buurten to any larger area: sums, rates and weighted means with their coverage.

One formula serves all rules. Each member brings an *amount* and a *weight*; a mean is the sum
of amounts over the sum of weights. For a rate the amount is the count (times ``per``) and the
weight its denominator, so a rate is never the mean of rates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from nplv_geo.ground.status import STATUS_TYPE, Status, decode_statuses, encode_status

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
LOW_COVERAGE = "low_coverage"
BOUNDARY_MISMATCH = "boundary_mismatch"

_OK, _SUPPRESSED, _NO_DATA = map(encode_status, (Status.OK, Status.SUPPRESSED, Status.NO_DATA))


@dataclass(frozen=True, eq=False)
class Members:
    """What larger areas are made of: pairs of an area and a member, as numbers.

    Attributes
    ----------
    areas
        The larger areas, in alphabetical order.
    area_of
        For each pair the place of its area in ``areas``.
    codes
        For each pair the code of its member.
    """

    areas: pd.Index
    area_of: np.ndarray
    codes: pd.Index
    _found: dict[str, tuple[pd.Index, np.ndarray]] = field(
        default_factory=dict, init=False, repr=False
    )

    def among(self, index: pd.Index) -> np.ndarray:
        """Places of the members in an index, -1 where it lacks one."""
        return self._once("codes", index)

    def places_in(self, index: pd.Index) -> np.ndarray:
        """Places of the areas in an index, -1 where it lacks one."""
        return self._once("areas", index)

    def _once(self, which: str, index: pd.Index) -> np.ndarray:
        """Look up in the index of before only once: a build asks with the same one all the time."""
        known = self._found.get(which)
        if known is None or known[0] is not index:
            wanted: pd.Index = getattr(self, which)
            known = (index, index.get_indexer(wanted))
            self._found[which] = known
        return known[1]

    def sums(self, numbers: np.ndarray) -> np.ndarray:
        """Sum per area of a number per pair."""
        return np.bincount(self.area_of, weights=numbers, minlength=len(self.areas))


def members(groups: Mapping[str, Iterable[str]]) -> Members:
    """Turn ``{area: members}`` into pairs; an area without members is left out."""
    pairs = [(area, member) for area in sorted(groups) for member in groups[area]]
    areas = list(dict.fromkeys(area for area, _ in pairs))
    places = {area: place for place, area in enumerate(areas)}
    return Members(
        pd.Index(areas, dtype="str"),
        np.array([places[area] for area, _ in pairs], dtype=np.intp),
        pd.Index([member for _, member in pairs], dtype="str"),
    )


def weighted(
    base: pd.DataFrame,
    groups: Members,
    *,
    value_range: tuple[float, float] | None,
    min_coverage: float,
) -> pd.DataFrame:
    """Weighted means or rates of larger areas.

    Parameters
    ----------
    base
        Indexed by member code, with ``amount`` and ``weight`` (either may be NaN), ``margin``
        (half the interval that the publisher gives, NaN where it gives none) and ``status``.
    groups
        What each area is made of.
    value_range
        Smallest and largest value that a withheld member could have; None if unknown, in
        which case no bounds are claimed.
    min_coverage
        Share of the weight that must have a value before the area's value is shown.

    Returns
    -------
    DataFrame
        Indexed by area with :data:`RESULT_COLUMNS`.

    Notes
    -----
    Margins are averaged with the weights, as if all members of an area were off to one side: they
    come out of one model. That is the careful reading; were they independent, the margin of an
    area would be much smaller. An area has a margin only when all of its members have one.
    """
    of_member, weights = (_of_members(base[name], groups) for name in ("amount", "weight"))
    known = ~np.isnan(of_member) & ~np.isnan(weights)
    amount = groups.sums(np.where(known, of_member, 0.0))
    weight = groups.sums(np.where(known, weights, 0.0))
    total = groups.sums(np.where(np.isnan(weights), 0.0, weights))
    low, high = value_range or (np.nan, np.nan)
    return _judged(
        base,
        groups,
        known,
        min_coverage,
        value=_divided(amount, weight, np.nan),
        coverage=_divided(weight, total, 0.0),
        lower=_divided(amount + low * (total - weight), total, np.nan),
        upper=_divided(amount + high * (total - weight), total, np.nan),
        amount=amount,
        weight=weight,
        margin=_divided(_margins(base, groups, known, weights), weight, np.nan),
    )


def summed(base: pd.DataFrame, groups: Members, *, min_coverage: float) -> pd.DataFrame:
    """Sums of larger areas; what is withheld makes the sum a lower bound.

    ``base`` and ``groups`` are as for :func:`weighted`; ``weight``, where present, only serves
    the coverage. Without any weight the coverage counts members.
    """
    of_member, weights = (_of_members(base[name], groups) for name in ("amount", "weight"))
    known = ~np.isnan(of_member)
    unknown = np.isnan(weights)
    weights = np.ones(len(weights)) if unknown.all() else np.where(unknown, 0.0, weights)
    units = groups.sums(known)
    value = np.where(units > 0, groups.sums(np.where(known, of_member, 0.0)), np.nan)
    is_whole = units == groups.sums(np.ones(len(known)))
    return _judged(
        base,
        groups,
        known,
        min_coverage,
        value=value,
        coverage=_divided(groups.sums(np.where(known, weights, 0.0)), groups.sums(weights), 0.0),
        lower=value,
        upper=np.where(is_whole, value, np.nan),
        amount=value,
        weight=np.full(len(value), np.nan),
        margin=_margins(base, groups, known, np.ones(len(known))),
    )


def _margins(
    base: pd.DataFrame, groups: Members, known: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """Sum per area of the weighted margins of its known members; NaN when one has none."""
    if "margin" not in base.columns:
        return np.full(len(groups.areas), np.nan)
    return groups.sums(np.where(known, _of_members(base["margin"], groups) * weights, 0.0))


def _of_members(numbers: pd.Series, groups: Members) -> np.ndarray:
    """The number of each pair's member; NaN where ``numbers`` does not have the member."""
    places = groups.among(numbers.index)
    found: np.ndarray = np.append(numbers.to_numpy(dtype=float), np.nan)[places]
    return found


def _divided(one: np.ndarray, other: np.ndarray, otherwise: float) -> np.ndarray:
    """Quotient, or ``otherwise`` where there is nothing to divide by."""
    result = np.full(len(one), otherwise)
    np.divide(one, other, out=result, where=other > 0)
    return result


def _judged(
    base: pd.DataFrame,
    groups: Members,
    known: np.ndarray,
    min_coverage: float,
    **numbers: np.ndarray,
) -> pd.DataFrame:
    """Decide which values may be shown, and say why the others may not."""
    units_with, units_total = groups.sums(known), groups.sums(np.ones(len(known)))
    enough = (numbers["coverage"] >= min_coverage) & ~np.isnan(numbers["value"])
    nothing = units_with == 0
    status = np.where(enough, _OK, _SUPPRESSED)
    status = np.where(nothing, _main_status(base["status"], groups, known), status)
    shown = {name: np.where(enough, values, np.nan) for name, values in numbers.items()}
    reason = np.where(enough | nothing, "", LOW_COVERAGE)
    others = {
        "status": decode_statuses(status, groups.areas),
        "reason": pd.Series(reason, groups.areas, dtype="object"),
        "coverage": numbers["coverage"],
        "units_with": units_with.astype(int),
        "units_total": units_total.astype(int),
    }
    return pd.DataFrame(shown | others, groups.areas)[RESULT_COLUMNS]


def _main_status(statuses: pd.Series, groups: Members, known: np.ndarray) -> np.ndarray:
    """Number of the most frequent reason per area among members without a value.

    A member whose status is ``ok`` lacks its weight, which is no reason of the publisher.
    """
    codes = np.append(pd.Categorical(statuses, dtype=STATUS_TYPE).codes, _NO_DATA)
    own = np.where(codes < 0, _NO_DATA, codes)[groups.among(statuses.index)]
    is_reason = ~known & (own != _OK)
    n = len(STATUS_TYPE.categories)
    pairs = groups.area_of[is_reason] * n + own[is_reason]
    counts = np.bincount(pairs, minlength=n * len(groups.areas)).reshape(-1, n)
    # Of two that are as frequent, the last in the alphabet.
    most = n - 1 - counts[:, ::-1].argmax(axis=1)
    return np.where(counts.any(axis=1), most, _NO_DATA)

"""Weights and denominators of the year that a figure is about, also where none were published.

Crimes of 2021 are divided by the inhabitants of 2021. Of a place for which those were not
published, they are estimated, in this order:

1. between its nearest years before and after, along a straight line;
2. from its nearest year, with the growth of its gemeente, or else of the country, since then;
3. where no growth is known, its nearest year serves as it is.

Straight lines between censuses and a growth taken from the larger whole are the usual estimates
between and after counts of small areas (D.A. Swanson and J. Tayman, "Subnational population
estimates", Springer 2012, chapters 5 and 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


class WeightMethod(StrEnum):
    """Where the weights of a year come from, the surest first."""

    SAME_YEAR = "same_year"
    INTERPOLATED = "interpolated"
    SCALED = "scaled"
    OTHER_YEAR = "other_year"


_METHODS = tuple(WeightMethod)


@dataclass(frozen=True, eq=False)
class YearWeights:
    """Weights of one year for all codes of an edition.

    Attributes
    ----------
    values
        Shape (codes,), NaN where nothing is known of any year.
    method
        That of most codes, the country aside.
    years
        Years whose published figures took part, sorted.
    """

    values: Floats
    method: WeightMethod
    years: tuple[int, ...]


def estimate_weights(
    year: int,
    known: Mapping[int, Floats],
    *,
    gemeenten: Places,
    country: int,
    national: Mapping[int, float],
) -> YearWeights:
    """Weights of ``year``, published where they are and estimated where they aren't.

    Parameters
    ----------
    known
        By year the published values, shape (codes,), NaN where there is none; at least one year.
    gemeenten
        For each code the place of its gemeente among the codes, -1 for none.
    country
        Place of the country among the codes.
    national
        Published values of the country by year, for years that ``known`` does not have.
    """
    values = known.get(year, np.full(len(gemeenten), np.nan)).copy()
    published = {y: float(own[country]) for y, own in known.items() if np.isfinite(own[country])}
    national = {**national, **published}
    methods = np.where(np.isfinite(values), 0, len(_METHODS))
    before, before_year = _nearest(known, [y for y in sorted(known) if y < year])
    after, after_year = _nearest(known, [y for y in sorted(known, reverse=True) if y > year])
    between = np.isnan(values) & np.isfinite(before) & np.isfinite(after)
    share = (year - before_year) / np.where(between, after_year - before_year, 1)
    values[between] = (before + share * (after - before))[between]
    methods[between] = _METHODS.index(WeightMethod.INTERPOLATED)
    values[country] = national.get(year, values[country])
    if np.isfinite(values[country]):
        national[year] = float(values[country])
    lonely = np.isnan(values) & (np.isfinite(before) | np.isfinite(after))
    has_before = np.isfinite(before)
    base, base_year = np.where(has_before, (before, before_year), (after, after_year))
    growth = np.full(values.size, np.nan)
    for since in np.unique(base_year[lonely]).astype(int):
        nation = national[year] / national[since] if {year, since} <= national.keys() else np.nan
        grown = _growth_of_gemeenten(values, known[since], gemeenten, nation)
        growth = np.where(base_year == since, grown, growth)
    values[lonely] = (base * np.where(np.isfinite(growth), growth, 1.0))[lonely]
    is_scaled = lonely & np.isfinite(growth)
    methods[is_scaled] = _METHODS.index(WeightMethod.SCALED)
    methods[lonely & ~is_scaled] = _METHODS.index(WeightMethod.OTHER_YEAR)
    return YearWeights(values, _main_method(np.delete(methods, country)), tuple(sorted(known)))


def _nearest(known: Mapping[int, Floats], years: list[int]) -> tuple[Floats, Floats]:
    """Value and year of the last of ``years`` in which each code is known; NaN where in none."""
    size = len(next(iter(known.values())))
    values, found = np.full(size, np.nan), np.full(size, np.nan)
    for year in years:
        there = np.isfinite(known[year])
        values[there], found[there] = known[year][there], year
    return values, found


def _growth_of_gemeenten(now: Floats, then: Floats, gemeenten: Places, nation: float) -> Floats:
    """Growth of the gemeente of each code if it has both years, else ``nation``."""
    with np.errstate(divide="ignore", invalid="ignore"):
        local = np.where(gemeenten >= 0, now[gemeenten] / then[gemeenten], np.nan)
    return np.where(np.isfinite(local), local, nation)


def _main_method(methods: npt.NDArray[np.int64]) -> WeightMethod:
    counts = np.bincount(methods[methods < len(_METHODS)], minlength=len(_METHODS))
    return _METHODS[int(counts.argmax())]

"""Weights and denominators of the year that a figure is about, also where none were published.

Crimes of 2021 are divided by the inhabitants of 2021. Of a place for which those were not
published, they are estimated, in this order:

1. between its nearest years before and after, along a straight line;
2. from its nearest year, with the growth of its gemeente, or else of the country, since then;
3. where no growth is known, its nearest year serves as it is.

Straight lines between censuses and a growth taken from the larger whole are the usual estimates
between and after counts of small areas (D.A. Swanson and J. Tayman, "Subnational population
estimates", Springer 2012, chapters 5 and 6).

A denominator that stands in the table itself is withheld with its figure. What it would have been
is needed all the same, for how much of a larger area is known: :func:`fill_by_inhabitants`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from nplv_geo.ground.arrays import Flags, Floats, Ints, Places


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
        Shape (n_codes,), NaN where nothing is known of any year.
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
    published: Mapping[int, Floats],
    *,
    gemeenten: Places,
    country: int,
    national: Mapping[int, float],
) -> YearWeights:
    """Take the weights of a year, published where they are and estimated where they aren't.

    Parameters
    ----------
    year
        Calendar year of the figures that are weighed.
    published
        By year the published values, shape (n_codes,), in persons, households …, NaN where there
        is none; at least one year.
    gemeenten
        Shape (n_codes,): for each code the place of its gemeente among the codes, -1 for none.
    country
        Place of the country among the codes.
    national
        Published values of the country by year, for years that ``published`` does not have.

    Returns
    -------
    YearWeights
        In the unit of ``published``.
    """
    values = published.get(year, np.full(len(gemeenten), np.nan)).copy()
    methods = np.where(np.isfinite(values), 0, len(_METHODS))
    before = _find_nearest(published, [y for y in sorted(published) if y < year])
    after = _find_nearest(published, [y for y in sorted(published, reverse=True) if y > year])
    is_between = np.isnan(values) & before.is_found & after.is_found
    values[is_between] = _interpolate(year, before, after, is_between)[is_between]
    methods[is_between] = _METHODS.index(WeightMethod.INTERPOLATED)
    totals = {**national, **_take_country(published, country)}
    values[country] = totals.get(year, values[country])
    if np.isfinite(values[country]):
        totals[year] = float(values[country])
    is_one_sided = np.isnan(values) & (before.is_found | after.is_found)
    nearest = _Nearest(*np.where(before.is_found, before, after))
    growth = np.full(values.size, np.nan)
    for since in np.unique(nearest.years[is_one_sided]).astype(int):
        nation = totals[year] / totals[since] if {year, since} <= totals.keys() else np.nan
        since_then = _compute_growth(values, published[since], gemeenten, nation)
        growth = np.where(nearest.years == since, since_then, growth)
    is_scaled = is_one_sided & np.isfinite(growth)
    scaled = nearest.values * np.where(np.isfinite(growth), growth, 1.0)
    values[is_one_sided] = scaled[is_one_sided]
    methods[is_scaled] = _METHODS.index(WeightMethod.SCALED)
    methods[is_one_sided & ~is_scaled] = _METHODS.index(WeightMethod.OTHER_YEAR)
    main_method = _find_main_method(np.delete(methods, country))
    return YearWeights(values, main_method, tuple(sorted(published)))


def fill_by_inhabitants(
    weights: Floats, inhabitants: Floats, *, gemeenten: Places, country: int
) -> Floats:
    """Fill weights that a table withholds, so that they lower the coverage of larger areas.

    Parameters
    ----------
    weights
        Shape (n_codes,), in persons, households …; NaN where the table gives none.
    inhabitants
        Shape (n_codes,), persons.
    gemeenten
        Shape (n_codes,): for each code the place of its gemeente among the codes, -1 for none.
    country
        Place of the country among the codes.

    Returns
    -------
    ndarray
        In the unit of ``weights``: those given as they are, the others as many for each inhabitant
        as in the gemeente, or else in the country.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        per_inhabitant = weights / inhabitants
    of_gemeente = np.where(gemeenten >= 0, per_inhabitant[gemeenten], np.nan)
    ratio = np.where(np.isfinite(of_gemeente), of_gemeente, per_inhabitant[country])
    filled: Floats = np.where(np.isfinite(weights), weights, inhabitants * ratio)
    return filled


class _Nearest(NamedTuple):
    """Nearest published value of each code to one side of a year, NaN where there is none."""

    values: Floats
    years: Floats

    @property
    def is_found(self) -> Flags:
        """True for codes that have such a value."""
        return np.isfinite(self.values)


def _take_country(published: Mapping[int, Floats], country: int) -> dict[int, float]:
    """Published values of the country by year, without those that are missing."""
    totals = {year: float(values[country]) for year, values in published.items()}
    return {year: total for year, total in totals.items() if np.isfinite(total)}


def _interpolate(year: int, before: _Nearest, after: _Nearest, is_between: Flags) -> Floats:
    """Read off the straight line between two years, where there are two."""
    span = np.where(is_between, after.years - before.years, 1)
    share = (year - before.years) / span
    line: Floats = before.values + share * (after.values - before.values)
    return line


def _find_nearest(published: Mapping[int, Floats], years: list[int]) -> _Nearest:
    """Value and year of the last of ``years`` in which each code is known; NaN where in none."""
    size = len(next(iter(published.values())))
    values, years_of = np.full(size, np.nan), np.full(size, np.nan)
    for year in years:
        is_published = np.isfinite(published[year])
        values[is_published], years_of[is_published] = published[year][is_published], year
    return _Nearest(values, years_of)


def _compute_growth(now: Floats, then: Floats, gemeenten: Places, nation: float) -> Floats:
    """Growth of the gemeente of each code if it has both years, else ``nation``."""
    with np.errstate(divide="ignore", invalid="ignore"):
        local = np.where(gemeenten >= 0, now[gemeenten] / then[gemeenten], np.nan)
    return np.where(np.isfinite(local), local, nation)


def _find_main_method(methods: Ints) -> WeightMethod:
    counts = np.bincount(methods[methods < len(_METHODS)], minlength=len(_METHODS))
    return _METHODS[int(counts.argmax())]

"""How much more figures move from year to year than Poisson or binomial chance alone would have it.

Crimes come in series, one offender brings about many, and one office registers better than
another. So what is counted varies more than independent events would: it is over-dispersed. How
much more is estimated at each build from how all gemeenten and wijken moved between adjacent
years, apart from what the country did, and kept in the edition.

The variance is taken as ``factor * mean ** (1 + power)``, up to the scale of the mean. With power 0
that is quasi-Poisson (and quasi-binomial), with power 1 it grows as the negative binomial does.
Neither covers small wijken and large gemeenten both; which power does is tried out. The factor is
calibrated on the quantile that the band is about, not on a mean of squares: a few places where
something really happened then count for no more than one each.

Sources
-------
- R.W.M. Wedderburn, "Quasi-likelihood functions, generalized linear models, and the Gauss-Newton
  method", Biometrika 61 (1974), 439-447: a variance that is a multiple of the assumed one.
- P. McCullagh and J.A. Nelder, Generalized Linear Models, 2nd ed., London 1989, section 4.5 and
  6.2: estimating that multiple; it is never taken below 1 here.
- J.M. Ver Hoef and P.L. Boveng, "Quasi-Poisson vs. negative binomial regression: how should we
  model overdispersed count data?", Ecology 88 (2007), 2766-2772: compare both by size of the mean.
- L.R. Taylor, "Aggregation, variance and the mean", Nature 189 (1961), 732-735: the power between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from nplv_geo.ground.arrays import Flags, Floats, Ints, Places
from nplv_geo.statistics.variance import Z_95

# Share of changes that a band should hold.
COVER = 0.95
# What the factor is told at: about as many events a year as the smaller focus areas have.
REFERENCE_EVENTS = 1000.0
# Of fewer changes the twentieth that lies outside is one or two of them.
ENOUGH_CHANGES = 100
ENOUGH_TO_CHOOSE = 40
_POWERS = tuple(float(power) for power in np.round(np.arange(0.0, 1.01, 0.05), 2))
_FACTORS = np.geomspace(0.05, 50.0, 1201)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """What the variance by chance is multiplied with.

    Attributes
    ----------
    factor
        The multiple at :data:`REFERENCE_EVENTS` events; 1 is what Poisson or binomial says.
    power
        How the multiple grows with the number of events: 0 not, 1 in proportion.
    is_estimated
        False where too few periods were there to estimate it, and 1 is assumed.
    """

    factor: float = 1.0
    power: float = 0.0
    is_estimated: bool = False

    def compute_multiple(self, events: float) -> float:
        """Give the multiple for an area with so many events; never less than 1.

        Parameters
        ----------
        events
            Number of events a year.

        Returns
        -------
        float
            What its variance by chance is multiplied with.
        """
        size = max(events, 1.0) / REFERENCE_EVENTS
        return float(max(1.0, self.factor * size**self.power))

    def compute_multiples(self, events: Floats) -> Floats:
        """Give the multiples for many areas at once.

        Parameters
        ----------
        events
            Shape (n,): numbers of events a year.

        Returns
        -------
        ndarray
            Shape (n,), each 1 at the least.
        """
        multiples: Floats = np.maximum(1.0, self.compute_unbounded_multiples(events))
        return multiples

    def compute_unbounded_multiples(self, events: Floats) -> Floats:
        """Give what the multiples would be, could they be less than 1.

        Parameters
        ----------
        events
            Shape (n,): numbers of events a year.

        Returns
        -------
        ndarray
            Shape (n,): ``factor * (events / REFERENCE_EVENTS) ** power``.
        """
        size = np.maximum(events, 1.0) / REFERENCE_EVENTS
        multiples: Floats = self.factor * size**self.power
        return multiples


# Where nothing could be estimated.
ASSUMED = Dispersion()


@dataclass(frozen=True, slots=True)
class DispersionEstimate:
    """A dispersion with how well it does.

    Attributes
    ----------
    dispersion
        The estimate, or :data:`ASSUMED`.
    cover, plain_cover
        By level the share (0 to 1) of changes inside the 95 % band, with and without the
        dispersion.
    changes
        By level the number of changes that is about.
    """

    dispersion: Dispersion
    cover: Mapping[str, float]
    plain_cover: Mapping[str, float]
    changes: Mapping[str, int]


def estimate_dispersion(
    changes: pd.DataFrame, fitted_on: tuple[str, ...], chosen_on: tuple[str, ...]
) -> DispersionEstimate:
    """Estimate the dispersion of a layer from changes between adjacent periods.

    Parameters
    ----------
    changes
        A row for each area and pair of periods: ``level``, ``difference`` (the change less that
        of the country), ``variance_before`` and ``variance_after`` (by chance alone, in squared
        units of the difference) and ``events_before`` and ``events_after`` (numbers).
    fitted_on
        Levels that the factor is calibrated on; each level weighs the same.
    chosen_on
        Levels of which the cover decides about the power.

    Returns
    -------
    DispersionEstimate
        :data:`ASSUMED` with fewer than :data:`ENOUGH_CHANGES` changes to calibrate on.
    """
    all_levels = _to_arrays(changes)
    fitting = _to_arrays(changes[changes["level"].isin(fitted_on)])
    counts = dict(zip(all_levels.levels, all_levels.counts.tolist(), strict=True))
    best = ASSUMED
    if len(fitting.codes) >= ENOUGH_CHANGES:
        judged = [level for level in chosen_on if counts.get(level, 0) >= ENOUGH_TO_CHOOSE]
        tried = [_calibrate_factor(fitting, power) for power in _POWERS]
        misses = [_measure_miss(all_levels.compute_cover(one), judged) for one in tried]
        best = tried[int(np.argmin(misses))]
    return DispersionEstimate(
        dispersion=best,
        cover=all_levels.compute_cover(best),
        plain_cover=all_levels.compute_cover(ASSUMED),
        changes={level: int(n) for level, n in counts.items()},
    )


@dataclass(frozen=True, slots=True, eq=False)
class _ChangeArrays:
    """Changes as arrays; of two moments each, before and after."""

    squares: Floats
    variances: tuple[Floats, Floats]
    events: tuple[Floats, Floats]
    levels: tuple[str, ...]
    codes: Places

    @property
    def counts(self) -> Ints:
        """Number of changes of each level."""
        return np.bincount(self.codes, minlength=len(self.levels))

    def find_inside(self, multiples: tuple[Floats, Floats]) -> Flags:
        """Where a change is within the 95 % band."""
        one, other = (v * m for v, m in zip(self.variances, multiples, strict=True))
        is_inside: Flags = self.squares <= Z_95**2 * (one + other)
        return is_inside

    def compute_cover(self, dispersion: Dispersion) -> dict[str, float]:
        """Share of the changes of each level that lies within the band."""
        before, after = self.events
        is_inside = self.find_inside(
            (dispersion.compute_multiples(before), dispersion.compute_multiples(after))
        )
        held = np.bincount(self.codes, weights=is_inside, minlength=len(self.levels))
        shares = (held / self.counts).tolist()
        return dict(zip(self.levels, shares, strict=True))


def _to_arrays(changes: pd.DataFrame) -> _ChangeArrays:
    codes, levels = pd.factorize(changes["level"])

    def both(name: str) -> tuple[Floats, Floats]:
        one, other = (changes[f"{name}_{w}"].to_numpy(dtype=float) for w in ("before", "after"))
        return one, other

    squares = changes["difference"].to_numpy(dtype=float) ** 2
    names = tuple(str(level) for level in levels)
    return _ChangeArrays(squares, both("variance"), both("events"), names, codes)


def note_dispersion(dispersion: Dispersion) -> dict[str, Any]:
    """Give the form in which an edition keeps a dispersion with each layer and period.

    Parameters
    ----------
    dispersion
        As estimated or assumed.

    Returns
    -------
    dict
        Its part of the origin of a layer and period.
    """
    return {
        "dispersion": dispersion.factor,
        "dispersion_power": dispersion.power,
        "dispersion_from": "estimated" if dispersion.is_estimated else "assumed",
    }


def _calibrate_factor(changes: _ChangeArrays, power: float) -> Dispersion:
    """Find the factor with which the band holds its share, on the average of the levels."""
    weights = (1.0 / changes.counts)[changes.codes] / len(changes.levels)
    unit = Dispersion(1.0, power)
    one, other = (unit.compute_unbounded_multiples(events) for events in changes.events)

    def share(factor: float) -> float:
        multiples = (np.maximum(1.0, factor * one), np.maximum(1.0, factor * other))
        return float(weights[changes.find_inside(multiples)].sum())

    # The cover only grows with the factor: look in the middle.
    low, high = 0, len(_FACTORS) - 1
    while low < high:
        middle = (low + high) // 2
        if share(float(_FACTORS[middle])) >= COVER:
            high = middle
        else:
            low = middle + 1
    return Dispersion(round(float(_FACTORS[low]), 3), power, is_estimated=True)


def _measure_miss(covers: Mapping[str, float], levels: list[str]) -> float:
    """How far the levels together are from the cover that they should have: a sum of squares."""
    return sum((covers[level] - COVER) ** 2 for level in levels if level in covers)

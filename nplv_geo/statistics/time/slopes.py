"""A straight line through all comparable years, and how far its slope is more than chance.

Two end points waste what lies between, and hang on one year that may be odd or provisional. The
line is fitted by weighted least squares, each year weighing by the variance that chance gives it.
Where the years scatter more around the line than that variance allows, the margin is made wider
by the root of the reduced chi-square (the ratio of Birge); it is never made narrower.

One provisional year may not decide alone: the line is fitted with and without the provisional
years and the larger p-value of both counts, so that a change is clear only when both say so and
to the same side (an intersection-union test).

What bringing a figure to the areas of another year leaves in doubt is no chance that evens out:
years of one old division are divided by the same weights, and are off to the same side together.
So it does not shrink with the number of years. It counts as the largest change along the line
that such errors make when each of them is one standard deviation off, to whichever side hurts
most; that is added to the variance by chance. Such a year weighs no less for it: else the line
would be that of the two or three years after the last change of boundaries.

Forty verdicts at once hold two false ones at 5 % each. Within a family of gaps the false discovery
rate is kept at 5 % by the step-up procedure of Benjamini and Hochberg; gaps of one family depend
on each other positively (they share the country), for which the procedure holds too.

Sources
-------
- R.T. Birge, "The calculation of errors by the method of least squares", Physical Review 40
  (1932), 207-227: the ratio of external to internal consistency.
- R.L. Berger, "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24
  (1982), 295-300: intersection-union tests need no correction.
- Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate: a practical and powerful
  approach to multiple testing", Journal of the Royal Statistical Society B 57 (1995), 289-300.
- Y. Benjamini and D. Yekutieli, "The control of the false discovery rate in multiple testing
  under dependency", Annals of Statistics 29 (2001), 1165-1188.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nplv_geo.statistics.variance import UNKNOWN, Z_95, Chance, KnownVariance

# False verdicts among the clear ones of a family, at the most.
FALSE_SHARE = 0.05
_MIN_YEARS = 2


@dataclass(frozen=True, slots=True)
class YearValue:
    """A value in one year, with what is known of chance in it.

    Attributes
    ----------
    year
        Calendar year.
    value
        In any unit, the same for all years of a line.
    chance
        What is known of its variance.
    is_provisional
        Whether the publisher may still change it.
    deviation
        Standard deviation that is not of chance but shared by years: what bringing the value to
        other areas leaves; None where nobody knows it.
    """

    year: int
    value: float
    chance: Chance
    is_provisional: bool = False
    deviation: float | None = 0.0


@dataclass(frozen=True, slots=True)
class FittedLine:
    """How far the fitted line goes from the first year to the last.

    Attributes
    ----------
    change
        Slope times years, in the unit of the values.
    margin
        Half the 95 % interval of ``change``; None where chance is unknown for some year.
    p_value
        Two-sided, of no change at all; of the fits with and without provisional years the
        larger one. None where chance is unknown.
    is_decided_by_provisional
        True when the change is clear with the provisional years and not without them.
    """

    change: float
    margin: float | None
    p_value: float | None
    is_decided_by_provisional: bool = False


def fit_line(values: Sequence[YearValue], rounding: float) -> FittedLine:
    """Fit a line through two or more years.

    Parameters
    ----------
    values
        Values by year, oldest first.
    rounding
        Variance of one value by rounding alone, in squared units; nothing is surer than that.

    Returns
    -------
    FittedLine
        The change along the line from the first year to the last.

    Raises
    ------
    ValueError
        With fewer than two years.
    """
    if len(values) < _MIN_YEARS:
        raise ValueError("a line needs two years")
    change, deviation = _fit(values, rounding)
    if deviation is None:
        return FittedLine(change, None, None)
    p_value = _compute_p_value(change, deviation)
    if not any(value.is_provisional for value in values):
        return FittedLine(change, Z_95 * deviation, p_value)
    both = max(p_value, _test_without_provisional(values, change, rounding))
    is_decided = p_value <= FALSE_SHARE < both
    return FittedLine(change, Z_95 * deviation, both, is_decided)


def _test_without_provisional(values: Sequence[YearValue], change: float, rounding: float) -> float:
    """P-value of the same change without provisional years; 1 when they decide alone."""
    firm = [value for value in values if not value.is_provisional]
    if len(firm) < _MIN_YEARS:
        return 1.0
    other, deviation = _fit(firm, rounding)
    return 1.0 if deviation is None or other * change <= 0 else _compute_p_value(other, deviation)


def _fit(steps: Sequence[YearValue], rounding: float) -> tuple[float, float | None]:
    """Change over the years along the line, and its standard deviation."""
    is_known = all(step.chance is not UNKNOWN and step.deviation is not None for step in steps)
    variances = [_compute_variance(step.chance, rounding) if is_known else 1.0 for step in steps]
    weights = [1.0 / variance for variance in variances]
    total = sum(weights)
    years, values = [float(step.year) for step in steps], [step.value for step in steps]
    year = _compute_mean(years, weights, total)
    value = _compute_mean(values, weights, total)
    spread = sum(w * (x - year) ** 2 for w, x in zip(weights, years, strict=True))
    both = zip(weights, years, values, strict=True)
    slope = sum(w * (x - year) * (y - value) for w, x, y in both) / spread
    span = years[-1] - years[0]
    if not is_known:
        return slope * span, None
    misses = [y - value - slope * (x - year) for x, y in zip(years, values, strict=True)]
    freedom = len(steps) - _MIN_YEARS
    squares = sum(w * miss**2 for w, miss in zip(weights, misses, strict=True))
    reduced = max(1.0, squares / freedom) if freedom else 1.0
    by_chance = span * math.sqrt(reduced / spread)
    pulls = (abs(w * (x - year)) * span / spread for w, x in zip(weights, years, strict=True))
    shared = sum(pull * (s.deviation or 0.0) for pull, s in zip(pulls, steps, strict=True))
    return slope * span, math.hypot(by_chance, shared)


def _compute_variance(chance: Chance, rounding: float) -> float:
    return max(chance.variance, rounding) if isinstance(chance, KnownVariance) else rounding


def _compute_mean(numbers: Iterable[float], weights: Iterable[float], total: float) -> float:
    return sum(w * x for w, x in zip(weights, numbers, strict=True)) / total


def _compute_p_value(change: float, deviation: float) -> float:
    """Chance of a change as large as this, to either side, when there is none."""
    return math.erfc(abs(change) / deviation / math.sqrt(2.0))


def select_discoveries(p_values: Sequence[float], share: float = FALSE_SHARE) -> list[bool]:
    """Tell which of a family of tests stand, with no more than ``share`` of them false.

    Parameters
    ----------
    p_values
        Two-sided, one for each test of the family.
    share
        False discovery rate: expected share of false ones among those that stand.

    Returns
    -------
    list of bool
        In the order of ``p_values``.

    Notes
    -----
    The step-up procedure of Benjamini and Hochberg (1995).

    Examples
    --------
    >>> select_discoveries([0.04, 0.001, 0.03, 0.9])
    [False, True, False, False]
    """
    n = len(p_values)
    ranked = sorted(p_values)
    passed = [p for place, p in enumerate(ranked, start=1) if p <= share * place / n]
    bound = passed[-1] if passed else -1.0
    return [p <= bound for p in p_values]

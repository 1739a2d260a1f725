"""A straight line through all comparable years, and how far its slope is more than chance.

Two end points waste what lies between, and hang on one year that may be odd or provisional. The
line is fitted by weighted least squares, each year weighing by the variance that chance gives it.
Where the years scatter more around the line than that variance allows, the margin is made wider
by the root of the reduced chi-square (the ratio of Birge); it is never made narrower.

One provisional year may not decide alone: the line is fitted with and without the provisional
years and the larger p-value of both counts, so that a change is clear only when both say so and
to the same side (an intersection-union test).

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
_LINE = 2


@dataclass(frozen=True, slots=True)
class YearValue:
    """A value in one year, with what is known of chance in it."""

    year: int
    value: float
    chance: Chance
    is_provisional: bool = False


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
    hangs_on_provisional
        True when the change is clear with the provisional years and not without them.
    """

    change: float
    margin: float | None
    p_value: float | None
    hangs_on_provisional: bool = False


def fit_line(steps: Sequence[YearValue], rounding: float) -> FittedLine:
    """Fit a line through two or more years.

    Parameters
    ----------
    steps
        Oldest first.
    rounding
        Variance of one value by rounding alone; nothing is surer than that.

    Raises
    ------
    ValueError
        With fewer than two years.
    """
    if len(steps) < _LINE:
        raise ValueError("a line needs two years")
    change, deviation = _fitted(steps, rounding)
    if deviation is None:
        return FittedLine(change, None, None)
    p_value = _p_value(change, deviation)
    if not any(step.is_provisional for step in steps):
        return FittedLine(change, Z_95 * deviation, p_value)
    both = max(p_value, _without_provisional(steps, change, rounding))
    hangs = p_value <= FALSE_SHARE < both
    return FittedLine(change, Z_95 * deviation, both, hangs)


def _without_provisional(steps: Sequence[YearValue], change: float, rounding: float) -> float:
    """P-value of the same change without provisional years; 1 when they decide alone."""
    firm = [step for step in steps if not step.is_provisional]
    if len(firm) < _LINE:
        return 1.0
    other, deviation = _fitted(firm, rounding)
    return 1.0 if deviation is None or other * change <= 0 else _p_value(other, deviation)


def _fitted(steps: Sequence[YearValue], rounding: float) -> tuple[float, float | None]:
    """Change over the years along the line, and its standard deviation."""
    is_known = all(step.chance is not UNKNOWN for step in steps)
    variances = [_variance(step.chance, rounding) if is_known else 1.0 for step in steps]
    weights = [1.0 / variance for variance in variances]
    total = sum(weights)
    years, values = [float(step.year) for step in steps], [step.value for step in steps]
    year = _mean(years, weights, total)
    value = _mean(values, weights, total)
    spread = sum(w * (x - year) ** 2 for w, x in zip(weights, years, strict=True))
    both = zip(weights, years, values, strict=True)
    slope = sum(w * (x - year) * (y - value) for w, x, y in both) / spread
    span = years[-1] - years[0]
    if not is_known:
        return slope * span, None
    misses = [y - value - slope * (x - year) for x, y in zip(years, values, strict=True)]
    freedom = len(steps) - _LINE
    squares = sum(w * miss**2 for w, miss in zip(weights, misses, strict=True))
    reduced = max(1.0, squares / freedom) if freedom else 1.0
    return slope * span, span * math.sqrt(reduced / spread)


def _variance(found: Chance, rounding: float) -> float:
    return max(found.variance, rounding) if isinstance(found, KnownVariance) else rounding


def _mean(numbers: Iterable[float], weights: Iterable[float], total: float) -> float:
    return sum(w * x for w, x in zip(weights, numbers, strict=True)) / total


def _p_value(change: float, deviation: float) -> float:
    """Chance of a change as large as this, to either side, when there is none."""
    return math.erfc(abs(change) / deviation / math.sqrt(2.0))


def select_discoveries(p_values: Sequence[float], share: float = FALSE_SHARE) -> list[bool]:
    """Tell which of a family of tests stand, with no more than ``share`` of them false.

    Examples
    --------
    >>> discovered([0.04, 0.001, 0.03, 0.9])
    [False, True, False, False]
    """
    n = len(p_values)
    ranked = sorted(p_values)
    passed = [p for place, p in enumerate(ranked, start=1) if p <= share * place / n]
    bound = passed[-1] if passed else -1.0
    return [p <= bound for p in p_values]

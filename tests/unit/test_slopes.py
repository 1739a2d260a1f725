"""The line through all years: by hand, and at the bounds of what may be told."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from nplv_geo.statistics.time.slopes import (
    FALSE_SHARE,
    FittedLine,
    YearValue,
    fit_line,
    select_discoveries,
)
from nplv_geo.statistics.variance import NONE, UNKNOWN, Chance, KnownVariance


def _steps(
    *values: float, variance: float = 1.0, provisional: tuple[int, ...] = ()
) -> list[YearValue]:
    return [
        YearValue(2020 + i, value, KnownVariance(variance), is_provisional=i in provisional)
        for i, value in enumerate(values)
    ]


def _p(change: float, deviation: float) -> float:
    return math.erfc(abs(change) / deviation / math.sqrt(2))


def test_two_years_are_their_difference() -> None:
    found = fit_line(_steps(10.0, 13.0, variance=2.0), 0.0)
    assert (found.change, found.margin) == (pytest.approx(3.0), pytest.approx(1.96 * 2.0))
    assert found.p_value == pytest.approx(_p(3.0, 2.0))
    assert found.is_decided_by_provisional is False


def test_one_year_makes_no_line() -> None:
    with pytest.raises(ValueError, match=r"^a line needs two years$"):
        fit_line(_steps(10.0), 0.0)


def test_years_that_lie_apart_count_for_the_time_between() -> None:
    years = [(2020, 0.0), (2021, 1.0), (2025, 5.0)]
    found = fit_line([YearValue(year, value, KnownVariance(1.0)) for year, value in years], 0.0)
    assert found.change == pytest.approx(5.0)
    # Years 2, 1 and 3 from their middle, 2022: a slope of variance 1 / 14 over five years.
    assert found.margin == pytest.approx(1.96 * 5 / math.sqrt(14))


def test_years_that_lie_closer_to_the_line_than_chance_make_nothing_surer() -> None:
    straight = fit_line(_steps(0.0, 1.0, 2.0, 3.0), 0.0)
    assert straight.margin == pytest.approx(1.96 * 3 / math.sqrt(5))
    # Off by 3 and -3 in turn: a sum of squares of 28.8 on two degrees of freedom.
    wild = fit_line(_steps(3.0, -3.0, 3.0, -3.0), 0.0)
    assert wild.change == pytest.approx(-3.6)
    assert wild.margin == pytest.approx(1.96 * 3 * math.sqrt(28.8 / 2 / 5))


def test_rounding_is_the_least_variance_also_of_what_is_known() -> None:
    for chance in (NONE, KnownVariance(0.25), KnownVariance(0.5)):
        steps = [YearValue(2020, 0.0, chance), YearValue(2021, 4.0, chance)]
        assert fit_line(steps, 0.5).margin == pytest.approx(1.96)
    assert fit_line(_steps(0.0, 4.0, variance=2.0), 0.5).margin == pytest.approx(1.96 * 2)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_year_of_unknown_chance_leaves_all_of_it_unknown(place: int) -> None:
    chances: list[Chance] = [KnownVariance(0.001), KnownVariance(1.0), KnownVariance(1.0)]
    chances[place] = UNKNOWN
    values = (0.0, 3.0, 3.0)
    steps = [
        YearValue(2020 + i, v, c) for i, (v, c) in enumerate(zip(values, chances, strict=True))
    ]
    # All years weigh the same then.
    assert fit_line(steps, 0.1) == FittedLine(pytest.approx(3.0), None, None)


def test_the_larger_p_value_of_both_fits_counts() -> None:
    firm, all_years = (0.0, 1.0, 2.0), (0.0, 1.0, 2.0, 5.0)
    without, plain = fit_line(_steps(*firm), 0.0), fit_line(_steps(*all_years), 0.0)
    both = fit_line(_steps(*all_years, provisional=(3,)), 0.0)
    assert (both.change, both.margin) == (plain.change, plain.margin)
    assert plain.p_value is not None
    assert without.p_value is not None
    assert plain.p_value < FALSE_SHARE < without.p_value
    assert (both.p_value, both.is_decided_by_provisional) == (without.p_value, True)
    # And the other way round: what the provisional year blurs is not clear either.
    blurred = fit_line(_steps(0.0, 2.0, 4.0, 1.0, provisional=(3,)), 0.0)
    assert blurred.p_value == fit_line(_steps(0.0, 2.0, 4.0, 1.0), 0.0).p_value
    assert blurred.is_decided_by_provisional is False


@pytest.mark.parametrize(
    ("values", "provisional", "variance"),
    [
        ((1.0, 0.0, 0.0, 20.0, 30.0), (3, 4), 9.0),  # turns round without them
        ((0.0, 0.0, 20.0, 30.0), (2, 3), 9.0),  # is flat without them
        ((0.0, 20.0), (1,), 1.0),  # is no line without it
    ],
)
def test_provisional_years_without_which_there_is_no_such_line_decide_alone(
    values: tuple[float, ...], provisional: tuple[int, ...], variance: float
) -> None:
    assert fit_line(_steps(*values, variance=variance), 0.0).p_value == pytest.approx(0.0, abs=0.01)
    found = fit_line(_steps(*values, variance=variance, provisional=provisional), 0.0)
    assert (found.p_value, found.is_decided_by_provisional) == (1.0, True)


@pytest.mark.parametrize(
    ("p_values", "stand"),
    [
        ([], []),
        ([0.05], [True]),
        ([0.0501], [False]),
        # Two at their bounds of 0.025 and 0.05.
        ([0.05, 0.025], [True, True]),
        ([0.05, 0.026], [True, True]),
        ([0.051, 0.026], [False, False]),
        ([0.051, 0.025], [False, True]),
        # The last that passes takes all before it along.
        ([0.02, 0.03, 0.04, 0.9], [False, False, False, False]),
        ([0.02, 0.03, 0.0375, 0.9], [True, True, True, False]),
        ([0.01, 0.01, 0.9, 0.9], [True, True, False, False]),
    ],
)
def test_of_a_family_those_stand_that_step_up(p_values: list[float], stand: list[bool]) -> None:
    assert select_discoveries(p_values) == stand


@pytest.mark.parametrize("unit", [1.0, 0.01])
def test_two_firm_years_that_say_so_too_are_enough_in_any_unit(unit: float) -> None:
    values = [unit * value for value in (0.0, 10.0, 20.0)]
    found = fit_line(_steps(*values, variance=unit**2, provisional=(2,)), 0.0)
    # Without the last year 10 with a deviation of the root of 2, and 20 on three years with it.
    assert found.p_value == pytest.approx(_p(10.0, math.sqrt(2)))
    assert found.is_decided_by_provisional is False


# --- doubt that years share -----------------------------------------------------------------------


def test_what_dividing_leaves_is_added_to_chance_by_the_side_that_hurts_most() -> None:
    one, other = (
        YearValue(2020, 10.0, KnownVariance(2.0), deviation=1.5),
        YearValue(2021, 13.0, KnownVariance(2.0), deviation=0.5),
    )
    assert fit_line([one, replace(other, deviation=0.0)], 0.0).margin == pytest.approx(
        1.96 * math.sqrt(2.0 + 2.0 + 1.5**2)
    )
    # Two years that were divided by the same weights may be off to opposite sides at the worst.
    assert fit_line([one, other], 0.0).margin == pytest.approx(
        1.96 * math.sqrt(2.0 + 2.0 + (1.5 + 0.5) ** 2)
    )


def test_a_year_whose_band_nobody_knows_leaves_all_of_it_unknown() -> None:
    steps = _steps(0.0, 3.0, 3.0)
    steps[1] = replace(steps[1], deviation=None)
    assert fit_line(steps, 0.1) == FittedLine(pytest.approx(3.0), None, None)


def test_years_that_are_off_together_are_no_change() -> None:
    """Ten years of nothing, of which the first seven were divided by the same wrong weights."""
    rng, n = np.random.default_rng(3), 400
    called = {"shared": 0, "as chance": 0}
    for off in rng.normal(0.0, 2.0, n):
        values = np.where(np.arange(10) < 7, off, 0.0) + rng.normal(0.0, 1.0, 10)
        shared = [
            YearValue(2015 + i, value, KnownVariance(1.0), deviation=2.0 if i < 7 else 0.0)
            for i, value in enumerate(values.tolist())
        ]
        as_chance = [
            replace(step, chance=KnownVariance(1.0 + (step.deviation or 0.0) ** 2), deviation=0.0)
            for step in shared
        ]
        for word, steps in (("shared", shared), ("as chance", as_chance)):
            found = fit_line(steps, 0.0)
            called[word] += abs(found.change) > (found.margin or 0.0)
    # One in twenty by chance; were each year off by itself, one in four would be a change.
    assert called["shared"] / n < 0.07
    assert called["as chance"] / n > 0.2

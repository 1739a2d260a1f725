"""Weights of a year: published, on a line between years, grown with the whole, or as they are."""

from __future__ import annotations

import numpy as np
import pytest

from nplv_geo.statistics.denominators import WeightMethod, estimate_weights

# The country, a gemeente, two of its buurten, and a buurt of a gemeente that is not there.
GEMEENTEN = np.array([-1, 1, 1, 1, -1])
NAN = float("nan")
IN_2020 = np.array([1000.0, 200.0, 80.0, NAN, NAN])
IN_2024 = np.array([1200.0, 240.0, 100.0, 60.0, 30.0])
BOTH = {2020: IN_2020, 2024: IN_2024}


def _weights(year: int, known: dict[int, np.ndarray], **national: float) -> tuple[list[float], str]:
    totals = {int(name[1:]): value for name, value in national.items()}
    made = estimate_weights(year, known, gemeenten=GEMEENTEN, country=0, national=totals)
    return [round(float(value), 6) for value in made.values], made.method.value


def test_what_was_published_stays_as_it_is() -> None:
    values, method = _weights(2024, BOTH, y2024=5.0)
    assert values == [1200, 240, 100, 60, 30]
    assert method == "same_year"


def test_between_two_years_a_straight_line() -> None:
    values, method = _weights(2021, BOTH)
    assert values[:3] == [1050, 210, 85]
    assert method == "interpolated"


def test_one_year_only_follows_its_gemeente_and_else_the_country() -> None:
    values, _ = _weights(2021, BOTH)
    # 60 in 2024, and its gemeente had 210 where it has 240 then.
    assert values[3] == pytest.approx(60 * 210 / 240)
    # Of the other gemeente nothing is known: 30, and the country had 1,050 where it has 1,200 then.
    assert values[4] == pytest.approx(30 * 1050 / 1200)


def test_a_published_total_of_the_country_is_no_estimate() -> None:
    values, method = _weights(2021, {2024: IN_2024}, y2021=1100.0)
    assert values == pytest.approx([1100, 220, 100 * 1100 / 1200, 55, 27.5])
    assert method == "scaled"


def test_after_the_last_year_too() -> None:
    values, method = _weights(2025, {2024: IN_2024}, y2025=1260.0)
    assert values == pytest.approx([1260, 252, 105, 63, 31.5])
    assert method == "scaled"


def test_without_any_growth_the_nearest_year_serves_and_says_so() -> None:
    values, method = _weights(2021, {2024: IN_2024})
    assert values == [1200, 240, 100, 60, 30]
    assert method == "other_year"


def test_a_table_of_the_edition_wins_from_the_published_total() -> None:
    values, _ = _weights(2020, BOTH, y2020=1.0)
    assert values[0] == 1000


def test_what_no_year_knows_stays_unknown() -> None:
    known = {2024: np.array([1200.0, 240.0, NAN, 60.0, 30.0])}
    made = estimate_weights(2021, known, gemeenten=GEMEENTEN, country=0, national={2021: 1100.0})
    assert np.isnan(made.values[2])
    assert made.method is WeightMethod.SCALED
    assert made.years == (2024,)

"""Weights of a year: published, on a line between years, grown with the whole, or as they are."""

from __future__ import annotations

import numpy as np
import pytest

from nplv_geo.statistics.denominators import WeightMethod, estimate_weights, fill_by_inhabitants

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


SEVERAL = {
    2018: np.array([900.0, 180.0, 40.0, NAN, NAN]),
    2020: np.array([1000.0, 200.0, 80.0, NAN, NAN]),
    2023: np.array([1300.0, 260.0, 110.0, 66.0, NAN]),
    2025: np.array([1500.0, 300.0, 190.0, 90.0, 50.0]),
}


def test_the_line_runs_between_the_nearest_years_and_not_between_the_outer_ones() -> None:
    values, method = _weights(2022, SEVERAL)
    # Two thirds of the way from 80 to 110; from 40 in 2018 or to 190 in 2025 it would be another.
    assert values[:3] == [1200, 240, 100]
    assert method == "interpolated"


def test_what_grows_with_its_gemeente_starts_from_its_nearest_year() -> None:
    values, _ = _weights(2022, SEVERAL)
    assert values[3] == pytest.approx(66 * 240 / 260)  # 2023, and not 90 in 2025
    assert values[4] == pytest.approx(50 * 1200 / 1500)  # known in 2025 only
    later, _ = _weights(2026, SEVERAL)
    assert later == [1500, 300, 190, 90, 50]
    grown, _ = _weights(2026, {year: SEVERAL[year] for year in (2018, 2020)}, y2026=1100.0)
    assert grown[2] == pytest.approx(80 * 1100 / 1000)  # 2020, and not 40 in 2018


def test_without_growth_the_nearest_year_before_serves_and_else_the_nearest_after() -> None:
    before = {
        2018: np.array([NAN, NAN, 40.0, 41.0, NAN]),
        2020: np.array([NAN, NAN, 80.0, NAN, NAN]),
    }
    after = {
        2023: np.array([NAN, NAN, 110.0, NAN, 30.0]),
        2025: np.array([NAN, NAN, NAN, NAN, 60.0]),
    }
    values, method = _weights(2022, before)
    assert (values[2], values[3], method) == (80, 41, "other_year")
    values, method = _weights(2022, after)
    assert (values[2], values[4], method) == (110, 30, "other_year")


# A gemeente at the first place, its buurt, the country, and a buurt of no known gemeente.
OTHER_ORDER = np.array([0, 0, -1, -1])


def _estimated(in_2020: list[float], in_2024: list[float]) -> list[float]:
    known = {2020: np.array(in_2020), 2024: np.array(in_2024)}
    made = estimate_weights(2020, known, gemeenten=OTHER_ORDER, country=2, national={})
    return made.values.tolist()


def test_a_buurt_grows_with_its_gemeente_also_where_the_country_grows_otherwise() -> None:
    # The gemeente doubled; the country grew by a quarter.
    values = _estimated([100.0, NAN, 1000.0, NAN], [200.0, 50.0, 1250.0, 30.0])
    assert values == [100.0, 25.0, 1000.0, 24.0]


@pytest.mark.parametrize("before", [0.0, 100.0])
def test_a_gemeente_that_was_empty_tells_no_growth(before: float) -> None:
    with np.errstate(divide="raise", invalid="raise"):
        values = _estimated([before, NAN, 1000.0, NAN], [0.0, 50.0, 1250.0, 30.0])
    assert values == [before, 40.0, 1000.0, 24.0]


def test_a_published_total_of_the_country_wins_from_a_line_too() -> None:
    values, _ = _weights(2021, BOTH, y2021=1100.0)
    # Between 1,000 and 1,200 the line has 1,050; who follows the country follows the total.
    assert values[0] == 1100
    assert values[4] == pytest.approx(30 * 1100 / 1200)


def test_what_a_table_withholds_is_filled_by_inhabitants() -> None:
    """As many for each inhabitant as in its gemeente; else as in the country."""
    known = np.array([600.0, 60.0, 20.0, NAN, NAN])
    filled = fill_by_inhabitants(known, IN_2024, gemeenten=GEMEENTEN, country=0)
    assert filled == pytest.approx([600, 60, 20, 60 * 60 / 240, 30 * 600 / 1200])
    without_gemeente = np.array([600.0, NAN, 20.0, NAN, NAN])
    filled = fill_by_inhabitants(without_gemeente, IN_2024, gemeenten=GEMEENTEN, country=0)
    assert filled == pytest.approx([600, 120, 20, 30, 15])

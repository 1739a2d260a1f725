"""Standing, rank and the rest of a gemeente."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.catalog import Catalog, Direction
from nplv_geo.compare import Rank, rank, rest_of_gemeente, standing

VALUES = pd.Series({"a": 10.0, "b": 30.0, "c": 30.0, "d": 50.0, "e": np.nan})


@pytest.mark.parametrize(
    ("area", "direction", "expected"),
    [
        ("d", "better", Rank(1, 4)),
        ("b", "better", Rank(2, 4)),
        ("c", "better", Rank(2, 4)),
        ("a", "better", Rank(4, 4)),
        ("a", "worse", Rank(1, 4)),
        ("b", "worse", Rank(2, 4)),
        ("c", "worse", Rank(2, 4)),
        ("d", "worse", Rank(4, 4)),
        ("d", "neutral", Rank(1, 4)),
        ("a", "neutral", Rank(4, 4)),
        ("e", "better", None),
        ("onbekend", "better", None),
    ],
)
def test_rank_is_1_for_the_best_and_ties_share_the_better_place(
    area: str, direction: Direction, expected: Rank | None
) -> None:
    assert rank(VALUES, area, direction) == expected


@given(st.lists(st.integers(0, 6), min_size=1, max_size=20))
def test_every_place_is_between_1_and_the_number_of_areas(numbers: list[int]) -> None:
    values = pd.Series([float(n) for n in numbers], index=[f"a{i}" for i in range(len(numbers))])
    places = {area: rank(values, area, "worse") for area in values.index}
    for area, place in places.items():
        assert place == Rank(1 + sum(other < values[area] for other in numbers), len(numbers))
    assert min(place.position for place in places.values() if place) == 1


@pytest.mark.parametrize(
    ("layer_id", "value", "reference", "expected"),
    [
        ("koopwoningen_pct", 20.8, 57.0, "lower"),
        ("koopwoningen_pct", 57.4, 57.0, "equal"),
        ("koopwoningen_pct", 57.6, 57.0, "higher"),
        ("goed_ervaren_gezondheid_pct", 70.0, 72.8, "worse"),
        ("goed_ervaren_gezondheid_pct", 72.84, 72.8, "equal"),
        ("goed_ervaren_gezondheid_pct", 72.86, 72.8, "better"),
        ("misdrijven_per_1000", 73.9, 44.3, "worse"),
        ("misdrijven_per_1000", 44.29, 44.31, "equal"),
        ("misdrijven_per_1000", 44.2, 44.3, "better"),
        ("leefbaarheid", -0.25, -0.01, "worse"),
        ("leefbaarheid", 0.004, -0.004, "equal"),
    ],
)
def test_standing_in_one_word(
    catalog: Catalog, layer_id: str, value: float, reference: float, expected: str
) -> None:
    assert standing(value, reference, catalog.layer(layer_id), 0.0) == expected


@pytest.mark.parametrize(
    ("layer_id", "value", "reference", "margin", "expected"),
    [
        # 0.11 points was "worse", of an estimate of which nobody knows the margin.
        ("overgewicht_pct", 51.36, 51.25, None, "unsure"),
        ("overgewicht_pct", 60.0, 51.2, None, "unsure"),
        ("overgewicht_pct", 51.24, 51.21, None, "equal"),  # prints the same
        ("overgewicht_pct", 54.0, 51.2, 3.0, "unsure"),  # the model may be off by as much
        ("overgewicht_pct", 54.3, 51.2, 3.0, "worse"),
        ("misdrijven_per_1000", 47.0, 44.3, 3.0, "equal"),  # counted, and within chance
        ("misdrijven_per_1000", 47.4, 44.3, 3.0, "worse"),
        ("opleiding_laag_pct", 45.0, 28.0, None, "unsure"),  # partly out of a sample
    ],
)
def test_a_margin_that_is_unknown_is_not_a_margin_of_nothing(  # noqa: PLR0913, PLR0917
    catalog: Catalog,
    layer_id: str,
    value: float,
    reference: float,
    margin: float | None,
    expected: str,
) -> None:
    assert standing(value, reference, catalog.layer(layer_id), margin) == expected


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_standing_turns_round_with_its_arguments(
    catalog: Catalog, one: float, other: float
) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    turned = {"better": "worse", "worse": "better", "equal": "equal"}
    assert standing(other, one, layer, 0.0) == turned[standing(one, other, layer, 0.0)]


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
def test_equal_is_what_prints_the_same(catalog: Catalog, one: float, other: float) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    same = round(one, 1) == round(other, 1)
    assert (standing(one, other, layer, 0.0) == "equal") is same


def _row(amount: float, weight: float = math.nan, coverage: float = 1.0) -> pd.Series:
    return pd.Series({"amount": amount, "weight": weight, "coverage": coverage})


def test_the_rest_of_a_sum_and_of_a_rate(catalog: Catalog) -> None:
    assert rest_of_gemeente(catalog.layer("inwoners"), _row(1_000.0), _row(300.0)) == 700.0
    rate = catalog.layer("misdrijven_per_1000")
    rest = rest_of_gemeente(rate, _row(60_000.0, 1_000.0), _row(40_000.0, 400.0))
    assert rest == pytest.approx(20_000 / 600)


def test_a_mean_has_no_rest(catalog: Catalog) -> None:
    layer = catalog.layer("koopwoningen_pct")
    assert rest_of_gemeente(layer, _row(60_000.0, 1_000.0), _row(40_000.0, 400.0)) is None


@pytest.mark.parametrize(
    ("gemeente", "area"),
    [
        (_row(1_000.0), _row(300.0, coverage=0.89)),
        (_row(math.nan), _row(300.0)),
        (_row(1_000.0), _row(math.nan)),
        (_row(300.0), _row(301.0)),
    ],
)
def test_no_rest_where_a_part_is_unknown_or_nothing_is_left(
    catalog: Catalog, gemeente: pd.Series, area: pd.Series
) -> None:
    assert rest_of_gemeente(catalog.layer("inwoners"), gemeente, area) is None


def test_the_area_may_miss_a_tenth(catalog: Catalog) -> None:
    area = _row(300.0, coverage=0.9)
    assert rest_of_gemeente(catalog.layer("inwoners"), _row(1_000.0), area) == 700.0


def test_an_area_that_is_the_whole_gemeente_leaves_no_rate(catalog: Catalog) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    assert rest_of_gemeente(layer, _row(5_000.0, 100.0), _row(5_000.0, 100.0)) is None

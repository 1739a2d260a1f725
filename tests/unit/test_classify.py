"""Classes of the map: the legend never contradicts the colours."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nplv_geo.statistics.classify import NO_CLASS, Classification, Scheme, classify_values

AMOUNTS: tuple[Scheme, ...] = ("quantiles", "fisher_jenks", "equal")
NUMBERS = st.floats(-1e4, 1e4) | st.integers(-20, 20).map(float)
VALUES = st.lists(NUMBERS | st.just(math.nan), max_size=60)
K = st.integers(2, 9)
DECIMALS = st.integers(0, 3)


def _classify(
    values: list[float],
    scheme: Scheme,
    k: int = 5,
    decimals: int = 0,
    reference: float | None = None,
) -> Classification:
    return classify_values(
        np.array(values, dtype=float), scheme, k, decimals=decimals, reference=reference
    )


def _check(made: Classification, values: list[float], decimals: int) -> None:
    """What must hold for any classification of any values."""
    known = [v for v in values if math.isfinite(v)]
    assert len(made.classes) == len(values)
    assert sum(made.counts) == len(known)
    assert made.missing == len(values) - len(known)
    assert len(made.counts) == made.k
    assert list(made.breaks) == sorted(made.breaks)
    for value, number in zip(values, made.classes, strict=True):
        if not math.isfinite(value):
            assert number == NO_CLASS
            continue
        printed = float(np.round(value, decimals))
        low, high = made.breaks[number], made.breaks[number + 1]
        assert low < printed <= high or (low <= printed <= high and number == 0)
    order = np.argsort([v for v in values if math.isfinite(v)], kind="stable")
    assert (np.diff(made.classes[np.isfinite(np.array(values, dtype=float))][order]) >= 0).all()


@given(VALUES, st.sampled_from(AMOUNTS), K, DECIMALS)
def test_every_value_lies_in_its_class_as_printed(
    values: list[float], scheme: Scheme, k: int, decimals: int
) -> None:
    made = _classify(values, scheme, k, decimals)
    _check(made, values, decimals)
    assert made.k <= k
    assert made.reference is None


@given(VALUES, st.sampled_from(AMOUNTS), K, DECIMALS)
def test_bounds_are_printed_in_full_and_only_a_single_value_repeats_one(
    values: list[float], scheme: Scheme, k: int, decimals: int
) -> None:
    made = _classify(values, scheme, k, decimals)
    assert list(made.breaks) == [float(np.round(b, decimals)) for b in made.breaks]
    inner = made.breaks[1:]
    assert len(set(inner)) == len(inner)


@given(VALUES, st.sampled_from((*AMOUNTS, "reference")), K)
def test_the_same_values_give_the_same_classes(values: list[float], scheme: Scheme, k: int) -> None:
    one, other = (_classify(values, scheme, k, 1, 10.0) for _ in range(2))
    assert one.breaks == other.breaks
    assert one.counts == other.counts
    assert one.classes.tolist() == other.classes.tolist()


@given(st.lists(NUMBERS, min_size=1, max_size=40), st.randoms(), st.sampled_from(AMOUNTS))
def test_the_order_of_the_areas_does_not_matter(
    values: list[float], random: Random, scheme: Scheme
) -> None:
    shuffled = values.copy()
    random.shuffle(shuffled)
    assert _classify(values, scheme).breaks == _classify(shuffled, scheme).breaks


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60), st.floats(5, 95), st.integers(0, 2))
def test_two_sided_has_seven_classes_with_the_reference_in_the_middle(
    values: list[float], reference: float, decimals: int
) -> None:
    made = _classify(values, "reference", 5, decimals, reference)
    _check(made, values, made.decimals)
    assert made.k == 7
    assert made.breaks[3] < reference <= made.breaks[4]
    assert made.reference == reference


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=60), st.floats(-0.01, 0.01))
def test_two_sided_around_about_zero_still_tells_areas_apart(
    values: list[float], reference: float
) -> None:
    """Scores of the Leefbaarometer turn around 0.00; an area at the reference is "about equal"."""
    assume(np.std(values) > 0.5)
    made = _classify([*values, reference], "reference", 5, 2, reference)
    assert made.k == 7
    assert made.classes[-1] == 3


@pytest.mark.parametrize(
    ("reference", "decimals"), [(0.3, 1), (0.8, 1), (1.1, 1), (2.1, 1), (1.0, 0), (3.0, 0)]
)
def test_an_area_equal_to_a_small_reference_is_in_the_middle(
    reference: float, decimals: int
) -> None:
    """Five percent of 0,8 km, or of a share of 1 percent, is less than what is published."""
    made = _classify([reference, 0.1, 0.5, 9.0], "reference", 5, decimals, reference)
    assert made.k == 7
    assert made.classes[0] == 3


def test_two_sided_by_hand() -> None:
    made = _classify([50.0, 70.0, 100.0, 104.0, 106.0, 130.0, 200.0], "reference", 5, 0, 100.0)
    assert made.breaks == (50.0, 60.0, 80.0, 95.0, 105.0, 120.0, 140.0, 200.0)
    assert made.classes.tolist() == [0, 1, 3, 3, 4, 5, 6]
    assert made.counts == (1, 1, 0, 2, 1, 1, 1)


@pytest.mark.parametrize("reference", [None, math.nan, math.inf])
def test_without_a_reference_it_becomes_quantiles_and_says_so(reference: float | None) -> None:
    made = _classify([1.0, 2.0, 3.0, 4.0], "reference", 4, 0, reference)
    assert made.scheme == "quantiles"
    assert made.reference is None
    assert made.counts == _classify([1.0, 2.0, 3.0, 4.0], "quantiles", 4).counts


def test_quantiles_by_hand() -> None:
    made = _classify([float(n) for n in range(1, 11)], "quantiles", 5, 1)
    assert made.breaks == (1.0, 2.8, 4.6, 6.4, 8.2, 10.0)
    assert made.counts == (2, 2, 2, 2, 2)
    assert made.classes.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_equal_steps_by_hand_with_an_empty_class() -> None:
    made = _classify([0.0, 10.0, 100.0], "equal", 3, 0)
    assert made.breaks == (0.0, 33.0, 67.0, 100.0)
    assert made.counts == (2, 0, 1)


def test_natural_breaks_fall_in_the_gaps() -> None:
    values = [1.0, 2.0, 3.0, 50.0, 51.0, 52.0, 98.0, 99.0, 100.0]
    made = _classify(values, "fisher_jenks", 3, 0)
    assert made.classes.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert made.breaks == (1.0, 3.0, 52.0, 100.0)


def test_a_missing_value_has_no_class_and_shifts_nothing() -> None:
    made = _classify([1.0, math.nan, 2.0, math.inf, 3.0, -math.inf], "quantiles", 3, 1)
    assert made.classes.tolist() == [0, -1, 1, -1, 2, -1]
    assert made.missing == 3
    assert made.breaks == _classify([1.0, 2.0, 3.0], "quantiles", 3, 1).breaks


@pytest.mark.parametrize("scheme", [*AMOUNTS, "reference"])
def test_no_values_make_no_classes(scheme: Scheme) -> None:
    made = _classify([math.nan, math.nan], scheme, reference=10.0)
    assert (made.k, made.breaks, made.counts, made.missing) == (0, (), (), 2)
    assert made.classes.tolist() == [-1, -1]
    assert _classify([], scheme).k == 0


@pytest.mark.parametrize("scheme", AMOUNTS)
@pytest.mark.parametrize("values", [[7.0], [7.0, 7.0, 7.0], [7.01, 7.02, 6.99]])
def test_one_value_as_printed_makes_one_class(scheme: Scheme, values: list[float]) -> None:
    made = _classify(values, scheme, 5, 0)
    assert made.breaks == (7.0, 7.0)
    assert made.counts == (len(values),)


@pytest.mark.parametrize("scheme", AMOUNTS)
def test_two_values_make_two_classes(scheme: Scheme) -> None:
    assert _classify([1.0, 9.0], scheme, 5).counts == (1, 1)


@pytest.mark.parametrize("scheme", AMOUNTS)
def test_a_large_share_of_zeros_keeps_a_class_of_its_own(scheme: Scheme) -> None:
    made = _classify([0.0] * 30 + [1.0, 2.0, 3.0, 4.0, 50.0], scheme, 5)
    assert made.k >= 2
    assert made.classes[0] == 0
    assert made.classes[-1] == made.k - 1


def test_natural_breaks_of_the_whole_country_take_little_time_and_do_not_vary() -> None:
    values = np.random.default_rng(1).lognormal(5, 1, 14_000)
    one = classify_values(values, "fisher_jenks", 5, decimals=0)
    other = classify_values(values[::-1], "fisher_jenks", 5, decimals=0)
    assert one.breaks == other.breaks
    assert sum(one.counts) == 14_000


# --- bounds -------------------------------------------------------------------------------------


def test_a_reference_of_a_quarter_of_the_spread_is_not_about_zero() -> None:
    """Up to there steps of the spread serve, from there on shares of the reference."""
    values = [-10.0, 10.0]  # a spread of 10
    shares = _classify(values, "reference", 5, 3, 2.5)
    assert shares.breaks[1:-1] == (1.5, 2.0, 2.375, 2.625, 3.0, 3.5)
    steps = _classify(values, "reference", 5, 3, 2.499)
    assert steps.breaks[3:5] == (1.999, 2.999)
    assert (steps.breaks[1], steps.breaks[6]) == (-1.501, 6.499)
    below = _classify(values, "reference", 5, 3, -2.5)
    assert below.breaks[1:-1] == (-3.5, -3.0, -2.625, -2.375, -2.0, -1.5)


def test_where_nothing_varies_around_zero_the_steps_are_those_of_one() -> None:
    made = _classify([0.0, 0.0], "reference", 5, 1, 0.0)
    assert made.breaks == (-0.4, -0.4, -0.2, -0.05, 0.05, 0.2, 0.4, 0.4)
    assert made.classes.tolist() == [3, 3]


def test_values_within_the_outer_bounds_do_not_move_them() -> None:
    made = _classify([90.0, 110.0], "reference", 5, 0, 100.0)
    assert made.breaks == (60.0, 60.0, 80.0, 95.0, 105.0, 120.0, 140.0, 140.0)
    wider = _classify([10.0, 300.0], "reference", 5, 0, 100.0)
    assert (wider.breaks[0], wider.breaks[-1]) == (10.0, 300.0)


@pytest.mark.parametrize(
    ("reference", "decimals", "kept"),
    # The middle class is a tenth of the reference wide; from four steps on the layer's own do.
    [
        (100.0, 0, 0),
        (40.0, 0, 0),
        (39.0, 0, 1),
        (100.0, 1, 1),
        (4.0, 1, 1),
        (9.0, 0, 2),
        (1.0, 0, 2),
        (0.9, 0, 3),
        (0.09, 1, 4),
    ],
)
def test_bounds_keep_the_decimals_that_tell_the_middle_apart(
    reference: float, decimals: int, kept: int
) -> None:
    made = _classify([reference, 2 * reference], "reference", 5, decimals, reference)
    assert made.decimals == kept


def test_up_to_two_thousand_values_take_part_in_natural_breaks() -> None:
    """One value more, and evenly spaced ones stand for all: the first and the last are kept."""
    values = np.array([*np.linspace(0, 1, 999), 500.0, *np.linspace(1_000, 1_001, 1_000)])
    assert values.size == 2_000
    made = classify_values(values, "fisher_jenks", 3, decimals=0)
    assert made.breaks == (0.0, 1.0, 500.0, 1_001.0)
    many = np.array([-7.0, *np.linspace(0, 1, 20_000), 999.0])
    found = classify_values(many, "fisher_jenks", 3, decimals=0)
    assert found.breaks == (-7.0, 0.0, 1.0, 999.0)
    assert found.counts == (10_001, 10_000, 1)


def test_the_smallest_value_may_be_a_class_of_its_own() -> None:
    made = _classify([0.0, 0.0, 0.0, 0.0, 5.0, 9.0], "quantiles", 3)
    assert made.breaks == (0.0, 0.0, 2.0, 9.0)
    assert made.classes.tolist() == [0, 0, 0, 0, 2, 2]


def test_the_ends_of_many_values_take_part_in_natural_breaks() -> None:
    many = np.array([-999.0, *np.linspace(0, 1, 20_000), 999.0])
    found = classify_values(many, "fisher_jenks", 3, decimals=0)
    assert found.breaks == (-999.0, -999.0, 1.0, 999.0)
    assert found.counts == (1, 20_000, 1)


def test_bounds_have_the_decimals_of_the_layer() -> None:
    made = _classify([1.26, 3.0, 5.0, 9.74], "quantiles", 2, 1)
    assert made.breaks == (1.3, 4.0, 9.7)


def test_only_classes_around_a_reference_keep_it() -> None:
    values = [1.0, 2.0, 3.0, 4.0]
    made = _classify(values, "quantiles", 2, 0, 10.0)
    assert (made.breaks, made.reference) == (_classify(values, "quantiles", 2, 0).breaks, None)

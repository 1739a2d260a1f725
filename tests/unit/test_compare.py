"""Standing, rank and the rest of a gemeente."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.statistics.compare import Rank, compare_values, compute_rest_of_gemeente, rank_area
from nplv_geo.statistics.observation import MadeObservation

CRIME, HEALTH, HOMES = "misdrijven_per_1000", "goed_ervaren_gezondheid_pct", "koopwoningen_pct"
# Five different values in print; b and c print the same.
VALUES = {"a": 10.0, "b": 30.02, "c": 29.98, "d": 50.0, "e": 20.0, "f": 60.0}


def _sure(_: str) -> float:
    return 0.0


def _place(position: int, of: int) -> Rank:
    return Rank(position, of, position, position)


@pytest.mark.parametrize(
    ("area", "layer", "expected"),
    [
        ("f", HEALTH, _place(1, 6)),
        ("b", HEALTH, _place(3, 6)),
        ("c", HEALTH, _place(3, 6)),
        ("a", HEALTH, _place(6, 6)),
        ("a", CRIME, _place(1, 6)),
        ("b", CRIME, _place(3, 6)),
        ("c", CRIME, _place(3, 6)),
        ("f", CRIME, _place(6, 6)),
        ("f", HOMES, _place(1, 6)),
        ("a", HOMES, _place(6, 6)),
        ("onbekend", HEALTH, None),
    ],
)
def test_rank_is_1_for_the_best_and_equal_prints_share_the_better_place(
    catalog: Catalog, area: str, layer: str, expected: Rank | None
) -> None:
    assert rank_area(VALUES, area, catalog.layer(layer), _sure) == expected


def test_four_different_prints_give_no_place_and_five_do(catalog: Catalog) -> None:
    """Distances of 20 areas to a supermarket: four prints, of which one stands eleven times."""
    layer = catalog.layer("afstand_supermarkt_km")
    distances = [0.61] * 11 + [0.52, 0.48, 0.5, 0.51, 0.45, 0.7, 0.7, 0.79, 0.66]
    areas = {f"a{i:02}": value for i, value in enumerate(distances)}
    assert len({round(value, 1) for value in distances}) == 4
    assert {rank_area(areas, area, layer, _sure) for area in areas} == {None}
    places = {area: rank_area(areas | {"a19": 0.9}, area, layer, _sure) for area in areas}
    assert places["a19"] == _place(20, 20)
    assert {places[f"a{i:02}"] for i in range(11)} == {_place(6, 20)}


def test_chance_widens_a_place_to_a_range(catalog: Catalog) -> None:
    values = {"a": 10.0, "b": 20.0, "c": 22.0, "d": 24.0, "e": 26.0, "f": 90.0}
    layer = catalog.layer(CRIME)

    def found(area: str, margin: float | None) -> Rank | None:
        return rank_area(values, area, layer, lambda _: margin)

    assert found("c", 0.0) == Rank(3, 6, 3, 3)
    assert found("c", 1.9) == Rank(3, 6, 3, 3)
    # A difference of just the margin can be chance.
    assert found("c", 2.0) == Rank(3, 6, 2, 4)
    assert found("c", 4.0) == Rank(3, 6, 2, 5)
    assert found("a", 4.0) == Rank(1, 6, 1, 1)
    assert found("f", 12.0) == Rank(6, 6, 6, 6)
    # What is unknown can't be told apart from anything.
    assert found("c", None) == Rank(3, 6, 1, 6)
    assert found("c", None).is_uninformative  # type: ignore[union-attr]


def test_a_pair_that_prints_the_same_only_widens_the_range_where_chance_can_part_them(
    catalog: Catalog,
) -> None:
    values = VALUES | {"g": 30.0}
    layer = catalog.layer(CRIME)
    assert rank_area(values, "b", layer, _sure) == Rank(3, 7, 3, 3)
    assert rank_area(values, "b", layer, lambda _: 0.5) == Rank(3, 7, 3, 5)
    only_g = {"g": None}
    assert rank_area(values, "b", layer, lambda other: only_g.get(other, 0.0)) == Rank(3, 7, 3, 4)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20), st.integers(0, 4))
def test_every_place_lies_in_its_range_and_in_the_field(
    catalog: Catalog, numbers: list[int], margin: int
) -> None:
    values = {f"a{i}": float(n) for i, n in enumerate(numbers)}
    layer = catalog.layer(CRIME)
    for area, own in values.items():
        sure, found = (
            rank_area(values, area, layer, _sure),
            rank_area(values, area, layer, lambda _: float(margin)),
        )
        if len(set(numbers)) < 5:
            assert (sure, found) == (None, None)
            continue
        assert sure is not None
        assert found is not None
        position = 1 + sum(other < own for other in numbers)
        assert sure == _place(position, len(numbers))
        assert found.position == position
        assert 1 <= found.lowest <= position <= found.highest <= len(numbers)
        clearly_worse = sum(other - own > margin for other in numbers)
        assert margin == 0 or found.highest == len(numbers) - clearly_worse


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
    assert compare_values(value, reference, catalog.layer(layer_id), 0.0) == expected


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
    assert compare_values(value, reference, catalog.layer(layer_id), margin) == expected


def test_where_chance_is_unknown_only_what_prints_the_same_is_equal(catalog: Catalog) -> None:
    """A model estimate 0.11 points above its gemeente was called worse."""
    layer = catalog.layer("overgewicht_pct")
    assert compare_values(50.11, 50.0, layer, 0.0) == "worse"
    assert compare_values(50.11, 50.0, layer, None) == "unsure"
    assert compare_values(80.0, 50.0, layer, None) == "unsure"
    assert compare_values(50.04, 50.0, layer, None) == "equal"
    assert compare_values(80.0, 50.0, catalog.layer("mantelzorgers_pct"), None) == "unsure"


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_standing_turns_round_with_its_arguments(
    catalog: Catalog, one: float, other: float
) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    turned = {"better": "worse", "worse": "better", "equal": "equal"}
    assert compare_values(other, one, layer, 0.0) == turned[compare_values(one, other, layer, 0.0)]


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
def test_equal_is_what_prints_the_same(catalog: Catalog, one: float, other: float) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    same = round(one, 1) == round(other, 1)
    assert (compare_values(one, other, layer, 0.0) == "equal") is same


def _part(
    amount: float | None, weight: float | None = None, coverage: float = 1.0
) -> MadeObservation:
    return MadeObservation(amount=amount, weight=weight, coverage=coverage)


def test_the_rest_of_a_sum_and_of_a_rate(catalog: Catalog) -> None:
    assert (
        compute_rest_of_gemeente(catalog.layer("inwoners"), _part(1_000.0), _part(300.0)) == 700.0
    )
    rate = catalog.layer("misdrijven_per_1000")
    rest = compute_rest_of_gemeente(rate, _part(60_000.0, 1_000.0), _part(40_000.0, 400.0))
    assert rest == pytest.approx(20_000 / 600)


def test_a_mean_has_no_rest(catalog: Catalog) -> None:
    layer = catalog.layer("koopwoningen_pct")
    assert compute_rest_of_gemeente(layer, _part(60_000.0, 1_000.0), _part(40_000.0, 400.0)) is None


@pytest.mark.parametrize(
    ("gemeente", "area"),
    [
        (_part(1_000.0), _part(300.0, coverage=0.89)),
        (_part(None), _part(300.0)),
        (_part(1_000.0), _part(None)),
        (_part(300.0), _part(301.0)),
    ],
)
def test_no_rest_where_a_part_is_unknown_or_nothing_is_left(
    catalog: Catalog, gemeente: MadeObservation, area: MadeObservation
) -> None:
    assert compute_rest_of_gemeente(catalog.layer("inwoners"), gemeente, area) is None


def test_the_area_may_miss_a_tenth(catalog: Catalog) -> None:
    area = _part(300.0, coverage=0.9)
    assert compute_rest_of_gemeente(catalog.layer("inwoners"), _part(1_000.0), area) == 700.0


def test_an_area_that_is_the_whole_gemeente_leaves_no_rate(catalog: Catalog) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    assert compute_rest_of_gemeente(layer, _part(5_000.0, 100.0), _part(5_000.0, 100.0)) is None


def test_a_margin_is_held_against_the_difference_before_it_is_rounded(catalog: Catalog) -> None:
    """In print 44.3 and 44.5 differ by 0.2, and by 0.12 in truth; and the other way round."""
    layer = catalog.layer(CRIME)
    assert compare_values(44.46, 44.34, layer, 0.15) == "equal"
    assert compare_values(44.46, 44.34, layer, 0.11) == "worse"
    assert compare_values(44.54, 44.26, layer, 0.25) == "worse"
    assert compare_values(44.54, 44.26, layer, 0.29) == "equal"


def test_a_difference_of_one_step_in_print_is_a_difference(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    assert compare_values(44.35001, 44.34999, layer, 0.0) == "worse"
    assert compare_values(44.4, 44.3, layer, 0.1) == "worse"  # 0.10000000000000142
    assert compare_values(44.25, 44.0, layer, 0.25) == "equal"
    assert compare_values(44.25, 44.0, layer, None) == "unsure"


@pytest.mark.parametrize(
    ("place", "is_sure", "tells_nothing"),
    [
        (Rank(3, 7, 3, 3), True, False),
        (Rank(3, 7, 3, 4), False, False),
        (Rank(3, 7, 1, 7), False, True),
        (Rank(3, 7, 2, 7), False, False),
        (Rank(3, 7, 1, 6), False, False),
    ],
)
def test_a_place_is_sure_when_it_is_one_and_tells_nothing_when_it_is_any(
    place: Rank, *, is_sure: bool, tells_nothing: bool
) -> None:
    assert (place.is_sure, place.is_uninformative) == (is_sure, tells_nothing)


def test_a_rest_of_nothing_is_0_and_only_the_area_must_be_known(catalog: Catalog) -> None:
    total, rate = catalog.layer("inwoners"), catalog.layer(CRIME)
    assert compute_rest_of_gemeente(total, _part(300.0), _part(300.0)) == 0.0
    assert compute_rest_of_gemeente(rate, _part(500.0, 100.0), _part(500.0, 60.0)) == 0.0
    assert compute_rest_of_gemeente(rate, _part(500.0, 100.0), _part(600.0, 60.0)) is None
    assert compute_rest_of_gemeente(total, _part(1_000.0, coverage=0.5), _part(300.0)) == 700.0


def test_one_inhabitant_who_is_left_has_a_rate(catalog: Catalog) -> None:
    rate = catalog.layer(CRIME)
    assert compute_rest_of_gemeente(rate, _part(500.0, 101.0), _part(480.0, 100.0)) == 20.0
    assert compute_rest_of_gemeente(rate, _part(500.0, 100.0), _part(480.0, 101.0)) is None

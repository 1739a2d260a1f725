"""Areas in order: ties, places, ranges by another calculation, and what stands apart."""

from __future__ import annotations

import math

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.origin import Origin
from nplv_geo.present.ranking.order import order_areas
from nplv_geo.present.ranking.words import write_place
from nplv_geo.present.scale.axis import find_far, make_axis
from nplv_geo.present.texts import texts
from nplv_geo.statistics.compare import Rank
from nplv_geo.statistics.observation import MadeObservation
from tests.made_up import made_up_origin

CRIME, HOMES, NEUTRAL = "misdrijven_per_1000", "koopwoningen_pct", "inkomen_per_inwoner"
PEOPLE = 40_000.0


def _row(value: float | None, coverage: float = 1.0, weight: float = PEOPLE) -> MadeObservation:
    return MadeObservation(
        value=value, status="ok" if value is not None else "no_data", weight=weight,
        coverage=coverage,
    )  # fmt: skip


@pytest.fixture
def origin() -> Origin:
    made = made_up_origin(
        topic="t", retrieved="2026-07-19", provisional=False, sha256="0", base_level="buurt"
    )
    known = {"weight_layer": "inwoners", "dispersion": 1.0, "dispersion_power": 0.0}
    return made.model_copy(update=known)


def test_the_best_stands_first_and_equal_prints_keep_their_order(
    catalog: Catalog, origin: Origin
) -> None:
    values = {"a": 60.0, "b": 30.04, "c": 29.96, "d": 45.0, "e": 20.0, "f": 80.0}
    rows = {code: _row(value, weight=1e9) for code, value in values.items()}
    crime = order_areas(catalog.layer(CRIME), origin, rows)
    assert [one.code for one in crime.ranked] == ["e", "b", "c", "d", "a", "f"]
    assert [one.rank and one.rank.position for one in crime.ranked] == [1, 2, 2, 4, 5, 6]
    # Of homes nothing is judged: the highest stands first, and equals still keep their order.
    homes = order_areas(
        catalog.layer(HOMES), origin.model_copy(update={"weight_layer": None}), rows
    )
    assert [one.code for one in homes.ranked] == ["f", "a", "d", "b", "c", "e"]


@pytest.mark.parametrize(("factor", "power"), [(1.0, 0.0), (4.0, 0.0), (2.5, 0.5)])
def test_a_range_is_that_of_poisson_with_the_dispersion_of_the_build(
    catalog: Catalog, origin: Origin, factor: float, power: float
) -> None:
    values = {"a": 20.0, "b": 30.0, "c": 40.0, "d": 50.0, "e": 60.0}
    seen = origin.model_copy(
        update={
            "dispersion": factor,
            "dispersion_power": power,
            "dispersion_from": "estimated",
        }
    )
    found = order_areas(
        catalog.layer(CRIME), seen, {code: _row(value) for code, value in values.items()}
    )
    for one in found.ranked:
        crimes = values[one.code] * PEOPLE / 1000
        multiple = max(1.0, factor * (crimes / 1000) ** power)
        half = 1.96 * math.sqrt(crimes * multiple) * 1000 / PEOPLE
        assert one.interval == pytest.approx((one.value - half, one.value + half))


def test_places_that_chance_cannot_part_are_a_range(catalog: Catalog, origin: Origin) -> None:
    values = {"a": 20.0, "b": 30.0, "c": 30.4, "d": 30.9, "e": 60.0, "f": 70.0}
    found = order_areas(
        catalog.layer(CRIME), origin, {code: _row(value) for code, value in values.items()}
    )
    ranks = {one.code: one.rank for one in found.ranked}
    # Two areas differ when their difference is more than 1.96 times the root of both variances.
    for code, rank in ranks.items():
        assert rank is not None
        clear = [
            math.copysign(1, values[code] - other)
            for name, other in values.items()
            if name != code
            and abs(values[code] - other)
            > 1.96 * math.sqrt((values[code] + other) * PEOPLE / 1000) * 1000 / PEOPLE
        ]
        assert (rank.lowest, rank.highest) == (1 + clear.count(1), 6 - clear.count(-1))
    assert [write_place(texts("nl"), ranks[code]) for code in "abe"] == ["1", "2\u20134", "5"]


def test_what_is_missing_or_known_too_little_has_no_place_and_is_no_nought(
    catalog: Catalog, origin: Origin
) -> None:
    rows = {code: _row(value) for code, value in zip("abcde", range(10, 60, 10), strict=True)}
    rows |= {"none": _row(None, coverage=0.0), "partly": _row(5.0, coverage=0.6)}
    found = order_areas(catalog.layer(CRIME), origin, rows)
    assert found.unranked == ("none", "partly")
    assert [one.code for one in found.ranked] == list("abcde")
    assert {one.rank.of for one in found.ranked if one.rank} == {5}


def test_unknown_uncertainty_is_said_and_gives_no_place(catalog: Catalog, origin: Origin) -> None:
    rows = {code: _row(10.0 * i) for i, code in enumerate("abcde", start=1)}
    found = order_areas(catalog.layer("vast_werk_pct"), origin, rows)
    assert {one.interval for one in found.ranked} == {None}
    assert {write_place(texts("nl"), one.rank) for one in found.ranked} == {"onzeker"}
    sure = order_areas(catalog.layer(NEUTRAL), origin, rows)
    assert [one.interval for one in sure.ranked] == [(one.value, one.value) for one in sure.ranked]


def test_a_share_stays_between_nought_and_all(catalog: Catalog, origin: Origin) -> None:
    rows = {
        code: _row(value, weight=40.0)
        for code, value in zip("abcde", (0.0, 30.0, 50.0, 70.0, 100.0), strict=True)
    }
    found = order_areas(
        catalog.layer(HOMES), origin.model_copy(update={"weight_layer": None}), rows
    )
    assert all(
        0.0 <= low <= high <= 100.0
        for one in found.ranked
        for low, high in [one.interval or (0, 0)]
    )


@pytest.mark.parametrize(
    ("rank", "said"),
    [
        (Rank(3, 20, 3, 3), "3"),
        (Rank(10, 20, 8, 14), "8\u201314"),
        (Rank(10, 20, 1, 20), "onzeker"),
        (None, "\u2013"),
    ],
)
def test_a_place_in_words(rank: Rank | None, said: str) -> None:
    assert write_place(texts("nl"), rank) == said


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([36.2, 86.3], (40.0, 60.0, 80.0)),
        ([0.0, 948.6], (0.0, 250.0, 500.0, 750.0)),
        ([1.2, 1.9], (1.2, 1.4, 1.6, 1.8)),
        ([-3.0, 4.0], (-2.0, 0.0, 2.0, 4.0)),
    ],
)
def test_marks_of_the_line_are_round_and_few(values: list[float], marks: tuple[float, ...]) -> None:
    axis = make_axis(values)
    assert axis.marks == marks
    assert 0 < axis.place(values[0]) < axis.place(values[-1]) < 1
    assert 0 <= make_axis([5.0]).place(5.0) <= 1


def test_what_is_far_out_does_not_rule_the_line() -> None:
    values = [20.0, 30.0, 40.0, 50.0, 60.0]
    assert find_far(values) == (-30.0, 110.0)
    axis = make_axis(values)
    assert not axis.holds(900.0)
    assert axis.place(900.0) == 1.0
    assert axis.holds(60.0)

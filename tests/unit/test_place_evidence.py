"""What lists of codes and change marks say of a place, and outlines borrowed by what they say."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from nplv_geo.geometry.crs import RD
from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.published.place_evidence import PlaceEvidence
from nplv_geo.published.year_outlines import borrow_outlines

A, B, C = "BU00010001", "BU00010002", "BU00010003"
ALL = frozenset({A, B, C})
NOTHING = pd.Series(dtype=float)


def _evidence(
    lists: Mapping[int, frozenset[str]], marks: Mapping[int, Mapping[str, int]] | None = None
) -> PlaceEvidence:
    return PlaceEvidence({year: (codes,) for year, codes in lists.items()}, marks or {})


def _draw(**places: float) -> gpd.GeoSeries:
    """A square of ten hectares at each place along a line."""
    return gpd.GeoSeries(
        {code: box(x * 1000, 0, x * 1000 + 1000, 100) for code, x in places.items()}, crs=RD
    )


def test_marks_are_followed_from_year_to_year() -> None:
    marks = {2021: {A: 1, B: 1, C: 3}, 2022: {A: 1, B: 3}, 2023: {A: 1, B: 1}}
    evidence = _evidence({2020: ALL, 2023: frozenset({A, B})}, marks)
    assert evidence.find_same(ALL, 2020, 2023) == {A}
    assert evidence.has_marks_between(2020, 2023)
    assert evidence.has_marks_between(2023, 2020)
    assert not evidence.has_marks_between(2019, 2023)
    assert not evidence.has_marks_between(2020, 2020)


def test_a_list_speaks_for_the_year_beside_it_and_a_mark_before_the_list() -> None:
    evidence = _evidence({2020: ALL, 2021: ALL}, {2021: {B: 3}})
    # With the same gemeenten in both years none was merged.
    assert evidence.find_same(ALL, 2020, 2021) == {A, C, "GM0001"}
    assert evidence.find_same(ALL, 2021, 2020) == {A, C, "GM0001"}
    other = _evidence({2020: ALL, 2021: frozenset({A, B})})
    # The gemeente has not the same list, so nothing is said of its buurten.
    assert not {A, B, C} & other.find_same(ALL, 2020, 2021)


def test_a_year_without_a_list_knows_nothing() -> None:
    evidence = _evidence({2020: ALL})
    assert evidence.list_buurten(2019) == frozenset()
    assert evidence.list_buurten(None) == frozenset()
    assert evidence.find_same_lists(ALL, 2019) == frozenset()
    assert evidence.find_same_lists(ALL, 2020) == {"GM0001"}


def test_outlines_are_borrowed_from_the_nearest_year_that_is_proven() -> None:
    near, far = _draw(**{A: 0, B: 1}), _draw(**{A: 5, B: 6})
    found = borrow_outlines(
        2020,
        frozenset({A, B}),
        {2019: near, 2024: far},
        lambda year: frozenset({A} if year == 2019 else {A, B}),
        NOTHING,
        has_marks=True,
    )
    assert found is not None
    assert found.way is CrosswalkWay.MARKS
    assert found.years == (2019, 2024)
    assert found.shapes[A].equals(near[A])
    assert found.shapes[B].equals(far[B])


@pytest.mark.parametrize(
    ("hectares", "is_taken"), [(10.0, True), (11.0, True), (8.9, False), (40.0, False)]
)
def test_without_proof_the_published_hectares_must_fit(hectares: float, is_taken: bool) -> None:  # noqa: FBT001
    outlines = _draw(**{A: 0, B: 1})
    found = borrow_outlines(
        2020,
        frozenset({A, B}),
        {2024: outlines},
        lambda _: frozenset({A}),
        pd.Series({B: hectares}),
        has_marks=False,
    )
    assert found is not None
    assert found.way is CrosswalkWay.CODES
    assert (found.block_of[B] == B) == is_taken


def test_what_is_left_of_a_gemeente_is_one_block_of_its_other_codes() -> None:
    newer = _draw(**{A: 0, "BU00010011": 1, "BU00010012": 2})
    found = borrow_outlines(
        2020, ALL, {2024: newer}, lambda _: frozenset({A}), NOTHING, has_marks=True
    )
    assert found is not None
    assert found.block_of == {A: A, B: "GM0001", C: "GM0001"}
    assert found.shapes["GM0001"].area == pytest.approx(2e5, rel=0.02)


def test_nothing_is_borrowed_where_nothing_is_known() -> None:
    outlines = _draw(**{A: 0})
    nobody = borrow_outlines(
        2020, ALL, {2024: outlines}, lambda _: frozenset(), NOTHING, has_marks=True
    )
    assert nobody is None

"""Codes that mean the same place in two years: outlines, change marks and lists."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely import area, box, intersection

from nplv_geo.geometry.same_places import (
    COARSEST_M,
    FINEST_M,
    PlaceLink,
    find_same_lists,
    find_whole_areas,
    follow_links,
    list_unchanged_codes,
    measure_drawing,
)

SIDE = 100.0


def _shapes(**boxes: tuple[float, float, float, float]) -> gpd.GeoSeries:
    return gpd.GeoSeries({code: box(*sides) for code, sides in boxes.items()}, crs="EPSG:28992")


def _measure(one: gpd.GeoSeries, other: gpd.GeoSeries) -> float:
    first, second = one.to_numpy(), other.to_numpy()
    return measure_drawing(first, second, area(intersection(first, second)))


def test_precision_is_measured_on_the_maps_and_has_limits() -> None:
    many = {f"BU0001{n:04}": (n * SIDE, 0.0, (n + 1) * SIDE, SIDE) for n in range(9)}
    off = {code: (left, low, right, high + 8) for code, (left, low, right, high) in many.items()}
    far = {
        code: (left, low + 90, right, high + 90) for code, (left, low, right, high) in many.items()
    }
    assert _measure(_shapes(**many), _shapes(**many)) == FINEST_M
    # Strips of 8 by 100 metres beside borders of 408 metres on average, four times.
    assert _measure(_shapes(**many), _shapes(**off)) == pytest.approx(4 * 800 / 408)
    assert _measure(_shapes(**many), _shapes(**far)) == COARSEST_M
    nothing = _shapes(**many).to_numpy()[:0]
    assert measure_drawing(nothing, nothing, area(nothing)) == FINEST_M


def test_links_are_followed_from_year_to_year_and_back() -> None:
    both, one = frozenset({"BU00010101", "BU00010102"}), frozenset({"BU00010101"})
    links = [
        PlaceLink((2020, 2021), both),
        PlaceLink((2021, 2022), one),
        PlaceLink((2023, 2022), both),
    ]
    assert follow_links(both, 2020, 2023, links) == one
    assert follow_links(both, 2023, 2020, links) == one
    assert follow_links(both, 2020, 2021, links) == both
    assert follow_links(both, 2020, 2025, links) == frozenset()
    assert follow_links(both, 2020, 2020, []) == both


def test_only_the_mark_for_unchanged_shows_that_a_place_is_the_same() -> None:
    """2 is a new code for the same outline: the old code then is another place, or none."""
    assert list_unchanged_codes({"BU00010101": 1, "BU00010102": 2, "BU00010103": 3}) == {
        "BU00010101"
    }


def test_a_wijk_is_the_same_when_all_its_buurten_are() -> None:
    same = frozenset({"BU00010101", "BU00010102", "BU00010201"})
    known = [*same, "BU00010202"]
    assert find_whole_areas(same, known) == {"WK000101"}
    assert find_whole_areas(same, same) == {"WK000101", "WK000102", "GM0001"}


def test_a_wijk_that_lost_a_buurt_is_another_one_though_what_is_left_did_not_move() -> None:
    same, before = frozenset({"BU00010101"}), ["BU00010101", "BU00010102"]
    assert find_whole_areas(same, before, same) == frozenset()


def test_a_list_speaks_for_a_gemeente_only_when_it_is_just_the_same() -> None:
    theirs = ["BU00010101", "BU00010102", "BU00020101", "BU00030101", "WK000101", "GM0001"]
    on_map = ["BU00010101", "BU00010102", "BU00020101", "BU00020102"]
    in_figures = [*on_map, "BU00030101"]
    assert find_same_lists(theirs, on_map) == {"GM0001"}
    # A buurt without a border stands in the figures of the year.
    assert find_same_lists(theirs, on_map, in_figures) == {"GM0001", "GM0003"}
    assert find_same_lists(theirs) == frozenset()

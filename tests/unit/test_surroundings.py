"""Rings of buurten on a chessboard of squares: who touches whom, and when nothing is told."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from nplv_geo.geometry.rings import MAX_BARE, find_rings, measure_bare_share

SIDE = 1_000.0


def _square(column: float, row: float, width: float = 1.0) -> shapely.Polygon:
    west, south = 150_000 + column * SIDE, 450_000 + row * SIDE
    return shapely.box(west, south, west + width * SIDE, south + SIDE)


def _shapes(squares: dict[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame({"geometry": squares}, crs="EPSG:28992")
    frame["level"] = ["wijk" if code.startswith("WK") else "buurt" for code in frame.index]
    return frame


def _board(size: int = 3) -> dict[str, shapely.Geometry]:
    """Squares ``BU<column><row>``; the middle one of nine is ``BU11``."""
    places = [(column, row) for column in range(size) for row in range(size)]
    return {f"BU{column}{row}": _square(column, row) for column, row in places}


def _ring(
    squares: dict[str, shapely.Geometry], focus: tuple[str, ...], *, whole_country: bool = True
) -> tuple[str, ...] | None:
    outline = shapely.union_all([squares[code] for code in focus])
    outlines = gpd.GeoDataFrame({"geometry": {"noord": outline}}, crs="EPSG:28992")
    found = find_rings(_shapes(squares), {"noord": focus}, outlines, whole_country=whole_country)
    return found.get("ring:noord")


def test_buurten_with_a_common_border_form_the_ring_and_corners_do_not() -> None:
    assert _ring(_board(), ("BU11",)) == ("BU01", "BU10", "BU12", "BU21")


def test_the_ring_of_more_buurten_has_none_of_them() -> None:
    # Two of the corners touch the one, and two sides the other.
    assert _ring(_board(), ("BU11", "BU10")) == ("BU00", "BU01", "BU12", "BU20", "BU21")


def test_a_buurt_that_the_area_encloses_is_part_of_the_ring() -> None:
    around = tuple(code for code in _board() if code != "BU11")
    assert _ring(_board(), around) == ("BU11",)


@pytest.mark.parametrize(("metres", "touches"), [(0, True), (40, True), (59, True), (61, False)])
def test_a_canal_or_a_sliver_is_bridged_and_a_river_is_not(metres: float, *, touches: bool) -> None:
    squares = {"BU00": _square(0, 0), "BU10": _square(1 + metres / SIDE, 0)}
    assert _ring(squares, ("BU00",)) == (("BU10",) if touches else None)


@pytest.mark.parametrize(("metres", "touches"), [(30, False), (49, False), (51, True)])
def test_a_short_common_border_is_a_corner(metres: float, *, touches: bool) -> None:
    squares = {"BU00": _square(0, 0), "BU10": _square(1, 1 - metres / SIDE)}
    assert _ring(squares, ("BU00",)) == (("BU10",) if touches else None)


def test_overlapping_borders_that_were_rebuilt_still_touch() -> None:
    squares = {"BU00": _square(0, 0), "BU10": _square(0.97, 0)}
    assert _ring(squares, ("BU00",)) == ("BU10",)


def test_wijken_are_no_part_of_a_ring() -> None:
    squares = {"BU00": _square(0, 0), "WK10": _square(1, 0)}
    assert _ring(squares, ("BU00",)) is None


def test_in_a_part_of_the_country_an_area_at_its_edge_has_no_ring() -> None:
    board = _board()
    assert _ring(board, ("BU11",), whole_country=False) == ("BU01", "BU10", "BU12", "BU21")
    assert _ring(board, ("BU01",), whole_country=False) is None
    # In the whole country the bare side is the border or the sea.
    assert _ring(board, ("BU01",), whole_country=True) == ("BU00", "BU02", "BU11")


def test_the_bare_share_is_that_of_the_outline() -> None:
    near = gpd.GeoSeries({"BU10": _square(1, 0)}, crs="EPSG:28992")
    # Three of four sides, less 30 metres around each of two corners.
    assert measure_bare_share(_square(0, 0), near) == pytest.approx((3_000 - 60) / 4_000)
    assert MAX_BARE < 0.25

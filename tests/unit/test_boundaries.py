"""Outlines: what is refused, what is mended, and what merging and simplifying keep."""

from __future__ import annotations

import geopandas as gpd
import pytest
from shapely import MultiPolygon, Point, Polygon, box

from nplv_geo.geometry.boundaries import (
    Boundaries,
    dissolve_buurten,
    tidy_boundaries,
)
from nplv_geo.geometry.coverage import simplify_coverage
from nplv_geo.geometry.crs import RD
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import UnreadableFileError

LEFT, RIGHT = "BU09172000", "BU09172001"
X, Y = 195_000, 320_000


def square(column: int, row: int = 0, size: float = 100.0) -> Polygon:
    west, south = X + column * size, Y + row * size
    return box(west, south, west + size, south + size)


def raw(shapes: dict[str, object], crs: str | None = RD, **columns: object) -> gpd.GeoDataFrame:
    data = {"area_code": list(shapes), "name": [f" {code} " for code in shapes], **columns}
    return gpd.GeoDataFrame(data, geometry=list(shapes.values()), crs=crs)


def tidied(frame: gpd.GeoDataFrame, level: AreaLevel = AreaLevel.BUURT) -> Boundaries:
    return tidy_boundaries(frame, level=level, year=2024, origin="buurten.gpkg")


def sentence(frame: gpd.GeoDataFrame, level: AreaLevel = AreaLevel.BUURT) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        tidied(frame, level)
    return str(caught.value)


def test_tidy_strips_and_sorts() -> None:
    found = tidied(raw({f"{RIGHT}  ": square(1), LEFT: square(0)}))
    assert list(found.frame.index) == [LEFT, RIGHT]
    assert list(found.frame.columns) == ["name", "geometry"]
    assert found.frame.index.name == "area_code"
    assert found.frame.loc[LEFT, "name"] == LEFT
    assert found.frame.crs == RD
    assert (found.left_out, found.duplicates, found.repaired) == (0, 0, 0)


def test_missing_names_are_empty() -> None:
    frame = raw({LEFT: square(0)}).assign(name=[None])
    assert tidied(frame).frame.loc[LEFT, "name"] == ""


def test_water_and_unknown_places_are_left_out_and_counted() -> None:
    shapes = {LEFT: square(0), RIGHT: square(1), "BU09179998": square(2), "BU00000000": square(3)}
    found = tidied(raw(shapes, water=["NEE", "JA", "NEE", "NEE"]))
    assert list(found.frame.index) == [LEFT]
    assert found.left_out == 3


def test_belgian_ground_is_left_out() -> None:
    found = tidied(raw({LEFT: square(0), "BU09980000": square(1)}, water=["NEE", "B"]))
    assert list(found.frame.index) == [LEFT]


def test_rows_that_are_the_same_twice_are_counted() -> None:
    frame = raw({LEFT: square(0), RIGHT: square(1)})
    again = frame.iloc[[0, 1, 0]].reset_index(drop=True)
    found = tidied(again)
    assert len(found.frame) == 2
    assert found.duplicates == 1


def test_same_outline_from_another_corner_is_the_same() -> None:
    turned = Polygon([*square(0).exterior.coords[2:], *square(0).exterior.coords[1:3]])
    frame = raw({LEFT: square(0), f"{LEFT} ": turned})
    assert tidied(frame).duplicates == 1


def test_same_code_for_two_shapes() -> None:
    frame = raw({LEFT: square(0), f"{LEFT} ": square(1)})
    assert sentence(frame) == (
        "buurten.gpkg: 'BU09172000' komt meer dan eens voor met een andere vorm; laat per code "
        "één gebied over."
    )


def test_malformed_codes_are_named_up_to_three() -> None:
    shapes = {f"BU{number}": square(number) for number in range(5)}
    assert sentence(raw(shapes)) == (
        "buurten.gpkg: 'BU0', 'BU1', 'BU2' (en nog 2) is geen code van een buurt; verbeter de "
        "codes."
    )


def test_code_of_another_level() -> None:
    assert "'BU09172000' is geen code van een wijk" in sentence(
        raw({LEFT: square(0)}), AreaLevel.WIJK
    )


def test_no_rows() -> None:
    assert "geen gebieden op het land" in sentence(raw({LEFT: square(0)}).iloc[:0])


def test_only_water() -> None:
    assert "geen gebieden op het land" in sentence(raw({LEFT: square(0)}, water=["JA"]))


def test_no_crs() -> None:
    assert sentence(raw({LEFT: square(0)}, crs=None)) == (
        "buurten.gpkg: het coördinatenstelsel staat er niet bij; verwacht is RD (EPSG:28992), "
        "sla het bestand op met zijn stelsel."
    )


def test_degrees_that_call_themselves_metres() -> None:
    frame = raw({LEFT: box(5.0, 52.0, 5.1, 52.1)})
    assert sentence(frame) == (
        "buurten.gpkg: 'BU09172000' ligt buiten Nederland. Het bestand noemt Amersfoort / RD New "
        "met x 5 en y 52. Verwacht is RD (EPSG:28992) met x van -7000 tot 300000 en y van 289000 "
        "tot 630000; een ander stelsel mag, als het juiste erbij staat."
    )


def test_metres_that_call_themselves_degrees() -> None:
    message = sentence(raw({LEFT: square(0)}, crs="EPSG:4326"))
    assert "WGS 84 met x 195000 en y 320000" in message


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4258", "EPSG:3857", "EPSG:25831"])
def test_other_crs_is_brought_to_rd(crs: str) -> None:
    frame = raw({LEFT: square(0)}).to_crs(crs)
    found = tidied(frame).frame
    assert found.crs == RD
    assert found.geometry.iloc[0].centroid.distance(square(0).centroid) < 1.0


@pytest.mark.parametrize("shape", [None, Polygon()])
def test_an_area_without_an_outline_is_named(shape: Polygon | None) -> None:
    found = tidied(raw({LEFT: shape, RIGHT: square(1)}))
    assert found.without_shape == (LEFT,)
    assert list(found.frame.index) == [RIGHT]
    assert (found.left_out, found.duplicates) == (0, 0)


def test_no_outline_at_all() -> None:
    assert "geen enkel gebied heeft een vorm" in sentence(raw({LEFT: None, RIGHT: Polygon()}))


def test_points_are_no_areas() -> None:
    assert "is geen vlak maar Point" in sentence(raw({LEFT: Point(X, Y)}))


def test_invalid_outline_is_mended_and_counted() -> None:
    bow = Polygon([(X, Y), (X + 100, Y + 100), (X + 100, Y), (X, Y + 100)])
    found = tidied(raw({LEFT: bow, RIGHT: square(5)}))
    assert found.repaired == 1
    assert found.frame.geometry.is_valid.all()
    assert found.frame.geometry[LEFT].area == pytest.approx(5_000)


def test_mending_keeps_surfaces_only() -> None:
    spike = Polygon([(X, Y), (X + 100, Y), (X + 100, Y + 100), (X + 100, Y - 100), (X, Y)])
    found = tidied(raw({LEFT: spike}))
    assert found.frame.geometry[LEFT].geom_type in ("Polygon", "MultiPolygon")


def test_outline_without_surface_can_not_be_mended() -> None:
    flat = Polygon([(X, Y), (X + 100, Y), (X, Y)])
    assert "is een lijn of punt en geen vlak" in sentence(raw({LEFT: flat}))


def test_height_is_dropped() -> None:
    high = Polygon([(X, Y, 3), (X + 100, Y, 3), (X, Y + 100, 3)])
    assert not tidied(raw({LEFT: high})).frame.geometry.has_z.any()


def buurten() -> Boundaries:
    """Two wijken of two buurten each, in two gemeenten."""
    codes = ["BU09172000", "BU09172001", "BU08820100", "BU08820101"]
    return tidied(raw({code: square(column) for column, code in enumerate(codes)}))


def test_dissolve_to_wijken() -> None:
    wijken = dissolve_buurten(buurten(), AreaLevel.WIJK)
    assert list(wijken.frame.index) == ["WK088201", "WK091720"]
    assert list(wijken.frame.area) == [20_000, 20_000]
    assert list(wijken.frame["name"]) == ["", ""]
    assert (wijken.level, wijken.year) == (AreaLevel.WIJK, 2024)
    assert wijken.frame.crs == RD


def test_dissolve_to_gemeenten_keeps_letters() -> None:
    frame = raw({"BU0363NA01": square(0), "BU0363NB01": square(1)})
    gemeenten = dissolve_buurten(tidied(frame), AreaLevel.GEMEENTE)
    assert list(gemeenten.frame.index) == ["GM0363"]
    assert gemeenten.frame.area.sum() == 20_000


def test_dissolve_counts_an_overlap_once() -> None:
    shifted = box(X + 50, Y, X + 150, Y + 100)
    wijken = dissolve_buurten(tidied(raw({LEFT: square(0), RIGHT: shifted})), AreaLevel.WIJK)
    assert wijken.frame.area.iloc[0] == 15_000


def test_simplify_keeps_one_border() -> None:
    wobble = [(X + 100 + (step % 2), Y + 10 * step) for step in range(11)]
    left = Polygon([(X, Y), *wobble, (X, Y + 100)])
    right = Polygon([(X + 200, Y), *wobble, (X + 200, Y + 100)])
    before = tidied(raw({LEFT: left, RIGHT: right})).frame
    after = simplify_coverage(before, 10)
    assert after.geometry.count_coordinates().sum() < before.geometry.count_coordinates().sum()
    assert after.geometry[LEFT].intersection(after.geometry[RIGHT]).area == 0
    assert after.union_all().area == pytest.approx(20_000)
    assert after.crs == RD
    assert list(after["name"]) == list(before["name"])


def test_simplify_never_drops_an_area() -> None:
    tiny = box(X + 500, Y, X + 501, Y + 1)
    after = simplify_coverage(tidied(raw({LEFT: square(0), RIGHT: tiny})).frame, 1_000)
    assert list(after.index) == [LEFT, RIGHT]
    assert (after.area > 0).all()
    assert after.geometry.is_valid.all()


def test_simplify_keeps_islands() -> None:
    islands = MultiPolygon([square(0), square(3)])
    after = simplify_coverage(tidied(raw({LEFT: islands})).frame, 50)
    assert len(after.geometry[LEFT].geoms) == 2

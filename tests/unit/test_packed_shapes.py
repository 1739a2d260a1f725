"""Packing and unpacking gives the same shapes, but for what the grid rounds away."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.geometry.crs import WGS84
from nplv_geo.geometry.packed import pack_shapes, unpack_shapes

STEP = 0.0001


def frame(**shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    names = {"name": [f"Gebied {code}" for code in shapes]}
    return gpd.GeoDataFrame(names, index=list(shapes), geometry=list(shapes.values()), crs=WGS84)


def tiles(n: int, seed: int) -> gpd.GeoDataFrame:
    """Crooked cells, n by n, that share their corners."""
    corners = np.random.default_rng(seed).uniform(-0.004, 0.004, (n + 1, n + 1, 2))
    at = np.array([5.0, 52.0]) + 0.01 * np.stack(np.mgrid[0 : n + 1, 0 : n + 1], axis=-1) + corners
    cells = {
        f"BU{x:04}{y:04}": shapely.Polygon([at[x, y], at[x + 1, y], at[x + 1, y + 1], at[x, y + 1]])
        for x in range(n)
        for y in range(n)
    }
    return frame(**cells)


@given(st.integers(1, 6), st.integers(0, 10_000))
def test_cells_come_back_within_half_a_step_and_still_fit(n: int, seed: int) -> None:
    cells = tiles(n, seed)
    found = unpack_shapes(pack_shapes(cells, STEP))
    assert found.index.tolist() == cells.index.tolist()
    assert found["name"].tolist() == cells["name"].tolist()
    shapes = found.geometry.to_numpy()
    assert shapely.hausdorff_distance(cells.geometry.to_numpy(), shapes).max() <= STEP
    together = shapely.union_all(shapes).area
    assert together == pytest.approx(shapely.area(shapes).sum(), rel=1e-9)
    assert shapely.get_num_coordinates(shapes).sum() == 5 * n * n


def test_holes_islands_and_several_rings_stay_apart() -> None:
    donut = shapely.Polygon(
        [(5, 52), (5.1, 52), (5.1, 52.1), (5, 52.1)],
        [[(5.02, 52.02), (5.04, 52.02), (5.04, 52.04), (5.02, 52.04)]],
    )
    islands = shapely.MultiPolygon([shapely.box(6, 51, 6.1, 51.1), shapely.box(6.2, 51, 6.3, 51.2)])
    found = unpack_shapes(pack_shapes(frame(a=donut, b=islands), STEP))
    areas = shapely.area(found.geometry.to_numpy())
    assert list(areas) == pytest.approx([donut.area, islands.area], rel=0.01)
    assert [len(shape.geoms) for shape in found.geometry] == [1, 2]
    assert len(found.geometry["a"].geoms[0].interiors) == 1


def test_packing_again_changes_nothing() -> None:
    once = pack_shapes(tiles(4, 1), STEP)
    assert pack_shapes(unpack_shapes(once), STEP) == once


def test_points_that_fall_together_are_told_once() -> None:
    shape = shapely.Polygon([(5, 52), (5.000_01, 52), (5.1, 52), (5.1, 52.1), (5, 52.1)])
    told = json.loads(pack_shapes(frame(a=shape), STEP))
    assert told["points"] == [4]
    assert len(told["x"]) == len(told["y"]) == 4


def test_an_area_smaller_than_the_grid_stays_known_but_encloses_nothing() -> None:
    speck = shapely.box(5.0, 52.0, 5.000_001, 52.000_001)
    found = unpack_shapes(pack_shapes(frame(a=shapely.box(5, 52, 5.1, 52.1), speck=speck), STEP))
    assert found.index.tolist() == ["a", "speck"]
    assert found.geometry["speck"] is None
    assert found.geometry["a"].area == pytest.approx(0.01, rel=0.001)

"""Packing and unpacking gives the same shapes, but for what the grid rounds away."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.geometry.packed import WGS84, Packing, pack_shapes, unpack_shapes
from nplv_geo.ground.browser_models import SHAPES_FORMAT
from nplv_geo.ground.errors import EditionError
from tests.packed_sample import SAMPLE, write_sample

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


# --- a stretch at a time ----------------------------------------------------------------------


def _four() -> gpd.GeoDataFrame:
    """A plain one, one with a hole, one of two parts, one that lies far from them."""
    hole = [(5.32, 52.02), (5.32, 52.04), (5.34, 52.04), (5.34, 52.02)]
    return frame(
        BU00010101=shapely.box(5.0, 52.0, 5.1, 52.1),
        BU00010102=shapely.Polygon([(5.3, 52), (5.4, 52), (5.4, 52.1), (5.3, 52.1)], [hole]),
        BU00020101=shapely.MultiPolygon(
            [shapely.box(6, 51, 6.1, 51.1), shapely.box(6.2, 51, 6.3, 51.2)]
        ),
        BU00030101=shapely.box(4.0, 53.0, 4.1, 53.1),
    )


@pytest.mark.parametrize(("first", "last"), [(0, 1), (1, 2), (2, 3), (3, 4), (1, 3), (0, 4)])
def test_a_stretch_comes_back_where_it_lies(first: int, last: int) -> None:
    """A stretch of which the first point was left relative lay a degree from its gemeente."""
    whole, some = _four(), slice(first, last)
    found = unpack_shapes(Packing(whole, STEP).pack_range(first, last))
    assert found.index.tolist() == whole.index.tolist()[some]
    assert found["name"].tolist() == whole["name"].tolist()[some]
    shapes, wanted = found.geometry.to_numpy(), whole.geometry.to_numpy()[some]
    assert shapely.hausdorff_distance(shapes, wanted).max() <= STEP
    assert shapely.area(shapes) == pytest.approx(shapely.area(wanted), rel=1e-3)
    assert [shapely.get_num_geometries(shape) for shape in shapes] == [
        shapely.get_num_geometries(shape) for shape in wanted
    ]


@given(st.integers(1, 5), st.integers(0, 10_000), st.data())
def test_stretches_together_are_the_whole_to_the_last_digit(
    n: int, seed: int, data: st.DataObject
) -> None:
    cells = tiles(n, seed)
    cut = data.draw(st.integers(0, len(cells)))
    packing, whole = (
        Packing(cells, STEP),
        unpack_shapes(pack_shapes(cells, STEP)).geometry.to_numpy(),
    )
    parts = [
        packing.pack_range(*ends) for ends in ((0, cut), (cut, len(cells))) if ends[0] < ends[1]
    ]
    found = np.concatenate([unpack_shapes(part).geometry.to_numpy() for part in parts])
    assert [shape.wkb for shape in found] == [shape.wkb for shape in whole]


def test_a_stretch_leaves_the_next_one_as_it_was() -> None:
    packing = Packing(_four(), STEP)
    before = [packing.pack_range(i, i + 1) for i in range(4)]
    assert [packing.pack_range(i, i + 1) for i in reversed(range(4))] == before[::-1]


def test_a_point_is_told_from_the_one_before_and_a_ring_from_the_ring_before() -> None:
    told = json.loads(Packing(_four(), STEP).pack_range(1, 3))
    # The corner is that of all areas, so that what neighbours share stays shared.
    assert told["grid"] == [4.0, 51.0, STEP, STEP * 0.6]
    assert (told["polygons"], told["rings"], told["points"]) == ([1, 2], [2, 1, 1], [4, 4, 4, 4])
    assert told["x"] == [
        13_000, 1_000, 0, -1_000,  # from the corner of the grid
        200, 0, 200, 0,  # the hole, from the first point of its outline
        7_800, 0, -1_000, 0,  # from the first point of the hole
        2_000, 0, -1_000, 0,
    ]  # fmt: skip
    assert told["y"] == [
        16_667, 0, 1_666, 0,
        333, 333, 0, -333,
        -17_000, 1_667, 0, -1_667,
        0, 3_333, 0, -3_333,
    ]  # fmt: skip


def test_a_ring_that_falls_on_one_point_keeps_it() -> None:
    speck = shapely.box(5.0, 52.0, 5.000_001, 52.000_001)
    told = json.loads(pack_shapes(frame(a=speck, b=shapely.box(5, 52, 5.1, 52.1)), STEP))
    assert (told["points"], told["x"]) == ([1, 4], [0, 1_000, 0, -1_000, 0])


def test_a_file_of_another_form_is_refused_in_one_sentence() -> None:
    told = json.loads(pack_shapes(tiles(1, 1), STEP))
    assert told["format"] == SHAPES_FORMAT
    for other in (
        told | {"format": SHAPES_FORMAT + 1},
        {k: told[k] for k in told.keys() - {"format"}},
    ):
        with pytest.raises(EditionError, match=r"heeft vorm (2|None) en geen 1: .*bouw .*\.$"):
            unpack_shapes(json.dumps(other).encode())


def test_the_script_is_tried_on_what_is_written_today() -> None:
    assert SAMPLE.read_text(encoding="utf-8") == write_sample(), "python -m tests.packed_sample"

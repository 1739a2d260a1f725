"""Schematic cells: they tile one outline and hold their own point."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.geometry.schematic import SMALLEST_RADIUS_M, draw_cells
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.settings import PROJECT

RD = "EPSG:28992"


@pytest.fixture(scope="module")
def places() -> pd.DataFrame:
    table = pd.read_csv(
        PROJECT / "data/boundaries/starter_areas.csv",
        dtype=str,
        keep_default_na=False,
        index_col="area_code",
    )
    buurten = table[table["level"] == AreaLevel.BUURT.value]
    return buurten[["lon", "lat", "land_ha"]].apply(pd.to_numeric)


def _points(places: pd.DataFrame) -> gpd.GeoSeries:
    points = gpd.GeoSeries.from_xy(places["lon"], places["lat"], index=places.index, crs=4326)
    return points.to_crs(RD)


def _check(made: gpd.GeoDataFrame, places: pd.DataFrame) -> None:
    assert made.crs == RD
    assert list(made.index) == list(places.index)
    assert made.geometry.is_valid.all()
    assert not made.geometry.is_empty.any()
    union = shapely.union_all(made.geometry.to_numpy())
    assert made.area.sum() == pytest.approx(union.area, rel=1e-3)
    assert made.geometry.buffer(0.01).contains(_points(places)).all()


def test_the_cells_of_every_area_tile_its_outline(
    places: pd.DataFrame, focus_areas: tuple[FocusArea, ...]
) -> None:
    drawn = 0
    for area in focus_areas:
        own = places.loc[list(area.list_buurten(places.index, 2024))]
        made = draw_cells(own)
        _check(made, own)
        overlaps = made.sindex.query(made.geometry, predicate="overlaps")
        shared = [
            made.geometry.iloc[a].intersection(made.geometry.iloc[b]).area
            for a, b in zip(*overlaps, strict=True)
        ]
        assert sum(shared) < 1.0
        drawn += len(made)
    assert drawn == 508


def _at(*spots: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(
        spots, columns=["lon", "lat", "land_ha"], index=[f"BU{i:08d}" for i in range(len(spots))]
    )


def test_a_single_buurt_is_a_disc_of_its_size() -> None:
    made = draw_cells(_at((5.0, 52.0, 100.0)))
    # A quarter more radius than that of the published hundred hectares.
    assert made.area.iloc[0] == pytest.approx(1_000_000 * 1.25**2, rel=0.02)


def test_a_buurt_without_a_known_size_still_gets_a_cell() -> None:
    made = draw_cells(_at((5.0, 52.0, float("nan"))))
    assert made.area.iloc[0] == pytest.approx(3.14159 * SMALLEST_RADIUS_M**2, rel=0.05)


def test_two_buurten_share_the_line_in_the_middle() -> None:
    places = _at((5.0, 52.0, 50.0), (5.01, 52.0, 50.0))
    made = draw_cells(places)
    _check(made, places)
    assert made.area.iloc[0] == pytest.approx(made.area.iloc[1], rel=0.01)


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.floats(1, 200)),
        min_size=1,
        max_size=15,
        unique_by=lambda spot: spot[:2],
    )
)
def test_any_arrangement_of_buurten_is_tiled(spots: list[tuple[int, int, float]]) -> None:
    places = _at(*((5 + x / 1_000, 52 + y / 1_000, ha) for x, y, ha in spots))
    _check(draw_cells(places), places)

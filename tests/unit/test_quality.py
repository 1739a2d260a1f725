"""Checks before a switch: each implausible thing has a name, and only that."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from nplv_geo.build.composition import Composition
from nplv_geo.build.plausibility import (
    BuildRefusedError,
    Doubt,
    Origins,
    ValueCounts,
    count_values,
    find_doubts,
)
from nplv_geo.definitions.expectations import Expectations, parse_expectations
from nplv_geo.definitions.read import read_expectations
from nplv_geo.geometry import coverage as tiling
from nplv_geo.ground.errors import ExpectationsError
from nplv_geo.ground.settings import PROJECT
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs
from tests.made_up import made_up_origin

BUURTEN = ["BU00010001", "BU00010002"]
CODES = ["NL00", "GM0001", "WK000100", *BUURTEN]
EXPECTED = Expectations.model_validate(
    {
        "areas": {"gemeente": (330, 420)},
        "national": {"inwoners": (900, 1_100)},
        "shares": {
            "matched": 0.97,
            "sums_p95": 0.005,
            "overlap": 0.005,
            "gaps": 0.005,
            "without_border": 0.001,
        },
    }
)


def _shapes(*geometry: shapely.Geometry) -> gpd.GeoDataFrame:
    columns = {"level": ["buurt", "buurt"], "name": BUURTEN}
    return gpd.GeoDataFrame(columns, geometry=list(geometry), index=BUURTEN, crs=28992)


def _inputs(
    *,
    overlap: float = 0.0,
    listed: list[str] = CODES,
    schematic: bool = False,
    shapes: gpd.GeoDataFrame | None = None,
) -> Inputs:
    boxes = (shapely.box(0, 0, 100, 100), shapely.box(100 - overlap, 0, 200, 100))
    kwb = Figures(
        table="85984NED",
        family="KWB",
        period="2024",
        boundary_year=2024,
        publisher="CBS",
        retrieved="2026-01-01",
        sha256="",
        frame=pd.DataFrame({"AantalInwoners": 1.0}, index=listed),
    )
    return Inputs(
        boundary_year=2024,
        is_schematic=schematic,
        places=pd.DataFrame(index=CODES),
        shapes=_shapes(*boxes) if shapes is None else shapes,
        figures=[kwb],
    )


def _composition(first: float = 600.0, gemeenten: int = 1) -> Composition:
    codes = [*CODES, *(f"GM{1000 + i}" for i in range(gemeenten - 1))]
    inhabitants = pd.Series({"GM0001": 1_000.0, BUURTEN[0]: first, BUURTEN[1]: 400.0})
    return Composition(pd.Index(codes), {"noord": tuple(BUURTEN)}, inhabitants, 2024)


def _names(
    inputs: Inputs | None = None,
    composition: Composition | None = None,
    origins: Origins | None = None,
    previous: Origins | None = None,
) -> list[str]:
    found = find_doubts(
        inputs or _inputs(),
        composition or _composition(),
        origins or {},
        previous or {},
        EXPECTED,
    )
    return [doubt.name for doubt in found]


def test_a_plausible_edition_raises_no_doubt() -> None:
    assert _names() == []


@pytest.mark.parametrize(("overlap", "names"), [(0.9, []), (1.5, ["overlap"])])
def test_land_under_two_buurten(overlap: float, names: list[str]) -> None:
    assert _names(_inputs(overlap=overlap)) == names


def test_a_buurt_wholly_inside_another_is_land_under_two() -> None:
    inside = _shapes(shapely.box(0, 0, 100, 100), shapely.box(40, 40, 60, 60))
    assert _names(_inputs(shapes=inside)) == ["overlap"]
    found = tiling.measure_tiling(inside)
    assert found.overlap == pytest.approx(400 / 10_400)
    assert (found.gaps, found.slivers) == (0.0, 0)


RIGHT = shapely.box(100, 0, 200, 100)


def _with_hole(width: float) -> gpd.GeoDataFrame:
    """A gap of ten metres long between two buurten of a hectare, closed on all sides."""
    hole = shapely.box(100 - width, 45, 100, 55)
    return _shapes(shapely.box(0, 0, 100, 100).difference(hole), RIGHT)


@pytest.mark.parametrize(("width", "names"), [(0.0, []), (9.9, []), (10.1, ["kieren"])])
def test_land_under_no_buurt(width: float, names: list[str]) -> None:
    assert _names(_inputs(shapes=_with_hole(width))) == names


def test_slivers_are_counted_and_water_is_not_one() -> None:
    found = tiling.measure_tiling(_with_hole(10.0))
    assert (found.slivers, found.overlap) == (1, pytest.approx(0.0, abs=1e-12))
    assert found.gaps == pytest.approx(100 / 19_900)
    for width, slivers in ((316.0, 1), (317.0, 0)):
        lake = shapely.box(500, 500, 500 + width, 500 + width)
        around = _shapes(
            shapely.box(0, 0, 1_000, 1_000).difference(lake), shapely.box(1e3, 0, 2e3, 1e3)
        )
        assert tiling.measure_tiling(around).slivers == slivers


def test_an_island_in_a_lake_is_no_gap() -> None:
    lake = shapely.box(10, 10, 90, 90)
    shapes = _shapes(shapely.box(0, 0, 100, 100).difference(lake), shapely.box(40, 40, 60, 60))
    assert tiling.measure_tiling(shapes).slivers == 1


def test_a_shape_that_crosses_itself_is_named() -> None:
    bow = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    shapes = _shapes(bow, RIGHT)
    assert tiling.list_invalid_shapes(shapes) == [BUURTEN[0]]
    assert tiling.list_invalid_shapes(_shapes(shapely.box(0, 0, 100, 100), RIGHT)) == []


@pytest.mark.parametrize(("lost", "names"), [(1.0, []), (1.1, ["zonder-grens"])])
def test_people_in_a_buurt_without_a_border(lost: float, names: list[str]) -> None:
    whole = _composition(gemeenten=330)
    more = pd.concat([whole.inhabitants, pd.Series({"BU00010003": lost})])
    assert _names(composition=replace(whole, inhabitants=more)) == names


def test_buurten_that_do_not_add_up_to_their_gemeente() -> None:
    assert _names(composition=_composition(first=604.0)) == []
    assert _names(composition=_composition(first=610.0)) == ["optelling"]


def test_buurten_that_the_figures_do_not_know() -> None:
    assert _names(_inputs(listed=["NL00", "GM0001", BUURTEN[0]])) == ["koppeling"]


def test_a_part_of_the_country_is_not_held_to_numbers_of_the_whole() -> None:
    origins = {"inwoners": {"2024": made_up_origin(nederland=5.0, values=3)}}
    assert _names(origins=origins) == []
    whole = _composition(gemeenten=300)
    assert _names(composition=whole, origins=origins) == [
        "aantal-gemeente",
        "landelijk-inwoners-2024",
    ]


def test_a_layer_that_lost_all_its_values() -> None:
    before = {"woz": {"2023": made_up_origin(values=8), "2024": made_up_origin(values=9)}}
    after = {"woz": {"2024": made_up_origin(values=0)}}
    assert _names(origins=after, previous=before) == ["leeg-woz-2024"]


def test_schematic_cells_are_held_to_nothing_but_their_own_past() -> None:
    assert _names(_inputs(overlap=50, schematic=True)) == []


def test_a_refusal_lists_the_doubts_and_says_how_to_accept_one() -> None:
    error = BuildRefusedError([Doubt("overlap", "te veel"), Doubt("optelling", "niet gelijk")])
    assert str(error).splitlines() == [
        "De nieuwe editie is niet in gebruik genomen; de vorige blijft gelden.",
        "  overlap: te veel",
        "  optelling: niet gelijk",
        "Klopt het toch? Bouw dan met --accept overlap.",
    ]


def test_what_a_manifest_keeps_of_values() -> None:
    values = pd.DataFrame({"value": [1.0, None, 3.0]}, index=["NL00", "GM0001", "GM0002"])
    levels = pd.Series({"NL00": "nederland", "GM0001": "gemeente", "GM0002": "gemeente"})
    both = {"nederland": 1, "gemeente": 1}
    assert count_values(values, levels) == ValueCounts(2, both, 1.0)
    assert count_values(values[1:], levels) == ValueCounts(1, {"gemeente": 1}, None)
    assert count_values(values[1:2], levels) == ValueCounts(0, {}, None)


def test_the_expectations_of_the_project_are_well_formed() -> None:
    expected = read_expectations(PROJECT)
    for low, high in (*expected.areas.values(), *expected.national.values()):
        assert low < high


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x", "geen geldige TOML"),
        ("[areas]\n[national]\n[shares]\nmatched = 1\nsums_p95 = 1", "veld 'shares.overlap'"),
        ("[areas]\nbuurt = [1]\n[national]\n[shares]\nmatched=1\nsums_p95=1\noverlap=1", "areas"),
    ],
)
def test_wrong_expectations_give_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ExpectationsError, match=r"^data/expectations\.toml: ") as error:
        parse_expectations(text)
    assert sentence in str(error.value)

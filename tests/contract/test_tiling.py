"""Official borders fit together; rebuilt ones stay within the declared tolerance."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest

from nplv_geo.definitions.read import read_expectations
from nplv_geo.geometry.coverage import Tiling, list_invalid_shapes, measure_tiling
from nplv_geo.ground.settings import PROJECT

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


def _buurten(real_data: Path, year: int) -> gpd.GeoDataFrame:
    path = real_data / "boundaries" / f"buurt_{year}.parquet"
    return gpd.read_parquet(path).set_index("statcode").assign(level="buurt")


def _fits(found: Tiling) -> bool:
    shares = read_expectations(PROJECT).shares
    return found.overlap <= shares.overlap and found.gaps <= shares.gaps


def test_borders_as_published_have_hardly_any_slivers(real_data: Path) -> None:
    buurten = _buurten(real_data, 2019)
    found = measure_tiling(buurten)
    assert found.overlap == pytest.approx(0.000903, abs=1e-6)
    assert found.gaps < 1e-6
    assert found.slivers == 10
    assert _fits(found)
    assert list_invalid_shapes(buurten) == []


def test_rebuilt_borders_stay_within_the_declared_tolerance(real_data: Path) -> None:
    buurten = _buurten(real_data, 2024)
    found = measure_tiling(buurten)
    assert found.overlap == pytest.approx(0.00293, abs=1e-5)
    assert found.gaps == pytest.approx(0.00332, abs=1e-5)
    assert found.slivers == 10_996
    assert _fits(found)
    assert list_invalid_shapes(buurten) == []


@pytest.mark.parametrize(("metres", "gaps", "fits"), [(60, 0.0027, True), (100, 0.0053, False)])
def test_borders_simplified_one_by_one_are_refused_when_they_go_too_far(
    real_data: Path, metres: float, gaps: float, *, fits: bool
) -> None:
    """What happens to a map whose areas were not simplified together."""
    buurten = _buurten(real_data, 2019)
    apart = buurten.set_geometry(buurten.geometry.simplify(metres).buffer(0))
    found = measure_tiling(apart)
    assert found.gaps == pytest.approx(gaps, abs=2e-4)
    assert _fits(found) is fits

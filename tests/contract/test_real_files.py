"""The real files of the publishers are read as they stand, in numbers that were counted once.

The numbers of rows are those in ``README.md`` next to the files; the sums and single values are
published by CBS, the police and RIVM.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from nplv_geo.geometry.boundaries import Boundaries, dissolve_buurten
from nplv_geo.geometry.coverage import simplify_coverage
from nplv_geo.geometry.crs import RD
from nplv_geo.ground.areas import AreaLevel, is_code, read_level
from nplv_geo.published.figures import Figures
from nplv_geo.sources.readers.files import read_delivery

pytestmark = pytest.mark.real_data

Existing = Callable[[str], Path]


@pytest.fixture(scope="module")
def existing(real_data: Path) -> Existing:
    """Give the path of one real file, or skip the test that asks for it."""

    def path_of(name: str) -> Path:
        path = real_data / name
        if not path.exists():
            pytest.skip(f"real data: {name} is not in {real_data}")
        return path

    return path_of


def areas(path: Path) -> Boundaries:
    (found,) = read_delivery(path, year=None, retrieved="2026-07-19")
    assert isinstance(found, Boundaries)
    return found


def figures(path: Path) -> dict[str, Figures]:
    found = read_delivery(path, year=None, retrieved="2026-07-19")
    return {item.period: item for item in found if isinstance(item, Figures)}


def levels(found: Figures) -> dict[AreaLevel, int]:
    return dict(Counter(read_level(code) for code in found.frame.index))


@pytest.fixture(scope="module")
def buurten(existing: Existing) -> Boundaries:
    return areas(existing("boundaries/buurt_2024.parquet"))


def test_buurten_2024(buurten: Boundaries) -> None:
    assert len(buurten.frame) == 14_567
    assert (buurten.level, buurten.year) == (AreaLevel.BUURT, 2024)
    assert (buurten.left_out, buurten.duplicates, buurten.repaired) == (0, 0, 0)
    assert buurten.frame.crs == RD
    assert buurten.frame.index.map(is_code).all()
    assert (buurten.frame["name"] != "").all()
    assert sum(code.startswith("BU0363") for code in buurten.frame.index) == 517


def test_buurten_2019(existing: Existing) -> None:
    found = areas(existing("boundaries/buurt_2019.parquet"))
    assert len(found.frame) == 13_594
    assert found.year == 2019
    assert (found.frame["name"] == "").all()


@pytest.mark.parametrize(
    ("level", "count", "usual"),
    [(AreaLevel.WIJK, 3_393, 0.02), (AreaLevel.GEMEENTE, 342, 0.01)],
)
def test_dissolved_areas_are_the_official_ones(
    buurten: Boundaries, existing: Existing, level: AreaLevel, count: int, usual: float
) -> None:
    """Within what the slivers between rebuilt buurten leave open."""
    official = areas(existing(f"boundaries/{level}_2024.parquet")).frame
    merged = dissolve_buurten(buurten, level).frame
    assert len(merged) == count
    assert list(merged.index) == list(official.index)
    assert merged.geometry.is_valid.all()
    difference = (merged.area - official.area).abs() / official.area
    assert difference.max() < 0.06
    assert difference.quantile(0.98) < usual
    assert merged.area.sum() == pytest.approx(official.area.sum(), rel=0.003)


def test_simplified_buurten_are_all_there(buurten: Boundaries) -> None:
    simple = simplify_coverage(buurten.frame, 50)
    assert list(simple.index) == list(buurten.frame.index)
    assert simple.geometry.is_valid.all()
    assert (simple.area > 0).all()
    before, after = (shapely.get_num_coordinates(f.geometry).sum() for f in (buurten.frame, simple))
    assert after < before
    assert simple.area.sum() == pytest.approx(buurten.frame.area.sum(), rel=0.005)


def test_kwb_2024(existing: Existing) -> None:
    found = figures(existing("cbs/85984NED_2024.parquet"))["2024"]
    assert levels(found) == {
        AreaLevel.NEDERLAND: 1, AreaLevel.GEMEENTE: 342,
        AreaLevel.WIJK: 3_393, AreaLevel.BUURT: 14_574,
    }  # fmt: skip
    assert len(found.frame) == 18_310
    assert len(found.frame.columns) == 17
    inhabitants = found.frame["AantalInwoners"]
    assert inhabitants["NL00"] == 17_942_942
    assert inhabitants[inhabitants.index.str.startswith("GM")].sum() == 17_942_942
    assert (found.table, found.family, found.boundary_year) == ("85984NED", "KWB", 2024)
    assert found.names["GM0014"] == "Groningen"
    assert len(found.names) == 18_310


def test_kwb_2017_subset(existing: Existing) -> None:
    found = figures(existing("cbs/83765NED_2017_subset.parquet"))["2017"]
    assert len(found.frame) == 9_028
    assert found.frame.loc["BU05991444", "AantalInwoners"] == 8_155
    assert found.names["BU05991444"] == "'s Gravenland"


def test_police_2021_to_2025(existing: Existing) -> None:
    found = figures(existing("politie/47018NED_totals_2021_2025.parquet"))
    assert list(found) == ["2021", "2022", "2023", "2024", "2025"]
    assert [item.provisional for item in found.values()] == [False] * 4 + [True]
    assert {len(item.frame) for item in found.values()} == {14_836}
    (column,) = found["2021"].frame.columns
    assert column == "GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0"
    assert found["2021"].frame.loc["GM0014", column] == 11_378
    assert found["2021"].boundary_year is None


def test_health_2012_to_2024(existing: Existing) -> None:
    found = figures(existing("rivm/50150NED_2012_2024.parquet"))
    assert list(found) == ["2012", "2016", "2020", "2022", "2024"]
    assert sum(len(item.frame) for item in found.values()) == 60_126
    good = [item.frame.loc["NL00", "GoedErvarenGezondheid"] for item in found.values()]
    assert good == [76.3, 75.4, 78.4, 69.0, 72.8]


def test_older_health_table(existing: Existing) -> None:
    found = figures(existing("rivm/50090NED_2012_2016_2020.parquet"))
    assert list(found) == ["2012", "2016", "2020"]
    assert found["2012"].family == "50120NED"
    assert found["2012"].frame.loc["NL00", "ErvarenGezondheidGoedZeerGoed"] == 76.1
    assert found["2012"].names["GM0014"] == "Groningen"
    assert {"jaar", "leeftijd", "gm_code"}.isdisjoint(found["2012"].frame.columns)


def test_recorded_geopackage_of_baarn(existing: Existing) -> None:
    found = areas(existing("samples/boundaries/baarn_buurten_gpkg_v1_wgs84_recorded.geojson"))
    assert len(found.frame) == 21
    assert (found.year, found.level) == (2024, AreaLevel.BUURT)


def test_recorded_answer_of_pdok(existing: Existing) -> None:
    path = existing("samples/pdok/wfs_gebiedsindelingen_2022_recorded_truncated.json")
    found = areas(path)
    assert (found.year, found.level) == (2022, AreaLevel.GEMEENTE)


def test_recorded_answer_of_the_police_table(existing: Existing) -> None:
    found = figures(existing("samples/v3/47018NED_TypedDataSet_first1000_recorded_head1000.csv"))
    assert list(found) == [str(year) for year in range(2012, 2025)]
    national = [item.frame.loc["NL00"].iloc[0] for item in found.values()]
    assert national[:4] == [1_127_693, 1_078_652, 1_002_641, 961_210]


def test_any_real_table_as_csv_is_the_same(existing: Existing, tmp_path: Path) -> None:
    path = existing("cbs/85984NED_2024.parquet")
    whole = figures(path)["2024"].frame
    raw = pd.read_parquet(path)
    copy = tmp_path / "85984NED.csv"
    raw.to_csv(copy, sep=";", decimal=",", na_rep=".", index=False, encoding="utf-8-sig")
    again = figures(copy)["2024"].frame
    assert list(again.columns) == list(whole.columns)
    assert np.array_equal(again.to_numpy(), whole.to_numpy(), equal_nan=True)

"""Changes between the years of an edition: net of the country, of one series, of adjacent years."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nplv_geo.build.calibration import calibrate_dispersion
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.origin import Origin
from nplv_geo.edition.values.value_file import ValueFile
from nplv_geo.edition.values.writing import write_values
from nplv_geo.ground.areas import read_level
from tests.made_up import made_up, made_up_origin

CRIME = "misdrijven_per_1000"
N = 400
GEMEENTEN = [f"GM{i:04d}" for i in range(1, N + 1)]


def _areas(*, country: bool = True) -> pd.Index:
    return pd.Index([*GEMEENTEN, *(["NL00"] if country else [])], dtype="str")


def _file(path: Path, rates: np.ndarray, areas: pd.Index, coverage: float = 1.0) -> ValueFile:
    table = made_up(areas, value=0.0).assign(value=rates, weight=20_000.0, coverage=coverage)
    write_values(path, [(CRIME, table)], areas, 1)
    return ValueFile(path)


def _levels(areas: pd.Index) -> pd.Series:
    return pd.Series([read_level(area).value for area in areas], index=areas)


def _years(
    folder: Path, areas: pd.Index, rises: dict[str, float], **kept: float
) -> dict[str, ValueFile]:
    """Rates around 50 a thousand that vary three times as much as Poisson, and rise together."""
    rng = np.random.default_rng(7)
    spread = 3 * np.sqrt(50.0 / 20_000 * 1_000)
    files = {}
    for year, rise in rises.items():
        rates = 50.0 + rise + rng.normal(0.0, spread, len(areas))
        if "NL00" in areas:
            rates[-1] = 50.0 + rise
        files[year] = _file(folder / f"{year}.arrow", rates, areas, **kept)
    return files


def _origins(*years: str, **series: int) -> dict[str, dict[str, Origin]]:
    made = {year: made_up_origin(series=series.get(f"y{year}", 1)) for year in years}
    return {CRIME: made}


def test_the_change_of_the_country_is_no_chance(tmp_path: Path, catalog: Catalog) -> None:
    """All rise by thirty: what is left is three times the spread of Poisson."""
    areas = _areas()
    files = _years(tmp_path, areas, {"2022": 0.0, "2023": 30.0})
    origins = _origins("2022", "2023")
    found = calibrate_dispersion(files, _levels(areas), catalog, origins)[CRIME]
    assert found.dispersion_from == "estimated"
    assert found.changes == {"gemeente": N}
    assert found.cover["gemeente"] == pytest.approx(0.95, abs=0.01)
    assert found.plain_cover["gemeente"] < 0.6
    # A thousand crimes each: the factor as it is told.
    assert found.dispersion == pytest.approx(9 * 50 / 65, rel=0.25)


@pytest.mark.parametrize(
    ("years", "series", "country", "coverage"),
    [
        (("2022",), {}, True, 1.0),  # one year
        (("2017", "2020"), {}, True, 1.0),  # not adjacent: much really changes in three years
        (("2022", "2023"), {"y2023": 2}, True, 1.0),  # a break in the series
        (("2022", "2023"), {}, False, 1.0),  # no country to hold it against
        (("2022", "2023"), {}, True, 0.8),  # other parts may be known each year
    ],
)
def test_what_says_nothing_of_chance_is_not_estimated_on(  # noqa: PLR0913, PLR0917
    tmp_path: Path,
    catalog: Catalog,
    years: tuple[str, ...],
    series: dict[str, int],
    country: bool,  # noqa: FBT001
    coverage: float,
) -> None:
    areas = _areas(country=country)
    files = _years(tmp_path, areas, dict.fromkeys(years, 0.0), coverage=coverage)
    origins = _origins(*years, **series)
    found = calibrate_dispersion(files, _levels(areas), catalog, origins)[CRIME]
    assert (found.dispersion, found.dispersion_from) == (1.0, "assumed")
    assert (found.changes, found.cover) == ({}, {})


def test_what_was_divided_over_places_tells_nothing_of_chance(
    tmp_path: Path, catalog: Catalog
) -> None:
    areas, rng = _areas(), np.random.default_rng(1)
    moved = np.where(np.arange(len(areas)) < N // 2, 0.2, 0.0)
    files = {}
    for year in ("2022", "2023"):
        # What was divided is off by far more than chance.
        off = rng.normal(0.0, 1.0, len(areas)) * np.where(moved > 0.0, 40.0, 3.0)
        table = made_up(areas, value=0.0).assign(value=60.0 + off, weight=20_000.0, moved=moved)
        table.loc["NL00", "value"] = 60.0
        write_values(tmp_path / f"{year}.arrow", [(CRIME, table)], areas, 1)
        files[year] = ValueFile(tmp_path / f"{year}.arrow")
    found = calibrate_dispersion(files, _levels(areas), catalog, _origins("2022", "2023"))[CRIME]
    assert found.changes == {"gemeente": N // 2}
    # A variance of 9 where Poisson has 3, of 1,200 crimes; with the others it would be hundreds.
    assert found.dispersion < 5


def test_layers_that_count_nothing_have_no_dispersion(catalog: Catalog) -> None:
    layers = ("inkomen_per_inwoner", "goed_ervaren_gezondheid_pct")
    origins = {layer: {"2022": made_up_origin()} for layer in layers}
    assert calibrate_dispersion({}, _levels(_areas()), catalog, origins) == {}

"""Shares by land against an overlay by GeoPandas, in gemeenten that drew their buurten anew.

The oracle that geographers would reach for is tobler's ``area_interpolate``; it brings rasterio,
statsmodels and PySAL along for what is one table of areas. That table is made here.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from nplv_geo.geometry.pieces import overlay_outlines
from nplv_geo.ground.areas import gemeente_of
from nplv_geo.statistics.carrying.arithmetic import sum_by
from nplv_geo.statistics.carrying.parts import Parts, make_parts
from tests.real_outlines import read_outlines

pytestmark = pytest.mark.real_data

# Amsterdam, Zaanstad, Schiedam, Groningen, Lelystad.
REDRAWN = ["GM0363", "GM0479", "GM0606", "GM0014", "GM0995"]
# Parts of a place that are smaller are left to the others.
SLIVER = 0.02


@pytest.fixture(scope="module")
def years(real_data: Path) -> tuple[gpd.GeoSeries, gpd.GeoSeries]:
    old, new = (
        read_outlines(real_data / "boundaries" / f"buurt_{year}.parquet") for year in (2019, 2024)
    )
    old, new = (shapes[shapes.index.map(gemeente_of).isin(REDRAWN)] for shapes in (old, new))
    return old, new


@pytest.fixture(scope="module")
def parts(years: tuple[gpd.GeoSeries, gpd.GeoSeries]) -> Parts:
    pieces = overlay_outlines(*years)
    nobody = np.zeros(len(pieces.land))
    return make_parts(
        pieces.older, pieces.newer, pieces.older_of, pieces.newer_of, nobody, pieces.land
    )


@pytest.fixture(scope="module")
def oracle(years: tuple[gpd.GeoSeries, gpd.GeoSeries]) -> pd.DataFrame:
    old, new = (
        gpd.GeoDataFrame({name: shapes.index}, geometry=shapes.to_numpy(), crs=shapes.crs)
        for name, shapes in zip(("old", "new"), years, strict=True)
    )
    found = gpd.overlay(old, new, keep_geom_type=True)
    found["share"] = found.area / found["old"].map(years[0].area)
    found = found[found["share"] >= SLIVER]
    found["share"] /= found.groupby("old")["share"].transform("sum")
    return pd.DataFrame(found.set_index(["old", "new"])[["share"]])


def test_shares_by_land_are_those_of_an_overlay(parts: Parts, oracle: pd.DataFrame) -> None:
    ours = pd.Series(
        parts.land_shares,
        pd.MultiIndex.from_arrays(
            [parts.sources[parts.source_of], parts.targets[parts.target_of]], names=["old", "new"]
        ),
    )
    kept = parts.sources[np.bincount(parts.source_of, minlength=len(parts.sources)) > 1]
    both = oracle.join(ours.rename("ours"), how="outer").fillna(0.0)
    both = both[both.index.get_level_values("old").isin(kept)]
    assert len(kept) >= 200
    off = (both["share"] - both["ours"]).abs()
    assert off.median() < 0.01
    assert off.quantile(0.9) < 0.06
    assert parts.land_shares.min() > 0
    assert np.allclose(np.bincount(parts.source_of, parts.land_shares), 1)


def test_counts_are_interpolated_as_the_overlay_does(parts: Parts, oracle: pd.DataFrame) -> None:
    """Another number of people in each place: what matters is where they go."""
    people = pd.Series(np.arange(1.0, len(parts.sources) + 1), parts.sources)
    carried = sum_by(
        parts.target_of,
        people.to_numpy()[parts.source_of] * parts.land_shares,
        len(parts.targets),
    )
    ours = pd.Series(carried, parts.targets)
    weighted = oracle["share"] * people.reindex(oracle.index.get_level_values("old")).to_numpy()
    theirs = weighted.groupby(level="new").sum().reindex(ours.index).fillna(0.0)
    assert ours.sum() == pytest.approx(people.sum())
    assert ours.corr(theirs) > 0.98

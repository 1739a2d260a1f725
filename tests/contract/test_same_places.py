"""A figure of 2020 stands on the map of 2024 only where the place is the same: the real outlines.

50090NED is on the areas of 2020. Of the codes that 2019 and 2024 share, 528 overlap for less than
half: those showed another place's figure, BU02320206 (Berkenoord 2, Epe) 28.6 % smokers where the
place had 13.1, BU00340201 (Almere) the loneliness of the old centre.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from nplv_geo.definitions.tables import DivisionFrom
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs, gather_inputs
from nplv_geo.sources.readers.files import read_delivery

pytestmark = [pytest.mark.real_data, pytest.mark.slow]

SMOKES, STRUGGLES = "Roker", "MoeiteMetRondkomen"
# Six of the seven buurten of Schiedam Nieuwland-Oost that became another place; the slide named
# Nolensbuurt and Boylebuurt on figures of places that hardly touch them.
SCHIEDAM = "BU0606"


@dataclass(frozen=True)
class Places:
    """The inputs of a build with both years, and the overlap of each code."""

    inputs: Inputs
    overlap: pd.Series

    def figures(self, table: str, period: str) -> Figures:
        return next(
            part for part in self.inputs.figures if (part.table, part.period) == (table, period)
        )

    def shown(self, figures: Figures, topic: str) -> pd.Series:
        """Buurten on the map that keep their figure."""
        values = figures.frame[topic].dropna()
        buurten = values[values.index.isin(self.inputs.shapes.index)]
        buurten = buurten[buurten.index.str.startswith("BU")]
        kept: pd.Series = buurten[figures.mask_comparable(buurten.index, 2024)]
        return kept


def _overlap(data: Path) -> pd.Series:
    """Overlap of each code, straight from the files: not by the code under test."""
    years = [
        pd.read_parquet(data / "boundaries" / f"buurt_{year}.parquet").set_index("statcode")
        for year in (2019, 2024)
    ]
    codes = years[0].index.intersection(years[1].index)
    one, other = (
        shapely.make_valid(shapely.from_wkb(frame.loc[codes, "geometry"].to_numpy()))
        for frame in years
    )
    common = shapely.area(shapely.intersection(one, other))
    return pd.Series(common / shapely.area(shapely.union(one, other)), codes)


def _places(data: Path, *more: str) -> Places:
    names = (
        "boundaries/buurt_2019.parquet",
        "boundaries/buurt_2024.parquet",
        "cbs/85984NED_2024.parquet",
        "rivm/50090NED_2012_2016_2020.parquet",
        *more,
    )
    if not (data / names[0]).exists() or not (data / names[3]).exists():
        pytest.skip(f"real data: {names[0]} or {names[3]} is not in {data}")
    parts = [
        part
        for name in names
        for part in read_delivery(data / name, year=None, retrieved="2026-11-26")
    ]
    return Places(gather_inputs(parts, []), _overlap(data))


@pytest.fixture(scope="module")
def places(real_data: Path) -> Places:
    return _places(real_data)


@pytest.fixture(scope="module")
def with_marks(real_data: Path) -> Places:
    """The same with the Kerncijfers of 2020, of which CBS marks what changed since 2019."""
    name = "cbs/84799NED_2020.parquet"
    if not (real_data / name).exists():
        pytest.skip(f"real data: {name} is not in {real_data}")
    return _places(real_data, name)


@pytest.mark.parametrize("period", ["2012", "2016", "2020"])
@pytest.mark.parametrize("topic", [SMOKES, STRUGGLES])
def test_no_buurt_shows_a_figure_of_another_place(
    places: Places, with_marks: Places, period: str, topic: str
) -> None:
    assert int((places.overlap < 0.5).sum()) == 528
    for known in (places, with_marks):
        figures = known.figures("50090NED", period)
        if topic not in figures.frame.columns or figures.frame[topic].isna().all():
            continue
        shown = known.shown(figures, topic)
        overlap = known.overlap.reindex(shown.index)
        assert not overlap.isna().any()
        assert int((overlap < 0.5).sum()) == 0


def test_most_buurten_keep_their_figure(places: Places, with_marks: Places) -> None:
    (found,) = (table for table in places.inputs.tables if table.table == "50090NED")
    assert (found.boundary_year, found.division_from) == (2020, DivisionFrom.REGISTRY)
    assert (found.gemeenten, found.carried, found.withheld) == (355, 10_301, 3_507)
    (more,) = (table for table in with_marks.inputs.tables if table.table == "50090NED")
    assert (more.gemeenten_of, more.carried, more.withheld) == (355, 10_616, 3_192)
    # Of the withheld ones 1,510 codes are not on the map of 2024 at all.
    codes = places.figures("50090NED", "2020").frame.index
    buurten = codes[codes.str.startswith("BU")]
    assert int((~buurten.isin(places.inputs.shapes.index)).sum()) == 1_510


@pytest.mark.parametrize("code", ["BU02320206", "BU00340201"])
def test_cases_that_once_were_wrong(places: Places, with_marks: Places, code: str) -> None:
    assert places.overlap[code] < 0.5
    for known in (places, with_marks):
        figures = known.figures("50090NED", "2020")
        assert not np.isnan(figures.frame.loc[code, SMOKES])
        assert code not in known.shown(figures, SMOKES).index


def test_schiedam_names_no_buurt_that_became_another_place(with_marks: Places) -> None:
    figures = with_marks.figures("50090NED", "2020")
    moved = with_marks.overlap[with_marks.overlap < 0.5].filter(like=SCHIEDAM).index
    assert len(moved) >= 7
    assert not set(moved) & set(with_marks.shown(figures, STRUGGLES).index)


def test_gemeenten_and_wijken_that_did_not_change_are_comparable(with_marks: Places) -> None:
    figures, level = with_marks.figures("50090NED", "2020"), with_marks.inputs.shapes["level"]
    comparable = figures.mask_comparable(level.index, 2024)
    count = pd.Series(comparable, level.index).groupby(level.to_numpy()).sum()
    assert count[AreaLevel.GEMEENTE] == 334
    assert count[AreaLevel.WIJK] == 2_607
    # Utrecht, Rotterdam and Epe are what they were; Dijk en Waard is of 2022, Voorne aan Zee 2023.
    known = pd.Index(["NL00", "GM0344", "GM0599", "GM0232", "GM1980", "GM1992"])
    assert figures.mask_comparable(known, 2024).tolist() == [True, True, True, True, False, False]
    assert with_marks.figures("85984NED", "2024").mask_comparable(level.index, 2024).all()

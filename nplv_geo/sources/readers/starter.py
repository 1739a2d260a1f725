"""The starter edition's figures: small published tables that lie in the repository.

Quirk: the collector of the KWB columns lost the difference between zero and withheld, so an
empty cell there means "zero or withheld" and is treated as missing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import geopandas as gpd
import pandas as pd

from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.tables import DivisionFrom, find_family
from nplv_geo.definitions.topics import name_topic_column
from nplv_geo.geometry.crs import RD
from nplv_geo.geometry.schematic import draw_cells
from nplv_geo.ground.areas import AreaLevel, read_level, wijk_of
from nplv_geo.ground.contracts import InputFile
from nplv_geo.ground.errors import EditionError
from nplv_geo.published.divisions import Divisions
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs, make_places_table

BOUNDARY_YEAR = 2024
RETRIEVED = "2026-07-19"
_REASONS = {"nul of geheim": "zero_or_withheld", "geheim": "withheld"}


def read_starter(project: Path, focus_areas: tuple[FocusArea, ...]) -> Inputs:
    """Read the starter tables and draw their schematic cells.

    Raises
    ------
    EditionError
        When a starter table is missing.
    """
    areas = _table(project / "data/boundaries/starter_areas.csv", "area_code")
    figures_path = project / "data/starter/figures.csv"
    columns = _table(project / "data/starter/columns.csv", "column")
    figures = _table(figures_path, "area_code").apply(pd.to_numeric)
    number = areas[["lon", "lat", "land_ha"]].apply(pd.to_numeric)
    digest = hashlib.sha256(figures_path.read_bytes()).hexdigest()
    published = [
        _figures(group, figures, digest)
        for _, group in columns.groupby(["table", "period", "boundary_year"])
    ]
    return Inputs(
        boundary_year=BOUNDARY_YEAR,
        is_schematic=True,
        places=make_places_table(areas["area_name"], number["lon"], number["lat"]),
        shapes=_shapes(areas["area_name"], number, focus_areas),
        figures=published,
        tables=Divisions({}, published, BOUNDARY_YEAR).list_facts(published),
        files=[InputFile(path="data/starter/figures.csv", sha256=digest, rows=len(figures))],
    )


def _table(path: Path, index: str) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, index_col=index)
    except FileNotFoundError as error:
        raise EditionError(f"{path.name} ontbreekt; haal de hele repository opnieuw op.") from error
    return table


def _figures(columns: pd.DataFrame, figures: pd.DataFrame, digest: str) -> Figures:
    """Figures of the columns of one table, period and area division."""
    frame = pd.DataFrame(
        {
            name_topic_column(row["topic"], _where(row["where"])): figures[column]
            for column, row in columns.iterrows()
        }
    ).astype(float)
    first = columns.iloc[0]
    year = int(first["boundary_year"])
    family = find_family(first["table"])
    is_newest = family.division == "newest"
    return Figures(
        table=first["table"],
        family=family.id,
        period=first["period"],
        boundary_year=year,
        division_from=DivisionFrom.FILE,
        is_matched_by_code=year != BOUNDARY_YEAR and not is_newest,
        is_on_trust=year != BOUNDARY_YEAR and is_newest,
        publisher=first["publisher"],
        retrieved=RETRIEVED,
        sha256=digest,
        frame=frame.dropna(how="all"),
        provisional=first["provisional"] == "ja",
        empty_means=_REASONS[first["empty_means"]],
    )


def _where(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split(";")) if text else {}


def _shapes(
    names: pd.Series, places: pd.DataFrame, focus_areas: tuple[FocusArea, ...]
) -> gpd.GeoDataFrame:
    """Cells of all buurten; wijken are the union of their cells."""
    known = [code for code in places.index if read_level(code) is AreaLevel.BUURT]
    drawn = [
        draw_cells(places.loc[list(a.list_buurten(known, BOUNDARY_YEAR))]) for a in focus_areas
    ]
    buurten = pd.concat(drawn).assign(level=AreaLevel.BUURT.value)
    wijken = buurten.dissolve(by=wijk_of).assign(level=AreaLevel.WIJK.value)
    shapes = pd.concat([buurten, wijken])
    shapes["name"] = names.reindex(shapes.index)
    return gpd.GeoDataFrame(shapes[["level", "name", "geometry"]], crs=RD)

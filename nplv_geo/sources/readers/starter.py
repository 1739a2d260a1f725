"""The starter edition's figures: small published tables that lie in the repository.

``tables.csv`` says of each file which table it is a part of, on which areas, and what an empty cell
means. Every file has the codes of its own areas; ``places.csv`` says which of them are the same
place as a code on the map. A place without a code there is another place or a part of several; a
place that ``places.csv`` does not name was not looked up, and counts as the same one.

Quirk: the collector of some KWB columns lost the difference between zero and withheld, so an empty
cell there means "zero or withheld" and is treated as missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import geopandas as gpd
import pandas as pd

from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.tables import DivisionFrom, find_family
from nplv_geo.geometry.crs import RD
from nplv_geo.geometry.schematic import draw_cells
from nplv_geo.ground.areas import AreaLevel, read_level, wijk_of
from nplv_geo.ground.checked_rows import CheckedRow, check_lines
from nplv_geo.ground.contracts import InputFile, TableFacts
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.files import hash_file
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs, drop_unasked_topics, make_places_table
from nplv_geo.published.years.divisions import Divisions

BOUNDARY_YEAR = 2024
FOLDER = Path("data/starter")
_AREAS = Path("data/boundaries/starter_areas.csv")
_REASONS = {
    "geheim": "withheld",
    "nul of geheim": "zero_or_withheld",
    "geheim of niet gepubliceerd": "withheld_or_unpublished",
}


class StarterTable(CheckedRow):
    """One line of ``tables.csv``: a file with a part of one published table.

    Attributes
    ----------
    file
        Name of the file: a column ``code``, a column ``period`` and a column for each topic.
    boundary_year
        Year of the areas that the codes are of.
    retrieved
        Day, or month, on which it was fetched.
    empty_means
        What an empty cell can mean.
    provisional
        Period of which the figures can still change, if any.
    state
        State of the table, in words.
    """

    file: str
    table: str
    publisher: str
    licence: str
    boundary_year: int
    retrieved: str
    empty_means: Literal["geheim", "nul of geheim", "geheim of niet gepubliceerd"]
    provisional: str
    state: str


@dataclass(frozen=True, slots=True)
class SamePlaces:
    """Codes of another division beside those of the map.

    Attributes
    ----------
    codes_on_map
        By code of that division the code of the same place on the map.
    other_places
        Codes of the map that have no such place.
    """

    codes_on_map: Mapping[str, str]
    other_places: frozenset[str]


def read_starter(project: Path, focus_areas: tuple[FocusArea, ...]) -> Inputs:
    """Read the starter tables and draw their schematic cells.

    Parameters
    ----------
    project
        Folder with ``data``.
    focus_areas
        The 20 areas, whose buurten are drawn.

    Returns
    -------
    Inputs
        Everything on the areas of :data:`BOUNDARY_YEAR`.

    Raises
    ------
    EditionError
        When a starter table is missing, or ``tables.csv`` has a line that is wrong.
    """
    areas = _read_table(project / _AREAS).set_index("area_code")
    number = areas[["lon", "lat", "land_ha"]].apply(pd.to_numeric)
    tables = _list_tables(project / FOLDER)
    places = _read_places(project / FOLDER / "places.csv")
    frames = {
        table.file: _read_table(project / FOLDER / table.file).set_index(["period", "code"])
        for table in tables
    }
    hashes = {table.file: hash_file(project / FOLDER / table.file) for table in tables}
    figures = drop_unasked_topics(
        [
            part
            for table in tables
            for part in _split_periods(
                table, frames[table.file], hashes[table.file], places, areas.index
            )
        ]
    )
    return Inputs(
        boundary_year=BOUNDARY_YEAR,
        is_schematic=True,
        places=make_places_table(areas["area_name"], number["lon"], number["lat"]),
        shapes=_draw_shapes(areas["area_name"], number, focus_areas),
        figures=figures,
        tables=_list_facts(figures),
        files=[
            InputFile(
                path=(FOLDER / table.file).as_posix(),
                sha256=hashes[table.file],
                rows=len(frames[table.file]),
                retrieved=table.retrieved,
                licence=table.licence,
            )
            for table in tables
        ],
    )


def _read_table(path: Path) -> pd.DataFrame:
    return pd.read_csv(_check_present(path), dtype=str, keep_default_na=False)


def _check_present(path: Path) -> Path:
    if not path.is_file():
        raise EditionError(f"{path.name} ontbreekt; haal de hele repository opnieuw op.")
    return path


def _list_tables(folder: Path) -> list[StarterTable]:
    text = _check_present(folder / "tables.csv").read_text(encoding="utf-8")
    tables = []
    for line in check_lines(text, StarterTable):
        if line.row is None:
            problem = line.problems[0]
            raise EditionError(f"{FOLDER.as_posix()}/tables.csv, regel {line.number}: {problem}")
        tables.append(line.row)
    return tables


def _read_places(path: Path) -> dict[int, SamePlaces]:
    """Same places of each division that is not the map's."""
    on_map = f"code_{BOUNDARY_YEAR}"
    return {
        int(str(division)): SamePlaces(
            dict(rows.loc[rows["code"] != "", ["code", on_map]].to_numpy().tolist()),
            frozenset(rows.loc[rows["code"] == "", on_map]),
        )
        for division, rows in _read_table(path).groupby("division")
    }


def _split_periods(
    table: StarterTable,
    rows: pd.DataFrame,
    sha256: str,
    places: Mapping[int, SamePlaces],
    codes: pd.Index,
) -> Iterator[Figures]:
    """Figures of each period in a file, by code of the map."""
    year, family = table.boundary_year, find_family(table.table)
    is_elsewhere, is_newest = year != BOUNDARY_YEAR, family.division == "newest"
    same = places.get(year) if is_elsewhere and not is_newest else None
    numbers = rows.replace("", None).astype(float)
    for period in rows.index.unique("period"):
        frame = numbers.loc[period]
        yield Figures(
            table=table.table,
            family=family.id,
            period=str(period),
            boundary_year=year,
            division_from=DivisionFrom.FILE,
            is_matched_by_code=is_elsewhere and not is_newest and same is None,
            is_on_trust=is_elsewhere and is_newest,
            same_places=frozenset(codes) - same.other_places if same else frozenset(),
            publisher=table.publisher,
            retrieved=table.retrieved,
            state=table.state,
            sha256=sha256,
            frame=frame.rename(index=same.codes_on_map) if same else frame,
            provisional=period == table.provisional,
            empty_means=_REASONS[table.empty_means],
        )


def _list_facts(figures: list[Figures]) -> list[TableFacts]:
    """What is recorded of each table; only of the map's own areas is the list whole."""
    on_map = [part for part in figures if part.boundary_year == BOUNDARY_YEAR]
    return Divisions({}, on_map, BOUNDARY_YEAR).list_facts(figures)


def _draw_shapes(
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

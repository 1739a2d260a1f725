"""Observations of OData v4, one row an area and measure, turned into a table with a column each."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from nplv_geo.definitions.offered.reading import read_column_names
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.damage import explain_damage
from nplv_geo.sources.readers.tables.cells import read_text
from nplv_geo.sources.readers.tables.columns import PERIOD, REGION, find_column

_MEASURE, _VALUE, _TEXT, _WHY = "Measure", "Value", "StringValue", "ValueAttribute"
_TABLE, _AREAS, _ABOUT = "Observations.csv", "WijkenEnBuurtenCodes.csv", "Properties.csv"
_BROKEN = f"{_TABLE} in dit zipbestand is beschadigd; haal het opnieuw op bij de uitgever."
_CODE, _TITLE = "Identifier", "Title"
# What the service says of a value that it keeps to itself; StatLine writes x for it.
_CONFIDENTIAL, _WITHHELD = "confidential", "x"


def is_observations(columns: Iterable[str]) -> bool:
    """Tell whether rows are observations.

    Parameters
    ----------
    columns
        Names of their columns.

    Returns
    -------
    bool
        True when there is a measure and a value.
    """
    return {_MEASURE, _VALUE} <= set(columns)


def has_observations(path: Path) -> bool:
    """Tell whether a zip file is a whole table of OData v4.

    Parameters
    ----------
    path
        Zip file.

    Returns
    -------
    bool
        True when its observations are in it.

    Raises
    ------
    UnreadableFileError
        When it is no zip file.
    """
    with explain_damage(path), zipfile.ZipFile(path) as archive:
        return _TABLE in {PurePosixPath(name).name for name in archive.namelist()}


def read_bundle(path: Path) -> tuple[pd.DataFrame, str]:
    """Read a whole table of OData v4 out of its zip file.

    Parameters
    ----------
    path
        Zip file with ``Observations.csv``.

    Returns
    -------
    table : DataFrame
        A row an area, a column a topic; with names of areas where the zip has them.
    about : str
        What the zip says of itself.

    Raises
    ------
    UnreadableFileError
        When its parts can't be read.
    """
    with explain_damage(path, _BROKEN):
        with zipfile.ZipFile(path) as archive:
            inside = {PurePosixPath(name).name: name for name in archive.namelist()}
            texts = {
                part: archive.read(inside[part]).decode("utf-8-sig")
                for part in (_TABLE, _AREAS, _ABOUT)
                if part in inside
            }
        rows = _read_rows(texts[_TABLE])
        areas = _read_rows(texts[_AREAS]) if _AREAS in texts else pd.DataFrame()
    table = pivot_observations(rows, path.name)
    if {_CODE, _TITLE} <= set(areas.columns):
        names = dict(zip(areas[_CODE].map(read_text), areas[_TITLE].map(read_text), strict=True))
        region = find_column(REGION, table.columns)[0]
        table = table.assign(Naam=table[region].map(names))
    return table, texts.get(_ABOUT, "")


def pivot_observations(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give each measure a column of its own.

    Parameters
    ----------
    rows
        One an area, period and measure; cells as they stand.
    name
        What to call the file in an error.

    Returns
    -------
    DataFrame
        One row an area and period; a measure of the Kerncijfers under the name of its topic, any
        other under its code.

    Raises
    ------
    UnreadableFileError
        When there is no column with areas, or a measure has two values for one area.
    """
    regions = find_column(REGION, rows.columns)
    if not is_observations(rows.columns) or not regions:
        raise UnreadableFileError(
            f"{name}: dit zijn geen waarnemingen over wijken en buurten (kolommen {_MEASURE}, "
            f"{_VALUE} en WijkenEnBuurten); kies een tabel over wijken en buurten."
        )
    keys = [regions[0], *([PERIOD] if PERIOD in rows.columns else [])]
    cells = (
        rows[keys]
        .map(read_text)
        .assign(topic=rows[_MEASURE].map(_find_topics(rows[_MEASURE])), cell=_read_cells(rows))
    )
    twice = cells.duplicated([*keys, "topic"])
    if twice.any():
        first = cells[twice].iloc[0]
        raise UnreadableFileError(
            f"{name}: {first[regions[0]]} heeft meer dan één waarde voor {first['topic']}; de "
            "tabel heeft nog een dimensie, kies er één lid van."
        )
    # Not a pivot_table: that would compute with the cells, which are text.
    table = cells.set_index([*keys, "topic"])["cell"].unstack("topic")  # noqa: PD010
    return table.rename_axis(columns=None).reset_index()


def _find_topics(measures: pd.Series) -> Mapping[Any, str]:
    topics = {row.measure: row.topic for row in read_column_names().sheets.rows if row.measure}
    codes = {measure: read_text(measure) for measure in measures.unique()}
    return {measure: topics.get(code, code) for measure, code in codes.items()}


def _read_cells(rows: pd.DataFrame) -> pd.Series:
    """Value of each observation, its text where it has none, or x where it is kept secret."""
    cells = rows[_VALUE].map(read_text)
    if _TEXT in rows.columns:
        cells = cells.where(cells != "", rows[_TEXT].map(read_text))
    if _WHY in rows.columns:
        is_kept = rows[_WHY].map(read_text).str.lower() == _CONFIDENTIAL
        cells = cells.where((cells != "") | ~is_kept, _WITHHELD)
    return cells


def _read_rows(text: str) -> pd.DataFrame:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    header = next(rows, [])
    return pd.DataFrame([row for row in rows if len(row) == len(header)], columns=header)

"""The columns of a table that hold figures, as numbers by topic."""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.definitions.offered.reading import read_column_names
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.quoting import quote
from nplv_geo.sources.readers.tables import cells, columns
from nplv_geo.sources.readers.tables.thousands import has_thousands


def read_topics(
    rows: pd.DataFrame, codes: pd.Series, year: int | None, name: str
) -> dict[str, cells.Column]:
    """Read the columns with figures.

    Parameters
    ----------
    rows
        Rows about areas, cells as they stand.
    codes
        Area of each row.
    year
        Year that the table is about; None when it tells of several.
    name
        What to call the file in an error.

    Returns
    -------
    dict
        Column by topic, at least one.

    Raises
    ------
    UnreadableFileError
        When a cell is no number, or no column has any.
    """
    topics = columns.topics_of(rows.columns, year)
    comma = any(
        cells.uses_decimal_comma(rows[column].unique())
        for column in topics
        if not pd.api.types.is_numeric_dtype(rows[column])
    )
    read = {}
    for column, topic in topics.items():
        grouped = not comma and _has_thousands(rows[column], topic, name)
        parsed = cells.read_column(rows[column], comma=comma or grouped)
        if not columns.must_be_topic(column, year) and parsed.is_mostly_text:
            continue
        _check_cells(parsed, rows[column], codes, name)
        read[topic] = parsed
    if not read:
        raise UnreadableFileError(
            f"{name}: geen enkele kolom heeft getallen; kies een tabel met cijfers."
        )
    return read


def _has_thousands(column: pd.Series, topic: str, name: str) -> bool:
    """Tell whether a column of text has points between its thousands."""
    if pd.api.types.is_numeric_dtype(column):
        return False
    texts = {cell.strip() for cell in column.unique() if isinstance(cell, str)}
    is_whole = read_column_names().are_whole.get(topic)
    return has_thousands(texts, is_whole=is_whole, column=str(column.name), name=name)


def _check_cells(parsed: cells.Column, written: pd.Series, codes: pd.Series, name: str) -> None:
    if not np.size(parsed.wrong):
        return
    first = int(parsed.wrong[0])
    raise UnreadableFileError(
        f"{name}: kolom {quote(written.name)} heeft bij {codes.iloc[first]} "
        f"{quote(cells.read_text(written.iloc[first]))} en dat is geen getal; verbeter de waarde "
        "of maak de cel leeg."
    )

"""Which rows of a table are areas: their names, and what is no place on Dutch land."""

from __future__ import annotations

import pandas as pd

from nplv_geo.ground.areas import NEDERLAND, is_left_out
from nplv_geo.sources.readers.tables import cells, columns

# From this share of the areas of a level on, a table names them, and who lacks a name is no area.
_NAMED = 0.5


def is_no_place(codes: pd.Series, names: pd.Series) -> pd.Series:
    """Tell which rows are water, abroad or unknown, or lack a code or a name."""
    left_out = codes.map(is_left_out).astype(bool)
    no_place: pd.Series = (codes == "") | left_out | _nameless(codes, names)
    return no_place


def names_of(raw: pd.DataFrame, region: str, codes: pd.Series) -> pd.Series:
    """Name of the area of each row, as far as the table tells it."""
    titles = [
        name for name in columns.find_column(columns.REGION[:1], raw.columns) if name != region
    ]
    named = pd.Series("", index=raw.index, dtype="object")
    for column in [*columns.find_column(columns.NAME, raw.columns), *titles]:
        named = named.where(named != "", raw[column].map(cells.read_text))
    for column in columns.find_column(columns.MUNICIPALITY, raw.columns):
        is_gemeente = codes.str.startswith("GM")
        named = named.where((named != "") | ~is_gemeente, raw[column].map(cells.read_text))
    return named


def count_areas(codes: pd.Series) -> int:
    """Number of areas; rows without a code can't be told apart and count one by one."""
    return int(codes[codes != ""].nunique() + (codes == "").sum())


def changes_of(rows: pd.DataFrame, codes: pd.Series) -> dict[str, int]:
    """Change mark of each area since the year before, where the table has them."""
    marks_by_code: dict[str, int] = {}
    for column in columns.find_column(columns.CHANGE, rows.columns):
        pairs = zip(codes, rows[column].map(cells.read_text), strict=True)
        # Excel and Parquet may have made a number of it: 1.0
        marks = ((code, mark.removesuffix(".0")) for code, mark in pairs)
        marks_by_code |= {code: int(mark) for code, mark in marks if mark.isdecimal()}
    return marks_by_code


def _nameless(codes: pd.Series, names: pd.Series) -> pd.Series:
    """Rows without a name in a table that does name the other areas of their level."""
    is_named = names != ""
    share = is_named.groupby(codes.str[:2]).transform("mean")
    nameless: pd.Series = ~is_named & (share >= _NAMED) & (codes != NEDERLAND)
    return nameless

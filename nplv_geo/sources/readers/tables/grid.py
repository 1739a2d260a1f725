"""The table in a sheet: between titles above, sources below, empty rows and numbers in front.

CSV and XLSX share it: what people do around a table does not depend on how they save it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nplv_geo.ground.areas import is_code, normalise_code
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.tables.cells import read_text
from nplv_geo.sources.readers.tables.columns import NAME, find_column, is_region

Row = Sequence[Any]
# A header stands within so many rows of the top, and codes within so many of the header.
_HEADER_WITHIN = 40
_CODES_WITHIN = 5


@dataclass(frozen=True)
class Grid:
    """A table as it stands in a sheet.

    Attributes
    ----------
    header
        Names of the columns; empty for one that has none.
    rows
        The rows below it that have cells, each as wide as the header.
    """

    header: tuple[str, ...]
    rows: list[Row]


def find_grid(
    numbered: Sequence[tuple[int, Row]], name: str, *, ends_may_lack: bool
) -> Grid | None:
    """Find the table with area codes among the rows of a sheet.

    Parameters
    ----------
    numbered
        Rows of a sheet with their numbers in the file, from the top.
    name
        What to call the file in an error.
    ends_may_lack
        True for a worksheet, which does not keep empty cells at the end of a row, and may have
        remarks beside the table.

    Returns
    -------
    Grid or None
        None when no row names a column with area codes.

    Raises
    ------
    UnreadableFileError
        When a row in the middle of the table has more or fewer cells than its header.
    """
    filled = [(number, row) for number, row in numbered if any(map(read_text, row))]
    header_at = _find_header([row for _, row in filled])
    if header_at is None:
        return None
    header = [read_text(cell) for cell in filled[header_at][1]]
    below = _cut_foot(filled[header_at + 1 :], header)
    for number, row in below:
        if len(row) != len(header) and not ends_may_lack:
            raise UnreadableFileError(
                f"{name}: regel {number} heeft {len(row)} velden in plaats van {len(header)}; "
                "controleer het scheidingsteken of haal het bestand opnieuw op."
            )
    return Grid(tuple(header), [_fit(row, len(header)) for _, row in below])


def _find_header(rows: Sequence[Row]) -> int | None:
    """Place of the header: the first with a column of codes that has codes below it.

    A sheet of notes names the same columns; it stays the header only when no other row will do.
    """
    candidates = [i for i, row in enumerate(rows[:_HEADER_WITHIN]) if _list_regions(row)]
    with_codes = (i for i in candidates if _has_codes(rows[i], rows[i + 1 : i + 1 + _CODES_WITHIN]))
    return next(with_codes, candidates[0] if candidates else None)


def has_codes(grid: Grid) -> bool:
    """Tell whether a table has area codes where its header says so.

    Parameters
    ----------
    grid
        Table of a sheet.

    Returns
    -------
    bool
        False for a list of column names, as notes have.
    """
    return _has_codes(grid.header, grid.rows[:_CODES_WITHIN])


def _list_regions(row: Row) -> list[int]:
    return [i for i, cell in enumerate(row) if isinstance(cell, str) and is_region(cell.strip())]


def _has_codes(header: Row, below: Sequence[Row]) -> bool:
    places = _list_regions(header)
    return any(
        i < len(row) and is_code(normalise_code(read_text(row[i]))) for row in below for i in places
    )


def _cut_foot(below: Sequence[tuple[int, Row]], header: Sequence[str]) -> list[tuple[int, Row]]:
    """Cut off what stands under a table, such as ``Bron: CBS``: one cell, and no area."""
    end = len(below)
    while end and _is_remark(below[end - 1][1], header):
        end -= 1
    return list(below[:end])


def _is_remark(row: Row, header: Sequence[str]) -> bool:
    filled = [i for i, cell in enumerate(row) if read_text(cell)]
    if len(filled) != 1 or len(header) == 1:
        return False
    return not is_code(normalise_code(read_text(row[filled[0]])))


def _fit(row: Row, width: int) -> Row:
    return [*row[:width], *[None] * (width - len(row))]


def name_missing_codes(header: Row, name: str) -> UnreadableFileError | None:
    """Give the error for an export that names areas and leaves out their codes.

    Parameters
    ----------
    header
        Names of the columns.
    name
        What to call the file.

    Returns
    -------
    UnreadableFileError or None
        None when it has no column with names of areas either.
    """
    if not find_column(NAME, [read_text(cell) for cell in header]):
        return None
    return UnreadableFileError(
        f"{name}: de gebieden staan er met hun naam in en zonder code; namen komen meer dan eens "
        "voor. Haal het bestand opnieuw op en vink 'Regiocode' of 'Codering' aan."
    )

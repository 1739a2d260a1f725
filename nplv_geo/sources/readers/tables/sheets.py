"""Rows and columns out of CSV, XLSX, JSON and Parquet: as they stand, nothing interpreted.

Cells stay text wherever the format allows: a code such as ``BU0363NA01`` must never meet a
reader that takes ``NA`` for "missing".
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.damage import explain_damage
from nplv_geo.sources.readers.tables import observations
from nplv_geo.sources.readers.tables.grid import Grid, Row, find_grid, has_codes, name_missing_codes
from nplv_geo.sources.readers.tables.observations import is_observations, pivot_observations
from nplv_geo.sources.readers.tables.sheet_joining import join_sheets

_SEPARATORS = ";,\t"
# Excel writes this above a table whose separator is not that of the country.
_STATED_SEPARATOR = re.compile(r"sep=(?P<separator>[;,\t|])\r?\n", re.IGNORECASE)
# Characters from the top in which separators are counted.
_TOP = 20_000
_WORKBOOK = "[Content_Types].xml"
_AGAIN = "haal het opnieuw op bij de uitgever"
_NO_XLSX = f"dit Excelbestand is beschadigd of is geen XLSX; {_AGAIN}."
_NO_CSV = f"dit is geen CSV of het is afgebroken; {_AGAIN}."
_NO_PARQUET = f"dit Parquetbestand is beschadigd of is geen Parquet; {_AGAIN}."
_NO_TEXT = "dit is geen tekst in UTF-8; sla het op als CSV in UTF-8."


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in a file.

    Attributes
    ----------
    about
        What the file says of its own origin, such as the address of its metadata.
    """

    frame: pd.DataFrame
    about: str = ""


def read_csv(path: Path) -> Sheet:
    """Read the table with area codes in a CSV file with semicolons, commas or tabs."""
    with explain_damage(path, _NO_TEXT):
        text = path.read_bytes().decode("utf-8-sig")
    stated = _STATED_SEPARATOR.match(text)
    body = text[stated.end() :] if stated else text
    by_count = sorted(_SEPARATORS, key=body[:_TOP].count, reverse=True)
    grid = _find_separated(body, [stated["separator"]] if stated else by_count, path)
    if grid is None:
        rows = _split_rows(body, by_count[0], path)
        if rows:
            raise _lack_codes(path, rows[0][1])
        return Sheet(pd.DataFrame())
    frame = _frame([grid.header, *grid.rows])
    return Sheet(pivot_observations(frame, path.name) if is_observations(frame.columns) else frame)


def _find_separated(text: str, separators: Sequence[str], path: Path) -> Grid | None:
    """Table by the first separator that gives one with codes, or else with a column for them.

    What the separator that occurs most makes of the text is what is said of it, if none will do.
    """
    grids: list[Grid] = []
    damage: dict[str, UnreadableFileError] = {}
    for separator in separators:
        try:
            rows = _split_rows(text, separator, path)
            grid = find_grid(rows, path.name, ends_may_lack=False)
        except UnreadableFileError as error:
            damage[separator] = error
            continue
        if grid is not None and has_codes(grid):
            return grid
        grids += [grid] if grid is not None else []
    if separators[0] in damage and not grids:
        raise damage[separators[0]]
    return grids[0] if grids else None


def read_bundle(path: Path) -> Sheet:
    """Read a whole table of OData v4, as CBS packs it in one zip file."""
    return Sheet(*observations.read_bundle(path))


def _read_separated(text: str, separator: str, path: Path) -> Grid | None:
    return find_grid(_split_rows(text, separator, path), path.name, ends_may_lack=False)


def _split_rows(text: str, separator: str, path: Path) -> list[tuple[int, list[str]]]:
    with explain_damage(path, _NO_CSV):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        return [(reader.line_num, row) for row in reader if row]


def _lack_codes(path: Path, header: Row) -> UnreadableFileError:
    return name_missing_codes(header, path.name) or UnreadableFileError(
        f"{path.name}: er is geen kolom met gebiedscodes (WijkenEnBuurten, Codering of "
        "gwb_code_10); kies een tabel over wijken en buurten."
    )


def is_xlsx(path: Path) -> bool:
    """Tell whether a zip file is a workbook of Excel."""
    promised = path.suffix.lower() == ".xlsx"
    with explain_damage(path, _NO_XLSX if promised else ""), zipfile.ZipFile(path) as archive:
        return promised or _WORKBOOK in archive.namelist()


def read_xlsx(path: Path) -> Sheet:
    """Read the worksheets that have a column with area codes, joined when there are more."""
    # openpyxl warns about styles and extensions of Excel that say nothing about figures.
    with (
        explain_damage(path, _NO_XLSX),
        path.open("rb") as file,
        warnings.catch_warnings(action="ignore"),
    ):
        book = load_workbook(file, read_only=True, data_only=True)
        grids = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = list(enumerate(sheet.iter_rows(values_only=True), start=1))
            grid = find_grid(rows, path.name, ends_may_lack=True)
            if grid is not None:
                grids[str(sheet.title)] = grid
    with_codes = {title: grid for title, grid in grids.items() if has_codes(grid)} or grids
    if not with_codes:
        raise UnreadableFileError(
            f"{path.name}: geen werkblad heeft een kolom met gebiedscodes (zoals gwb_code_10); "
            "kies het bestand kwb-JJJJ.xlsx van het CBS."
        )
    frames = {title: _frame([grid.header, *grid.rows]) for title, grid in with_codes.items()}
    return Sheet(join_sheets(frames, path.name), " ".join(frames))


def read_json(document: Mapping[str, Any], path: Path) -> Sheet:
    """Read an answer of OData: ``{"value": [...]}``."""
    rows = document.get("value")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFileError(
            f'{path.name}: de lijst "value" ontbreekt; kies een antwoord van OData of GeoJSON.'
        )
    if any(key.endswith("odata.nextLink") for key in document):
        raise UnreadableFileError(
            f"{path.name}: dit is maar één bladzijde van de tabel; haal ook de volgende op en "
            "voeg ze samen."
        )
    about = str(document.get("odata.metadata", document.get("@odata.context", "")))
    frame = _flat(pd.DataFrame(rows, dtype="object"))
    if is_observations(frame.columns):
        frame = pivot_observations(frame, path.name)
    return Sheet(frame, about)


def read_parquet(path: Path) -> Sheet:
    """Read a Parquet file without geometry."""
    with explain_damage(path, _NO_PARQUET):
        frame = pd.read_parquet(path)
    has_index = any(name is not None for name in frame.index.names)
    whole = frame.reset_index() if has_index else frame
    named = whole.set_axis([str(name).strip() for name in whole.columns], axis="columns")
    return Sheet(_flat(named))


def _frame(rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Make a table of a header and its rows; columns without a name are dropped."""
    if not rows:
        return pd.DataFrame()
    names = ["" if name is None else str(name).strip() for name in rows[0]]
    frame = pd.DataFrame(rows[1:], columns=names, dtype="object")
    return frame.loc[:, [name != "" for name in names]]


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn cells that hold a list or a mapping into text: they can't be looked up."""
    mixed = [str(name) for name, kind in frame.dtypes.items() if kind == "object"]
    flat = {
        name: frame[name].map(lambda cell: cell if isinstance(cell, Hashable) else str(cell))
        for name in mixed
    }
    return frame.assign(**flat)

"""Rows and columns out of CSV, XLSX, JSON and Parquet: as they stand, nothing interpreted.

Cells stay text wherever the format allows: a code such as ``BU0363NA01`` must never meet a
reader that takes ``NA`` for "missing".
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import pandas as pd
import pyarrow as pa
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.columns import is_region

_SEPARATORS = ";,\t"
_HEADER_WITHIN = 20
_WORKBOOK = "[Content_Types].xml"
_AGAIN = "haal het opnieuw op bij de uitgever"
_BROKEN_XLSX = (
    zipfile.BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    EOFError,
    ParseError,
    zlib.error,
)


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
    """Read a CSV file with commas, semicolons or tabs."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{path.name}: dit is geen tekst in UTF-8; sla het op als CSV in UTF-8."
        ) from error
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise UnreadableFileError(
            f"{path.name}: dit is geen CSV of het is afgebroken; {_AGAIN}."
        ) from error
    width = len(rows[0][1]) if rows else 0
    for line, row in rows:
        if len(row) != width:
            raise UnreadableFileError(
                f"{path.name}: regel {line} heeft {len(row)} velden in plaats van {width}; "
                "controleer het scheidingsteken of haal het bestand opnieuw op."
            )
    return Sheet(_frame([row for _, row in rows]))


def is_xlsx(path: Path) -> bool:
    """Tell whether a zip file is a workbook of Excel."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return path.suffix.lower() == ".xlsx"


def read_xlsx(path: Path) -> Sheet:
    """Read the worksheet that has a column with area codes."""
    try:
        # openpyxl warns about styles and extensions of Excel that say nothing about figures.
        with path.open("rb") as file, warnings.catch_warnings(action="ignore"):
            book = load_workbook(file, read_only=True, data_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = sheet.iter_rows(values_only=True)
                header = next(filter(_is_header, islice(rows, _HEADER_WITHIN)), None)
                if header is not None:
                    return Sheet(_frame(_padded(header, rows)))
    except _BROKEN_XLSX as error:
        raise UnreadableFileError(
            f"{path.name}: dit Excelbestand is beschadigd of is geen XLSX; {_AGAIN}."
        ) from error
    raise UnreadableFileError(
        f"{path.name}: geen werkblad heeft een kolom met gebiedscodes (zoals gwb_code_10); kies "
        "het bestand kwb-JJJJ.xlsx van het CBS."
    )


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
    return Sheet(_flat(pd.DataFrame(rows, dtype="object")), about)


def read_parquet(path: Path) -> Sheet:
    """Read a Parquet file without geometry."""
    try:
        frame = pd.read_parquet(path)
    except (pa.ArrowException, ValueError) as error:
        raise UnreadableFileError(
            f"{path.name}: dit Parquetbestand is beschadigd of is geen Parquet; {_AGAIN}."
        ) from error
    has_index = any(name is not None for name in frame.index.names)
    whole = frame.reset_index() if has_index else frame
    named = whole.set_axis([str(name).strip() for name in whole.columns], axis="columns")
    return Sheet(_flat(named))


def _is_header(row: Sequence[Any]) -> bool:
    return any(isinstance(cell, str) and is_region(cell.strip()) for cell in row)


def _padded(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Give every row the width of the header; a worksheet leaves empty ends out."""
    width = len(header)
    filled = (row for row in rows if any(cell is not None for cell in row))
    return [header, *([*row[:width], *[None] * (width - len(row))] for row in filled)]


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

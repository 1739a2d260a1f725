"""What a file is by its first bytes, whatever its name says.

GDAL picks a driver by itself and some of its drivers fetch addresses or open other files that the
content names. It only gets files of which these bytes show that they are none of those.
"""

from __future__ import annotations

from enum import StrEnum
from typing import BinaryIO

HEAD = 64
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SHAPEFILE = (9994).to_bytes(4, "big")


class Content(StrEnum):
    """Kind of bytes, and how a sentence calls it."""

    PARQUET = "Parquet"
    SQLITE = "een GeoPackage"
    SHAPEFILE = "een Shapefile"
    ZIP = "een zipbestand"
    JSON = "JSON"
    XML = "XML"
    XLSX = "een Excelbestand"
    CSV = "CSV"
    OTHER = "iets anders"


_STARTS = {
    b"PAR1": Content.PARQUET,
    b"SQLite format 3\x00": Content.SQLITE,
    _SHAPEFILE: Content.SHAPEFILE,
    b"PK\x03\x04": Content.ZIP,
    b"PK\x05\x06": Content.ZIP,
}
_TEXT_STARTS = {b"{": Content.JSON, b"[": Content.JSON, b"<": Content.XML}


def recognise_content(file: BinaryIO) -> Content:
    """Recognise content by its first bytes.

    Parameters
    ----------
    file
        Open for reading bytes, at its start.

    Returns
    -------
    Content
        ``OTHER`` for bytes without a start of their own, such as those of CSV; ``ZIP`` also for
        what is packed in one, such as XLSX.
    """
    head = file.read(HEAD)
    for start, content in _STARTS.items():
        if head.startswith(start):
            return content
    first = head.removeprefix(_BYTE_ORDER_MARK).lstrip()[:1]
    return _TEXT_STARTS.get(first, Content.OTHER)

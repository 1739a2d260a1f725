"""How large a file may be: what is larger is refused before it fills the memory."""

from __future__ import annotations

import zipfile
from pathlib import Path

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.content import Content
from nplv_geo.sources.readers.damage import explain_damage

MEGABYTE = 1_000_000
# The detailed map of ten years is one of 2,000 MB; it is read layer by layer.
MAX_MEGABYTES = 4_000
# Text is held whole, in several times its size. The widest table of all years of the country, as
# JSON, is one of 120 MB.
MAX_TEXT_MEGABYTES = 400
# What is packed in one file, when it is unpacked.
MAX_PACKED_FILES = 2_000
MAX_COLUMNS = 2_000
_HELD_WHOLE = (Content.CSV, Content.JSON)


def check_size(path: Path, content: Content) -> None:
    """Refuse a file that is too large to read.

    Parameters
    ----------
    path
        File that is read.
    content
        What it is.

    Raises
    ------
    UnreadableFileError
        Saying what the bound is, and what to do.
    """
    size = path.stat().st_size
    if content in (Content.ZIP, Content.XLSX):
        size = max(size, _unpack_size(path))
    bound = MAX_TEXT_MEGABYTES if content in (*_HELD_WHOLE, Content.XLSX) else MAX_MEGABYTES
    if size > bound * MEGABYTE:
        raise UnreadableFileError(
            f"{path.name}: dit bestand is uitgepakt {size / MEGABYTE:.0f} MB en er wordt hoogstens "
            f"{bound} MB gelezen; verdeel het, of geef het als Parquet of GeoPackage."
        )


def check_width(columns: int, name: str) -> None:
    """Refuse a table with more columns than any publisher has.

    Parameters
    ----------
    columns
        Number of columns.
    name
        What to call the file.

    Raises
    ------
    UnreadableFileError
        Saying what the bound is.
    """
    if columns > MAX_COLUMNS:
        raise UnreadableFileError(
            f"{name}: deze tabel heeft {columns} kolommen en er worden er hoogstens {MAX_COLUMNS} "
            "gelezen; controleer het scheidingsteken of laat kolommen weg."
        )


def _unpack_size(path: Path) -> int:
    with explain_damage(path), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if len(entries) > MAX_PACKED_FILES:
        raise UnreadableFileError(
            f"{path.name}: in dit zipbestand zitten {len(entries)} bestanden en er worden er "
            f"hoogstens {MAX_PACKED_FILES} gelezen; geef alleen het bestand dat u bedoelt."
        )
    return sum(entry.file_size for entry in entries)

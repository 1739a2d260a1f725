"""Copies of what people bring: one file with everything that belongs to it.

What is read, checked and kept is the copy, so that the three can't differ.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from nplv_geo.ground.errors import UnreadableFileError

_SHAPEFILE, _GEOPACKAGE = ".shp", ".gpkg"
# A zip made twice of the same files has the same bytes, and so the same hash.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def copy_delivery(original: Path, folder: Path) -> Path:
    """Copy a file into a folder as one file that needs no other.

    A Shapefile is packed with its companions; a GeoPackage that another program has open is
    copied with the changes that still stand beside it.

    Parameters
    ----------
    original
        File as a person brings it.
    folder
        Where the copy goes; it is there.

    Returns
    -------
    Path
        The copy, named after the original.

    Raises
    ------
    OSError
        When it can't be read.
    UnreadableFileError
        When another program keeps it locked.
    """
    kind = original.suffix.lower()
    if kind == _SHAPEFILE:
        return _pack_shapefile(original, folder / f"{clean_name(original.stem)}.zip")
    target = folder / clean_name(original.name)
    if kind == _GEOPACKAGE and _has_open_changes(original):
        return _copy_database(original, target)
    shutil.copyfile(original, target)
    return target


def clean_name(name: str) -> str:
    """Name of a file in letters that can be written: of an old disk it may be no UTF-8.

    Parameters
    ----------
    name
        As the system gives it.

    Returns
    -------
    str
        The same with ``_`` for every byte that is no letter.
    """
    return "".join("_" if "\ud800" <= letter <= "\udfff" else letter for letter in name)


def _pack_shapefile(original: Path, target: Path) -> Path:
    parts = sorted(path for path in original.parent.glob("*") if path.stem == original.stem)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            if part.is_file() and part.suffix.lower() != ".zip":
                entry = zipfile.ZipInfo(part.name, _NO_DATE)
                archive.writestr(entry, part.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def _has_open_changes(path: Path) -> bool:
    beside = path.with_name(f"{path.name}-wal")
    return beside.exists() and beside.stat().st_size > 0


def _copy_database(original: Path, target: Path) -> Path:
    """Copy a database through SQLite, which takes along what is not in the file yet."""
    try:
        with (
            closing(sqlite3.connect(f"{original.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target)) from error
        raise UnreadableFileError(
            f"{original.name}: een ander programma heeft dit bestand open; sluit het in QGIS en "
            "probeer het opnieuw."
        ) from error
    return target

"""Where the tables of an edition are read from: its folder, or bytes that were checked first.

A server maps its figures into memory, and a mapped file that somebody cuts short ends the process
(SIGBUS). What it opens is therefore a copy without a name, which nobody can reach: checked against
the manifest while it was copied, and gone from the disk with the process. Commands map the files
themselves, which is quicker and lasts a second.
"""

from __future__ import annotations

import hashlib
import mmap
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pyarrow as pa
import structlog

from nplv_geo.ground.errors import EditionError

log = structlog.get_logger()

# What is smaller is kept in memory; only files with values are larger.
_SMALL = 4 * 1024**2
_STEP = 1024**2


class Tables:
    """Finds the tables of an edition.

    Parameters
    ----------
    folder
        Folder of the edition.
    contents
        By name what was read and checked; other tables are read from the folder.
    """

    def __init__(self, folder: Path, contents: Mapping[str, pa.Buffer] | None = None) -> None:
        self._folder = folder
        self._contents = contents or {}

    def has(self, name: str) -> bool:
        """Tell whether there is a table.

        Parameters
        ----------
        name
            Path in the folder of the edition.

        Returns
        -------
        bool
            True when it can be opened.
        """
        return name in self._contents or (self._folder / name).exists()

    def open(self, name: str) -> pa.NativeFile:
        """Open a table.

        Parameters
        ----------
        name
            Path in the folder of the edition.

        Returns
        -------
        NativeFile
            To be closed by who reads it; arrays that are views of it stay.

        Raises
        ------
        OSError
            When it is not there.
        """
        content = self._contents.get(name)
        if content is not None:
            return pa.BufferReader(content)
        path = str(self._folder / name)
        return pa.memory_map(path) if name.endswith(".arrow") else pa.OSFile(path)


def take_in(folder: Path, digests: Mapping[str, str]) -> dict[str, pa.Buffer]:
    """Read all tables of an edition so that nothing can happen to them any more.

    Parameters
    ----------
    folder
        Folder of the edition.
    digests
        Hash of each table by its name.

    Returns
    -------
    dict
        Its bytes by name: small ones in memory, large ones mapped from a copy without a name.

    Raises
    ------
    EditionError
        When one is missing or is not what the build wrote.
    """
    return {name: _take_in_one(folder, name, digest) for name, digest in digests.items()}


def _take_in_one(folder: Path, name: str, digest: str) -> pa.Buffer:
    try:
        with (folder / name).open("rb") as file:
            content, found = _read(file, folder.parent)
    except OSError as error:
        raise _explain(folder, name) from error
    if found != digest:
        raise _explain(folder, name)
    return content


def _explain(folder: Path, name: str) -> EditionError:
    return EditionError(f"Editie '{folder.name}' is beschadigd: {name}.")


def _read(file: IO[bytes], editions: Path) -> tuple[pa.Buffer, str]:
    """Bytes of a file, and the hash of these very bytes."""
    first = file.read(_SMALL)
    if len(first) < _SMALL:
        return pa.py_buffer(first), hashlib.sha256(first).hexdigest()
    # Beside the editions there is room for one more; where nothing may be written, elsewhere.
    for place in (editions, None):
        try:
            return _copy(first, file, place)
        except OSError as error:
            log.info("no room for a copy", place=str(place or "TMPDIR"), reason=str(error))
            file.seek(len(first))
    whole = first + file.read()
    return pa.py_buffer(whole), hashlib.sha256(whole).hexdigest()


def _copy(first: bytes, file: IO[bytes], place: Path | None) -> tuple[pa.Buffer, str]:
    """Copy into a file without a name; room is taken by writing, so none is missing later."""
    digest = hashlib.sha256(first)
    with tempfile.TemporaryFile(dir=place) as copy:
        copy.write(first)
        while piece := file.read(_STEP):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        mapped = mmap.mmap(copy.fileno(), 0, access=mmap.ACCESS_READ)
    return pa.py_buffer(mapped), digest.hexdigest()

"""Files for the browser, whose names hold the hash of what they hold: are they still that."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

import brotli
import structlog

log = structlog.get_logger()

# How files are compressed beforehand, the better first, with the ending of their names.
CODINGS = {"br": "br", "gzip": "gz"}
_UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}
_LENGTH = 16  # of a hash in an address


def list_paths(folder: Path, name: str) -> dict[str, Path]:
    """List where a file is, by its coding.

    Parameters
    ----------
    folder
        Folder of the hash.
    name
        Name of the file, as in its address.

    Returns
    -------
    dict
        Whether they are there or not.
    """
    return {coding: folder / f"{name}.{end}" for coding, end in CODINGS.items()}


def is_whole(path: Path) -> bool:
    """Tell whether a file is there and holds what the folder around it says.

    Parameters
    ----------
    path
        A compressed file in a folder that bears its hash.

    Returns
    -------
    bool
        Worked out once, and again when the file was changed since.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return _is_whole(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=16_384)
def _is_whole(path: Path, _changed: int, _size: int) -> bool:
    try:
        content = _UNPACK[path.suffix](path.read_bytes())
    except Exception as error:  # noqa: BLE001  # damaged bytes raise whatever their reader likes
        log.error("file damaged", path=str(path), reason=type(error).__name__)  # noqa: TRY400
        return False
    is_same = hashlib.sha256(content).hexdigest()[:_LENGTH] == path.parent.name
    if not is_same:
        log.error("file damaged", path=str(path), reason="hash")
    return is_same

"""Files that are whole: hashed when read, renamed into place when written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def hash_file(path: Path) -> str:
    """Hash a file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        SHA-256, in hexadecimal.
    """
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def write_atomic(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Parameters
    ----------
    path
        The file; its folder is made when it is not there.
    content
        All of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with temporary_beside(path) as temporary:
        temporary.write_bytes(content)
        temporary.replace(path)


@contextmanager
def temporary_beside(path: Path) -> Iterator[Path]:
    """Give a hidden name beside a file to write under; what is left there in the end goes.

    Parameters
    ----------
    path
        The file that the other is to become, in a folder that is there.

    Yields
    ------
    Path
        The name to write under.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
    except OSError as error:
        # The hidden name says nothing to a reader; of a copy the system names both files.
        is_of_ours = error.filename2 or error.filename in (None, str(temporary))
        if error.errno is None or not is_of_ours:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        # Where nothing may be written nothing was left, and the first error is the one to tell.
        with suppress(OSError):
            temporary.unlink()

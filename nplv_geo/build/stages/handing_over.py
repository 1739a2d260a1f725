"""Handing an object with large arrays to other processes, which share one copy of those."""

from __future__ import annotations

import mmap
import pickle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

Shared = TypeVar("Shared")

_ALIGNED = 64


def write_shared(folder: Path, shared: object) -> None:
    """Write an object into a folder, its arrays apart from what is around them.

    Parameters
    ----------
    folder
        An empty folder.
    shared
        Anything that can be pickled.
    """
    buffers: list[pickle.PickleBuffer] = []
    content = pickle.dumps(shared, protocol=5, buffer_callback=buffers.append)
    sizes = []
    with (folder / "arrays").open("wb") as file:
        file.write(b"\0" * _ALIGNED)  # an empty file can't be mapped
        for buffer in buffers:
            sizes.append(file.write(buffer.raw()))
            file.write(b"\0" * (-file.tell() % _ALIGNED))
    (folder / "content").write_bytes(pickle.dumps((content, sizes), protocol=5))


def read_shared(folder: Path) -> Any:  # noqa: ANN401  # whatever was written
    """Read an object that this program wrote a moment ago; its arrays stay in the file.

    Parameters
    ----------
    folder
        Folder that :func:`write_shared` filled.

    Returns
    -------
    object
        A page of it takes memory of its own only once it is written to.
    """
    content, sizes = pickle.loads((folder / "content").read_bytes())  # noqa: S301  # our own
    with (folder / "arrays").open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    buffers, start = [], _ALIGNED
    for size in sizes:
        buffers.append(mapped[start : start + size])
        start += size + -(start + size) % _ALIGNED
    return pickle.loads(content, buffers=buffers)  # noqa: S301  # our own


def move_to_file(shared: Shared) -> Shared:
    """Give a copy of an object whose arrays are in a file without a name, and not in memory.

    Parameters
    ----------
    shared
        Anything that can be pickled. Its memory is free once nobody else knows it.

    Returns
    -------
    object
        The same. What is asked of its arrays is read again; the rest of them takes no memory.
    """
    with TemporaryDirectory(prefix="nplv-build-", ignore_cleanup_errors=True) as folder:
        write_shared(Path(folder), shared)
        moved: Shared = read_shared(Path(folder))
    return moved

"""How large a file may be: what is larger is refused before it fills the memory."""

from __future__ import annotations

import signal
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

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
# A table of five kinds of crime in every buurt, month by month for ten years.
MAX_ROWS = 10_000_000
MAX_SECONDS = 600
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


def check_table(rows: int, columns: int, name: str) -> None:
    """Refuse a table that is larger than any publisher has.

    Parameters
    ----------
    rows, columns
        Number of rows and columns.
    name
        What to call the file.

    Raises
    ------
    UnreadableFileError
        Saying what the bound is.
    """
    for count, bound, what in ((columns, MAX_COLUMNS, "kolommen"), (rows, MAX_ROWS, "rijen")):
        if count > bound:
            raise UnreadableFileError(
                f"{name}: deze tabel heeft {count} {what} en er worden er hoogstens {bound} "
                "gelezen; controleer het scheidingsteken of verdeel het bestand."
            )


@contextmanager
def limit_time(name: str, seconds: float = MAX_SECONDS) -> Iterator[None]:
    """Stop reading a file that takes too long.

    Parameters
    ----------
    name
        What to call the file.
    seconds
        How long the block may take.

    Raises
    ------
    UnreadableFileError
        Once the time is over.

    Notes
    -----
    The system's alarm rings for a process, and only its main thread hears it: files that ``fetch``
    reads beside one another have the bounds of the network instead.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise UnreadableFileError(
            f"{name}: het lezen duurt langer dan {seconds / 60:.0f} minuten en is gestopt; verdeel "
            "het bestand."
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _unpack_size(path: Path) -> int:
    with explain_damage(path), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if len(entries) > MAX_PACKED_FILES:
        raise UnreadableFileError(
            f"{path.name}: in dit zipbestand zitten {len(entries)} bestanden en er worden er "
            f"hoogstens {MAX_PACKED_FILES} gelezen; geef alleen het bestand dat u bedoelt."
        )
    return sum(entry.file_size for entry in entries)

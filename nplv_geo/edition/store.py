"""The folder of editions: writing a new one, switching, going back, and which ones to keep.

The file ``current`` names the edition that is served. It is replaced in one step, so a reader
sees the old edition or the new one and never half of either. A build that is killed leaves a
hidden folder behind, which the next build sweeps away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import pandas as pd
from filelock import FileLock

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.manifest import (
    MANIFEST,
    POINTER,
    current_folder,
    current_id,
    list_editions,
    read_number,
)
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.values.value_file import ValueFile
from nplv_geo.edition.values.value_store import name_values_file
from nplv_geo.edition.values.writing import write_values
from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.files import hash_file, write_atomic

# The same names for who writes or opens editions and for who only asks which there are.
__all__ = [
    "KEPT_PREVIOUS",
    "EditionWriter",
    "current_folder",
    "current_id",
    "list_editions",
    "make_current",
    "open_current",
    "open_one",
    "point",
    "remove_oldest",
]

KEPT_PREVIOUS = 3
_BUILDING = ".building-"


class EditionWriter:
    """Writes one edition beside the others and puts it in place when it is whole.

    Parameters
    ----------
    editions
        Folder of all editions.
    edition_id
        Name of the new one; it holds a hash of what goes in.

    Attributes
    ----------
    folder
        Hidden folder that it is written in.
    """

    def __init__(self, editions: Path, edition_id: str) -> None:
        self._editions = editions
        self._id = edition_id
        editions.mkdir(parents=True, exist_ok=True)
        _sweep(editions)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_BUILDING}{os.getpid()}-", dir=editions))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def table(
        self, name: str, frame: pd.DataFrame, compression: Literal["snappy", "zstd"] = "snappy"
    ) -> None:
        """Write one table of the edition.

        Parameters
        ----------
        name
            Name of the file, without its ending.
        frame
            The table.
        compression
            How it is compressed.
        """
        frame.to_parquet(self.folder / f"{name}.parquet", compression=compression)

    def values(
        self, period: str, tables: Iterable[tuple[str, pd.DataFrame]], areas: pd.Index
    ) -> None:
        """Write the values of one period.

        Parameters
        ----------
        period
            The period.
        tables
            For each layer its id and its values by area.
        areas
            All areas of the edition, in the order of its table of areas.
        """
        of_layers = list(tables)
        write_values(self.folder / name_values_file(period), of_layers, areas, len(of_layers))

    def written(self, periods: Iterable[str]) -> dict[str, ValueFile]:
        """Open the values of some periods again.

        Parameters
        ----------
        periods
            Periods of which the values were written.

        Returns
        -------
        dict
            By period its values.
        """
        return {period: ValueFile(self.folder / name_values_file(period)) for period in periods}

    def table_hashes(self) -> dict[str, str]:
        """Hash each table that was written.

        Returns
        -------
        dict
            By its path, sorted.
        """
        tables = sorted([*self.folder.rglob("*.parquet"), *self.folder.rglob("*.arrow")])
        return {p.relative_to(self.folder).as_posix(): hash_file(p) for p in tables}

    def finish(self, manifest: Manifest) -> None:
        """Put the edition in place, make it the current one, and let the oldest go.

        Parameters
        ----------
        manifest
            What it is made of.
        """
        # Two builds that end at once are counted in turn.
        with FileLock(self._editions.with_name(f".{self._editions.name}.lock")):
            self._put_in_place(manifest)

    def _put_in_place(self, manifest: Manifest) -> None:
        names = list_editions(self._editions)
        highest = max((read_number(self._editions / name / MANIFEST) for name in names), default=0)
        counted = manifest.model_copy(update={"number": highest + 1})
        text = counted.model_dump_json(indent=1, exclude_unset=True)
        write_atomic(self.folder / MANIFEST, text.encode())
        self.folder.chmod(0o755)
        target = self._editions / self._id
        if not target.exists():  # the name holds a hash: the same name has the same inputs
            self.folder.replace(target)
        point(self._editions, self._id)
        remove_oldest(self._editions, self._id)


def remove_oldest(editions: Path, kept: str) -> None:
    """Let the oldest editions go.

    Parameters
    ----------
    editions
        Folder of all editions.
    kept
        Name of one that stays, however old.
    """
    for edition_id in list_editions(editions)[KEPT_PREVIOUS + 1 :]:
        if edition_id != kept:
            shutil.rmtree(editions / edition_id)


def open_current(editions: Path, pinned: Path | None = None) -> Edition:
    """Open the pinned edition, or else the current one.

    Parameters
    ----------
    editions
        Folder of all editions.
    pinned
        Folder of the one edition to serve.

    Returns
    -------
    Edition
        Of which no table was read yet.
    """
    return Edition(pinned or current_folder(editions))


def open_one(editions: Path, edition_id: str) -> Edition:
    """Open an edition that is still on disk.

    Parameters
    ----------
    editions
        Folder of all editions.
    edition_id
        Name of one of them.

    Returns
    -------
    Edition
        Of which no table was read yet.

    Raises
    ------
    EditionError
        When it is not; the names of those that are, are given.
    """
    names = list_editions(editions)
    if edition_id not in names:
        raise EditionError(
            f"Editie '{edition_id}' is er niet (meer); kies uit {', '.join(names) or 'geen'}."
        )
    return Edition(editions / edition_id)


def make_current(editions: Path, edition_id: str) -> Edition:
    """Make an edition that is still on disk the current one; nothing is built.

    Parameters
    ----------
    editions
        Folder of all editions.
    edition_id
        Name of one of them.

    Returns
    -------
    Edition
        The edition, opened.

    Raises
    ------
    EditionError
        When it is not there or damaged; the current edition stays.
    """
    edition = open_one(editions, edition_id)
    if edition.damage():
        raise EditionError(f"Editie '{edition_id}' is beschadigd: {edition.damage()[0]}.")
    point(editions, edition_id)
    return edition


def point(editions: Path, edition_id: str) -> None:
    """Make an edition the current one.

    Parameters
    ----------
    editions
        Folder of all editions.
    edition_id
        Name of one of them, which is whole.
    """
    write_atomic(editions / POINTER, edition_id.encode())


def _sweep(editions: Path) -> None:
    """Remove what killed builds left behind; a build that still runs keeps its folder."""
    for folder in editions.glob(f"{_BUILDING}*"):
        pid = folder.name.removeprefix(_BUILDING).partition("-")[0]
        if not (pid.isdigit() and _is_alive(int(pid))):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    if os.name != "posix":  # there the same call would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

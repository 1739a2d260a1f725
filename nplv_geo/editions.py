"""The folder of editions: writing a new one, switching, going back, and which ones to keep.

The file ``current`` names the edition that is served. It is replaced in one step, so a reader
sees the old edition or the new one and never half of either. A build that is killed leaves a
hidden folder behind, which the next build sweeps away.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import pandas as pd

from nplv_geo.edition import FORMAT, MANIFEST, Edition
from nplv_geo.errors import EditionError
from nplv_geo.rawstore import file_hash, write_atomic

KEPT_PREVIOUS = 3
_POINTER = "current"
_BUILDING = ".building-"


class EditionWriter:
    """Writes one edition beside the others and puts it in place when it is whole."""

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
        self,
        name: str,
        frame: pd.DataFrame,
        rows_per_group: int | None = None,
        compression: Literal["snappy", "zstd"] = "snappy",
    ) -> None:
        """Write one table of the edition; small groups let a part of it be read."""
        path = self.folder / f"{name}.parquet"
        frame.to_parquet(path, row_group_size=rows_per_group, compression=compression)

    def values(self, layer_id: str, frame: pd.DataFrame) -> None:
        """Write the values of one layer: all periods and areas."""
        folder = self.folder / "values"
        folder.mkdir(exist_ok=True)
        frame.to_parquet(folder / f"{layer_id}.parquet")

    def finish(self, manifest: dict[str, Any]) -> None:
        """Put the edition in place, make it the current one, and let the oldest go."""
        tables = sorted(self.folder.rglob("*.parquet"))
        hashes = {p.relative_to(self.folder).as_posix(): file_hash(p) for p in tables}
        whole = manifest | {"format": FORMAT, "tables": hashes}
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        write_atomic(self.folder / MANIFEST, text.encode())
        self.folder.chmod(0o755)
        target = self._editions / self._id
        if not target.exists():  # the name holds a hash: the same name has the same inputs
            self.folder.replace(target)
        _point(self._editions, self._id)
        for edition_id in kept(self._editions)[KEPT_PREVIOUS + 1 :]:
            if edition_id != self._id:
                shutil.rmtree(self._editions / edition_id)


def kept(editions: Path) -> list[str]:
    """Names of the editions on disk, the newest first."""
    return sorted((path.parent.name for path in editions.glob(f"[!.]*/{MANIFEST}")), reverse=True)


def current_id(editions: Path) -> str:
    """Name of the current edition.

    Raises
    ------
    EditionError
        When no edition was built yet.
    """
    try:
        return (editions / _POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise EditionError(
            "Er is nog geen editie; maak er een met 'python -m nplv_geo build --starter'."
        ) from error


def current_folder(editions: Path) -> Path:
    """Folder of the current edition."""
    return editions / current_id(editions)


def open_current(editions: Path, pinned: Path | None = None) -> Edition:
    """Open the pinned edition, or else the current one."""
    return Edition(pinned or current_folder(editions))


def open_one(editions: Path, edition_id: str) -> Edition:
    """Open an edition that is still on disk.

    Raises
    ------
    EditionError
        When it is not; the names of those that are, are given.
    """
    names = kept(editions)
    if edition_id not in names:
        raise EditionError(
            f"Editie '{edition_id}' is er niet (meer); kies uit {', '.join(names) or 'geen'}."
        )
    return Edition(editions / edition_id)


def use(editions: Path, edition_id: str) -> Edition:
    """Make an edition that is still on disk the current one; nothing is built.

    Raises
    ------
    EditionError
        When it is not there or damaged; the current edition stays.
    """
    edition = open_one(editions, edition_id)
    if edition.damage():
        raise EditionError(f"Editie '{edition_id}' is beschadigd: {edition.damage()[0]}.")
    _point(editions, edition_id)
    return edition


def _point(editions: Path, edition_id: str) -> None:
    write_atomic(editions / _POINTER, edition_id.encode())


def _sweep(editions: Path) -> None:
    """Remove what killed builds left behind; a build that still runs keeps its folder."""
    for folder in editions.glob(f"{_BUILDING}*"):
        pid = folder.name.removeprefix(_BUILDING).partition("-")[0]
        if not (pid.isdigit() and _is_alive(int(pid))):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

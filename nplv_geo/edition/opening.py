"""Opening an edition to be served: every table is checked and opened before any reader sees it."""

from __future__ import annotations

from pathlib import Path

from nplv_geo.edition.browser_files import is_whole, list_paths
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.manifest import MANIFEST, read_manifest
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.tables import take_in
from nplv_geo.ground.errors import EditionError

Stamps = tuple[tuple[str, int, int, int], ...]


def open_whole(folder: Path, *, has_readers: bool = True) -> Edition:
    """Open an edition of which every table is what the build wrote.

    Parameters
    ----------
    folder
        Folder of the edition.
    has_readers
        False for who sends no files to browsers: those are not looked at then.

    Returns
    -------
    Edition
        With all tables open; what happens to their files later does not reach it.

    Raises
    ------
    EditionError
        When a table is missing, is another one, or can't be opened, or a file for the browser is
        missing or damaged.
    """
    manifest = read_manifest(folder)
    edition = Edition(folder, take_in(folder, manifest.tables))
    try:
        edition.open_tables()
    except EditionError:
        raise
    except Exception as error:  # whatever a parser raises: such an edition is not served
        raise EditionError(
            f"Editie '{folder.name}' kan niet worden geopend: {type(error).__name__}."
        ) from error
    broken = _list_broken_files(folder, manifest) if has_readers else []
    if broken:
        raise EditionError(f"Editie '{folder.name}' is beschadigd: {broken[0]}.")
    return edition


def read_stamps(edition: Edition) -> Stamps:
    """Read how the tables of an edition lie on disk, to notice that something happened to them.

    Parameters
    ----------
    edition
        An edition.

    Returns
    -------
    tuple
        Name, size, moment of change and number of each file; of one that is gone, zeros.
    """
    names = (MANIFEST, *edition.manifest.tables)
    return tuple(_read_stamp(edition.folder, name) for name in names)


def _read_stamp(folder: Path, name: str) -> tuple[str, int, int, int]:
    try:
        found = (folder / name).stat()
    except (FileNotFoundError, NotADirectoryError):
        return name, 0, 0, 0
    return name, found.st_size, found.st_mtime_ns, found.st_ino


def list_damage(edition: Edition) -> list[str]:
    """List what of an open edition is not on disk any more as the build wrote it.

    Parameters
    ----------
    edition
        An edition.

    Returns
    -------
    list of str
        Names of files, tables first; empty when all is well.
    """
    try:
        read_manifest(edition.folder)
    except EditionError:
        return [MANIFEST]
    return edition.damage() or _list_broken_files(edition.folder, edition.manifest)


def list_browser_files(manifest: Manifest) -> list[str]:
    """List the files for the browser that an edition has.

    Parameters
    ----------
    manifest
        Manifest of the edition.

    Returns
    -------
    list of str
        Their paths in its folder.
    """
    shapes = {name: file.hash for name, file in manifest.geometry.items()}
    kinds = {"geo": shapes, "figures": manifest.values}
    return [
        path.as_posix()
        for kind, digests in kinds.items()
        for name, digest in digests.items()
        for path in list_paths(Path(kind, digest), f"{name}.json").values()
    ]


def _list_broken_files(folder: Path, manifest: Manifest) -> list[str]:
    """Files for the browser that are gone, or hold something else than their name says."""
    return [name for name in list_browser_files(manifest) if not is_whole(folder / name)]

"""Which edition is current, and what its manifest says: read at once, for no table is opened."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nplv_geo.edition.models import FORMAT, Manifest
from nplv_geo.ground.errors import EditionError

POINTER = "current"
MANIFEST = "manifest.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,199}")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an edition.

    Parameters
    ----------
    folder
        Folder of the edition.

    Returns
    -------
    Manifest
        What fits the model.

    Raises
    ------
    EditionError
        When it is not whole or of another version of this program.
    """
    try:
        content = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise explain_damage(folder) from error
    return parse_manifest(content, folder)


def parse_manifest(content: bytes, place: Path | str) -> Manifest:
    """Read a manifest from its bytes.

    Parameters
    ----------
    content
        What the file holds.
    place
        Where the edition is, to be told in the error.

    Returns
    -------
    Manifest
        What fits the model.

    Raises
    ------
    EditionError
        When it is not whole or of another version of this program.
    """
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        raise _explain_refusal(place, content) from error


def _explain_refusal(place: Path | str, content: bytes) -> EditionError:
    """What to say of a manifest that does not fit: another version is no damage."""
    try:
        facts: Any = json.loads(content)
    except ValueError:
        return explain_damage(place)
    if isinstance(facts, dict) and facts.get("format", FORMAT) != FORMAT:
        return EditionError(
            f"De editie in {place} is van een andere versie van dit programma; bouw haar opnieuw "
            "met 'build'."
        )
    return explain_damage(place)


def explain_damage(place: Path | str) -> EditionError:
    """Say that an edition is not whole.

    Parameters
    ----------
    place
        Where the edition is.

    Returns
    -------
    EditionError
        To be raised.
    """
    return EditionError(f"De editie in {place} is niet heel; bouw haar opnieuw met 'build'.")


def list_editions(editions: Path) -> list[str]:
    """List the editions on disk.

    Parameters
    ----------
    editions
        Folder of all editions.

    Returns
    -------
    list of str
        Their names, the newest first: by the number in the manifest, not by any clock.
    """
    manifests = list(editions.glob(f"[!.]*/{MANIFEST}"))
    names = [(read_number(path), path.parent.name) for path in manifests]
    return [name for _, name in sorted(names, reverse=True)]


def read_number(manifest: Path) -> int:
    """Read which edition of its folder this is.

    Parameters
    ----------
    manifest
        Path of a manifest.

    Returns
    -------
    int
        0 for an edition of before they were counted, and for a manifest that can't be read.
    """
    try:
        found = manifest.stat()
        return _read_number(manifest, found.st_mtime_ns, found.st_size)
    except (OSError, ValueError):
        return 0


@lru_cache(maxsize=64)
def _read_number(manifest: Path, _changed: int, _size: int) -> int:
    facts: Any = json.loads(manifest.read_bytes())
    number = facts.get("number", 0) if isinstance(facts, dict) else 0
    return number if isinstance(number, int) else 0


def current_id(editions: Path) -> str:
    """Read the name of the current edition.

    Parameters
    ----------
    editions
        Folder of all editions.

    Returns
    -------
    str
        Its id, which is the name of its folder.

    Raises
    ------
    EditionError
        When no edition was built yet, or the pointer can't be read or names nothing.
    """
    pointer = editions / POINTER
    try:
        content = pointer.read_bytes()
    except FileNotFoundError as error:
        raise EditionError(
            "Er is nog geen editie; maak er een met 'python -m nplv_geo build --starter'."
        ) from error
    except OSError:
        content = b""
    name = parse_pointer(content)
    if name is None:
        raise EditionError(
            f"Het bestand {pointer} noemt geen editie; kies er een met 'build --use' of bouw "
            "opnieuw."
        )
    return name


def parse_pointer(content: bytes) -> str | None:
    """Read the name of an edition from the bytes of a pointer.

    Parameters
    ----------
    content
        What the file holds.

    Returns
    -------
    str or None
        None when it is no name of an edition.
    """
    name = content.decode(errors="replace").strip()
    return name if _NAME.fullmatch(name) else None


def current_folder(editions: Path) -> Path:
    """Find the folder of the current edition.

    Parameters
    ----------
    editions
        Folder of all editions.

    Returns
    -------
    Path
        Folder of one edition.
    """
    return editions / current_id(editions)

"""What an edition tells of itself, and which one is current: without tables, so told at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nplv_geo.ground.errors import EditionError

POINTER = "current"
MANIFEST = "manifest.json"
# Goes up whenever an edition of before can't be read any more.
FORMAT = 5
_REQUIRED = {"id", "schematic", "boundary_year", "layers", "tables"}


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of an edition.

    Raises
    ------
    EditionError
        When it is not whole or of another version of this program.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise broken(folder) from error
    if not isinstance(manifest, dict) or not manifest.keys() >= _REQUIRED:
        raise broken(folder)
    if manifest.get("format") != FORMAT:
        raise EditionError(
            f"De editie in {folder} is van een andere versie van dit programma; bouw haar opnieuw "
            "met 'build'."
        )
    return manifest


def broken(folder: Path) -> EditionError:
    """What to say of an edition that is not whole."""
    return EditionError(f"De editie in {folder} is niet heel; bouw haar opnieuw met 'build'.")


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
        return (editions / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise EditionError(
            "Er is nog geen editie; maak er een met 'python -m nplv_geo build --starter'."
        ) from error


def current_folder(editions: Path) -> Path:
    """Folder of the current edition."""
    return editions / current_id(editions)

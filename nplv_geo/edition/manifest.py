"""Which edition is current, and what its manifest says: read at once, for no table is opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nplv_geo.edition.models import FORMAT, Manifest
from nplv_geo.ground.errors import EditionError

POINTER = "current"
MANIFEST = "manifest.json"


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
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        raise _explain_refusal(folder, content) from error


def _explain_refusal(folder: Path, content: bytes) -> EditionError:
    """What to say of a manifest that does not fit: another version is no damage."""
    try:
        facts: Any = json.loads(content)
    except ValueError:
        return explain_damage(folder)
    if isinstance(facts, dict) and facts.get("format", FORMAT) != FORMAT:
        return EditionError(
            f"De editie in {folder} is van een andere versie van dit programma; bouw haar opnieuw "
            "met 'build'."
        )
    return explain_damage(folder)


def explain_damage(folder: Path) -> EditionError:
    """Say that an edition is not whole.

    Parameters
    ----------
    folder
        Folder of the edition.

    Returns
    -------
    EditionError
        To be raised.
    """
    return EditionError(f"De editie in {folder} is niet heel; bouw haar opnieuw met 'build'.")


def list_editions(editions: Path) -> list[str]:
    """List the editions on disk.

    Parameters
    ----------
    editions
        Folder of all editions.

    Returns
    -------
    list of str
        Their names, the newest first.
    """
    return sorted((path.parent.name for path in editions.glob(f"[!.]*/{MANIFEST}")), reverse=True)


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
        When no edition was built yet.
    """
    try:
        return (editions / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise EditionError(
            "Er is nog geen editie; maak er een met 'python -m nplv_geo build --starter'."
        ) from error


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

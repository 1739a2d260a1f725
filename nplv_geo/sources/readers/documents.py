"""JSON documents of strangers: read once, whole, and only then asked what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nplv_geo.ground.errors import UnreadableFileError


def read_document(path: Path) -> dict[str, Any]:
    """Read a file with one JSON object.

    Parameters
    ----------
    path
        File in UTF-8, with or without a byte order mark.

    Returns
    -------
    dict
        Content of the file.

    Raises
    ------
    UnreadableFileError
        When it is no JSON, is cut off, is nested too deep, or is no object.
    """
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            f"{path.name}: dit is geen JSON of het is afgebroken; haal het opnieuw op bij de "
            "uitgever."
        ) from error
    if not isinstance(document, dict):
        raise UnreadableFileError(
            f'{path.name}: de lijst "value" ontbreekt; kies een antwoord van OData of GeoJSON.'
        )
    return document

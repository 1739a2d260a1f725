"""JSON documents of strangers: read once, whole, and only then asked what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.damage import explain_damage

_NO_JSON = "dit is geen JSON of het is afgebroken; haal het opnieuw op bij de uitgever."


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
    with explain_damage(path, _NO_JSON):
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    if not isinstance(document, dict):
        raise UnreadableFileError(
            f'{path.name}: de lijst "value" ontbreekt; kies een antwoord van OData of GeoJSON.'
        )
    return document

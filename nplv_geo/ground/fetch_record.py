"""What became of the last fetch of each source, kept beside the data for who watches the server."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path

from nplv_geo.ground.files import write_atomic

_FILE = "fetched.json"


def record_fetch(data: Path, failures: Mapping[str, int]) -> None:
    """Record how many failures each source had just now; other sources keep their record.

    Parameters
    ----------
    data
        Folder of the data.
    failures
        Number of failures by source.
    """
    now = round(time.time())
    found = read_fetches(data) | {source: (now, count) for source, count in failures.items()}
    write_atomic(data / _FILE, json.dumps(found).encode())


def read_fetches(data: Path) -> dict[str, tuple[int, int]]:
    """Read the records.

    Parameters
    ----------
    data
        Folder of the data.

    Returns
    -------
    dict
        By source the second of its last fetch and the number of failures; empty when nothing was
        recorded, or it can't be read.
    """
    try:
        found = json.loads((data / _FILE).read_bytes())
        return {str(source): (int(at), int(count)) for source, (at, count) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}

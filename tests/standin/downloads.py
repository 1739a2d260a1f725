"""Files to download, whole or from where an earlier attempt stopped."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path

from tests.standin import leefbaarometer
from tests.standin.answer import Answer, Request, Switches
from tests.standin.data import Data
from tests.standin.features import LAYERS, RD, multi, statistics

_GPKG = re.compile(
    r"/cbs/wijkenbuurten/(?P<year>\d{4})/atom/downloads/wijkenbuurten_(?P=year)(_v\d)?\.gpkg"
)
_LEEFBAAROMETER = "/resources/open-data-leefbaarometer-meting-2024.zip"
_MODIFIED = "Mon, 06 Jul 2026 10:00:00 GMT"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def answer(request: Request, data: Data, switches: Switches) -> Answer | None:  # noqa: ARG001
    """The file at this path, None when there is none."""
    match = _GPKG.fullmatch(request.path)
    if match is not None and int(match["year"]) in data.years:
        year = int(match["year"])
        body = data.once(("gpkg", year), lambda: _geopackage(data, year))
        return _ranged(request, body, "application/geopackage+sqlite3")
    if request.path == _LEEFBAAROMETER:
        body = data.once("leefbaarometer", lambda: leefbaarometer.archive(data))
        return _ranged(request, body, "application/zip")
    return None


def _ranged(request: Request, body: bytes, kind: str) -> Answer:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Last-Modified": _MODIFIED, "Accept-Ranges": "bytes"}
    if tag in request.headers.get("If-None-Match", ""):
        return Answer(304, b"", kind, headers)
    if request.headers.get("If-Modified-Since") == _MODIFIED:
        return Answer(304, b"", kind, headers)
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    same = request.headers.get("If-Range", tag) in (tag, _MODIFIED)
    if match is None or not same or match[1] == match[2] == "":
        return Answer(200, body, kind, headers)
    size = len(body)
    if match[1]:
        start, end = int(match[1]), min(int(match[2] or size - 1), size - 1)
    else:
        start, end = max(size - int(match[2]), 0), size - 1
    if start > end:
        return Answer(416, b"", kind, headers | {"Content-Range": f"bytes */{size}"})
    headers |= {"Content-Range": f"bytes {start}-{end}/{size}"}
    return Answer(206, body[start : end + 1], kind, headers)


def _geopackage(data: Data, year: int) -> bytes:
    """Layers buurten, wijken and gemeenten; no row comes twice, but water does come along."""
    import geopandas as gpd

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wijkenbuurten.gpkg"
        for layer in LAYERS:
            rows = statistics(data, year, layer, Switches(duplicates=False))
            if rows is None:
                continue
            shapes = multi(row.shape for row in rows)
            frame = gpd.GeoDataFrame([row.properties for row in rows], geometry=shapes, crs=RD)
            frame.to_file(path, layer=layer, driver="GPKG")
        return path.read_bytes()

"""PDOK's OGC API Features of wijken en buurten, as its server gokoala answers."""

from __future__ import annotations

import base64
import json
import re
import zlib
from urllib.parse import urlencode

from tests.standin.answer import Answer, Request, Switches, as_json, not_found
from tests.standin.data import Data
from tests.standin.features import CRS84, LAYERS, RD, Feature, geojson, in_box, statistics

_PATH = re.compile(r"/cbs/wijken-en-buurten-(\d{4})/ogc/v1(/.*)?")
_ITEMS = re.compile(r"/collections/(\w+)/items(?:/([^/]+))?/?")
_OPTIONS = ("f", "limit", "bbox", "bbox-crs", "crs", "cursor", "datetime")
_GEOJSON = "application/geo+json"
_STAMP = "2026-07-06T12:00:00Z"
_TITLES = {400: "Bad Request", 404: "Not Found", 500: "Internal Server Error"}
_DEFAULT_LIMIT = 10
_CRS = {
    "http://www.opengis.net/def/crs/OGC/1.3/CRS84": CRS84,
    "http://www.opengis.net/def/crs/EPSG/0/28992": RD,
}
_LINKS = (
    ("self", "This document as GeoJSON", _GEOJSON, "json"),
    ("alternate", "This document as JSON-FG", "application/vnd.ogc.fg+json", "jsonfg"),
    ("alternate", "This document as HTML", "text/html", "html"),
)


class _ProblemError(Exception):
    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def answer(request: Request, data: Data, switches: Switches) -> Answer | None:
    """Answer for a path of this service, None for another one's."""
    match = _PATH.fullmatch(request.path)
    if match is None:
        return None
    if int(match[1]) not in data.years:
        return not_found()
    try:
        return _route(request, int(match[1]), match[2] or "/", data, switches)
    except _ProblemError as error:
        problem = {"detail": str(error), "status": error.status, "timeStamp": _STAMP}
        problem["title"] = _TITLES[error.status]
        return as_json(problem, error.status, "application/problem+json")


def _route(request: Request, year: int, rest: str, data: Data, switches: Switches) -> Answer:
    if rest.rstrip("/") == "/collections":
        found = [{"id": name, "title": name, "links": []} for name in LAYERS]
        return as_json({"links": [], "collections": found})
    match = _ITEMS.fullmatch(rest)
    layer = match[1] if match else ""
    rows = statistics(data, year, layer, switches) if layer in LAYERS else None
    if match is None or rows is None:
        raise _ProblemError(404, f"no such collection: {layer}")
    return _items(request, rows, switches) if match[2] is None else _item(layer, match[2], rows)


def _items(request: Request, rows: list[Feature], switches: Switches) -> Answer:
    params = dict(request.pairs)
    filters = [key for key in rows[0].properties if key.endswith(("code", "naam"))]
    unknown = [key for key in params if key not in (*_OPTIONS, *filters)]
    if unknown:
        raise _ProblemError(400, f"unknown query parameter(s) found: {', '.join(unknown)}")
    limit = min(_whole(params.get("limit", str(_DEFAULT_LIMIT))), switches.ogc_cap)
    crs, box_crs = (_crs(params.get(name)) for name in ("crs", "bbox-crs"))
    rows = [r for r in rows if all(r.properties[k] == params[k] for k in filters if k in params)]
    if "bbox" in params:
        try:
            rows = in_box(rows, params["bbox"], box_crs)
        except ValueError as error:
            detail = "bbox should contain exactly 4 values separated by commas: minx,miny,maxx,maxy"
            raise _ProblemError(400, detail) from error
    # A cursor belongs to its filters; with other ones it starts again at the first page.
    mark = zlib.crc32(repr([(k, params[k]) for k in (*filters, "bbox") if k in params]).encode())
    start = _start(params.get("cursor", ""), mark)
    page = rows[start : start + limit]
    more = _cursor(start + limit, mark) if len(rows) > start + limit else None
    head = {"type": "FeatureCollection", "timeStamp": _STAMP, "links": _links(request, more)}
    places = range(start + 1, start + 1 + len(page))
    features = ",".join(_texts(page, crs, [str(place) for place in places]))
    text = json.dumps(head)[:-1]
    body = f'{text},"features":[{features}],"numberReturned":{len(page)}}}'
    uri = next(uri for uri, name in _CRS.items() if name == crs)
    return Answer(200, body.encode(), _GEOJSON, {"Content-Crs": f"<{uri}>"})


def _item(layer: str, number: str, rows: list[Feature]) -> Answer:
    if not number.isdecimal() or not 1 <= int(number) <= len(rows):
        raise _ProblemError(
            404, f"the requested feature with id: {number} does not exist in collection '{layer}'"
        )
    return Answer(200, _texts([rows[int(number) - 1]], CRS84, [number])[0].encode(), _GEOJSON)


def _texts(rows: list[Feature], crs: str, numbers: list[str]) -> list[str]:
    shapes, _ = geojson(rows, crs)
    return [
        f'{{"type":"Feature","properties":{json.dumps(row.properties, ensure_ascii=False)},'
        f'"geometry":{shape},"id":"{number}"}}'
        for row, shape, number in zip(rows, shapes, numbers, strict=True)
    ]


def _links(request: Request, more: str | None) -> list[dict[str, str]]:
    own = {key: value for key, value in request.pairs if key != "f"}

    def link(rel: str, title: str, kind: str, query: dict[str, str]) -> dict[str, str]:
        text = urlencode(sorted(query.items()))
        href = f"{request.base}{request.path}?{text}"
        return {"rel": rel, "title": title, "type": kind, "href": href}

    found = [link(rel, title, kind, own | {"f": f}) for rel, title, kind, f in _LINKS]
    if more is not None:
        query = own | {"f": "json", "cursor": more}
        found.append(link("next", "Next page", _GEOJSON, query))
    return found


def _cursor(start: int, mark: int) -> str:
    return base64.urlsafe_b64encode(f"{start}|{mark}".encode()).decode().rstrip("=")


def _start(cursor: str, mark: int) -> int:
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        start, own = (int(part) for part in text.split("|"))
    except ValueError as error:
        raise _ProblemError(400, "cursor is invalid") from error
    return start if own == mark else 0


def _whole(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise _ProblemError(400, "limit must be a positive number")
    return int(text)


def _crs(uri: str | None) -> str:
    if uri is None:
        return CRS84
    if uri not in _CRS:
        raise _ProblemError(400, f"requested crs: {uri} is not supported")
    return _CRS[uri]

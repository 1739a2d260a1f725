"""PDOK's WFS 2.0 of gebiedsindelingen and wijkenbuurten."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

from tests.standin.answer import JSON, XML, Answer, Request, Switches, not_found
from tests.standin.data import Data
from tests.standin.features import (
    CRS84,
    LAYERS,
    RD,
    Feature,
    camel_case,
    districts,
    geojson,
    in_box,
    statistics,
)

_PATH = re.compile(r"/cbs/(gebiedsindelingen|wijkenbuurten)/(\d{4})/wfs/v1_0/?")
_OLD_NAMES = re.compile(r"cbs_(buurten|wijken)_\d{4}|(gemeenten)\d{4}")
_LAST_OLD = 2019
_MOST_CLAUSES = 10
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
Test = Callable[[dict[str, object]], bool]


def answer(request: Request, data: Data, switches: Switches) -> Answer | None:
    """Answer to a WFS request, None for another path."""
    match = _PATH.fullmatch(request.path)
    if match is None:
        return None
    service, year = match[1], int(match[2])
    # Of older years there are detailed outlines only, under other names.
    if year not in ((*data.years, *data.older) if service == "wijkenbuurten" else data.years):
        return not_found()
    if request.params.get("request", "").lower() != "getfeature":
        return _exception("OperationNotSupported", "only GetFeature is served here")
    asked = request.params.get("typenames", request.params.get("typename", ""))
    name = asked.rpartition(":")[2]
    if service == "gebiedsindelingen":
        rows = _revised(_districts(data, year, name), switches.revised)
    else:
        rows = _statistics(data, year, name, switches)
    if rows is None:
        return _exception("InvalidParameterValue", f"TypeName '{asked}' unknown")
    try:
        return _features(request, name, rows, switches.wfs_cap)
    except (ValueError, ET.ParseError) as error:
        return _exception("InvalidParameterValue", str(error))


def _districts(data: Data, year: int, name: str) -> list[Feature] | None:
    level = name.removesuffix("_gegeneraliseerd")
    return districts(data, year, level) if level in LAYERS.values() and level != name else None


def _revised(rows: list[Feature] | None, how: str) -> list[Feature] | None:
    """A later delivery: the last shape is a metre wider, its ids are new or the same."""
    if not rows or not how:
        return rows
    *others, last = rows
    rows = [*others, replace(last, shape=last.shape.buffer(1.0, join_style="mitre"))]
    if how == "silent":
        return rows
    return [replace(row, id=f"{row.id[:-4]}{how[:4]}") for row in rows]


def _statistics(data: Data, year: int, name: str, switches: Switches) -> list[Feature] | None:
    layer = name
    if year <= _LAST_OLD:
        old = _OLD_NAMES.fullmatch(name) if name.endswith(str(year)) else None
        layer = (old[1] or old[2]) if old else ""
    if layer not in LAYERS:
        return None
    rows = statistics(data, year, layer, switches)

    def renamed() -> list[Feature]:
        return [
            Feature(row.id, {camel_case(k): v for k, v in row.properties.items()}, row.shape)
            for row in rows
        ]

    key = ("wfs", year, layer, switches.water, switches.duplicates)
    return rows and data.once(key, renamed)


def _features(request: Request, name: str, rows: list[Feature], cap: int) -> Answer:
    params = request.params
    if "filter" in params:
        test = _test(ET.fromstring(params["filter"]))  # noqa: S314  # from our own tests
        rows = [row for row in rows if test(row.properties)]
    if "bbox" in params:
        crs = ",".join(params["bbox"].split(",")[4:])
        rows = in_box(rows, params["bbox"], _crs(crs or RD))
    matched = len(rows)
    if params.get("resulttype", "").lower() == "hits":
        return _collection(matched, 0)
    start = int(params.get("startindex", "0"))
    count = min(int(params.get("count", str(cap))), cap)
    rows = rows[start : start + count]
    if "json" not in params.get("outputformat", "").lower():
        return _collection(matched, len(rows))
    return _json(name, rows, matched, params)


def _json(name: str, rows: list[Feature], matched: int, params: dict[str, str]) -> Answer:
    chosen = [part.rpartition(":")[2] for part in params.get("propertyname", "").split(",")]
    everything = chosen == [""]
    crs = _crs(params.get("srsname", RD))
    shapes, bounds = geojson(rows, crs)
    found = []
    for row, shape, box in zip(rows, shapes, bounds, strict=True):
        kept = {k: v for k, v in row.properties.items() if everything or k in chosen}
        head = {"type": "Feature", "id": row.id, "properties": kept}
        if everything or "geom" in chosen:
            text = json.dumps(head | {"bbox": box}, ensure_ascii=False)
            found.append(f'{text[:-1]},"geometry":{shape}}}')
        else:
            found.append(json.dumps(head | {"geometry": None}, ensure_ascii=False))
    outer = {
        "bbox": [
            f(side) for f, side in zip((min, min, max, max), zip(*bounds, strict=True), strict=True)
        ]
    }
    top = {"type": "FeatureCollection", "numberMatched": matched, "name": name}
    tail = json.dumps(outer if bounds else {})
    features = ",".join(found)
    body = f'{json.dumps(top)[:-1]},"features":[{features}]{"," if bounds else ""}{tail[1:]}'
    return Answer(200, body.encode(), JSON)


def _test(element: ET.Element) -> Test:
    """Meaning of an OGC filter: equality, joined by And and Or."""
    tag = element.tag.rpartition("}")[2]
    if tag == "PropertyIsEqualTo":
        name, value = ((child.text or "").strip() for child in element)
        own = name.rpartition(":")[2].rpartition("/")[2]
        return lambda properties: str(properties.get(own)) == value
    tests = [_test(child) for child in element]
    if tag == "Or":
        if len(tests) > _MOST_CLAUSES:
            raise ValueError("too many clauses in Or")
        return lambda properties: any(test(properties) for test in tests)
    if tag in ("And", "Filter") and tests:
        return lambda properties: all(test(properties) for test in tests)
    raise ValueError(f"filter operator '{tag}' is not supported")


def _crs(name: str) -> str:
    if name.endswith("28992"):
        return RD
    if name.endswith(("4326", "CRS84")):
        return CRS84
    raise ValueError(f"SRS '{name}' is not supported")


def _collection(matched: int, returned: int) -> Answer:
    body = (
        f'{_HEAD}<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" '
        f'timeStamp="2026-07-06T12:00:00" numberMatched="{matched}" '
        f'numberReturned="{returned}"></wfs:FeatureCollection>'
    )
    return Answer(200, body.encode(), XML)


def _exception(code: str, sentence: str) -> Answer:
    text = sentence.replace("&", "&amp;").replace("<", "&lt;")
    body = (
        f'{_HEAD}<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0">'
        f'<ows:Exception exceptionCode="{code}"><ows:ExceptionText>{text}</ows:ExceptionText>'
        f"</ows:Exception></ows:ExceptionReport>"
    )
    return Answer(400, body.encode(), XML)

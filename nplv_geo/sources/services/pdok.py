"""PDOK: boundaries of buurten, wijken and gemeenten, three ways in.

``wfs`` (usual) takes the generalised set ``gebiedsindelingen``; ``ogc`` and ``gpkg`` take the
detailed ``wijkenbuurten``, for when the first does not work or detail is asked for.

Quirks: the WFS gives at most 1,000 areas at a time whatever ``count`` says; ``CQL_FILTER`` is
ignored without a word, so for a few gemeenten an OGC ``filter`` asks for them by code (ten at
most) and a ``bbox`` for what lies around each, after which the codes decide; the same area can
come twice on different pages; XML instead of JSON is an error message. The OGC API has no total,
pages with a ``cursor`` and answers in degrees unless told. Water areas stay in the files that
mark them: the build leaves them out and counts them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from nplv_geo.definitions import tables
from nplv_geo.geometry.crs import RD
from nplv_geo.ground.errors import NotPublishedYetError, SourceChangedError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.network.download import download_file
from nplv_geo.sources.network.pages import Pages
from nplv_geo.sources.schemas.features import (
    FEATURES,
    MARKED,
    Feature,
    FeaturePage,
)
from nplv_geo.sources.schemas.odata import Cell
from nplv_geo.sources.services.needs import Ask, Job, Parcel
from nplv_geo.sources.services.parcels import Origin, is_recent, make_parcel, today

SOURCE = "pdok"
FOLDER = "grenzen"
WAYS = ("wfs", "ogc", "gpkg")
LEVELS = ("buurt", "wijk", "gemeente")
_API = "https://api.pdok.nl"
_PAGE = 1000
_FEW = 10
# More alternatives than this in one filter are refused.
_CLAUSES = 10
# More pages than all buurten need, at the smallest that were seen.
_MOST_PAGES = 2_000
_RD_URI = "http://www.opengis.net/def/crs/EPSG/0/28992"
_RD_URN = "urn:ogc:def:crs:EPSG::28992"
_PLURAL = {"buurt": "buurten", "wijk": "wijken", "gemeente": "gemeenten"}
_PREFIX = {"buurt": "BU", "wijk": "WK", "gemeente": "GM"}
# The set of all levels stays under this in degrees; in RD every coordinate is larger.
_DEGREES = 400.0
_REMEDY = "probeer een andere weg met --boundaries ogc of --boundaries gpkg"


def list_jobs(door: Door, ask: Ask) -> list[Job]:
    """One job a level and year, or one a year for the GeoPackage."""
    if ask.boundaries == "gpkg":
        return [_gpkg_job(door, ask, year) for year in ask.years]
    make = _wfs_job if ask.boundaries == "wfs" else _ogc_job
    return [make(door, ask, level, year) for year in ask.years for level in LEVELS[::-1]]


def _wfs_job(door: Door, ask: Ask, level: str, year: int) -> Job:
    address = f"{door.base(SOURCE)}/cbs/gebiedsindelingen/{year}/wfs/v1_0"
    query = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": f"gebiedsindelingen:{level}_gegeneraliseerd",
    }
    what = f"pdok {level} {year}"
    key = ask.key("wfs", level, year)

    def run(known: Sidecar | None) -> Parcel | None:
        mark = _mark(door, address, query, what)
        if known and (known.modified, known.query) == (mark, key) and is_recent(known):
            return None
        features: list[Feature] = []
        for question in _list_questions(ask, level, year):
            features += _pages(door, address, query | question, what)
        return _is_kept(ask, (level, year), address, features, (key, mark))

    return Job(f"{level} {year}", FOLDER, str(year), f"{level}_{year}.geojson", run)


def _mark(door: Door, address: str, query: dict[str, str], what: str) -> str:
    """What tells one delivery of the boundaries from the next, in one small answer.

    There is no ETag and no date. The number of areas tells of areas that came or went, and the
    ids of the first few, which a new delivery draws anew, of shapes that were mended. A shape
    that changes under the same ids is found when the file is too old to be trusted.
    """
    few = {"propertyName": "statcode", "outputFormat": "application/json", "count": str(_FEW)}
    try:
        answer = door.read(SOURCE, f"{address}?{urlencode(query | few)}", MARKED, what)
    except SourceChangedError as error:
        if error.gone:
            raise NotPublishedYetError(
                f"{what}: van dit jaar zijn er geen gegeneraliseerde grenzen; kies met --years "
                "een ander jaar of probeer --boundaries gpkg."
            ) from error
        raise
    ids = sorted(str(feature.id) for feature in answer.features)
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:12]
    matched = answer.matched if isinstance(answer.matched, int) else "onbekend aantal"
    return f"{matched} gebieden ({digest})"


def _pages(door: Door, address: str, query: dict[str, str], what: str) -> list[Feature]:
    """All pages of one question; the length of a page is what the service makes of it."""
    parameters = query | {"outputFormat": "application/json", "srsName": RD, "count": str(_PAGE)}

    def page(start: int) -> FeaturePage:
        url = f"{address}?{urlencode(parameters | {'startIndex': str(start)})}"
        answer = door.read(SOURCE, url, FEATURES, what)
        door.meters[SOURCE].count(rows=len(answer.features))
        return answer

    first = page(0)
    features = list(first.features)
    total, step = first.matched, len(features)
    if not isinstance(total, int):
        return features + _until_the_end(page, first, what)
    if step * _MOST_PAGES < total:
        raise SourceChangedError(what, f"{total} gebieden", f"{step} per pagina", _REMEDY)
    for more in door.map(page, list(range(step, total, step))) if step else []:
        features += more.features
    if len(features) != total:
        raise SourceChangedError(what, f"{total} gebieden", str(len(features)), _REMEDY)
    return features


def _until_the_end(
    page: Callable[[int], FeaturePage], last: FeaturePage, what: str
) -> list[Feature]:
    """Pages after the first one, when there is no total; a page that comes again is no page."""
    features: list[Feature] = []
    start = len(last.features)
    while last.features and (more := page(start + len(features))).features:
        if more.features == last.features or len(features) > _MOST_PAGES * _PAGE:
            raise SourceChangedError(what, "een volgende pagina", "dezelfde", _REMEDY)
        features += more.features
        last = more
    return features


def _list_questions(ask: Ask, level: str, year: int) -> list[dict[str, str]]:
    """What to ask: gemeenten by code, what is in them by boxes around them, or everything."""
    if ask.gemeenten is None:
        return [{}]
    if level == "gemeente":
        some = range(0, len(ask.gemeenten), _CLAUSES)
        return [{"filter": _equal(ask.gemeenten[i : i + _CLAUSES])} for i in some]
    path = ask.folder / FOLDER / str(year) / f"gemeente_{year}.geojson"
    if not path.exists():
        return [{}]
    outlines = json.loads(path.read_text(encoding="utf-8"))
    if outlines["crs"]["properties"]["name"] != _RD_URN:
        return [{}]
    shapes = [feature["geometry"]["coordinates"] for feature in outlines["features"]]
    return [{"bbox": ",".join([*(f"{edge:.0f}" for edge in _box(s)), _RD_URN])} for s in shapes]


def _equal(codes: Sequence[str]) -> str:
    """Filter of the OGC on codes; unlike ``CQL_FILTER`` this one works."""
    tests = [
        "<PropertyIsEqualTo><PropertyName>statcode</PropertyName>"
        f"<Literal>{code}</Literal></PropertyIsEqualTo>"
        for code in codes
    ]
    inside = tests[0] if len(tests) == 1 else f"<Or>{''.join(tests)}</Or>"
    return f"<Filter>{inside}</Filter>"


def _ogc_job(door: Door, ask: Ask, level: str, year: int) -> Job:
    collection = _PLURAL[level]
    base = f"{door.base(SOURCE, _API)}/cbs/wijken-en-buurten-{year}/ogc/v1"
    address = f"{base}/collections/{collection}/items"
    what = f"pdok {level} {year}"

    def run(_: Sidecar | None) -> Parcel | None:
        features: list[Feature] = []
        for gemeente in ask.gemeenten or (None,):
            query = {"f": "json", "limit": str(_PAGE), "crs": _RD_URI}
            query |= {"gemeentecode": gemeente} if gemeente else {}
            url: str | None = f"{address}?{urlencode(query)}"
            pages = Pages(what, door.base(SOURCE, _API))
            while url:
                answer = door.read(SOURCE, url, FEATURES, what)
                door.meters[SOURCE].count(rows=len(answer.features))
                features += answer.features
                link = next((link.href for link in answer.links if link.rel == "next"), None)
                url = pages.follow(url, link) if link else None
        return _is_kept(ask, (level, year), address, features, (ask.key("ogc", level, year), ""))

    return Job(f"{level} {year}", FOLDER, str(year), f"{level}_{year}.geojson", run)


def _gpkg_job(door: Door, ask: Ask, year: int) -> Job:
    name = f"wijkenbuurten_{year}.gpkg"
    url = f"{door.base(SOURCE)}/cbs/wijkenbuurten/{year}/atom/downloads/{name}"

    def run(known: Sidecar | None) -> Parcel | None:
        target = ask.folder / FOLDER / str(year) / name
        got = download_file(door, SOURCE, url, target, known.etag if known else "")
        if got is None:
            return None
        sidecar = Sidecar(
            url, today(), got.sha256, tables.CC_BY, 0, "boundaries", year, got.etag, got.modified
        )
        return Parcel(FOLDER, str(year), got.path, sidecar)

    return Job(f"grenzen {year}", FOLDER, str(year), name, run)


def _is_kept(
    ask: Ask,
    place: tuple[str, int],
    url: str,
    features: list[Feature],
    version: tuple[str, str],
) -> Parcel:
    """Keep each area once, with what the build needs of it."""
    level, year = place
    key, modified = version
    what = f"pdok {level} {year}"
    numbers = {code[2:] for code in ask.gemeenten} if ask.gemeenten else None
    once: dict[str, dict[str, Any]] = {}
    twice = 0
    for feature in features:
        code, properties = _code(feature.properties, level)
        if not code.startswith(_PREFIX[level]):
            raise SourceChangedError(what, f"een code zoals {_PREFIX[level]}…", repr(code), _REMEDY)
        if numbers is not None and code[2:6] not in numbers:
            continue
        shape = feature.geometry.model_dump()
        slim = {"type": "Feature", "properties": properties, "geometry": shape}
        # Around two gemeenten the same area is found twice; only equal shapes are one area.
        mark = code if once.get(code, slim) == slim else f"{code}#{len(once)}"
        twice += mark in once
        once[mark] = slim
    if not once:
        raise SourceChangedError(what, "gebieden", "geen", _REMEDY)
    notes = [f"{what}: {twice} dubbele gebieden weggelaten"] if twice and not numbers else []
    content: dict[str, Any] = {"type": "FeatureCollection"}
    content |= {"crs": {"type": "name", "properties": {"name": _crs(once.values())}}}
    content["features"] = [once[mark] for mark in sorted(once)]
    origin = Origin(url, tables.CC_BY, "boundaries", year, len(once))
    name = f"{level}_{year}.geojson"
    return make_parcel(
        ask, (FOLDER, str(year), name), content, origin, notes, query=key, modified=modified
    )


def _code(properties: Mapping[str, Cell], level: str) -> tuple[str, dict[str, Cell]]:
    """Code of an area and the properties to keep: snake_case, camelCase and StatLine's names."""
    for code, name in (("statcode", "statnaam"), (f"{level}code", f"{level}naam")):
        if code in properties:
            properties_kept = {
                key: properties[key] for key in (code, name, "water") if key in properties
            }
            return str(properties[code]).strip(), properties_kept
    return "", {}


def _crs(features: Iterable[dict[str, Any]]) -> str:
    """Coordinate system of the shapes; some servers answer in degrees whatever was asked."""
    x, _ = next(iter(_points(next(iter(features))["geometry"]["coordinates"])))
    return "urn:ogc:def:crs:OGC:1.3:CRS84" if abs(x) < _DEGREES else _RD_URN


def _points(nested: Sequence[Any]) -> Iterable[tuple[float, float]]:
    """All corners of a shape, however deep its rings are."""
    if nested and isinstance(nested[0], (int, float)):
        yield float(nested[0]), float(nested[1])
        return
    for part in nested:
        yield from _points(part)


def _box(shape: Sequence[Any]) -> tuple[float, float, float, float]:
    xs, ys = zip(*_points(shape), strict=True)
    return (min(xs), min(ys), max(xs), max(ys))

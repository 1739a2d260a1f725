"""PDOK's WFS: the generalised ``gebiedsindelingen`` and the detailed ``wijkenbuurten``.

Quirks: at most 1,000 areas at a time whatever ``count`` says; ``CQL_FILTER`` is ignored without a
word, so for a few gemeenten an OGC ``filter`` asks for them by code (ten at most) and a ``bbox``
for what lies around each, after which the codes decide; the same area can come twice on different
pages; XML instead of JSON is an error message. The layers of the detailed set bear the year in
their name until 2019 (``cbs_buurten_2019``) and are plain from 2022 on; what lies between has one
of the two. Its shapes only come when ``geom`` is asked by name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from nplv_geo.geometry.crs import RD
from nplv_geo.ground.errors import NotPublishedYetError, SourceChangedError
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.schemas.features import FEATURES, MARKED
from nplv_geo.sources.services.outlines.keeping import (
    RD_URN,
    REMEDY,
    Area,
    list_boxes,
    slim_features,
)

SOURCE = "pdok"
_PAGE = 1000
_FEW = 10
# More alternatives than this in one filter are refused.
_CLAUSES = 10
# More pages than all buurten need, at the smallest that were seen.
_MOST_PAGES = 2_000
# Until this year the layers of the detailed set bear it; from the other on they don't.
_LAST_WITH_YEAR, _FIRST_PLAIN = 2019, 2022

Query = Mapping[str, str]


def find_generalised(door: Door, level: str, year: int) -> tuple[str, dict[str, str]]:
    """Find the address and the question for the generalised areas of a level.

    Parameters
    ----------
    door
        The way to the network.
    level
        ``buurt``, ``wijk`` or ``gemeente``.
    year
        Boundary year.

    Returns
    -------
    address : str
        Of the service of that year.
    query : dict
        What to ask of it.
    """
    address = f"{door.base(SOURCE)}/cbs/gebiedsindelingen/{year}/wfs/v1_0"
    return address, _get_feature(f"gebiedsindelingen:{level}_gegeneraliseerd")


def list_detailed_layers(year: int) -> list[str]:
    """List what the layer of detailed buurten of a year may be called, the likeliest first.

    Parameters
    ----------
    year
        Boundary year.

    Returns
    -------
    list of str
        Two names for the years between the old ones and the plain ones.
    """
    old, plain = f"cbs_buurten_{year}", "wijkenbuurten:buurten"
    if year <= _LAST_WITH_YEAR:
        return [old]
    return [plain] if year >= _FIRST_PLAIN else [old, plain]


def find_detailed(door: Door, layer: str, year: int) -> tuple[str, dict[str, str]]:
    """Find the address and the question for detailed buurten; names of properties are camelCase.

    Parameters
    ----------
    door
        The way to the network.
    layer
        Name of the layer.
    year
        Boundary year.

    Returns
    -------
    address : str
        Of the service of that year.
    query : dict
        What to ask of it.
    """
    address = f"{door.base(SOURCE)}/cbs/wijkenbuurten/{year}/wfs/v1_0"
    return address, _get_feature(layer) | {"propertyName": "buurtcode,buurtnaam,water,geom"}


def read_mark(door: Door, address: str, query: Query, what: str) -> str:
    """Read what tells one delivery of the boundaries from the next, in one small answer.

    There is no ETag and no date. The number of areas tells of areas that came or went, and the
    ids of the first few, which a new delivery draws anew, of shapes that were mended. A shape
    that changes under the same ids is found when the file is too old to be trusted.

    Parameters
    ----------
    door
        The way to the network.
    address
        Service of the year.
    query
        What is asked of it.
    what
        How a message calls it.

    Returns
    -------
    str
        The same as long as the delivery is.

    Raises
    ------
    NotPublishedYetError
        When there is nothing at the address.
    """
    few = {"propertyName": "statcode", "outputFormat": "application/json", "count": str(_FEW)}
    try:
        answer = door.read(SOURCE, f"{address}?{urlencode({**query, **few})}", MARKED, what)
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


def read_areas(door: Door, address: str, query: Query, level: str, year: int) -> list[Area]:
    """Read all pages of one question; the length of a page is what the service makes of it.

    Parameters
    ----------
    door
        The way to the network.
    address
        Service of the year.
    query
        What is asked of it.
    level
        What its areas are.
    year
        Boundary year.

    Returns
    -------
    list of Area
        With those that came twice.

    Raises
    ------
    SourceChangedError
        When there are more or fewer than the service says.
    """
    what = f"pdok {level} {year}"
    parameters = {
        **query,
        "outputFormat": "application/json",
        "srsName": RD,
        "count": str(_PAGE),
    }

    def page(start: int) -> tuple[list[Area], int | str | None]:
        url = f"{address}?{urlencode(parameters | {'startIndex': str(start)})}"
        answer = door.read(SOURCE, url, FEATURES, what)
        door.meters[SOURCE].count(rows=len(answer.features))
        # Of a page only its areas in short are held: ten years of shapes would not fit.
        return slim_features(answer.features, level), answer.matched

    areas, total = page(0)
    step = len(areas)
    if not isinstance(total, int):
        return areas + _until_the_end(lambda start: page(start)[0], areas, what)
    if step * _MOST_PAGES < total:
        raise SourceChangedError(what, f"{total} gebieden", f"{step} per pagina", REMEDY)
    for more, _ in door.map(page, list(range(step, total, step))) if step else []:
        areas += more
    if len(areas) != total:
        raise SourceChangedError(what, f"{total} gebieden", str(len(areas)), REMEDY)
    return areas


def list_questions_around(door: Door, gemeenten: Sequence[str], year: int) -> list[dict[str, str]]:
    """List what to ask for the generalised areas within gemeenten: a box around each.

    Parameters
    ----------
    door
        The way to the network.
    gemeenten
        Their codes.
    year
        Boundary year.

    Returns
    -------
    list of dict
        One question a gemeente.
    """
    address, query = find_generalised(door, "gemeente", year)
    outlines = [
        area
        for question in list_questions_by_code("statcode", gemeenten)
        for area in read_areas(door, address, query | question, "gemeente", year)
    ]
    return ask_boxes(area.shape for area in outlines if not area.is_in_degrees)


def ask_boxes(shapes: Iterable[str]) -> list[dict[str, str]]:
    """Ask for what lies around each shape.

    Parameters
    ----------
    shapes
        Geometries as GeoJSON, in RD.

    Returns
    -------
    list of dict
        One question a shape.
    """
    boxes = list_boxes(shapes)
    return [{"bbox": ",".join([*(f"{edge:.0f}" for edge in box), RD_URN])} for box in boxes]


def list_questions_by_code(name: str, codes: Sequence[str]) -> list[dict[str, str]]:
    """List what to ask for areas with one of some codes.

    Parameters
    ----------
    name
        Property that holds the code.
    codes
        At least one.

    Returns
    -------
    list of dict
        Filters of the OGC with as many codes as one may have; unlike ``CQL_FILTER`` they work.
    """
    some = range(0, len(codes), _CLAUSES)
    return [{"filter": _equal(name, codes[first : first + _CLAUSES])} for first in some]


def _get_feature(layer: str) -> dict[str, str]:
    return {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": layer}


def _equal(name: str, codes: Sequence[str]) -> str:
    tests = [
        f"<PropertyIsEqualTo><PropertyName>{name}</PropertyName>"
        f"<Literal>{code}</Literal></PropertyIsEqualTo>"
        for code in codes
    ]
    inside = tests[0] if len(tests) == 1 else f"<Or>{''.join(tests)}</Or>"
    return f"<Filter>{inside}</Filter>"


def _until_the_end(page: Callable[[int], list[Area]], last: list[Area], what: str) -> list[Area]:
    """Pages after the first one, when there is no total; a page that comes again is no page."""
    areas: list[Area] = []
    start = len(last)
    while last and (more := page(start + len(areas))):
        if more == last or len(areas) > _MOST_PAGES * _PAGE:
            raise SourceChangedError(what, "een volgende pagina", "dezelfde", REMEDY)
        areas += more
        last = more
    return areas

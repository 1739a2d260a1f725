"""What is kept of an answer with areas: each once, its code, its name, whether it is water."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.sources.schemas.features import Feature
from nplv_geo.sources.schemas.odata import Cell
from nplv_geo.sources.services.needs import Ask, Parcel
from nplv_geo.sources.services.parcels import Origin, make_parcel

FOLDER = "grenzen"
REMEDY = "probeer een andere weg met --boundaries ogc of --boundaries gpkg"
RD_URN = "urn:ogc:def:crs:EPSG::28992"
_DEGREES_URN = "urn:ogc:def:crs:OGC:1.3:CRS84"
_PREFIX = {"buurt": "BU", "wijk": "WK", "gemeente": "GM"}
# The set of all levels stays under this in degrees; in RD every coordinate is larger.
_DEGREES = 400.0


@dataclass(frozen=True)
class Target:
    """One file with the areas of a level in a year.

    Attributes
    ----------
    query
        Key of what was asked.
    modified
        What tells this delivery from the next; empty when the service doesn't.
    """

    level: str
    year: int
    url: str
    query: str
    modified: str = ""

    @property
    def what(self) -> str:
        """How a message calls it."""
        return f"pdok {self.level} {self.year}"

    @property
    def name(self) -> str:
        """Name of the file."""
        return f"{self.level}_{self.year}.geojson"


@dataclass(frozen=True, slots=True)
class Area:
    """An area as it goes into the file: detailed shapes as lists of numbers fill the memory.

    Attributes
    ----------
    shape
        Its geometry as GeoJSON.
    is_in_degrees
        True for coordinates of longitude and latitude, whatever was asked.
    """

    code: str
    properties: Mapping[str, Cell | bool]
    shape: str
    is_in_degrees: bool

    def write(self) -> str:
        """Write it as a feature of GeoJSON."""
        return f'{{"type":"Feature","properties":{_text(self.properties)},"geometry":{self.shape}}}'


def slim_features(features: Iterable[Feature], level: str) -> list[Area]:
    """Take of each feature what is kept.

    Parameters
    ----------
    features
        One page of an answer.
    level
        What its areas are.

    Returns
    -------
    list of Area
        In the same order; without a code where there is no column for it.
    """
    return [_slim(feature, level) for feature in features]


def keep_areas(ask: Ask, target: Target, areas: Sequence[Area]) -> Parcel:
    """Keep each area once, of the gemeenten that were asked.

    Parameters
    ----------
    ask
        What is asked of all sources.
    target
        Which file it becomes.
    areas
        All that came, on all pages.

    Returns
    -------
    Parcel
        The file and its sidecar.

    Raises
    ------
    SourceChangedError
        When there are none, or an area is of another level.
    """
    what = target.what
    numbers = {code[2:] for code in ask.gemeenten} if ask.gemeenten else None
    once: dict[str, Area] = {}
    twice = 0
    for area in areas:
        expected = _PREFIX[target.level]
        if not area.code.startswith(expected):
            raise SourceChangedError(what, f"een code zoals {expected}…", repr(area.code), REMEDY)
        if numbers is not None and area.code[2:6] not in numbers:
            continue
        # Around two gemeenten the same area is found twice; only equal shapes are one area.
        is_known = once.get(area.code, area) == area
        mark = area.code if is_known else f"{area.code}#{len(once)}"
        twice += mark in once
        once[mark] = area
    if not once:
        raise SourceChangedError(what, "gebieden", "geen", REMEDY)
    notes = [f"{what}: {twice} dubbele gebieden weggelaten"] if twice and not numbers else []
    origin = Origin(target.url, tables.CC_BY, "boundaries", target.year, len(once))
    return make_parcel(
        ask,
        (FOLDER, str(target.year), target.name),
        _write(once),
        origin,
        notes,
        query=target.query,
        modified=target.modified,
    )


def list_boxes(shapes: Iterable[str]) -> list[tuple[float, float, float, float]]:
    """List the boxes around shapes.

    Parameters
    ----------
    shapes
        Geometries as GeoJSON.

    Returns
    -------
    list of tuple
        West, south, east and north of each.
    """
    return [_box(json.loads(shape)["coordinates"]) for shape in shapes]


def _write(once: Mapping[str, Area]) -> str:
    first = next(iter(once.values()))
    name = _DEGREES_URN if first.is_in_degrees else RD_URN
    crs = _text({"type": "name", "properties": {"name": name}})
    features = ",".join(once[mark].write() for mark in sorted(once))
    return f'{{"type":"FeatureCollection","crs":{crs},"features":[{features}]}}'


def _slim(feature: Feature, level: str) -> Area:
    code, properties = _code(feature.properties, level)
    shape = feature.geometry.model_dump()
    x, _ = next(iter(_points(shape["coordinates"])))
    return Area(code, properties, _text(shape), abs(x) < _DEGREES)


def _code(properties: Mapping[str, Cell | bool], level: str) -> tuple[str, dict[str, Cell | bool]]:
    """Code of an area and the properties to keep: snake_case, camelCase and StatLine's names."""
    for code, name in (("statcode", "statnaam"), (f"{level}code", f"{level}naam")):
        if code in properties:
            kept = {key: properties[key] for key in (code, name, "water") if key in properties}
            return str(properties[code]).strip(), kept
    return "", {}


def _text(content: Any) -> str:  # noqa: ANN401  # whatever JSON has
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _box(shape: Sequence[Any]) -> tuple[float, float, float, float]:
    xs, ys = zip(*_points(shape), strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _points(nested: Sequence[Any]) -> Iterable[tuple[float, float]]:
    """All corners of a shape, however deep its rings are."""
    if nested and isinstance(nested[0], (int, float)):
        yield float(nested[0]), float(nested[1])
        return
    for part in nested:
        yield from _points(part)

"""What is asked of an export and what comes of it: plain data that can go to another process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypedDict

from nplv_geo.export.data_options import DataOptions
from nplv_geo.export.options import BriefingKind, MapOptions, TalkKind


@dataclass(frozen=True, slots=True)
class MapRequest:
    """One picture of the map.

    Attributes
    ----------
    edition
        Folder of the edition that the request was answered from.
    site
        Address of the dashboard.
    """

    edition: Path
    project: Path
    query: str
    options: MapOptions
    site: str


@dataclass(frozen=True, slots=True)
class DataRequest:
    """The figures of a view, or all of an area; attributes as those of a map."""

    edition: Path
    project: Path
    query: str
    options: DataOptions
    site: str


@dataclass(frozen=True, slots=True)
class ShapesRequest:
    """Outlines of areas as GeoJSON geometries."""

    edition: Path
    project: Path
    areas: tuple[str, ...]


class GeoJsonGeometry(TypedDict):
    """Outline of an area in WGS 84 (EPSG:4326)."""

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any]  # rings of longitude and latitude, as deep as the type has them


@dataclass(frozen=True, slots=True)
class BriefingRequest:
    """The briefing of an area; attributes as those of a map.

    Attributes
    ----------
    has_undermining
        Whether it has the slide about undermining.
    """

    edition: Path
    project: Path
    query: str
    kind: BriefingKind
    site: str
    has_undermining: bool = False


@dataclass(frozen=True, slots=True)
class TalkRequest:
    """The talk sheet of an area; attributes as those of a map."""

    edition: Path
    project: Path
    query: str
    kind: TalkKind
    site: str


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A finished export, ready to write or to send."""

    name: str
    mimetype: str
    content: bytes

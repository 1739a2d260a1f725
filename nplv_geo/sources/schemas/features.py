"""Answers with areas: GeoJSON of a WFS and of an OGC API, page by page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field
from pydantic import TypeAdapter as Adapter

from nplv_geo.sources.schemas.odata import Cell, Mark
from nplv_geo.sources.schemas.reading import Schema

# More areas than the country has, at any level and in any year.
_MOST_AREAS = 100_000
_FARTHEST = 1e7  # metres or degrees, in any system that a server may answer in

Coordinate = Annotated[float, Field(ge=-_FARTHEST, le=_FARTHEST, allow_inf_nan=False)]
Position = Annotated[list[Coordinate], FailFast(), Field(min_length=2, max_length=4)]
Ring = Annotated[list[Position], FailFast(), Field(min_length=4)]
Rings = Annotated[list[Ring], FailFast(), Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class Polygon(_Model):
    """One surface: its outer ring and its holes."""

    type: Literal["Polygon"]
    coordinates: Rings


class MultiPolygon(_Model):
    """One or more surfaces."""

    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Rings], FailFast(), Field(min_length=1)]


Geometry = Annotated[Polygon | MultiPolygon, Field(discriminator="type")]


class MarkedFeature(_Model):
    """An area of which only the id is asked."""

    id: Mark | None = None


class Feature(_Model):
    """An area with its shape."""

    properties: dict[str, Cell | bool]
    geometry: Geometry


class Link(_Model):
    """A way on from a page."""

    rel: str = ""
    href: Annotated[str, Field(min_length=1, max_length=8_000)]


class MarkedPage(_Model):
    """First areas without their shapes, and how many there are."""

    features: Annotated[list[MarkedFeature], FailFast()]
    matched: Annotated[int, Field(ge=0, le=_MOST_AREAS)] | str | None = Field(
        None, alias="numberMatched"
    )


class FeaturePage(_Model):
    """One page of areas."""

    features: Annotated[list[Feature], FailFast()]
    matched: Annotated[int, Field(ge=0, le=_MOST_AREAS)] | str | None = Field(
        None, alias="numberMatched"
    )
    links: Annotated[list[Link], FailFast(), Field(min_length=0, max_length=100)] = []


MARKED = Schema("een FeatureCollection", Adapter(MarkedPage))
FEATURES = Schema("een FeatureCollection met een vorm bij elk gebied", Adapter(FeaturePage))

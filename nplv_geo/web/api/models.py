"""What the API answers beside single values and profiles: lists, shapes and problems, typed.

Fields go out in the order in which they stand here.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from nplv_geo.definitions.layers import Rule
from nplv_geo.definitions.texts import Text
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.area.profile_models import ProfileAnswer
from nplv_geo.present.page.answer_models import (
    Answer,
    AreaIdField,
    AreaNameAnswer,
    AreaTitle,
    Bounds,
    CarriedFigureAnswer,
    Count,
    Coverage,
    EditionName,
    Estimate,
    HigherIs,
    Inhabitants,
    LayerNameAnswer,
    Period,
    Reason,
    Signs,
    SourceAnswer,
    ThemeName,
    Unit,
    UnpublishedPeriods,
    Value,
    ValueAnswer,
    ValueStatus,
)
from nplv_geo.present.undermining.answer_models import UnderminingAnswer
from nplv_geo.web.api.programme_models import ProgrammeAnswer


class ProblemAnswer(Answer):
    """What is wrong with a request, as RFC 9457 has it."""

    type: Annotated[str, Field(description="`about:blank`: the status says what kind it is.")]
    title: Annotated[str, Field(description="The status in words.")]
    status: Annotated[int, Field(description="The HTTP status.")]
    detail: Annotated[str, Field(description="What is wrong and what to do, in one sentence.")]


class PageAnswer(Answer):
    """One page of a list."""

    edition: EditionName
    total: Annotated[Count, Field(description="Number of items on all pages together.")]
    page: Annotated[Count, Field(description="Number of this page; the first is 1.")]
    per_page: Annotated[Count, Field(description="Items on a full page.")]


class AreaAnswer(Answer):
    """One area with its place."""

    id: AreaIdField
    name: AreaTitle
    level: AreaLevel
    gemeente: Annotated[
        str | None, Field(description="Code of the gemeente that the area lies in.")
    ]
    inhabitants: Inhabitants
    lon: Annotated[float | None, Field(description="Degrees east, WGS 84 (EPSG:4326).")]
    lat: Annotated[float | None, Field(description="Degrees north, WGS 84 (EPSG:4326).")]


class AreasAnswer(PageAnswer):
    """Areas of a level or gemeente."""

    areas: tuple[AreaAnswer, ...]


class _PeriodFirst(Answer):
    period: Period


# Of two bases the fields of the last one come first.
class LayerPeriodAnswer(SourceAnswer, _PeriodFirst):
    """One period of a layer, and where its figures come from."""


class LayerAnswer(Answer):
    """One layer: what its figures are called, mean and are made of."""

    id: Annotated[str, Field(description="Name of the layer in addresses and files.")]
    theme: ThemeName
    label: Annotated[Text, Field(description="Name of the layer for readers.")]
    description: Annotated[Text, Field(description="What is counted or measured.")]
    unit: Unit
    decimals: Annotated[Count, Field(description="Digits behind the comma that the page shows.")]
    higher_is: HigherIs
    rule: Annotated[Rule, Field(description="How buurten become larger areas.")]
    model_estimate: Estimate
    caveats: Annotated[Text | None, Field(description="What a reader must know, if anything.")]
    newest_period: Annotated[
        str | None, Field(description="Period that is shown unless another is asked for.")
    ]
    unpublished_periods: UnpublishedPeriods
    periods: Annotated[tuple[LayerPeriodAnswer, ...], Field(description="Oldest first.")]


class LayersAnswer(PageAnswer):
    """Layers that the edition has figures of."""

    layers: tuple[LayerAnswer, ...]


class RowAnswer(Answer):
    """Value of one area in a list."""

    area: AreaNameAnswer
    value: Value
    status: ValueStatus
    reason: Reason
    coverage: Coverage
    signs: Signs
    bounds: Bounds
    carried: CarriedFigureAnswer | None


class LayerValuesAnswer(PageAnswer):
    """Values of a layer for all areas of a level."""

    layer: LayerNameAnswer
    period: Period
    estimate: Estimate
    source: SourceAnswer
    values: tuple[RowAnswer, ...]


class GeometryAnswer(Answer):
    """Outline of an area in WGS 84 (EPSG:4326), as GeoJSON."""

    type: Annotated[
        Literal["Polygon", "MultiPolygon"], Field(description="Kind of outline, as GeoJSON has it.")
    ]
    coordinates: Annotated[
        list[Any], Field(description="Rings of points, each longitude and latitude.")
    ]


class FeatureAnswer(Answer):
    """One area as GeoJSON."""

    type: Annotated[Literal["Feature"], Field(description="As GeoJSON has it.")] = "Feature"
    id: AreaIdField
    properties: AreaNameAnswer
    geometry: GeometryAnswer | None


class ShapesAnswer(PageAnswer):
    """Outlines of areas: a GeoJSON FeatureCollection."""

    type: Annotated[Literal["FeatureCollection"], Field(description="As GeoJSON has it.")] = (
        "FeatureCollection"
    )
    schematic: Annotated[bool, Field(description="Whether the shapes are schematic cells.")]
    boundary_year: Annotated[int, Field(description="Year of the area division.")]
    features: tuple[FeatureAnswer, ...]


# What the document describes; each gives the models that it holds along.
API_ANSWERS: tuple[type[Answer], ...] = (
    ProblemAnswer,
    AreasAnswer,
    LayersAnswer,
    ValueAnswer,
    LayerValuesAnswer,
    ProfileAnswer,
    ProgrammeAnswer,
    ShapesAnswer,
    UnderminingAnswer,
)

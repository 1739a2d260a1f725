"""The fields of the answers of the API and ``--format json`` about one figure or area.

The OpenAPI document, the data dictionary and the checks of answers are made from these models.
Fields go out in the order in which they stand here.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from nplv_geo.definitions.layers import Direction
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.ground.status import Status
from nplv_geo.present.values.signs import Sign
from nplv_geo.statistics.compare import Standing

# An area on the map: class number (-1 for none), value as text, note.
MapEntry = tuple[int, str, str]


class Answer(BaseModel):
    """An answer, or a part of one: it has the fields that are named here and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    def as_json(self) -> dict[str, Any]:
        """Give the answer as ``json`` writes it, fields in the order of the model."""
        return self.model_dump(mode="json")


Year = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Number = int | float  # a claim counts areas and layers too; a whole number stays one

AreaIdField = Annotated[str, Field(description="Code or name of the area, as in its address.")]
AreaTitle = Annotated[str, Field(description="Name of the area.")]
Period = Annotated[Year, Field(description="Year that the figure is about.")]
Unit = Annotated[str, Field(description="Unit of the layer, in Dutch.")]
HigherIs = Annotated[
    Direction, Field(description="What more of it means; `neutral` layers are never judged.")
]
Value = Annotated[
    float | None,
    Field(description="In the unit of the layer, one digit finer than it shows; null for none."),
]
ValueStatus = Annotated[Status, Field(description="What the value, or its absence, means.")]
Reason = Annotated[
    str | None, Field(description="Why there is no value, or what is special about it.")
]
Coverage = Annotated[Share, Field(description="Share of the weight that the value rests on.")]
Signs = Annotated[
    tuple[Sign, ...], Field(description="What a reader must know before using the figure.")
]
Bounds = Annotated[
    tuple[float, float] | None,
    Field(description="Lowest and highest value that what is not known allows."),
]
Estimate = Annotated[bool, Field(description="Whether a model made the figures.")]
IsProvisional = Annotated[bool, Field(description="Whether the figures can still change.")]
Series = Annotated[Count, Field(description="Only periods of one series mean the same.")]
MaybeYear = Annotated[Year | None, Field(description="Year; null where there is none.")]
FirstFigure = Annotated[float | None, Field(description="What it was in `first`.")]
LastFigure = Annotated[float | None, Field(description="What it is in `last`.")]
Margin = Annotated[
    float | None,
    Field(description="Half the 95 % interval of `change`; null where that is not known."),
]
IsExceptionalStart = Annotated[
    bool, Field(description="Whether the publisher calls the first period no ordinary one.")
]
Publisher = Annotated[str, Field(description="Who publishes the table.")]
ThemeName = Annotated[str, Field(description="Theme that the layer belongs to.")]
EditionName = Annotated[str, Field(description="Edition that the answer is of.")]
Inhabitants = Annotated[float | None, Field(description="Persons; null where unpublished.")]
UsedPeriods = Annotated[Count, Field(description="Number of periods that it rests on.")]
FromYear = Annotated[int, Field(description="Year of the areas that it was published on.")]
ToYear = Annotated[int, Field(description="Year of the areas of the map.")]
Way = Annotated[
    CrosswalkWay,
    Field(
        description="How is known which places are the same: by their outlines, by the change "
        "marks of CBS, or by equal codes in a whole gemeente or with an equal area."
    ),
]
Moved = Annotated[
    Share,
    Field(
        description="Mean, over the people of the area, of the share of their old place that "
        "belongs elsewhere now; 0 when only whole places moved."
    ),
]
Spread = Annotated[
    float | None,
    Field(description="Half the 90 % band that dividing leaves; null where nothing was divided."),
]
StandingWord = Annotated[
    Standing | None, Field(description="How the area stands beside the other one.")
]


class AreaNameAnswer(Answer):
    """An area by name."""

    id: AreaIdField
    name: AreaTitle
    level: AreaLevel


class LayerNameAnswer(Answer):
    """A layer by name."""

    id: Annotated[str, Field(description="Name of the layer in addresses and files.")]
    label: Annotated[str, Field(description="Name of the layer in Dutch.")]
    unit: Unit
    higher_is: HigherIs


class CarriedTableAnswer(Answer):
    """How figures came onto the map of another year; null for those of its own year."""

    from_year: FromYear
    to_year: ToYear
    way: Way
    outline_years: Annotated[
        tuple[int, ...], Field(description="Years of the outlines that it rests on.")
    ]
    converted: Annotated[
        Count, Field(description="Number of areas with a figure out of parts of other places.")
    ]
    withheld: Annotated[
        Count,
        Field(
            description="Number of areas without one: the estimate is too weak, or nobody knows "
            "what lay there."
        ),
    ]


class CarriedFigureAnswer(Answer):
    """How one figure came onto the map of another year; null when it was published on it."""

    from_year: FromYear
    to_year: ToYear
    way: Way
    moved: Moved
    spread: Spread
    uncarried: Annotated[
        float | None,
        Field(description="Figure of whole places as published; null where there is none."),
    ]


class _PublishedAnswer(Answer):
    table: Annotated[str, Field(description="Identifier of the table at its publisher.")]
    publisher: Publisher
    topic: Annotated[str, Field(description="Column or topic of the table.")]
    boundary_year: Annotated[
        int | None, Field(description="Year of the area division of the table.")
    ]
    retrieved: Annotated[str, Field(description="Day on which it was fetched, ISO 8601.")]
    provisional: IsProvisional
    carried: CarriedTableAnswer | None


class SourceAnswer(_PublishedAnswer):
    """Where the figures of a layer and period come from."""

    series: Series


class PassportAnswer(_PublishedAnswer):
    """What traces a number back to the file it came from."""

    sha256: Annotated[str, Field(description="Hash of that file, in hexadecimal.")]
    series: Series
    weight: Annotated[
        str | None, Field(description="Layer and year of the weight that it was added up with.")
    ]


class ReferenceAnswer(Answer):
    """Another area that the figure is held against."""

    id: AreaIdField
    name: AreaTitle
    value: Value
    status: ValueStatus
    difference: Annotated[
        float | None, Field(description="Value of the area minus that of this one.")
    ]
    standing: StandingWord
    coverage: Coverage
    carried: CarriedFigureAnswer | None


class RankAnswer(Answer):
    """Place among the 20 areas; 1 is best, or highest where nothing is judged."""

    position: Annotated[Count, Field(description="Place of the area.")]
    of: Annotated[Count, Field(description="Number of areas that take part.")]
    lowest: Annotated[Count, Field(description="Best place that chance allows.")]
    highest: Annotated[Count, Field(description="Worst place that chance allows.")]


class UnitsAnswer(Answer):
    """Of how many units that an area is made of there is a value."""

    with_value: Annotated[Count, Field(description="Number of units with a value.")]
    total: Annotated[Count, Field(description="Number of all units.")]


UnpublishedPeriods = Annotated[
    tuple[str, ...], Field(description="Newer periods of which not one figure is published yet.")
]


class FigureAnswer(Answer):
    """One value of an area with everything known about it."""

    layer: LayerNameAnswer
    period: Period
    unpublished_periods: UnpublishedPeriods
    value: Value
    status: ValueStatus
    reason: Reason
    estimate: Estimate
    coverage: Coverage
    signs: Signs
    bounds: Bounds
    units: UnitsAnswer
    made_of: Annotated[
        AreaLevel | None,
        Field(description="Level that it was added up from; null when it stands as published."),
    ]
    carried: CarriedFigureAnswer | None
    references: tuple[ReferenceAnswer, ...]
    rank: RankAnswer | None
    source: PassportAnswer


class _AreaFirst(Answer):
    area: AreaNameAnswer


# Of two bases the fields of the last one come first.
class ValueAnswer(FigureAnswer, _AreaFirst):
    """One value of one area: what ``values --format json`` prints and ``/values`` answers."""

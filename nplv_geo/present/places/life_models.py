"""The life of a place over the boundary years, as ``areas --history --format json`` prints it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from nplv_geo.present.page.answer_models import Answer, AreaTitle, EditionName, Share

Code = Annotated[str, Field(description="CBS code, of the boundary year that it goes with.")]
BoundaryYear = Annotated[int, Field(description="Year of an area division.")]
MaybeShare = Share | None
Side = Literal["came_from", "went_to"]


class PlacePartAnswer(Answer):
    """A place of the other year that has ground in common with the one that a step is about."""

    code: Code
    name: AreaTitle
    kind: Annotated[PlaceKind, Field(description="What became of the newer one of the two.")]
    land_of_place: Annotated[
        MaybeShare, Field(description="Part of the land of the place that lies in this one.")
    ]
    people_of_place: Annotated[
        MaybeShare, Field(description="Part of its inhabitants; null where that is not known.")
    ]
    land_of_part: Annotated[
        MaybeShare, Field(description="Part of the land of this one that lies in the place.")
    ]
    people_of_part: Annotated[
        MaybeShare, Field(description="Part of the inhabitants of this one, likewise.")
    ]


class PlaceStepAnswer(Answer):
    """What became of a place between two boundary years."""

    from_year: BoundaryYear
    to_year: BoundaryYear
    side: Annotated[
        Side,
        Field(description="Whether the place is the newer one, with what it came from, or not."),
    ]
    code: Code
    name: AreaTitle
    kind: Annotated[PlaceKind, Field(description="What became of it.")]
    way: Annotated[CrosswalkWay, Field(description="How that is known.")]
    outline_years: Annotated[
        tuple[int, ...], Field(description="Years of the outlines that it rests on.")
    ]
    parts: Annotated[
        tuple[PlacePartAnswer, ...],
        Field(description="Places of the other year, the one with most inhabitants first."),
    ]


class PlaceNameAnswer(Answer):
    """What a place was called in one boundary year."""

    year: BoundaryYear
    code: Code
    name: AreaTitle


class PlaceAnswer(Answer):
    """One place, whatever its codes and names were."""

    is_on_map: Annotated[bool, Field(description="Whether it is a place of the map.")]
    names: Annotated[
        tuple[PlaceNameAnswer, ...],
        Field(description="Its code and name in each boundary year, the newest first."),
    ]
    steps: Annotated[
        tuple[PlaceStepAnswer, ...],
        Field(description="What became of it, by pair of years, the oldest first."),
    ]


class PlaceLifeAnswer(Answer):
    """All places that a code stood for; one that moved on is followed to its other code."""

    edition: EditionName
    code: Code
    boundary_year: Annotated[int, Field(description="Boundary year of the map.")]
    other_years: Annotated[
        tuple[int, ...], Field(description="Boundary years that the edition knows beside it.")
    ]
    places: Annotated[
        tuple[PlaceAnswer, ...], Field(description="The place of the map first, when it is one.")
    ]

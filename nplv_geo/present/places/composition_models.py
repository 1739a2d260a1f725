"""What a focus area was made of in each older boundary year, as ``areas --history`` prints it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nplv_geo.ground.places import CrosswalkWay
from nplv_geo.present.page.answer_models import Answer, AreaIdField, AreaTitle, Count, EditionName
from nplv_geo.present.places.life_models import BoundaryYear, Code, MaybeShare


class OlderPlaceAnswer(Answer):
    """A buurt of an older year that lies in the area, or a wijk that lies wholly in it."""

    code: Code
    name: Annotated[str, Field(description="Its name; empty where that is not known.")]
    level: Annotated[
        Literal["wijk", "buurt"],
        Field(description="A wijk stands for all of its buurten, each of which lies in the area."),
    ]
    buurten: Annotated[Count, Field(description="Number of buurten that it is.")]
    land_inside: Annotated[
        MaybeShare,
        Field(description="Part of its land in the area; of a wijk, of the buurt with the least."),
    ]
    people_inside: Annotated[MaybeShare, Field(description="Part of its inhabitants, likewise.")]
    is_counted: Annotated[
        bool,
        Field(
            description="Whether it counts as a whole, where figures stand as they were published."
        ),
    ]


class AreaYearAnswer(Answer):
    """What the area was made of in one older boundary year."""

    boundary_year: BoundaryYear
    way: Annotated[
        CrosswalkWay | None,
        Field(description="How is known what lay there; null when nothing is known."),
    ]
    outline_years: Annotated[
        tuple[int, ...], Field(description="Years of the outlines that it rests on.")
    ]
    buurten: Annotated[Count, Field(description="Number of buurten that count as a whole.")]
    people_covered: Annotated[
        MaybeShare,
        Field(description="Part of the inhabitants of the area who live where those buurten lay."),
    ]
    land_covered: Annotated[
        MaybeShare, Field(description="Part of the land of the area, likewise; null when unknown.")
    ]
    people_known: Annotated[
        MaybeShare,
        Field(description="Part of the inhabitants in buurten of which is known what lay there."),
    ]
    places: Annotated[
        tuple[OlderPlaceAnswer, ...],
        Field(description="What counts as a whole first, then what lies in it partly; by code."),
    ]


class AreaHistoryAnswer(Answer):
    """A focus area in the codes of each boundary year before that of the map, by overlap."""

    edition: EditionName
    area: AreaIdField
    name: AreaTitle
    boundary_year: Annotated[int, Field(description="Boundary year of the map.")]
    buurten: Annotated[Count, Field(description="Number of buurten on the map.")]
    years: Annotated[tuple[AreaYearAnswer, ...], Field(description="The oldest year first.")]

"""An area on all layers as the API and ``profile --format json`` answer it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nplv_geo.present.page.answer_models import (
    Answer,
    AreaNameAnswer,
    EditionName,
    FigureAnswer,
    FirstFigure,
    Inhabitants,
    IsExceptionalStart,
    IsProvisional,
    LastFigure,
    Margin,
    MaybeYear,
    Number,
    Period,
    Series,
    Share,
    Spread,
    StandingWord,
    ThemeName,
    UsedPeriods,
    Value,
    ValueStatus,
    Year,
)
from nplv_geo.statistics.time.outcomes import Mover, Outcome, Verdict


class PointAnswer(Answer):
    """Value in one period."""

    period: Period
    value: Value
    status: ValueStatus
    series: Series
    provisional: IsProvisional
    moved: Annotated[
        Share | None,
        Field(description="As in `carried`; null when published on the areas of the map."),
    ]
    spread: Spread


class _MoveAnswer(Answer):
    first: MaybeYear
    last: MaybeYear
    start: FirstFigure
    now: LastFigure
    change: Annotated[
        float | None,
        Field(description="Along the line through all periods; not always `now` minus `start`."),
    ]
    margin: Margin


class ChangeAnswer(_MoveAnswer):
    """Change of one area since the programme began."""

    is_clear: Annotated[bool, Field(description="Whether it is more than rounding and chance.")]
    reason: Annotated[str, Field(description="Why it is not clear, or empty.")]
    provisional: IsProvisional
    periods: UsedPeriods
    coverage: Annotated[Share, Field(description="That of the least known of the values.")]
    before: Annotated[
        PointAnswer | None, Field(description="Last comparable period before the programme.")
    ]
    is_exceptional_start: IsExceptionalStart


class GapAnswer(_MoveAnswer):
    """Gap between the area and a reference (area minus reference), then and now."""

    pace: Annotated[float | None, Field(description="Change a year, in the unit of the layer.")]
    pace_needed: Annotated[
        float | None, Field(description="Change a year that makes the gap 0 in 2042.")
    ]
    standing: StandingWord
    periods: UsedPeriods
    verdict: Verdict
    reason: Annotated[str, Field(description="Why the verdict is no clear one, or empty.")]
    provisional: IsProvisional
    outcome: Annotated[Outcome, Field(description="The verdict from the side of the area.")]
    mover: Annotated[Mover, Field(description="Whose own clear change explains the outcome.")]
    area_change: ChangeAnswer | None
    reference_change: ChangeAnswer | None
    p_value: Annotated[
        Share | None, Field(description="Chance of such a change where nothing changed.")
    ]
    is_exceptional_start: IsExceptionalStart


class ClaimAnswer(Answer):
    """One thing that the paragraph says, as numbers that are not rounded."""

    kind: Annotated[str, Field(description="What is said, such as `worse`, `rank` or `changed`.")]
    layer: Annotated[str, Field(description="Name of the layer that it is about, or empty.")]
    reference: Annotated[str, Field(description="Area that it is held against, or empty.")]
    numbers: Annotated[tuple[Number, ...], Field(description="Values, places or counts.")]
    periods: Annotated[tuple[Year, ...], Field(description="Years of the numbers, in order.")]


class ParagraphAnswer(Answer):
    """The area in a few sentences, and what they claim."""

    nl: Annotated[str, Field(description="The text in Dutch.")]
    en: Annotated[str, Field(description="The text in English.")]
    claims: tuple[ClaimAnswer, ...]


class ProfileLayerAnswer(FigureAnswer):
    """One layer of a profile."""

    theme: ThemeName
    trend: Annotated[
        tuple[PointAnswer, ...], Field(description="Values of all periods, oldest first.")
    ]
    change: ChangeAnswer | None
    gaps: Annotated[
        dict[str, GapAnswer], Field(description="By code of the gemeente and the country.")
    ]


class ProfileAnswer(Answer):
    """Everything about an area: ``profile --format json`` and ``/profile``."""

    area: AreaNameAnswer
    edition: EditionName
    gemeente: Annotated[
        str | None, Field(description="Code of the gemeente that the area lies in.")
    ]
    inhabitants: Inhabitants
    boundary_is_approximation: Annotated[
        bool | None,
        Field(description="Whether its boundary is not certain; null for CBS areas."),
    ]
    paragraph: ParagraphAnswer
    layers: tuple[ProfileLayerAnswer, ...]

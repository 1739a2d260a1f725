"""The fields of the answer about the programme in a focus area, typed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nplv_geo.definitions.programme import FactKind
from nplv_geo.definitions.texts import Text
from nplv_geo.present.page.answer_models import (
    Answer,
    AreaNameAnswer,
    EditionName,
    MaybeYear,
)

FactId = Annotated[str, Field(description="Name of the row, also its anchor on the page.")]
Hedge = Annotated[str | None, Field(description="How the source hedges the amount, in Dutch.")]
FactDate = Annotated[
    str | None,
    Field(description="When it happened or was said: a day, month or year; null when unknown."),
]
Note = Annotated[Text | None, Field(description="What a reader must know, if anything.")]
SourceName = Annotated[str, Field(description="Who says so.")]
SourcePage = Annotated[str, Field(description="Page that says so.")]


class FactAnswer(Answer):
    """One fact about the programme in an area."""

    id: FactId
    kind: Annotated[FactKind, Field(description="What the fact is about.")]
    lines: Annotated[
        tuple[str, ...], Field(description="Action lines of 2022 that we place it in.")
    ]
    text: Annotated[Text, Field(description="The fact; an amount is not repeated in it.")]
    amount: Annotated[
        float | None, Field(description="Number in `unit`, or the lowest of a range.")
    ]
    amount_to: Annotated[float | None, Field(description="Highest of the range, in `unit`.")]
    precision: Hedge
    unit: Annotated[Text | None, Field(description="What the amount counts.")]
    date: FactDate
    since: MaybeYear
    until: MaybeYear
    note: Note
    source: SourceName
    url: SourcePage
    looked_up: Annotated[str, Field(description="Month in which the page was read.")]


class ReportedAnswer(Answer):
    """One figure that was reported about an area."""

    id: FactId
    text: Annotated[Text, Field(description="What is counted.")]
    amount: Annotated[float, Field(description="Number in `unit`, as reported.")]
    precision: Hedge
    unit: Annotated[str, Field(description="What the amount counts, in Dutch.")]
    date: FactDate
    note: Note
    source: SourceName
    url: SourcePage


class ProgrammeAnswer(Answer):
    """What the programme is in a focus area: facts by kind, and figures that were reported."""

    edition: EditionName
    area: AreaNameAnswer
    facts: tuple[FactAnswer, ...]
    figures: tuple[ReportedAnswer, ...]

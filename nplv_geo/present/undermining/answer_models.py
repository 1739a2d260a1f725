"""The view on undermining as the API answers it: figures side by side, without rank or verdict."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nplv_geo.definitions.texts import Text
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.answer_models import (
    Answer,
    AreaNameAnswer,
    Count,
    Coverage,
    EditionName,
    LayerNameAnswer,
    Reason,
    Signs,
    SourceAnswer,
    Value,
    ValueStatus,
    Year,
)


class FactorFigureAnswer(Answer):
    """The figure of one area, or why it has none."""

    area: AreaNameAnswer
    value: Value
    status: ValueStatus
    reason: Reason
    coverage: Coverage
    signs: Signs


class FactorAnswer(Answer):
    """One factor: the figure of the area, of those around it, and of the 20."""

    id: Annotated[str, Field(description="Name of the factor.")]
    layer: LayerNameAnswer
    period: Annotated[
        Year | None, Field(description="Year; null where the edition has no figures of it.")
    ]
    smallest_level: Annotated[
        AreaLevel, Field(description="Areas of a smaller level never have a figure here.")
    ]
    min_inhabitants: Annotated[
        Count, Field(description="Areas with this many residents or fewer have no figure.")
    ]
    figure: Annotated[FactorFigureAnswer, Field(description="Of the area itself.")]
    references: Annotated[
        tuple[FactorFigureAnswer, ...],
        Field(description="Of the focus area, the gemeente and the country around it."),
    ]
    areas: Annotated[
        tuple[FactorFigureAnswer, ...],
        Field(
            description="Of the 20 areas by name, or of their gemeenten where only these have it."
        ),
    ]
    source: Annotated[
        SourceAnswer | None, Field(description="Null where the edition has no figures of it.")
    ]


class FactorGroupAnswer(Answer):
    """Factors of one kind."""

    id: Annotated[str, Field(description="Name of the group.")]
    label: Annotated[Text, Field(description="What the group is.")]
    intro: Annotated[Text, Field(description="How its figures are to be read.")]
    factors: tuple[FactorAnswer, ...]


class UnderminingAnswer(Answer):
    """An area on the factors of the view on undermining: ``/ondermijning``."""

    area: AreaNameAnswer
    edition: EditionName
    about: Annotated[Text, Field(description="What the view is.")]
    cautions: Annotated[
        tuple[Text, ...], Field(description="What must be said with these figures.")
    ]
    groups: tuple[FactorGroupAnswer, ...]
    closed: Annotated[tuple[Text, ...], Field(description="What open figures cannot show.")]
    official: Annotated[str, Field(description="Address of the official dashboard.")]

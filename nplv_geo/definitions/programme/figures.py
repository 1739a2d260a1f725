"""What the programme reported: figures as published.

They stand apart from the layers: nothing is computed with them, and no area is ranked on them.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from nplv_geo.definitions.programme.rows import (
    Precision,
    ProgrammeError,
    ProgrammeRow,
    check_address,
    check_scope,
    read_programme_rows,
)
from nplv_geo.definitions.texts import Text

FIGURES = "data/programme/figures.csv"


class ReportedFigure(ProgrammeRow):
    """One figure as the programme published it.

    Attributes
    ----------
    date
        Month of publication, ``2024-10``; empty where the source gives none.
    scope
        What it holds for: the 20 areas, the country, or one area (``gebied``).
    precision
        How the source hedges the number, empty where it does not.
    """

    date: str = Field(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$")
    scope: Literal["20 gebieden", "19 gebieden", "nationaal", "gebied"]
    subject_nl: str = Field(min_length=1)
    subject_en: str = Field(min_length=1)
    value: Decimal
    unit: str = Field(min_length=1)
    precision: Precision
    note_nl: str
    note_en: str
    source: str = Field(min_length=1)
    url: Annotated[str, AfterValidator(check_address)]

    @model_validator(mode="after")
    def _check_whole(self) -> ReportedFigure:
        check_scope(self.scope, self.area_id)
        if bool(self.note_nl) != bool(self.note_en):
            raise ValueError("de toelichting ontbreekt in een van de talen")
        return self

    @property
    def subject(self) -> Text:
        """What is counted."""
        return Text(nl=self.subject_nl, en=self.subject_en)

    @property
    def note(self) -> Text | None:
        """What a reader should know about it, if anything."""
        return Text(nl=self.note_nl, en=self.note_en) if self.note_nl else None


def parse_figures(text: str, areas: Collection[str]) -> tuple[ReportedFigure, ...]:
    """Read the reported figures.

    Parameters
    ----------
    text
        Content of ``figures.csv``: comma separated, one row a figure.
    areas
        Ids of the focus areas.

    Returns
    -------
    tuple of ReportedFigure
        In the order of the table.

    Raises
    ------
    ProgrammeError
        On the first row that is wrong, with its line number.
    """
    return tuple(read_programme_rows(text, ReportedFigure, FIGURES, areas, ProgrammeError))

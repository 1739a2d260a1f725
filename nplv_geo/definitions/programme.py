"""What the programme set out to do and what it reported, as typed and checked tables.

The figures are the programme's own, carried over as published. They stand apart from the layers:
nothing is computed with them, and no area is ranked on them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import closest
from nplv_geo.definitions.texts import Language, Text
from nplv_geo.ground.checked_rows import AREA, Row, read_checked_rows, tell_problem
from nplv_geo.ground.errors import NplvError

LINES = "data/programme/action_lines.toml"
FIGURES = "data/programme/figures.csv"


class ProgrammeError(NplvError):
    """A table under ``data/programme/`` is missing or wrong: names the file, place and remedy."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ActionLine(_Strict):
    """One of the four lines along which the programme works, with the layers that belong to it."""

    id: str = Field(pattern=r"^[a-z_]+$")
    label: Text
    sentence: Text
    layers: tuple[str, ...] = Field(min_length=1)


class Outside(_Strict):
    """A judged layer that deliberately stands in no line."""

    layer: str
    reason: Text


class ActionLines(_Strict):
    """Content of ``action_lines.toml``."""

    line: tuple[ActionLine, ...]
    outside: tuple[Outside, ...] = ()

    @property
    def placed(self) -> tuple[str, ...]:
        """Every layer that is named, as often as it is named."""
        named = [layer for line in self.line for layer in line.layers]
        return (*named, *(outside.layer for outside in self.outside))


class Figure(Row):
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
    precision: Literal["", "ongeveer", "ruim", "bijna", "meer dan"]
    note_nl: str
    note_en: str
    source: str = Field(min_length=1)
    url: str = Field(pattern=r"^(https://\S+)?$")

    @model_validator(mode="after")
    def _is_whole(self) -> Figure:
        if (self.scope == AREA) != bool(self.area_id):
            raise ValueError("area_id hoort bij bereik 'gebied', en alleen daar")
        if bool(self.note_nl) != bool(self.note_en):
            raise ValueError("de toelichting ontbreekt in een van de talen")
        return self

    def subject(self, language: Language) -> str:
        """What is counted."""
        return self.subject_nl if language == "nl" else self.subject_en

    def note(self, language: Language) -> str:
        """What a reader should know about it, or nothing."""
        return self.note_nl if language == "nl" else self.note_en


@dataclass(frozen=True, slots=True)
class Programme:
    """The action lines and the reported figures."""

    lines: ActionLines
    figures: tuple[Figure, ...]


def parse_action_lines(text: str, catalog: Catalog) -> ActionLines:
    """Read the action lines and check their layers.

    Raises
    ------
    ProgrammeError
        On a wrong field, a layer that does not exist, or one that is named twice.
    """
    try:
        lines = ActionLines.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(f"{LINES}: geen geldige TOML: {error}.") from error
    except ValidationError as error:
        raise ProgrammeError(f"{LINES}: {tell_problem(error)}") from error
    for layer, times in Counter(lines.placed).items():
        if layer not in catalog:
            hint = closest(layer, catalog.ids)
            raise ProgrammeError(f"{LINES}: kaartlaag '{layer}' bestaat niet{hint}.")
        if times > 1:
            raise ProgrammeError(f"{LINES}: kaartlaag '{layer}' staat er {times} keer; kies één.")
    return lines


def unplaced(lines: ActionLines, catalog: Catalog) -> tuple[str, ...]:
    """Visible layers with a judged direction that the table forgot."""
    placed = set(lines.placed)
    judged = (la for la in catalog.layers if not la.hidden and not la.is_neutral)
    return tuple(layer.id for layer in judged if layer.id not in placed)


def parse_figures(text: str, areas: Collection[str]) -> tuple[Figure, ...]:
    """Read the reported figures.

    Parameters
    ----------
    areas
        Ids of the focus areas.

    Raises
    ------
    ProgrammeError
        On the first row that is wrong, with its line number.
    """
    return tuple(read_checked_rows(text, Figure, FIGURES, areas, ProgrammeError))

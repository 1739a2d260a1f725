"""What the programme set out to do and what it reported, as typed and checked tables.

The figures are the programme's own, carried over as published. They stand apart from the layers:
nothing is computed with them, and no area is ranked on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.texts import Definition, Text, parse_toml
from nplv_geo.ground.checked_rows import CheckedRow, describe_problem, read_checked_rows
from nplv_geo.ground.errors import NplvError
from nplv_geo.ground.suggest import suggest_name

LINES = "data/programme/action_lines.toml"
FIGURES = "data/programme/figures.csv"

_ONE_AREA = "gebied"


class ProgrammeError(NplvError):
    """A table under ``data/programme/`` is missing or wrong: names the file, place and remedy."""


class ActionLine(Definition):
    """One of the four lines along which the programme works, with the layers that belong to it."""

    id: str = Field(pattern=r"^[a-z_]+$")
    label: Text
    sentence: Text
    layers: tuple[str, ...] = Field(min_length=1)


class UnplacedLayer(Definition):
    """A judged layer that deliberately stands in no line, and why."""

    layer: str
    reason: Text


class ActionLines(Definition):
    """Content of ``action_lines.toml``."""

    line: tuple[ActionLine, ...]
    outside: tuple[UnplacedLayer, ...] = ()

    @property
    def placed_layers(self) -> tuple[str, ...]:
        """Every layer that is named, as often as it is named."""
        in_lines = [layer for line in self.line for layer in line.layers]
        return (*in_lines, *(unplaced.layer for unplaced in self.outside))


class ProgrammeRow(CheckedRow):
    """What all rows about the programme have.

    Attributes
    ----------
    id
        Name of the row, that no other row has.
    area_id
        Focus area that it is about; empty when it is about more than one.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    area_id: str


ProgrammeRowType = TypeVar("ProgrammeRowType", bound=ProgrammeRow)


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
    precision: Literal["", "ongeveer", "ruim", "bijna", "meer dan"]
    note_nl: str
    note_en: str
    source: str = Field(min_length=1)
    url: str = Field(pattern=r"^(https://\S+)?$")

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


@dataclass(frozen=True, slots=True)
class Programme:
    """The action lines and the reported figures."""

    lines: ActionLines
    figures: tuple[ReportedFigure, ...]


def check_scope(scope: str, area_id: str) -> None:
    """Check that a row names an area when it is about one, and only then.

    Parameters
    ----------
    scope
        What the row holds for.
    area_id
        Focus area that the row names, or nothing.

    Raises
    ------
    ValueError
        When the two contradict one another.
    """
    if (scope == _ONE_AREA) != bool(area_id):
        raise ValueError("area_id hoort bij bereik 'gebied', en alleen daar")


def read_programme_rows(
    text: str,
    row_type: type[ProgrammeRowType],
    file: str,
    areas: Collection[str],
    error_type: type[NplvError],
) -> Iterator[ProgrammeRowType]:
    """Read the rows of a table about the programme.

    Parameters
    ----------
    text
        Content of the table: comma separated, with a header.
    row_type
        Model of a row.
    file
        Name of the table, for who reads an error.
    areas
        Ids of the focus areas.
    error_type
        Error of that table.

    Yields
    ------
    ProgrammeRowType
        Each row, in the order of the table.

    Raises
    ------
    NplvError
        Of ``error_type``, on the first row that is wrong, with its line number.
    """
    ids: set[str] = set()
    for where, row in read_checked_rows(text, row_type, file, error_type):
        if row.area_id and row.area_id not in areas:
            hint = suggest_name(row.area_id, areas)
            raise error_type(f"{where}: gebied '{row.area_id}' bestaat niet{hint}.")
        if row.id in ids:
            raise error_type(f"{where}: id '{row.id}' staat er al; maak elk id uniek.")
        ids.add(row.id)
        yield row


def parse_action_lines(text: str, catalog: Catalog) -> ActionLines:
    """Read the action lines and check their layers.

    Parameters
    ----------
    text
        Content of ``action_lines.toml``.
    catalog
        The layers that there are.

    Returns
    -------
    ActionLines
        The lines, and the layers that stand in none.

    Raises
    ------
    ProgrammeError
        On a wrong field, a layer that does not exist, or one that is named twice.
    """
    try:
        lines = ActionLines.model_validate(parse_toml(text, LINES, ProgrammeError))
    except ValidationError as error:
        raise ProgrammeError(f"{LINES}: {describe_problem(error)}") from error
    for layer, times in Counter(lines.placed_layers).items():
        if layer not in catalog:
            hint = suggest_name(layer, catalog.ids)
            raise ProgrammeError(f"{LINES}: kaartlaag '{layer}' bestaat niet{hint}.")
        if times > 1:
            raise ProgrammeError(f"{LINES}: kaartlaag '{layer}' staat er {times} keer; kies één.")
    return lines


def list_unplaced_layers(lines: ActionLines, catalog: Catalog) -> tuple[str, ...]:
    """List the visible layers with a judged direction that the table forgot.

    Parameters
    ----------
    lines
        The action lines.
    catalog
        The layers that there are.

    Returns
    -------
    tuple of str
        Ids, in the order of the menu.
    """
    placed = set(lines.placed_layers)
    judged = (layer for layer in catalog.layers if not layer.hidden and not layer.is_neutral)
    return tuple(layer.id for layer in judged if layer.id not in placed)


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

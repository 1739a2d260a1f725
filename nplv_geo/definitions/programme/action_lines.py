"""The lines along which the programme works, its goals, and which layers say something of them."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.programme.rows import ProgrammeError, check_address
from nplv_geo.definitions.texts import Definition, Text, parse_toml
from nplv_geo.ground.checked_rows import describe_problem
from nplv_geo.ground.suggest import suggest_name

LINES = "data/programme/action_lines.toml"


class Letter(Definition):
    """Letter to parliament that says what the programme works on."""

    date: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
    source: Text
    url: Annotated[str, AfterValidator(check_address)]


class Goal(Definition):
    """One of the goals that the letter of 2024 names, and the action lines it is nearest to."""

    id: str = Field(pattern=r"^[a-z_]+$")
    label: Text
    sentence: Text
    lines: tuple[str, ...] = Field(min_length=1)


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

    letter_2022: Letter
    letter_2024: Letter
    line: tuple[ActionLine, ...]
    goal: tuple[Goal, ...]
    outside: tuple[UnplacedLayer, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the action lines, in their order."""
        return tuple(line.id for line in self.line)

    @property
    def placed_layers(self) -> tuple[str, ...]:
        """Every layer that is named, as often as it is named."""
        in_lines = [layer for line in self.line for layer in line.layers]
        return (*in_lines, *(unplaced.layer for unplaced in self.outside))


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
        On a wrong field, a layer or line that does not exist, or a layer that is named twice.
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
    for goal in lines.goal:
        for line in goal.lines:
            if line not in lines.ids:
                hint = suggest_name(line, lines.ids)
                raise ProgrammeError(f"{LINES}: actielijn '{line}' bestaat niet{hint}.")
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

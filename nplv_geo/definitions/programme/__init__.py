"""The programme as its own pages tell it: lines and goals, reported figures, facts per area.

Comes in: the tables of ``data/programme/``. Goes out: typed and checked rows, each with the page
that says so, or one sentence about what is wrong with which line. Other rooms import from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.programme.action_lines import (
    LINES,
    ActionLine,
    ActionLines,
    Goal,
    Letter,
    UnplacedLayer,
    list_unplaced_layers,
    parse_action_lines,
)
from nplv_geo.definitions.programme.area_facts import (
    AREA_FACTS,
    IDENTITY,
    AreaFact,
    FactKind,
    parse_area_facts,
)
from nplv_geo.definitions.programme.figures import FIGURES, ReportedFigure, parse_figures
from nplv_geo.definitions.programme.rows import (
    ProgrammeError,
    ProgrammeRow,
    check_address,
    check_scope,
    read_programme_rows,
)

__all__ = [
    "AREA_FACTS",
    "FIGURES",
    "IDENTITY",
    "LINES",
    "ActionLine",
    "ActionLines",
    "AreaFact",
    "FactKind",
    "Goal",
    "Letter",
    "Programme",
    "ProgrammeError",
    "ProgrammeRow",
    "ReportedFigure",
    "UnplacedLayer",
    "check_address",
    "check_scope",
    "list_unplaced_layers",
    "parse_action_lines",
    "parse_area_facts",
    "parse_figures",
    "read_programme_rows",
]


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything about the programme but its events.

    Attributes
    ----------
    lines
        Action lines of 2022 and goals of 2024.
    figures
        What was reported, about all areas or about one.
    facts
        What the programme is in each area.
    """

    lines: ActionLines
    figures: tuple[ReportedFigure, ...]
    facts: tuple[AreaFact, ...]

    def list_figures(self, area: str) -> tuple[ReportedFigure, ...]:
        """List what was reported about one area.

        Parameters
        ----------
        area
            Id of the focus area.

        Returns
        -------
        tuple of ReportedFigure
            In the order of the table.
        """
        return tuple(figure for figure in self.figures if figure.area_id == area)

    def list_facts(self, area: str) -> tuple[AreaFact, ...]:
        """List the facts about one area.

        Parameters
        ----------
        area
            Id of the focus area.

        Returns
        -------
        tuple of AreaFact
            Kind by kind in the order of :class:`FactKind`.
        """
        order = list(FactKind)
        own = (fact for fact in self.facts if fact.area_id == area)
        return tuple(sorted(own, key=lambda fact: order.index(fact.kind)))

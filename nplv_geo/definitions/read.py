"""Reads the project's own definitions from disk: layers, focus areas and expectations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.events import EVENTS, Event, EventsError, parse_events
from nplv_geo.definitions.expectations import EXPECTATIONS, Expectations, parse_expectations
from nplv_geo.definitions.focus_areas import FocusArea, parse_focus_areas
from nplv_geo.definitions.gemeente_groups import parse_gemeente_groups
from nplv_geo.definitions.layer_files import parse_catalog
from nplv_geo.definitions.national_totals import (
    NATIONAL_TOTALS,
    NationalTotals,
    parse_national_totals,
)
from nplv_geo.definitions.programme import (
    AREA_FACTS,
    FIGURES,
    LINES,
    Programme,
    ProgrammeError,
    parse_action_lines,
    parse_area_facts,
    parse_figures,
)
from nplv_geo.ground.errors import (
    ExpectationsError,
    FocusAreaError,
    GemeenteGroupsError,
    LayerFileError,
    NationalTotalsError,
)


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the project itself decides: everything a build needs besides published data.

    Attributes
    ----------
    catalog
        Layers and themes.
    focus_areas
        Composition of the 20 areas.
    expectations
        Bounds on what is plausible.
    gemeente_groups
        Gemeente codes of G4 and G40.
    national_totals
        Published totals of the country, by layer and year.
    """

    catalog: Catalog
    focus_areas: tuple[FocusArea, ...]
    expectations: Expectations
    gemeente_groups: Mapping[str, tuple[str, ...]]
    national_totals: NationalTotals


def read_definitions(project: Path) -> Definitions:
    """Read all definitions.

    Parameters
    ----------
    project
        Folder that holds ``layers/`` and ``data/``.

    Returns
    -------
    Definitions
        Everything, checked.

    Raises
    ------
    LayerFileError, FocusAreaError, ExpectationsError, GemeenteGroupsError, NationalTotalsError
        On the first file that is wrong.
    """
    return Definitions(
        read_catalog(project),
        read_focus_areas(project),
        read_expectations(project),
        read_gemeente_groups(project),
        read_national_totals(project),
    )


def read_expectations(project: Path) -> Expectations:
    """Read what a build may expect of published figures.

    Parameters
    ----------
    project
        Folder that holds ``data/expectations.toml``.

    Returns
    -------
    Expectations
        The bounds.

    Raises
    ------
    ExpectationsError
        When the file is missing or wrong.
    """
    missing = ExpectationsError(f"{EXPECTATIONS} ontbreekt.")
    return parse_expectations(_read_text(project / EXPECTATIONS, missing))


def read_catalog(project: Path) -> Catalog:
    """Read all layer files.

    Parameters
    ----------
    project
        Folder that holds ``layers/``.

    Returns
    -------
    Catalog
        Themes and layers in the order of the menu.

    Raises
    ------
    LayerFileError
        On the first file that is missing or wrong.
    """
    folder = project / "layers"
    themes = _read_text(folder / "themes.toml", LayerFileError("layers/themes.toml ontbreekt."))
    paths = sorted(folder.glob("*/*.toml"))
    texts = {p.relative_to(project).as_posix(): p.read_text(encoding="utf-8") for p in paths}
    profile = _read_text(folder / "profile.toml", LayerFileError("layers/profile.toml ontbreekt."))
    undermining = _read_text(
        folder / "ondermijning.toml", LayerFileError("layers/ondermijning.toml ontbreekt.")
    )
    return parse_catalog(themes, texts, profile, undermining)


def read_focus_areas(project: Path) -> tuple[FocusArea, ...]:
    """Read the composition of the 20 areas.

    Parameters
    ----------
    project
        Folder that holds ``data/boundaries/focus_areas.csv``.

    Returns
    -------
    tuple of FocusArea
        The areas, in the order of the table.

    Raises
    ------
    FocusAreaError
        With everything that is wrong with the table.
    """
    path = project / "data" / "boundaries" / "focus_areas.csv"
    return parse_focus_areas(_read_text(path, FocusAreaError(["bestand ontbreekt"])))


def read_gemeente_groups(project: Path) -> dict[str, tuple[str, ...]]:
    """Read which gemeenten form G4 and G40.

    Parameters
    ----------
    project
        Folder that holds ``data/boundaries/gemeente_groups.csv``.

    Returns
    -------
    dict of str to tuple of str
        Gemeente codes of each group, sorted.

    Raises
    ------
    GemeenteGroupsError
        When the table is missing or wrong.
    """
    path = project / "data" / "boundaries" / "gemeente_groups.csv"
    missing = GemeenteGroupsError("bestand ontbreekt; haal de hele repository opnieuw op.")
    return parse_gemeente_groups(_read_text(path, missing))


def read_national_totals(project: Path) -> NationalTotals:
    """Read the published totals of the country.

    Parameters
    ----------
    project
        Folder that holds ``data/national_totals.csv``.

    Returns
    -------
    NationalTotals
        Totals by layer and year, in the unit of the layer.

    Raises
    ------
    NationalTotalsError
        When the table is missing or wrong.
    """
    missing = NationalTotalsError(f"{NATIONAL_TOTALS} ontbreekt; haal de hele repository opnieuw.")
    return parse_national_totals(_read_text(project / NATIONAL_TOTALS, missing))


def read_programme(project: Path, catalog: Catalog, areas: Collection[str]) -> Programme:
    """Read the action lines, what the programme reported, and the facts per area.

    Parameters
    ----------
    project
        Folder that holds ``data/programme/``.
    catalog
        The layers that there are.
    areas
        Ids of the focus areas.

    Returns
    -------
    Programme
        Lines, figures and facts.

    Raises
    ------
    ProgrammeError
        On the first thing that is wrong with any table.
    """
    lines, figures, facts = (
        _read_text(project / name, ProgrammeError(f"{name} ontbreekt."))
        for name in (LINES, FIGURES, AREA_FACTS)
    )
    action_lines = parse_action_lines(lines, catalog)
    return Programme(
        lines=action_lines,
        figures=parse_figures(figures, areas),
        facts=parse_area_facts(facts, areas, action_lines.ids),
    )


def read_events(project: Path, areas: Collection[str]) -> tuple[Event, ...]:
    """Read what happened in the programme.

    Parameters
    ----------
    project
        Folder that holds ``data/programme/events.csv``.
    areas
        Ids of the focus areas.

    Returns
    -------
    tuple of Event
        Ordered by month.

    Raises
    ------
    EventsError
        On the first row that is wrong.
    """
    return parse_events(_read_text(project / EVENTS, EventsError(f"{EVENTS} ontbreekt.")), areas)


def _read_text(path: Path, missing: Exception) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise missing from error

"""Reads the project's own definitions from disk: layers, focus areas and expectations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.events import EVENTS, Event, EventsError, parse_events
from nplv_geo.definitions.expectations import Expectations, parse_expectations
from nplv_geo.definitions.focus_areas import FocusArea, parse_focus_areas
from nplv_geo.definitions.gemeente_groups import parse_gemeente_groups
from nplv_geo.definitions.layer_files import parse_catalog
from nplv_geo.definitions.national_totals import FILE as NATIONAL_TOTALS
from nplv_geo.definitions.national_totals import NationalTotals, parse_national_totals
from nplv_geo.definitions.programme import (
    FIGURES,
    LINES,
    Programme,
    ProgrammeError,
    parse_action_lines,
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
    """What the project itself decides: everything a build needs besides published data."""

    catalog: Catalog
    focus_areas: tuple[FocusArea, ...]
    expectations: Expectations
    gemeente_groups: Mapping[str, tuple[str, ...]]
    national_totals: NationalTotals


def read_definitions(project: Path) -> Definitions:
    """Read all definitions.

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
    """Read what a build may expect of published figures."""
    path = project / "data" / "expectations.toml"
    missing = ExpectationsError("data/expectations.toml ontbreekt.")
    return parse_expectations(_text(path, missing))


def read_catalog(project: Path) -> Catalog:
    """Read all layer files.

    Raises
    ------
    LayerFileError
        On the first file that is missing or wrong.
    """
    folder = project / "layers"
    themes = _text(folder / "themes.toml", LayerFileError("layers/themes.toml ontbreekt."))
    paths = sorted(folder.glob("*/*.toml"))
    texts = {p.relative_to(project).as_posix(): p.read_text(encoding="utf-8") for p in paths}
    profile = _text(folder / "profile.toml", LayerFileError("layers/profile.toml ontbreekt."))
    return parse_catalog(themes, texts, profile)


def read_focus_areas(project: Path) -> tuple[FocusArea, ...]:
    """Read the composition of the 20 areas.

    Raises
    ------
    FocusAreaError
        With everything that is wrong with the table.
    """
    path = project / "data" / "boundaries" / "focus_areas.csv"
    return parse_focus_areas(_text(path, FocusAreaError(["bestand ontbreekt"])))


def read_gemeente_groups(project: Path) -> dict[str, tuple[str, ...]]:
    """Read which gemeenten form G4 and G40.

    Raises
    ------
    GemeenteGroupsError
        When the table is missing or wrong.
    """
    path = project / "data" / "boundaries" / "gemeente_groups.csv"
    missing = GemeenteGroupsError("bestand ontbreekt; haal de hele repository opnieuw op.")
    return parse_gemeente_groups(_text(path, missing))


def read_national_totals(project: Path) -> NationalTotals:
    """Read the published totals of the country.

    Raises
    ------
    NationalTotalsError
        When the table is missing or wrong.
    """
    missing = NationalTotalsError(f"{NATIONAL_TOTALS} ontbreekt; haal de hele repository opnieuw.")
    return parse_national_totals(_text(project / NATIONAL_TOTALS, missing))


def read_programme(project: Path, catalog: Catalog, areas: Collection[str]) -> Programme:
    """Read the action lines and what the programme reported.

    Raises
    ------
    ProgrammeError
        On the first thing that is wrong with either table.
    """
    lines, figures = (
        _text(project / name, ProgrammeError(f"{name} ontbreekt.")) for name in (LINES, FIGURES)
    )
    return Programme(parse_action_lines(lines, catalog), parse_figures(figures, areas))


def read_events(project: Path, areas: Collection[str]) -> tuple[Event, ...]:
    """Read what happened in the programme.

    Raises
    ------
    EventsError
        On the first row that is wrong.
    """
    return parse_events(_text(project / EVENTS, EventsError(f"{EVENTS} ontbreekt.")), areas)


def _text(path: Path, missing: Exception) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise missing from error

"""Reads the project's own definitions from disk: layers, focus areas and expectations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nplv_geo.catalog import Catalog
from nplv_geo.errors import ExpectationsError, FocusAreaError, LayerFileError
from nplv_geo.expectations import Expectations, parse_expectations
from nplv_geo.focus_areas import FocusArea, parse_focus_areas
from nplv_geo.layer_files import parse_catalog


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the project itself decides: everything a build needs besides published data."""

    catalog: Catalog
    focus_areas: tuple[FocusArea, ...]
    expectations: Expectations


def read_definitions(project: Path) -> Definitions:
    """Read all definitions.

    Raises
    ------
    LayerFileError, FocusAreaError, ExpectationsError
        On the first file that is wrong.
    """
    return Definitions(read_catalog(project), read_focus_areas(project), read_expectations(project))


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
    return parse_catalog(themes, texts)


def read_focus_areas(project: Path) -> tuple[FocusArea, ...]:
    """Read the composition of the 20 areas.

    Raises
    ------
    FocusAreaError
        With everything that is wrong with the table.
    """
    path = project / "data" / "boundaries" / "focus_areas.csv"
    return parse_focus_areas(_text(path, FocusAreaError(["bestand ontbreekt"])))


def _text(path: Path, missing: Exception) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise missing from error

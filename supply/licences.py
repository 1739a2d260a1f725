"""Under which licences the packages of others come, held against those that are allowed."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from supply.pins import BUNDLED, PROJECT, RUNTIME, TOOLS, Pin, normalise, read_lock

LIST = PROJECT / "docs" / "licences.md"
_RULES = Path(__file__).with_name("licences.toml")
_WORDS = re.compile(r"\s+(?:AND|OR|WITH)\s+|[()]|\s\+\s")
_HEAD = """# Licences of what others made

Made by `make licences`, which refuses a licence that `supply/licences.toml` does not allow.
`make sbom` gives the same as a bill of materials (CycloneDX), with versions and hashes.
"""
_BUNDLED = """
## In the bundles of the page

Code of npm packages inside `assets/*.js`, as esbuild tells. Dash, dash-leaflet and dash-ag-grid
bring scripts of their own (React, Leaflet, Plotly, AG Grid Community: MIT), inside their packages.
"""


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package and its licence.

    Attributes
    ----------
    name
        Of the package.
    licence
        As an expression of SPDX; empty when nobody knows.
    is_tool
        True for what is not passed on with the program.
    """

    name: str
    licence: str
    is_tool: bool = False


def list_licences() -> list[Licensed]:
    """List the licence of each pinned package that is installed here, and of what is bundled."""
    rules = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    installed = {normalise(one.name): one for one in distributions()}
    runtime = {pin.name for pin in read_lock(RUNTIME)}
    names = sorted(runtime | {pin.name for pin in read_lock(TOOLS)})
    return [
        Licensed(name, read_licence(installed[name], rules), name not in runtime)
        for name in names
        if name in installed
    ]


def list_bundled() -> list[Licensed]:
    """List the npm packages in the bundles of the page."""
    return [Licensed(one["name"], one["license"]) for one in read_bundled()]


def read_bundled() -> list[dict[str, str]]:
    """Read what the build of the scripts told of its bundles: name, version and licence."""
    found: list[dict[str, str]] = json.loads(BUNDLED.read_text(encoding="utf-8"))
    return found


def list_bundled_pins() -> list[Pin]:
    """List the same as pins."""
    return [Pin("npm", one["name"], one["version"]) for one in read_bundled()]


def read_licence(package: Distribution, rules: dict[str, dict[str, str]]) -> str:
    """Read the licence of an installed package, as SPDX.

    What the package says as an expression counts; else its classifiers, else a short text.
    """
    metadata = package.metadata.json
    told = rules["told"].get(normalise(package.name))
    expression = metadata.get("license_expression")
    if told or expression:
        return str(told or expression)
    heads = [one for one in metadata.get("classifier", []) if one.startswith("License :: ")]
    written = [one.rpartition(" :: ")[2] for one in heads if not one.endswith("OSI Approved")]
    text = str(metadata.get("license") or "").strip().partition("\n")[0]
    names = written or ([text] if text else [])
    return " OR ".join(dict.fromkeys(rules["written"].get(name, name) for name in names))


def find_refused(packages: Iterable[Licensed]) -> list[str]:
    """Find what may not be used here, a sentence for each."""
    rules = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    allowed, more = set(rules["allowed"]), set(rules["allowed_tools"])
    return [
        f"{one.name}: de licentie is {one.licence or 'onbekend'}; zoek een ander pakket, of zet "
        "haar met een reden in supply/licences.toml."
        for one in packages
        if not _is_allowed(one.licence, allowed | more if one.is_tool else allowed)
    ]


def _is_allowed(expression: str, allowed: set[str]) -> bool:
    """Whether one of the choices (OR) has no part (AND) that is not allowed."""
    choices = re.split(r"\s+OR\s+", expression.strip("()"))
    parts = ([part for part in _WORDS.split(choice) if part.strip()] for choice in choices)
    return any(own and all(part.strip() in allowed for part in own) for own in parts)


def write_list() -> str:
    """Write the list of licences as a document."""
    packages = list_licences()
    runtime = [(one.name, one.licence) for one in packages if not one.is_tool]
    tools = [(one.name, one.licence) for one in packages if one.is_tool]
    bundled = [(one.name, one.licence) for one in list_bundled()]
    parts = [
        _HEAD,
        "\n## What the program needs\n",
        _write_table(runtime),
        _BUNDLED,
        _write_table(bundled),
        "\n## Tools of who develops\n\nNot passed on with the program.\n",
        _write_table(tools),
    ]
    return "".join(parts)


def _write_table(rows: Iterable[tuple[str, str]]) -> str:
    lines = ["", "| package | licence |", "|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {licence} |" for name, licence in rows)]) + "\n"

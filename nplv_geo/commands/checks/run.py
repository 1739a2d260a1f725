"""What is wrong, or worth knowing, about layers, areas and the current edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from nplv_geo.commands.checks.compositions import check_compositions
from nplv_geo.commands.checks.findings import Finding
from nplv_geo.commands.checks.topics import check_topics
from nplv_geo.commands.checks.years import check_years, list_years
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import EXPECTED_AREAS, FocusArea
from nplv_geo.definitions.read import (
    read_catalog,
    read_events,
    read_focus_areas,
    read_programme,
)
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground.errors import EditionError, NplvError
from nplv_geo.ground.settings import Settings

_SHOWN = 3


def check_all(settings: Settings) -> list[Finding]:
    """Check the definitions and the current edition."""
    catalog, areas, findings = _definitions(settings)
    try:
        edition = open_current(settings.editions, settings.edition)
    except EditionError as error:
        return [*findings, Finding("warning", "editie", str(error))]
    about_edition = _edition(edition)
    findings += about_edition
    # Of an edition that is not whole there may be no figures to count.
    is_whole = all(finding.severity != "error" for finding in about_edition)
    if catalog and is_whole:
        findings += check_years(edition, list_years(edition, catalog))
        findings += check_compositions(edition, areas)
    return findings


def status(edition: Edition, catalog: Catalog) -> dict[str, Any]:
    """Describe what the edition holds and how fresh it is."""
    manifest = edition.manifest
    return {
        "edition": edition.id,
        "built": manifest.built,
        "schematic": edition.is_schematic,
        "boundary_year": edition.boundary_year,
        "areas": manifest.areas,
        "left_out": manifest.left_out,
        "unmatched": [entry.model_dump(mode="json") for entry in manifest.unmatched],
        "affected": affected_layers(edition),
        "years": [year.model_dump(mode="json") for year in list_years(edition, catalog)],
        "sources": [table.model_dump(mode="json") for table in manifest.sources],
        "files": [file.model_dump(exclude_unset=True) for file in manifest.files],
        "dispersion": {key: found.model_dump() for key, found in manifest.dispersion.items()},
        "layers": {
            layer: {
                "periods": sorted(periods),
                "table": periods[max(periods)].table,
                "retrieved": periods[max(periods)].retrieved,
                "provisional": [p for p in sorted(periods) if periods[p].provisional],
            }
            for layer, periods in manifest.layers.items()
        },
    }


def affected_layers(edition: Edition) -> list[dict[str, Any]]:
    """Gemeenten whose buurten have other codes in a table than on the map, by table and period.

    A table of another year may name gemeenten that the edition does not have; they have no name.
    """
    periods_by_pair: dict[tuple[str, str], set[str]] = {}
    for periods in edition.manifest.layers.values():
        for period, origin in periods.items():
            # What was carried stands on the areas of the map.
            if origin.affected and origin.carried is None:
                periods_by_pair.setdefault((origin.table, period), set()).update(origin.affected)
    return [
        {
            "table": table,
            "period": period,
            "municipalities": {code: edition.areas.names.get(code) for code in sorted(codes)},
        }
        for (table, period), codes in sorted(periods_by_pair.items())
    ]


def _divisions(edition: Edition) -> Iterator[Finding]:
    """Tables on other areas than the map, or on areas that nobody records."""
    carried_years = {one.from_year for one in edition.manifest.crosswalks}
    for table in edition.manifest.sources:
        year, name = table.boundary_year, table.table
        if year is None:
            text = "gebiedsindeling onbekend; alleen het cijfer van Nederland wordt getoond"
            yield Finding("warning", name, text)
        elif year != edition.boundary_year:
            is_carried = year in carried_years
            how = "" if table.is_recorded else " (afgeleid)"
            text = f"indeling {year}{how}, de kaart {edition.boundary_year}: "
            how_many = "overgenomen of omgerekend" if is_carried else "overgenomen"
            text += f"{table.carried} buurten {how_many}, {table.withheld} achtergehouden"
            yield Finding("info" if table.on_trust or is_carried else "warning", name, text)
        if table.gemeenten_of and table.gemeenten < table.gemeenten_of:
            text = f"cijfers over {table.gemeenten} van de {table.gemeenten_of} gemeenten"
            yield Finding("info", name, text)
        if table.left_out:
            text = "gebieden weggelaten (water, buitenland, onbekend, of zonder code of naam)"
            yield Finding("info", name, f"{text}: {table.left_out}")


def _definitions(
    settings: Settings,
) -> tuple[Catalog | None, tuple[FocusArea, ...], list[Finding]]:
    catalog, about_layers = _check_layers(settings)
    areas, about_areas = _check_areas(settings)
    topics = _topics(settings, catalog) if catalog else []
    findings = [about_layers, *topics, about_areas]
    # What is wrong with layers or areas is told once, and not as a fault of the programme.
    if catalog and areas:
        findings.append(_check_programme(settings, catalog, [area.id for area in areas]))
    return catalog, areas, findings


def _check_layers(settings: Settings) -> tuple[Catalog | None, Finding]:
    try:
        catalog = read_catalog(settings.project)
    except NplvError as error:
        return None, Finding("error", "layers", str(error))
    return catalog, Finding("info", "layers", f"{len(catalog.layers)} kaartlagen in orde")


def _check_areas(settings: Settings) -> tuple[tuple[FocusArea, ...], Finding]:
    try:
        areas = read_focus_areas(settings.project)
    except NplvError as error:
        return (), Finding("error", "focusgebieden", str(error))
    unsure = sum(area.is_approximation for area in areas)
    text = f"{len(areas)} focusgebieden in orde, waarvan {unsure} bij benadering"
    return areas, Finding("info", "focusgebieden", text)


def _check_programme(settings: Settings, catalog: Catalog, areas: Sequence[str]) -> Finding:
    try:
        programme = read_programme(settings.project, catalog, areas)
        events = read_events(settings.project, areas)
    except NplvError as error:
        return Finding("error", "programma", str(error))
    facts, figures = len(programme.facts), len(programme.figures)
    text = f"{facts} feiten, {figures} cijfers en {len(events)} momenten in orde"
    return Finding("info", "programma", text)


def _topics(settings: Settings, catalog: Catalog) -> list[Finding]:
    try:
        return [*check_topics(settings, catalog)]
    except NplvError as error:
        return [Finding("error", "onderwerpen", str(error))]


def _list_carried(edition: Edition) -> set[tuple[str, str]]:
    """Tables and periods of which the codes are of another year, and need not be on the map."""
    return {
        (origin.table, period)
        for periods in edition.manifest.layers.values()
        for period, origin in periods.items()
        if origin.carried is not None
    }


def _edition(edition: Edition) -> list[Finding]:
    findings = [
        Finding("error", "editie", f"{name} ontbreekt of is veranderd; bouw de editie opnieuw")
        for name in edition.damage()
    ]
    if len(edition.areas.focus) < EXPECTED_AREAS:
        text = f"{EXPECTED_AREAS - len(edition.areas.focus)} focusgebieden hebben geen buurten"
        findings.append(Finding("warning", "editie", text))
    carried = _list_carried(edition)
    for entry in edition.manifest.unmatched:
        if (entry.table, entry.period) in carried:
            continue
        sides = (entry.only_in_figures, "zonder grens"), (entry.only_in_boundaries, "zonder cijfer")
        for codes, words in sides:
            if codes:
                some = ", ".join(codes[:_SHOWN])
                text = f"{len(codes)} gebieden {words}, zoals {some}"
                findings.append(Finding("warning", f"{entry.table} {entry.period}", text))
    for table in affected_layers(edition):
        gemeenten = list(table["municipalities"])
        more = f" (en nog {len(gemeenten) - _SHOWN})" if len(gemeenten) > _SHOWN else ""
        text = f"andere buurten dan de kaart in {', '.join(gemeenten[:_SHOWN])}{more}"
        findings.append(Finding("warning", f"{table['table']} {table['period']}", text))
    findings += _divisions(edition)
    if edition.is_schematic:
        findings.append(Finding("info", "editie", "grenzen zijn schematisch (starteditie)"))
    return findings

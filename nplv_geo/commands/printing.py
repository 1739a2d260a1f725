"""What the command line prints for people; ``--json`` gives the same to programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:  # `serve` must not wait for the tables that are compared
    from nplv_geo.edition.changes import LayerChange
    from nplv_geo.present.texts import Texts
    from nplv_geo.present.values.value import ValueReport

# Who says which areas a table is about.
_SAID_BY = {
    "service": "vastgelegd door de bron",
    "registry": "uit het register van tabellen",
    "year": "het jaar van de tabel",
    "file": "genoemd in het bestand",
    "codes": "afgeleid uit de codes",
    "newest": "afgeleid: nieuwer dan de kaart",
    "unknown": "niet vast te stellen",
}
# Gemeenten that are named in a line; `--json` has them all.
_SHOWN = 6
# Columns on how a figure came onto the map of another year.
_CARRIED = ("from_year", "to_year", "way", "moved", "spread", "uncarried")


def print_status(facts: dict[str, Any]) -> None:
    """Print what an edition holds and how fresh it is."""
    from nplv_geo.commands.checks.years import (  # noqa: PLC0415  # keeps `--help` quick
        YearFacts,
        write_year,
    )

    kind = "schematische" if facts["schematic"] else "officiële"
    click.echo(f"Editie {facts['edition']}, gebouwd {facts['built']}")
    click.echo(
        f"Gebiedsindeling {facts['boundary_year']} met {kind} grenzen: "
        + ", ".join(f"{n} {level}" for level, n in facts["areas"].items())
    )
    for level, numbers in facts["left_out"].items():
        click.echo(
            f"  {level}: {numbers['water']} water of onbekend, "
            f"{numbers['duplicates']} dubbel, {numbers['repaired']} hersteld"
            + (f", {missing} zonder vorm" if (missing := numbers.get("without_shape")) else "")
        )
    for entry in facts["unmatched"]:
        click.echo(
            f"  {entry['table']} {entry['period']}: {len(entry['only_in_figures'])} zonder grens, "
            f"{len(entry['only_in_boundaries'])} zonder cijfer"
        )
    year = facts["boundary_year"]
    for (name, places), periods in print_same_places(facts["affected"], year).items():
        click.echo(f"  {name} {', '.join(periods)}: andere buurten dan de kaart in {places}")
    for source in facts["sources"]:
        click.echo(_source(source))
    for row in facts["years"]:
        click.echo(f"  {write_year(YearFacts.model_validate(row), year)}")
    table = Table("laag", "perioden", "tabel", "opgehaald", "voorlopig", box=None)
    for layer, known in facts["layers"].items():
        table.add_row(
            layer,
            _span(known["periods"]),
            known["table"],
            known["retrieved"],
            ", ".join(known["provisional"]),
        )
    Console().print(table)


def print_layers(rows: Iterable[dict[str, Any]]) -> None:
    """Print all layers with what they read, what is offered and what the edition has."""
    heads = ("laag", "tabel", "onderwerp", "aangeboden", "in de editie", "gebieden", "stand")
    table = Table(*heads, box=None)
    for row in rows:
        ended = f" (tot {row['ended']})" if row["ended"] else ""
        table.add_row(
            row["layer"],
            row["table"],
            " ".join(part for part in (row["topic"], row["member"]) if part),
            f"{row['offered'] or ''}{ended}",
            row["period"],
            str(row["values"] or ""),
            row["status"],
        )
    Console().print(table)


def _source(source: dict[str, Any]) -> str:
    """One line on a table: its division and who says it, its state, and what is on the map."""
    year, known = source["boundary_year"], source["gemeenten_of"]
    of = f" van {known}" if known else ""
    parts = [
        f"indeling {year or 'onbekend'} ({_SAID_BY[source['division_from']]})",
        f"stand {source['state']}" if source["state"] else f"opgehaald {source['retrieved']}",
        f"{source['gemeenten']}{of} gemeenten",
        f"{source['carried']} buurten op de kaart",
        f"{source['withheld']} achtergehouden",
    ]
    if source["left_out"]:
        parts.append(f"gebieden weggelaten: {source['left_out']}")
    return f"  {source['table']} {_span(source['periods'])}: {', '.join(parts)}"


def _span(periods: Sequence[str]) -> str:
    if len(periods) == 1:
        return periods[0]
    return f"{periods[0]}-{periods[-1]} ({len(periods)})"


def print_same_places(
    affected: Iterable[dict[str, Any]], boundary_year: int
) -> dict[tuple[str, str], list[str]]:
    """Periods by table and gemeenten: mostly those are the same for every year."""
    years_by_pair: dict[tuple[str, str], list[str]] = {}
    for entry in affected:
        names = [
            f"{name} ({code})" if name else f"{code} (niet in indeling {boundary_year})"
            for code, name in entry["municipalities"].items()
        ]
        more = len(names) - _SHOWN
        places = ", ".join(names[:_SHOWN]) + (f" en nog {more}" if more > 0 else "")
        years_by_pair.setdefault((entry["table"], places), []).append(entry["period"])
    return years_by_pair


def print_changes(older: str, newer: str, layer_changes: Iterable[LayerChange]) -> None:
    """Print what changed between two editions."""
    table = Table("laag", "nieuw", "herzien", "midden", "grootste", "gekomen", "weg", box=None)
    rows = 0
    for change in layer_changes:
        rows += 1
        table.add_row(change.layer, ", ".join(change.new_periods))
        for revision in change.revisions:
            largest = f"{revision.largest:g} ({revision.largest_area})" if revision.revised else ""
            table.add_row(
                f"  {revision.period}",
                "",
                str(revision.revised),
                f"{revision.median:g}",
                largest,
                str(revision.appeared),
                str(revision.vanished),
            )
    click.echo(f"Van editie {older} naar {newer}: {rows} kaartlagen veranderd")
    if rows:
        Console().print(table)


def _place(rank: dict[str, int], *, higher_is: str) -> str:
    """Place among the focus areas, with its range and what place 1 means."""
    low, high, of = rank["lowest"], rank["highest"], rank["of"]
    if (low, high) == (1, of):
        return f"Geen plaats onder de {of} focusgebieden: daarvoor is dit cijfer te onzeker"
    first = "hoogst" if higher_is == "neutral" else "gunstigst"
    places = str(low) if low == high else f"{low} tot {high}"
    return f"Plaats {places} van {of} focusgebieden (1 is het {first})"


def list_value_rows(answer: dict[str, Any]) -> list[list[Any]]:
    """List one value and those of its references as rows for a spreadsheet, the heads first."""
    layer, period = answer["layer"], answer["period"]
    heads = ("area", "name", "layer", "period", "value", "unit", "status", *_CARRIED)
    rows: list[list[Any]] = [list(heads)]
    own = answer["area"] | {name: answer[name] for name in ("value", "status", "carried")}
    for one in (own, *answer["references"]):
        carried = one["carried"] or {}
        known = [one["id"], one["name"], layer["id"], period, one["value"], layer["unit"]]
        rows.append([*known, one["status"], *(carried.get(name) for name in _CARRIED)])
    return rows


def print_value(
    answer: dict[str, Any], report: ValueReport, t: Texts, notes: Iterable[str]
) -> None:
    """Print one value with its references, its source and what else must be said of it.

    Numbers are written as on the page; those of ``answer`` are finer, for programs.
    """
    source, layer = answer["source"], report.layer
    provisional = ", voorlopig" if source["provisional"] else ""
    provisional += ", geschat" if answer["estimate"] else ""
    click.echo(
        f"{answer['layer']['label']} ({answer['layer']['unit']}), {answer['period']}{provisional}"
    )
    table = Table("gebied", "naam", "waarde", "status", box=None)
    rows = (answer["area"] | answer, *answer["references"])
    numbers = (report.value, *(one.value for one in report.references))
    for one, number in zip(rows, numbers, strict=True):
        value = "-" if number is None else t.value(number, layer)
        table.add_row(one["id"], one["name"], value, one["status"])
    Console().print(table)
    if answer["unpublished_periods"]:
        click.echo(f"{', '.join(answer['unpublished_periods'])}: nog niet gepubliceerd")
    if answer["reason"] == "boundary_mismatch":
        click.echo("Let op: in deze gemeente heeft de bron andere buurten dan de kaart.")
    low, high = (t.value(bound, layer) for bound in report.bounds or (None, None))
    if low != high:
        click.echo(f"Dekking {t.share(answer['coverage'])}, tussen {low} en {high}")
    elif answer["value"] is not None and answer["coverage"] < 1:
        click.echo(f"Dekking {t.share(answer['coverage'])}")
    for note in notes:
        click.echo(note)
    if answer["rank"]:
        click.echo(_place(answer["rank"], higher_is=answer["layer"]["higher_is"]))
    click.echo(
        f"Bron: {source['publisher']} {source['table']}, {source['topic']}, "
        f"gebieden {source['boundary_year'] or 'van een onbekend jaar'}, "
        f"opgehaald {source['retrieved']}, sha256 {source['sha256'][:12]}"
        + (f", gewogen met {source['weight']}" if source["weight"] else "")
    )

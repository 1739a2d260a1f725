"""The commands ``raw list`` and ``raw remove``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from nplv_geo.ground.settings import read_settings

_MEGABYTE = 1e6


@click.group()
def raw() -> None:
    """Kijk wat er in de ruwe opslag ligt, of haal er iets uit."""


@raw.command("list")
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def list_(*, as_json: bool) -> None:
    """Toon elk bestand: wat het is, waar het vandaan kwam en of het te lezen is."""
    from nplv_geo.commands.raw_job import list_stored

    stored = list(list_stored(read_settings(), tries_reading=True))
    if as_json:
        rows = [asdict(item) for item in stored]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not stored:
        click.echo("De ruwe opslag is leeg; vul hem met 'fetch' of 'import'.")
    for item in stored:
        size = f"{item.size / _MEGABYTE:.1f}".replace(".", ",")
        click.echo(f"{item.name}: {item.holds} ({item.retrieved}, {item.rows} rijen, {size} MB)")
        if item.problem:
            click.echo(f"  NIET TE LEZEN {item.problem}")


@raw.command()
@click.argument("name", metavar="NAAM")
def remove(name: str) -> None:
    """Haal een bestand uit de ruwe opslag; NAAM zoals 'raw list' hem geeft."""
    from nplv_geo.commands.raw_job import remove_stored

    remove_stored(read_settings(), name)
    click.echo(f"{name} is weg. De huidige editie blijft zoals hij is tot de volgende 'build'.")

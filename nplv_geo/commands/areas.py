"""The command ``areas``: the areas of the edition, or what became of one over the years."""

from __future__ import annotations

import json

import click

from nplv_geo.commands.elsewhere import reads_edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import UnknownAreaError
from nplv_geo.ground.settings import read_settings

_LEVELS = [level.value for level in AreaLevel]


@click.command("areas")
@click.option(
    "--history",
    "code",
    metavar="CODE",
    help="Wat er over de jaren van een plek werd, of waaruit een focusgebied bestond.",
)
@click.option("--level", type=click.Choice(_LEVELS), help="Alleen gebieden van dit niveau.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@reads_edition
def areas_command(code: str | None, level: str | None, form: str) -> None:
    """Toon de gebieden van de editie, of wat er over de jaren van een plek werd."""
    if code is None:
        _print_areas(level, form)
    elif level is not None:
        raise click.UsageError("--level gaat niet samen met --history.")
    else:
        _print_history(code, form)


def _print_history(text: str, form: str) -> None:
    from nplv_geo.edition.store import open_current
    from nplv_geo.present.places.composition_answer import describe_composition
    from nplv_geo.present.places.composition_text import write_composition
    from nplv_geo.present.places.life import describe_place
    from nplv_geo.present.places.life_text import write_place
    from nplv_geo.present.texts import texts

    where, t = read_settings(), texts("nl")
    edition = open_current(where.editions, where.edition)
    area = edition.areas.find(text)
    if area is not None and area.level is AreaLevel.FOCUSGEBIED:
        history = describe_composition(edition, area)
        answer, told = history.as_json(), write_composition(history, t)
    else:
        life = describe_place(edition, text)
        answer, told = life.as_json(), write_place(life, t)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1) if form == "json" else told)


def _print_areas(level: str | None, form: str) -> None:
    """A line for each area; of all levels those of CBS come last, for there are most of them."""
    from nplv_geo.edition.store import open_current
    from nplv_geo.present.page.answer_models import AreaNameAnswer

    where = read_settings()
    areas = open_current(where.editions, where.edition).areas
    wanted = [AreaLevel(level)] if level else list(AreaLevel)
    rows = [
        AreaNameAnswer(id=str(area), name=areas.names[area], level=one)
        for one in wanted
        for area in map(str, areas.at(one))
    ]
    if not rows:
        raise UnknownAreaError(f"Deze editie heeft geen gebieden van niveau '{level}'.")
    if form == "json":
        click.echo(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1))
        return
    id_width = max(len(row.id) for row in rows)
    level_width = max(len(row.level) for row in rows)
    for row in rows:
        click.echo(f"{row.id:{id_width}}  {row.level:{level_width}}  {row.name}")

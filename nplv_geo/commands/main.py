"""The command line: ``python -m nplv_geo COMMAND``.

Exit code 0: done. 1: it could not be done, with one clear line on standard error. 2: wrong
usage.
"""

from __future__ import annotations

import csv
import json
import sys
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from nplv_geo import __version__
from nplv_geo.commands import printing
from nplv_geo.commands.areas import areas_command
from nplv_geo.commands.elsewhere import publish, reads_edition
from nplv_geo.commands.exporting.command import export_command
from nplv_geo.commands.fetch import fetch_command
from nplv_geo.commands.raw import raw
from nplv_geo.commands.serve import serve
from nplv_geo.ground import log, settings
from nplv_geo.ground.errors import NplvError
from nplv_geo.ground.system import explain_os_error

console = Console(stderr=True)
YEAR = click.IntRange(1995, 2100)


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NplvError as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        except BrokenPipeError:
            raise  # click ends quietly when a reader such as head has had enough
        except OSError as error:
            name = error.filename2 or error.filename  # of a copy: where it was to go
            where = f"{name}: " if name else ""
            place = "--out" if ctx.invoked_subcommand == export_command.name else "NPLV_DATA"
            what = explain_os_error(error, place)
            click.echo(f"{where}{what}." if where else f"{what.capitalize()}.", err=True)
            sys.exit(1)


@click.group(cls=_Commands)
@click.version_option(__version__)
def main() -> None:
    """Zicht op Wijken: bouw, controleer en bekijk edities."""
    log.configure_log()


main.add_command(areas_command)
main.add_command(fetch_command)
main.add_command(export_command)
main.add_command(publish)
main.add_command(raw)
main.add_command(serve)


@main.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--year", type=YEAR, help="Jaar van de gebiedsindeling, als het bestand dat niet zegt."
)
def import_(paths: tuple[Path, ...], year: int | None) -> None:
    """Lees grenzen, cijfers en bewoonde plekken uit bestanden (voor netwerken zonder internet)."""
    from nplv_geo.commands.checks.ground_of_years import explain_lacks
    from nplv_geo.commands.checks.topics import describe_unknown
    from nplv_geo.commands.import_job import import_files

    where = settings.read_settings()
    with console.status("Inlezen") as shown:
        imported = import_files(where, paths, year, lambda t: shown.update(f"Inlezen: {t}"))
    for item in imported:
        click.echo(f"{item.name}: {item.what} ({item.rows} rijen)")
        for name in item.replaced:
            click.echo(f"  vervangt {name}")
        if item.unknown:
            click.echo(f"let op  {item.name}: {describe_unknown(item.unknown)}")
    for line in explain_lacks(where):
        click.echo(f"let op  {line}")


@main.command()
@click.option(
    "--starter", is_flag=True, help="Bouw de starteditie uit de tabellen in de repository."
)
@click.option("--accept", multiple=True, metavar="NAAM", help="Aanvaard een twijfel bij naam.")
@click.option("--use", metavar="EDITIE", help="Bouw niets, maar ga terug naar deze editie.")
@click.option(
    "--processes",
    type=click.IntRange(1, 32),
    help="Aantal processen voor een bouw van veel jaren; zonder deze optie twee.",
)
@click.option(
    "--dask",
    "scheduler",
    metavar="ADRES",
    help="Laat het werk doen door een cluster van Dask, zoals tcp://planner:8786.",
)
def build(
    *,
    starter: bool,
    accept: tuple[str, ...],
    use: str | None,
    processes: int | None,
    scheduler: str | None,
) -> None:
    """Maak van de ingelezen bestanden een nieuwe editie, die meteen de huidige wordt."""
    from nplv_geo.build.options import BuildOptions
    from nplv_geo.build.stages import memory
    from nplv_geo.build.stages.cluster import Cluster
    from nplv_geo.build.stages.workers import Processes
    from nplv_geo.commands.build_job import build_edition
    from nplv_geo.edition import store as editions

    where = settings.read_settings()
    if use:
        click.echo(f"Editie {editions.make_current(where.built, use).id} is nu de huidige.")
        return
    memory.take_memory_in_large_steps()
    with ExitStack() as stack:
        cluster = stack.enter_context(Cluster(scheduler)) if scheduler else None
        shown = stack.enter_context(console.status("Bouwen"))
        options = BuildOptions(
            accepted=accept,
            progress=lambda t: shown.update(f"Bouwen: {t}"),
            warn=lambda t: click.echo(t, err=True),
            processes=Processes(processes or memory.count_processes(), memory.begin_process),
            cluster=cluster,
        )
        built = build_edition(where, starter=starter, options=options)
    counts = ", ".join(f"{n} {level}" for level, n in built.manifest.areas.items())
    click.echo(f"Editie {built.edition_id} in {built.seconds:.1f} s: {counts}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
@click.option("--since", metavar="EDITIE", help="Wat er veranderd is sinds een eerdere editie.")
@reads_edition
def status(*, as_json: bool, since: str | None) -> None:
    """Toon wat er in de huidige editie zit en hoe vers het is."""
    from nplv_geo.commands.checks import run as checks
    from nplv_geo.commands.checks.topics import count_topics
    from nplv_geo.definitions.read import read_catalog
    from nplv_geo.edition import store as editions
    from nplv_geo.edition.changes import compare_editions

    where = settings.read_settings()
    edition = editions.open_current(where.editions, where.edition)
    catalog = read_catalog(where.project)
    if since:
        older = editions.open_one(where.editions, since)
        differences = compare_editions(older, edition, catalog)
        if as_json:
            rows = [asdict(change) for change in differences]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            printing.print_changes(older.id, edition.id, differences)
        return
    facts = checks.status(edition, catalog) | {"kept": editions.list_editions(where.editions)}
    facts["topics"] = count_topics(where)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        printing.print_status(facts)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
@reads_edition
def layers(*, as_json: bool) -> None:
    """Toon alle kaartlagen met hun bron, het nieuwste jaar daar en wat de editie ervan heeft."""
    from nplv_geo.commands.checks.layer_list import read_layer_rows

    rows = [asdict(row) for row in read_layer_rows(settings.read_settings())]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        printing.print_layers(rows)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
@reads_edition
def check(*, as_json: bool) -> None:
    """Controleer kaartlagen, focusgebieden en de huidige editie."""
    from nplv_geo.commands.checks import run as checks

    findings = checks.check_all(settings.read_settings())
    if as_json:
        rows = [finding.as_json() for finding in findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        words = {"error": "FOUT", "warning": "let op", "info": "ok"}
        for finding in findings:
            click.echo(f"{words[finding.severity]:7} {finding.subject}: {finding.message}")
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)


@main.command()
@click.option(
    "--area", required=True, help="Gebied: heerlen-noord, GM0917, WK091720, BU09172000, NL00, nplv."
)
@click.option("--layer", required=True, help="Kaartlaag, zoals woz_waarde.")
@click.option("--period", help="Periode; zonder is het de nieuwste.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@reads_edition
def values(area: str, layer: str, period: str | None, form: str) -> None:
    """Toon één cijfer met alles wat erover bekend is."""
    from nplv_geo.definitions.read import read_catalog
    from nplv_geo.edition.store import open_current
    from nplv_geo.present.page.reservations import explain_absence
    from nplv_geo.present.page.value_answer import describe_value
    from nplv_geo.present.sentences.carried import write_passport_lines
    from nplv_geo.present.texts import texts
    from nplv_geo.present.values.value import make_report

    where = settings.read_settings()
    edition = open_current(where.editions, where.edition)
    report = make_report(edition, read_catalog(where.project), area, layer, period)
    answer = describe_value(report).as_json()
    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif form == "csv":
        csv.writer(sys.stdout).writerows(printing.list_value_rows(answer))
    else:
        t = texts("nl")
        why = [f"Geen cijfer: {explain_absence(t, report)}."] if report.value is None else []
        notes = [*why, *write_passport_lines(t, report)]
        printing.print_value(answer, report, t, notes)


@main.command()
@click.option(
    "--area", required=True, help="Gebied: heerlen-noord, GM0917, WK091720, BU09172000, NL00, nplv."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@reads_edition
def profile(area: str, form: str) -> None:
    """Toon een gebied naast zijn gemeente, Nederland en de andere gebieden, op alle kaartlagen."""
    from nplv_geo.definitions.read import read_catalog, read_focus_areas
    from nplv_geo.edition.store import open_current
    from nplv_geo.present.area.profile_answer import describe_profile
    from nplv_geo.present.area.profile_text import write_profile
    from nplv_geo.present.values.profile import make_profile

    where = settings.read_settings()
    edition = open_current(where.editions, where.edition)
    catalog = read_catalog(where.project)
    focus_areas = {area.id: area for area in read_focus_areas(where.project)}
    comparison = make_profile(edition, catalog, focus_areas, area)
    if form == "json":
        click.echo(json.dumps(describe_profile(comparison).as_json(), ensure_ascii=False, indent=1))
    else:
        click.echo(write_profile(comparison, catalog))

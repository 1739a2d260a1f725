"""The command ``fetch``: options, progress and report around :mod:`commands.fetch_job`."""

from __future__ import annotations

import os
import re
import sys
import threading
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from nplv_geo.ground import settings
from nplv_geo.ground.addresses import parse_base
from nplv_geo.ground.errors import SettingsError

if TYPE_CHECKING:
    from nplv_geo.commands.fetch_job import Fetched
    from nplv_geo.sources.network.meter import Meter

# Named here as well, so that `--help` does not wait for the sources.
NAMES = ("cbs", "politie", "rivm", "pdok", "leefbaarometer")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:-((?:19|20)\d\d))?")
_GEMEENTE = re.compile(r"GM\d{4}")


def _years(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, ...]:
    """Read ``2024``, ``2019-2024`` or ``2019,2022-2024``."""
    years: set[int] = set()
    for part in (value or "").split(",") if value else ():
        match = _YEARS.fullmatch(part.strip())
        if match is None or (match[2] and match[2] < match[1]):
            raise click.BadParameter(f"'{part}' is geen jaar of reeks zoals 2024 of 2019-2024.")
        years |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
    return tuple(sorted(years))


def _sources(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in (value or ",".join(NAMES)).split(",")))
    for name in names:
        if name not in NAMES:
            raise click.BadParameter(f"'{name}' is geen bron; kies uit {', '.join(NAMES)}.")
    return names


def _gemeenten(_: click.Context, __: click.Parameter, value: str) -> tuple[str, ...] | None:
    """Read ``nplv`` (empty), ``all`` (None) or codes."""
    if value in ("nplv", "all"):
        return () if value == "nplv" else None
    codes = tuple(sorted({code.strip().upper() for code in value.split(",")}))
    for code in codes:
        if not _GEMEENTE.fullmatch(code):
            raise click.BadParameter(f"'{code}' is geen gemeentecode zoals GM0917, nplv of all.")
    return codes


def _bases(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    bases = {}
    for value in values:
        name, separator, url = value.partition("=")
        # The address may hold a password, so no message repeats it.
        if name not in NAMES or not separator:
            raise click.BadParameter(f"dit is geen NAAM=ADRES; de namen zijn {', '.join(NAMES)}.")
        try:
            parse_base(url)
        except ValueError as error:
            raise click.BadParameter(f"het adres van {name} kan niet: {error}.") from None
        bases[name] = url
    return bases


@click.command("fetch")
@click.option("--years", callback=_years, metavar="2019-2024", help="Zonder: nieuwste volledige.")
@click.option("--sources", callback=_sources, metavar=",".join(NAMES), help="Zonder: alle.")
@click.option(
    "--municipalities",
    "gemeenten",
    callback=_gemeenten,
    default="all",
    show_default=True,
    metavar="nplv|all|GM0917,...",
    help="Gemeenten van de 20 gebieden, alle, of deze.",
)
@click.option(
    "--base-url", "bases", callback=_bases, multiple=True, metavar="NAAM=ADRES", help="Ander adres."
)
@click.option(
    "--boundaries",
    type=click.Choice(["wfs", "ogc", "gpkg"]),
    default="wfs",
    show_default=True,
    help="Hoe de grenzen komen: vereenvoudigd (wfs) of in detail (ogc, gpkg).",
)
def fetch_command(
    years: tuple[int, ...],
    sources: tuple[str, ...],
    gemeenten: tuple[str, ...] | None,
    bases: dict[str, str],
    boundaries: str,
) -> None:
    """Haal grenzen en cijfers op bij de officiële diensten; alleen wat nieuw is."""
    from nplv_geo.commands.fetch_job import Order, fetch_all  # noqa: PLC0415  # keeps `--help` quick
    from nplv_geo.sources.network.door import Door, Limits  # noqa: PLC0415

    standard = Limits()
    limits = Limits(
        connect=_seconds("NPLV_CONNECT_TIMEOUT", standard.connect),
        read=_seconds("NPLV_READ_TIMEOUT", standard.read),
    )
    order = Order(years, sources, gemeenten, boundaries)
    shown = _Shown(sources)
    door = Door(bases, limits, offline=settings.is_offline(), report=shown.report)
    try:
        with door, shown.progress:
            found_years, fetched = fetch_all(settings.read_settings(), order, door, shown.announce)
    except KeyboardInterrupt:
        click.echo("Afgebroken; wat klaar was is bewaard, de rest is zoals het was.", err=True)
        sys.stderr.flush()
        # A request that still waits for its service would hold the end of the program up.
        os._exit(1)
    _print(found_years, fetched)
    if "pdok" in sources:
        _print_grounds(found_years)
    failures = [line for part in fetched for line in part.failures]
    for line in failures:
        click.echo(line, err=True)
    if failures:
        sys.exit(1)


class _Shown:
    """One line of progress a source; in a log file, a line for each table."""

    def __init__(self, sources: tuple[str, ...]) -> None:
        self._console = Console(stderr=True)
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[source]:15}"),
            TextColumn("{task.description:20}"),
            TextColumn("{task.fields[rows]:>12} rijen"),
            TextColumn("{task.fields[size]:>12}"),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._tasks = {
            name: self.progress.add_task("wacht", total=None, source=name, rows="0", size="0 kB")
            for name in sources
        }
        self._lock = threading.Lock()

    def report(self, meter: Meter) -> None:
        """Show how far a source is."""
        task = self._tasks.get(meter.source)
        if task is not None:
            self.progress.update(task, rows=_number(meter.rows), size=_size(meter.size))

    def announce(self, source: str, what: str) -> None:
        """Show what a source is busy with."""
        self.progress.update(self._tasks[source], description=what)
        if not self._console.is_terminal:
            with self._lock:
                self._console.print(f"{source}: {what}", highlight=False)


def _print(years: tuple[int, ...], fetched: list[Fetched]) -> None:
    """Print what came, source by source, and what a person should know of it."""
    table = Table("bron", "bestanden", "rijen", "opgehaald", "wachten", "eigen werk", box=None)
    for part in fetched:
        files = f"{len(part.files)} nieuw" if part.files else ""
        files = files or ("mislukt" if part.failures else "niets nieuws")
        table.add_row(
            part.source,
            files,
            _number(part.rows),
            _size(part.size),
            _time(part.waited),
            _time(part.own),
        )
    span = ", ".join(map(str, years))
    click.echo(f"Opgehaald voor {span}; daarna maakt 'build' er een nieuwe editie van.")
    Console().print(table)
    for part in fetched:
        for note in part.notes:
            click.echo(f"let op  {note}")


def _print_grounds(years: tuple[int, ...]) -> None:
    """Print what is known of the areas of each year: those asked, and those figures stand on."""
    from nplv_geo.commands.checks.ground_of_years import (  # noqa: PLC0415  # keeps `--help` quick
        describe_years,
        list_year_grounds,
    )

    click.echo(describe_years(list_year_grounds(settings.read_settings(), years)))


def _seconds(name: str, default: float) -> float:
    written = os.environ.get(name, "")
    try:
        seconds = float(written) if written else default
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise SettingsError(f"{name} is '{written}'; geef een aantal seconden op, zoals 60.")
    return seconds


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _size(size: int) -> str:
    kilobytes = size / 1000
    text = f"{kilobytes:,.0f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"  # noqa: PLR2004
    return text.translate(str.maketrans(",.", ".,"))


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")

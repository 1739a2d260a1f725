"""``export briefing``: the slides about one area, or about all 20 with two at once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from nplv_geo.commands.elsewhere import reads_edition
from nplv_geo.ground import settings
from nplv_geo.ground.errors import ExportError

if TYPE_CHECKING:
    from nplv_geo.export.requests import BriefingRequest, ExportedFile

ALL = "alle"
_AT_ONCE = 2
_BROKEN = "het proces dat hem maakte, is gestopt; probeer het opnieuw."


@click.command("briefing")
@click.option(
    "--area", required=True, help="heerlen-noord, GM0917, WK091720, of alle voor alle 20."
)
@click.option("--lang", default="nl", help="nl of en.", show_default=True)
@click.option("--layer", default="", help="Kaartlaag op de kaart; zonder is het de gewone.")
@click.option("--format", "kind", default="", help="pptx of pdf; zonder volgt het uit --out.")
@click.option("--ondermijning", is_flag=True, help="Met een dia over ondermijning.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Bestand, of een map: dan krijgt het bestand zijn eigen naam. Bij alle een map.",
)
@reads_edition
def briefing_command(  # noqa: PLR0913  # one for each option of the command
    area: str, lang: str, layer: str, kind: str, out: Path, *, ondermijning: bool
) -> None:
    """Maak dia's over een gebied als PowerPoint of PDF."""
    from nplv_geo.definitions.read import read_focus_areas  # noqa: PLC0415  # keeps `--help` quick
    from nplv_geo.edition.store import open_current  # noqa: PLC0415
    from nplv_geo.export.options import read_briefing_kind  # noqa: PLC0415
    from nplv_geo.export.requests import BriefingRequest  # noqa: PLC0415
    from nplv_geo.ground.files import write_atomic  # noqa: PLC0415
    from nplv_geo.jobs.export import write_briefing  # noqa: PLC0415

    where = settings.read_settings()
    folder = open_current(where.editions, where.edition).folder
    is_folder = out.is_dir() or area == ALL
    file_kind = read_briefing_kind(kind or ("" if is_folder else out.suffix.removeprefix(".")))
    site = where.url or f"http://127.0.0.1:{where.port}"

    def order(of: str) -> BriefingRequest:
        words = {"gebied": of, "laag": layer, "taal": lang}
        query = f"?{urlencode({key: word for key, word in words.items() if word})}"
        return BriefingRequest(folder, where.project, query, file_kind, site, ondermijning)

    if area == ALL:
        areas = [focus.id for focus in read_focus_areas(where.project)]
        _write_all(areas, [order(of) for of in areas], out)
        return
    file = write_briefing(order(area))
    target = out / file.name if is_folder else out
    write_atomic(target, file.content)
    click.echo(f"{target} ({len(file.content) / 1000:.0f} kB)")


def _write_all(areas: Sequence[str], orders: Sequence[BriefingRequest], out: Path) -> None:
    """Write one file for each area; what fails is told, and the others go on.

    Raises
    ------
    ExportError
        At the end, when any could not be made.
    """
    from nplv_geo.ground.files import write_atomic  # noqa: PLC0415

    if out.exists() and not out.is_dir():
        raise ExportError(f"{out} is een bestand; geef een map voor alle briefings.")
    out.mkdir(parents=True, exist_ok=True)
    failed: dict[str, str] = {}
    columns = (TextColumn("Briefings"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(orders))
        for area, result in _finished(areas, orders):
            if isinstance(result, str):
                failed[area] = result
            else:
                write_atomic(out / result.name, result.content)
            progress.advance(task)
    click.echo(f"{out}: {len(areas) - len(failed)} van de {len(areas)} briefings")
    for area in sorted(failed):
        click.echo(f"  niet gelukt: {area}: {failed[area]}")
    if failed:
        raise ExportError(
            f"Van {len(failed)} van de {len(areas)} gebieden kon geen briefing worden gemaakt; "
            "hierboven staat per gebied waarom."
        )


def _finished(
    areas: Sequence[str], orders: Sequence[BriefingRequest]
) -> Iterator[tuple[str, ExportedFile | str]]:
    """Make them in two fresh processes, and give each as soon as it is there."""
    from nplv_geo.jobs.export import try_briefing  # noqa: PLC0415

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_AT_ONCE, mp_context=context) as pool:
        waiting: dict[Future[ExportedFile | str], str] = {
            pool.submit(try_briefing, order): area
            for area, order in zip(areas, orders, strict=True)
        }
        try:
            for future in as_completed(waiting):
                try:
                    yield waiting[future], future.result()
                except BrokenExecutor:
                    yield waiting[future], _BROKEN
        finally:
            # Who can't write the one can't write the others.
            pool.shutdown(wait=False, cancel_futures=True)

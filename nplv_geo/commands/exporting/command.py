"""``export``: files of a view, the same as the buttons on the page make."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import click

from nplv_geo.commands.elsewhere import reads_edition
from nplv_geo.commands.exporting.briefing import briefing_command
from nplv_geo.commands.exporting.data import data_command
from nplv_geo.commands.exporting.talk import talk_command
from nplv_geo.ground import settings


@click.group("export")
def export_command() -> None:
    """Neem een beeld van het dashboard mee als bestand."""


export_command.add_command(briefing_command)
export_command.add_command(data_command)
export_command.add_command(talk_command)


@export_command.command("map")
@click.option("--area", default="", help="Gebied: heerlen-noord, GM0917, WK091720, NL00, nplv.")
@click.option("--layer", default="", help="Kaartlaag, zoals woz_waarde, of stapeling.")
@click.option("--period", default="", help="Periode; zonder is het de nieuwste.")
@click.option("--level", default="", help="focusgebied, gemeente, wijk of buurt.")
@click.option("--compare", default="", help="Gebieden om mee te vergelijken, met komma's.")
@click.option("--classes", default="", help="quantiles, fisher_jenks, equal of reference.")
@click.option("--lang", default="nl", help="nl of en.", show_default=True)
@click.option("--format", "kind", default="", help="png, svg of pdf; zonder volgt het uit --out.")
@click.option("--size", default="slide", help="slide, a4, a4-liggend, vierkant.", show_default=True)
@click.option("--dpi", default="150", help="150 of 300, voor PNG.", show_default=True)
@click.option(
    "--background",
    is_flag=False,
    flag_value="grijs",
    default="",
    help="Met een achtergrond van PDOK eronder: grijs (zonder woord), standaard of luchtfoto.",
)
@click.option("--grey", is_flag=True, help="In grijzen, voor een zwart-witprinter.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Bestand, of een map: dan krijgt het bestand zijn eigen naam.",
)
@reads_edition
def map_command(  # one for each option of the command
    kind: str, size: str, dpi: str, out: Path, *, grey: bool, **view: str
) -> None:
    """Teken de kaart van een beeld als PNG, SVG of PDF."""
    from nplv_geo.edition.store import open_current  # noqa: PLC0415  # keeps `--help` quick
    from nplv_geo.export.options import read_map_options  # noqa: PLC0415
    from nplv_geo.export.requests import MapRequest  # noqa: PLC0415
    from nplv_geo.ground.files import write_atomic  # noqa: PLC0415
    from nplv_geo.jobs.export import draw_map  # noqa: PLC0415

    kind = kind or (out.suffix.removeprefix(".") if not out.is_dir() else "png")
    options = read_map_options(kind, size, dpi, "1" if grey else "")
    where = settings.read_settings()
    edition = open_current(where.editions, where.edition)
    if where.url is None:
        click.echo("NPLV_URL is niet gezet: de link en QR-code wijzen naar deze machine.", err=True)
    site = where.url or f"http://127.0.0.1:{where.port}"
    file = draw_map(MapRequest(edition.folder, where.project, _query(view), options, site))
    target = out / file.name if out.is_dir() else out
    write_atomic(target, file.content)
    click.echo(f"{target} ({len(file.content) / 1000:.0f} kB)")


def _query(view: dict[str, str]) -> str:
    """The view as it stands in a URL of the page."""
    words = {
        "gebied": view["area"],
        "laag": view["layer"],
        "periode": view["period"],
        "niveau": view["level"],
        "vergelijk": view["compare"],
        "klassen": view["classes"],
        "taal": view["lang"],
        "achtergrond": view["background"],
    }
    return f"?{urlencode({key: word for key, word in words.items() if word})}"

"""``export data``: figures of a view, or of everything of an area, the same as the page gives."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import click

from nplv_geo.commands.elsewhere import reads_edition
from nplv_geo.ground import settings


@click.command("data")
@click.option("--area", default="", help="Gebied: heerlen-noord, GM0917, WK091720, NL00, nplv.")
@click.option("--layer", default="", help="Kaartlaag, zoals woz_waarde, of stapeling.")
@click.option("--period", default="", help="Periode; zonder is het de nieuwste.")
@click.option("--level", default="", help="focusgebied, gemeente, wijk of buurt.")
@click.option("--alles", "everything", is_flag=True, help="Alle kaartlagen en perioden.")
@click.option("--lang", default="nl", help="nl of en.", show_default=True)
@click.option(
    "--format", "kind", default="", help="csv, xlsx, geojson, gpkg of parquet; volgt uit --out."
)
@click.option("--komma", "comma", is_flag=True, help="CSV met decimale komma en puntkomma's.")
@click.option("--bom", is_flag=True, help="CSV met een merkteken voor oudere Excel.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Bestand, of een map: dan krijgt het bestand zijn eigen naam.",
)
@reads_edition
def data_command(
    kind: str, out: Path, *, everything: bool, comma: bool, bom: bool, **view: str
) -> None:
    """Schrijf de cijfers van een beeld, of alles van een gebied."""
    from nplv_geo.edition.store import open_current  # noqa: PLC0415  # keeps `--help` quick
    from nplv_geo.export.data_options import read_data_options  # noqa: PLC0415
    from nplv_geo.export.requests import DataRequest  # noqa: PLC0415
    from nplv_geo.ground.files import write_atomic  # noqa: PLC0415
    from nplv_geo.jobs.export import write_data  # noqa: PLC0415

    kind = kind or (out.suffix.removeprefix(".") if not out.is_dir() else "csv")
    words = ("ja" if chosen else "" for chosen in (everything, comma, bom))
    options = read_data_options(kind, *words)
    where = settings.read_settings()
    edition = open_current(where.editions, where.edition)
    site = where.url or f"http://127.0.0.1:{where.port}"
    parameters = {
        "gebied": view["area"],
        "laag": view["layer"],
        "periode": view["period"],
        "niveau": view["level"],
        "taal": view["lang"],
    }
    query = f"?{urlencode({key: word for key, word in parameters.items() if word})}"
    file = write_data(DataRequest(edition.folder, where.project, query, options, site))
    target = out / file.name if out.is_dir() else out
    write_atomic(target, file.content)
    click.echo(f"{target} ({len(file.content) / 1000:.0f} kB)")

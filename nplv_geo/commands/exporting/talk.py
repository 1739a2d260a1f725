"""``export talk``: the sheet for the periodic talk about one area, the same as the page gives."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import click

from nplv_geo.commands.elsewhere import reads_edition
from nplv_geo.ground import settings


@click.command("talk")
@click.option("--area", required=True, help="Een focusgebied, zoals heerlen-noord.")
@click.option("--lang", default="nl", help="nl of en.", show_default=True)
@click.option("--format", "kind", default="", help="docx of pdf; zonder volgt het uit --out.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Bestand, of een map: dan krijgt het bestand zijn eigen naam.",
)
@reads_edition
def talk_command(area: str, lang: str, kind: str, out: Path) -> None:
    """Maak het gespreksblad van een gebied als Word of PDF."""
    from nplv_geo.edition.store import open_current  # noqa: PLC0415  # keeps `--help` quick
    from nplv_geo.export.options import read_talk_kind  # noqa: PLC0415
    from nplv_geo.export.requests import TalkRequest  # noqa: PLC0415
    from nplv_geo.ground.files import write_atomic  # noqa: PLC0415
    from nplv_geo.jobs.export import write_talk  # noqa: PLC0415

    file_kind = read_talk_kind(kind or ("" if out.is_dir() else out.suffix.removeprefix(".")))
    where = settings.read_settings()
    edition = open_current(where.editions, where.edition)
    site = where.url or f"http://127.0.0.1:{where.port}"
    query = f"?{urlencode({'gebied': area, 'taal': lang})}"
    file = write_talk(TalkRequest(edition.folder, where.project, query, file_kind, site))
    target = out / file.name if out.is_dir() else out
    write_atomic(target, file.content)
    click.echo(f"{target} ({len(file.content) / 1000:.0f} kB)")

"""Write ``docs/layers.md``: all layers on the starter and on the stand-in for the services.

``python -m tests.layer_table`` builds both editions; the contract tests tell when the file is
stale.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from nplv_geo.commands.build_job import build_edition
from nplv_geo.commands.checks.layer_list import LayerRow, list_layer_rows
from nplv_geo.commands.fetch_job import Order, fetch_all
from nplv_geo.definitions.offered.reading import read_topic_lists
from nplv_geo.definitions.read import read_catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.sources.network.door import HOSTS, Door
from tests.standin import StandIn

DOCUMENT = PROJECT / "docs/layers.md"
YEARS = Order(years=(2023, 2024), gemeenten=None)
RUNNING = Order(years=(2026,), gemeenten=None, sources=("politie",))
_HEAD = """# All layers

Made by `make layers`; `python -m nplv_geo layers` shows the same of the edition that you have.

- **Offered**: newest year of a table that is known to have the topic, out of the lists in
  `data/topics/`; – where no list is known. *Until* is said of a figure that its publisher ended.
- **Starter**, **stand-in**: newest period with figures and the number of areas that have one, in
  the tables that come with this repository, and with `tests/standin/` in place of the services.
- From which level on a figure exists stands in brackets; *hidden* layers serve to compute others.

| layer | table | topic | offered | starter | stand-in |
|---|---|---|---|---|---|
"""


def fill_from_standin(settings: Settings) -> Edition:
    """Build an edition of all that layers ask of the services, the running year too."""
    with StandIn(data="invented") as standin:
        for order in (YEARS, RUNNING):
            with Door(dict.fromkeys(HOSTS, standin.url), sleep=lambda _: None) as door:
                _, found = fetch_all(settings, order, door)
            assert not [line for source in found for line in source.failures]
    build_edition(settings, starter=False)
    return open_current(settings.editions)


def write_document(starter: Manifest, standin: Manifest) -> str:
    """Write the table with what both editions have."""
    catalog, lists = read_catalog(PROJECT), read_topic_lists(PROJECT)
    rows = zip(
        list_layer_rows(catalog, lists, starter),
        list_layer_rows(catalog, lists, standin),
        strict=True,
    )
    return _HEAD + "".join(_write_row(*both) for both in rows)


def _write_row(starter: LayerRow, standin: LayerRow) -> str:
    level = "" if starter.smallest_level == "buurt" else f" ({starter.smallest_level})"
    member = f" · {starter.member}" if starter.member else ""
    ended = f", until {starter.ended}" if starter.ended else ""
    offered = f"{starter.offered_by} {starter.offered}" if starter.offered else "–"
    cells: Sequence[str] = (
        f"{starter.layer}{level}{', hidden' if starter.hidden else ''}",
        starter.table,
        f"{starter.topic}{member}",
        f"{offered}{ended}",
        _write_status(starter),
        _write_status(standin),
    )
    return f"| {' | '.join(cells)} |\n"


def _write_status(row: LayerRow) -> str:
    return f"{row.period}: {row.values}" if row.period else "–"


@click.command()
def main() -> None:
    """Build both editions and write the document."""
    with tempfile.TemporaryDirectory() as folder:
        starter, standin = (
            Settings(data=Path(folder, name), edition=None, port=0) for name in ("a", "b")
        )
        build_edition(starter, starter=True)
        manifests = open_current(starter.editions).manifest, fill_from_standin(standin).manifest
        DOCUMENT.write_text(write_document(*manifests), encoding="utf-8")
    click.echo(f"{DOCUMENT.name} written")


if __name__ == "__main__":
    main()

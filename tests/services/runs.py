"""How the tests of ``fetch`` run it and read what it kept."""

from __future__ import annotations

from pathlib import Path

from nplv_geo.commands.fetch_job import Fetched, Order, fetch_all
from nplv_geo.ground.settings import Settings
from nplv_geo.published.contents import Part
from nplv_geo.published.figures import Figures
from nplv_geo.published.raw_store import RawFile, list_files
from nplv_geo.sources.network.door import HOSTS, Door, Limits
from nplv_geo.sources.readers.files import read_delivery, recorded_in_sidecar

KWB = "/ODataFeed/odata/85984NED"
NATION = Order(years=(2024,), gemeenten=None)
GRONINGEN = Order(years=(2024,), gemeenten=("GM0014",))


def run(where: Settings, url: str, order: Order, *, seconds: float = 5.0) -> dict[str, Fetched]:
    """Fetch from the stand-in without waiting between tries; an answer gets some ``seconds``."""
    patience = Limits(connect=2.0, read=seconds)
    with Door(dict.fromkeys(HOSTS, url), patience, sleep=lambda _: None) as door:
        _, found = fetch_all(where, order, door)
    return {part.source: part for part in found}


def failures(found: dict[str, Fetched]) -> list[str]:
    return [line for part in found.values() for line in part.failures]


def read_raw(raw: RawFile) -> list[Part]:
    told = raw.sidecar
    return read_delivery(
        raw.path,
        year=told.year,
        retrieved=told.retrieved,
        recorded=recorded_in_sidecar(told),
    )


def figures_in(where: Settings, table: str) -> list[Figures]:
    parts = [part for raw in list_files(where.raw) for part in read_raw(raw)]
    return [part for part in parts if isinstance(part, Figures) and part.table == table]


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

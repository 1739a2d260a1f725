"""Leefbaarometer: one zip with the scores of all measurements since 2002 (CC0).

Quirks: a new measurement computes all older years again and comes under a new address, so the
zip of one measurement never changes; all its years are on the areas of the measurement's year;
next to the scores stand classes (1 to 9), which are never averaged and therefore not read.
"""

from __future__ import annotations

from nplv_geo import tables
from nplv_geo.rawstore import Sidecar
from nplv_geo.sources._download import download
from nplv_geo.sources._http import Door
from nplv_geo.sources.asked import Ask, Job, Parcel
from nplv_geo.sources.parcels import today

SOURCE = "leefbaarometer"
_FAMILY = "LEEFBAAROMETER"
_MEASUREMENT = 2024
_NAME = f"open-data-leefbaarometer-meting-{_MEASUREMENT}.zip"


def jobs(door: Door, ask: Ask) -> list[Job]:
    """One job, if some layer needs the scores; the zip holds all years and all gemeenten."""
    return [_job(door, ask)] if ask.of(_FAMILY) else []


def _job(door: Door, ask: Ask) -> Job:
    url = f"{door.base(SOURCE)}/resources/{_NAME}"

    def run(known: Sidecar | None) -> Parcel | None:
        target = ask.folder / SOURCE / _FAMILY / _NAME
        got = download(door, SOURCE, url, target, known.etag if known else "")
        if got is None:
            return None
        licence = tables.family_of(_FAMILY).licence
        sidecar = Sidecar(
            url, today(), got.sha256, licence, 0, "figures", None, got.etag, got.modified
        )
        return Parcel(SOURCE, _FAMILY, got.path, sidecar)

    return Job(f"meting {_MEASUREMENT}", SOURCE, _FAMILY, _NAME, run)

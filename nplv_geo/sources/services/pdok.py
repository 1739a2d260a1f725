"""PDOK: boundaries of buurten, wijken and gemeenten, three ways in.

``wfs`` (usual) takes the generalised set ``gebiedsindelingen``; ``ogc`` and ``gpkg`` take the
detailed ``wijkenbuurten``, for when the first does not work or detail is asked for.

The newest year is that of the map, and comes with all its levels. Of every other year the buurten
are enough, for wijken and gemeenten are made of them: they say where the figures of that year
belong. Services come and go with the years, so each that may have one is asked in turn, the
lightest first; what none of them has, the change marks of the Kerncijfers have to tell. Outlines of
a past year don't change: once they are there, they are not asked again.

Quirks of the services stand with them, in ``outlines``. Water areas stay in the files that mark
them: the build leaves them out and counts them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import (
    FetchError,
    NoOutlinesError,
    NotPublishedYetError,
    SourceChangedError,
)
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.network.download import download_file
from nplv_geo.sources.services.needs import Ask, Job, Parcel
from nplv_geo.sources.services.outlines import ogc, wfs
from nplv_geo.sources.services.outlines.keeping import (
    FOLDER,
    RD_URN,
    Area,
    Target,
    keep_areas,
)
from nplv_geo.sources.services.parcels import is_recent, today

SOURCE = wfs.SOURCE
LEVELS = ("gemeente", "wijk", "buurt")
_BUURT = "buurt"


@dataclass(frozen=True)
class _Way:
    """One way to the buurten of a year."""

    url: str
    read: Callable[[], list[Area]]


def list_jobs(door: Door, ask: Ask) -> list[Job]:
    """One job a level for the year of the map, and one for the buurten of each other year."""
    newest = _find_map_year(door, ask)
    others = sorted({*ask.years, *ask.other_years} - {newest}, reverse=True)
    if ask.boundaries == "gpkg":
        years = [newest] if newest else []
        return [_gpkg_job(door, ask, year, is_map=year == newest) for year in [*years, *others]]
    make = _wfs_job if ask.boundaries == "wfs" else _ogc_job
    to_do = [make(door, ask, level, newest) for level in LEVELS] if newest else []
    for year in others:
        # What is newer than the newest that there is, is still to come: that is for a person.
        is_to_come = year in ask.years and year > (newest or year)
        to_do.append(
            make(door, ask, _BUURT, year) if is_to_come else _other_year_job(door, ask, year)
        )
    return to_do


def _find_map_year(door: Door, ask: Ask) -> int | None:
    """Newest year asked that there is; None when the raw store makes a map of a later one."""
    if not ask.years:
        return None
    *older, newest = sorted(ask.years)
    while older and ask.boundaries == "wfs" and _is_missing(door, newest):
        newest = older.pop()
    return newest if newest >= (ask.kept.map_year or newest) else None


def _is_missing(door: Door, year: int) -> bool:
    """Tell whether there are no outlines of a year; other trouble is for its jobs to tell."""
    address, query = wfs.find_generalised(door, "gemeente", year)
    try:
        wfs.read_mark(door, address, query, f"pdok gemeente {year}")
    except NotPublishedYetError:
        return True
    except FetchError:
        return False
    return False


def _wfs_job(door: Door, ask: Ask, level: str, year: int) -> Job:
    address, query = wfs.find_generalised(door, level, year)
    key = ask.key("wfs", level, year)

    def run(known: Sidecar | None) -> Parcel | None:
        mark = wfs.read_mark(door, address, query, f"pdok {level} {year}")
        if known and (known.modified, known.query) == (mark, key) and is_recent(known):
            return None
        areas: list[Area] = []
        for question in _list_questions(door, ask, level, year):
            areas += wfs.read_areas(door, address, query | question, level, year)
        return keep_areas(ask, Target(level, year, address, key, mark), areas)

    return _job(level, year, run)


def _list_questions(door: Door, ask: Ask, level: str, year: int) -> list[dict[str, str]]:
    """What to ask: gemeenten by code, what is in them by boxes around them, or everything."""
    if ask.gemeenten is None:
        return [{}]
    if level == "gemeente":
        return wfs.list_questions_by_code("statcode", ask.gemeenten)
    path = ask.folder / FOLDER / str(year) / f"gemeente_{year}.geojson"
    if not path.exists():
        return wfs.list_questions_around(door, ask.gemeenten, year) or [{}]
    outlines = json.loads(path.read_text(encoding="utf-8"))
    if outlines["crs"]["properties"]["name"] != RD_URN:
        return [{}]
    return wfs.ask_boxes(json.dumps(feature["geometry"]) for feature in outlines["features"])


def _ogc_job(door: Door, ask: Ask, level: str, year: int) -> Job:
    def run(_: Sidecar | None) -> Parcel | None:
        target = Target(
            level, year, ogc.find_collection(door, level, year), ask.key("ogc", level, year)
        )
        return keep_areas(ask, target, ogc.read_areas(door, level, year, ask.gemeenten))

    return _job(level, year, run)


def _other_year_job(door: Door, ask: Ask, year: int) -> Job:
    key = ask.key("other year", ask.boundaries, year)

    def run(known: Sidecar | None) -> Parcel | None:
        if ask.kept.has_imported(year, ask.gemeenten) or (known and known.query == key):
            return None
        changed: SourceChangedError | None = None
        for way in _list_ways(door, ask, year):
            try:
                return keep_areas(ask, Target(_BUURT, year, way.url, key), way.read())
            except SourceChangedError as error:
                if not error.gone:
                    changed = changed or error
        raise changed or NoOutlinesError(f"pdok: van {year} heeft geen dienst de grenzen.")

    return _job(_BUURT, year, run, is_apart=True)


def _list_ways(door: Door, ask: Ask, year: int) -> list[_Way]:
    """Ways to the buurten of a year, the one to try first in front."""

    def read_generalised() -> list[Area]:
        address, query = wfs.find_generalised(door, _BUURT, year)
        around = [{}] if ask.gemeenten is None else _around(door, ask.gemeenten, year)
        parts = [wfs.read_areas(door, address, query | more, _BUURT, year) for more in around]
        return [area for part in parts for area in part]

    generalised = _Way(wfs.find_generalised(door, _BUURT, year)[0], read_generalised)
    detailed = [_detailed_way(door, ask, layer, year) for layer in wfs.list_detailed_layers(year)]
    if year >= ogc.FIRST_YEAR:
        url = ogc.find_collection(door, _BUURT, year)
        detailed.insert(0, _Way(url, lambda: ogc.read_areas(door, _BUURT, year, ask.gemeenten)))
    return [generalised, *detailed] if ask.boundaries == "wfs" else [*detailed, generalised]


def _around(door: Door, gemeenten: tuple[str, ...], year: int) -> list[dict[str, str]]:
    return wfs.list_questions_around(door, gemeenten, year) or [{}]


def _detailed_way(door: Door, ask: Ask, layer: str, year: int) -> _Way:
    address, query = wfs.find_detailed(door, layer, year)
    questions = (
        [{}] if ask.gemeenten is None else wfs.list_questions_by_code("gemeentecode", ask.gemeenten)
    )

    def read() -> list[Area]:
        parts = [wfs.read_areas(door, address, query | more, _BUURT, year) for more in questions]
        return [area for part in parts for area in part]

    return _Way(address, read)


def _gpkg_job(door: Door, ask: Ask, year: int, *, is_map: bool) -> Job:
    name = f"wijkenbuurten_{year}.gpkg"
    url = f"{door.base(SOURCE)}/cbs/wijkenbuurten/{year}/atom/downloads/{name}"

    def run(known: Sidecar | None) -> Parcel | None:
        if not is_map and ask.kept.has_imported(year, ask.gemeenten):
            return None
        target = ask.folder / FOLDER / str(year) / name
        try:
            got = download_file(door, SOURCE, url, target, known.etag if known else "")
        except SourceChangedError as error:
            if error.gone and not is_map:
                raise NoOutlinesError(f"pdok: van {year} is er geen GeoPackage.") from error
            raise
        if got is None:
            return None
        sidecar = Sidecar(
            url, today(), got.sha256, tables.CC_BY, 0, "boundaries", year, got.etag, got.modified
        )
        return Parcel(FOLDER, str(year), got.path, sidecar)

    return Job(f"grenzen {year}", FOLDER, str(year), name, run, is_apart=not is_map)


def _job(
    level: str, year: int, run: Callable[[Sidecar | None], Parcel | None], *, is_apart: bool = False
) -> Job:
    name = f"{level}_{year}.geojson"
    return Job(f"{level} {year}", FOLDER, str(year), name, run, is_apart=is_apart)

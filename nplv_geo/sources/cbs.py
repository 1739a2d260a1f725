"""CBS StatLine: Kerncijfers wijken en buurten, SES-WOA and other tables on buurten.

Quirks: each year of the Kerncijfers is a table of its own without periods; of the newest year
the columns on income, benefits and energy exist and are empty at every level until a later
delivery; topics come and go with the years (westers, low income, crime), so a year in which a
layer has no column is normal and only a year without any is an error. Buurt names are not in the
table; they come with the boundaries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from nplv_geo import tables
from nplv_geo.errors import NotPublishedYetError, SourceChangedError
from nplv_geo.rawstore import Sidecar
from nplv_geo.sources import chosen
from nplv_geo.sources._http import Door
from nplv_geo.sources.asked import Ask, Job, Parcel, failing
from nplv_geo.sources.odata import Columns, Service
from nplv_geo.sources.parcels import Read, Wanted, odata_job, period_filter, years_of, years_to_ask

SOURCE = "cbs"
_KWB, _SES = "KWB", "SES-WOA"
_TITLE = "Kerncijfers wijken en buurten"
_TITLE_WITH_YEAR = re.compile(rf"{_TITLE},?\s+((?:19|20)\d\d)\s*$", re.IGNORECASE)
_MUNICIPALITY = "Gemeentenaam"
_PERIOD = "Perioden"
# A newer year counts when it fills this share of what the year before it fills.
_COMPLETE = 0.9


def jobs(door: Door, ask: Ask) -> list[Job]:
    """One job a year of the Kerncijfers, and one a year of each other table on buurten."""
    service = Service(door, SOURCE)
    found = []
    if ask.of(_KWB):
        ids = kwb_tables(service, ask.years)
        found += [_kwb_job(service, ask, year, ids) for year in ask.years]
    for family in sorted({need.family for need in ask.needs}):
        if family != _KWB and tables.family_of(family).publisher == "CBS":
            found += _with_periods(service, ask, family)
    return found


def kwb_tables(service: Service, years: tuple[int, ...] = ()) -> Mapping[int, str]:
    """Table ids by year; those of ``years`` that the registry lacks come from the catalogue."""
    known = dict(tables.KWB_TABLES)
    if years and not set(years) - set(known):
        return known
    for row in service.tables(_TITLE):
        match = _TITLE_WITH_YEAR.search(str(row.get("Title") or "").strip())
        table = str(row.get("Identifier") or row.get("ID") or "").strip()
        if match and table:
            known.setdefault(int(match[1]), table)
    return known


def newest_complete(door: Door, ask: Ask) -> int:
    """Newest year of which the late columns are published too.

    One row, that of the country, tells for each table which columns are still empty.
    """
    service = Service(door, SOURCE)
    ids = kwb_tables(service)
    years = sorted((year for year in ids if year >= tables.NEWEST_COMPLETE - 1), reverse=True)
    filled = {}
    for year in years:
        try:
            filled[year] = _filled(service, ask, ids[year])
        except SourceChangedError:
            filled[year] = set()
    for year in years:
        before = filled.get(year - 1, set())
        if filled[year] and len(filled[year] & before) >= _COMPLETE * len(before):
            return year
    return tables.NEWEST_COMPLETE


def _filled(service: Service, ask: Ask, table: str) -> set[str]:
    """Columns of a table that have a figure for the country."""
    columns = service.columns(table)
    keys = chosen.choose(ask.of(_KWB), columns, table).keys
    where = f"startswith({columns.region},'NL')"
    rows = service.rows(table, columns, list(keys.values()), [None], where)
    return {name for name, key in keys.items() if any(row.get(key) is not None for row in rows)}


def _kwb_job(service: Service, ask: Ask, year: int, ids: Mapping[int, str]) -> Job:
    table = ids.get(year, "")
    family = "" if tables.kwb_year(table) else _KWB
    wanted = Wanted(SOURCE, table or _KWB, year, tables.CC_BY, family, ask.key(_KWB, ask.of(_KWB)))

    def read(known: Sidecar | None) -> Read:
        columns = service.columns(table)
        return _read(service, ask, _Place(table, year, _KWB), columns, known)

    def unknown(_: Sidecar | None) -> Parcel | None:
        raise NotPublishedYetError(
            f"cbs: {_TITLE} van {year} bestaat niet; kies met --years een jaar van {min(ids)} tot "
            f"en met {max(ids)}."
        )

    if not table:
        return Job(f"{_KWB} {year}", SOURCE, _KWB, f"{_KWB}-{year}.json", unknown)
    return odata_job(ask, service, wanted, read)


def _with_periods(service: Service, ask: Ask, family: str) -> list[Job]:
    """Jobs for a table that holds many years: the newest that exists."""
    ids = tables.SES_WOA_TABLES[::-1] if family == _SES else (family,)
    try:
        table, periods = service.offered(ids, _PERIOD)
    except SourceChangedError as error:
        return [failing(SOURCE, ids[0], error)]
    published = years_of(periods)
    years = years_to_ask(ask.years, published)
    return [_year_job(service, ask, _Place(table, year, family), published) for year in years]


def _year_job(service: Service, ask: Ask, place: _Place, published: list[int]) -> Job:
    key = ask.key(place.family, ask.of(place.family), place.year)
    wanted = Wanted(SOURCE, place.table, place.year, tables.CC_BY, "", key)

    def read(known: Sidecar | None) -> Read:
        what = f"cbs {place.table}"
        where = period_filter(published, place.year, what)
        columns = service.columns(place.table)
        chosen.check_dimensions(columns, [_PERIOD], what)
        return _read(service, ask, replace(place, where=where), columns, known)

    return odata_job(ask, service, wanted, read)


@dataclass(frozen=True)
class _Place:
    table: str
    year: int
    family: str
    where: str = ""


def _read(
    service: Service,
    ask: Ask,
    place: _Place,
    columns: Columns,
    known: Sidecar | None,
) -> Read:
    what = f"cbs {place.table} ({place.year})"
    if not place.where:
        chosen.check_dimensions(columns, [], what)
    wanted = chosen.choose(ask.of(place.family), columns, what)
    named = [t.key for t in columns.topics.get(_MUNICIPALITY, [])[:1]]
    select = [*named, *wanted.keys.values()]
    rows = service.rows(place.table, columns, select, ask.batches(), place.where)
    notes = [
        *wanted.notes,
        *chosen.unpublished(rows, columns.region, wanted.keys, what),
        *chosen.changes(columns, known.offered if known else (), what),
    ]
    return Read(rows, columns, tuple(notes))

"""CBS StatLine: Kerncijfers wijken en buurten, and other tables on buurten (``statline``).

Quirks: each year of the Kerncijfers is a table of its own without periods; of the newest year
the columns on income, benefits and energy exist and are empty at every level until a later
delivery; topics come and go with the years (westers, low income, crime), so a year in which a
layer has no column is normal and only a year without any is an error. Buurt names are not in the
table; they come with the boundaries. A column tells of each area whether it changed since the year
before; it comes along with each area's size, for they say which codes still mean the same place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import NotPublishedYetError, SourceChangedError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.published.years.known_years import SURFACE
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.readers.tables.columns import CHANGE
from nplv_geo.sources.services import column_choice as chosen
from nplv_geo.sources.services import gemeente_tables, statline
from nplv_geo.sources.services.needs import Ask, Job, Parcel
from nplv_geo.sources.services.odata import Service
from nplv_geo.sources.services.parcels import ParcelTarget, Read, odata_job
from nplv_geo.sources.services.statline import TablePeriod

SOURCE = "cbs"
_KWB = "KWB"
_TITLE = "Kerncijfers wijken en buurten"
_TITLE_WITH_YEAR = re.compile(rf"{_TITLE},?\s+((?:19|20)\d\d)\s*$", re.IGNORECASE)
# Asked whatever the layers need: names of gemeenten; and by which the areas of one year are found
# on the map of another: how large each is, and whether it changed.
_BESIDE = ("Gemeentenaam", SURFACE, *CHANGE)
# A newer year counts when it fills this share of the layers that the year before it fills.
_COMPLETE = 0.9


def list_jobs(door: Door, ask: Ask) -> list[Job]:
    """One job a year of the Kerncijfers, and one a year of each other family that layers need."""
    service = Service(door, SOURCE)
    to_do = []
    if ask.of(_KWB):
        ids = kwb_tables(service, ask.years)
        to_do += [_kwb_job(service, ask, year, ids) for year in ask.years]
    if ask.of(statline.SES_WOA):
        to_do += statline.ses_woa_jobs(service, ask)
    for family in sorted({need.family for need in ask.needs} & set(tables.YEAR_TABLES)):
        to_do += statline.year_jobs(service, ask, family)
    for family in tables.GEMEENTE_TABLES:
        to_do += gemeente_tables.gemeente_jobs(service, ask, family) if ask.of(family) else []
    return to_do


def kwb_tables(service: Service, years: tuple[int, ...] = ()) -> Mapping[int, str]:
    """Table ids by year; those of ``years`` that the registry lacks come from the catalogue."""
    known = dict(tables.KWB_TABLES)
    if years and not set(years) - set(known):
        return known
    for row in service.tables(_TITLE):
        match = _TITLE_WITH_YEAR.search(row.title.strip())
        if match:
            known.setdefault(int(match[1]), row.identifier)
    return known


def newest_complete(door: Door, ask: Ask) -> int:
    """Newest year of which the late columns are published too.

    One row, that of the country, tells for each table which figures are still empty.
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
    """Layers that a table has a figure for the country of, whatever its columns are called."""
    columns, needs = service.columns(table), ask.of(_KWB)
    keys = chosen.choose_columns(needs, columns, table).keys
    where = f"startswith({columns.region},'NL')"
    rows = service.rows(table, columns, list(keys.values()), [None], where)
    have = {name for name, key in keys.items() if any(row.get(key) is not None for row in rows)}
    return {
        need.layer
        for need in needs
        if any(have.issuperset(choice.topics) for choice in need.choices)
    }


def _kwb_job(service: Service, ask: Ask, year: int, ids: Mapping[int, str]) -> Job:
    table = ids.get(year, "")
    family = "" if tables.find_table_year(table) else _KWB
    target = ParcelTarget(
        SOURCE, table or _KWB, year, tables.CC_BY, family, ask.key(_KWB, ask.of(_KWB), _BESIDE)
    )

    def read(known: Sidecar | None) -> Read:
        columns = service.columns(table)
        place = TablePeriod(service, ask, table, year, _KWB)
        chosen.check_dimensions(columns, [], place.what)
        beside = (columns.topics.get(name, [])[:1] for name in _BESIDE)
        return place.read(columns, known, also=tuple(t.key for topics in beside for t in topics))

    def unknown(_: Sidecar | None) -> Parcel | None:
        raise NotPublishedYetError(
            f"cbs: {_TITLE} van {year} bestaat niet; kies met --years een jaar van {min(ids)} tot "
            f"en met {max(ids)}."
        )

    if not table:
        return Job(f"{_KWB} {year}", SOURCE, _KWB, f"{_KWB}-{year}.json", unknown)
    return odata_job(ask, service, target, read)

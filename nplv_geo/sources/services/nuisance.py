"""Politie at dataderden: registered nuisance by buurt and month (47024NED).

Quirks: there are months and no years, so a year is asked when all twelve of its months are there,
and never part of one; the kinds of nuisance have codes that no document names, so their total goes
by its title, and the dimension is the one that is neither area nor period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.schemas.odata import Row
from nplv_geo.sources.schemas.reading import REMEDY
from nplv_geo.sources.services import column_choice as chosen
from nplv_geo.sources.services.needs import Ask, Job, failing
from nplv_geo.sources.services.odata import Columns, Service
from nplv_geo.sources.services.parcels import ParcelTarget, Read, odata_job

TABLE = "47024NED"
_PERIOD, _KIND = "Perioden", "Overlast"
_TOTAL = "totaal registraties overlast"
_MONTHS = 12


def nuisance_jobs(service: Service, ask: Ask) -> list[Job]:
    """One job for each year asked of which all months are published."""
    if not ask.of(TABLE):
        return []
    try:
        statuses = service.statuses(TABLE, _PERIOD)
    except SourceChangedError as error:
        return [failing(service.source, TABLE, error)]
    whole = find_whole_years(list(statuses))
    newest = max(whole, default=0)
    return [
        _year_job(service, ask, year, whole[year], is_early=_is_early(statuses, year, newest))
        for year in ask.years
        if year in whole
    ]


def find_whole_years(periods: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Find the years that have all their months.

    Parameters
    ----------
    periods
        Keys of ``Perioden``, such as ``2024MM05``.

    Returns
    -------
    dict
        By year its twelve keys, oldest first.
    """
    months: dict[int, set[str]] = defaultdict(set)
    for key in periods:
        if key[:4].isdecimal() and key[4:6] == "MM":
            months[int(key[:4])].add(key)
    return {y: tuple(sorted(keys)) for y, keys in sorted(months.items()) if len(keys) == _MONTHS}


def _is_early(statuses: Mapping[str, str], year: int, newest: int) -> bool:
    """A year is provisional as long as one of its months is; without statuses the newest one is."""
    told = [status for key, status in statuses.items() if key.startswith(str(year)) and status]
    if not told:
        return year == newest
    return any("voorlopig" in status.lower() for status in told)


def _year_job(
    service: Service, ask: Ask, year: int, months: tuple[str, ...], *, is_early: bool
) -> Job:
    needs, what = ask.of(TABLE), f"{service.source} {TABLE} ({year})"
    licence = tables.find_family(TABLE).licence
    query = ask.key(TABLE, needs, year)
    target = ParcelTarget(service.source, TABLE, year, licence, "", query, is_early)

    def read(known: Sidecar | None) -> Read:
        columns = service.columns(TABLE)
        kind = _find_kind(columns, what)
        picked = chosen.choose_columns(needs, columns, what)
        total = _find_total(service.titles(TABLE, kind), kind, what)
        select = list(picked.keys.values())

        def rows_of(month: str) -> list[Row]:
            where = f"{_PERIOD} eq '{month}' and {kind} eq '{total}'"
            return service.rows(TABLE, columns, select, ask.batches(), where)

        parts = service.door.map(rows_of, list(months))
        # The one member says nothing any more, and a reader of the file need not know it.
        rows = [{key: c for key, c in row.items() if key != kind} for part in parts for row in part]
        notes = [
            *picked.notes,
            *chosen.unpublished(rows, columns.region, picked.keys, what),
            *chosen.list_changes(columns, known, what),
        ]
        return Read(rows, columns, tuple(notes))

    return odata_job(ask, service, target, read)


def _find_kind(columns: Columns, what: str) -> str:
    """Name of the dimension with kinds of nuisance."""
    others = [name for name in columns.dimensions if name not in (columns.region, _PERIOD)]
    kind = others[0] if len(others) == 1 else _KIND
    chosen.check_dimensions(columns, [_PERIOD, kind], what)
    return kind


def _find_total(titles: Mapping[str, str], kind: str, what: str) -> str:
    """Key of the member that is all kinds together, padding and all.

    Raises
    ------
    SourceChangedError
        When not exactly one member is called so.
    """
    found = [key for title, key in titles.items() if title.lower().endswith(_TOTAL)]
    if len(found) != 1:
        raise SourceChangedError(
            what,
            f"één '{_TOTAL.capitalize()}' bij {kind}",
            chosen.check_listed(sorted(titles)),
            REMEDY,
        )
    return found[0]

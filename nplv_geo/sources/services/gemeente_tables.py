"""CBS tables that are published per gemeente only: early school leavers (84780NED).

Quirks: areas stand under ``Regiokenmerken``, beside landsdelen, provincies and other regions, which
are left out here; of sex we ask everybody; a period may be a school year (``2023SJ00``), which goes
by the year in which it begins.
"""

from __future__ import annotations

from nplv_geo.definitions import tables
from nplv_geo.ground.areas import is_code, normalise_code
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.schemas.reading import REMEDY
from nplv_geo.sources.services import column_choice as chosen
from nplv_geo.sources.services.needs import Ask, Job, failing
from nplv_geo.sources.services.odata import Service
from nplv_geo.sources.services.parcels import ParcelTarget, Read, known_years, odata_job

_PERIOD, _SEX, _EVERYBODY = "Perioden", "Geslacht", "T001038"
_YEARLY = ("JJ00", "SJ00")


def gemeente_jobs(service: Service, ask: Ask, table: str) -> list[Job]:
    """One job for each year asked that a table has, the newest before it otherwise."""
    try:
        statuses = service.statuses(table, _PERIOD)
    except SourceChangedError as error:
        return [failing(service.source, table, error)]
    yearly = (key for key in statuses if key[:4].isdecimal() and key[4:8] in _YEARLY)
    periods = {int(key[:4]): key for key in yearly}
    years = known_years(ask.years, sorted(periods))
    return [
        _year_job(service, ask, table, periods[year], is_early="voorlopig" in status.lower())
        for year in years
        for status in (statuses[periods[year]],)
    ]


def _year_job(service: Service, ask: Ask, table: str, period: str, *, is_early: bool) -> Job:
    year = int(period[:4])
    needs, what = ask.of(table), f"{service.source} {table} ({year})"
    query = ask.key(table, needs, year)
    target = ParcelTarget(service.source, table, year, tables.CC_BY, "", query, is_early)

    def read(known: Sidecar | None) -> Read:
        columns = service.columns(table)
        chosen.check_dimensions(columns, [_SEX, _PERIOD], what)
        picked = chosen.choose_columns(needs, columns, what)
        where = f"{_PERIOD} eq '{period}' and {_SEX} eq '{_find_everybody(service, table, what)}'"
        select = list(picked.keys.values())
        found = service.rows(table, columns, select, ask.batches(), where)
        # The one member says nothing any more, and other regions are no areas of ours.
        rows = [
            {key: cell for key, cell in row.items() if key != _SEX}
            for row in found
            if is_code(normalise_code(row[columns.region]))
        ]
        notes = [
            *picked.notes,
            *chosen.unpublished(rows, columns.region, picked.keys, what),
            *chosen.list_changes(columns, known, what),
        ]
        return Read(rows, columns, tuple(notes))

    return odata_job(ask, service, target, read)


def _find_everybody(service: Service, table: str, what: str) -> str:
    """Key of everybody, with the padding that filters need."""
    members = service.members(table, _SEX)
    found = [member for member in members if member.strip() == _EVERYBODY]
    if not found:
        raise SourceChangedError(
            what, f"'{_EVERYBODY}' bij {_SEX}", chosen.check_listed(sorted(members)), REMEDY
        )
    return found[0]

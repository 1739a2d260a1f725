"""RIVM at dataderden: health of adults by buurt, table 50150NED and those before it.

What 50150NED has of a year goes first; an older table fills the years and topics that it lacks, so
that it is asked about the same years but never about others.

Quirks: every figure is the outcome of a model, in three rows (middle estimate and margins) for
several age groups; we take all three for 18 and over (``20300``). Periods are the
years of the survey (2012, 2016, 2020, 2022, 2024), so a year without one gets the newest before
it. The country is ``NL01`` here.
"""

from __future__ import annotations

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.schemas.odata import Row
from nplv_geo.sources.services import column_choice as chosen
from nplv_geo.sources.services.needs import Ask, Job, failing
from nplv_geo.sources.services.odata import Service
from nplv_geo.sources.services.parcels import (
    ParcelTarget,
    Read,
    is_provisional,
    known_years,
    odata_job,
    period_filter,
    years_of,
)
from nplv_geo.statistics.margins import DIMENSION, ESTIMATE, MEMBERS

SOURCE = "rivm"
# Families, the newest first; of each the first table that there is.
_TABLES = {"50150NED": ("50150NED",), "50120NED": ("50120NED", "50090NED")}
_PERIOD = "Perioden"
_AGE, _ADULTS = "Leeftijd", "20300"


def list_jobs(door: Door, ask: Ask) -> list[Job]:
    """One job a table and survey year."""
    service = Service(door, SOURCE)
    gone: list[Job] = []
    offered: dict[str, dict[str, str]] = {}
    for family, ids in _TABLES.items():
        if ask.of(family):
            try:
                table, periods = service.offered(ids, _PERIOD)
            except SourceChangedError as error:
                gone.append(failing(SOURCE, family, error))
                continue
            offered[table] = periods
    surveys = sorted({year for periods in offered.values() for year in years_of(periods)})
    years = known_years(ask.years, surveys)
    return gone + [
        _job(service, ask, table, year, provisional=is_provisional(periods, year))
        for table, periods in offered.items()
        for year in years
        if year in years_of(periods)
    ]


def _job(service: Service, ask: Ask, table: str, year: int, *, provisional: bool | None) -> Job:
    needs = ask.of(tables.find_family(table).id)
    licence = tables.find_family(table).licence
    key = ask.key(table, needs, year, MEMBERS)
    target = ParcelTarget(SOURCE, table, year, licence, "", key, provisional)
    what = f"rivm {table} ({year})"

    def read(known: Sidecar | None) -> Read:
        columns = service.columns(table)
        chosen.check_dimensions(columns, [_PERIOD, _AGE, DIMENSION], what)
        picked = chosen.choose_columns(needs, columns, what)
        period = period_filter([year], year, what)
        where = f"{period} and {_AGE} eq '{_ADULTS}'"

        def rows_of(member: str) -> list[Row]:
            filter_ = f"{where} and {DIMENSION} eq '{member}'"
            keys = list(picked.keys.values())
            return service.rows(table, columns, keys, ask.batches(), filter_)

        estimates = rows_of(ESTIMATE)
        bounds = _bounds(service.members(table, DIMENSION))
        rows = [*estimates, *(row for member in bounds for row in rows_of(member))]
        notes = [
            *picked.notes,
            *([] if bounds else [f"{what}: zonder marges; verschillen blijven zonder oordeel"]),
            *chosen.unpublished(estimates, columns.region, picked.keys, what),
            *chosen.list_changes(columns, known, what),
        ]
        return Read(rows, columns, tuple(notes))

    return odata_job(ask, service, target, read)


def _bounds(members: list[str]) -> list[str]:
    """Members with the bounds of the interval, as filters need them; both or none."""
    bounds = [member for member in members if member.strip() in MEMBERS[1:]]
    return bounds if len(bounds) == len(MEMBERS) - 1 else []

"""Politie at dataderden: recorded crimes by kind, buurt and year (47018NED) or month (47022NED).

Quirks: ``SoortMisdrijf`` is padded to six characters, and a filter of another width finds
nothing without saying so; ``0.0.0`` is the total of the other kinds, so it is a row like any
other here and kinds are never added up; crimes of which the place is unknown stand under
``BU00000000``: they stay in the file, are counted in the report and belong to no buurt; all
years are on the boundaries of one year (``MapYear``); a null is withheld, not zero. One question a
kind and period: longer filters are refused. The newest year is provisional, unless the status of
its period says otherwise.

The months are asked only of a year that the table by year does not have yet: they become the
layer of "this year until now", never a figure of a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.schemas.odata import Row
from nplv_geo.sources.services import column_choice as chosen
from nplv_geo.sources.services.needs import Ask, Job, failing, members_of
from nplv_geo.sources.services.nuisance import nuisance_jobs
from nplv_geo.sources.services.odata import Service
from nplv_geo.sources.services.parcels import (
    ParcelTarget,
    Read,
    is_provisional,
    odata_job,
    period_filter,
    years_of,
    years_to_ask,
)

SOURCE = "politie"
_BY_YEAR, _BY_MONTH = "47018NED", "47022NED"
_KIND, _PERIOD = "SoortMisdrijf", "Perioden"
_KIND_WIDTH = 6
_COUNT = "GeregistreerdeMisdrijven"
_TOTAL = "0.0.0"
_UNKNOWN_PLACE = "BU00000000"
_MONTH = re.compile(r"20\d\dMM\d\d\s*")


@dataclass(frozen=True)
class _Year:
    """One year out of one of the two tables.

    Attributes
    ----------
    filters
        Gives one filter a period that makes up the year.
    older
        File that this one takes the place of: one year until now, and none beside the whole.
    """

    table: str
    year: int
    filters: Callable[[], list[str]]
    older: int
    provisional: bool

    @property
    def what(self) -> str:
        """How a message calls it."""
        return f"politie {self.table} ({self.year})"


def list_jobs(door: Door, ask: Ask) -> list[Job]:
    """One job a year of crime and of nuisance, and one for the crimes of a year not yet over."""
    service = Service(door, SOURCE)
    return [*_crime_jobs(service, ask), *nuisance_jobs(service, ask)]


def _crime_jobs(service: Service, ask: Ask) -> list[Job]:
    if not (ask.of(_BY_YEAR) or ask.of(_BY_MONTH)):
        return []
    periods = service.statuses(_BY_YEAR, _PERIOD)
    published = years_of(periods)
    to_do = []
    running = None
    try:
        running = _running(service, ask, max(published, default=0))
    except SourceChangedError as error:
        to_do.append(failing(SOURCE, _BY_MONTH, error))
    years = years_to_ask(ask.years, published) if ask.of(_BY_YEAR) else []
    whole = [_whole(year, periods) for year in years if running is None or year != running.year]
    return [_job(service, ask, year) for year in (*whole, *([running] if running else []))] + to_do


def _whole(year: int, periods: Mapping[str, str]) -> _Year:
    published, is_early = years_of(periods), is_provisional(periods, year)

    def filters() -> list[str]:
        return [period_filter(published, year, f"politie {_BY_YEAR} ({year})")]

    provisional = year == max(published, default=0) if is_early is None else is_early
    return _Year(_BY_YEAR, year, filters, older=year, provisional=provisional)


def _running(service: Service, ask: Ask, newest: int) -> _Year | None:
    """The year after the newest whole one, if it is asked and months of it are published."""
    if not ask.of(_BY_MONTH) or not (ask.newest or max(ask.years) > newest):
        return None
    months = sorted(key for key in service.members(_BY_MONTH, _PERIOD) if _MONTH.fullmatch(key))
    year = int(months[-1][:4]) if months else 0
    if year <= newest or not (ask.newest or year in ask.years):
        return None
    filters = [f"{_PERIOD} eq '{key}'" for key in months if key.startswith(str(year))]
    return _Year(_BY_MONTH, year, lambda: filters, older=year - 1, provisional=True)


def _job(service: Service, ask: Ask, place: _Year) -> Job:
    needs = ask.of(place.table)
    kinds = members_of(needs, _KIND)
    target = ParcelTarget(
        SOURCE,
        place.table,
        place.year,
        tables.find_family(place.table).licence,
        "",
        ask.key(place.table, kinds, place.year),
        provisional=place.provisional,
        replaces=((_BY_MONTH, f"{_BY_MONTH}-{place.older}.json"),),
    )

    def read(known: Sidecar | None) -> Read:
        columns = service.columns(place.table)
        chosen.check_dimensions(columns, [_KIND, _PERIOD], place.what)
        picked = chosen.choose_columns(needs, columns, place.what)
        select = list(picked.keys.values())
        filters = [(kind, period) for kind in kinds for period in place.filters()]

        def of_kind(question: tuple[str, str]) -> list[Row]:
            kind, period = question
            where = f"{period} and {_KIND} eq '{kind.ljust(_KIND_WIDTH)}'"
            return service.rows(place.table, columns, select, ask.batches(), where)

        parts = service.door.map(of_kind, filters)
        rows = [row for part in parts for row in part]
        came = {kind for (kind, _), part in zip(filters, parts, strict=True) if part}
        gone = [kind for kind in kinds if kind not in came]
        notes = [*picked.notes, *_unknown_place(rows, columns.region, picked.keys, place.what)]
        if gone and rows:
            notes.append(
                f"{place.what}: soort misdrijf {chosen.check_listed(gone)} bestaat niet (meer)"
            )
        notes += chosen.unpublished(rows, columns.region, picked.keys, place.what)
        notes += chosen.list_changes(columns, known, place.what)
        return Read(rows, columns, tuple(notes))

    return odata_job(ask, service, target, read)


def _unknown_place(rows: list[Row], region: str, keys: dict[str, str], what: str) -> list[str]:
    """Note the crimes without a place; counted on the total, for kinds overlap."""
    key = keys[_COUNT] if _COUNT in keys else next(iter(keys.values()))
    count = sum(
        int(number)
        for row in rows
        if str(row[region]).strip() == _UNKNOWN_PLACE
        and str(row[_KIND]).strip() == _TOTAL
        and isinstance(number := row.get(key), (int, float))
    )
    return [f"{what}: {count} misdrijven met locatie onbekend"] if count else []

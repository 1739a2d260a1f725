"""CBS tables on buurten beside the Kerncijfers: one a year, or many years on one division.

Quirks: nearness and labour have a table a year, of which the year stands in no column; further
dimensions (sex, age) have a member for all of them, known by its title. Each SES-WOA table holds
all years since 2014 on the division of one year, so the one to ask is that of the newest year
asked: its division is the one of the boundaries. Unless the service says otherwise of a period,
the newest year in it is provisional; there is
no row for the country, and four columns are called ``GemiddeldeScore``: the whole, then its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.schemas.reading import REMEDY
from nplv_geo.sources.services import column_choice as chosen
from nplv_geo.sources.services.needs import Ask, Job, failing
from nplv_geo.sources.services.odata import Columns, Service
from nplv_geo.sources.services.parcels import (
    ParcelTarget,
    Read,
    is_provisional,
    known_years,
    odata_job,
    period_filter,
    years_of,
)

SES_WOA = "SES-WOA"
_PERIOD = "Perioden"
# Of these dimensions, the title of the member that is about everybody.
_EVERYBODY = {"Geslacht": "Totaal mannen en vrouwen", "Leeftijd": "15 tot 75 jaar"}


@dataclass(frozen=True)
class TablePeriod:
    """The rows of one table about one year, as a job asks them."""

    service: Service
    ask: Ask
    table: str
    year: int
    family: str

    @property
    def what(self) -> str:
        """How a message calls it."""
        return f"cbs {self.table} ({self.year})"

    def read(
        self, columns: Columns, known: Sidecar | None, where: str = "", also: tuple[str, ...] = ()
    ) -> Read:
        """Fetch what the layers need, and note what is new, gone or still to come.

        Parameters
        ----------
        where
            Filter that leaves one row for each area.
        also
            Keys of columns to fetch beside those.
        """
        picked = chosen.choose_columns(self.ask.of(self.family), columns, self.what)
        select = [*also, *picked.keys.values()]
        rows = self.service.rows(self.table, columns, select, self.ask.batches(), where)
        notes = [
            *picked.notes,
            *chosen.unpublished(rows, columns.region, picked.keys, self.what),
            *chosen.list_changes(columns, known, self.what),
        ]
        return Read(rows, columns, tuple(notes))


def year_jobs(service: Service, ask: Ask, family: str) -> list[Job]:
    """One job for each year asked of which the family has a table."""
    ids = tables.YEAR_TABLES[family]
    years = [year for year in ask.years if year in ids]
    return [_year_job(TablePeriod(service, ask, ids[year], year, family)) for year in years]


def _year_job(place: TablePeriod) -> Job:
    service, ask = place.service, place.ask
    key = ask.key(place.family, ask.of(place.family), place.year)
    target = ParcelTarget(service.source, place.table, place.year, tables.CC_BY, "", key)

    def found(known: Sidecar | None) -> Read:
        columns = service.columns(place.table)
        everybody = {name: _EVERYBODY[name] for name in columns.dimensions if name in _EVERYBODY}
        periods = [_PERIOD] if _PERIOD in columns.dimensions else []
        chosen.check_dimensions(columns, [*everybody, *periods], place.what)
        where = [_member(place, name, title) for name, title in everybody.items()]
        if periods:
            where.append(f"{_PERIOD} eq '{place.year}JJ00'")
        answer = place.read(columns, known, " and ".join(where))
        # The one member says nothing any more, and a reader of the file need not know it.
        rows = [{k: v for k, v in row.items() if k not in everybody} for row in answer.rows]
        return Read(rows, columns, answer.notes)

    return odata_job(ask, service, target, found)


def _member(place: TablePeriod, dimension: str, title: str) -> str:
    """Filter on the member with this title.

    Raises
    ------
    SourceChangedError
        When no member is called so.
    """
    titles = place.service.titles(place.table, dimension)
    if title not in titles:
        raise SourceChangedError(
            place.what, f"'{title}' bij {dimension}", chosen.check_listed(sorted(titles)), REMEDY
        )
    return f"{dimension} eq '{titles[title]}'"


def ses_woa_jobs(service: Service, ask: Ask) -> list[Job]:
    """Jobs for the years of the SES-WOA table on the division of the newest year asked."""
    division = max(ask.years)
    ids = sorted(
        tables.SES_WOA_DIVISIONS,
        key=lambda table: (abs(tables.SES_WOA_DIVISIONS[table] - division), table),
    )
    try:
        table, periods = service.offered(ids, _PERIOD)
    except SourceChangedError as error:
        return [failing(service.source, ids[0], error)]
    published = years_of(periods)
    years = known_years(ask.years, published)
    return [_ses_woa_job(TablePeriod(service, ask, table, y, SES_WOA), periods) for y in years]


def _ses_woa_job(place: TablePeriod, periods: Mapping[str, str]) -> Job:
    service, ask, published = place.service, place.ask, years_of(periods)
    is_early = is_provisional(periods, place.year)
    key = ask.key(SES_WOA, ask.of(SES_WOA), place.year)
    # The same year in a table on another division is another figure: only one of them can count.
    replaces = tuple(
        (table, f"{table}-{place.year}.json")
        for table in tables.SES_WOA_DIVISIONS
        if table != place.table
    )
    target = ParcelTarget(
        service.source,
        place.table,
        place.year,
        tables.CC_BY,
        "",
        key,
        provisional=place.year == published[-1] if is_early is None else is_early,
        replaces=replaces,
    )

    def found(known: Sidecar | None) -> Read:
        columns = service.columns(place.table)
        chosen.check_dimensions(columns, [_PERIOD], place.what)
        where = period_filter(published, place.year, place.what)
        return place.read(columns, known, where)

    return odata_job(ask, service, target, found)

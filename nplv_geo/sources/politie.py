"""Politie, table 47018NED at dataderden: recorded crimes by kind, buurt and year.

Quirks: ``SoortMisdrijf`` is padded to six characters, and a filter of another width finds
nothing without saying so; ``0.0.0`` is the total of the other kinds, so it is a row like any
other here and nothing is ever added up; crimes of which the place is unknown stand under
``BU00000000``: they stay in the file, are counted in the report and belong to no buurt; all
years are on the newest boundaries; a null is withheld, not zero. One question a kind and year:
longer filters are refused. The newest year is provisional, though the
table does not say so.
"""

from __future__ import annotations

from nplv_geo import tables
from nplv_geo.rawstore import Sidecar
from nplv_geo.sources import chosen
from nplv_geo.sources._http import Door
from nplv_geo.sources.asked import Ask, Job
from nplv_geo.sources.odata import Row, Service
from nplv_geo.sources.parcels import Read, Wanted, odata_job, period_filter, years_of, years_to_ask

SOURCE = "politie"
_TABLE = "47018NED"
_KIND, _PERIOD = "SoortMisdrijf", "Perioden"
_KIND_WIDTH = 6
_COUNT = "GeregistreerdeMisdrijven"
_TOTAL = "0.0.0"
_UNKNOWN_PLACE = "BU00000000"


def jobs(door: Door, ask: Ask) -> list[Job]:
    """One job a year, if some layer is about crime."""
    if not ask.of(_TABLE):
        return []
    service = Service(door, SOURCE)
    published = years_of(service.members(_TABLE, _PERIOD))
    years = years_to_ask(ask.years, published)
    return [_job(service, ask, year, published) for year in years]


def _job(service: Service, ask: Ask, year: int, published: list[int]) -> Job:
    needs = ask.of(_TABLE)
    kinds = sorted({need.where[_KIND].strip() for need in needs if _KIND in need.where})
    family = tables.family_of(_TABLE)
    newest = year == max(published, default=0)
    key = ask.key(_TABLE, kinds, year)
    wanted = Wanted(SOURCE, _TABLE, year, family.licence, "", key, provisional=newest)
    what = f"politie {_TABLE} ({year})"

    def read(known: Sidecar | None) -> Read:
        columns = service.columns(_TABLE)
        chosen.check_dimensions(columns, [_KIND, _PERIOD], what)
        picked = chosen.choose(needs, columns, what)
        period = period_filter(published, year, what)
        select = list(picked.keys.values())

        def of_kind(kind: str) -> list[Row]:
            where = f"{period} and {_KIND} eq '{kind.ljust(_KIND_WIDTH)}'"
            return service.rows(_TABLE, columns, select, ask.batches(), where)

        parts = service.door.map(of_kind, kinds)
        rows = [row for part in parts for row in part]
        gone = [kind for kind, part in zip(kinds, parts, strict=True) if not part]
        notes = [*picked.notes, *_unknown_place(rows, columns.region, picked.keys, what)]
        if gone and rows:
            notes.append(f"{what}: soort misdrijf {chosen.listed(gone)} bestaat niet (meer)")
        notes += chosen.unpublished(rows, columns.region, picked.keys, what)
        notes += chosen.changes(columns, known.offered if known else (), what)
        return Read(rows, columns, tuple(notes))

    return odata_job(ask, service, wanted, read)


def _unknown_place(rows: list[Row], region: str, keys: dict[str, str], what: str) -> list[str]:
    """Note the crimes without a place; counted on the total, for kinds overlap."""
    key = keys[_COUNT] if _COUNT in keys else next(iter(keys.values()))
    count = sum(
        int(row.get(key) or 0)
        for row in rows
        if str(row[region]).strip() == _UNKNOWN_PLACE and str(row[_KIND]).strip() == _TOTAL
    )
    return [f"{what}: {count} misdrijven met locatie onbekend"] if count else []

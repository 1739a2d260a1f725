"""Which published table holds which figures: the one registry of table ids.

Source of the ids: CBS StatLine catalogue and the open data pages of Politie, RIVM and
Leefbaarometer, as collected on 2026-07-19.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal


class DivisionFrom(StrEnum):
    """Who says which area division the codes of a table are of."""

    SERVICE = "service"  # MapYear, as the service gives it with the table
    REGISTRY = "registry"  # this module: a table that has all its years on one division
    YEAR = "year"  # a table about one year, of that year's areas
    FILE = "file"  # the file names its measurement or the edition that it was made for
    CODES = "codes"  # derived: the division whose codes the table has
    NEWEST = "newest"  # derived: a division after the newest of which there are boundaries
    UNKNOWN = "unknown"

    @property
    def is_recorded(self) -> bool:
        """Tell whether it was written down, not worked out or unknown."""
        return self not in (DivisionFrom.CODES, DivisionFrom.NEWEST, DivisionFrom.UNKNOWN)


CC_BY = "CC BY 4.0"
# Published as open data through StatLine; the text of their licence was not found.
OPEN = "open data"

KWB_TABLES: dict[int, str] = {
    2013: "82339NED",
    2014: "82931NED",
    2015: "83220NED",
    2016: "83487NED",
    2017: "83765NED",
    2018: "84286NED",
    2019: "84583NED",
    2020: "84799NED",
    2021: "85039NED",
    2022: "85318NED",
    2023: "85618NED",
    2024: "85984NED",
    2025: "86165NED",
    2026: "86358NED",
}

# The newest year with income: those columns come a year and a half after the others.
NEWEST_COMPLETE = 2024
# Each holds all years since 2014 on one area division: that of the year after its newest year.
SES_WOA_DIVISIONS: dict[str, int] = {
    "85163NED": 2021,
    "85539NED": 2022,
    "85900NED": 2023,
    "86092NED": 2024,
    "86296NED": 2025,
}
# Tables that have all their periods on the areas of one year; a MapYear of the service goes first.
# RIVM: 50090NED is closed and on 2020, the title of 50150NED at data.overheid.nl names 2024.
DIVISIONS: dict[str, int] = {**SES_WOA_DIVISIONS, "50090NED": 2020, "50150NED": 2024}
# Other families with one table a year, of which the year may stand in no column.
YEAR_TABLES: dict[str, dict[int, str]] = {
    "NABIJHEID": {2022: "85560NED", 2023: "85830NED", 2024: "86134NED", 2025: "86270NED"},
    "86258NED": {2024: "86258NED"},
}
# Tables by month: only the months of the newest year count, added up.
MONTHLY = ("47022NED",)
# Tables by month of which years are made, each of all its twelve months.
MONTHLY_YEARS = ("47024NED",)
# Tables per gemeente, with nothing on wijken and buurten.
GEMEENTE_TABLES = ("84780NED",)


@dataclass(frozen=True, slots=True)
class TableFamily:
    """Tables that carry the same figures, year after year.

    Attributes
    ----------
    id
        Name of the family: that of its tables in this registry, or the id of its only table.
    title, publisher, licence
        As a reader sees them in the passport of a figure.
    division
        Area division of a table that is not in :data:`DIVISIONS`: that of its own ``year``, for
        families with one table a year; the ``newest`` of the day on which it was fetched; or
        ``unknown``.
    """

    id: str
    title: str
    publisher: str
    licence: str
    division: Literal["year", "newest", "unknown"] = "unknown"


FAMILIES: dict[str, TableFamily] = {
    family.id: family
    for family in (
        TableFamily("KWB", "Kerncijfers wijken en buurten", "CBS", CC_BY, "year"),
        TableFamily("SES-WOA", "Sociaal-economische status (SES-WOA)", "CBS", CC_BY),
        TableFamily("NABIJHEID", "Nabijheid voorzieningen", "CBS", CC_BY, "year"),
        TableFamily("86258NED", "Arbeidsdeelname wijken en buurten", "CBS", CC_BY, "year"),
        TableFamily("47018NED", "Geregistreerde misdrijven", "Politie", OPEN, "newest"),
        TableFamily("47022NED", "Geregistreerde misdrijven per maand", "Politie", OPEN, "newest"),
        TableFamily("47024NED", "Geregistreerde overlast per maand", "Politie", OPEN, "newest"),
        TableFamily("84780NED", "Voortijdig schoolverlaters per gemeente", "CBS", CC_BY, "newest"),
        TableFamily("50150NED", "Gezondheid per wijk en buurt", "RIVM", OPEN),
        TableFamily("50120NED", "Gezondheid per wijk en buurt", "RIVM", OPEN),
        TableFamily("LEEFBAAROMETER", "Leefbaarometer 3.0", "Ministerie van VRO", "CC0"),
    )
}

_FAMILY_OF_TABLE = {
    **dict.fromkeys(KWB_TABLES.values(), "KWB"),
    **dict.fromkeys(SES_WOA_DIVISIONS, "SES-WOA"),
    **dict.fromkeys(("84953NED", *YEAR_TABLES["NABIJHEID"].values()), "NABIJHEID"),
    "50090NED": "50120NED",
}


@cache
def find_family(table: str) -> TableFamily:
    """Find the family of a table; an unknown table is a family of its own.

    Parameters
    ----------
    table
        Id of a table such as ``85984NED``, in capitals or not.

    Returns
    -------
    TableFamily
        The family, with title, publisher and licence.
    """
    name = _FAMILY_OF_TABLE.get(table.upper(), table.upper())
    return FAMILIES.get(name, TableFamily(name, name, "onbekend", "onbekend"))


def find_table_year(table: str) -> int | None:
    """Find the year of a table that is about one year.

    Parameters
    ----------
    table
        Id of a table, in capitals or not.

    Returns
    -------
    int or None
        None when the registry does not know the table, or it is about more years.
    """
    pairs = (pair for ids in (KWB_TABLES, *YEAR_TABLES.values()) for pair in ids.items())
    return next((year for year, name in pairs if name == table.upper()), None)


def find_division(table: str, family: str, period: str) -> tuple[int | None, DivisionFrom]:
    """Find the area division of a table, as far as the registry knows it.

    Parameters
    ----------
    table
        Id of a table, in capitals or not.
    family
        Id of the family; a table that is newer than the registry can have one all the same.
    period
        Such as ``2024``: the year of a table that is about one year.

    Returns
    -------
    year : int or None
        Boundary year of the codes, or None when the registry does not know it.
    source : DivisionFrom
        How the registry knows.
    """
    if table.upper() in DIVISIONS:
        return DIVISIONS[table.upper()], DivisionFrom.REGISTRY
    if family in FAMILIES and FAMILIES[family].division == "year":
        return find_table_year(table) or int(period[:4]), DivisionFrom.YEAR
    return None, DivisionFrom.UNKNOWN

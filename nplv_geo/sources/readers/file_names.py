"""Which table and which year a file is, as far as its name and its own words tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers.scores import ANSWER as SCORES_ANSWER
from nplv_geo.sources.readers.scores import TABLE as SCORES_TABLE

_TABLE_ID = re.compile(r"(?<!\d)\d{5}NED", re.IGNORECASE)
_KWB_SHEET = re.compile(r"kwb[-_ ]?(\d{4})(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True)
class KnownYears:
    """Year of a file with shapes as far as others than the file itself tell it.

    Attributes
    ----------
    asked
        What the user says with ``--year``.
    in_name
        What the name of the file says.
    """

    asked: int | None
    in_name: int | None


def year_in_name(name: str) -> int | None:
    """Year in a file name, if there is exactly one: ``buurt_2024.parquet``."""
    years = set(_YEAR.findall(_TABLE_ID.sub("", name)))
    return int(years.pop()) if len(years) == 1 else None


def find_table(name: str, about: str, year: int | None, *, has_periods: bool) -> str:
    """Table id from the name or the content; a table of one year without id is a KWB."""
    table_id = _TABLE_ID.search(name) or _TABLE_ID.search(about)
    if table_id:
        return table_id[0].upper()
    if SCORES_ANSWER in about:
        return SCORES_TABLE
    family = _find_family_in_name(name)
    if family is not None:
        return family
    sheet = _KWB_SHEET.search(name)
    if sheet is None and has_periods:
        raise UnreadableFileError(
            f"{name}: onbekend is uit welke tabel dit komt; zet het tabelnummer in de "
            "bestandsnaam (zoals 47018NED.csv)."
        )
    kwb_year = int(sheet[1]) if sheet else year or year_in_name(name)
    if kwb_year is None:
        raise UnreadableFileError(
            f"{name}: onbekend is uit welke tabel en welk jaar dit komt; zet het tabelnummer in "
            "de bestandsnaam (zoals 85984NED.csv) of geef --year op."
        )
    if kwb_year not in tables.KWB_TABLES:
        first, last = min(tables.KWB_TABLES), max(tables.KWB_TABLES)
        raise UnreadableFileError(
            f"{name}: er is geen tabel Kerncijfers wijken en buurten van {kwb_year} bekend; kies "
            f"een jaar van {first} tot en met {last}."
        )
    return tables.KWB_TABLES[kwb_year]


def _find_family_in_name(name: str) -> str | None:
    """Table whose title stands in a file name, as the website gives it; no Kerncijfers."""
    words = _spell(name)
    return next(
        (
            family.id
            for family in tables.FAMILIES.values()
            if _TABLE_ID.fullmatch(family.id) and _spell(family.title) in words
        ),
        None,
    )


def _spell(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def find_only_year(name: str, table: str, year: int | None) -> int:
    """Year of a table without periods."""
    own = tables.find_table_year(table)
    if own and year and own != year:
        raise UnreadableFileError(
            f"{name}: dit is tabel {table} over {own} en --year zegt {year}; laat --year weg "
            "of kies het bestand van dat jaar."
        )
    known = own or year or year_in_name(name)
    if known is None:
        raise UnreadableFileError(
            f"{name}: het jaar van tabel {table} staat er niet in; geef het op met --year."
        )
    return known

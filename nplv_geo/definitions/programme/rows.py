"""What the tables about the programme share: their rows, and how a row is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import Field

from nplv_geo.ground.checked_rows import CheckedRow, read_checked_rows, refuse_row
from nplv_geo.ground.errors import NplvError
from nplv_geo.ground.suggest import suggest_name

# How a source hedges a number.
Precision = Literal["", "ongeveer", "ruim", "bijna", "meer dan", "ten minste", "hoogstens"]

_ONE_AREA = "gebied"


class ProgrammeError(NplvError):
    """A table under ``data/programme/`` is missing or wrong: names the file, place and remedy."""


class ProgrammeRow(CheckedRow):
    """What all rows about the programme have.

    Attributes
    ----------
    id
        Name of the row, that no other row has.
    area_id
        Focus area that it is about; empty when it is about more than one.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    area_id: str


ProgrammeRowType = TypeVar("ProgrammeRowType", bound=ProgrammeRow)


def check_scope(scope: str, area_id: str) -> None:
    """Check that a row names an area when it is about one, and only then.

    Parameters
    ----------
    scope
        What the row holds for.
    area_id
        Focus area that the row names, or nothing.

    Raises
    ------
    ValueError
        When the two contradict one another.
    """
    if (scope == _ONE_AREA) != bool(area_id):
        raise ValueError("area_id hoort bij bereik 'gebied', en alleen daar")


def check_address(address: str) -> str:
    """Check that an address of a source is one that a browser can open.

    Parameters
    ----------
    address
        What the table has.

    Returns
    -------
    str
        The same address.

    Raises
    ------
    PydanticCustomError
        When it is no https address with a host, or has a space in it.
    """
    host = urlsplit(address).hostname or ""
    is_open = address.startswith("https://") and "." in host.strip(".")
    if not is_open or any(character.isspace() for character in address):
        raise refuse_row(f"'{address}' is geen adres dat opent; geef het hele adres (https://…).")
    return address


def read_programme_rows(
    text: str,
    row_type: type[ProgrammeRowType],
    file: str,
    areas: Collection[str],
    error_type: type[NplvError],
) -> Iterator[ProgrammeRowType]:
    """Read the rows of a table about the programme.

    Parameters
    ----------
    text
        Content of the table: comma separated, with a header.
    row_type
        Model of a row.
    file
        Name of the table, for who reads an error.
    areas
        Ids of the focus areas.
    error_type
        Error of that table.

    Yields
    ------
    ProgrammeRowType
        Each row, in the order of the table.

    Raises
    ------
    NplvError
        Of ``error_type``, on the first row that is wrong, with its line number.
    """
    ids: set[str] = set()
    for where, row in read_checked_rows(text, row_type, file, error_type):
        if row.area_id and row.area_id not in areas:
            hint = suggest_name(row.area_id, areas)
            raise error_type(f"{where}: gebied '{row.area_id}' bestaat niet{hint}.")
        if row.id in ids:
            raise error_type(f"{where}: id '{row.id}' staat er al; maak elk id uniek.")
        ids.add(row.id)
        yield row

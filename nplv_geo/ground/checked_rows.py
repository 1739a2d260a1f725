"""Rows of the tables about the programme, checked one by one; a wrong one is named by its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nplv_geo.definitions.layers import closest
from nplv_geo.ground.errors import NplvError

AREA = "gebied"


class Row(BaseModel):
    """What all rows have: a name of their own, and the focus area that they are about, if any."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    area_id: str


RowType = TypeVar("RowType", bound=Row)


def read_checked_rows(
    text: str,
    row_type: type[RowType],
    file: str,
    areas: Collection[str],
    error_type: type[NplvError],
) -> Iterator[RowType]:
    """Read the rows of a CSV table.

    Parameters
    ----------
    file
        Name of the table, for who reads an error.
    areas
        Ids of the focus areas.
    error_type
        Error of that table.

    Raises
    ------
    NplvError
        Of ``error_type``, on the first row that is wrong, with its line number.
    """
    seen: set[str] = set()
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    for number, cells in enumerate(reader, start=2):
        where = f"{file}, regel {number}"
        try:
            row = row_type.model_validate(cells)
        except ValidationError as error:
            raise error_type(f"{where}: {tell_problem(error)}") from error
        if row.area_id and row.area_id not in areas:
            hint = closest(row.area_id, areas)
            raise error_type(f"{where}: gebied '{row.area_id}' bestaat niet{hint}.")
        if row.id in seen:
            raise error_type(f"{where}: id '{row.id}' staat er al; maak elk id uniek.")
        seen.add(row.id)
        yield row


def tell_problem(error: ValidationError) -> str:
    """The first problem as the rest of one Dutch sentence."""
    problem = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in problem["loc"])
    match problem["type"]:
        case "missing":
            return f"veld '{field}' ontbreekt; voeg het toe."
        case "extra_forbidden":
            return f"veld '{field}' bestaat niet; verbeter de naam of haal het weg."
        case "literal_error":
            allowed = problem["ctx"]["expected"].replace(" or ", ", ")
            return f"veld '{field}' mag niet {problem['input']!r} zijn; kies uit {allowed}."
        case "value_error":
            return f"{problem['ctx']['error']}; verbeter de regel."
        case _:
            return f"veld '{field}' mag niet {problem['input']!r} zijn; verbeter de waarde."

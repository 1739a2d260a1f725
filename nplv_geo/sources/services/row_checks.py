"""Whether rows of a table are those that were asked: columns, areas, period and kinds of figures.

An answer may be sound JSON and still be another one than was asked for: a mirror that ignores a
filter, half a page, a row that came twice. Such rows would be kept under the state of the table
that the service tells, and nothing would ask for them again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.ground.quoting import quote
from nplv_geo.sources.schemas.odata import Row
from nplv_geo.sources.schemas.reading import REMEDY

_EQUAL = re.compile(r"(\w+) eq '([^']*)'")
# How OData v3 calls columns with numbers.
NUMERIC = frozenset({"Byte", "Decimal", "Double", "Float", "Int", "Integer", "Long", "Single"})


@dataclass(frozen=True)
class Question:
    """One question for rows.

    Attributes
    ----------
    what
        How a message calls it.
    region
        Column with the areas.
    select
        All columns that are asked, and of these the ones that hold numbers.
    prefixes
        What the codes of the areas begin with; nothing when all areas are asked.
    filters
        Which rows are asked, in the words of OData.
    """

    what: str
    region: str
    select: tuple[str, ...]
    numeric: frozenset[str]
    prefixes: tuple[str, ...]
    filters: str

    @cached_property
    def members(self) -> dict[str, str]:
        """Member of each further dimension that every row must have."""
        return {name: member.strip() for name, member in _EQUAL.findall(self.filters)}


def check_rows(rows: Sequence[Row], question: Question) -> None:
    """Refuse rows that were not asked, or that lack what was.

    Raises
    ------
    SourceChangedError
        Naming the first of them.
    """
    seen: set[str] = set()
    asked = frozenset(question.select)
    for number, row in enumerate(rows, start=1):
        missing = asked - row.keys()
        if missing:
            raise _refuse(question, f"kolom {min(missing)}", f"rij {number} zonder")
        area = row[question.region]
        if not isinstance(area, str) or not area.strip():
            raise _refuse(question, "een gebiedscode", f"{_show(area)} in rij {number}")
        if area in seen:
            raise _refuse(question, "één rij voor elk gebied", f"{area.strip()} twee keer")
        seen.add(area)
        if question.prefixes and not area.startswith(question.prefixes):
            raise _refuse(question, "alleen de gevraagde gebieden", f"ook {quote(area.strip())}")
        for name, member in question.members.items():
            if str(row.get(name)).strip() != member:
                raise _refuse(question, f"{name} {member}", f"{_show(row.get(name))} bij {area}")
        for name in question.numeric:
            if isinstance(row[name], str):
                raise _refuse(question, f"een getal voor {name}", f"{_show(row[name])} bij {area}")


def merge_rows(parts: Sequence[Sequence[Row]], questions: Sequence[Question]) -> list[Row]:
    """Put groups of columns side by side, one row for each area.

    Raises
    ------
    SourceChangedError
        When two groups of columns are not about the same areas.
    """
    merged: dict[str, Row] = {}
    areas: dict[str, set[str]] = {}
    for part, question in zip(parts, questions, strict=True):
        own = {str(row[question.region]) for row in part}
        different = own ^ areas.setdefault(question.filters, own)
        if different:
            came = f"{min(different).strip()} bij een deel ervan"
            raise _refuse(question, "dezelfde gebieden bij alle kolommen", came)
        for row in part:
            merged.setdefault(str(row[question.region]), {}).update(row)
    return list(merged.values())


def _show(cell: object) -> str:
    return "null" if cell is None else quote(str(cell).strip())


def _refuse(question: Question, expected: str, came: str) -> SourceChangedError:
    return SourceChangedError(question.what, expected, came, REMEDY)

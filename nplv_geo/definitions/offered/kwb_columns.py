"""What a topic of the Kerncijfers is called: in sheets, in OData v4, in the website's export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BeforeValidator, Field

from nplv_geo.definitions.offered.topic_lists import OfferedTopic, read_header
from nplv_geo.ground.checked_rows import CheckedRow, read_checked_rows
from nplv_geo.ground.errors import KnownTopicsError

KWB_COLUMNS = "data/topics/kwb_columns.csv"
# The table whose export the headers are of.
HEADERS_OF = "86165NED"
_Year = Annotated[
    Annotated[int, Field(ge=1995, le=2100)] | None, BeforeValidator(lambda cell: cell or None)
]


class KwbColumn(CheckedRow):
    """One column of a sheet, and what it holds in some years.

    Attributes
    ----------
    since, until
        First and last year in which the name means this; None is no limit.
    topic
        Key at StatLine, without suffix.
    measure
        Code in OData v4; empty for names of before 2025.
    header
        Name in the website's export of 2025; empty likewise.
    """

    sheet_column: str = Field(pattern=r"^[a-z0-9_]+$")
    since: _Year
    until: _Year
    topic: str = Field(pattern=r"^\w+$")
    measure: str
    header: str

    def is_of(self, year: int | None) -> bool:
        """Tell whether the name means this in a year.

        Parameters
        ----------
        year
            Year of a sheet; None is the newest.

        Returns
        -------
        bool
            False outside its years.
        """
        if year is None:
            return self.until is None
        return (self.since or year) <= year <= (self.until or year)


@dataclass(frozen=True)
class KwbColumns:
    """All names that columns of the Kerncijfers have or had.

    Attributes
    ----------
    rows
        One for each name and what it means, in the order of the table.
    """

    rows: tuple[KwbColumn, ...]

    def find_topic(self, sheet_column: str, year: int | None) -> str | None:
        """Find the topic in a column of a sheet.

        Parameters
        ----------
        sheet_column
            Its name, in small letters or not.
        year
            Year of the sheet; None when that is not known.

        Returns
        -------
        str or None
            Key without suffix; None when the name is unknown, or unknown in that year.
        """
        name = sheet_column.strip().lower()
        topics = (row.topic for row in self.rows if row.sheet_column == name and row.is_of(year))
        return next(topics, None)

    def list_offered(self) -> tuple[OfferedTopic, ...]:
        """List the topics of the table that the headers are of.

        Returns
        -------
        tuple of OfferedTopic
            With the title, unit and group that the header tells.
        """
        described = ((row, read_header(row.header)) for row in self.rows)
        return tuple(replace(topic, key=row.topic) for row, topic in described if topic)


def parse_kwb_columns(text: str) -> KwbColumns:
    """Read the table of column names.

    Parameters
    ----------
    text
        Content of ``kwb_columns.csv``.

    Returns
    -------
    KwbColumns
        All names.

    Raises
    ------
    KnownTopicsError
        On the first row that is wrong, or that says of a year what another row says too.
    """
    rows: list[KwbColumn] = []
    for where, row in read_checked_rows(text, KwbColumn, KWB_COLUMNS, KnownTopicsError):
        if any(_overlap(row, other) for other in rows if other.sheet_column == row.sheet_column):
            raise KnownTopicsError(
                f"{where}: {row.sheet_column} betekent in één jaar twee dingen; verbeter de jaren."
            )
        rows.append(row)
    return KwbColumns(tuple(rows))


def _overlap(one: KwbColumn, other: KwbColumn) -> bool:
    ends: Iterable[tuple[KwbColumn, KwbColumn]] = ((one, other), (other, one))
    return all((a.since or 0) <= (b.until or 9999) for a, b in ends)

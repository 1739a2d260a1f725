"""Which topic a column of a file holds, whichever way the file calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nplv_geo.definitions.offered.kwb_columns import KwbColumns
from nplv_geo.definitions.offered.topic_lists import TopicList


@dataclass(frozen=True)
class ColumnNames:
    """Names of columns that are no key of a service.

    Attributes
    ----------
    sheets
        Those of the sheets of the Kerncijfers.
    headers
        Topic by name in the website's export, in small letters.
    """

    sheets: KwbColumns
    headers: Mapping[str, str]

    def find_topic(self, column: str, year: int | None) -> str | None:
        """Find the topic in a column.

        Parameters
        ----------
        column
            Its name in the file.
        year
            Year that the file is about; None when that is not known.

        Returns
        -------
        str or None
            Key without suffix; None for a key of the service, and for a name that nobody knows.
        """
        return self.sheets.find_topic(column, year) or self.headers.get(_plain(column))


def collect_names(sheets: KwbColumns, lists: Iterable[TopicList]) -> ColumnNames:
    """Collect the names of sheets and of exports.

    Parameters
    ----------
    sheets
        Columns of the Kerncijfers.
    lists
        Topics of tables, of which the headers follow.

    Returns
    -------
    ColumnNames
        All of them.
    """
    headers: dict[str, str] = {}
    # Titles of a list of which only keys were read are ours.
    for known in (known for known in lists if known.is_whole):
        headers |= {_plain(topic.header): topic.base for topic in known.topics}
    return ColumnNames(sheets, headers)


def _plain(header: str) -> str:
    return " ".join(header.split()).lower()

"""Which topic a column of a file holds, whichever way the file calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nplv_geo.definitions.offered.kwb_columns import KwbColumns
from nplv_geo.definitions.offered.topic_lists import OfferedTopic, TopicList, read_header

_WHOLE = "Long"
_NUMBERS = (_WHOLE, "Double")


@dataclass(frozen=True)
class ColumnNames:
    """Names of columns that are no key of a service.

    Attributes
    ----------
    sheets
        Those of the sheets of the Kerncijfers.
    headers
        Topic by name in the website's export, in small letters.
    titles
        Topic by last title and unit, where these two tell it: groups change between years.
    are_whole
        Whether a topic only has whole numbers, for those of which that is known.
    """

    sheets: KwbColumns
    headers: Mapping[str, str]
    titles: Mapping[tuple[str, str], str]
    are_whole: Mapping[str, bool]

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
        known = self.sheets.find_topic(column, year) or self.headers.get(_plain(column))
        if known is not None:
            return known
        topic = read_header(column)
        return self.titles.get(_tell(topic)) if topic else None


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
    are_whole: dict[str, bool] = {}
    called: dict[tuple[str, str], set[str]] = {}
    # Titles of a list of which only keys were read are ours.
    for known in (known for known in lists if known.is_whole):
        headers |= {_plain(topic.header): topic.base for topic in known.topics}
        for topic in known.topics:
            called.setdefault(_tell(topic), set()).add(topic.base)
        typed = (topic for topic in known.topics if topic.datatype in _NUMBERS)
        are_whole |= {topic.base: topic.datatype == _WHOLE for topic in typed}
    titles = {telling: min(bases) for telling, bases in called.items() if len(bases) == 1}
    return ColumnNames(sheets, headers, titles, are_whole)


def _tell(topic: OfferedTopic) -> tuple[str, str]:
    return _plain(topic.title), _plain(topic.unit)


def _plain(header: str) -> str:
    return " ".join(header.split()).lower()

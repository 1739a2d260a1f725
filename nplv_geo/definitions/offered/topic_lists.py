"""Lists of the topics that a table offers: of the service, or as the repository carries them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from nplv_geo.definitions.tables import find_family
from nplv_geo.definitions.topics import strip_topic_suffix
from nplv_geo.ground.checked_rows import CheckedRow, read_checked_rows
from nplv_geo.ground.errors import KnownTopicsError

TABLES = "data/topics/tables.csv"
TOPICS = "data/topics/statline_topics.csv"
_HEADER = re.compile(r"(?:(?P<group>.+)/)?(?P<title>[^/]+?)\s*\((?P<unit>[^()]*)\)")


@dataclass(frozen=True, slots=True)
class OfferedTopic:
    """One topic that a table offers, as its publisher describes it.

    Attributes
    ----------
    key
        Its key of today, numeric suffix and all.
    title
        What a reader sees; empty when only the key is known.
    unit
        In the publisher's words, such as ``x 1 000 euro``.
    datatype
        ``Long``, ``Double`` or ``String``.
    group
        Headings that it stands under, the widest first: ``Bevolking / Geslacht``.
    """

    key: str
    title: str = ""
    unit: str = ""
    datatype: str = ""
    group: str = ""

    @property
    def base(self) -> str:
        """Its name without the suffix, which shifts."""
        return strip_topic_suffix(self.key)

    @property
    def header(self) -> str:
        """What the export of the website calls it: ``Bevolking/Geslacht/Mannen (aantal)``."""
        path = "/".join(part for part in (self.group.replace(" / ", "/"), self.title) if part)
        return f"{path} ({self.unit})"


@dataclass(frozen=True, slots=True)
class TopicList:
    """The topics that one table offers, as far as they are known.

    Attributes
    ----------
    table
        Id of the table.
    family
        Id of its family, which the registry may not know of a newer table.
    year
        Newest year with figures in it; None when that is not known.
    state
        Of when the list is.
    topics
        In the order of the publisher.
    is_whole
        False when there are more topics than are known: what is missing may be there.
    """

    table: str
    family: str
    year: int | None
    state: str
    topics: tuple[OfferedTopic, ...]
    is_whole: bool = field(default=True, kw_only=True)

    @property
    def bases(self) -> frozenset[str]:
        """Names of the topics, without suffix."""
        return frozenset(topic.base for topic in self.topics)

    @property
    def age(self) -> tuple[int, str]:
        """Sorts lists of a family from old to new."""
        return self.year or 0, self.state


class _Table(CheckedRow):
    table: str = Field(pattern=r"^\d{5}NED$")
    year: Annotated[int, Field(ge=1995, le=2100)]
    state: str = Field(min_length=4)
    part: Literal["geheel", "deel"]
    source: str = Field(min_length=1)


class _Topic(CheckedRow):
    table: str
    key: str = Field(min_length=1)
    title: str
    unit: str
    datatype: str
    group: str


def read_header(header: str) -> OfferedTopic | None:
    """Read a column name of the website's export.

    Parameters
    ----------
    header
        Such as ``Bevolking/Geslacht/Mannen (aantal)``.

    Returns
    -------
    OfferedTopic or None
        The topic with the whole name for a key; None when the name is of another form.
    """
    match = _HEADER.fullmatch(" ".join(header.split()))
    if match is None:
        return None
    group = (match["group"] or "").replace("/", " / ")
    return OfferedTopic(header, match["title"], match["unit"].strip(), group=group)


def parse_topic_lists(
    tables: str, topics: str, elsewhere: Mapping[str, Iterable[OfferedTopic]]
) -> tuple[TopicList, ...]:
    """Read the lists that the repository carries.

    Parameters
    ----------
    tables, topics
        Content of ``tables.csv`` and ``statline_topics.csv``.
    elsewhere
        Topics, by table, that stand in another file.

    Returns
    -------
    tuple of TopicList
        One for each table.

    Raises
    ------
    KnownTopicsError
        On the first row that is wrong, or a table without topics.
    """
    found: dict[str, list[OfferedTopic]] = {t: list(known) for t, known in elsewhere.items()}
    for _, row in read_checked_rows(topics, _Topic, TOPICS, KnownTopicsError):
        topic = OfferedTopic(row.key, row.title, row.unit, row.datatype, row.group)
        found.setdefault(row.table, []).append(topic)
    lists = []
    for where, table in read_checked_rows(tables, _Table, TABLES, KnownTopicsError):
        if table.table not in found:
            raise KnownTopicsError(f"{where}: van {table.table} staan er geen onderwerpen.")
        whole, own = table.part == "geheel", tuple(found.pop(table.table))
        family = find_family(table.table).id
        known = TopicList(table.table, family, table.year, table.state, own, is_whole=whole)
        lists.append(known)
    if found:
        raise KnownTopicsError(f"{TABLES}: {', '.join(sorted(found))} ontbreekt; voeg het toe.")
    return tuple(lists)

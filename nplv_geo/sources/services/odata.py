"""OData v3 of CBS and dataderden: tables, their columns, and rows in groups that fit a request.

``cbsodata.get_data`` is not used: it downloads every dimension of a table first and then replaces
codes by titles, while 68 buurten share their name with another one in their gemeente. How the
requests leave the house is told in :mod:`cbsodata_client`.

Quirks of the services: suffixes of topics shift between years, so topics go by base name; strings
are padded and a filter of the wrong width answers 200 with nothing; ranges on regions are ignored;
long ladders of ``or`` and long query strings are refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote_plus

from nplv_geo.definitions.offered.topic_lists import OfferedTopic
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.sources.network.answers import BrokenAnswerError
from nplv_geo.sources.network.cbsodata_client import ODataClient, Row
from nplv_geo.sources.network.door import Door

REMEDY = "meld dit met de versie van dit programma; wat al was opgehaald blijft bruikbaar"
# IIS refuses query strings of more than 2,048 characters unless told otherwise.
_QUERY = 1900
_GEO = ("GeoDetail", "GeoDimension")
# A dimension with regions of all sorts, which need not be called one with areas.
_REGIONS = "Regiokenmerken"
_NATION = ("NL", "BU0000")


@dataclass(frozen=True)
class Columns:
    """Columns of a table as they are called today.

    Attributes
    ----------
    dimensions
        Keys of all dimensions, that of the areas included.
    offered
        Columns with figures, in the order of the service.
    map_year
        Year of the area division that the codes are of, as the service says it.
    """

    region: str
    dimensions: tuple[str, ...]
    offered: tuple[OfferedTopic, ...]
    map_year: int | None = None

    @cached_property
    def topics(self) -> dict[str, list[OfferedTopic]]:
        """Columns with figures by base name; some names occur more than once."""
        topics: dict[str, list[OfferedTopic]] = defaultdict(list)
        for topic in self.offered:
            topics[topic.base].append(topic)
        return dict(topics)


class TableState(NamedTuple):
    """State of a table at the service: when it was changed last, and why."""

    modified: str
    reason: str


@dataclass(frozen=True)
class Service:
    """One OData service: what it is asked goes through the door under its own name."""

    door: Door
    source: str

    @property
    def _client(self) -> ODataClient:
        return ODataClient(self.door, self.source)

    def state(self, table: str) -> TableState:
        """Moment of the last change of a table and its reason, as ``TableInfos`` tells them."""
        rows = self._meta(table, "TableInfos")
        info = {key: str(cell or "") for key, cell in (rows[0] if rows else {}).items()}
        return TableState(info.get("Modified", ""), info.get("ReasonDelivery", ""))

    def members(self, table: str, dimension: str) -> list[str]:
        """Keys of a dimension, with the padding that filters need."""
        return list(self.statuses(table, dimension))

    def statuses(self, table: str, dimension: str) -> dict[str, str]:
        """Status of each member of a dimension (``Definitief``), empty where none is given."""
        rows = self._meta(table, dimension)
        return {str(r["Key"]): str(r.get("Status") or "").strip() for r in rows if r.get("Key")}

    def titles(self, table: str, dimension: str) -> dict[str, str]:
        """Keys of a dimension by title, padding and all."""
        rows = self._meta(table, dimension)
        return {str(row.get("Title") or "").strip(): str(row["Key"]) for row in rows}

    def offered(self, tables: Sequence[str], dimension: str) -> tuple[str, dict[str, str]]:
        """First of ``tables`` that exists, with the keys of a dimension of it and their status."""
        *others, last = tables
        for table in others:
            try:
                return table, self.statuses(table, dimension)
            except SourceChangedError as error:
                if not error.gone:
                    raise
        return last, self.statuses(last, dimension)

    def columns(self, table: str) -> Columns:
        """Dimensions and topics of a table.

        Raises
        ------
        SourceChangedError
            When there is no dimension with areas.
        """
        rows = self._meta(table, "DataProperties")
        dimensions, regions, map_year = [], [], None
        for row in rows:
            kind, key = _kind(row), str(row.get("Key") or "")
            if kind in (*_GEO, "Dimension", "TimeDimension"):
                dimensions.append(key)
                if kind in _GEO or key == _REGIONS:
                    regions.append(key)
                    map_year = _year(row.get("MapYear"))
        if not regions:
            raise SourceChangedError(
                f"{self.source} {table}", "een kolom met gebieden", "geen", REMEDY
            )
        return Columns(regions[0], tuple(dimensions), list_offered(rows), map_year)

    def tables(self, words: str) -> list[Row]:
        """Tables of the catalogue that have ``words`` in their title."""
        return self._client.find_tables(words)

    def rows(
        self,
        table: str,
        columns: Columns,
        select: Sequence[str],
        gemeenten: Sequence[tuple[str, ...] | None],
        where: str = "",
    ) -> list[Row]:
        """Rows of one period and member, in groups of gemeenten and of columns.

        Parameters
        ----------
        select
            Keys of the topics to get.
        gemeenten
            Groups of codes; None is everything. The country comes with the first group.
        where
            Filter on the other dimensions; it must leave one row for each area.
        """
        filters = [
            region_filter(columns.region, group, where, first=i == 0)
            for i, group in enumerate(gemeenten)
        ]
        requests = [
            (columns_, filter_)
            for filter_ in filters
            for columns_ in column_groups(
                columns.dimensions, select, _QUERY - len(quote_plus(filter_))
            )
        ]

        def one(item: tuple[list[str], str]) -> list[Row]:
            return self._meta(table, "TypedDataSet", item[0], item[1])

        merged: dict[str, Row] = {}
        for part in self.door.map(one, requests):
            for row in part:
                merged.setdefault(str(row[columns.region]), {}).update(row)
        rows = list(merged.values())
        self.door.meters[self.source].count(rows=len(rows))
        return rows

    def _meta(
        self, table: str, name: str, select: Sequence[str] | None = None, filters: str = ""
    ) -> list[Row]:
        """One named set of a table, all pages of it."""

        def once() -> list[Row]:
            try:
                return self._client.get_rows(table, name, select=select, filters=filters)
            except (ValueError, KeyError) as error:
                changed = SourceChangedError(
                    f"{self.source} {table}", 'JSON met een lijst "value"', "iets anders", REMEDY
                )
                raise BrokenAnswerError("het antwoord was afgebroken", changed) from error

        try:
            return self.door.persist(self.source, once)
        except SourceChangedError as error:
            if not error.gone:
                raise
            what = f"{self.source} {table}"
            raise SourceChangedError(
                what, f"een tabel met {name}", error.came, REMEDY, gone=True
            ) from error


def list_offered(rows: Sequence[Row]) -> tuple[OfferedTopic, ...]:
    """Topics among the rows of ``DataProperties``, each with the headings that it stands under."""
    headings = {row.get("ID"): row for row in rows if _kind(row) == "TopicGroup"}
    return tuple(
        OfferedTopic(
            key=_text(row, "Key"),
            title=_text(row, "Title"),
            unit=_text(row, "Unit"),
            datatype=_text(row, "Datatype"),
            group=" / ".join(_path(row.get("ParentID"), headings)),
        )
        for row in rows
        if _kind(row) == "Topic" and _text(row, "Key")
    )


def _kind(row: Row) -> str:
    return str(row.get("odata.type", "")).rpartition(".")[2] or str(row.get("Type", ""))


def _path(parent: object, headings: Mapping[object, Row]) -> list[str]:
    """Titles from the widest heading down; a service that goes round in a circle is cut off."""
    titles: list[str] = []
    seen: set[object] = set()
    while parent in headings and parent not in seen:
        seen.add(parent)
        titles.insert(0, _text(headings[parent], "Title"))
        parent = headings[parent].get("ParentID")
    return titles


def _text(row: Row, name: str) -> str:
    return " ".join(str(row.get(name) or "").split())


def _year(cell: object) -> int | None:
    """Year out of a cell; None when it holds none: that is no reason to stop."""
    text = str(cell or "").partition(".")[0]
    return int(text) if text.isdecimal() else None


def region_filter(
    region: str, gemeenten: tuple[str, ...] | None, where: str, *, first: bool
) -> str:
    """Filter on areas: ``startswith`` on codes, as ranges are silently ignored."""
    if gemeenten is None:
        return where
    prefixes = [*(_NATION if first else ())]
    prefixes += [f"{kind}{code[2:]}" for code in gemeenten for kind in ("GM", "WK", "BU")]
    areas = " or ".join(f"startswith({region},'{prefix}')" for prefix in prefixes)
    return f"({areas}) and {where}" if where else areas


def column_groups(dimensions: Sequence[str], select: Sequence[str], room: int) -> list[list[str]]:
    """Columns in groups of which the names fit in one query; each has the dimensions."""
    fixed = sum(len(quote_plus(f"{name},")) for name in dimensions)
    groups: list[list[str]] = [[]]
    used = fixed
    for key in select:
        size = len(quote_plus(f"{key},"))
        if groups[-1] and used + size > room:
            groups.append([])
            used = fixed
        groups[-1].append(key)
        used += size
    return [[*dimensions, *group] for group in groups]

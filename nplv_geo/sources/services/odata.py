"""OData v3 of CBS and dataderden: tables, their columns, and rows in groups that fit a request.

``cbsodata.get_data`` is not used: it downloads every dimension of a table first and then replaces
codes by titles, while 68 buurten share their name with another one in their gemeente. How the
requests leave the house is told in :mod:`cbsodata_client`.

Quirks of the services: suffixes of topics shift between years, so topics go by base name; strings
are padded and a filter of the wrong width answers 200 with nothing; ranges on regions are ignored;
long ladders of ``or`` and long query strings are refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar
from urllib.parse import quote_plus

from nplv_geo.definitions.offered.topic_lists import OfferedTopic
from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.sources.network.cbsodata_client import ODataClient
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.schemas import odata as schemas
from nplv_geo.sources.schemas.odata import CatalogTable, Mark, Member, Page, Property, Row
from nplv_geo.sources.schemas.reading import REMEDY, Schema, explain_strange
from nplv_geo.sources.services.row_checks import NUMERIC, Question, check_rows, merge_rows

Entity = TypeVar("Entity")

# IIS refuses query strings of more than 2,048 characters unless told otherwise.
_QUERY = 1900
_GEO = ("GeoDetail", "GeoDimension")
_DIMENSIONS = (*_GEO, "Dimension", "TimeDimension")
_HEADINGS = ("TopicGroup",)
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
class _Areas:
    """One group of gemeenten with the filter on other dimensions; the country is in the first."""

    gemeenten: tuple[str, ...] | None
    where: str
    first: bool


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
        info = self._meta(table, "TableInfos", schemas.TABLE_INFOS)[0]
        if info.identifier and info.identifier.strip().upper() != table.upper():
            raise SourceChangedError(
                f"{self.source} {table}", "de staat van deze tabel", info.identifier, REMEDY
            )
        return TableState(info.modified, info.reason or "")

    def members(self, table: str, dimension: str) -> list[str]:
        """Keys of a dimension, with the padding that filters need."""
        return list(self.statuses(table, dimension))

    def statuses(self, table: str, dimension: str) -> dict[str, str]:
        """Status of each member of a dimension (``Definitief``), empty where none is given."""
        return {m.key: (m.status or "").strip() for m in self._members(table, dimension)}

    def titles(self, table: str, dimension: str) -> dict[str, str]:
        """Keys of a dimension by title, padding and all."""
        return {(m.title or "").strip(): m.key for m in self._members(table, dimension)}

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
        what = f"{self.source} {table}"
        properties = self._meta(table, "DataProperties", schemas.PROPERTIES)
        dimensions = [found for found in properties if found.kind in _DIMENSIONS and found.key]
        regions = [found for found in dimensions if found.kind in _GEO or found.key == _REGIONS]
        keys = [found.key for found in properties if found.key and found.kind not in _HEADINGS]
        twice = next((key for key, count in Counter(keys).items() if count > 1), None)
        if twice:
            raise SourceChangedError(what, "elke kolom één keer", f"{twice} twee keer", REMEDY)
        if not regions:
            raise SourceChangedError(what, "een kolom met gebieden", "geen", REMEDY)
        return Columns(
            regions[0].key or "",
            tuple(found.key or "" for found in dimensions),
            list_offered(properties),
            regions[-1].map_year,
        )

    def tables(self, words: str) -> list[CatalogTable]:
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
        questions = [
            question
            for i, group in enumerate(gemeenten)
            for question in self._ask(table, columns, select, _Areas(group, where, i == 0))
        ]

        def one(question: Question) -> list[Row]:
            rows = self._meta(
                table, "TypedDataSet", schemas.ROWS, question.select, question.filters
            )
            check_rows(rows, question)
            return rows

        merged = merge_rows(self.door.map(one, questions), questions)
        self.door.meters[self.source].count(rows=len(merged))
        return merged

    def _ask(
        self,
        table: str,
        columns: Columns,
        select: Sequence[str],
        areas: _Areas,
    ) -> Iterator[Question]:
        """Questions about one group of areas, each with columns that fit in it."""
        filters = region_filter(columns.region, areas.gemeenten, areas.where, first=areas.first)
        prefixes = list_prefixes(areas.gemeenten, first=areas.first)
        types = {topic.key: topic.datatype for topic in columns.offered}
        room = _QUERY - len(quote_plus(filters))
        for keys in column_groups(columns.dimensions, select, room):
            numeric = frozenset(key for key in keys if types.get(key) in NUMERIC)
            what = f"{self.source} {table}"
            yield Question(what, columns.region, tuple(keys), numeric, prefixes, filters)

    def _members(self, table: str, dimension: str) -> list[Member]:
        return self._meta(table, dimension, schemas.MEMBERS)

    def _meta(
        self,
        table: str,
        name: str,
        schema: Schema[Page[Entity]],
        select: Sequence[str] | None = None,
        filters: str = "",
    ) -> list[Entity]:
        """One named set of a table, all pages of it."""
        what = f"{self.source} {table}"
        try:
            with explain_strange(what, schema.expected):
                return self._client.get_rows(table, name, schema, select=select, filters=filters)
        except SourceChangedError as error:
            if not error.gone:
                raise
            raise SourceChangedError(
                what, f"een tabel met {name}", error.came, REMEDY, gone=True
            ) from error


def list_offered(properties: Sequence[Property]) -> tuple[OfferedTopic, ...]:
    """Topics among the properties of a table, each with the headings that it stands under."""
    headings = {found.id: found for found in properties if found.kind in _HEADINGS}
    return tuple(
        OfferedTopic(
            key=found.key,
            title=_plain(found.title),
            unit=_plain(found.unit),
            datatype=_plain(found.datatype),
            group=" / ".join(_path(found.parent, headings)),
        )
        for found in properties
        if found.kind == "Topic" and found.key
    )


def _path(parent: Mark | None, headings: Mapping[Mark | None, Property]) -> list[str]:
    """Titles from the widest heading down; a service that goes round in a circle is cut off."""
    titles: list[str] = []
    seen: set[Mark | None] = set()
    while parent in headings and parent not in seen:
        seen.add(parent)
        titles.insert(0, _plain(headings[parent].title))
        parent = headings[parent].parent
    return titles


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def list_prefixes(gemeenten: tuple[str, ...] | None, *, first: bool) -> tuple[str, ...]:
    """What codes of areas in these gemeenten begin with; nothing for all areas."""
    if gemeenten is None:
        return ()
    own = (f"{kind}{code[2:]}" for code in gemeenten for kind in ("GM", "WK", "BU"))
    return (*(_NATION if first else ()), *own)


def region_filter(
    region: str, gemeenten: tuple[str, ...] | None, where: str, *, first: bool
) -> str:
    """Filter on areas: ``startswith`` on codes, as ranges are silently ignored."""
    prefixes = list_prefixes(gemeenten, first=first)
    if not prefixes:
        return where
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

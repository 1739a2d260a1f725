"""A StatLine table in memory, by column, so that a filter over millions of rows takes no time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

Entity = dict[str, object]
Mask = np.ndarray
RANGE = ("ge", "gt", "le", "lt")


class RefusedError(Exception):
    """A query that the service answers with an error."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Numbers:
    """Figures; not-a-number is what the service gives as null."""

    values: np.ndarray
    whole: bool

    def take(self, rows: np.ndarray) -> list[object]:
        convert = int if self.whole else float
        return [None if v != v else convert(v) for v in self.values[rows].tolist()]  # noqa: PLR0124


@dataclass(frozen=True)
class Words:
    """Texts that occur often, each kept once."""

    pool: Sequence[str]
    codes: np.ndarray

    def take(self, rows: np.ndarray) -> list[object]:
        pool = self.pool
        return [pool[code] for code in self.codes[rows].tolist()]


def words(texts: Sequence[str], width: int = 0) -> Words:
    """Keep each text once, padded to ``width``."""
    pool = list(dict.fromkeys(texts))
    place = {text: i for i, text in enumerate(pool)}
    codes = np.fromiter((place[text] for text in texts), dtype=np.int32, count=len(texts))
    return Words([text.ljust(width) for text in pool], codes)


@dataclass(frozen=True)
class Dimension:
    """A column that says what a row is about; ``members`` are the rows of its own table."""

    name: str
    title: str
    kind: str
    members: list[Entity]
    column: Words


@dataclass(frozen=True)
class Topic:
    """A column with figures or texts."""

    key: str
    title: str
    unit: str
    group: str
    column: Numbers | Words

    @property
    def datatype(self) -> str:
        if isinstance(self.column, Words):
            return "String"
        return "Long" if self.column.whole else "Double"


@dataclass(frozen=True)
class Table:
    """One table with all its rows; ``recorded`` is its DataProperties where that was recorded."""

    id: str
    title: str
    catalog: str
    period: str
    modified: str
    dimensions: list[Dimension]
    topics: list[Topic]
    size: int
    map_year: int | None = None
    recorded: list[Entity] | None = None

    def mask(self, name: str, operator: str, test: Callable[[str], bool]) -> Mask:
        """Rows of which ``name`` passes; the service's own refusals included."""
        for dimension in self.dimensions:
            if dimension.name == name:
                if operator in RANGE and dimension.kind.startswith("Geo"):
                    return np.ones(self.size, dtype=bool)
                passed = np.fromiter((test(key) for key in dimension.column.pool), dtype=bool)
                return passed[dimension.column.codes]
        if any(topic.key == name for topic in self.topics):
            raise RefusedError(500, f"Filtering on {name} is not supported")
        raise RefusedError(400, f"Could not find a property named '{name}' on type 'TData'")

    def columns(self) -> dict[str, Words | Numbers]:
        """All columns in the order of the service, without ``ID``."""
        found: dict[str, Words | Numbers] = {d.name: d.column for d in self.dimensions}
        found |= {topic.key: topic.column for topic in self.topics}
        return found

    def without(self, bases: frozenset[str]) -> Table:
        """The same table after losing columns, given by base name in lower case."""
        if not bases:
            return self
        return replace(self, topics=[t for t in self.topics if base(t.key).lower() not in bases])

    def renumbered(self) -> Table:
        """The numbering that 85984NED had until mid 2026: two more from the 79th column on."""
        topics = [replace(topic, key=_shifted(topic.key)) for topic in self.topics]
        return replace(self, topics=topics, modified="2025-11-12T02:00:00")

    def properties(self) -> list[Entity]:
        """Rows of DataProperties: dimensions, then each group before its topics."""
        if self.recorded is not None:
            return self.recorded
        rows: list[Entity] = []
        for dimension in self.dimensions:
            rows.append(_property(dimension.kind, len(rows), dimension.name, dimension.title))
            year = self.map_year if dimension.kind.startswith("Geo") else None
            rows[-1] |= {"Position": len(rows) - 1, "ReleasePolicy": False, "MapYear": year}
        group = parent = None
        for topic in self.topics:
            if topic.group != group:
                group, parent = topic.group, len(rows)
                rows.append(_property("TopicGroup", parent, "", group))
            row = _property("Topic", len(rows), topic.key, topic.title)
            row |= {"ParentID": parent, "Position": len(rows), "Datatype": topic.datatype}
            decimals = 1 if topic.datatype == "Double" else 0
            rows.append(row | {"Unit": topic.unit, "Decimals": decimals, "Default": "None"})
        return rows


def _property(kind: str, number: int, key: str, title: str) -> Entity:
    return {
        "odata.type": f"Cbs.OData.{kind}",
        "ID": number,
        "Position": None,
        "ParentID": None,
        "Type": kind,
        "Key": key,
        "Title": title,
        "Description": "",
    }


def base(key: str) -> str:
    """Name of a column without its number."""
    return re.sub(r"_\d+$", "", key)


def _shifted(key: str) -> str:
    number = int(key.rpartition("_")[2])
    return f"{base(key)}_{number + 2}" if number >= 79 else key


def title_of(key: str) -> str:
    """Readable title for a key: ``AfstandTotSchool_113`` is Afstand tot school."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", base(key).removeprefix("k_"))
    return spaced[:1] + spaced[1:].lower()

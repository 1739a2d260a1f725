"""Layers whose topic no newest table offers, and newer tables that offer the same subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.offered.likeness import find_alike
from nplv_geo.definitions.offered.topic_lists import OfferedTopic, TopicList
from nplv_geo.definitions.tables import find_family
from nplv_geo.definitions.topics import split_terms


@dataclass(frozen=True, slots=True)
class AlikeTopic:
    """A topic that may hold the same figure.

    Attributes
    ----------
    table
        Table that offers it.
    year
        Newest year in that table; None when that is not known.
    key
        Name of the topic, without suffix.
    title, unit
        In the publisher's words; empty when only the key is known.
    """

    table: str
    year: int | None
    key: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class TopicGap:
    """A layer that the newest tables do not serve under the name that it asks.

    Attributes
    ----------
    kind
        ``not_offered``: its own family no longer has the topic. ``newer_table``: another family of
        the same publisher has the subject for a newer year.
    layer
        Id of the layer.
    topic
        Name that it asks.
    table
        Newest table of its own family.
    year
        Newest year in that table; None when that is not known.
    last_table
        Older table in which the topic was seen last; empty when no list tells.
    last_year
        Newest year in that older table.
    alike
        Topics that may be the same; the layer never takes one by itself.
    """

    kind: Literal["not_offered", "newer_table"]
    layer: str
    topic: str
    table: str
    year: int | None
    last_table: str = ""
    last_year: int | None = None
    alike: tuple[AlikeTopic, ...] = ()


def find_gaps(layers: Iterable[Layer], lists: Iterable[TopicList]) -> list[TopicGap]:
    """Find the layers that a newest table does not serve.

    Parameters
    ----------
    layers
        Layers to look at; those that say that they ended are passed over.
    lists
        What tables offer, newer and older.

    Returns
    -------
    list of TopicGap
        In the order of the layers; nothing is said of families without a list.
    """
    by_family: dict[str, list[TopicList]] = {}
    for known in sorted(lists, key=lambda one: one.age):
        by_family.setdefault(known.family, []).append(known)
    return [
        gap
        for layer in layers
        if layer.source.until is None
        for gap in (*_not_offered(layer, by_family), *_newer_tables(layer, by_family))
    ]


def find_offer(layer: Layer, lists: Iterable[TopicList]) -> TopicList | None:
    """Find the newest table that is known to have the topics of a layer.

    Parameters
    ----------
    layer
        Its file declares the names.
    lists
        What tables offer, newer and older.

    Returns
    -------
    TopicList or None
        None where no list of its family has them under any name.
    """
    family, asked = _family(layer), _names(layer)
    fitting = (
        known
        for known in lists
        if known.family == family and any(names <= known.bases for names in asked)
    )
    return max(fitting, key=lambda known: known.age, default=None)


def _not_offered(layer: Layer, by_family: Mapping[str, list[TopicList]]) -> Iterator[TopicGap]:
    """The topics of a layer that the newest table of its family lacks under each of its names."""
    *older, newest = by_family.get(_family(layer), [None])
    if newest is None or not newest.is_whole:
        return
    if any(names <= newest.bases for names in _names(layer)):
        return
    for name in sorted(_names(layer)[0] - newest.bases):
        before = next((known for known in reversed(older) if known and name in known.bases), None)
        gone = _described(name, before)
        beside = before.bases if before else frozenset()
        fresh = [topic for topic in newest.topics if topic.base not in beside]
        yield TopicGap(
            "not_offered",
            layer.id,
            name,
            newest.table,
            newest.year,
            before.table if before else "",
            before.year if before else None,
            _told(newest, find_alike(gone, fresh)),
        )


def _newer_tables(layer: Layer, by_family: Mapping[str, list[TopicList]]) -> Iterator[TopicGap]:
    """Other families of the publisher that have the subject, and for a newer year."""
    own = by_family.get(_family(layer), [None])[-1]
    if own is None or own.year is None:
        return
    publisher = find_family(own.family).publisher
    for family, (*_, other) in by_family.items():
        is_newer = other.year is not None and other.year > own.year
        if family == own.family or not is_newer or find_family(other.family).publisher != publisher:
            continue
        for name in sorted(_names(layer)[0]):
            same = [topic for topic in other.topics if topic.base == name]
            alike = same or find_alike(_described(name, own), other.topics)
            if alike:
                topics = _told(other, alike)
                yield TopicGap("newer_table", layer.id, name, own.table, own.year, alike=topics)


def _family(layer: Layer) -> str:
    return find_family(layer.source.table).id


def _names(layer: Layer) -> list[frozenset[str]]:
    """Topics that a layer needs together, under its name of now and those of before."""
    divisor = layer.aggregate.denominator_topic
    asked = [(layer.source.topic, divisor)]
    asked += [
        (name.topic, name.denominator_topic or divisor)
        for name in layer.source.earlier
        if name.table is None or find_family(name.table).id == _family(layer)
    ]
    return [frozenset({*_terms(topic), *_terms(below or "")}) for topic, below in asked]


def _terms(expression: str) -> list[str]:
    return [topic for _, topic in split_terms(expression)]


def _described(name: str, known: TopicList | None) -> OfferedTopic:
    """A topic as a list describes it, or its name alone."""
    topics = known.topics if known else ()
    return next((topic for topic in topics if topic.base == name), OfferedTopic(name))


def _told(known: TopicList, topics: Iterable[OfferedTopic]) -> tuple[AlikeTopic, ...]:
    return tuple(
        AlikeTopic(known.table, known.year, topic.base, topic.title, topic.unit) for topic in topics
    )

"""What ``fetch`` asks of a source, and what a source hands back; shared by all services."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.topics import split_terms
from nplv_geo.ground.errors import NplvError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.published.years.known_years import NOTHING_KEPT, KeptOutlines

ALL = "all"
# Filters with more alternatives than this are not sure to be answered: 60 of them are a 500.
BATCH = 5
# What is kept beside the figures of a table; files of before it was kept are asked again.
_RECORDING = "MapYear, ReasonDelivery, Indelingswijziging, DataProperties"


@dataclass(frozen=True)
class Choice:
    """One way to fill a layer.

    Attributes
    ----------
    topics
        Base names that it needs together.
    divisor
        Base names of what they are divided by, when that stands in the same table.
    where
        Members of further dimensions.
    """

    topics: tuple[str, ...]
    divisor: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Need:
    """What one layer asks of a table: the first choice that the table has, counts."""

    layer: str
    family: str
    unit: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Ask:
    """What is asked of all sources.

    Attributes
    ----------
    gemeenten
        Codes such as ``GM0917``; None is all of the Netherlands.
    newest
        True when nobody named years: then what is newer than the newest whole year comes too.
    folder
        Where a source may put files before they are kept.
    other_years
        Boundary years beside those asked that figures stand on.
    kept
        Outlines that are in the raw store already.
    """

    years: tuple[int, ...]
    gemeenten: tuple[str, ...] | None
    needs: tuple[Need, ...]
    folder: Path
    boundaries: str = "wfs"
    newest: bool = False
    other_years: tuple[int, ...] = ()
    kept: KeptOutlines = NOTHING_KEPT

    def of(self, family: str) -> tuple[Need, ...]:
        """Needs of the layers on one table family."""
        return tuple(need for need in self.needs if need.family == family)

    def key(self, *more: object) -> str:
        """Short text that is the same as long as the same is asked and recorded."""
        whole = json.dumps([_RECORDING, self.gemeenten, *more], sort_keys=True, default=str)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]

    def batches(self) -> list[tuple[str, ...] | None]:
        """Gemeenten in groups that one filter may name; one None stands for everything."""
        if self.gemeenten is None:
            return [None]
        some = range(0, len(self.gemeenten), BATCH)
        return [self.gemeenten[first : first + BATCH] for first in some]


@dataclass(frozen=True)
class Parcel:
    """One file for the raw store, waiting under ``path``.

    Attributes
    ----------
    source, table
        Its folders in the raw store.
    notes
        What a person should know, one sentence each.
    replaces
        Table and name of files of this source that hold the same figures in another way.
    """

    source: str
    table: str
    path: Path
    sidecar: Sidecar
    notes: tuple[str, ...] = ()
    replaces: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Job:
    """One file that a source can fetch.

    Attributes
    ----------
    run
        Gets the sidecar of what is in the store; None means that it is still right.
    other
        File that may stand in the store instead.
    is_apart
        True when its failure says nothing about the other jobs of the source, which go on.
    """

    label: str
    source: str
    table: str
    name: str
    run: Callable[[Sidecar | None], Parcel | None]
    other: str = ""
    is_apart: bool = False


def failing(source: str, table: str, error: NplvError) -> Job:
    """Job for what could not even be planned, so that the others still run."""

    def run(_: Sidecar | None) -> Parcel | None:
        raise error

    return Job(table, source, table, f"{table}.json", run)


def list_needs(layers: Iterable[Layer], family_of: Callable[[str], str]) -> tuple[Need, ...]:
    """What ``layers`` need of each family that has them, under names of now and of before."""
    return tuple(
        Need(layer.id, family, layer.unit, choices)
        for layer in layers
        for family, choices in _choices_by_family(layer, family_of).items()
    )


def members_of(needs: Iterable[Need], dimension: str) -> list[str]:
    """Members of a dimension that any of ``needs`` asks for."""
    members = {choice.where.get(dimension, "").strip() for need in needs for choice in need.choices}
    return sorted(members - {""})


def _choices_by_family(
    layer: Layer, family_of: Callable[[str], str]
) -> dict[str, tuple[Choice, ...]]:
    """Ways to fill a layer, the newest first, by the family that has the figure so."""
    source, divisor = layer.source, layer.aggregate.denominator_topic
    own = Choice(_names(source.topic), _names(divisor), dict(source.where))
    choices: dict[str, tuple[Choice, ...]] = {family_of(source.table): (own,)}
    for name in source.earlier:
        where = source.where if name.where is None else name.where
        choice = Choice(_names(name.topic), _names(name.denominator_topic or divisor), dict(where))
        family = family_of(name.table or source.table)
        choices[family] = (*choices.get(family, ()), choice)
    return choices


def _names(expression: str | None) -> tuple[str, ...]:
    return tuple(topic for _, topic in split_terms(expression or ""))

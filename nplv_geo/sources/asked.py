"""What ``fetch`` asks of a source, and what a source hands back; shared by all services."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nplv_geo.catalog import Layer
from nplv_geo.errors import NplvError
from nplv_geo.figures import terms
from nplv_geo.rawstore import Sidecar

ALL = "all"
# Filters with more alternatives than this are not sure to be answered: 60 of them are a 500.
BATCH = 5


@dataclass(frozen=True)
class Need:
    """What one layer asks of a table.

    Attributes
    ----------
    choices
        Base names that it needs together; the first choice that the table has, counts.
    """

    layer: str
    family: str
    unit: str
    choices: tuple[tuple[str, ...], ...]
    denominator: tuple[str, ...]
    where: Mapping[str, str]


@dataclass(frozen=True)
class Ask:
    """What is asked of all sources.

    Attributes
    ----------
    gemeenten
        Codes such as ``GM0917``; None is all of the Netherlands.
    folder
        Where a source may put files before they are kept.
    """

    years: tuple[int, ...]
    gemeenten: tuple[str, ...] | None
    needs: tuple[Need, ...]
    folder: Path
    boundaries: str = "wfs"

    def of(self, family: str) -> tuple[Need, ...]:
        """Needs of the layers on one table family."""
        return tuple(need for need in self.needs if need.family == family)

    def key(self, *more: object) -> str:
        """Short text that is the same as long as the same is asked."""
        whole = json.dumps([self.gemeenten, *more], sort_keys=True, default=str)
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
    """

    source: str
    table: str
    path: Path
    sidecar: Sidecar
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """One file that a source can fetch.

    Attributes
    ----------
    run
        Gets the sidecar of what is in the store; None means that it is still right.
    """

    label: str
    source: str
    table: str
    name: str
    run: Callable[[Sidecar | None], Parcel | None]


def failing(source: str, table: str, error: NplvError) -> Job:
    """Job for what could not even be planned, so that the others still run."""

    def run(_: Sidecar | None) -> Parcel | None:
        raise error

    return Job(table, source, table, f"{table}.json", run)


def needs_of(layers: Iterable[Layer], family_of: Callable[[str], str]) -> tuple[Need, ...]:
    """What ``layers`` need, by family of their table."""
    return tuple(
        Need(
            layer=layer.id,
            family=family_of(layer.source.table),
            unit=layer.unit,
            choices=tuple(_names(t) for t in (layer.source.topic, *layer.source.aliases)),
            denominator=_names(layer.aggregate.denominator_topic or ""),
            where=dict(layer.source.where),
        )
        for layer in layers
    )


def _names(expression: str) -> tuple[str, ...]:
    return tuple(topic for _, topic in terms(expression))

"""What was worked out from an edition, kept for as long as there is room for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from threading import Lock
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd
from cachetools import LRUCache

Made = TypeVar("Made")

# An edition of the country with all that is asked of its 20 areas takes a tenth of it.
MOST_BYTES = 128 * 1024**2


@dataclass(frozen=True, slots=True, eq=False)
class SameObject:
    """A part of a key that is only equal to itself: definitions that were read again are others.

    Attributes
    ----------
    thing
        What the key stands for; kept alive by it, so that its place in memory stays its own.
    """

    thing: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameObject) and other.thing is self.thing

    def __hash__(self) -> int:
        return id(self.thing)


@dataclass(frozen=True, slots=True)
class _Entry:
    thing: object
    size: int


class EditionCache:
    """Whatever follows from an edition, by key; what was not asked for longest goes first.

    Two threads may make the same thing at once; each gets a whole one.

    Parameters
    ----------
    most_bytes
        Room for all together.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._entries: LRUCache[Hashable, _Entry] = LRUCache(most_bytes, getsizeof=lambda e: e.size)
        self._lock = Lock()

    def get_or_make(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what was made under a key before, or make it.

        Parameters
        ----------
        key
            Everything that the thing depends on, besides the edition.
        make
            Makes it.

        Returns
        -------
        Made
            What ``make`` gave, now or before. What is too large for the cache is made each time.
        """
        with self._lock:
            entry = self._entries.get(key)
        if entry is not None:
            return cast(Made, entry.thing)
        thing = make()
        entry = _Entry(thing, estimate_size(thing))
        if entry.size <= self._entries.maxsize:
            with self._lock:
                self._entries[key] = entry
        return thing

    @property
    def bytes(self) -> int:
        """Size of all that is kept, as :func:`estimate_size` estimates it."""
        return int(self._entries.currsize)

    def __len__(self) -> int:
        return len(self._entries)


def estimate_size(thing: object) -> int:
    """Estimate the memory that a value takes: tables, arrays, and what plain objects hold.

    Parameters
    ----------
    thing
        Any value.

    Returns
    -------
    int
        Number of bytes.

    Notes
    -----
    Each object counts once. Definitions, functions and open files belong to others and count as a
    reference.
    """
    return _size(thing, set())


def _size(thing: object, seen: set[int]) -> int:
    if id(thing) in seen:
        return 0
    seen.add(id(thing))
    if isinstance(thing, pd.DataFrame):
        return int(thing.memory_usage(index=False).sum())
    if isinstance(thing, pd.Series | pd.Index):
        return int(thing.nbytes)
    if isinstance(thing, np.ndarray):
        return int(thing.nbytes)
    return sys.getsizeof(thing) + sum(_size(part, seen) for part in _parts(thing))


def _parts(thing: object) -> Iterable[Any]:
    if isinstance(thing, Mapping):
        return [part for pair in thing.items() for part in pair] if type(thing) is dict else ()
    if isinstance(thing, tuple | list | set | frozenset):
        return thing
    if is_dataclass(thing):
        return [getattr(thing, field.name) for field in fields(thing)]
    return ()

"""Keeping what was worked out, for as long as there is room."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import TypeVar

Key = TypeVar("Key")
Found = TypeVar("Found")


def keep(kept: MutableMapping[Key, Found], key: Key, most: int, make: Callable[[], Found]) -> Found:
    """Give what is kept under a key, or make it; when there is no room all is let go of.

    Two threads may make the same at once; each gets one that is whole.
    """
    found = kept.get(key)
    if found is None:
        found = make()
        if len(kept) >= most:
            kept.clear()
        kept[key] = found
    return found

"""What was worked out is kept within bounds, whole, and by what it was worked out from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import numpy as np
import pandas as pd

from nplv_geo.edition.cache import EditionCache, SameObject, estimate_size

KILOBYTE = 1024


def _array(kilobytes: int) -> np.ndarray:
    return np.zeros(kilobytes * KILOBYTE, dtype=np.uint8)


def test_a_thing_is_made_once() -> None:
    cache, made = EditionCache(), []
    for _ in range(3):
        assert cache.get_or_make("a", lambda: made.append(1) or "found") == "found"
    assert (made, len(cache)) == ([1], 1)


def test_nothing_is_an_answer_too() -> None:
    cache, made = EditionCache(), []
    for _ in range(2):
        assert cache.get_or_make("a", lambda: made.append(1)) is None
    assert made == [1]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = EditionCache(10 * KILOBYTE)
    for key in ("a", "b", "a", "c"):
        cache.get_or_make(key, lambda: _array(4))
    assert cache.bytes == 8 * KILOBYTE
    made: list[str] = []
    for key in ("a", "c", "b"):
        cache.get_or_make(key, lambda key=key: made.append(key))  # type: ignore[misc]
    assert made == ["b"]


def test_what_does_not_fit_is_given_and_not_kept() -> None:
    cache = EditionCache(KILOBYTE)
    cache.get_or_make("small", lambda: _array(0))
    assert cache.get_or_make("large", lambda: _array(2)).size == 2 * KILOBYTE
    assert len(cache) == 1


def test_two_threads_that_make_the_same_each_get_a_whole_one() -> None:
    cache, both = EditionCache(), Barrier(2)

    def make() -> tuple[int, ...]:
        both.wait(timeout=10)
        return tuple(range(100))

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: cache.get_or_make("a", make), range(2)))
    assert found == [tuple(range(100))] * 2
    assert len(cache) == 1


def test_definitions_that_were_read_again_are_others() -> None:
    one, same = ["laag"], ["laag"]
    assert SameObject(one) == SameObject(one)
    assert SameObject(one) != SameObject(same)
    cache = EditionCache()
    assert cache.get_or_make(("a", SameObject(one)), lambda: 1) == 1
    assert cache.get_or_make(("a", SameObject(same)), lambda: 2) == 2


@dataclass(frozen=True)
class _Holder:
    numbers: np.ndarray
    again: np.ndarray


def test_sizes_are_those_of_what_is_held() -> None:
    array = _array(100)
    assert estimate_size(array) == 100 * KILOBYTE
    assert 100 * KILOBYTE < estimate_size(_Holder(array, array)) < 101 * KILOBYTE  # once
    assert 200 * KILOBYTE < estimate_size([array, {"a": _array(100)}]) < 201 * KILOBYTE
    assert estimate_size(pd.DataFrame({"a": np.zeros(1000), "b": np.zeros(1000)})) == 16_000
    assert estimate_size("x" * 5000) > 5000

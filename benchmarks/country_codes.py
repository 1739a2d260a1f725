"""Codes for the cells of a generated country: buurten in wijken in gemeenten, by nearness."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import shapely

from nplv_geo.definitions.focus_areas import FocusArea

# As many as in the real country of 14,567 buurten, 3,403 wijken and 342 gemeenten.
_BUURTEN_A_WIJK = 4.3
_BUURTEN_A_GEMEENTE = 43
_FIRST_GEMEENTE = 3000  # no real gemeente has a number this high
_LAST_PART = 90  # what ends in 9997 and 9998 is water


def codes_of(points: np.ndarray, focus_areas: Sequence[FocusArea], year: int) -> list[str]:
    """Buurt code of each point, with the units of the focus areas among them.

    Each focus area gets at least its first unit, and more as far as its gemeente has wijken.

    Raises
    ------
    ValueError
        When a wijk or gemeente has more parts than a code has numbers for.
    """
    random = np.random.default_rng([year, len(points)])
    wijk_of = _nearest(points, _some(points, _BUURTEN_A_WIJK, random))
    middles = np.array([points[wijk_of == w].mean(axis=0) for w in range(wijk_of.max() + 1)])
    gemeente_of = _nearest(middles, _some(points, _BUURTEN_A_GEMEENTE, random))
    units = _units(focus_areas, year)
    largest = np.argsort(-np.bincount(gemeente_of), kind="stable")
    real = dict(zip(largest.tolist(), units, strict=False))
    codes = [""] * len(points)
    members = _members(wijk_of)
    for gemeente, wijken in enumerate(_members(gemeente_of)):
        number = real.get(gemeente, f"{_FIRST_GEMEENTE + gemeente:04d}")
        wanted = units.get(number, [])
        parts = _numbers([unit[4:6] for unit in wanted])
        for wijk, part in zip(wijken, parts, strict=False):
            inside = [unit[6:] for unit in wanted if unit[4:6] == part and unit[6:]]
            for cell, own in zip(members[wijk], _numbers(inside), strict=False):
                codes[cell] = f"BU{number}{part}{own}"
    if not all(codes):
        raise ValueError(f"{codes.count('')} cells got no code")
    return codes


def _units(focus_areas: Sequence[FocusArea], year: int) -> dict[str, list[str]]:
    """Units of each gemeente, the first of every focus area before the second of any."""
    lists = [
        [unit.code[2:] for unit in area.units if unit.is_counted and unit.is_valid_in(year)]
        for area in focus_areas
    ]
    found: dict[str, list[str]] = {}
    for unit in filter(None, itertools.chain(*itertools.zip_longest(*lists))):
        found.setdefault(unit[:4], []).append(unit)
    return found


def _numbers(wanted: Iterable[str]) -> Iterator[str]:
    """Two-character parts of codes: those that are wanted first, then all others."""
    first = list(dict.fromkeys(wanted))
    yield from first
    yield from (part for part in (f"{i:02d}" for i in range(_LAST_PART)) if part not in first)


def _some(points: np.ndarray, share: float, random: np.random.Generator) -> np.ndarray:
    return points[random.permutation(len(points))[: max(int(len(points) / share), 1)]]


def _nearest(points: np.ndarray, middles: np.ndarray) -> np.ndarray:
    """Number of the nearest middle for each point, without numbers that nobody has."""
    tree = shapely.STRtree(shapely.points(middles))
    found = tree.nearest(shapely.points(points))
    _, numbers = np.unique(found, return_inverse=True)
    return numbers.reshape(-1)


def _members(group_of: np.ndarray) -> list[list[int]]:
    order = np.argsort(group_of, kind="stable")
    bounds = np.cumsum(np.bincount(group_of))[:-1]
    return [part.tolist() for part in np.split(order, bounds)]

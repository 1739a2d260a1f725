"""An invented year of which the truth is known: real buurten, put together to other places.

Buurten that stayed the same from one division to the map are put together to places that never
were. Three of one wijk make a case: either two or three become one place that is split again, or
the third belongs to the first at first and to the second on the map, so that a border shifts. The
figures are those of the older year, the people by whom they are divided those of the map: just as
in earnest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from nplv_geo.build.carrying.divisions import Division
from nplv_geo.ground.areas import wijk_of
from nplv_geo.ground.places import PlaceKind
from nplv_geo.statistics.carrying.division import divide_sources
from nplv_geo.statistics.carrying.parts import Parts, make_parts
from nplv_geo.statistics.membership import Membership, build_membership

# Buurten of one case.
_TRIPLE = 3
# Fewer places say nothing of a band.
ENOUGH = 100

Groups = dict[str, list[str]]


@dataclass(frozen=True, eq=False)
class InventedYear:
    """Places that never were, and the places of the map that they are carried to.

    Attributes
    ----------
    parts
        Parts of invented places in those of the map.
    sources, targets
        Buurten of the older year that either is made of.
    kinds
        What was done, by target.
    """

    parts: Parts
    sources: Membership
    targets: Membership
    kinds: pd.Series


@dataclass(frozen=True, slots=True)
class _Atom:
    code: str
    land: float


@dataclass(frozen=True, slots=True)
class _Case:
    kind: PlaceKind
    sources: Groups
    targets: Groups
    pairs: list[tuple[str, str, float]]


def invent_year(division: Division, people: pd.Series) -> InventedYear | None:
    """Put buurten that stayed the same together to other places.

    Parameters
    ----------
    division
        An older division and how it lies on the map.
    people
        Inhabitants by code of the map.

    Returns
    -------
    InventedYear or None
        None when too few buurten stayed the same.
    """
    crosswalk = division.carrier.crosswalk
    kept = crosswalk.buurten
    older = kept.sources[kept.source_of[crosswalk.is_same]]
    newer = kept.targets[kept.target_of[crosswalk.is_same]]
    atoms = pd.DataFrame(
        {
            "land": kept.land[crosswalk.is_same],
            "people": people.reindex(newer).to_numpy(dtype=float),
        },
        index=older,
    ).dropna()
    cases = [
        _split(f"{n}", triple[: 2 + n % 4 // 2]) if n % 2 == 0 else _shift(f"{n}", triple)
        for n, triple in enumerate(_list_triples(atoms))
    ]
    sources = {name: codes for case in cases for name, codes in case.sources.items()}
    targets = {name: codes for case in cases for name, codes in case.targets.items()}
    kinds = {name: case.kind for case in cases for name in case.targets}
    if len(kinds) < ENOUGH:
        return None
    pairs = pd.DataFrame(
        [pair for case in cases for pair in case.pairs], columns=["source", "target", "land"]
    )
    parts = _divide_pairs(
        pairs, sources, targets, division.composition.inhabitants, atoms["people"]
    )
    return InventedYear(
        parts, build_membership(sources), build_membership(targets), pd.Series(kinds)
    )


def _list_triples(atoms: pd.DataFrame) -> Iterator[list[_Atom]]:
    """Three buurten of one wijk at a time: neighbours, as far as codes tell."""
    of_wijk: dict[str, list[_Atom]] = {}
    for code, land in sorted(atoms["land"].items()):
        of_wijk.setdefault(wijk_of(str(code)), []).append(_Atom(str(code), land))
    for buurten in of_wijk.values():
        for first in range(0, len(buurten) - _TRIPLE + 1, _TRIPLE):
            yield buurten[first : first + _TRIPLE]


def _split(name: str, atoms: list[_Atom]) -> _Case:
    """One place of two or three buurten that is split into those."""
    pairs = [(f"s{name}", f"t{name}{atom.code}", atom.land) for atom in atoms]
    targets = {f"t{name}{atom.code}": [atom.code] for atom in atoms}
    return _Case(PlaceKind.SPLIT, {f"s{name}": [atom.code for atom in atoms]}, targets, pairs)


def _shift(name: str, atoms: list[_Atom]) -> _Case:
    """The third buurt goes from the first place to the second."""
    one, other, third = atoms
    pairs = [
        (f"s{name}a", f"t{name}a", one.land),
        (f"s{name}a", f"t{name}b", third.land),
        (f"s{name}b", f"t{name}b", other.land),
    ]
    sources = {f"s{name}a": [one.code, third.code], f"s{name}b": [other.code]}
    targets = {f"t{name}a": [one.code], f"t{name}b": [other.code, third.code]}
    return _Case(PlaceKind.SHIFTED, sources, targets, pairs)


def _divide_pairs(
    pairs: pd.DataFrame, sources: Groups, targets: Groups, people: pd.Series, people_now: pd.Series
) -> Parts:
    """Parts with the shares that a crosswalk would give them."""
    before, after = build_membership(sources), build_membership(targets)
    parts = make_parts(
        before.areas,
        after.areas,
        before.areas.get_indexer(pd.Index(pairs["source"])),
        after.areas.get_indexer(pd.Index(pairs["target"])),
        people=np.zeros(len(pairs)),
        land=pairs["land"].to_numpy(),
    )
    divided, _ = divide_sources(parts, _sum_people(before, people), _sum_people(after, people_now))
    return divided


def _sum_people(groups: Membership, people: pd.Series) -> pd.Series:
    return pd.Series(
        groups.sum_by_area(people.reindex(groups.codes).to_numpy(dtype=float)), groups.areas
    )

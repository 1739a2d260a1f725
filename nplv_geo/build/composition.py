"""Which areas an edition has and what each is made of.

A larger CBS area may only be added up from its buurten when the edition has (nearly) all of
them: the starter edition, for one, knows only a part of Amsterdam.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.definitions.thresholds import COMPLETE_SHARE, ROUNDING
from nplv_geo.ground.areas import (
    NEDERLAND,
    NPLV,
    RING_PREFIX,
    AreaLevel,
    gemeente_of,
    level_of,
    wijk_of,
)
from nplv_geo.statistics.membership import Membership, build_membership

Parent = Callable[[str], str]


@dataclass(frozen=True, eq=False)
class Composition:
    """Codes of an edition, the members of its areas, and which areas are complete.

    Attributes
    ----------
    codes
        All CBS codes of the edition, country included.
    focus
        Buurten of each focus area.
    inhabitants
        Published inhabitants by code; NaN where unknown.
    rings
        Buurten around focus areas, by the id of the ring.
    gemeente_groups
        Gemeenten of G4 and G40; only groups of which the edition has all of them.
    """

    codes: pd.Index
    focus: Mapping[str, tuple[str, ...]]
    inhabitants: pd.Series
    boundary_year: int
    rings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gemeente_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _tables: dict[tuple[AreaLevel, AreaLevel | None], Membership] = field(
        default_factory=dict, init=False, repr=False
    )

    @cached_property
    def _by_level(self) -> dict[AreaLevel, list[str]]:
        found: dict[AreaLevel, list[str]] = {}
        for code in self.codes:
            found.setdefault(level_of(code), []).append(code)
        return found

    def at(self, level: AreaLevel) -> list[str]:
        """Codes of one CBS level."""
        return self._by_level.get(level, [])

    @cached_property
    def _places(self) -> dict[AreaLevel, np.ndarray]:
        levels = self._by_level.items()
        return {level: self.codes.get_indexer(pd.Index(codes)) for level, codes in levels}

    def places_of(self, level: AreaLevel) -> np.ndarray:
        """Places of one CBS level among the codes."""
        return self._places.get(level, np.array([], dtype=np.intp))

    @cached_property
    def areas(self) -> pd.Index:
        """All areas of the edition in their fixed order: CBS areas, focus areas, rings, groups."""
        made = [*self.focus, *self.rings, *self.gemeente_groups, NPLV]
        return pd.Index([*self.codes, *made], dtype="str", name="area")

    @cached_property
    def gemeenten(self) -> pd.Categorical:
        """Gemeente of each of the areas, in their order."""
        return pd.Categorical([self.gemeente_of(area) for area in self.areas])

    def gemeente_of(self, area: str) -> str | None:
        """Gemeente of a CBS area, a focus area or its ring; None for larger ones."""
        focus = area.removeprefix(RING_PREFIX)
        if focus in self.focus:
            return gemeente_of(self.focus[focus][0])
        is_larger = area in (NEDERLAND, NPLV) or area in self.gemeente_groups
        return None if is_larger else gemeente_of(area)

    @cached_property
    def complete(self) -> frozenset[str]:
        """Wijken, gemeenten and country of which the edition has nearly all inhabitants."""
        known = self.inhabitants.reindex(self.at(AreaLevel.BUURT)).fillna(0.0)
        sums = pd.concat([_sums(known, wijk_of), _sums(known, gemeente_of), _sums(known, _country)])
        published = self.inhabitants.reindex(sums.index)
        slack = published * (1 - COMPLETE_SHARE) + ROUNDING * sums["n"]
        return frozenset(sums.index[published - sums["total"] <= slack])

    def groups(self, level: AreaLevel, base: AreaLevel, rows: pd.DataFrame) -> Membership:
        """Members of the complete areas of one CBS level.

        ``rows`` has an ``amount`` for each of the codes, in their order.

        The country is made of gemeenten where those are all published: what can't be placed
        in a buurt is still counted there.
        """
        gemeenten = rows["amount"].to_numpy()[self.places_of(AreaLevel.GEMEENTE)]
        if level is AreaLevel.NEDERLAND and not np.isnan(gemeenten).any():
            base = AreaLevel.GEMEENTE
        return self._once((level, base), lambda: self._members_of(level, base))

    def focus_groups(self, base: AreaLevel | None) -> Membership:
        """Members of the 20 areas, of all together and of the rings around them.

        Of wijken, an area is made of those that lie wholly inside it; its other buurten take part
        with their own values, or without where only wijken have them: the coverage tells.
        """
        by_wijk = base is AreaLevel.WIJK
        return self._once(
            (AreaLevel.FOCUSGEBIED, base), lambda: self._focus_members(by_wijk=by_wijk)
        )

    def gemeente_group_members(
        self, base: AreaLevel | None, rows: pd.DataFrame
    ) -> tuple[Membership, AreaLevel]:
        """Members of G4 and G40, and their level: gemeenten wherever those are published.

        Else what their gemeenten are made of, if every gemeente of the group is complete.
        """
        gemeenten = self._once((AreaLevel.GROEP, AreaLevel.GEMEENTE), self._groups_of_gemeenten)
        published = rows["amount"].to_numpy()[gemeenten.among(self.codes)]
        is_published = not np.isnan(published).all()
        made_of = AreaLevel.GEMEENTE if base is None or is_published else base
        return self._once((AreaLevel.GROEP, made_of), lambda: self._group_members(made_of)), made_of

    def _once(
        self, key: tuple[AreaLevel, AreaLevel | None], make: Callable[[], Membership]
    ) -> Membership:
        """Every layer and period asks for the same tables: make each one once."""
        if key not in self._tables:
            self._tables[key] = make()
        return self._tables[key]

    def _groups_of_gemeenten(self) -> Membership:
        return build_membership(self.gemeente_groups)

    def _group_members(self, made_of: AreaLevel) -> Membership:
        parts = _grouped(self.at(made_of), gemeente_of)
        return build_membership(
            {
                group: [part for code in codes for part in parts.get(code, [])]
                for group, codes in self.gemeente_groups.items()
                if self.complete.issuperset(codes)
            }
        )

    def _members_of(self, level: AreaLevel, base: AreaLevel) -> Membership:
        parts = self.at(base) if level is not base else []
        parent = _PARENTS.get(level, _country)
        return build_membership(
            _grouped((code for code in parts if parent(code) in self.complete), parent)
        )

    def _focus_members(self, *, by_wijk: bool) -> Membership:
        made = {area: list(codes) for area, codes in {**self.focus, **self.rings}.items()}
        if by_wijk:
            of_wijk = _grouped(self.at(AreaLevel.BUURT), wijk_of)
            made = {area: self._as_wijken(codes, of_wijk) for area, codes in made.items()}
        together = [code for area in self.focus for code in made[area]]
        return build_membership({**made, NPLV: together})

    def _as_wijken(self, buurten: list[str], of_wijk: Mapping[str, list[str]]) -> list[str]:
        inside = set(buurten)
        whole = [
            wijk
            for wijk in dict.fromkeys(map(wijk_of, buurten))
            if wijk in self.complete and inside.issuperset(of_wijk[wijk])
        ]
        return whole + [code for code in buurten if wijk_of(code) not in whole]


def _country(_code: str) -> str:
    return NEDERLAND


_PARENTS: dict[AreaLevel, Parent] = {AreaLevel.WIJK: wijk_of, AreaLevel.GEMEENTE: gemeente_of}


def _grouped(codes: Iterable[str], parent: Parent) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(parent(code), []).append(code)
    return groups


def _sums(known: pd.Series, parent: Parent) -> pd.DataFrame:
    groups = known.groupby(known.index.map(parent))
    return pd.DataFrame({"total": groups.sum(), "n": groups.size()})

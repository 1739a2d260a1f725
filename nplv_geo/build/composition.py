"""Which areas an edition has and what each is made of.

A larger CBS area may only be added up from its buurten when the edition has (nearly) all of
them: the starter edition, for one, knows only a part of Amsterdam.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.build.parents import PARENTS, get_country, group_by_parent, sum_by_parent
from nplv_geo.definitions.thresholds import COMPLETE_SHARE, ROUNDING
from nplv_geo.ground.areas import (
    NEDERLAND,
    NPLV,
    RING_PREFIX,
    AreaLevel,
    gemeente_of,
    read_level,
    wijk_of,
)
from nplv_geo.ground.arrays import Places
from nplv_geo.statistics.membership import Membership, build_membership

# Gemeenten: an edition with fewer is a part of the country.
_WHOLE_COUNTRY_FROM = 300


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
    boundary_year
        Year of the area division that the codes belong to.
    rings
        Buurten around focus areas, by the id of the ring.
    gemeente_groups
        Gemeenten of G4 and G40; only groups of which the edition has all of them.

    Notes
    -----
    What follows from these alone is worked out once and remembered: every layer and period asks
    for the same memberships. Nothing else changes after it was made.
    """

    codes: pd.Index
    focus: Mapping[str, tuple[str, ...]]
    inhabitants: pd.Series
    boundary_year: int
    rings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gemeente_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _memberships: dict[tuple[AreaLevel, AreaLevel | None], Membership] = field(
        default_factory=dict, init=False, repr=False
    )

    @cached_property
    def _by_level(self) -> dict[AreaLevel, list[str]]:
        codes_by_level: dict[AreaLevel, list[str]] = {}
        for code in self.codes:
            codes_by_level.setdefault(read_level(code), []).append(code)
        return codes_by_level

    def list_codes(self, level: AreaLevel) -> list[str]:
        """List the codes of one CBS level.

        Parameters
        ----------
        level
            A level that CBS publishes.

        Returns
        -------
        list of str
            In the order of ``codes``; empty when the edition has none.
        """
        return self._by_level.get(level, [])

    @cached_property
    def _places(self) -> dict[AreaLevel, Places]:
        levels = self._by_level.items()
        return {level: self.codes.get_indexer(pd.Index(codes)) for level, codes in levels}

    def locate_level(self, level: AreaLevel) -> Places:
        """Find the codes of one CBS level among all codes.

        Parameters
        ----------
        level
            A level that CBS publishes.

        Returns
        -------
        ndarray
            Shape (n_codes of the level,): places in ``codes``.
        """
        return self._places.get(level, np.array([], dtype=np.intp))

    @cached_property
    def areas(self) -> pd.Index:
        """All areas of the edition in their fixed order: CBS areas, focus areas, rings, groups."""
        composed = [*self.focus, *self.rings, *self.gemeente_groups, NPLV]
        return pd.Index([*self.codes, *composed], dtype="str", name="area")

    @cached_property
    def levels(self) -> pd.Series:
        """Word for the level of each of the areas, in their order."""
        is_focus = self.areas.isin(list(self.focus))
        words = [
            AreaLevel.FOCUSGEBIED.value if inside else read_level(area).value
            for area, inside in zip(self.areas, is_focus, strict=True)
        ]
        return pd.Series(words, index=self.areas)

    @property
    def is_whole_country(self) -> bool:
        """True when the edition is about the country, whole or nearly so, and not a part of it."""
        return len(self.list_codes(AreaLevel.GEMEENTE)) >= _WHOLE_COUNTRY_FROM

    @cached_property
    def gemeenten(self) -> pd.Categorical:
        """Gemeente of each of the areas, in their order."""
        return pd.Categorical([self.find_gemeente(area) for area in self.areas])

    def find_gemeente(self, area: str) -> str | None:
        """Find the gemeente that an area lies in.

        Parameters
        ----------
        area
            Id of any area of the edition.

        Returns
        -------
        str or None
            Its CBS code, for a CBS area, a focus area or its ring; None for larger ones.
        """
        focus = area.removeprefix(RING_PREFIX)
        if focus in self.focus:
            return gemeente_of(self.focus[focus][0])
        is_larger = area in (NEDERLAND, NPLV) or area in self.gemeente_groups
        return None if is_larger else gemeente_of(area)

    @cached_property
    def complete_areas(self) -> frozenset[str]:
        """Wijken, gemeenten and country of which the edition has nearly all inhabitants."""
        inhabitants = self.inhabitants.reindex(self.list_codes(AreaLevel.BUURT)).fillna(0.0)
        sums = pd.concat(
            [
                sum_by_parent(inhabitants, wijk_of),
                sum_by_parent(inhabitants, gemeente_of),
                sum_by_parent(inhabitants, get_country),
            ]
        )
        published = self.inhabitants.reindex(sums.index)
        slack = published * (1 - COMPLETE_SHARE) + ROUNDING * sums["n"]
        return frozenset(sums.index[published - sums["total"] <= slack])

    def find_members(self, level: AreaLevel, base: AreaLevel, rows: pd.DataFrame) -> Membership:
        """Find the members of the complete areas of one CBS level.

        Parameters
        ----------
        level
            Level of the larger areas.
        base
            Level that they are made of.
        rows
            Shape (n_codes, ...), in the order of ``codes``, with an ``amount`` for each.

        Returns
        -------
        Membership
            Without areas of which the edition lacks inhabitants.

        Notes
        -----
        The country is made of gemeenten where those are all published: what can't be placed
        in a buurt is still counted there.
        """
        gemeenten = rows["amount"].to_numpy()[self.locate_level(AreaLevel.GEMEENTE)]
        if level is AreaLevel.NEDERLAND and not np.isnan(gemeenten).any():
            base = AreaLevel.GEMEENTE
        return self._remember((level, base), lambda: self._build_level(level, base))

    def find_focus_members(self, base: AreaLevel | None) -> Membership:
        """Find the members of the 20 areas, of all together and of the rings around them.

        Parameters
        ----------
        base
            Level that they are made of; None serves as buurten.

        Returns
        -------
        Membership
            Of wijken, an area is made of those that lie wholly inside it; its other buurten take
            part with their own values, or without where only wijken have them: the coverage tells.
        """
        by_wijk = base is AreaLevel.WIJK
        return self._remember(
            (AreaLevel.FOCUSGEBIED, base), lambda: self._build_focus_areas(by_wijk=by_wijk)
        )

    def find_group_members(
        self, base: AreaLevel | None, rows: pd.DataFrame
    ) -> tuple[Membership, AreaLevel]:
        """Find the members of G4 and G40, and their level.

        Parameters
        ----------
        base
            Level that larger areas are made of; None when no smaller one has values.
        rows
            Shape (n_codes, ...), in the order of ``codes``, with an ``amount`` for each.

        Returns
        -------
        members : Membership
            Gemeenten wherever those are published. Else what their gemeenten are made of, if every
            gemeente of the group is complete.
        level : AreaLevel
            Level of the members.
        """
        gemeenten = self._remember(
            (AreaLevel.GROEP, AreaLevel.GEMEENTE), self._build_gemeente_groups
        )
        published = rows["amount"].to_numpy()[gemeenten.locate_members(self.codes)]
        is_published = not np.isnan(published).all()
        made_of = AreaLevel.GEMEENTE if base is None or is_published else base
        return self._remember(
            (AreaLevel.GROEP, made_of), lambda: self._build_groups(made_of)
        ), made_of

    def _remember(
        self, key: tuple[AreaLevel, AreaLevel | None], make: Callable[[], Membership]
    ) -> Membership:
        if key not in self._memberships:
            self._memberships[key] = make()
        return self._memberships[key]

    def _build_gemeente_groups(self) -> Membership:
        return build_membership(self.gemeente_groups)

    def _build_groups(self, made_of: AreaLevel) -> Membership:
        parts = group_by_parent(self.list_codes(made_of), gemeente_of)
        return build_membership(
            {
                group: [part for code in codes for part in parts.get(code, [])]
                for group, codes in self.gemeente_groups.items()
                if self.complete_areas.issuperset(codes)
            }
        )

    def _build_level(self, level: AreaLevel, base: AreaLevel) -> Membership:
        parts = self.list_codes(base) if level is not base else []
        parent = PARENTS.get(level, get_country)
        return build_membership(
            group_by_parent((code for code in parts if parent(code) in self.complete_areas), parent)
        )

    def _build_focus_areas(self, *, by_wijk: bool) -> Membership:
        members_of = {area: list(codes) for area, codes in {**self.focus, **self.rings}.items()}
        if by_wijk:
            of_wijk = group_by_parent(self.list_codes(AreaLevel.BUURT), wijk_of)
            members_of = {
                area: self._replace_by_wijken(codes, of_wijk) for area, codes in members_of.items()
            }
        together = [code for area in self.focus for code in members_of[area]]
        return build_membership({**members_of, NPLV: together})

    def _replace_by_wijken(self, buurten: list[str], of_wijk: Mapping[str, list[str]]) -> list[str]:
        inside = set(buurten)
        wijken = [
            wijk
            for wijk in dict.fromkeys(map(wijk_of, buurten))
            if wijk in self.complete_areas and inside.issuperset(of_wijk[wijk])
        ]
        return wijken + [code for code in buurten if wijk_of(code) not in wijken]

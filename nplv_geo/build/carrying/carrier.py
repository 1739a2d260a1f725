"""How the places of one division lie in every area of the edition: worked out once a division."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.build.composition import Composition
from nplv_geo.definitions.thresholds import (
    MAX_MOVED,
    MAX_UNKNOWN_PEOPLE,
    MIN_KNOWN_GROUND,
    MOSTLY_INSIDE,
    NEARLY_ALL,
)
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel, gemeente_of, wijk_of
from nplv_geo.ground.arrays import Flags, Floats
from nplv_geo.ground.places import PlaceKind
from nplv_geo.statistics.carrying.arithmetic import sum_by, sum_known_by
from nplv_geo.statistics.carrying.crosswalk import Crosswalk
from nplv_geo.statistics.carrying.parts import Parts
from nplv_geo.statistics.membership import Membership

_HAIR = 1e-6
# Of those who live on unknown ground today: fewer were there before.
_SOME = 0.5


class Carrier:
    """Brings numbers from the codes of one division to the areas of the edition.

    Parameters
    ----------
    crosswalk
        How the places of the division lie on the map.
    composition
        Areas of the edition.
    codes
        All codes of the division.
    inhabitants
        Published inhabitants by code of the division; None when nobody gives them.

    Attributes
    ----------
    crosswalk
        As given.
    parts
        Parts of places of all levels in the codes of the map.
    """

    def __init__(
        self,
        crosswalk: Crosswalk,
        composition: Composition,
        codes: pd.Index,
        inhabitants: pd.Series | None = None,
    ) -> None:
        self.crosswalk = crosswalk
        self.parts = crosswalk.parts.align(codes, composition.codes)
        self._composition = composition
        self._codes = codes
        self._inhabitants = inhabitants

    @cached_property
    def members(self) -> Membership:
        """Sources of each code of the map, with the shares of those."""
        return self.parts.make_membership()

    @cached_property
    def level_parts(self) -> Parts:
        """Parts of buurten in every wijk, every gemeente and the country."""
        return self._group_buurten(self._list_level_buurten())

    @cached_property
    def composed_parts(self) -> Parts:
        """Parts of buurten in the focus areas, rings, groups and all areas together."""
        return self._group_buurten(self._list_composed_buurten())

    @cached_property
    def whole_members(self) -> Membership:
        """Buurten that lie for the most part in each composed area, as wholes."""
        parts = self.composed_parts
        chosen = parts.shares >= MOSTLY_INSIDE
        codes = parts.sources[parts.source_of[chosen]]
        return Membership(parts.targets, parts.target_of[chosen], codes)

    @cached_property
    def people(self) -> pd.Series:
        """Inhabitants by code of the division, also where those are withheld: as flows tell."""
        parts = self.parts
        return pd.Series(sum_by(parts.source_of, parts.people, len(parts.sources)), parts.sources)

    @cached_property
    def moved(self) -> pd.Series:
        """Share (0 to 1) that is divided, by code of the map."""
        return self.parts.measure_moved()

    @cached_property
    def is_unknown(self) -> Flags:
        """Codes of the map of which nobody knows what lay there, shape (n_codes,)."""
        codes = self._composition.codes
        known = self.crosswalk.known.reindex(codes)
        unknown: Flags = (known < MIN_KNOWN_GROUND).to_numpy() | self.moved.isna().to_numpy()
        unknown |= codes.isin(self._find_unknown(self._list_level_buurten()))
        return unknown & (codes != str(NEDERLAND))

    @cached_property
    def unknown_areas(self) -> pd.Index:
        """Areas made of buurten where too many live on ground of which nothing is known."""
        return self._find_unknown(self._list_level_buurten() | self._list_composed_buurten())

    def _find_unknown(self, buurten: dict[str, list[str]]) -> pd.Index:
        """Larger areas of which too much is unknown: by people, or by land where nobody lives."""
        known = self.crosswalk.known
        is_known = (known >= MIN_KNOWN_GROUND).astype(float)
        people = self._composition.inhabitants.reindex(known.index).fillna(0.0)
        ground = self.crosswalk.area
        pairs = pd.DataFrame(
            [(area, code) for area, codes in buurten.items() for code in codes],
            columns=["area", "code"],
        )
        columns = {
            "people": people,
            "known_people": people * is_known,
            "ground": ground,
            "known_ground": ground * known,
        }
        sums = pd.DataFrame(columns).reindex(pairs["code"]).groupby(pairs["area"].to_numpy()).sum()
        lacking = sums["people"] - sums["known_people"]
        may_lack = lacking > MAX_UNKNOWN_PEOPLE * sums["people"]
        # Who is counted somewhere on the map does not live on unknown ground.
        if self._inhabitants is not None:
            may_lack &= self._count_lost(self._inhabitants) > _SOME * lacking
        unknown = may_lack | (sums["known_ground"] < MIN_KNOWN_GROUND * sums["ground"])
        return sums.index[unknown.to_numpy()].drop(str(NEDERLAND), errors="ignore")

    def _count_lost(self, inhabitants: pd.Series) -> float:
        """Inhabitants of buurten of which nobody knows where they lie on the map."""
        placed = set(self._codes[np.unique(self.parts.source_of)].tolist())
        lost = [code for code in inhabitants.index if code[:2] == "BU" and code not in placed]
        return float(inhabitants.reindex(lost).sum())

    @cached_property
    def is_split(self) -> Flags:
        """Codes of the map that are a part of one older place, shape (n_codes,)."""
        kinds = self.crosswalk.kinds.reindex(self._composition.codes)
        split: Flags = (kinds == PlaceKind.SPLIT).to_numpy()
        return split

    @cached_property
    def parts_from_buurten(self) -> Parts:
        """Parts of buurten in the wijken and gemeenten of which less is divided that way."""
        from_buurten = self.level_parts.measure_moved()
        own = self.moved.reindex(from_buurten.index)
        better = from_buurten.index[(from_buurten < own - _HAIR).to_numpy()]
        buurten = self._list_level_buurten()
        return self._group_buurten({area: buurten[area] for area in better})

    def carry_counts(self, counts: Floats) -> Floats:
        """Carry counts that serve as weights.

        Parameters
        ----------
        counts
            By code of the division, NaN where unknown.

        Returns
        -------
        ndarray
            Shape (n_codes,) of the map; NaN where too little is known, or divided too much.
        """
        members = self.members
        amounts = counts[self.parts.source_of]
        shares = self.parts.target_shares
        known = members.sum_by_area(np.where(np.isnan(amounts), 0.0, shares))
        parts = self.parts
        carried = sum_known_by(parts.target_of, amounts * parts.shares, len(parts.targets))
        is_sure = (known >= NEARLY_ALL) & (self.parts.measure_moved().to_numpy() <= MAX_MOVED)
        return np.where(is_sure & ~self.is_unknown, carried, np.nan)

    def carry_back(self, counts: Floats) -> Floats:
        """Carry counts of the map to the codes of the division.

        Parameters
        ----------
        counts
            Shape (n_codes,) of the map, NaN where unknown.

        Returns
        -------
        ndarray
            By code of the division; NaN where too little of it is known.
        """
        parts = self.parts
        of_target = counts[parts.target_of]
        n = len(parts.sources)
        given = sum_known_by(parts.source_of, of_target * parts.target_shares, n)
        known = sum_by(parts.source_of, np.where(np.isnan(of_target), 0.0, parts.shares), n)
        return np.where(known >= NEARLY_ALL, given, np.nan)

    def _group_buurten(self, groups: dict[str, list[str]]) -> Parts:
        parts = self.crosswalk.buurten.regroup(None, groups)
        return parts.align(self._codes, parts.targets)

    def _list_level_buurten(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for code in self._composition.list_codes(AreaLevel.BUURT):
            for parent in (wijk_of(code), gemeente_of(code), str(NEDERLAND)):
                groups.setdefault(parent, []).append(code)
        return groups

    def _list_composed_buurten(self) -> dict[str, list[str]]:
        composition, by_level = self._composition, self._list_level_buurten()
        composed = {**composition.focus, **composition.rings}
        groups = {area: list(codes) for area, codes in composed.items()}
        groups[str(NPLV)] = [code for codes in composition.focus.values() for code in codes]
        for group, gemeenten in composition.gemeente_groups.items():
            groups[group] = [code for name in gemeenten for code in by_level.get(name, [])]
        return groups

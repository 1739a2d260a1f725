"""A crosswalk: which part of each place of one division lies in which place of another.

Buurten are the parts that everything else is made of; wijken, gemeenten and the country follow
from the codes of their buurten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.ground.areas import NEDERLAND, gemeente_of, wijk_of
from nplv_geo.ground.arrays import Flags
from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from nplv_geo.statistics.carrying.arithmetic import sum_by
from nplv_geo.statistics.carrying.parts import Parts, drop_slivers

# From this share on a place lies in another as a whole.
WHOLE = 0.95
# A place that keeps its ground and lost more of its people, lost a village.
MOST_PEOPLE = 0.5
# A larger area is the same one while so much of its ground is known: coasts are drawn apart, that
# of Schiermonnikoog by a tenth.
_KNOWN = 0.8


@dataclass(frozen=True, eq=False)
class Crosswalk:
    """What two boundary years have in common.

    Attributes
    ----------
    from_year, to_year
        Boundary year of the sources, and that of the targets.
    buurten
        Parts of the buurten of ``from_year`` in those of ``to_year``.
    is_same
        Shape (n_pairs,): pairs of ``buurten`` that are one place.
    known
        By buurt of ``to_year`` the share (0 to 1) of its ground of which is known what lay there.
    area
        By buurt of ``to_year`` its ground in m².
    way
        How the ground of ``from_year`` is known.
    outline_years
        Years of the outlines that it rests on.
    precision_m
        How far the two maps draw the same border apart, in metres.
    weighting
        ``points``, ``density`` or ``area``: what sources were divided by.
    """

    from_year: int
    to_year: int
    buurten: Parts
    is_same: Flags
    known: pd.Series
    area: pd.Series
    way: CrosswalkWay
    outline_years: tuple[int, ...]
    precision_m: float
    weighting: str

    @cached_property
    def parts(self) -> Parts:
        """Parts of all levels: buurten in buurten, wijken in wijken, and so on to the country."""
        levels = [self.buurten, *map(self._raise_to, (wijk_of, gemeente_of, _get_country))]
        return _concatenate(levels)

    def by_land(self) -> Crosswalk:
        """Give the same crosswalk for what is land, and not people.

        Returns
        -------
        Crosswalk
            With buurten that are divided by land.
        """
        return replace(self, buurten=self.buurten.by_land())

    @cached_property
    def kinds(self) -> pd.Series:
        """What became of each target of all levels, as :class:`PlaceKind`."""
        # Buurten must have kept their outline; of larger areas shares tell, of all of their ground.
        known = self.known_by_area.reindex(self.parts.targets).to_numpy(dtype=float)
        may_be_same = (known >= _KNOWN)[self.parts.target_of]
        may_be_same[: len(self.is_same)] &= self.is_same
        return classify_targets(self.parts, may_be_same)

    @cached_property
    def known_by_area(self) -> pd.Series:
        """Share (0 to 1) of the ground that is known, by target of all levels."""
        frame = pd.DataFrame({"known": self.known * self.area, "area": self.area})
        levels = [self.known]
        for parent in (wijk_of, gemeente_of, _get_country):
            total = frame.groupby([parent(code) for code in frame.index.tolist()]).sum()
            levels.append(total["known"] / total["area"].where(total["area"] > 0))
        by_area: pd.Series = pd.concat(levels)
        return by_area

    def _raise_to(self, parent: Callable[[str], str]) -> Parts:
        parents = {code: parent(code) for code in self.buurten.sources.tolist()}
        groups: dict[str, list[str]] = {}
        for code in self.buurten.targets.tolist():
            groups.setdefault(parent(code), []).append(code)
        return drop_slivers(self.buurten.regroup(parents, groups))


def drop_strays(parts: Parts) -> Flags:
    """Mark the pieces that lie across the border of a gemeente only because of the drawing.

    Parameters
    ----------
    parts
        Pairs of buurten with their common land.

    Returns
    -------
    ndarray of bool
        Shape (n_pairs,): True for pieces to keep. A gemeente that lies in others with a real part
        gives buurten to those; a buurt of which nothing else is left keeps all of its pieces.
    """
    of_source, of_target = (
        pd.factorize(pd.Index([gemeente_of(code) for code in codes.tolist()]))[0]
        for codes in (parts.sources, parts.targets)
    )
    pairs = of_source[parts.source_of], of_target[parts.target_of]
    land = pd.Series(parts.land).groupby(list(pairs)).transform("sum").to_numpy()
    whole = pd.Series(parts.land).groupby(pairs[0]).transform("sum").to_numpy()
    is_real = land >= (1.0 - WHOLE) * whole
    has_real = sum_by(parts.source_of, is_real, len(parts.sources)) > 0
    kept: Flags = is_real | ~has_real[parts.source_of]
    return kept


def classify_targets(parts: Parts, may_be_same: Flags) -> pd.Series:
    """Tell what became of each place, by land and by where people live.

    Parameters
    ----------
    parts
        Pairs with their common land.
    may_be_same
        Shape (n_pairs,): False for pairs of which the outlines differ.

    Returns
    -------
    Series of PlaceKind
        By target. One whole source that fills the target is the same place; several whole sources
        were merged; a part of one source was split off; anything else had its border shifted.
    """
    n, of_target = len(parts.targets), parts.target_of
    is_whole = (parts.land_shares >= WHOLE) & (parts.shares >= MOST_PEOPLE)
    is_filling = (parts.land_of_target >= WHOLE) & (parts.target_shares >= MOST_PEOPLE)
    counts = np.bincount(of_target, minlength=n)
    is_real = (parts.land_shares >= 1 - WHOLE) | (parts.land_of_target >= 1 - WHOLE)
    broken = np.bincount(of_target[is_real & ~is_whole], minlength=n)
    whole = np.bincount(of_target[is_real & is_whole], minlength=n)
    filled = np.bincount(of_target[is_filling], minlength=n) > 0
    one = np.zeros(n, dtype=bool)
    same = is_whole & is_filling & may_be_same
    one[of_target[same]] = True
    is_equal = parts.sources[parts.source_of] == parts.targets[of_target]
    equal = np.zeros(n, dtype=bool)
    equal[of_target[same & is_equal]] = True
    kinds = np.select(
        [counts == 0, equal, one, (broken == 0) & (whole > 1), filled & (whole == 0)],
        [
            PlaceKind.NEW,
            PlaceKind.SAME,
            PlaceKind.RENUMBERED,
            PlaceKind.MERGED,
            PlaceKind.SPLIT,
        ],
        default=PlaceKind.SHIFTED,
    )
    return pd.Series(kinds, parts.targets, dtype="object")


def _concatenate(levels: list[Parts]) -> Parts:
    starts = np.cumsum([0, *(len(part.sources) for part in levels[:-1])])
    target_starts = np.cumsum([0, *(len(part.targets) for part in levels[:-1])])
    return Parts(
        pd.Index(np.concatenate([part.sources for part in levels]), dtype="str"),
        pd.Index(np.concatenate([part.targets for part in levels]), dtype="str"),
        np.concatenate([p.source_of + start for p, start in zip(levels, starts, strict=True)]),
        np.concatenate(
            [p.target_of + start for p, start in zip(levels, target_starts, strict=True)]
        ),
        *(
            np.concatenate([getattr(part, name) for part in levels])
            for name in ("people", "land", "shares", "land_shares")
        ),
    )


def _get_country(_: str) -> str:
    return str(NEDERLAND)

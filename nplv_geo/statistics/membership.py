"""Which areas make up a larger area, as numbers: what is added up, is added up by these pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import pandas as pd

from nplv_geo.ground.arrays import Flags, Floats, Places


@dataclass(frozen=True, eq=False)
class Membership:
    """What larger areas are made of: pairs of an area and one of its members, as numbers.

    Attributes
    ----------
    areas
        The larger areas, in alphabetical order.
    area_of
        Shape (n_pairs,): for each pair the place of its area in ``areas``.
    codes
        Shape (n_pairs,): for each pair the code of its member.
    shares
        Shape (n_pairs,): share (0 to 1) of the member that belongs to the area; None when every
        member belongs to it whole.

    Notes
    -----
    Of the index that was last asked with, the places are remembered: a build asks with one all
    the time. Nothing else changes after it was made.
    """

    areas: pd.Index
    area_of: Places
    codes: pd.Index
    shares: Floats | None = None
    _located: dict[str, tuple[pd.Index, Places]] = field(
        default_factory=dict, init=False, repr=False
    )

    def locate_members(self, index: pd.Index) -> Places:
        """Find the member of each pair in an index.

        Parameters
        ----------
        index
            Codes of areas, each once.

        Returns
        -------
        ndarray
            Shape (n_pairs,): places in ``index``, -1 where it lacks the member.
        """
        return self._locate("codes", index)

    def locate_areas(self, index: pd.Index) -> Places:
        """Find each of the larger areas in an index.

        Parameters
        ----------
        index
            Ids of areas, each once.

        Returns
        -------
        ndarray
            Shape (n_areas,): places in ``index``, -1 where it lacks the area.
        """
        return self._locate("areas", index)

    def _locate(self, which: str, index: pd.Index) -> Places:
        located = self._located.get(which)
        if located is None or not located[0].is_(index):
            codes: pd.Index = getattr(self, which)
            located = (index, index.get_indexer(codes))
            self._located[which] = located
        return located[1]

    def sum_by_area(self, numbers: Floats | Flags) -> Floats:
        """Add up a number per pair for each of the larger areas.

        Parameters
        ----------
        numbers
            Shape (n_pairs,), any unit; flags count as 0 and 1.

        Returns
        -------
        ndarray
            Shape (n_areas,), in the unit of ``numbers``.
        """
        # With weights these are floats, which the types of numpy do not know.
        sums = np.bincount(self.area_of, weights=numbers, minlength=len(self.areas))
        return cast("Floats", sums)


def build_membership(groups: Mapping[str, Iterable[str]]) -> Membership:
    """Turn ``{area: members}`` into pairs.

    Parameters
    ----------
    groups
        By area the codes of its members; an area without members is left out.

    Returns
    -------
    Membership
        The areas in alphabetical order, the members of each in the order given.
    """
    pairs = [(area, member) for area in sorted(groups) for member in groups[area]]
    areas = list(dict.fromkeys(area for area, _ in pairs))
    places = {area: place for place, area in enumerate(areas)}
    return Membership(
        pd.Index(areas, dtype="str"),
        np.array([places[area] for area, _ in pairs], dtype=np.intp),
        pd.Index([member for _, member in pairs], dtype="str"),
    )

"""What lies in what: the buurten of any area, and the gemeente and focus area that it lies in.

``members.parquet`` has the buurten of focus areas and rings and the gemeenten of groups; the rest
follows from the codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.edition.area_index import AreaIndex, read_table
from nplv_geo.ground.areas import (
    GROUPS,
    NEDERLAND,
    NPLV,
    RING_PREFIX,
    AreaId,
    AreaLevel,
    gemeente_of,
    wijk_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Areas that are asked about together, found once for all layers and periods.

    Attributes
    ----------
    areas
        Their codes, in the order that the answer has.
    places
        Row of each in the table of areas of the edition.
    """

    areas: pd.Index
    places: np.ndarray


class AreaTable(AreaIndex):
    """All areas of one edition, and what lies in what.

    Parameters
    ----------
    folder
        Folder of the edition.
    tables
        Where its tables are read from; the folder itself if None.
    """

    def open(self) -> None:
        """Read what lies in memory anyway, so that damage shows at once."""
        _ = self.frame, self._members

    def select(self, areas: Iterable[str]) -> Selection:
        """Find areas that will be asked about together.

        Parameters
        ----------
        areas
            Ids of areas of the edition, in the order that answers shall have.

        Returns
        -------
        Selection
            The same areas with their places.
        """
        codes = list(areas)
        places = [self.places[code] for code in codes]
        return Selection(pd.Index(codes), np.array(places, dtype=np.intp))

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        pairs = read_table(self._folder, self._tables, "members.parquet")
        return {str(area): tuple(group) for area, group in pairs.groupby("area")["member"]}

    @cached_property
    def focus(self) -> dict[str, tuple[str, ...]]:
        """Buurten of each focus area."""
        level = AreaLevel.FOCUSGEBIED
        return {a: codes for a, codes in self._members.items() if self.level_of(a) is level}

    @cached_property
    def _focus_of_buurt(self) -> dict[str, AreaId]:
        ids = {area: AreaId(area, AreaLevel.FOCUSGEBIED) for area in self.focus}
        return {code: ids[area] for area, codes in self.focus.items() for code in codes}

    def ring(self, area: str) -> tuple[str, ...]:
        """Give the buurten that touch a focus area.

        Parameters
        ----------
        area
            Id of a focus area.

        Returns
        -------
        tuple of str
            None where the edition does not know them all.
        """
        return self._members.get(f"{RING_PREFIX}{area}", ())

    def focus_area_of(self, area: str) -> AreaId | None:
        """Find the focus area that a buurt or a wijk lies in.

        Parameters
        ----------
        area
            Id of any area.

        Returns
        -------
        AreaId or None
            None for other areas, and for a wijk that lies in one only partly.

        Raises
        ------
        UnknownAreaError
            When this edition does not have the area.
        """
        if area in self._focus_of_buurt:
            return self._focus_of_buurt[area]
        if self.level_of(area) is not AreaLevel.WIJK:
            return None
        inside = {self._focus_of_buurt.get(buurt) for buurt in self.buurten_of(area)}
        return inside.pop() if len(inside) == 1 else None

    def gemeente_code_of(self, area: str) -> str | None:
        """Find the gemeente that an area lies in.

        Parameters
        ----------
        area
            Id of an area.

        Returns
        -------
        str or None
            Its code, also where the edition has no such gemeente; None for the country, a group
            and the 20 together.

        Raises
        ------
        UnknownAreaError
            When this edition does not have the area.
        """
        level = self.level_of(area)
        if level in (AreaLevel.NEDERLAND, AreaLevel.NPLV, AreaLevel.GROEP):
            return None
        if level in (AreaLevel.FOCUSGEBIED, AreaLevel.RING):
            return self._gemeente_of[area]
        return gemeente_of(area)

    @cached_property
    def _gemeente_of(self) -> dict[str, str]:
        """Gemeente of each area that its code does not tell it of."""
        levels = [AreaLevel.FOCUSGEBIED.value, AreaLevel.RING.value]
        places = self.frame.loc[self.frame["level"].isin(levels)]
        return {str(area): str(code) for area, code in places["gemeente"].items()}

    def buurten_of(self, area: str) -> list[str]:
        """List the buurten of an area.

        Parameters
        ----------
        area
            Id of any area.

        Returns
        -------
        list of str
            Their codes; of a buurt its own. Empty when the edition has none.
        """
        if area == NPLV:
            return sorted(self._focus_of_buurt)
        members = self._members.get(area, ())
        if members and area not in GROUPS:
            return list(members)
        if area == NEDERLAND:
            return list(self.at(AreaLevel.BUURT))
        return [buurt for place in members or (area,) for buurt in self._buurten_in.get(place, ())]

    @cached_property
    def _buurten_in(self) -> dict[str, list[str]]:
        """Buurten of each gemeente and wijk, and of each buurt itself."""
        buurten = defaultdict(list)
        for buurt in self.at(AreaLevel.BUURT):
            for place in (gemeente_of(buurt), wijk_of(buurt), buurt):
                buurten[place].append(buurt)
        return buurten

    def wijken_of(self, area: str) -> list[str]:
        """List the wijken that lie in an area, wholly or partly.

        Parameters
        ----------
        area
            Id of any area.

        Returns
        -------
        list of str
            Their codes, sorted; also of wijken that the edition does not have themselves.
        """
        return sorted({wijk_of(code) for code in self.buurten_of(area)})

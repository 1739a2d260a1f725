"""The areas of an edition: codes, names, what lies in what, and where each lies.

Two tables: ``areas.parquet`` has a row for each area, ``members.parquet`` the buurten of focus
areas and rings and the gemeenten of groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from nplv_geo.edition.manifest import broken
from nplv_geo.ground.areas import (
    NEDERLAND,
    NPLV,
    RING_PREFIX,
    AreaLevel,
    gemeente_of,
    level_of,
    wijk_of,
)
from nplv_geo.ground.errors import UnknownAreaError
from nplv_geo.ground.suggest import suggest_areas

if TYPE_CHECKING:
    import geopandas as gpd

_NOWHERE = pd.Index([], dtype="str")


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


def _read_table(folder: Path, name: str) -> pd.DataFrame:
    try:
        return pd.read_parquet(folder / name)
    except (OSError, ValueError) as error:  # what Arrow raises for damage is a ValueError
        raise broken(folder) from error


class AreaTable:
    """All areas of one edition; a table is read when something of it is first asked for.

    Parameters
    ----------
    folder
        Folder of the edition.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, area: object) -> bool:
        return area in self.places

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """All areas by code or slug: name, level, parents, place, bounds, inhabitants."""
        return _read_table(self._folder, "areas.parquet")

    @cached_property
    def shapes(self) -> gpd.GeoDataFrame:
        """Whole outlines by code or slug: ``level`` and ``geometry`` (EPSG:28992).

        Only exports ask for them; the page has its own, lighter files.
        """
        import geopandas as gpd  # noqa: PLC0415  # half a second that the page need not wait

        try:
            return gpd.read_parquet(self._folder / "shapes.parquet")
        except (OSError, ValueError) as error:
            raise broken(self._folder) from error

    @cached_property
    def places(self) -> dict[str, int]:
        """Row of each area in the table, which is also its place in the files with values."""
        return {str(area): place for place, area in enumerate(self.frame.index)}

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of every area."""
        return {str(area): str(name) for area, name in self.frame["name"].items()}

    @cached_property
    def name_order(self) -> np.ndarray:
        """Rank of the name of each area; the same name has the same rank."""
        names = self.frame["name"].to_numpy(dtype=object)
        return np.unique(names, return_inverse=True)[1]

    @cached_property
    def boxes(self) -> np.ndarray:
        """West, south, east and north of each area in degrees (WGS84), NaN without a shape."""
        return self.frame[["west", "south", "east", "north"]].to_numpy(dtype=float)

    @cached_property
    def _codes(self) -> dict[AreaLevel, pd.Index]:
        return {AreaLevel(str(level)): group.index for level, group in self.frame.groupby("level")}

    def at(self, level: AreaLevel) -> pd.Index:
        """Codes of one level, sorted."""
        return self._codes.get(level, _NOWHERE)

    @cached_property
    def focus_codes(self) -> tuple[str, ...]:
        """Ids of the focus areas, sorted."""
        return tuple(map(str, self.at(AreaLevel.FOCUSGEBIED)))

    def row(self, area: str) -> pd.Series:
        """Row of one area.

        Raises
        ------
        UnknownAreaError
            When this edition does not have the area.
        """
        if area not in self:
            # Of wijken and buurten people know the code; there are too many alike to guess.
            levels = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE)
            found = suggest_areas(
                area, {c: self.names[c] for level in levels for c in self.at(level)}
            )
            hint = f"bedoelt u {found}?" if found else "kijk met 'status' wat er is."
            raise UnknownAreaError(f"Gebied '{area}' is niet in deze editie; {hint}")
        # Areas are unique, which the types of pandas can't know.
        return cast(pd.Series, self.frame.loc[area])

    def select(self, areas: Iterable[str]) -> Selection:
        """Find areas that will be asked about together."""
        codes = list(areas)
        places = [self.places[code] for code in codes]
        return Selection(pd.Index(codes), np.array(places, dtype=np.intp))

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        pairs = _read_table(self._folder, "members.parquet")
        return {str(area): tuple(group) for area, group in pairs.groupby("area")["member"]}

    @cached_property
    def focus(self) -> dict[str, tuple[str, ...]]:
        """Buurten of each focus area."""
        level = AreaLevel.FOCUSGEBIED
        return {area: codes for area, codes in self._members.items() if level_of(area) is level}

    @cached_property
    def _focus_of_buurt(self) -> dict[str, str]:
        return {code: area for area, codes in self.focus.items() for code in codes}

    def ring(self, area: str) -> tuple[str, ...]:
        """Buurten that touch a focus area; none where the edition does not know them all."""
        return self._members.get(f"{RING_PREFIX}{area}", ())

    def focus_area_of(self, code: str) -> str | None:
        """Focus area that a buurt, or a whole wijk, lies in."""
        if level_of(code) is AreaLevel.WIJK:
            inside = {self._focus_of_buurt.get(b) for b in self.buurten_of(code)}
            return inside.pop() if len(inside) == 1 else None
        return self._focus_of_buurt.get(code)

    def gemeente_code_of(self, area: str) -> str | None:
        """Gemeente that an area lies in, None for the country, a group and the 20 together."""
        level = level_of(area)
        if level in (AreaLevel.NEDERLAND, AreaLevel.NPLV, AreaLevel.GROEP):
            return None
        if level in (AreaLevel.FOCUSGEBIED, AreaLevel.RING):
            if area not in self._gemeente_of:
                self.row(area)  # raises, with the sentence that goes with it
            return self._gemeente_of[area]
        return gemeente_of(area)

    @cached_property
    def _gemeente_of(self) -> dict[str, str]:
        """Gemeente of each area that its code does not tell it of."""
        levels = [AreaLevel.FOCUSGEBIED.value, AreaLevel.RING.value]
        places = self.frame.loc[self.frame["level"].isin(levels)]
        return {str(area): str(code) for area, code in places["gemeente"].items()}

    def buurten_of(self, area: str) -> list[str]:
        """Buurten of any area."""
        if area == NPLV:
            return sorted(self._focus_of_buurt)
        members = self._members.get(area, ())
        if members and level_of(area) is not AreaLevel.GROEP:
            return list(members)
        if area == NEDERLAND:
            return list(self.at(AreaLevel.BUURT))
        return [buurt for place in members or (area,) for buurt in self._buurten_in.get(place, ())]

    @cached_property
    def _buurten_in(self) -> dict[str, list[str]]:
        """Buurten of each gemeente and wijk, and of each buurt itself."""
        found = defaultdict(list)
        for buurt in self.at(AreaLevel.BUURT):
            for place in (gemeente_of(buurt), wijk_of(buurt), buurt):
                found[place].append(buurt)
        return found

    def wijken_of(self, area: str) -> list[str]:
        """Wijken that lie in an area, wholly or partly."""
        return sorted({wijk_of(code) for code in self.buurten_of(area)})

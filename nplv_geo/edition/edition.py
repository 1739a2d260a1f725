"""An edition: an immutable folder that one build wrote, opened read-only to be served.

``areas.parquet``, ``members.parquet``, ``values/<period>.arrow`` (:mod:`value_files`), outlines
for the browser in ``geo/<hash>/…`` and whole in ``shapes.parquet``, and ``manifest.json``. Which
edition is current is told by the folder around it (:mod:`edition.store`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from nplv_geo.edition.lookup import Lookup
from nplv_geo.edition.manifest import broken, read_manifest
from nplv_geo.edition.models import Origin
from nplv_geo.edition.value_files import COLUMNS, ValueFile
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
from nplv_geo.ground.files import file_hash
from nplv_geo.ground.suggest import meant

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


def values_name(period: str) -> str:
    """Name of the file with the values of a period."""
    return f"values/{period}.arrow"


def row(frame: pd.DataFrame, area: str) -> pd.Series:
    """Row of one area in a table that is indexed by area."""
    # Areas are unique in every table of an edition, which the types of pandas can't know.
    return cast(pd.Series, frame.loc[area])


def _read_table(folder: Path, name: str) -> pd.DataFrame:
    try:
        return pd.read_parquet(folder / name)
    except (OSError, ValueError) as error:  # what Arrow raises for damage is a ValueError
        raise broken(folder) from error


class Edition:
    """One edition, opened for reading; tables are read or mapped when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        self.values = lru_cache(maxsize=64)(self._values)
        self.rows_of = lru_cache(maxsize=256)(self._rows_of)

    @property
    def id(self) -> str:
        """Name of the edition."""
        return self.manifest.id

    @property
    def is_schematic(self) -> bool:
        """True when the shapes are schematic cells."""
        return self.manifest.schematic

    @property
    def boundary_year(self) -> int:
        """Year of the area division."""
        return self.manifest.boundary_year

    @cached_property
    def areas(self) -> pd.DataFrame:
        """All areas by code or slug: name, level, parents, place, bounds, inhabitants."""
        return _read_table(self.folder, "areas.parquet")

    @cached_property
    def shapes(self) -> gpd.GeoDataFrame:
        """Whole outlines by code or slug: ``level`` and ``geometry`` (EPSG:28992).

        Only exports ask for them; the page has its own, lighter files.
        """
        import geopandas as gpd  # noqa: PLC0415  # half a second that the page need not wait

        try:
            return gpd.read_parquet(self.folder / "shapes.parquet")
        except (OSError, ValueError) as error:
            raise broken(self.folder) from error

    @cached_property
    def focus(self) -> dict[str, tuple[str, ...]]:
        """Buurten of each focus area."""
        level = AreaLevel.FOCUSGEBIED
        return {area: codes for area, codes in self._members.items() if level_of(area) is level}

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        pairs = _read_table(self.folder, "members.parquet")
        return {str(area): tuple(group) for area, group in pairs.groupby("area")["member"]}

    def ring(self, area: str) -> tuple[str, ...]:
        """Buurten that touch a focus area; none where the edition does not know them all."""
        return self._members.get(f"{RING_PREFIX}{area}", ())

    @cached_property
    def _focus_of_buurt(self) -> dict[str, str]:
        return {code: area for area, codes in self.focus.items() for code in codes}

    @cached_property
    def _codes(self) -> dict[AreaLevel, pd.Index]:
        return {AreaLevel(str(level)): group.index for level, group in self.areas.groupby("level")}

    def at(self, level: AreaLevel) -> pd.Index:
        """Codes of one level, sorted."""
        return self._codes.get(level, _NOWHERE)

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of every area."""
        return {str(area): str(name) for area, name in self.areas["name"].items()}

    def area(self, area: str) -> pd.Series:
        """Row of one area.

        Raises
        ------
        UnknownAreaError
            When this edition does not have the area.
        """
        if area not in self.areas.index:
            # Of wijken and buurten people know the code; there are too many alike to guess.
            levels = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE)
            found = meant(area, {c: self.names[c] for level in levels for c in self.at(level)})
            hint = f"bedoelt u {found}?" if found else "kijk met 'status' wat er is."
            raise UnknownAreaError(f"Gebied '{area}' is niet in deze editie; {hint}")
        return row(self.areas, area)

    def selection(self, areas: Iterable[str]) -> Selection:
        """Find areas of this edition."""
        codes = list(areas)
        places = [self.lookup.places[code] for code in codes]
        return Selection(pd.Index(codes), np.array(places, dtype=np.intp))

    @cached_property
    def boxes(self) -> np.ndarray:
        """West, south, east and north of each area in degrees, NaN without a shape."""
        return self.areas[["west", "south", "east", "north"]].to_numpy(dtype=float)

    @cached_property
    def name_order(self) -> np.ndarray:
        """Rank of the name of each area; the same name has the same rank."""
        names = self.areas["name"].to_numpy(dtype=object)
        return np.unique(names, return_inverse=True)[1]

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
                self.area(area)  # raises, with the sentence that goes with it
            return self._gemeente_of[area]
        return gemeente_of(area)

    @cached_property
    def _gemeente_of(self) -> dict[str, str]:
        """Gemeente of each area that its code does not tell it of."""
        levels = [AreaLevel.FOCUSGEBIED.value, AreaLevel.RING.value]
        places = self.areas.loc[self.areas["level"].isin(levels)]
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

    def has(self, layer_id: str) -> bool:
        """Tell whether the edition has values of the layer."""
        return layer_id in self.manifest.layers

    def periods(self, layer_id: str) -> tuple[str, ...]:
        """Periods of a layer, oldest first."""
        return self.manifest.periods(layer_id)

    def has_figures(self, layer_id: str) -> bool:
        """Tell whether any area has a figure of the layer in any period."""
        return self.newest_period(layer_id) is not None

    def newest_period(self, layer_id: str, level: AreaLevel | None = None) -> str | None:
        """Newest period that has figures; see :meth:`Manifest.newest_period`."""
        return self.manifest.newest_period(layer_id, level)

    def default_period(self, layer_id: str) -> str:
        """Period that is shown unless another is asked for: the newest that has figures.

        Of a layer that has none at all it is the newest, to say so.
        """
        return self.newest_period(layer_id) or self.periods(layer_id)[-1]

    def unpublished_periods(self, layer_id: str) -> tuple[str, ...]:
        """Periods after the newest one with figures that have none at all, oldest first."""
        return self.manifest.unpublished_periods(layer_id)

    def origin(self, layer_id: str, period: str) -> Origin:
        """Where the figures of a layer and period come from."""
        return self.manifest.layers[layer_id][period]

    def _values(self, layer_id: str, period: str) -> pd.DataFrame:
        """Values of one layer and period, indexed by area."""
        return self._files[period].table(layer_id, self.areas.index)

    def values_at(
        self, layer_id: str, period: str, chosen: Selection, columns: Sequence[str] = COLUMNS
    ) -> pd.DataFrame:
        """Values of one layer and period in some areas; empty cells where a layer has no area."""
        return self._files[period].rows(layer_id, chosen.areas, chosen.places, columns)

    def numbers_at(self, layer_id: str, period: str, chosen: Selection) -> np.ndarray:
        """The values alone, NaN where there is none."""
        return self._files[period].numbers(layer_id, chosen.places)

    @cached_property
    def _files(self) -> dict[str, ValueFile]:
        """Values of each period, oldest first."""
        periods = sorted({period for own in self.manifest.layers.values() for period in own})
        try:
            return {p: ValueFile(self.folder / values_name(p)) for p in periods}
        except (OSError, ValueError, LookupError) as error:
            raise broken(self.folder) from error

    @cached_property
    def lookup(self) -> Lookup:
        """Cells of any area, for who asks many."""
        return Lookup(self._files, self.areas.index)

    def _rows_of(self, area: str) -> pd.DataFrame:
        """Values of one area, indexed by layer and period; empty for an unknown area."""
        return self.lookup.rows([area]).droplevel("area")

    def rows_of_many(self, areas: Sequence[str]) -> pd.DataFrame:
        """Values of many areas, indexed by area, layer and period."""
        return self.lookup.rows(areas)

    def damage(self) -> list[str]:
        """Tables that are missing or changed since the build."""
        return [
            name
            for name, digest in self.manifest.tables.items()
            if not (self.folder / name).exists() or file_hash(self.folder / name) != digest
        ]

"""An edition: an immutable folder that one build wrote, opened read-only to be served.

``areas.parquet``, ``members.parquet``, ``values/<layer>.parquet``, the same values by area in
``comparison.parquet`` and ``buurten.parquet``, outlines for the browser in ``geo/<hash>/…`` and
whole in ``shapes.parquet``, and ``manifest.json``. Which edition is current is told by the folder
around it (:mod:`editions`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from nplv_geo.areas import NPLV, RING_PREFIX, AreaLevel, gemeente_of, holds, level_of, wijk_of
from nplv_geo.comparison import KEYS, as_rows
from nplv_geo.errors import EditionError, UnknownAreaError
from nplv_geo.lookup import Lookup
from nplv_geo.rawstore import file_hash

if TYPE_CHECKING:
    import geopandas as gpd

MANIFEST = "manifest.json"
# Goes up whenever an edition of before can't be read any more.
FORMAT = 2
_REQUIRED = {"id", "schematic", "boundary_year", "layers", "tables"}


def row(frame: pd.DataFrame, area: str) -> pd.Series:
    """Row of one area in a table that is indexed by area."""
    # Areas are unique in every table of an edition, which the types of pandas can't know.
    return cast(pd.Series, frame.loc[area])


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(folder) from error
    if not isinstance(manifest, dict) or not manifest.keys() >= _REQUIRED:
        raise _broken(folder)
    if manifest.get("format") != FORMAT:
        raise EditionError(
            f"De editie in {folder} is van een andere versie van dit programma; bouw haar opnieuw "
            "met 'build'."
        )
    return manifest


def _read_table(
    folder: Path, name: str, filters: list[tuple[str, str, str | list[str]]] | None = None
) -> pd.DataFrame:
    try:
        return pd.read_parquet(folder / name, filters=filters)
    except (OSError, ValueError) as error:  # what Arrow raises for damage is a ValueError
        raise _broken(folder) from error


def _broken(folder: Path) -> EditionError:
    return EditionError(f"De editie in {folder} is niet heel; bouw haar opnieuw met 'build'.")


class Edition:
    """One edition, opened for reading; tables are read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = _read_manifest(folder)
        self.values = lru_cache(maxsize=64)(self._read_values)
        self.rows_of = lru_cache(maxsize=256)(self._rows_of)

    @property
    def id(self) -> str:
        """Name of the edition."""
        return str(self.manifest["id"])

    @property
    def is_schematic(self) -> bool:
        """True when the shapes are schematic cells."""
        return bool(self.manifest["schematic"])

    @property
    def boundary_year(self) -> int:
        """Year of the area division."""
        return int(self.manifest["boundary_year"])

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
            raise _broken(self.folder) from error

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
        return self._codes.get(level, pd.Index([], dtype="object"))

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
            raise UnknownAreaError(
                f"Gebied '{area}' is niet in deze editie; kijk met 'status' wat er is."
            )
        return row(self.areas, area)

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
            return str(self.area(area)["gemeente"])
        return gemeente_of(area)

    def buurten_of(self, area: str) -> list[str]:
        """Buurten of any area."""
        if area == NPLV:
            return sorted(self._focus_of_buurt)
        members = self._members.get(area, ())
        if members and level_of(area) is not AreaLevel.GROEP:
            return list(members)
        parents = members or (area,)
        buurten = self.at(AreaLevel.BUURT)
        return [code for code in buurten if any(holds(parent, code) for parent in parents)]

    def wijken_of(self, area: str) -> list[str]:
        """Wijken that lie in an area, wholly or partly."""
        return sorted({wijk_of(code) for code in self.buurten_of(area)})

    def has(self, layer_id: str) -> bool:
        """Tell whether the edition has values of the layer."""
        return layer_id in self.manifest["layers"]

    def periods(self, layer_id: str) -> tuple[str, ...]:
        """Periods of a layer, oldest first."""
        return tuple(sorted(self.manifest["layers"].get(layer_id, {})))

    def origin(self, layer_id: str, period: str) -> dict[str, Any]:
        """Where the figures of a layer and period come from."""
        return dict(self.manifest["layers"][layer_id][period])

    def series(self, layer_id: str, period: str) -> int:
        """Number of the series that a period belongs to; only within one may be compared."""
        return int(self.origin(layer_id, period).get("series", 1))

    def _read_values(self, layer_id: str, period: str) -> pd.DataFrame:
        """Values of one layer and period, indexed by area."""
        frame = _read_table(self.folder, f"values/{layer_id}.parquet", [("period", "==", period)])
        return frame.drop(columns="period").set_index("area")

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """Values of all areas but buurten by layer, period and area, sorted."""
        return _read_table(self.folder, "comparison.parquet").set_index(KEYS)

    @cached_property
    def lookup(self) -> Lookup:
        """Cells of the comparison, for who asks many."""
        return Lookup(self.comparison.reset_index())

    @cached_property
    def _places_of(self) -> dict[str, np.ndarray]:
        """Where the rows of each area stand in the comparison."""
        found = self.comparison.groupby(level="area", observed=True).indices
        return {str(area): np.asarray(places) for area, places in found.items()}

    def standing(self, layer_id: str, period: str) -> pd.DataFrame:
        """Values of one layer and period for all areas but buurten, indexed by area."""
        return cast(pd.DataFrame, self.comparison.loc[(layer_id, period)])

    def _rows_of(self, area: str) -> pd.DataFrame:
        """Values of one area, indexed by layer and period; empty for an unknown area."""
        if level_of(area) is AreaLevel.BUURT:
            return as_rows(_read_table(self.folder, "buurten.parquet", [("area", "==", area)]))
        return self.comparison.take(self._places_of.get(area, [])).droplevel("area")

    def rows_of_many(self, areas: Sequence[str]) -> pd.DataFrame:
        """Values of many areas, indexed by area, layer and period; one reading of the tables."""
        order = ["area", "layer", "period"]
        buurten = [area for area in areas if level_of(area) is AreaLevel.BUURT]
        places = [self._places_of[area] for area in areas if area in self._places_of]
        parts = [self.comparison.take(np.concatenate(places))] if places else []
        if buurten:
            found = _read_table(self.folder, "buurten.parquet", [("area", "in", buurten)])
            of = pd.Index(found["area"], name="area")
            parts.append(as_rows(found).set_index(of, append=True))
        rows = [part.reset_index().astype(dict.fromkeys(order, "str")) for part in parts]
        return pd.concat(rows, ignore_index=True).set_index(order)

    def damage(self) -> list[str]:
        """Tables that are missing or changed since the build."""
        return [
            name
            for name, digest in self.manifest["tables"].items()
            if not (self.folder / name).exists() or file_hash(self.folder / name) != digest
        ]

"""An edition: an immutable folder that one build wrote, opened read-only to be served.

``areas.parquet``, ``members.parquet``, ``values/<layer>.parquet``, ``geo/<hash>/…`` and
``manifest.json``. Which edition is current is told by the folder around it (:mod:`editions`).
"""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

import pandas as pd

from nplv_geo.areas import NPLV, AreaLevel, gemeente_of, holds, level_of, wijk_of
from nplv_geo.errors import EditionError, UnknownAreaError
from nplv_geo.rawstore import file_hash

MANIFEST = "manifest.json"
# Goes up whenever an edition of before can't be read any more.
FORMAT = 1
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
    folder: Path, name: str, filters: list[tuple[str, str, str]] | None = None
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
    def focus(self) -> dict[str, tuple[str, ...]]:
        """Buurten of each focus area."""
        pairs = _read_table(self.folder, "members.parquet")
        return {str(area): tuple(group) for area, group in pairs.groupby("area")["member"]}

    @cached_property
    def _focus_of_buurt(self) -> dict[str, str]:
        return {code: area for area, codes in self.focus.items() for code in codes}

    @cached_property
    def _codes(self) -> dict[AreaLevel, pd.Index]:
        return {AreaLevel(str(level)): group.index for level, group in self.areas.groupby("level")}

    def at(self, level: AreaLevel) -> pd.Index:
        """Codes of one level, sorted."""
        return self._codes.get(level, pd.Index([], dtype="object"))

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
        """Gemeente that an area lies in, None for the country and the 20 together."""
        level = level_of(area)
        if level in (AreaLevel.NEDERLAND, AreaLevel.NPLV):
            return None
        if level is AreaLevel.FOCUSGEBIED:
            return str(self.area(area)["gemeente"])
        return gemeente_of(area)

    def buurten_of(self, area: str) -> list[str]:
        """Buurten of any area."""
        if area in self.focus:
            return list(self.focus[area])
        buurten = self.at(AreaLevel.BUURT)
        if area == NPLV:
            return sorted(self._focus_of_buurt)
        return [code for code in buurten if holds(area, code)]

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

    def _read_values(self, layer_id: str, period: str) -> pd.DataFrame:
        """Values of one layer and period, indexed by area."""
        frame = _read_table(self.folder, f"values/{layer_id}.parquet", [("period", "==", period)])
        return frame.drop(columns="period").set_index("area")

    def damage(self) -> list[str]:
        """Tables that are missing or changed since the build."""
        return [
            name
            for name, digest in self.manifest["tables"].items()
            if not (self.folder / name).exists() or file_hash(self.folder / name) != digest
        ]

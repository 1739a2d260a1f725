"""The areas of an edition by their ids: level, name, place and outline of each.

``areas.parquet`` has a row for each area. What lies in what is added by :class:`AreaTable`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from nplv_geo.edition.manifest import explain_damage
from nplv_geo.edition.tables import Tables
from nplv_geo.ground.areas import (
    AreaId,
    AreaLevel,
    normalise_code,
    spell_area,
)
from nplv_geo.ground.errors import UnknownAreaError
from nplv_geo.ground.suggest import suggest_areas

if TYPE_CHECKING:
    import geopandas as gpd

_NO_CODES = pd.Index([], dtype="str")
_LEVEL_BY_WORD = {level.value: level for level in AreaLevel}


def read_table(folder: Path, tables: Tables, name: str) -> pd.DataFrame:
    """Read a table of an edition.

    Parameters
    ----------
    folder
        Folder of the edition.
    tables
        Where it is read from.
    name
        Name of the file.

    Returns
    -------
    DataFrame
        The whole table.

    Raises
    ------
    EditionError
        When the edition is not whole.
    """
    try:
        with tables.open(name) as file:
            return pd.read_parquet(file)
    except (OSError, ValueError) as error:  # what Arrow raises for damage is a ValueError
        raise explain_damage(folder) from error


class AreaIndex:
    """All areas of one edition; a table is read when something of it is first asked for.

    Parameters
    ----------
    folder
        Folder of the edition.
    tables
        Where its tables are read from; the folder itself if None.
    """

    def __init__(self, folder: Path, tables: Tables | None = None) -> None:
        self._folder = folder
        self._tables = tables or Tables(folder)

    def __contains__(self, area: object) -> bool:
        return area in self.places

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """All areas by code or slug: name, level, parents, place, bounds, inhabitants."""
        return read_table(self._folder, self._tables, "areas.parquet")

    @cached_property
    def shapes(self) -> gpd.GeoDataFrame:
        """Whole outlines by code or slug: ``level`` and ``geometry`` (EPSG:28992).

        Only exports ask for them; the page has its own, lighter files.
        """
        import geopandas as gpd  # noqa: PLC0415  # half a second that the page need not wait

        try:
            with self._tables.open("shapes.parquet") as file:
                return gpd.read_parquet(file)
        except (OSError, ValueError) as error:
            raise explain_damage(self._folder) from error

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
        """Give the codes of one level.

        Parameters
        ----------
        level
            Any level, also those that are no level of CBS.

        Returns
        -------
        Index
            Sorted; empty when the edition has none.
        """
        return self._codes.get(level, _NO_CODES)

    @cached_property
    def focus_codes(self) -> tuple[str, ...]:
        """Ids of the focus areas, sorted."""
        return tuple(map(str, self.at(AreaLevel.FOCUSGEBIED)))

    @cached_property
    def _level_words(self) -> np.ndarray:
        return self.frame["level"].to_numpy(dtype=object)

    def find(self, text: str) -> AreaId | None:
        """Find the area that a person names by its id.

        Parameters
        ----------
        text
            Id of an area, also in other capitals, with blanks, and of a CBS code without its
            letters or leading zeros.

        Returns
        -------
        AreaId or None
            None when this edition does not have the area.
        """
        for code in (text, normalise_code(text), spell_area(text)):
            if code in self:
                return AreaId(code, self.level_of(code))
        return None

    def parse(self, text: str) -> AreaId:
        """Find the area that a person names by its id, or say what it may have been.

        Parameters
        ----------
        text
            As for :meth:`find`.

        Returns
        -------
        AreaId
            Its id, which knows its level.

        Raises
        ------
        UnknownAreaError
            When this edition does not have the area.
        """
        area = self.find(text)
        if area is None:
            raise self._make_unknown(text)
        return area

    def level_of(self, area: str) -> AreaLevel:
        """Look up the level of an area.

        Parameters
        ----------
        area
            Id of an area, as it stands in a table; one that knows its level is taken at its word.

        Returns
        -------
        AreaLevel
            Its level.

        Raises
        ------
        UnknownAreaError
            When this edition does not have the area.
        """
        if isinstance(area, AreaId):
            return area.level
        if area not in self:
            raise self._make_unknown(area)
        return _LEVEL_BY_WORD[self._level_words[self.places[area]]]

    def row(self, area: str) -> pd.Series:
        """Give the row of one area.

        Parameters
        ----------
        area
            Its id.

        Returns
        -------
        Series
            What :attr:`frame` holds of it.

        Raises
        ------
        UnknownAreaError
            When this edition does not have the area.
        """
        if area not in self:
            raise self._make_unknown(area)
        # Areas are unique, which the types of pandas can't know.
        return cast(pd.Series, self.frame.loc[area])

    def _make_unknown(self, area: str) -> UnknownAreaError:
        # Of wijken and buurten people know the code; there are too many alike to guess.
        levels = (AreaLevel.FOCUSGEBIED, AreaLevel.GEMEENTE)
        names = {code: self.names[code] for level in levels for code in self.at(level)}
        suggestion = suggest_areas(area, names)
        hint = f"bedoelt u {suggestion}?" if suggestion else "kijk met 'status' wat er is."
        return UnknownAreaError(f"Gebied '{area}' is niet in deze editie; {hint}")

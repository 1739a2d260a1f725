"""What became of places over the boundary years: the table ``places.parquet`` of an edition.

A row for each pair of an older and a newer place of which one has a part of the other, between
the division of a year and that of the map, or between two years that follow one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.compute as pc

from nplv_geo.edition.manifest import explain_damage
from nplv_geo.edition.tables import Tables
from nplv_geo.ground.places import PlaceKind

PLACES = "places"
_FILE = f"{PLACES}.parquet"
COLUMNS = [
    "from_year",
    "to_year",
    "code_from",  # empty for a place that is new
    "code_to",  # empty for a place that is gone
    "name_from",
    "name_to",
    "kind",
    "share_from",  # of the land of the older place
    "share_to",  # of the land of the newer place
    "people_from",  # of the inhabitants of the older place
    "people_to",  # of the inhabitants of the newer place
    "way",
]
# Where the digits of the wijk stand in the code of a wijk, and of a buurt in it.
_WIJK_NUMBER = (2, 8)


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place of one year beside a place of another: what the two have in common.

    Attributes
    ----------
    from_year, to_year
        Boundary years, the older one first.
    code_from, code_to
        Codes; empty where there is no place.
    name_from, name_to
        Names, empty where unknown.
    kind
        What became of the newer place.
    share_from, share_to
        Share (0 to 1) of the land of each that lies in the other.
    people_from, people_to
        Share (0 to 1) of the inhabitants, likewise.
    way
        How that is known, a word of :class:`~nplv_geo.ground.places.CrosswalkWay`.
    """

    from_year: int
    to_year: int
    code_from: str
    code_to: str
    name_from: str
    name_to: str
    kind: PlaceKind
    share_from: float
    share_to: float
    people_from: float
    people_to: float
    way: str


class PlaceHistory:
    """What became of places, out of one edition.

    Parameters
    ----------
    folder
        Folder of the edition.
    tables
        Where its table is read from; the folder itself if None.
    """

    def __init__(self, folder: Path, tables: Tables | None = None) -> None:
        self._folder = folder
        self._tables = tables or Tables(folder)

    @property
    def _is_there(self) -> bool:
        return self._tables.has(_FILE)

    def _read(self, **choice: Any) -> pd.DataFrame:  # noqa: ANN401  # as pandas takes it
        try:
            with self._tables.open(_FILE) as file:
                return pd.read_parquet(file, **choice)
        except (OSError, ValueError) as error:
            raise explain_damage(self._folder) from error

    def open(self) -> None:
        """Read a row, so that damage shows at once."""
        if self._is_there:
            self._read(columns=["from_year"])

    def list_parts(self, codes: Iterable[str], map_year: int) -> tuple[PlaceLine, ...]:
        """List what older places have in common with some places of the map.

        Parameters
        ----------
        codes
            Codes of the map, such as the buurten of an area.
        map_year
            Boundary year of the map.

        Returns
        -------
        tuple of PlaceLine
            Of all older years, a line for each pair; a place that is new has none.
        """
        wanted = set(codes)
        if not (wanted and self._is_there):
            return ()
        filters = [
            ("to_year", "==", map_year),
            ("code_to", "in", wanted),
            ("code_from", "!=", ""),
        ]
        rows = self._read(filters=filters)
        ordered = rows.sort_values(["from_year", "code_from", "code_to"])
        return tuple(_read_line(row) for row in ordered.to_dict("records"))

    def list_wijken(self, wijken: Iterable[str], map_year: int) -> dict[int, dict[str, str]]:
        """List the older places that have the code of a wijk: itself and the buurten in it.

        Parameters
        ----------
        wijken
            Codes of wijken, of any older year.
        map_year
            Boundary year of the map.

        Returns
        -------
        dict
            By older year the names by code, of all places that there were, also of what is gone.
            A name that the year does not tell is that of the same place on the map, or empty.
        """
        wanted = sorted({wijk[slice(*_WIJK_NUMBER)] for wijk in wijken})
        # An edition of one year has no older wijken, and nothing can be looked up among none.
        if not wanted or not self._is_there:
            return {}
        numbers = pc.utf8_slice_codeunits(pc.field("code_from"), *_WIJK_NUMBER)
        is_inside = numbers.isin(wanted)
        columns = ["from_year", "code_from", "name_from", "name_to", "kind"]
        is_to_map = pc.field("to_year") == map_year
        rows = self._read(columns=columns, filters=is_inside & is_to_map)
        names: dict[int, dict[str, str]] = defaultdict(dict)
        for year, code, name, name_now, kind in rows.itertuples(index=False):
            known = name or (name_now if PlaceKind(kind).is_kept else "")
            names[year][code] = names[year].get(code) or known
        return dict(names)

    def list_lines(self, code: str) -> tuple[PlaceLine, ...]:
        """List what is known of a code in any year.

        Parameters
        ----------
        code
            CBS code of an area, of any boundary year.

        Returns
        -------
        tuple of PlaceLine
            By years, the largest common part first; empty when nothing is known.
        """
        if not self._is_there:
            return ()
        filters = [[("code_from", "==", code)], [("code_to", "==", code)]]
        rows = self._read(filters=filters)
        ordered = rows.sort_values(
            ["from_year", "to_year", "people_to"], ascending=[True, True, False], kind="stable"
        )
        return tuple(_read_line(row) for row in ordered.to_dict("records"))


def _read_line(row: dict[Hashable, Any]) -> PlaceLine:
    cells = {name: row[name] for name in COLUMNS}
    return PlaceLine(**cells | {"kind": PlaceKind(row["kind"])})

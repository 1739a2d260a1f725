"""The figures of an edition, out of its mapped files: by layer, by area, or one cell.

A profile asks a few thousand cells of single areas, a microsecond each: a number is read only
when it is asked for. An export asks everything about some areas at once, a map one layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from nplv_geo.edition.area_table import AreaTable, Selection
from nplv_geo.edition.manifest import explain_damage
from nplv_geo.edition.tables import Tables
from nplv_geo.edition.values.columns import ABSENT, COLUMNS
from nplv_geo.edition.values.value_file import ValueFile
from nplv_geo.statistics.observation import NOTHING, Observation


def name_values_file(period: str) -> str:
    """Name the file with the values of a period.

    Parameters
    ----------
    period
        The period.

    Returns
    -------
    str
        Path in the folder of the edition.
    """
    return f"values/{period}.arrow"


class ValueStore:
    """All figures of one edition; a file is mapped when something of it is first asked for.

    Parameters
    ----------
    folder
        Folder of the edition.
    areas
        Its areas, in the order that they have in the files.
    periods
        All periods of any layer.
    tables
        Where its files are read from; the folder itself if None.
    """

    def __init__(
        self,
        folder: Path,
        areas: AreaTable,
        periods: Sequence[str],
        tables: Tables | None = None,
    ) -> None:
        self._folder = folder
        self._tables = tables or Tables(folder)
        self._areas = areas
        self._periods = periods

    @cached_property
    def _files(self) -> dict[str, ValueFile]:
        """Values of each period, oldest first."""
        try:
            return {
                p: ValueFile(self._tables.open(name_values_file(p))) for p in sorted(self._periods)
            }
        except (OSError, ValueError, LookupError) as error:
            raise explain_damage(self._folder) from error

    def open(self) -> None:
        """Open the files of all periods, so that damage shows at once."""
        _ = self._files

    def table(self, layer_id: str, period: str) -> pd.DataFrame:
        """Give everything about one layer and period.

        Parameters
        ----------
        layer_id, period
            A layer of the edition and one of its periods.

        Returns
        -------
        DataFrame
            With :data:`COLUMNS`, indexed by area. The numbers stay in the file.
        """
        return self._files[period].table(layer_id, self._areas.frame.index)

    def rows(
        self, layer_id: str, period: str, selection: Selection, columns: Sequence[str] = COLUMNS
    ) -> pd.DataFrame:
        """Give the rows of some areas.

        Parameters
        ----------
        layer_id, period
            A layer of the edition and one of its periods.
        selection
            The areas.
        columns
            Some of :data:`COLUMNS`.

        Returns
        -------
        DataFrame
            Indexed by area, in the order of ``selection``; empty cells where the layer has no
            such area.
        """
        return self._files[period].rows(layer_id, selection.areas, selection.places, columns)

    def numbers(self, layer_id: str, period: str, selection: Selection) -> np.ndarray:
        """Give the values of some areas alone.

        Parameters
        ----------
        layer_id, period
            A layer of the edition and one of its periods.
        selection
            The areas.

        Returns
        -------
        ndarray
            Shape (n_areas,): in the order of ``selection``, NaN where there is no value.
        """
        return self._files[period].numbers(layer_id, selection.places)

    def find(self, layer_id: str, period: str, area: str) -> Observation | None:
        """Find the figure of one area.

        Parameters
        ----------
        layer_id, period, area
            Whatever may be asked for.

        Returns
        -------
        Observation or None
            None when the edition does not have it.
        """
        file, place = self._files.get(period), self._areas.places.get(area)
        row = None if file is None else file.layers.get(layer_id)
        if file is None or row is None or place is None or not file.has(row, place):
            return None
        return _StoredObservation(file, row, place)

    def cell(self, layer_id: str, period: str, area: str) -> Observation:
        """Give the figure of one area, whether the edition has it or not.

        Parameters
        ----------
        layer_id, period, area
            Whatever may be asked for.

        Returns
        -------
        Observation
            One that says so where there is no data.
        """
        return self.find(layer_id, period, area) or NOTHING

    def of_areas(self, areas: Sequence[str]) -> pd.DataFrame:
        """Give everything about some areas, in all layers and periods.

        Parameters
        ----------
        areas
            Ids of areas; one that the edition does not have has no rows.

        Returns
        -------
        DataFrame
            With :data:`COLUMNS`, indexed by area, layer and period.
        """
        places = self._areas.places
        present = [area for area in dict.fromkeys(areas) if area in places]
        rows = np.array([places[area] for area in present], dtype=np.intp)
        columns = {name: self._list_cells(name, rows) for name in COLUMNS}
        table = pd.DataFrame(columns, index=self._build_index(present))
        absent = columns["status"] == ABSENT
        return table[~absent] if absent.any() else table

    @cached_property
    def _order(self) -> tuple[np.ndarray, pd.MultiIndex]:
        """Rows of all files, one after the other, sorted by layer and period; and those keys."""
        keys = [(layer, period) for period, file in self._files.items() for layer in file.layers]
        order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.intp)
        names = ["layer", "period"]
        return order, pd.MultiIndex.from_tuples([keys[i] for i in order], names=names)

    def _list_cells(self, name: str, places: np.ndarray) -> np.ndarray:
        """Cells of one column, area after area."""
        blocks = [_read_column(file, name, places) for file in self._files.values()]
        grid = np.concatenate(blocks) if blocks else np.empty((0, len(places)))
        in_order: np.ndarray = grid[self._order[0]].T.ravel()
        return in_order

    def _build_index(self, areas: list[str]) -> pd.MultiIndex:
        keys = self._order[1]
        n, m = len(areas), len(keys)
        levels: Any = [pd.Index(areas, dtype="str"), *keys.levels]
        numbers: Any = [np.repeat(np.arange(n), m), *(np.tile(codes, n) for codes in keys.codes)]
        names = ["area", *keys.names]
        return pd.MultiIndex(levels=levels, codes=numbers, names=names, verify_integrity=False)


def _read_column(file: ValueFile, name: str, places: np.ndarray) -> np.ndarray:
    numbers = file.grid(name)[:, places]
    words = file.words(name)
    return numbers if words is None else words[numbers]


class _StoredObservation:
    """An observation in a mapped file; a number is read when it is asked for."""

    __slots__ = ("_file", "_place", "_row")

    def __init__(self, file: ValueFile, row: int, place: int) -> None:
        self._file, self._row, self._place = file, row, place

    @property
    def value(self) -> float | None:
        return self._file.number("value", self._row, self._place)

    @property
    def status(self) -> str:
        return str(self._file.cell("status", self._row, self._place))

    @property
    def reason(self) -> str:
        return str(self._file.cell("reason", self._row, self._place))

    @property
    def coverage(self) -> float:
        return float(self._file.cell("coverage", self._row, self._place))

    @property
    def lower(self) -> float | None:
        return self._file.number("lower", self._row, self._place)

    @property
    def upper(self) -> float | None:
        return self._file.number("upper", self._row, self._place)

    @property
    def amount(self) -> float | None:
        return self._file.number("amount", self._row, self._place)

    @property
    def weight(self) -> float | None:
        return self._file.number("weight", self._row, self._place)

    @property
    def margin(self) -> float | None:
        return self._file.number("margin", self._row, self._place)

    @property
    def units_with(self) -> int:
        return int(self._file.cell("units_with", self._row, self._place))

    @property
    def units_total(self) -> int:
        return int(self._file.cell("units_total", self._row, self._place))

    @property
    def origin(self) -> str:
        return str(self._file.cell("origin", self._row, self._place))

    @property
    def base(self) -> str:
        return str(self._file.cell("base", self._row, self._place))

    @property
    def moved(self) -> float | None:
        return self._file.number("moved", self._row, self._place)

    @property
    def spread(self) -> float | None:
        return self._file.number("spread", self._row, self._place)

    @property
    def uncarried(self) -> float | None:
        return self._file.number("uncarried", self._row, self._place)

"""Cells by layer, period and area, out of the mapped files of an edition.

A profile asks a few thousand cells of single areas, a microsecond each: a row is put together only
when it is asked for. An export asks everything about some areas at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from nplv_geo.edition.value_files import ABSENT, COLUMNS, ValueFile

Cells = Mapping[str, Any]


class Lookup:
    """The values of an edition by area.

    Parameters
    ----------
    files
        Values of each period.
    areas
        All areas, in the order that they have in the files.

    Attributes
    ----------
    places
        Place of each area in that order.
    """

    def __init__(self, files: Mapping[str, ValueFile], areas: pd.Index) -> None:
        self._files = files
        self.places = {str(area): place for place, area in enumerate(areas)}
        keys = [(layer, period) for period, file in files.items() for layer in file.layers]
        # Rows of all files, one after the other, sorted by layer and period.
        self._order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.intp)
        names = ["layer", "period"]
        self._keys = pd.MultiIndex.from_tuples([keys[i] for i in self._order], names=names)

    def row(self, layer_id: str, period: str, area: str) -> Cells | None:
        """Cells of one area, None when the edition does not have it."""
        file, place = self._files.get(period), self.places.get(area)
        row = None if file is None else file.layers.get(layer_id)
        if file is None or row is None or place is None or not file.has(row, place):
            return None
        return _Row(file, row, place)

    def rows(self, areas: Sequence[str]) -> pd.DataFrame:
        """Everything about some areas, indexed by area, layer and period; unknown ones are none."""
        known = [area for area in dict.fromkeys(areas) if area in self.places]
        places = np.array([self.places[area] for area in known], dtype=np.intp)
        columns = {name: self._cells(name, places) for name in COLUMNS}
        table = pd.DataFrame(columns, index=self._index(known))
        absent = columns["status"] == ABSENT
        return table[~absent] if absent.any() else table

    def _cells(self, name: str, places: np.ndarray) -> np.ndarray:
        """Cells of one column, area after area."""
        blocks = [_words_or_numbers(file, name, places) for file in self._files.values()]
        found = np.concatenate(blocks) if blocks else np.empty((0, len(places)))
        return found[self._order].T.ravel()

    def _index(self, areas: list[str]) -> pd.MultiIndex:
        n, m = len(areas), len(self._keys)
        levels: Any = [pd.Index(areas, dtype="str"), *self._keys.levels]
        codes: Any = [np.repeat(np.arange(n), m), *(np.tile(own, n) for own in self._keys.codes)]
        names = ["area", *self._keys.names]
        return pd.MultiIndex(levels=levels, codes=codes, names=names, verify_integrity=False)


def _words_or_numbers(file: ValueFile, name: str, places: np.ndarray) -> np.ndarray:
    found = file.grid(name)[:, places]
    words = file.words(name)
    return found if words is None else words[found]


class _Row(Mapping[str, Any]):
    """One row; a cell is read when it is asked for."""

    __slots__ = ("_file", "_place", "_row")

    def __init__(self, file: ValueFile, row: int, place: int) -> None:
        self._file, self._row, self._place = file, row, place

    def __getitem__(self, name: str) -> object:
        return self._file.cell(name, self._row, self._place)

    def __iter__(self) -> Iterator[str]:
        return iter(COLUMNS)

    def __len__(self) -> int:
        return len(COLUMNS)

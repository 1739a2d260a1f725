"""Rows of a table by layer, period and area, a microsecond each.

A profile asks a few thousand cells of a table. pandas takes 0.1 ms for each; here the columns
are plain arrays, and a row is put together only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

Cells = Mapping[str, Any]


class Lookup:
    """The table of comparison, opened up.

    Parameters
    ----------
    table
        Columns ``layer``, ``period``, ``area`` (categories) and values, sorted by these three.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._columns = {
            str(name): _Column(table[name])
            for name in table.columns
            if name not in ("layer", "period", "area")
        }
        self._starts, stops = _slices(table)
        codes = table["area"].cat.codes.to_numpy()
        names = [str(area) for area in table["area"].cat.categories]
        self._places: dict[tuple[str, str], dict[str, int]] = {}
        known: dict[bytes, dict[str, int]] = {}
        for key, start in self._starts.items():
            own = codes[start : stops[key]]
            # Most layers hold the same areas in the same order: one dictionary serves them all.
            order = own.tobytes()
            if order not in known:
                known[order] = {names[code]: place for place, code in enumerate(own)}
            self._places[key] = known[order]

    def row(self, layer_id: str, period: str, area: str) -> Cells | None:
        """Cells of one area, None when the table does not have it."""
        key = (layer_id, period)
        place = self._places.get(key, {}).get(area)
        if place is None:
            return None
        return _Row(self._columns, self._starts[key] + place)


class _Row(Mapping[str, Any]):
    """One row; a cell is read when it is asked for."""

    __slots__ = ("_at", "_columns")

    def __init__(self, columns: Mapping[str, _Column], at: int) -> None:
        self._columns, self._at = columns, at

    def __getitem__(self, name: str) -> object:
        return self._columns[name][self._at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


class _Column:
    """One column as an array; words are kept once."""

    def __init__(self, values: pd.Series) -> None:
        self._words: list[Any] | None = None
        if isinstance(values.dtype, pd.CategoricalDtype):
            self._words = list(values.cat.categories)
            self._array = values.cat.codes.to_numpy()
        else:
            self._array = values.to_numpy()

    def __getitem__(self, at: int) -> object:
        value = self._array[at].item()
        return value if self._words is None else self._words[value]


def _slices(
    table: pd.DataFrame,
) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """Where the rows of each layer and period start and stop."""
    layers, periods = table["layer"], table["period"]
    keys = layers.cat.codes.to_numpy().astype(np.int64) * 100_000 + periods.cat.codes.to_numpy()
    changes = np.flatnonzero(np.diff(keys)) + 1
    starts = np.concatenate([[0], changes]) if len(keys) else np.array([], dtype=int)
    stops = np.concatenate([changes, [len(keys)]]) if len(keys) else starts
    named = [(str(layers.iloc[at]), str(periods.iloc[at])) for at in starts]
    return (
        dict(zip(named, map(int, starts), strict=True)),
        dict(zip(named, map(int, stops), strict=True)),
    )

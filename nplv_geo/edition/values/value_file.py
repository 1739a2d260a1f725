"""Values of one period in one file, opened by memory-mapping: nothing is read before it is asked.

An Arrow file with a block of rows for each layer, and in each block a row for every area of the
edition, always in the order of its table of areas. What is asked by layer is then a block, what is
asked by area a row of each block; neither is searched for, and the numbers are not copied.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from nplv_geo.edition.values.columns import ABSENT, COLUMNS, WORDS


class ValueFile:
    """Values of one period, mapped: a column is a grid with a row per layer, a place per area.

    Parameters
    ----------
    source
        The file, or its path to be mapped; it may be closed afterwards.

    Attributes
    ----------
    layers
        Row of each layer in the grids.
    """

    def __init__(self, source: Path | pa.NativeFile) -> None:
        file = pa.memory_map(str(source)) if isinstance(source, Path) else source
        with file:
            batch = pa.ipc.open_file(file).get_batch(0)
        layers = batch.column("layer").dictionary.to_pylist()
        self.layers: dict[str, int] = {layer: row for row, layer in enumerate(layers)}
        self._grids: dict[str, np.ndarray] = {}
        self._words: dict[str, np.ndarray] = {}
        self._texts: dict[str, pd.api.extensions.ExtensionArray] = {}
        shape = len(layers), batch.num_rows // max(1, len(layers))
        for name in COLUMNS:
            if name not in batch.schema.names:
                self._grids[name] = np.broadcast_to(np.float64(np.nan), shape)
                continue
            column = batch.column(name)
            if name in WORDS:
                self._words[name] = np.array(column.dictionary.to_pylist(), dtype="object")
                self._texts[name] = pd.array(self._words[name], dtype="str")
                column = column.indices
            self._grids[name] = column.to_numpy(zero_copy_only=True).reshape(shape)

    def grid(self, name: str) -> np.ndarray:
        """Give one column.

        Parameters
        ----------
        name
            One of :data:`COLUMNS`.

        Returns
        -------
        ndarray
            Shape (n_layers, n_areas): numbers, or the numbers of its words. A view of the file.
        """
        return self._grids[name]

    def words(self, name: str) -> np.ndarray | None:
        """Give the words of a column.

        Parameters
        ----------
        name
            One of :data:`COLUMNS`.

        Returns
        -------
        ndarray or None
            Words by their number; None for a column of numbers.
        """
        return self._words.get(name)

    def has(self, row: int, place: int) -> bool:
        """Tell whether a layer has an area.

        Parameters
        ----------
        row, place
            Row of the layer and place of the area in the grids.

        Returns
        -------
        bool
            True also when it has no value there.
        """
        return bool(self.cell("status", row, place) != ABSENT)

    def cell(self, name: str, row: int, place: int) -> Any:  # noqa: ANN401  # number or word
        """Read one cell.

        Parameters
        ----------
        name
            One of :data:`COLUMNS`.
        row, place
            Row of the layer and place of the area in the grids.

        Returns
        -------
        float, int or str
            A number, or the word that a number stands for.
        """
        number = self._grids[name].item(row, place)
        words = self._words.get(name)
        return number if words is None else words[number]

    def number(self, name: str, row: int, place: int) -> float | None:
        """Read one number.

        Parameters
        ----------
        name
            One of :data:`NUMBERS`.
        row, place
            Row of the layer and place of the area in the grids.

        Returns
        -------
        float or None
            None where there is none.
        """
        number: float = self._grids[name].item(row, place)
        return None if math.isnan(number) else number

    def table(self, layer_id: str, areas: pd.Index) -> pd.DataFrame:
        """Give the values of one layer.

        Parameters
        ----------
        layer_id
            A layer of the file.
        areas
            All areas of the edition.

        Returns
        -------
        DataFrame
            Indexed by area, without those that the layer does not have. The numbers stay in the
            file.
        """
        row, everywhere = self.layers[layer_id], slice(None)
        columns = {name: self._block(name, row, everywhere) for name in COLUMNS}
        # Without a copy each column stays where it is.
        table = pd.DataFrame(columns, index=areas, copy=False)
        is_there = self._is_there(row, everywhere)
        return table if is_there.all() else table.loc[is_there]

    def rows(
        self, layer_id: str, areas: pd.Index, places: np.ndarray, columns: Sequence[str] = COLUMNS
    ) -> pd.DataFrame:
        """Give the values of one layer for some areas.

        Parameters
        ----------
        layer_id
            A layer of the file.
        areas
            The areas.
        places
            Place of each in the grids.
        columns
            Some of :data:`COLUMNS`.

        Returns
        -------
        DataFrame
            Indexed by area, in the order of ``areas``; empty cells for one that the layer does
            not have.
        """
        row = self.layers[layer_id]
        table = pd.DataFrame({name: self._block(name, row, places) for name in columns}, areas)
        is_there = self._is_there(row, places)
        return table if is_there.all() else table.loc[is_there].reindex(areas)

    def numbers(self, layer_id: str, places: np.ndarray) -> np.ndarray:
        """Give the values of one layer alone.

        Parameters
        ----------
        layer_id
            A layer of the file.
        places
            Place of each area in the grids.

        Returns
        -------
        ndarray
            Shape (n_places,): NaN where there is no value.
        """
        values: np.ndarray = self._grids["value"][self.layers[layer_id], places]
        return values

    def _is_there(self, row: int, places: np.ndarray | slice) -> np.ndarray:
        """Where a layer has the area."""
        is_word: np.ndarray = self._words["status"] != ABSENT
        is_there: np.ndarray = is_word[self._grids["status"][row, places]]
        return is_there

    def _block(
        self, name: str, row: int, places: np.ndarray | slice
    ) -> np.ndarray | pd.api.extensions.ExtensionArray:
        numbers = self._grids[name][row, places]
        texts = self._texts.get(name)
        return numbers if texts is None else texts.take(numbers)

"""Writing the values of a period: a grid for each column, filled layer by layer.

What the file is like, :mod:`nplv_geo.edition.values.value_file` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from nplv_geo.edition.values.columns import (
    ABSENT,
    CARRIED,
    COLUMNS,
    COUNTS,
    NUMBERS,
    STORED,
    WORDS,
    find_type,
)


def write_values(
    path: Path, tables: Iterable[tuple[str, pd.DataFrame]], areas: pd.Index, n_layers: int
) -> None:
    """Write one period.

    Parameters
    ----------
    path
        File to write.
    tables
        For each layer its id and its values, indexed by area. Taken one at a time.
    areas
        All areas of the edition, in the order of its table of areas.
    n_layers
        Number of tables: room for all of them is made at once, and not taken before it is filled.
    """
    grids = {name: np.empty((n_layers, len(areas)), dtype=find_type(name)) for name in COLUMNS}
    has_carried = False
    words: dict[str, dict[str, int]] = {name: {} for name in WORDS}
    layers = []
    for row, (layer_id, values) in enumerate(tables):
        layers.append(layer_id)
        whole = values if values.index.equals(areas) else values.reindex(areas)
        has_carried |= "moved" in whole.columns
        for name in (*NUMBERS, *CARRIED):
            grids[name][row] = _get_numbers(whole, name)
        for name in COUNTS:
            grids[name][row] = _count(whole[name])
        for name in WORDS:
            grids[name][row] = _encode(whole[name], words[name])
    columns = {
        "layer": _attach_names(np.repeat(np.arange(n_layers, dtype=np.int16), len(areas)), layers),
        "area": _attach_names(np.tile(np.arange(len(areas), dtype=np.int32), n_layers), areas),
    }
    for name in COLUMNS if has_carried else STORED:
        numbers = grids[name].ravel()
        columns[name] = _attach_names(numbers, words[name]) if name in words else pa.array(numbers)
    batch = pa.RecordBatch.from_pydict(columns)
    path.parent.mkdir(exist_ok=True)
    with pa.ipc.new_file(str(path), batch.schema) as file:
        file.write_batch(batch)


def _get_numbers(values: pd.DataFrame, name: str) -> np.ndarray:
    """Numbers of one column; a table without margins has none, which is not a margin of 0."""
    kind = find_type(name)
    if name in ("margin", *CARRIED) and name not in values.columns:
        return np.full(len(values), np.nan, dtype=kind)
    return values[name].to_numpy(dtype=kind)


def _count(units: pd.Series) -> np.ndarray:
    """Numbers of units; an area that a layer does not have is made of none."""
    has_units = units.notna().to_numpy()
    counts = np.zeros(len(units), dtype=np.int32)
    counts[has_units] = units.to_numpy()[has_units]
    return counts


def _encode(values: pd.Series, words: dict[str, int]) -> np.ndarray:
    """Numbers in place of words; new words are added to ``words``."""
    codes, different = pd.factorize(values)
    numbers = [words.setdefault(str(word), len(words)) for word in different]
    if (codes < 0).any():  # an area that the layer does not have
        numbers.append(words.setdefault(ABSENT, len(words)))
    return np.array(numbers, dtype=np.int8)[codes]


def _attach_names(numbers: np.ndarray, names: Iterable[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(numbers, pa.array(list(names), pa.string()))

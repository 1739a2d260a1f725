"""One table of all areas, put together of parts: what is published and what is added up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.ground.status import decode_statuses
from nplv_geo.statistics.aggregate import RESULT_COLUMNS

PUBLISHED = "published"
COLUMNS = [*RESULT_COLUMNS, "origin", "base"]

# Some of the areas: their places among all of them, and their values.
Part = tuple[np.ndarray, pd.DataFrame]


def as_published(rows: pd.DataFrame) -> pd.DataFrame:
    """Values as the publisher has them: each area is a unit of its own."""
    known = rows["value"].notna()
    made = rows.assign(
        coverage=known.astype(float),
        lower=rows["value"],
        upper=rows["value"],
        units_with=known.astype(int),
        units_total=1,
    )
    return told(made, PUBLISHED, "")


def told(values: pd.DataFrame, origin: str, base: str) -> pd.DataFrame:
    """Add where values come from."""
    words = {"origin": origin, "base": base}
    made = {name: pd.Series(word, values.index, dtype="object") for name, word in words.items()}
    return values.assign(**made)[COLUMNS]


def placed(parts: list[Part], areas: pd.Index) -> pd.DataFrame:
    """One table of all areas; what comes later takes the place of what came before.

    Areas that no part has are left out: a group of which a gemeente is not whole.
    """
    found = np.zeros(len(areas), dtype=bool)
    for at, _ in parts:
        found[at] = True
    columns = {name: _column([(at, frame[name]) for at, frame in parts], areas) for name in COLUMNS}
    table = pd.DataFrame(columns)
    return table if found.all() else table[found]


def _column(parts: list[tuple[np.ndarray, pd.Series]], areas: pd.Index) -> pd.Series:
    """One column of all parts; statuses as the numbers that they are kept as."""
    is_status = isinstance(parts[0][1].dtype, pd.CategoricalDtype)
    arrays = [own.cat.codes.to_numpy() if is_status else own.to_numpy() for _, own in parts]
    column = np.zeros(len(areas), dtype=arrays[0].dtype)
    for (at, _), own in zip(parts, arrays, strict=True):
        column[at] = own
    return (
        decode_statuses(column, areas) if is_status else pd.Series(column, areas, arrays[0].dtype)
    )

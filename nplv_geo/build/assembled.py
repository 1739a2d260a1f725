"""One table of all areas, put together of parts: what is published and what is added up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.ground.arrays import Places
from nplv_geo.ground.status import decode_statuses
from nplv_geo.statistics.aggregate import RESULT_COLUMNS

PUBLISHED = "published"
COLUMNS = [*RESULT_COLUMNS, "origin", "base"]

# Some of the areas: their places among all of them, and their values.
AreaValues = tuple[Places, pd.DataFrame]


def mark_published(rows: pd.DataFrame) -> pd.DataFrame:
    """Complete published values with the columns of derived ones: each area is a unit of its own.

    Parameters
    ----------
    rows
        By code: ``value``, ``amount``, ``weight``, ``margin``, ``status``, ``reason``.

    Returns
    -------
    DataFrame
        By code, with :data:`COLUMNS`. What was carried from other areas brings those along.
    """
    if "origin" in rows.columns:
        return rows.assign(base="")[COLUMNS]
    has_value = rows["value"].notna()
    values = rows.assign(
        coverage=has_value.astype(float),
        lower=rows["value"],
        upper=rows["value"],
        units_with=has_value.astype(int),
        units_total=1,
    )
    return add_origin(values, PUBLISHED, "")


def add_origin(values: pd.DataFrame, origin: str, base: str) -> pd.DataFrame:
    """Add where values come from.

    Parameters
    ----------
    values
        By area, with the columns of :mod:`statistics.aggregate`.
    origin
        ``published`` or ``aggregated``.
    base
        Level that they were added up from, empty for what was published.

    Returns
    -------
    DataFrame
        By area, with :data:`COLUMNS`.
    """
    words = {"origin": origin, "base": base}
    columns = {
        name: pd.Series(np.full(len(values), word, dtype=object), values.index, dtype="object")
        for name, word in words.items()
    }
    return values.assign(**columns)[COLUMNS]


def assemble(parts: list[AreaValues], areas: pd.Index) -> pd.DataFrame:
    """Put parts together to one table of all areas; a later part replaces an earlier one.

    Parameters
    ----------
    parts
        Places of some areas among all of them, and their values.
    areas
        Ids of all areas of the edition.

    Returns
    -------
    DataFrame
        By area, with :data:`COLUMNS`, without areas that no part has: a group of which a gemeente
        is not whole.
    """
    is_filled = np.zeros(len(areas), dtype=bool)
    for places, _ in parts:
        is_filled[places] = True
    columns = {
        name: _assemble_column([(places, frame[name]) for places, frame in parts], areas)
        for name in COLUMNS
    }
    table = pd.DataFrame(columns)
    return table if is_filled.all() else table[is_filled]


def _assemble_column(parts: list[tuple[Places, pd.Series]], areas: pd.Index) -> pd.Series:
    """One column of all parts; statuses as the numbers that they are kept as."""
    is_status = isinstance(parts[0][1].dtype, pd.CategoricalDtype)
    arrays = [
        values.cat.codes.to_numpy() if is_status else values.to_numpy() for _, values in parts
    ]
    column = np.zeros(len(areas), dtype=arrays[0].dtype)
    for (places, _), values in zip(parts, arrays, strict=True):
        column[places] = values
    return (
        decode_statuses(column, areas) if is_status else pd.Series(column, areas, arrays[0].dtype)
    )

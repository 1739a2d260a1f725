"""Rows of what the reader compares with, after those of the areas that a file is about."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd

from nplv_geo.export.data.tables import NUMBERS, DataTable, describe_rows
from nplv_geo.present.page.comparators import Comparator, list_others
from nplv_geo.statistics.observation import MadeObservation, Observation


def add_compared(table: DataTable) -> DataTable:
    """Add a row for each comparator that has none yet, for each layer and period of a table.

    Parameters
    ----------
    table
        Figures of areas; those of the view on undermining have all that they stand beside.

    Returns
    -------
    DataTable
        The comparators come last, in the order of the page; their figures are those of its panel.
    """
    page = table.page
    others = [one for one in list_others(page) if one.compared.id not in table.areas]
    if not others or page.factors:
        return table
    pairs = table.frame[["layer", "period"]].drop_duplicates().itertuples(index=False, name=None)
    keys = [(str(layer), str(period)) for layer, period in pairs]
    found = [(one, key, _find_row(table, one, *key)) for one in others for key in keys]
    rows = pd.DataFrame(
        {
            "layer": [layer for _, (layer, _), _ in found],
            "period": [period for _, (_, period), _ in found],
            "status": [row.status for *_, row in found],
            "reason": [row.reason for *_, row in found],
            **{name: [getattr(row, name) for *_, row in found] for name in NUMBERS},
        },
        index=[one.compared.id for one, *_ in found],
    )
    added = describe_rows(page, rows, table.citations)
    return replace(
        table,
        frame=pd.concat([table.frame, added], ignore_index=True),
        areas=(*table.areas, *(one.compared.id for one in others)),
    )


def _find_row(table: DataTable, one: Comparator, layer_id: str, period: str) -> Observation:
    page = table.page
    if page.made_values is not None:
        if one.reference is None:
            return MadeObservation()
        return MadeObservation(one.value, one.reference.status)
    layer = next(layer for layer in table.layers if layer.id == layer_id)
    return one.compared.find_row(layer, partial(page.edition.values.cell, layer_id, period))

"""Figures of one layer and period as a table has them, by code of the edition.

Counts become rates here, and what may be another place on the table's division is withheld;
nothing is added up yet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from nplv_geo.build.composition import Composition
from nplv_geo.build.tables.aligned import AlignedTable
from nplv_geo.build.tables.weights import LayerWeights, WeightStore
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.topics import name_topic_column, split_terms
from nplv_geo.ground.arrays import Flags
from nplv_geo.ground.status import Status
from nplv_geo.published.figures import Figures
from nplv_geo.published.series import PublishedName, is_count
from nplv_geo.statistics.aggregate import SMALL_DENOMINATOR
from nplv_geo.statistics.margins import compute_half_widths


@dataclass(frozen=True)
class PublishedValues:
    """Figures of one layer and period before anything is added up.

    Attributes
    ----------
    rows
        A row per code of the edition: ``amount``, ``weight``, ``value`` (shown), ``margin``,
        ``status``, ``reason``.
    figures
        The table that they stand in.
    topic
        Topic or expression of topics that the values are.
    weight
        What they are weighed with or divided by; None for what needs no weight.
    """

    rows: pd.DataFrame
    figures: Figures
    topic: str = ""
    weight: LayerWeights | None = None

    @property
    def topic_keys(self) -> str:
        """The topic as the publisher calls it, such as ``Koopwoningen_47``."""
        text = self.topic
        for _, base in split_terms(self.topic):
            text = text.replace(base, self.figures.keys.get(base, base))
        return text


def read_published(
    layer: Layer,
    table: AlignedTable,
    name: PublishedName,
    weights: WeightStore,
    composition: Composition,
) -> PublishedValues:
    """Read one layer out of one table.

    Parameters
    ----------
    layer
        Its rule says whether values are divided or weighed.
    table
        A table that holds the layer.
    name
        Under which name it does.
    weights
        Weights and denominators of the edition.
    composition
        Codes of the edition.

    Returns
    -------
    PublishedValues
        A row for each code, also for those that the table does not list.
    """
    figures = table.figures
    values = table.evaluate_topic(name.topic, name.where)
    status = figures.find_statuses(name_topic_column(name.topic, name.where), values)
    # An area that the table leaves out still has its weight, and lowers the coverage.
    weight = _find_weights(layer, table, name, weights)
    rows = pd.DataFrame({"value": table.align_values(values)}, index=composition.codes)
    rows["amount"] = rows["value"]
    rows["weight"] = weight.values if weight else np.nan
    widths = compute_half_widths(name.topic, figures.frame, name.where)
    rows["margin"] = np.nan if widths is None else table.align_values(widths)
    rows["status"] = table.align_statuses(status)
    is_in_table = weight is not None and weight.layer is None
    if is_in_table:
        # What the table would divide by is withheld as well as a figure can be.
        is_undivided = rows["weight"].isna() & (rows["status"] == Status.OK.value)
        rows.loc[is_undivided, "status"] = Status.SUPPRESSED.value
    rows["reason"] = pd.Series("", index=rows.index, dtype="object")
    rows.loc[rows["status"] == Status.SUPPRESSED.value, "reason"] = figures.empty_means
    if is_count(layer, name):
        rows = _divide_into_rate(rows, layer)
    elif not layer.is_amount:
        rows["amount"] = rows["value"] * rows["weight"]
    if not figures.is_on_division(composition.boundary_year):
        rows = _withhold(rows, ~table.is_comparable, keeps_weight=not is_in_table)
    if is_in_table:
        rows = _fill_weights(rows, weights)
    return PublishedValues(rows, figures, name.topic, weight)


def _find_weights(
    layer: Layer, table: AlignedTable, name: PublishedName, weights: WeightStore
) -> LayerWeights | None:
    period = table.figures.period
    if not is_count(layer, name):
        return weights.find_weights(layer.aggregate.weight, period)
    if name.denominator_topic:
        divisor = table.evaluate_topic(name.denominator_topic, {})
        return LayerWeights(None, period, table.align_values(divisor))
    return weights.find_weights(layer.aggregate.denominator, period)


def _divide_into_rate(rows: pd.DataFrame, layer: Layer) -> pd.DataFrame:
    """Turn counts into a rate; tiny denominators make rates that mislead."""
    amount = rows["amount"] * layer.aggregate.per
    has_rate = (rows["weight"] > 0) & amount.notna()
    is_small = has_rate & (rows["weight"] < layer.aggregate.min_denominator)
    rows = rows.assign(
        amount=amount,
        value=(amount / rows["weight"]).where(has_rate & ~is_small),
        margin=rows["margin"] * layer.aggregate.per / rows["weight"].where(has_rate),
    )
    is_lost = rows["value"].isna() & (rows["status"] == Status.OK.value)
    rows.loc[is_lost, "status"] = Status.NO_DATA.value
    rows.loc[is_lost, "reason"] = SMALL_DENOMINATOR
    return rows


def _fill_weights(rows: pd.DataFrame, weights: WeightStore) -> pd.DataFrame:
    """Fill the weights that the table withholds: those areas lower the coverage of larger ones."""
    filled = weights.fill_withheld(rows["weight"].to_numpy())
    return rows.assign(amount=rows["amount"].mask(rows["weight"].isna()), weight=filled)


def _withhold(rows: pd.DataFrame, other: Flags, *, keeps_weight: bool) -> pd.DataFrame:
    """Withhold figures of ``other`` codes: on the table's division those may be another place.

    A weight that is not out of the table itself is that of the map's place, and still counts: an
    area that is made up of such buurten has a lower coverage.
    """
    lost = ["value", "amount", "margin", *([] if keeps_weight else ["weight"])]
    rows.loc[other, lost] = np.nan
    rows.loc[other, "status"] = Status.NOT_COMPARABLE.value
    rows.loc[other, "reason"] = ""
    return rows

"""What changed between two editions: new periods, and figures that were revised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition


@dataclass(frozen=True, slots=True)
class Revision:
    """Figures of one period that differ between two editions.

    Attributes
    ----------
    period
        Period that both editions have.
    revised
        Number of areas with another value.
    median, largest
        Size of the difference in the layer's unit, over the areas that differ.
    largest_area
        Area with the largest difference.
    appeared, vanished
        Number of areas that got a value, or lost it.
    """

    period: str
    revised: int
    median: float
    largest: float
    largest_area: str
    appeared: int
    vanished: int


@dataclass(frozen=True, slots=True)
class LayerChange:
    """What changed in one layer.

    Attributes
    ----------
    layer, label
        Its id and its Dutch name.
    new_periods, gone_periods
        Periods that only the newer edition has, and only the older one; oldest first.
    revisions
        Periods of both in which figures differ.
    """

    layer: str
    label: str
    new_periods: tuple[str, ...]
    gone_periods: tuple[str, ...]
    revisions: tuple[Revision, ...]


def compare_editions(older: Edition, newer: Edition, catalog: Catalog) -> list[LayerChange]:
    """Compare two editions layer by layer.

    Parameters
    ----------
    older, newer
        The editions.
    catalog
        All layers.

    Returns
    -------
    list of LayerChange
        Without layers that did not change, in the order of the menu.
    """
    layer_changes = []
    for layer in catalog.layers:
        before, after = set(older.periods(layer.id)), set(newer.periods(layer.id))
        revisions = [
            revision
            for period in sorted(before & after)
            if (revision := _compare_period(older, newer, layer.id, period, layer.decimals))
        ]
        if before != after or revisions:
            layer_changes.append(
                LayerChange(
                    layer=layer.id,
                    label=layer.label.nl,
                    new_periods=tuple(sorted(after - before)),
                    gone_periods=tuple(sorted(before - after)),
                    revisions=tuple(revisions),
                )
            )
    return layer_changes


def _compare_period(
    older: Edition, newer: Edition, layer: str, period: str, decimals: int
) -> Revision | None:
    """Compare values of areas that both editions have; less than half a last digit is equal."""
    before = older.values.table(layer, period)["value"]
    after = newer.values.table(layer, period)["value"]
    common = before.index.intersection(after.index)
    old, new = before.reindex(common), after.reindex(common)
    difference = (new - old).abs()
    differs = difference[difference > 10.0**-decimals / 2]
    appeared = int((old.isna() & new.notna()).sum())
    vanished = int((old.notna() & new.isna()).sum())
    if not len(differs) and not appeared and not vanished:
        return None
    return Revision(
        period=period,
        revised=len(differs),
        median=_round(differs.median(), decimals),
        largest=_round(differs.max(), decimals),
        largest_area=str(differs.idxmax()) if len(differs) else "",
        appeared=appeared,
        vanished=vanished,
    )


def _round(value: float, decimals: int) -> float:
    return 0.0 if pd.isna(value) else float(np.round(value, decimals + 1))

"""Trying every layer on an invented year, once a division."""

from __future__ import annotations

import pandas as pd

from nplv_geo.build.carrying.backtest import try_layer
from nplv_geo.build.carrying.divisions import Division
from nplv_geo.build.carrying.invented_year import invent_year
from nplv_geo.build.derive import Derivation
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.comparability import BacktestResult


def run_backtest(derivation: Derivation) -> tuple[BacktestResult, ...]:
    """Try all layers of all divisions, and let the derivation use what that tells.

    Parameters
    ----------
    derivation
        Of all tables; its ``factors`` are filled.

    Returns
    -------
    tuple of BacktestResult
        By division and layer; without layers that could not be tried.
    """
    results: list[BacktestResult] = []
    for division in derivation.divisions.values():
        invented = invent_year(division, derivation.composition.inhabitants)
        if invented is None:
            continue
        for layer in derivation.catalog.layers:
            rows = _find_newest_rows(derivation, layer, division)
            if rows is None:
                continue
            found = try_layer(layer, rows, invented, division.year)
            results += found
            factors = {result.kind: result.factor for result in found}
            derivation.factors[layer.id, division.year] = factors
    return tuple(results)


def _find_newest_rows(
    derivation: Derivation, layer: Layer, division: Division
) -> pd.DataFrame | None:
    """Rows of the newest period of a layer that stands on a division."""
    for period in reversed(derivation.list_periods(layer)):
        found = derivation.read_division_rows(layer, period, division)
        if found is not None:
            return found.rows
    return None

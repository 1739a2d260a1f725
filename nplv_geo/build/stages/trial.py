"""Trying every layer on an invented year, once a division."""

from __future__ import annotations

from collections.abc import Iterable

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
        Of all tables; its ``factors`` are set.

    Returns
    -------
    tuple of BacktestResult
        By division and layer; without layers that could not be tried.
    """
    results = gather_results(try_division(derivation, year) for year in derivation.divisions)
    derivation.use_backtest(results)
    return results


def gather_results(
    of_divisions: Iterable[tuple[BacktestResult, ...]],
) -> tuple[BacktestResult, ...]:
    """Gather what was found of each division."""
    return tuple(result for results in of_divisions for result in results)


def try_division(derivation: Derivation, year: int) -> tuple[BacktestResult, ...]:
    """Try all layers of one division.

    Parameters
    ----------
    derivation
        Of all tables.
    year
        Boundary year of one of its divisions.

    Returns
    -------
    tuple of BacktestResult
        By layer; none when the division has too few places to invent a year from.
    """
    division = derivation.divisions[year]
    invented = invent_year(division, derivation.composition.inhabitants)
    if invented is None:
        return ()
    results: list[BacktestResult] = []
    for layer in derivation.catalog.layers:
        rows = _find_newest_rows(derivation, layer, division)
        if rows is not None:
            results += try_layer(layer, rows, invented, year)
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

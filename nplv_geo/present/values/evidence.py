"""How much the figures behind a domain prove: their sources, and how sharp a bound is."""

from __future__ import annotations

import math

import pandas as pd

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import find_family
from nplv_geo.edition.edition import Edition
from nplv_geo.present.values.rows import estimate_row_chance
from nplv_geo.statistics.uncertainty import find_chance_kind
from nplv_geo.statistics.variance import KnownVariance

# What the source of a model estimate begins with.
MODEL = "model "


def compute_edge_margins(edition: Edition, layer: Layer, period: str, areas: pd.Index) -> pd.Series:
    """Compute by area how near to a bound a value may be and still count as just beside it.

    Parameters
    ----------
    edition
        Edition that holds the values.
    layer, period
        A layer of the edition and one of its periods.
    areas
        Codes of the areas.

    Returns
    -------
    Series
        In the unit of the layer, by code: one step of rounding; where chance is known, or what
        bringing the value to the areas of the map leaves in doubt, one standard error of the
        value of the area if that is more.
    """
    unit = 10.0**-layer.decimals
    origin = edition.origin(layer.id, period)
    if find_chance_kind(layer) in ("none", "unknown") and origin.carried is None:
        return pd.Series(unit, index=areas)
    chances = [
        estimate_row_chance(layer, edition.values.cell(layer.id, period, str(area)), origin)
        for area in areas
    ]
    errors = [math.sqrt(one.variance) if isinstance(one, KnownVariance) else 0.0 for one in chances]
    return pd.Series(errors, index=areas).clip(lower=unit)


def name_source(edition: Edition, layer: Layer, period: str) -> str:
    """Name what a figure comes from: its publication, or the one model of its publisher.

    Parameters
    ----------
    edition
        Edition that holds the figure.
    layer, period
        A layer of the edition and one of its periods.

    Returns
    -------
    str
        Equal for figures of one source; that of a model starts with ``MODEL``.
    """
    origin = edition.origin(layer.id, period)
    if layer.notes.model_estimate:
        return f"{MODEL}{origin.publisher}"
    return find_family(origin.table).id


def has_shared_source(sources: list[str]) -> bool:
    """Tell whether figures share a source, so that they can't confirm one another.

    Parameters
    ----------
    sources
        Source of each figure, as :func:`name_source` gives it.

    Returns
    -------
    bool
        True when all are from one publication, or two of them from one model.
    """
    models = [source for source in sources if source.startswith(MODEL)]
    return bool(sources) and (len(set(sources)) == 1 or len(set(models)) < len(models))

"""What the figures behind a domain are worth: where they come from, and how sharp their edge is."""

from __future__ import annotations

import math

import pandas as pd

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.tables import find_family
from nplv_geo.edition.edition import Edition
from nplv_geo.present.values.chances import estimate_row_chance
from nplv_geo.statistics.uncertainty import find_chance_kind
from nplv_geo.statistics.variance import KnownVariance

# What the source of a model estimate begins with.
MODEL = "model "


def compute_edge_margins(edition: Edition, layer: Layer, period: str, areas: pd.Index) -> pd.Series:
    """How near to a bound a value is just beside it, by area, in the layer's unit.

    One step of rounding; where chance is known, one standard error of the area's own value if
    that is more.
    """
    unit = 10.0**-layer.decimals
    if find_chance_kind(layer) in ("none", "unknown"):
        return pd.Series(unit, index=areas)
    origin = edition.origin(layer.id, period)
    chances = [
        estimate_row_chance(layer, edition.values.cell(layer.id, period, str(area)), origin)
        for area in areas
    ]
    errors = [math.sqrt(one.variance) if isinstance(one, KnownVariance) else 0.0 for one in chances]
    return pd.Series(errors, index=areas).clip(lower=unit)


def name_source(edition: Edition, layer: Layer, period: str) -> str:
    """What a figure comes from: its publication, or the one model of its publisher."""
    origin = edition.origin(layer.id, period)
    if layer.notes.model_estimate:
        return f"{MODEL}{origin.publisher}"
    return find_family(origin.table).id


def has_shared_source(sources: list[str]) -> bool:
    """Tell whether figures of these sources can't confirm one another.

    They are from one publication, or two of them are from one model.
    """
    models = [source for source in sources if source.startswith(MODEL)]
    return bool(sources) and (len(set(sources)) == 1 or len(set(models)) < len(models))

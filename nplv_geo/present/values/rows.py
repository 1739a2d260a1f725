"""Rows of any area, for who asks many: what an edition has is looked up, not searched for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.status import Status
from nplv_geo.statistics.compare import compute_rest_of_gemeente
from nplv_geo.statistics.observation import MadeObservation, Observation

RowFinder = Callable[[str], Observation]


def make_rest_row(layer: Layer, gemeente: Observation, area: Observation) -> Observation:
    """Row of the gemeente without the area."""
    value = compute_rest_of_gemeente(layer, gemeente, area)
    status = Status.NO_DATA if value is None else Status.OK
    gemeente_weight, area_weight = gemeente.weight, area.weight
    return MadeObservation(
        value=value,
        status=status.value,
        weight=None
        if gemeente_weight is None or area_weight is None
        else gemeente_weight - area_weight,
        # No model estimates can be taken apart.
        margin=None,
        coverage=min(gemeente.coverage, area.coverage),
    )


def read_focus_rows(edition: Edition, layer_id: str, period: str) -> Mapping[str, Observation]:
    """Rows of the 20 areas, for who asks on behalf of many areas."""
    find_row = partial(edition.values.cell, layer_id, period)
    return edition.cache.get_or_make(
        ("focus rows", layer_id, period),
        lambda: {area: find_row(area) for area in edition.areas.focus_codes},
    )


def none_if_missing(value: float | None) -> float | None:
    """Give a cell of a table as a plain float, None when it is missing."""
    return None if value is None or math.isnan(value) else float(value)

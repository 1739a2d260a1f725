"""What is known of chance in the values of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.lookup import Cells
from nplv_geo.present.values.rows import known
from nplv_geo.statistics.dispersion import read_dispersion
from nplv_geo.statistics.uncertainty import combine_chances, compute_margin, estimate_chance
from nplv_geo.statistics.variance import Chance


def chance_in(layer: Layer, row: Cells, origin: Mapping[str, Any]) -> Chance:
    """Tell what is known of chance in the value of one row.

    Parameters
    ----------
    origin
        What the edition notes of the layer and period: its dispersion and its weight.
    """
    return estimate_chance(
        layer,
        known(row["value"]),
        known(row["weight"]),
        half_width=known(row["margin"]),
        dispersion=read_dispersion(origin),
        weight_layer=origin.get("weight_layer"),
    )


def margin_between(
    layer: Layer, own: Cells, theirs: Cells, origin: Mapping[str, Any]
) -> float | None:
    """Difference between two values that chance alone can make (95 %), None if unknown."""
    return compute_margin(combine_chances(chance_in(layer, row, origin) for row in (own, theirs)))

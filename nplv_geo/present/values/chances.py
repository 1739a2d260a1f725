"""What is known of chance in the values of an edition."""

from __future__ import annotations

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.models import Origin
from nplv_geo.statistics.dispersion import Dispersion
from nplv_geo.statistics.observation import Observation
from nplv_geo.statistics.uncertainty import estimate_chance
from nplv_geo.statistics.variance import Chance, combine_chances, compute_margin


def estimate_row_chance(layer: Layer, row: Observation, origin: Origin) -> Chance:
    """Tell what is known of chance in the value of one row.

    Parameters
    ----------
    origin
        What the edition notes of the layer and period: its dispersion and its weight.
    """
    return estimate_chance(
        layer,
        row.value,
        row.weight,
        half_width=row.margin,
        dispersion=Dispersion(
            origin.dispersion, origin.dispersion_power, origin.dispersion_from == "estimated"
        ),
        weight_layer=origin.weight_layer,
    )


def compute_margin_between(
    layer: Layer, area_row: Observation, other_row: Observation, origin: Origin
) -> float | None:
    """Difference between two values that chance alone can make (95 %), None if unknown."""
    return compute_margin(
        combine_chances(estimate_row_chance(layer, row, origin) for row in (area_row, other_row))
    )

"""References, differences and ranks: how an area stands next to others."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.statistics.observation import Observation

REST_PREFIX = "rest:"
# With fewer different values in print most areas share a place, which then tells nothing.
MIN_DISTINCT_VALUES = 5

Standing = Literal["better", "worse", "higher", "lower", "equal", "unsure"]
# The own value comes before the other one in a rank, or after it.
_BEFORE: tuple[Standing, ...] = ("better", "higher")
_AFTER: tuple[Standing, ...] = ("worse", "lower")


@dataclass(frozen=True, slots=True)
class Rank:
    """Place among the focus areas; 1 is best, or highest where nothing is judged.

    Attributes
    ----------
    position
        Place of the value in print; equal prints share the better place.
    of
        Number of areas that take part.
    lowest, highest
        Best and worst place that chance allows; both equal to ``position`` without doubt.
    """

    position: int
    of: int
    lowest: int
    highest: int

    @property
    def is_sure(self) -> bool:
        """True when there is one place only."""
        return self.lowest == self.highest

    @property
    def is_uninformative(self) -> bool:
        """True when every place is possible."""
        return (self.lowest, self.highest) == (1, self.of)


def compare_values(value: float, reference: float, layer: Layer, margin: float | None) -> Standing:
    """Tell in one word how ``value`` relates to ``reference``.

    Values that print the same at the layer's decimals are equal: a difference inside the
    rounding of the publisher is no difference. Neither is one inside ``margin``, what chance
    alone can make of the two (:mod:`statistics.uncertainty`).

    Parameters
    ----------
    value, reference
        In the layer's unit.
    layer
        Its decimals, direction and notes decide.
    margin
        Half the 95 % interval of the difference, in the layer's unit: 0 where there is no chance to
        speak of, None where nobody knows it.

    Returns
    -------
    Standing
        ``unsure`` when the two differ in print, but nobody knows by how much chance or a model
        may be off, or a model is off by as much.
    """
    difference = round(value, layer.decimals) - round(reference, layer.decimals)
    if math.isclose(difference, 0.0, abs_tol=10**-layer.decimals / 2):
        return "equal"
    if margin is None:
        return "unsure"
    if abs(value - reference) <= margin:
        return "unsure" if layer.notes.model_estimate else "equal"
    if layer.is_neutral:
        return "higher" if difference > 0 else "lower"
    return "better" if layer.is_improvement(difference) else "worse"


def rank_area(
    values: Mapping[str, float],
    area: str,
    layer: Layer,
    margin: Callable[[str], float | None],
) -> Rank | None:
    """Rank an area among others, with the range of places that chance allows.

    Parameters
    ----------
    values
        One value for each area that takes part, in the layer's unit.
    area
        Id of the area that is ranked.
    layer
        Its decimals and direction decide.
    margin
        Difference with another area that chance alone can make (95 %), in the layer's unit;
        None where it is unknown, so that the two can't be told apart.

    Returns
    -------
    Rank or None
        None when the area takes no part, or with fewer than :data:`MIN_DISTINCT_VALUES` different
        values in print.

    Notes
    -----
    The best place is behind all that are clearly better, the worst one before all that are
    clearly worse. Areas that print the same share a place; they only widen the range where
    chance can set them apart.
    """
    if area not in values or len({round(v, layer.decimals) for v in values.values()}) < (
        MIN_DISTINCT_VALUES
    ):
        return None
    of_area, of = values[area], len(values)
    others = [(value, margin(name)) for name, value in values.items() if name != area]
    in_print = [compare_values(of_area, value, layer, 0.0) for value, _ in others]
    surely = [compare_values(of_area, value, layer, chance) for value, chance in others]
    sharing = sum(
        word == "equal" and chance == 0.0
        for word, (_, chance) in zip(in_print, others, strict=True)
    )
    return Rank(
        position=1 + sum(word in _AFTER for word in in_print),
        of=of,
        lowest=1 + sum(word in _AFTER for word in surely),
        highest=of - sum(word in _BEFORE for word in surely) - sharing,
    )


def compute_rest_of_gemeente(
    layer: Layer, gemeente: Observation, area: Observation
) -> float | None:
    """Compute the value of a gemeente without an area, for sums and rates only.

    Parameters
    ----------
    layer
        Its rule decides whether values can be subtracted.
    gemeente, area
        Their figures, with ``amount``, ``weight`` and ``coverage``.

    Returns
    -------
    float or None
        In the layer's unit; None when the layer is not additive, a part is unknown, or nothing is
        left over.
    """
    # What the area withholds would be counted as rest.
    if not layer.is_additive or area.coverage < NEARLY_ALL:
        return None
    if gemeente.amount is None or area.amount is None:
        return None
    amount = gemeente.amount - area.amount
    if layer.is_amount:
        return amount if amount >= 0 else None
    if gemeente.weight is None or area.weight is None:
        return None
    weight = gemeente.weight - area.weight
    return amount / weight if weight > 0 and amount >= 0 else None

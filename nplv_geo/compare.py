"""References, differences and ranks: how an area stands next to others."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from nplv_geo.catalog import Direction, Layer

REST_PREFIX = "rest:"
# The rest of a gemeente is its total minus the area; what the area withholds would be counted
# as rest, so nearly all of the area must be known.
MIN_COVERAGE_FOR_REST = 0.9

Standing = Literal["better", "worse", "higher", "lower", "equal", "unsure"]


@dataclass(frozen=True, slots=True)
class Rank:
    """Place among the focus areas; 1 is best, or highest where nothing is judged."""

    position: int
    of: int


def standing(value: float, reference: float, layer: Layer, margin: float | None) -> Standing:
    """Tell in one word how ``value`` relates to ``reference``.

    Values that print the same at the layer's decimals are equal: a difference inside the
    rounding of the publisher is no difference. Neither is one inside ``margin``, what chance
    alone can make of the two (:mod:`nplv_geo.uncertainty`).

    Parameters
    ----------
    margin
        Half the 95 % interval of the difference: 0 where there is no chance to speak of, None
        where nobody knows it.

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
    if layer.higher_is == "neutral":
        return "higher" if difference > 0 else "lower"
    return "better" if (difference > 0) == (layer.higher_is == "better") else "worse"


def rank(
    values: Mapping[str, float | None] | pd.Series, area: str, direction: Direction
) -> Rank | None:
    """Place of ``area`` among ``values``; ties share the better place.

    Parameters
    ----------
    values
        One value per area; missing values take no part.

    Returns
    -------
    Rank or None
        None when the area itself has no value.
    """
    present = {a: float(v) for a, v in values.items() if v is not None and not math.isnan(v)}
    if area not in present:
        return None
    own = present[area]
    ahead = sum(v < own if direction == "worse" else v > own for v in present.values())
    return Rank(position=ahead + 1, of=len(present))


def rest_of_gemeente(
    layer: Layer, gemeente: Mapping[str, Any] | pd.Series, area: Mapping[str, Any] | pd.Series
) -> float | None:
    """Value of the gemeente without the area, for sums and rates only.

    Parameters
    ----------
    gemeente, area
        Rows with ``amount``, ``weight``, ``coverage`` as :mod:`nplv_geo.aggregate` makes them.

    Returns
    -------
    float or None
        None when the layer is not additive, a part is unknown, or nothing is left over.
    """
    known = area["coverage"] >= MIN_COVERAGE_FOR_REST and pd.notna(gemeente["amount"])
    if not layer.is_additive or not known or pd.isna(area["amount"]):
        return None
    amount = gemeente["amount"] - area["amount"]
    if layer.aggregate.rule == "sum":
        return float(amount) if amount >= 0 else None
    weight = gemeente["weight"] - area["weight"]
    return float(amount / weight) if weight > 0 and amount >= 0 else None

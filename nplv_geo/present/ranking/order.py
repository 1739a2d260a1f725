"""Areas of one kind in order of their value, each with the places that chance allows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.edition.origin import Origin
from nplv_geo.present.values.rows import estimate_row_chance
from nplv_geo.statistics.compare import Rank, rank_area
from nplv_geo.statistics.observation import Observation
from nplv_geo.statistics.uncertainty import find_chance_kind
from nplv_geo.statistics.variance import Chance, combine_chances, compute_margin


@dataclass(frozen=True, slots=True)
class RankedArea:
    """An area with its place.

    Attributes
    ----------
    code, value
        The area, and its value in the unit of the layer.
    rank
        None where too few values differ for places to tell anything.
    interval
        Lowest and highest value that chance makes likely (95 %), in the unit of the layer; both
        equal to the value where there is no chance to speak of, None where nobody knows.
    """

    code: str
    value: float
    rank: Rank | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Ordering:
    """Areas in order, and those that have no place in it.

    Attributes
    ----------
    ranked
        From the best to the worst, or from the highest where nothing is judged; equal in print
        they keep the order in which they came.
    of
        Number of areas that take part; of some only the first are in ``ranked``.
    unranked
        Codes of areas without a value, or of which too little is known.
    """

    ranked: tuple[RankedArea, ...]
    of: int
    unranked: tuple[str, ...]


def order_areas(
    layer: Layer,
    origin: Origin,
    rows: Mapping[str, Observation],
    *,
    most: int | None = None,
    own: str | None = None,
) -> Ordering:
    """Order areas by their value.

    Parameters
    ----------
    layer
        Its direction and its decimals decide.
    origin
        What the edition notes of the layer and period.
    rows
        Row of each area, of one period.
    most
        How many areas are wanted, from the first; None for all.
    own
        Code of an area that is wanted wherever it stands.

    Returns
    -------
    Ordering
        Places are among all of which nearly all is known.
    """
    values = {
        code: value
        for code, row in rows.items()
        if (value := row.value) is not None and row.coverage >= NEARLY_ALL
    }
    is_rising = layer.higher_is == "worse"
    codes = sorted(values, key=lambda code: _round(values[code], layer, is_rising=is_rising))
    wanted = [code for i, code in enumerate(codes) if most is None or i < most or code == own]
    chances = {code: estimate_row_chance(layer, rows[code], origin) for code in values}
    return Ordering(
        ranked=tuple(_rank(layer, values, chances, code) for code in wanted),
        of=len(codes),
        unranked=tuple(code for code in rows if code not in values),
    )


def _rank(
    layer: Layer, values: Mapping[str, float], chances: Mapping[str, Chance], code: str
) -> RankedArea:
    def find_margin(other: str) -> float | None:
        return compute_margin(combine_chances((chances[code], chances[other])))

    rank = rank_area(values, code, layer, find_margin)
    return RankedArea(code, values[code], rank, _find_interval(layer, values[code], chances[code]))


def _round(value: float, layer: Layer, *, is_rising: bool) -> float:
    """What sorts a value: as it prints, so that equals keep their order."""
    shown = round(value, layer.decimals)
    return shown if is_rising else -shown


def _find_interval(layer: Layer, value: float, chance: Chance) -> tuple[float, float] | None:
    """Find the 95 % interval of a value; what is counted is never less than nought."""
    margin = compute_margin(chance)
    if margin is None:
        return None
    low, high = value - margin, value + margin
    if find_chance_kind(layer) in ("poisson", "binomial"):
        low = max(low, 0.0)
    return (low, min(high, 100.0)) if layer.unit == "%" else (low, high)

"""Rows of areas as observations, and what is known of chance in their values."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import MIN_OF_COUNTRY
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.statistics.compare import compute_rest_of_gemeente
from nplv_geo.statistics.dispersion import Dispersion
from nplv_geo.statistics.observation import MadeObservation, Observation
from nplv_geo.statistics.uncertainty import estimate_chance
from nplv_geo.statistics.variance import (
    UNKNOWN,
    Chance,
    add_deviation,
    combine_chances,
    compute_carried_deviation,
    compute_margin,
    is_divided,
)

# What must be said of a figure that lies on other ground than the area, as it did in its year.
OTHER_GROUND = "other_ground"
# Gives the row of an area, for one layer and period.
RowFinder = Callable[[str], Observation]


def make_rest_row(layer: Layer, gemeente: Observation, area: Observation) -> Observation:
    """Make the row of a gemeente without one area in it.

    Parameters
    ----------
    layer
        The layer of both rows.
    gemeente
        Row of the whole gemeente.
    area
        Row of the area, which lies in it.

    Returns
    -------
    Observation
        Value in the unit of the layer, None where it can't be computed.
    """
    value = compute_rest_of_gemeente(layer, gemeente, area)
    status = Status.NO_DATA if value is None else Status.OK
    weight = None
    if gemeente.weight is not None and area.weight is not None:
        weight = gemeente.weight - area.weight
    moved = [row.moved for row in (gemeente, area) if row.moved is not None]
    return MadeObservation(
        value=value,
        status=status.value,
        weight=weight,
        # No model estimates can be taken apart.
        margin=None,
        coverage=min(gemeente.coverage, area.coverage),
        # The border between the two is that of the area.
        moved=max(moved, default=None),
        spread=_spread_rest(layer, gemeente, area),
    )


def _spread_rest(layer: Layer, gemeente: Observation, area: Observation) -> float | None:
    """Half of the 90 % band of a rest: that of its amount, divided by what the rate divides by."""
    rows = (gemeente, area)
    if not any(is_divided(row.moved) for row in rows):
        return None
    sizes = [1.0 if layer.is_amount else row.weight for row in rows]
    if any(size is None for size in sizes) or any(
        is_divided(row.moved) and row.spread is None for row in rows
    ):
        return None
    whole, part = (size or 0.0 for size in sizes)
    bands = [(row.spread or 0.0) * (size or 0.0) for row, size in zip(rows, sizes, strict=True)]
    rest = 1.0 if layer.is_amount else whole - part
    return math.hypot(*bands) / rest if rest > 0 else None


def read_focus_rows(edition: Edition, layer_id: str, period: str) -> Mapping[str, Observation]:
    """Read the rows of the 20 focus areas once an edition: each of them is ranked among all.

    Parameters
    ----------
    edition
        Edition that holds the values.
    layer_id, period
        A layer of the edition and one of its periods.

    Returns
    -------
    mapping of str to Observation
        By code of the focus area.
    """
    find_row = partial(edition.values.cell, layer_id, period)
    return edition.cache.get_or_make(
        ("focus rows", layer_id, period),
        lambda: {area: find_row(area) for area in edition.areas.focus_codes},
    )


def none_if_missing(value: float | None) -> float | None:
    """Turn a cell of a table into a plain float.

    Parameters
    ----------
    value
        A number in any unit; None or NaN where there is none.

    Returns
    -------
    float or None
        None for both ways of missing.
    """
    return None if value is None or math.isnan(value) else float(value)


def is_national(edition: Edition) -> bool:
    """Tell whether the edition holds (nearly) all buurten of the country.

    Parameters
    ----------
    edition
        Edition with the inhabitants of its areas.

    Returns
    -------
    bool
        True when its buurten hold nearly all inhabitants; False too when those of the country
        are unknown.
    """
    return edition.cache.get_or_make("is national", partial(_is_national, edition))


def _is_national(edition: Edition) -> bool:
    inhabitants = edition.areas.frame["inhabitants"]
    country = inhabitants.get(NEDERLAND)
    total = inhabitants.reindex(edition.areas.at(AreaLevel.BUURT)).sum()
    return bool(country and total >= MIN_OF_COUNTRY * country)


def estimate_row_chance(layer: Layer, row: Observation, origin: Origin) -> Chance:
    """Estimate what chance makes of the value of one row, and what carrying it leaves in doubt.

    Parameters
    ----------
    layer
        The layer of the value: its kind decides which chance there is.
    row
        Value in the unit of the layer, with its weight and published margin; of one that was
        brought from the areas of another year also the share that moved, and its band.
    origin
        What the edition notes of the layer and period: its dispersion and its weight.

    Returns
    -------
    Chance
        Variance in the squared unit of the layer, or that it is unknown. A value that has no
        chance of its own, such as a number of inhabitants, has the variance of its band.
    """
    deviation = compute_carried_deviation(row.moved, row.spread)
    return add_deviation(estimate_own_chance(layer, row, origin), deviation)


def estimate_own_chance(layer: Layer, row: Observation, origin: Origin) -> Chance:
    """Estimate what chance alone makes of the value of one row.

    Parameters
    ----------
    layer, row, origin
        As for :func:`estimate_row_chance`.

    Returns
    -------
    Chance
        Variance in the squared unit of the layer, or that it is unknown, as of all figures of
        other ground.
    """
    if row.reason == OTHER_GROUND:
        return UNKNOWN
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
    """Compute how large a difference between two values chance and carrying can make.

    Parameters
    ----------
    layer
        The layer of both values.
    area_row, other_row
        Rows of the two areas, of one period.
    origin
        What the edition notes of the layer and period.

    Returns
    -------
    float or None
        Half the 95 % interval of the difference, in the unit of the layer; None when unknown.
    """
    rows = (area_row, other_row)
    return compute_margin(combine_chances(estimate_row_chance(layer, row, origin) for row in rows))

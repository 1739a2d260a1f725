"""Signs: reservations about a figure as words of the API, the same for every figure.

The page, slides and pictures say it in their own words (:mod:`present.page.reservations`);
the method page explains each once.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.statistics.aggregate import BOUNDARY_MISMATCH
from nplv_geo.statistics.observation import Observation
from nplv_geo.statistics.variance import is_divided


class Sign(StrEnum):
    """One reservation."""

    ESTIMATE = "estimate"
    PARTLY = "partly"
    BOUNDARIES = "boundaries"
    CONVERTED = "converted"
    WEIGHTS = "weights"
    PROVISIONAL = "provisional"


def list_signs(layer: Layer, origin: Origin, area: str, row: Observation) -> tuple[Sign, ...]:
    """List the reservations about the figure of one area.

    Parameters
    ----------
    layer
        The layer of the figure.
    origin
        Where the layer's figures of that period come from, as the edition notes it.
    area
        Code of the area.
    row
        Figure of the area.

    Returns
    -------
    tuple of Sign
        In the order of :class:`Sign`; none where there is no value, as its status says why.
    """
    if row.value is None:
        return ()
    return tuple(_generate_signs(layer, origin, area, row))


def _generate_signs(layer: Layer, origin: Origin, area: str, row: Observation) -> Iterator[Sign]:
    if layer.notes.model_estimate:
        yield Sign.ESTIMATE
    if row.coverage < NEARLY_ALL:
        yield Sign.PARTLY
    if row.reason == BOUNDARY_MISMATCH:
        yield Sign.BOUNDARIES
    if is_divided(row.moved):
        yield Sign.CONVERTED
    if has_estimated_denominator(layer, origin, area):
        yield Sign.WEIGHTS
    if origin.provisional:
        yield Sign.PROVISIONAL


def has_estimated_denominator(layer: Layer, origin: Origin, area: str) -> bool:
    """Tell whether a rate is divided by a number that was not published for its year.

    Parameters
    ----------
    layer
        The layer of the rate.
    origin
        What the edition notes of the layer and period.
    area
        Code of the area.

    Returns
    -------
    bool
        Never True for the country, of which the inhabitants of each year are known.
    """
    is_country = area == NEDERLAND
    return layer.is_rate and origin.has_estimated_weights and not is_country

"""How a figure came to stand on the map of another year: what the edition knows of one of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.comparability import Carried
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.statistics.observation import Observation
from nplv_geo.statistics.variance import is_divided

# Why there is no figure where too much of it would have been divided.


@dataclass(frozen=True, slots=True)
class CarriedFigure:
    """What bringing the figure of one area from the areas of another year did to it.

    Attributes
    ----------
    table
        What is known of all figures of its layer and period.
    moved
        Mean, over the people of the area, of the share (0 to 1) of their old place that belongs
        elsewhere now; 0 when only whole places moved.
    spread
        Half of the 90 % band that dividing leaves, in the unit of the layer; None when nothing
        was divided.
    uncarried
        Figure of the whole places as they were published, in the same unit; None where there are
        none.
    """

    table: Carried
    moved: float
    spread: float | None
    uncarried: float | None

    @property
    def is_divided(self) -> bool:
        """True when a part was divided over places that is large enough to show."""
        return is_divided(self.moved)


@dataclass(frozen=True, slots=True)
class Band:
    """How far the true figure lies from one that was brought from other areas, at most (90 %).

    Attributes
    ----------
    below, above
        Distances to both ends, in the unit of the layer, 0 or more.
    """

    below: float
    above: float

    @property
    def is_cut(self) -> bool:
        """True when it would reach further than can be on one side."""
        return self.below != self.above


def cut_band(layer: Layer, value: float, spread: float) -> Band:
    """Cut the band around a figure off at what can occur.

    Parameters
    ----------
    layer
        Its range, such as 0 to 100 %, holds the band; counts and rates are never under 0.
    value
        The figure, as it is shown.
    spread
        Half of the band, in the unit of the layer.

    Returns
    -------
    Band
        As wide on both sides when it is possible throughout.
    """
    low, high = layer.value_range or (0.0 if layer.is_additive else -math.inf, math.inf)
    return Band(max(min(spread, value - low), 0.0), max(min(spread, high - value), 0.0))


def find_carried(edition: Edition, origin: Origin, row: Observation) -> CarriedFigure | None:
    """Find what bringing a figure onto the map did to it.

    Parameters
    ----------
    edition
        Edition that shows the figure.
    origin
        What the edition notes of the layer and period.
    row
        Figure of one area, or the absence of it.

    Returns
    -------
    CarriedFigure or None
        None for a figure that was published on the areas of the map, for one of which nobody
        knows where it lay, and for one that is shown where it was published.
    """
    is_shown_as_published = edition.comparable is not edition
    if origin.carried is None or row.moved is None or is_shown_as_published:
        return None
    return CarriedFigure(origin.carried, row.moved, row.spread, row.uncarried)

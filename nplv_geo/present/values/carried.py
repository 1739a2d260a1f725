"""How a figure came to stand on the map of another year: what the edition knows of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.edition.comparability import Carried
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.statistics.observation import Observation
from nplv_geo.statistics.variance import is_divided

# Why there is no figure where too much of it would have been divided.
WEAK_ESTIMATE = "weak_estimate"


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

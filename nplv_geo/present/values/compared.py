"""What a value is held against: an area, the rest of its gemeente, or the areas most like it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.origin import Origin
from nplv_geo.present.values.rows import (
    RowFinder,
    compute_margin_between,
    estimate_row_chance,
    make_rest_row,
)
from nplv_geo.statistics.medians import compute_median_margin, make_median_row
from nplv_geo.statistics.observation import Observation
from nplv_geo.statistics.variance import compute_margin


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing to compare with, and the areas that its figures are made of.

    Attributes
    ----------
    id
        Code of an area, ``rest:GM0917`` or ``gelijken``.
    kind
        Whether it is an area, the first member without the second, or the median of members.
    members
        Codes of areas.
    """

    id: str
    kind: Literal["area", "rest", "alike"]
    members: tuple[str, ...]

    def find_row(self, layer: Layer, find_row: RowFinder) -> Observation:
        """Find its figure of one layer and period.

        Parameters
        ----------
        layer
            The layer of the rows.
        find_row
            Gives the row of any area.

        Returns
        -------
        Observation
            Without a value where it can't be worked out.
        """
        rows = [find_row(member) for member in self.members]
        match self.kind:
            case "rest":
                return make_rest_row(layer, *rows)
            case "alike":
                return make_median_row(rows)
            case _:
                return rows[0]

    def compute_margin(
        self, layer: Layer, find_row: RowFinder, area: str, origin: Origin
    ) -> float | None:
        """Compute how large a difference with an area chance alone can make.

        Parameters
        ----------
        layer
            The layer of both figures.
        find_row
            Gives the row of any area.
        area
            Code of the area.
        origin
            What the edition notes of the layer and period.

        Returns
        -------
        float or None
            Half the 95 % interval of the difference, in the unit of the layer; None when unknown.
        """
        area_row = find_row(area)
        if self.kind != "alike":
            other_row = self.find_row(layer, find_row)
            return compute_margin_between(layer, area_row, other_row, origin)
        pairs = [
            (row.value, compute_margin(estimate_row_chance(layer, row, origin)))
            for row in map(find_row, self.members)
            if row.value is not None
        ]
        own = compute_margin(estimate_row_chance(layer, area_row, origin))
        margin = compute_median_margin([v for v, _ in pairs], [m for _, m in pairs])
        return None if own is None or margin is None else math.hypot(own, margin)

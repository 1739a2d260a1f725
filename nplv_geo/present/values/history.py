"""Values of one area over time, as the points that trends are told from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.status import Status
from nplv_geo.present.values.chances import estimate_row_chance
from nplv_geo.statistics.observation import Observation
from nplv_geo.statistics.time.time_points import SeriesPoint


@dataclass(frozen=True)
class History:
    """Rows of one area by layer and period.

    Attributes
    ----------
    row
        Gives the row of a layer and period, None when there is none.
    """

    find_row: Callable[[str, str], Observation | None]

    def list_points(self, edition: Edition, layer: Layer) -> tuple[SeriesPoint, ...]:
        """All periods of a layer, oldest first."""
        return tuple(self._point(edition, layer, period) for period in edition.periods(layer.id))

    def _point(self, edition: Edition, layer: Layer, period: str) -> SeriesPoint:
        origin = edition.origin(layer.id, period)
        series, provisional = origin.series, origin.provisional
        row = self.find_row(layer.id, period)
        if row is None:
            return SeriesPoint(period, None, Status.NO_DATA.value, series, provisional)
        return SeriesPoint(
            period=period,
            value=row.value,
            status=row.status,
            series=series,
            provisional=provisional,
            chance=estimate_row_chance(layer, row, origin),
            coverage=row.coverage,
            is_exceptional=layer.source.is_exceptional(period),
        )


def make_history(edition: Edition, area: str) -> History:
    """Look up all that is known of an area over time."""
    return History(partial(edition.values.find, area=area))

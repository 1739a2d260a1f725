"""History: the values of one area over time, as the points that a trend is measured on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.status import Status
from nplv_geo.present.values.rows import estimate_own_chance
from nplv_geo.statistics.observation import Observation
from nplv_geo.statistics.time.time_points import SeriesPoint, withhold_partial_sums


@dataclass(frozen=True)
class History:
    """The rows of one area, by layer and period.

    Attributes
    ----------
    find_row
        Gives the row of a layer and period, None when there is none.
    """

    find_row: Callable[[str, str], Observation | None]

    def list_points(self, edition: Edition, layer: Layer) -> tuple[SeriesPoint, ...]:
        """List the values of a layer.

        Parameters
        ----------
        edition
            Edition that holds the values.
        layer
            A layer of the edition.

        Returns
        -------
        tuple of SeriesPoint
            One for each period, oldest first, in the unit of the layer.
        """
        points = tuple(
            self._make_point(edition, layer, period) for period in edition.periods(layer.id)
        )
        return withhold_partial_sums(points) if layer.is_amount else points

    def _make_point(self, edition: Edition, layer: Layer, period: str) -> SeriesPoint:
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
            chance=estimate_own_chance(layer, row, origin),
            coverage=row.coverage,
            is_exceptional=layer.source.is_exceptional(period),
            moved=row.moved,
            spread=row.spread,
            reason=row.reason,
        )


def make_history(edition: Edition, area: str) -> History:
    """Make the history of an area.

    Parameters
    ----------
    edition
        Edition that holds the values.
    area
        Code of the area; one that the edition lacks has points without values.

    Returns
    -------
    History
        Reads each row at the moment that it is needed.
    """
    return History(partial(edition.values.find, area=area))

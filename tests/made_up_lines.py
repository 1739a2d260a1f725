"""Lines of a trend that were made up."""

from __future__ import annotations

from nplv_geo.present.time.lines import TrendLine
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.variance import NONE


def line(*values: float | None, provisional: int = 0, broken: int = 9_999) -> TrendLine:
    """A line from 2019 on, of which the last so many points are provisional."""
    found = [
        SeriesPoint(
            str(2019 + i),
            value,
            "not_comparable" if value is None else "ok",
            series=1 + (2019 + i >= broken),
            provisional=i >= len(values) - provisional,
            chance=NONE,
        )
        for i, value in enumerate(values)
    ]
    return TrendLine("x", "Iks", "Iks", "other", tuple(found))

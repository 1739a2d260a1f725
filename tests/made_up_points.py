"""Series of values that were made up, and the verdict on two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import Gap, measure_gap
from nplv_geo.statistics.variance import NONE, UNKNOWN, KnownVariance

CRIME = "misdrijven_per_1000"  # lower is better, one decimal
HEALTH = "goed_ervaren_gezondheid_pct"  # higher is better, one decimal, a model estimate
LEVEL = (40.0, 40.0, 40.0, 40.0)


def points(
    values: Sequence[float | None], *, first: int = 2022, variance: float | None = None
) -> list[SeriesPoint]:
    """A series of one value a year; without a variance there is no chance to speak of."""
    chance = NONE if variance is None else KnownVariance(variance)
    return [
        SeriesPoint(str(first + i), value, "no_data" if value is None else "ok", chance=chance)
        for i, value in enumerate(values)
    ]


def unsure(series: list[SeriesPoint]) -> list[SeriesPoint]:
    """The same, of which nobody knows what part chance plays."""
    return [replace(point, chance=UNKNOWN) for point in series]


def provisional(series: list[SeriesPoint]) -> list[SeriesPoint]:
    """The same, of which the last may still change."""
    return [*series[:-1], replace(series[-1], provisional=True)]


def found(
    layer: Layer,
    area: Sequence[float | None],
    reference: Sequence[float | None] = LEVEL,
    variance: float | None = None,
) -> Gap:
    result = measure_gap(
        points(area, variance=variance), points(reference, variance=variance), layer
    )
    assert result is not None
    return result

"""Names at the ends of lines: as near to their line as they can be without touching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from nplv_geo.present.time.lines import TrendLine

_SPACE = 3.0


@dataclass(frozen=True, slots=True)
class EndLabel:
    """Name of one line.

    Attributes
    ----------
    parts
        The text, broken into lines.
    at, height
        Middle of the label below the top of the plot, and its height, in pixels.
    """

    line: TrendLine
    year: int
    value: float
    parts: tuple[str, ...]
    at: float
    height: float


def spread_labels(labels: Sequence[EndLabel], plot: float) -> list[EndLabel]:
    """Move labels apart, each as little as possible, within a plot of ``plot`` pixels high.

    Notes
    -----
    With the heights taken out, places may not decrease: that is isotonic regression, which
    pooling adjacent violators solves (Barlow, Bartholomew, Bremner and Brunk, "Statistical
    Inference under Order Restrictions", 1972).
    """
    if not labels:
        return []
    ordered = sorted(labels, key=lambda label: label.at)
    gaps = [(a.height + b.height) / 2 + _SPACE for a, b in pairwise(ordered)]
    offsets = list(accumulate(gaps, initial=0.0))
    places = _fit_rising([label.at - off for label, off in zip(ordered, offsets, strict=True)])
    lowest = ordered[0].height / 2
    highest = plot - ordered[-1].height / 2 - offsets[-1]
    return [
        replace(label, at=max(min(place, highest), lowest) + off)
        for label, place, off in zip(ordered, places, offsets, strict=True)
    ]


def _fit_rising(heights: Sequence[float]) -> list[float]:
    """The nearest numbers, by squares, that never decrease."""
    pools: list[tuple[float, int]] = []
    for number in heights:
        pools.append((number, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (late, n), (early, m) = pools.pop(), pools.pop()
            pools.append(((late * n + early * m) / (n + m), n + m))
    return [mean for mean, n in pools for _ in range(n)]

"""Colours of the map classes: safe for colour-blind readers, and in grey print light to dark.

One teal ramp for amounts. Two-sided ramps turn around the reference: brown-orange against
blue-green where one side is better, violet against slate where nothing is judged.
"""

from __future__ import annotations

from nplv_geo.definitions.layers import Direction
from nplv_geo.statistics.classify import Classification

SEQUENTIAL = ("#d6eae6", "#a5d0cd", "#6cadb1", "#388592", "#115363")
# From none of the domains to all six: the side of the worse, in even steps of lightness.
STACKED = ("#f3e7d3", "#e8c499", "#dba167", "#c57e3a", "#aa5c1a", "#884005", "#602903")
_WORSE_TO_BETTER = ("#9a4a05", "#cf8a45", "#ecc9a0", "#eef0ee", "#b3d5d2", "#5fa3a9", "#155f6e")
_LOW_TO_HIGH = ("#5c4a8a", "#9484bb", "#cfc6e2", "#f0f0f2", "#c3cfdd", "#7e95b3", "#3f5f86")
NO_DATA = "#ffffff"
_LIGHTEST, _DARKEST = 232, 56


def colours(classification: Classification, direction: Direction) -> tuple[str, ...]:
    """One colour per class, from the lowest class to the highest."""
    if classification.scheme == "counts":
        return _spread(STACKED, classification.k)
    if classification.reference is not None:
        if direction == "neutral":
            return _LOW_TO_HIGH
        return _WORSE_TO_BETTER if direction == "better" else _WORSE_TO_BETTER[::-1]
    k = max(classification.k, 1)
    return _spread(SEQUENTIAL, k) if k > 1 else (SEQUENTIAL[2],)


def greys(k: int) -> tuple[str, ...]:
    """Even steps of grey from light to dark: also where two colours of a ramp are as dark."""
    steps = (round(_LIGHTEST - i * (_LIGHTEST - _DARKEST) / max(k - 1, 1)) for i in range(k))
    return tuple(f"#{step:02x}{step:02x}{step:02x}" for step in steps)


def _spread(ramp: tuple[str, ...], k: int) -> tuple[str, ...]:
    """The outer colours and even steps between them."""
    return tuple(ramp[round(i * (len(ramp) - 1) / max(k - 1, 1))] for i in range(k))

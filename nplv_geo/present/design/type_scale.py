"""Steps on a scale of letters: what doesn't fit takes the next size, never one in between."""

from __future__ import annotations

from nplv_geo.present.design.tokens import TextScale, TextSize


def list_sizes(scale: TextScale, largest: TextSize, smallest: TextSize) -> tuple[float, ...]:
    """List the sizes that a text may have, the largest first.

    Parameters
    ----------
    scale
        Sizes of a medium.
    largest, smallest
        The first and the last that are tried.

    Returns
    -------
    tuple of float
        In the unit of the scale.
    """
    return tuple(
        size
        for size in sorted(scale.values(), reverse=True)
        if scale[smallest] <= size <= scale[largest]
    )


def step_down(scale: TextScale, size: float) -> float:
    """Give the next smaller size of a scale, or its smallest."""
    return max((other for other in scale.values() if other < size), default=min(scale.values()))

"""Where circles and their labels go, as on screen: ``assets/14-circles.js`` does it there.

Focus areas of neighbouring cities lie closer together than their circles are wide, so circles
give way to each other a little, and labels look for a free place around them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nplv_geo.export.map.sheet import Box

_ROUNDS = 80
_GAP = 1.5
_HOMESICK = 0.05
_STEP = 4.0
_DISTANCES = (3, 12, 24, 38, 54, 72, 96)
_DIRECTIONS = (
    (1, 0), (-1, 0), (0.75, -0.75), (0.75, 0.75), (-0.75, -0.75), (-0.75, 0.75), (0, -1), (0, 1),
)  # fmt: skip


@dataclass(slots=True)
class Disc:
    """A circle on the sheet; ``home`` is where its area lies."""

    x: float
    y: float
    r: float
    home: tuple[float, float]


@dataclass(frozen=True, slots=True)
class CircleLabel:
    """A label beside a circle; ``lead`` is where a line to it ends, None when it is near."""

    box: Box
    lead: tuple[float, float] | None


def spread(places: Sequence[tuple[float, float, float]]) -> list[Disc]:
    """Push circles (x, y, radius) apart until they hardly overlap, as near home as that goes."""
    discs = [Disc(x, y, r, (x, y)) for x, y, r in places]
    for _ in range(_ROUNDS):
        for disc in discs:
            disc.x += (disc.home[0] - disc.x) * _HOMESICK
            disc.y += (disc.home[1] - disc.y) * _HOMESICK
        for i, disc in enumerate(discs):
            for other in discs[i + 1 :]:
                _push_apart(disc, other)
    return discs


def _push_apart(a: Disc, b: Disc) -> None:
    dx, dy = (b.x - a.x) or 0.01, b.y - a.y
    distance = math.hypot(dx, dy)
    overlap = a.r + b.r + _GAP - distance
    if overlap <= 0:
        return
    share = b.r / (a.r + b.r)
    x, y = dx / distance * overlap, dy / distance * overlap
    a.x, a.y = a.x - x * share, a.y - y * share
    b.x, b.y = b.x + x * (1 - share), b.y + y * (1 - share)


def place_labels(
    discs: Sequence[Disc], widths: Sequence[float], high: float, frame: Box
) -> list[CircleLabel | None]:
    """Find a free place for each label, the largest circle first; None where there is none."""
    around = [Box(d.x - d.r, d.y - d.r, 2 * d.r, 2 * d.r) for d in discs]
    labels: list[CircleLabel | None] = [None] * len(discs)
    taken: list[Box] = []
    for i in sorted(range(len(discs)), key=lambda i: -discs[i].r):
        others = [*(box for j, box in enumerate(around) if j != i), *taken]
        found = _free_place(discs, i, (widths[i], high), others, taken, frame)
        labels[i] = found
        if found:
            taken.append(found.box)
    return labels


def _free_place(  # noqa: PLR0913, PLR0917  # everything that the place depends on
    discs: Sequence[Disc],
    own: int,
    size: tuple[float, float],
    others: Sequence[Box],
    labels: Sequence[Box],
    frame: Box,
) -> CircleLabel | None:
    """The nearest free place; lines to far labels avoid labels and circles as long as they can."""
    free = [
        (box, at, is_far)
        for box, at, is_far in _places(discs[own], size)
        if frame.holds(box) and not any(box.overlaps(other) for other in others)
    ]
    circles = [disc for i, disc in enumerate(discs) if i != own]
    for strictness in (2, 1, 0):
        for box, at, is_far in free:
            start = (discs[own].x, discs[own].y)
            clear = strictness == 0 or not any(_touches(start, at, disc) for disc in circles)
            if clear and strictness > 1:
                clear = not any(_crosses(start, at, label) for label in labels)
            if clear or not is_far:
                return CircleLabel(box, at if is_far else None)
    return None


def _places(disc: Disc, size: tuple[float, float]) -> list[tuple[Box, tuple[float, float], bool]]:
    """All places around a circle, the near ones first: the box, its near side, whether far."""
    wide, high = size
    found = []
    for distance in _DISTANCES:
        for dx, dy in _DIRECTIONS:
            x = disc.x + dx * (disc.r + distance)
            y = disc.y - dy * (disc.r + distance + (high / 2 if dx == 0 else 0))
            left = x if dx > 0 else x - wide if dx < 0 else x - wide / 2
            box = Box(left, y - high / 2, wide, high)
            found.append((box, (x, y), distance > _DISTANCES[0]))
    return found


def _touches(a: tuple[float, float], b: tuple[float, float], disc: Disc) -> bool:
    """Tell whether the line from a to b touches the circle."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((disc.x - a[0]) * dx + (disc.y - a[1]) * dy) / (dx * dx + dy * dy)
    t = min(1.0, max(0.0, along))
    return math.hypot(disc.x - a[0] - t * dx, disc.y - a[1] - t * dy) < disc.r + 1


def _crosses(a: tuple[float, float], b: tuple[float, float], box: Box) -> bool:
    """Tell whether the line from a to b crosses the box, in steps shorter than a label is high."""
    steps = math.ceil(math.hypot(b[0] - a[0], b[1] - a[1]) / _STEP)
    for i in range(steps):
        x, y = a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps
        if box.left < x < box.right and box.bottom < y < box.top:
            return True
    return False

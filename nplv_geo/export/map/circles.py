"""Where circles and their names go on a sheet, by the rules of :mod:`present.circle_placing`.

Focus areas of neighbouring cities lie closer together than their circles are wide, so circles
give way to each other a little, and names look for a free place around them. The page does the
same in ``scripts/src/pure/circles.js``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.present.map.circle_placing import CirclePlacing

Spot = tuple[float, float]


@dataclass(slots=True)
class Disc:
    """A circle on the sheet, in points; ``home`` is where its area lies."""

    x: float
    y: float
    r: float
    home: Spot

    @property
    def is_moved(self) -> bool:
        """True when its home lies outside the circle."""
        return (self.x - self.home[0]) ** 2 + (self.y - self.home[1]) ** 2 > self.r**2


@dataclass(frozen=True, slots=True)
class CircleLabel:
    """Place of a name beside a circle; ``lead`` is where a line to it ends, None for a near one."""

    box: SheetBox
    lead: Spot | None


@dataclass(frozen=True, slots=True)
class _Trial:
    """A place to try: the box, the middle of its near side, and whether a line leads to it."""

    box: SheetBox
    end: Spot
    is_far: bool


def spread_circles(
    places: Sequence[tuple[float, float, float]], placing: CirclePlacing
) -> list[Disc]:
    """Push circles apart until they hardly overlap, as near home as that goes.

    Parameters
    ----------
    places
        x, y and radius of each circle, in points; the y axis points up.
    placing
        Rules in points.
    """
    discs = [Disc(x, y, r, (x, y)) for x, y, r in places]
    for _ in range(placing.rounds):
        for disc in discs:
            disc.x += (disc.home[0] - disc.x) * placing.homing
            disc.y += (disc.home[1] - disc.y) * placing.homing
        for i, disc in enumerate(discs):
            for other in discs[i + 1 :]:
                _push_apart(disc, other, placing.gap)
    return discs


def _push_apart(one: Disc, other: Disc, gap: float) -> None:
    """Move two circles that overlap, the smaller one most."""
    dx, dy = (other.x - one.x) or 0.01, other.y - one.y
    distance = math.hypot(dx, dy)
    overlap = one.r + other.r + gap - distance
    if overlap <= 0:
        return
    share = other.r / (one.r + other.r)
    x, y = dx / distance * overlap, dy / distance * overlap
    one.x, one.y = one.x - x * share, one.y - y * share
    other.x, other.y = other.x + x * (1 - share), other.y + y * (1 - share)


def place_labels(
    discs: Sequence[Disc],
    widths: Sequence[float],
    height: float,
    sheet: SheetBox,
    placing: CirclePlacing,
) -> list[CircleLabel | None]:
    """Find a free place for each name, that of the largest circle first.

    Parameters
    ----------
    widths, height
        Width of each name, and the height of all, in points.
    sheet
        Box of the map, in points; names stay within its margin.
    placing
        Rules in points.

    Returns
    -------
    list of CircleLabel or None
        In the order of ``discs``; None where no place is free.
    """
    squares = [SheetBox(d.x - d.r, d.y - d.r, 2 * d.r, 2 * d.r) for d in discs]
    frame = sheet.shrink(placing.margin)
    labels: list[CircleLabel | None] = [None] * len(discs)
    names: list[SheetBox] = []
    for i in sorted(range(len(discs)), key=lambda i: -discs[i].r):
        others = [*(square for j, square in enumerate(squares) if j != i), *names]
        free = [
            trial
            for trial in _list_trials(discs[i], widths[i], height, placing)
            if frame.holds(trial.box) and not any(trial.box.overlaps(other) for other in others)
        ]
        label = _choose_place(discs, i, free, names, placing)
        labels[i] = label
        if label:
            names.append(label.box)
    return labels


def _choose_place(
    discs: Sequence[Disc],
    index: int,
    free: Sequence[_Trial],
    names: Sequence[SheetBox],
    placing: CirclePlacing,
) -> CircleLabel | None:
    """The nearest free place; lines to far names avoid names and circles as long as they can."""
    start = (discs[index].x, discs[index].y)
    others = [disc for i, disc in enumerate(discs) if i != index]

    def avoids_circles(trial: _Trial) -> bool:
        return not any(_touches(start, trial.end, disc, placing.clearance) for disc in others)

    def avoids_all(trial: _Trial) -> bool:
        is_crossing = any(_crosses(start, trial.end, name, placing.step) for name in names)
        return not is_crossing and avoids_circles(trial)

    for is_clear in (avoids_all, avoids_circles, lambda _: True):
        for trial in free:
            if not trial.is_far or is_clear(trial):
                return CircleLabel(trial.box, trial.end if trial.is_far else None)
    return None


def _list_trials(
    disc: Disc, width: float, height: float, placing: CirclePlacing
) -> Iterator[_Trial]:
    """All places around a circle, the near ones first."""
    for distance in placing.distances:
        for dx, dy in placing.directions:
            x = disc.x + dx * (disc.r + distance)
            y = disc.y - dy * (disc.r + distance + (height / 2 if dx == 0 else 0))
            left = x if dx > 0 else x - width if dx < 0 else x - width / 2
            box = SheetBox(left, y - height / 2, width, height)
            yield _Trial(box, (x, y), distance > placing.distances[0])


def _touches(start: Spot, end: Spot, disc: Disc, clearance: float) -> bool:
    """Tell whether a line touches a circle."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = ((disc.x - start[0]) * dx + (disc.y - start[1]) * dy) / (dx * dx + dy * dy)
    t = min(1.0, max(0.0, along))
    nearest = math.hypot(disc.x - start[0] - t * dx, disc.y - start[1] - t * dy)
    return nearest < disc.r + clearance


def _crosses(start: Spot, end: Spot, box: SheetBox, step: float) -> bool:
    """Tell whether a line crosses a box, in steps shorter than a name is high."""
    steps = math.ceil(math.hypot(end[0] - start[0], end[1] - start[1]) / step)
    for i in range(steps):
        x = start[0] + (end[0] - start[0]) * i / steps
        y = start[1] + (end[1] - start[1]) * i / steps
        if box.left < x < box.right and box.bottom < y < box.top:
            return True
    return False

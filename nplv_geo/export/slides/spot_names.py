"""Where the names of areas in a scatter stand: at the side where they cover least."""

from __future__ import annotations

from collections.abc import Sequence

from nplv_geo.export.fitting import measure_width
from nplv_geo.export.slides.grids import choose_span_scale
from nplv_geo.export.slides.places import Frame, Side
from nplv_geo.present.briefing.scatter import SlideScatter, Spot

_SIDES: tuple[Side, ...] = ("right", "left", "above", "below")
_AWAY = 9.0  # points from the middle of a spot to its name
_SLACK = 1.1  # other letters are wider than those that were measured
# What it costs to leave the frame, to cover the mark or name of an area, or a spot.
_OUTSIDE, _NAMED, _SPOT = 1_000, 100, 1


def choose_sides(part: SlideScatter, inside: Frame, size: float) -> tuple[Side, ...]:
    """Choose a side for the name of each named area, that of the page first.

    Parameters
    ----------
    part
        The scatter.
    inside
        Frame between its axes, in points.
    size
        Of the letters.

    Returns
    -------
    tuple of Side
        In the order of ``part.named``.
    """
    across, up = (choose_span_scale(*axis.span) for axis in (part.across, part.up))

    def place(spot: Spot) -> tuple[float, float]:
        return (
            inside.left + across.share(spot.across) * inside.width,
            inside.bottom - up.share(spot.up) * inside.height,
        )

    spots = [place(spot) for group in part.groups for spot in group.spots]
    marks = [place(one.spot) for one in part.named]
    taken: list[Frame] = []
    sides: list[Side] = []
    # The area of the page is the last one and chooses first.
    for one in reversed(part.named):
        spot, wide = place(one.spot), measure_width(one.spot.name, size) * _SLACK
        frames = {side: _frame_name(spot, wide, size, side) for side in _SIDES}

        def rate(side: Side, frames: dict[Side, Frame] = frames) -> int:
            frame = frames[side]
            is_outside = frame.left < inside.left or frame.right > inside.right
            is_outside |= frame.top < inside.top or frame.bottom > inside.bottom
            near = sum(_covers(frame, mark) for mark in marks) + sum(
                _overlaps(frame, other) for other in taken
            )
            return _OUTSIDE * is_outside + _NAMED * near + _SPOT * _count_covered(frame, spots)

        side = min(_SIDES, key=rate)
        taken.append(frames[side])
        sides.append(side)
    return tuple(reversed(sides))


def _frame_name(spot: tuple[float, float], wide: float, high: float, side: Side) -> Frame:
    x, y = spot
    match side:
        case "right":
            return Frame(x + _AWAY, y - high / 2, wide, high)
        case "left":
            return Frame(x - _AWAY - wide, y - high / 2, wide, high)
        case "above":
            return Frame(x - wide / 2, y - _AWAY - high, wide, high)
        case "below":
            return Frame(x - wide / 2, y + _AWAY, wide, high)


def _covers(frame: Frame, spot: tuple[float, float]) -> bool:
    x, y = spot
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


def _count_covered(frame: Frame, spots: Sequence[tuple[float, float]]) -> int:
    return sum(_covers(frame, spot) for spot in spots)


def _overlaps(one: Frame, other: Frame) -> bool:
    is_beside = one.right <= other.left or other.right <= one.left
    return not is_beside and one.top < other.bottom and other.top < one.bottom

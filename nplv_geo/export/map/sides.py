"""The maps of one picture: one that fills its box, or two beside or above each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nplv_geo.export.map.contents import MapContents, gather_contents
from nplv_geo.export.map.sheet import Bounds, Fit, SheetBox, fit_bounds
from nplv_geo.present.page.page import Page

_GAP = 12.0
MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Side:
    """One map of a picture; lengths in points.

    Attributes
    ----------
    contents
        What stands on the map, in metres (EPSG:28992).
    box, fit
        Its place on the sheet, and where those metres come there.
    name_room
        Height of the line above the box; nothing where the map is the only one.
    """

    page: Page
    contents: MapContents
    box: SheetBox
    fit: Fit
    name_room: float


def place_sides(
    pages: Sequence[Page], box: SheetBox, name_room: float, top: float = 0.0
) -> tuple[Side, ...]:
    """Divide a box among the maps of a picture, all of one scale.

    Parameters
    ----------
    pages
        One for each map.
    box
        What they share.
    name_room
        Height of the line above each of two.
    top
        What is kept free at the upper side of each map, beside a margin.

    Returns
    -------
    tuple of Side
        Beside each other, or above each other where they are larger so.
    """
    contents = [gather_contents(page) for page in pages]
    bounds = [one.bounds for one in contents]
    ways = [_divide(box, name_room, is_beside=way) for way in (True, False)]
    boxes: tuple[SheetBox, ...] = (box,)
    if len(pages) > 1:
        boxes = max(ways, key=lambda way: _find_scale(bounds, way, top))
    scale = _find_scale(bounds, boxes, top)
    return tuple(
        Side(
            page,
            one,
            part,
            fit_bounds(one.bounds, part.shrink(MARGIN, top), scale),
            name_room if len(pages) > 1 else 0.0,
        )
        for page, one, part in zip(pages, contents, boxes, strict=True)
    )


def _divide(box: SheetBox, name_room: float, *, is_beside: bool) -> tuple[SheetBox, ...]:
    """Two boxes with room for a line above each."""
    if is_beside:
        wide, high = (box.width - _GAP) / 2, box.height - name_room
        lefts = (box.left, box.left + wide + _GAP)
        return tuple(SheetBox(left, box.bottom, wide, high) for left in lefts)
    high = (box.height - _GAP) / 2 - name_room
    bottoms = (box.bottom + high + name_room + _GAP, box.bottom)
    return tuple(SheetBox(box.left, bottom, box.width, high) for bottom in bottoms)


def _find_scale(bounds: Sequence[Bounds], boxes: Sequence[SheetBox], top: float) -> float:
    """Points for a metre at which all places fit."""
    pairs = zip(bounds, boxes, strict=True)
    return min(fit_bounds(one, box.shrink(MARGIN, top)).scale for one, box in pairs)


def divide_legend(
    box: SheetBox, heights: Sequence[float], *, is_beside: bool
) -> tuple[SheetBox, ...]:
    """Divide the box of the legend among the maps of a picture.

    Parameters
    ----------
    box
        What they share.
    heights
        How high the legend of each map is.
    is_beside
        Whether legends stand beside each other, in a box that is wide.

    Returns
    -------
    tuple of SheetBox
        The first map's at the left, or at the top.
    """
    n = len(heights)
    if n == 1:
        return (box,)
    if is_beside:
        wide = (box.width - (n - 1) * _GAP) / n
        lefts = [box.left + i * (wide + _GAP) for i in range(n)]
        return tuple(SheetBox(left, box.bottom, wide, box.height) for left in lefts)
    boxes, top = [], box.top
    for high in heights:
        boxes.append(SheetBox(box.left, top - high, box.width, high))
        top -= high + _GAP / 2
    return tuple(boxes)

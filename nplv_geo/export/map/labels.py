"""Names on a picture, by the rules of :mod:`present.map.naming`: the page does the same.

A name is placed alone; its value comes below it where there is room left. What lies wholly on its
own area has letters that read on that colour; what sticks out lies on a veil.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from nplv_geo.export.map.sheet import SheetBox
from nplv_geo.export.typesetting import LEADING, measure_width
from nplv_geo.present.map.naming import NAME_PLACING, NamePlacing
from nplv_geo.present.page.palette import INK, PAPER, compute_contrast

_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of one label, around the middle (x, y), and the space that they take.

    Attributes
    ----------
    is_inside
        Whether all of it lies on its own area.
    """

    code: str
    lines: tuple[str, ...]
    x: float
    y: float
    box: SheetBox
    colour: str
    is_inside: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place.

    Attributes
    ----------
    texts
        What to try, the best first: each is the lines of one label.
    colour
        Of letters on its own area.
    value
        What may stand below the name.
    is_needed
        Whether it may stick out of its area.
    mark
        What stands inside the area where the name has no place.
    """

    code: str
    texts: tuple[tuple[str, ...], ...]
    shape: shapely.Geometry
    colour: str
    value: str = ""
    is_needed: bool = False
    mark: str = ""


def place_names(
    wishes: Sequence[Wish],
    frame: SheetBox,
    size: float,
    occupied: Iterable[SheetBox] = (),
    placing: NamePlacing = NAME_PLACING,
) -> list[Label]:
    """Give each wish its label in turn, and leave out what has no free place.

    Parameters
    ----------
    wishes
        The most important first, with shapes in points on the sheet.
    frame
        Box that labels stay within, in points.
    size
        Size of the letters, in points.
    occupied
        Places on the map where no label may come.
    placing
        Rules in points.

    Returns
    -------
    list of Label
        In the order of the wishes, without those that have no place.
    """
    taken, labels = list(occupied), []
    for wish in wishes:
        label = _find_place(wish, frame, size, taken, placing)
        if label:
            taken.append(label.box)
            labels.append(label)
    return labels


def add_values(
    labels: Sequence[Label],
    wishes: Sequence[Wish],
    frame: SheetBox,
    size: float,
    occupied: Iterable[SheetBox] = (),
) -> list[Label]:
    """Add the value below each name that leaves room for it.

    Parameters
    ----------
    labels
        As :func:`place_names` gave them for these wishes.
    wishes, frame, size, occupied
        As it was given them.

    Returns
    -------
    list of Label
        In the same order.
    """
    by_code = {wish.code: wish for wish in wishes}
    boxes, fixed = [label.box for label in labels], list(occupied)
    added = list(labels)
    for i, label in enumerate(labels):
        wish = by_code[label.code]
        if not wish.value or label.lines == (wish.mark,):
            continue
        others = [*fixed, *boxes[:i], *boxes[i + 1 :]]
        longer = [
            _make_label(wish, (*lines, wish.value), (label.x, label.y), size)
            for lines in dict.fromkeys((label.lines, *wish.texts))
        ]
        free = [one for one in longer if _is_free(one.box, frame, others)]
        best = next((one for one in free if one.is_inside), None)
        if best is None and wish.is_needed:
            best = next(iter(free), None)
        if best:
            added[i], boxes[i] = best, best.box
    return added


def _find_place(
    wish: Wish, frame: SheetBox, size: float, taken: Sequence[SheetBox], placing: NamePlacing
) -> Label | None:
    west, _, east, _ = wish.shape.bounds
    if east - west < placing.least:
        return None
    shapely.prepare(wish.shape)
    spots = list_spots(wish.shape, placing)
    middles = [spot for spot in spots if spot[2] == 0]
    # What sticks out had better be narrow.
    sticking = wish.texts[::-1] if wish.is_needed else ()
    alone = ((wish.mark,),) if wish.mark else ()
    for ways, must_fit in ((wish.texts, True), (sticking, False), (alone, True)):
        for lines in ways:
            for x, y, _ in middles if must_fit else spots:
                label = _make_label(wish, lines, (x, y), size)
                fits = label.is_inside or not must_fit
                if fits and _is_free(label.box, frame, taken):
                    return label
    return None


def _is_free(box: SheetBox, frame: SheetBox, taken: Iterable[SheetBox]) -> bool:
    return frame.holds(box) and not any(box.overlaps(other) for other in taken)


def list_spots(shape: shapely.Geometry, placing: NamePlacing) -> list[tuple[float, float, float]]:
    """List where the middle of a name may stand: on the widest stretch at some heights.

    Parameters
    ----------
    shape
        The area.
    placing
        Which heights, and how far beside the middle of the stretch.

    Returns
    -------
    list of tuple of float
        x, y and the shift beside the middle, the middles first.
    """
    stretches = list(_list_stretches(shape, placing.heights))
    return [
        ((west + east) / 2 + shift * (east - west), y, shift)
        for shift in placing.shifts
        for west, east, y in stretches
    ]


def _list_stretches(
    shape: shapely.Geometry, at: Sequence[float]
) -> Iterator[tuple[float, float, float]]:
    """Ends and height of the widest stretch at each height."""
    west, south, east, north = shape.bounds
    heights = south + (north - south) * np.array(at)
    lines = shapely.linestrings([[(west - 1, y), (east + 1, y)] for y in heights])
    stretches, line_of = shapely.get_parts(shapely.intersection(lines, shape), return_index=True)
    lengths, ends = shapely.length(stretches), shapely.bounds(stretches)
    for i, y in enumerate(heights):
        segments = np.flatnonzero((line_of == i) & (lengths > 0))
        if len(segments):
            widest = ends[segments[np.argmax(lengths[segments])]]
            yield float(widest[0]), float(widest[2]), float(y)


def _make_label(
    wish: Wish, lines: tuple[str, ...], middle: tuple[float, float], size: float
) -> Label:
    """A label around a middle; ink where it doesn't lie on one colour."""
    x, y = middle
    wide = max(measure_width(line, size) for line in lines) + 2 * _GAP
    high = len(lines) * size * LEADING
    box = SheetBox(x - wide / 2, y - high / 2, wide, high)
    label = Label(wish.code, lines, x, y, box, wish.colour, is_inside=True)
    outline = shapely.box(box.left, box.bottom, box.right, box.top)
    if shapely.contains(wish.shape, outline):
        return label
    return replace(label, colour=INK, is_inside=False)


def break_name(name: str, size: float) -> tuple[tuple[str, ...], ...]:
    """A name on one line, or on two of about the same length where it may be broken.

    Parameters
    ----------
    size
        Size of the letters, in points.

    Returns
    -------
    tuple of tuple of str
        The lines of each way of writing it, the best first.
    """
    places = [match.end() for match in re.finditer(r"[ -]", name[:-1])]
    halves = [(name[:at].rstrip(" "), name[at:]) for at in places]

    def longest(lines: tuple[str, str]) -> float:
        return max(measure_width(line, size) for line in lines)

    best = min(halves, key=longest, default=None)
    return ((name,), best) if best else ((name,),)


def choose_letters(colour: str) -> str:
    """Ink or white: what reads best on a colour."""
    return INK if compute_contrast(INK, colour) >= compute_contrast(PAPER, colour) else PAPER

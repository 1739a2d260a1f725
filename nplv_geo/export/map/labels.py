"""Names on the map: the largest areas first, each where it fits, left out where it doesn't.

A label may not touch another one, and lies wholly on its own area: the next one may ask for
letters of another tone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from nplv_geo.export.map.sheet import Shapes, SheetBox
from nplv_geo.export.typesetting import LEADING, measure_width
from nplv_geo.present.page.palette import INK, PAPER, compute_contrast

MOST_LABELLED = 400
_HEIGHTS = (0.5, 0.4, 0.6, 0.3, 0.7)
_GAP = 1.0
_LEAST_WIDTH = 18.0


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of one label, around the middle (x, y), and the space that they take."""

    code: str
    lines: tuple[str, ...]
    x: float
    y: float
    box: SheetBox
    colour: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place.

    Attributes
    ----------
    texts
        What to try, the best first: each is the lines of one label.
    """

    code: str
    texts: tuple[tuple[str, ...], ...]
    shape: shapely.Geometry
    colour: str


def place_names(
    wishes: Sequence[Wish], frame: SheetBox, size: float, occupied: Iterable[SheetBox] = ()
) -> list[Label]:
    """Give the largest areas their label first, and leave out what has no free place.

    Parameters
    ----------
    wishes
        With shapes in points on the sheet.
    frame
        Box that labels stay within, in points.
    size
        Size of the letters, in points.
    occupied
        Places on the map where no label may come.

    Returns
    -------
    list of Label
        The largest area first; no more than :data:`MOST_LABELLED`.
    """
    shapes: Shapes = np.array([wish.shape for wish in wishes], dtype=object)
    if not len(shapes):
        return []
    boxes, labels = list(occupied), []
    for i in np.argsort(-shapely.area(shapes), kind="stable")[:MOST_LABELLED]:
        label = _find_place(wishes[int(i)], frame, size, boxes)
        if label:
            boxes.append(label.box)
            labels.append(label)
    return labels


def _find_place(
    wish: Wish, frame: SheetBox, size: float, occupied: Sequence[SheetBox]
) -> Label | None:
    west, _, east, _ = wish.shape.bounds
    if east - west < _LEAST_WIDTH:
        return None
    shapely.prepare(wish.shape)
    middles = _list_middles(wish.shape)
    for lines in wish.texts:
        for x, y in middles:
            label = _make_label(wish, lines, x, y, size)
            is_free = not any(label.box.overlaps(other) for other in occupied)
            if not (is_free and frame.holds(label.box)):
                continue
            if shapely.contains(wish.shape, _make_shape(label.box)):
                return label
    return None


def _list_middles(shape: shapely.Geometry) -> list[tuple[float, float]]:
    """Middles of the widest stretch at some heights: where a line of text has most room."""
    west, south, east, north = shape.bounds
    heights = south + (north - south) * np.array(_HEIGHTS)
    lines = shapely.linestrings([[(west - 1, y), (east + 1, y)] for y in heights])
    stretches, line_of = shapely.get_parts(shapely.intersection(lines, shape), return_index=True)
    lengths = shapely.length(stretches)
    ends = shapely.bounds(stretches)
    middles = []
    for i, y in enumerate(heights):
        segments = np.flatnonzero((line_of == i) & (lengths > 0))
        if len(segments):
            widest = ends[segments[np.argmax(lengths[segments])]]
            middles.append((float(widest[0] + widest[2]) / 2, float(y)))
    return middles


def _make_label(wish: Wish, lines: tuple[str, ...], x: float, y: float, size: float) -> Label:
    wide = max(measure_width(line, size) for line in lines) + 2 * _GAP
    high = len(lines) * size * LEADING
    return Label(
        wish.code, lines, x, y, SheetBox(x - wide / 2, y - high / 2, wide, high), wish.colour
    )


def _make_shape(box: SheetBox) -> shapely.Geometry:
    return shapely.box(box.left, box.bottom, box.right, box.top)


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

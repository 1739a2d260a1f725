"""Text that fits its frame: measured letter by letter, made smaller where needed, then cut.

Slides are set in Arial, which every office has; Helvetica's published widths are those of Arial,
so nothing need be installed to measure. Pages of a PDF are set in the page's own font, narrower.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from fontTools import agl
from fontTools.afmLib import AFM

from nplv_geo.export import typesetting

Face = Literal["arial", "source"]
LEADING = 1.2
_STEP = 0.5
_WIDEST = 1.0  # of a letter that the widths don't know, in letters
# Programs break lines a little differently from one another.
_SLACK = 0.985


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph; ``head`` stands before it in bold, in a colour of its own."""

    text: str
    head: str = ""
    head_colour: str = ""
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one weight."""

    text: str
    is_bold: bool
    is_head: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Paragraphs in the size in which they fit; ``is_cut`` when words had to go."""

    paragraphs: tuple[Words, ...]
    size: float
    is_cut: bool


@cache
def _widths(*, is_bold: bool) -> dict[str, float]:
    """Widths of all letters of Arial, in letters."""
    name = "Helvetica-Bold.afm" if is_bold else "Helvetica.afm"
    metrics = AFM(str(Path(mpl.get_data_path()) / "fonts/pdfcorefonts" / name))
    found = {}
    for glyph in metrics.chars():
        for letter in agl.toUnicode(glyph):
            found[letter] = metrics[glyph][1] / 1000
    found["\u202f"] = found["\u00a0"] = found[" "]
    found["\u2010"] = found["\u2011"] = found["-"]
    return found


@lru_cache(maxsize=50_000)
def width(text: str, size: float, *, is_bold: bool = False, face: Face = "arial") -> float:
    """Width of a line in points."""
    if face == "source":
        return typesetting.width(text, size, 600 if is_bold else 400)
    widths = _widths(is_bold=is_bold)
    return sum(widths.get(letter, _WIDEST) for letter in text) * size


def lines(words: Words, room: float, size: float, face: Face = "arial") -> list[Line]:
    """Break a paragraph where words end; a word longer than a line is broken itself."""
    room *= _SLACK
    found: list[list[tuple[str, bool, bool]]] = [[]]
    taken = 0.0
    for word, is_bold, is_head in _pieces(words, room, size, face):
        wide = width(word, size, is_bold=is_bold, face=face)
        space = width(" ", size, is_bold=is_bold, face=face) if found[-1] else 0.0
        if found[-1] and taken + space + wide > room:
            found.append([])
            taken, space = 0.0, 0.0
        found[-1].append((word, is_bold, is_head))
        taken += space + wide
    return [_joined(line) for line in found]


def _pieces(words: Words, room: float, size: float, face: Face) -> Iterator[tuple[str, bool, bool]]:
    """The words in order, those that are too long for a line in parts."""
    parts = [(words.head, True, True), (words.text, words.is_bold, False)]
    for text, is_bold, is_head in parts:
        for word in text.split():
            if width(word, size, is_bold=is_bold, face=face) <= room:
                yield word, is_bold, is_head
                continue
            piece = ""
            for letter in word:
                if piece and width(piece + letter, size, is_bold=is_bold, face=face) > room:
                    yield piece, is_bold, is_head
                    piece = ""
                piece += letter
            yield piece, is_bold, is_head


def _joined(line: Sequence[tuple[str, bool, bool]]) -> Line:
    """Words of the same weight as one run; the space between two runs belongs to the second."""
    runs: list[Run] = []
    for word, is_bold, is_head in line:
        last = runs[-1] if runs else None
        if last and (last.is_bold, last.is_head) == (is_bold, is_head):
            runs[-1] = replace(last, text=f"{last.text} {word}")
        else:
            runs.append(Run(f" {word}" if runs else word, is_bold, is_head))
    return tuple(runs)


def height(  # noqa: PLR0913  # everything that the height of a text depends on
    paragraphs: Sequence[Words],
    room: float,
    size: float,
    *,
    gap: float = 0.0,
    leading: float = LEADING,
    face: Face = "arial",
) -> float:
    """Height of paragraphs in points; ``gap`` is the space between two, in letters."""
    rows = sum(len(lines(words, room, size, face)) for words in paragraphs)
    return (rows * leading + max(len(paragraphs) - 1, 0) * gap) * size


def fitted(  # noqa: PLR0913  # a frame has two sides, letters two bounds
    paragraphs: Sequence[Words],
    wide: float,
    high: float,
    size: float,
    smallest: float,
    *,
    gap: float = 0.0,
    leading: float = LEADING,
) -> Fitted:
    """Find the largest size up to ``size`` that fits; below ``smallest`` the end is cut off."""
    found = size
    while found > smallest and height(paragraphs, wide, found, gap=gap, leading=leading) > high:
        found = max(found - _STEP, smallest)
    kept = list(paragraphs)
    is_cut = False
    while kept and height(kept, wide, found, gap=gap, leading=leading) > high:
        is_cut = True
        last = kept.pop()
        shorter, _, _ = last.text.rstrip("…").rstrip().rpartition(" ")
        if shorter:
            kept.append(replace(last, text=f"{shorter.rstrip(' ,;:')}…"))
    return Fitted(tuple(kept), found, is_cut)

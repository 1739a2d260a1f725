"""Text that fits its frame: measured letter by letter, made smaller where needed, then cut.

Slides are set in Arial, which every office has; Helvetica's published widths are those of Arial,
so nothing need be installed to measure. Pages of a PDF are set in the page's own font, narrower.
All lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from fontTools import agl
from fontTools.afmLib import AFM

from nplv_geo.export import typesetting
from nplv_geo.export.line_breaking import fill_lines, split_word

Face = Literal["arial", "source"]
LEADING = 1.2  # height of a line, in letters
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
class TextRun:
    """A piece of a line in one weight."""

    text: str
    is_bold: bool
    is_head: bool = False


TextLine = tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class FittedText:
    """Paragraphs in the size in which they fit; ``is_cut`` when words had to go."""

    paragraphs: tuple[Words, ...]
    size: float
    is_cut: bool


@cache
def _read_widths(*, is_bold: bool) -> dict[str, float]:
    """Widths of all letters of Arial, in letters."""
    name = "Helvetica-Bold.afm" if is_bold else "Helvetica.afm"
    metrics = AFM(str(Path(mpl.get_data_path()) / "fonts/pdfcorefonts" / name))
    widths = {}
    for glyph in metrics.chars():
        for letter in agl.toUnicode(glyph):
            widths[letter] = metrics[glyph][1] / 1000
    widths["\u202f"] = widths["\u00a0"] = widths[" "]
    widths["\u2010"] = widths["\u2011"] = widths["-"]
    return widths


def replace_spaces(text: str) -> str:
    """Text with spaces that Arial has: it lacks the narrow one before a percent sign."""
    return text.replace("\u202f", "\u00a0")


@lru_cache(maxsize=50_000)
def measure_width(text: str, size: float, *, is_bold: bool = False, face: Face = "arial") -> float:
    """Width of a line in points."""
    if face == "source":
        return typesetting.measure_width(text, size, 600 if is_bold else 400)
    widths = _read_widths(is_bold=is_bold)
    return sum(widths.get(letter, _WIDEST) for letter in text) * size


def break_lines(words: Words, room: float, size: float, face: Face = "arial") -> list[TextLine]:
    """Break a paragraph where words end; a word longer than a line is broken itself.

    Parameters
    ----------
    room
        Width of the frame, in points; a little of it stays free.
    size
        Size of the letters, in points.

    Returns
    -------
    list of Line
        Runs of each line; the space between two runs belongs to the second.
    """
    room *= _SLACK

    def measure_line(line: Sequence[TextRun], width: float, run: TextRun) -> float:
        measure = partial(measure_width, size=size, is_bold=run.is_bold, face=face)
        return width + (measure(" ") if line else 0.0) + measure(run.text)

    lines = fill_lines(_split_words(words, room, size, face), room, measure_line)
    return [_join_runs(line) for line in lines]


def _split_words(words: Words, room: float, size: float, face: Face) -> Iterator[TextRun]:
    """The words in order, those that are too long for a line in parts."""
    parts = [(words.head, True, True), (words.text, words.is_bold, False)]
    for text, is_bold, is_head in parts:
        measure = partial(measure_width, size=size, is_bold=is_bold, face=face)
        for word in text.split():
            for piece in split_word(word, room, measure):
                yield TextRun(piece, is_bold, is_head)


def _join_runs(line: Sequence[TextRun]) -> TextLine:
    """Words of the same weight as one run; the space between two runs belongs to the second."""
    runs: list[TextRun] = []
    for run in line:
        last = runs[-1] if runs else None
        if last and (last.is_bold, last.is_head) == (run.is_bold, run.is_head):
            runs[-1] = replace(last, text=f"{last.text} {run.text}")
        else:
            runs.append(replace(run, text=f" {run.text}") if runs else run)
    return tuple(runs)


def measure_height(  # noqa: PLR0913  # everything that the height of a text depends on
    paragraphs: Sequence[Words],
    room: float,
    size: float,
    *,
    gap: float = 0.0,
    leading: float = LEADING,
    face: Face = "arial",
) -> float:
    """Height of paragraphs in points.

    Parameters
    ----------
    room
        Width of the frame, in points.
    size
        Size of the letters, in points.
    gap, leading
        Space between two paragraphs and height of a line, in letters.
    """
    rows = sum(len(break_lines(words, room, size, face)) for words in paragraphs)
    return (rows * leading + max(len(paragraphs) - 1, 0) * gap) * size


def fit_text(  # noqa: PLR0913  # a frame has two sides, letters have sizes and room
    paragraphs: Sequence[Words],
    width: float,
    height: float,
    sizes: Sequence[float],
    *,
    gap: float = 0.0,
    leading: float = LEADING,
) -> FittedText:
    """Find the largest letters that fit in a frame; below the smallest the end is cut off.

    Parameters
    ----------
    width, height
        Sides of the frame, in points.
    sizes
        Sizes that the letters may have, the largest first, in points.
    gap, leading
        Space between two paragraphs and height of a line, in letters.
    """

    def is_too_high(texts: Sequence[Words], letters: float) -> bool:
        return measure_height(texts, width, letters, gap=gap, leading=leading) > height

    fitting = next((size for size in sizes if not is_too_high(paragraphs, size)), sizes[-1])
    rest = list(paragraphs)
    is_cut = False
    while rest and is_too_high(rest, fitting):
        is_cut = True
        last = rest.pop()
        shorter, _, _ = last.text.rstrip("…").rstrip().rpartition(" ")
        if shorter:
            rest.append(replace(last, text=f"{shorter.rstrip(' ,;:')}…"))
    return FittedText(tuple(rest), fitting, is_cut)

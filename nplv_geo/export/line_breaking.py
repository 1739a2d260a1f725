"""Where lines of text break, whatever letters are measured with: pictures, slides and tables.

Words go on a line as long as they fit; a word that is longer than a line is broken itself, as
links are, which have no spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Piece = TypeVar("Piece")


def split_word(word: str, room: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Give a word in as few pieces as fit.

    Parameters
    ----------
    room
        Width of a line, in points.
    measure
        Gives the width of a text, in points.

    Yields
    ------
    str
        At least one letter each; the whole word when it fits.
    """
    if measure(word) <= room:
        yield word
        return
    piece = ""
    for letter in word:
        if piece and measure(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


def fill_lines(
    pieces: Iterable[Piece],
    room: float,
    measure: Callable[[Sequence[Piece], float, Piece], float],
) -> list[list[Piece]]:
    """Put pieces of text on lines, as many on each as fit.

    Parameters
    ----------
    room
        Width of a line, in points.
    measure
        Gives the width of a line with a piece added, from the line, its width and the piece.

    Returns
    -------
    list of list of Piece
        Pieces of each line; one empty line when there are none.
    """
    lines: list[list[Piece]] = [[]]
    width = 0.0
    for piece in pieces:
        longer = measure(lines[-1], width, piece)
        if lines[-1] and longer > room:
            lines.append([])
            longer = measure(lines[-1], 0.0, piece)
        lines[-1].append(piece)
        width = longer
    return lines

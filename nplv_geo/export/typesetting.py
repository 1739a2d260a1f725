"""Letters on a picture: the fonts of the page, how wide a text is, and where its lines break."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

from nplv_geo.export.line_breaking import fill_lines, split_word
from nplv_geo.present.design.tokens import FONT

Weight = Literal[400, 600]
FAMILY = (FONT, "DejaVu Sans")
FONTS = Path(__file__).parent / "fonts"
LEADING = 1.25  # height of a line, in letters


@cache
def set_up_matplotlib() -> None:
    """Give matplotlib our fonts and what every file needs, once, at the first text.

    It has these settings for the whole process. Undone after each picture, as ``rc_context`` does,
    they would be gone under a picture that is drawn beside it.
    """
    for file in sorted(FONTS.glob("*.ttf")):
        fontManager.addfont(file)
    mpl.rcParams.update(
        {
            "font.family": list(FAMILY),
            "svg.fonttype": "none",  # text stays text
            "svg.hashsalt": "zicht-op-wijken",  # the same picture, the same bytes
            "pdf.fonttype": 42,  # whole letters, that can be searched and copied
            "text.parse_math": False,  # a dollar sign in a name is a dollar sign
            "text.hinting": "none",  # as wide as measured
        }
    )
    # DejaVu has no weight of 600, of which it warns at every text; its bold serves.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


@lru_cache(maxsize=64)
def make_font(size: float, weight: Weight = 400) -> FontProperties:
    """Font of a size in points."""
    set_up_matplotlib()
    return FontProperties(family=list(FAMILY), size=size, weight=weight)


@lru_cache(maxsize=20_000)
def measure_width(text: str, size: float, weight: Weight = 400) -> float:
    """Width of one line in points, in letters of ``size`` points."""
    font = make_font(size, weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def wrap_text(text: str, room: float, size: float, weight: Weight = 400) -> list[str]:
    """Break a text into lines; a word that is too long for a line is broken.

    Parameters
    ----------
    room
        Width of a line, in points.
    size
        Size of the letters, in points.

    Returns
    -------
    list of str
        The lines; one empty line for an empty text.
    """
    measure = partial(measure_width, size=size, weight=weight)

    def measure_line(line: Sequence[str], _: float, piece: str) -> float:
        return measure(" ".join((*line, piece)))

    # At plain spaces only: a number stays on the line of its percent sign.
    words = filter(None, text.split(" "))
    pieces = (piece for word in words for piece in split_word(word, room, measure))
    return [" ".join(line) for line in fill_lines(pieces, room, measure_line)]

"""Letters on a picture: the fonts of the page, how wide a text is, and where its lines break.

Matplotlib has these settings once for the whole process; they are set here at import and never
changed, so that pictures can be drawn side by side.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

Weight = Literal[400, 600]
FAMILY = ("Source Sans 3", "DejaVu Sans")
LEADING = 1.25

for _file in sorted((Path(__file__).parent / "fonts").glob("*.ttf")):
    fontManager.addfont(_file)
mpl.rcParams.update(
    {
        "font.family": list(FAMILY),
        "svg.fonttype": "none",  # text stays text
        "svg.hashsalt": "zicht-op-wijken",  # the same picture, the same bytes
        "pdf.fonttype": 42,  # whole letters, that can be searched and copied
        "text.parse_math": False,  # a dollar sign in a name is a dollar sign
        "text.hinting": "none",  # as wide as measured
        "axes.unicode_minus": True,
    }
)


# DejaVu has no weight of 600, which is told at every text; its bold serves.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


@lru_cache(maxsize=64)
def font(size: float, weight: Weight = 400) -> FontProperties:
    """Font of a size in points."""
    return FontProperties(family=list(FAMILY), size=size, weight=weight)


@lru_cache(maxsize=20_000)
def width(text: str, size: float, weight: Weight = 400) -> float:
    """Width of one line in points."""
    found, _, _ = text_to_path.get_text_width_height_descent(text, font(size, weight), ismath=False)
    return float(found)


def wrapped(text: str, room: float, size: float, weight: Weight = 400) -> list[str]:
    """Break a text into lines that fit in ``room`` points; a word that is too long is broken."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, weight) <= room:
            lines[-1] = longer
            continue
        pieces = _pieces(word, room, size, weight)
        lines += pieces if lines[-1] else pieces[1:]
        lines[-len(pieces)] = pieces[0]
    return lines


def _pieces(word: str, room: float, size: float, weight: Weight) -> list[str]:
    """A word in as many pieces as needed; links have no spaces to break at."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, weight) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces

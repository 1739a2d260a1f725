"""The design tokens: every colour and size of page, charts, maps, slides and files.

Each has the name of its role, here and nowhere else. ``python -m docs.generate`` writes them as
custom properties of CSS (``assets/tokens.css``); ``nplv_geo.present.page.palette`` hands the
colours to charts, maps and files; the dark theme follows in ``nplv_geo.present.design.themes``.
``docs/design.md`` says when to use which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

FONT: Final = "Source Sans 3"
FAMILY: Final = f'"{FONT}", system-ui, "Segoe UI", sans-serif'

_TEAL, _INK = "#155f6e", "#16303a"

# On paper: the light theme, and all that is drawn on white.
COLOURS: Final[Mapping[str, str]] = {
    # Letters, lines and grounds.
    "ink": _INK,
    "soft": "#536870",
    "faint": "#d9e0e2",
    "grid": "#e8edee",
    "band": "#eef1f2",
    "ground": "#f5f7f7",
    "paper": "#ffffff",
    "muted": "#849299",  # what stands back: other areas, lines of events
    "edge": "#b9c5c9",  # of what is told by its colour or its words
    "border": "#7e8f96",  # of what is told by its edge: fields and buttons
    "accent": _TEAL,
    "accent-soft": "#eaf3f3",
    "accent-edge": "#a9cdd0",
    "on-accent": "#ffffff",
    # Around what has the focus: dark within light, so that one of the two stands out anywhere.
    "focus": _INK,
    "focus-edge": "#ffffff",
    "notice": "#fdf6e3",
    "notice-edge": "#d9c38a",
    "notice-ink": "#5f4700",
    # What a figure means.
    "better": _TEAL,
    "worse": "#8f4405",
    "neutral": "#536870",
    "stacked": "#af671b",
    # An area and what it is held against: the same wherever it is drawn.
    "area": "#115363",
    "gemeente": "#3f5f86",
    "nederland": _INK,
    "nplv": "#8a6d1f",
    "chosen": "#5c4a8a",  # areas that the reader chose to compare with, up to four
    "chosen-b": "#a3286b",
    "chosen-c": "#4c6b12",
    "chosen-d": "#1b6ca8",
    # The map.
    "ring": "#c87200",  # around a buurt that is picked out
    "rim": "#2d4a55",
    "lead": "#84939a",
    "silent": "#f1f3f4",
    "silent-edge": "#d3dadd",
    "country-edge": "#c3ccd0",
    "even": "#b9c8d3",  # of areas that a map tells nothing apart on
    "no-data": "#ffffff",
    "unknown": "#dfe5e8",  # the bar of what is not known
    "hatch": "#849299",
    "hatch-ground": "#f6f8f8",
}
# Colours that let through what is below them.
SHADES: Final[Mapping[str, str]] = {
    "shade": "rgb(22 48 58 / 20%)",  # shadows
    "outline": "rgb(22 48 58 / 16%)",  # around a face of a light class
    "veil": "rgb(255 255 255 / 85%)",  # below letters that lie on something
}
# In the dark theme a colour is turned from light to dark, unless it stands here.
DARK_COLOURS: Final[Mapping[str, str]] = {
    "ground": "#0e1213",
    "notice": "#2b2413",
    "accent-soft": "#1b2b2e",
}
DARK_SHADES: Final[Mapping[str, str]] = {
    "shade": "rgb(0 0 0 / 60%)",
    "outline": "rgb(255 255 255 / 22%)",
    "veil": "rgb(23 23 23 / 85%)",
}
TURNED_SHADE: Final = "rgb(255 255 255 / 60%)"  # of what is turned after it was drawn
# How the dark theme turns light to dark: white becomes a dark grey, black a light one.
TURNED: Final = 0.91

# Classes of a map: to every reader a class differs from the next, in both themes
# (tests/unit/test_class_colours.py), and in grey print they go from light to dark.
SEQUENTIAL: Final = ("#dcf0ec", "#a1c7be", "#6cadb1", "#388592", "#115363")
# From none of the domains to all six: the side of the worse, in even steps of lightness.
STACKED: Final = ("#faf3e2", "#f0d3ac", "#caa984", "#c48a49", "#af671b", "#873c04", "#4a1b00")
WORSE_TO_BETTER: Final = (
    *("#9a4a05", "#cf8a45", "#ecc9a0"),
    *("#f1f3f1", "#a7cac7", "#5fa3a9", "#155f6e"),
)
LOW_TO_HIGH: Final = ("#5c4a8a", "#9484bb", "#cec3de", "#f0f0f2", "#c0ccdb", "#7e95b3", "#3f5f86")
# Two figures at once, three steps of the first by three of the second: blue is more of the first
# alone, orange of the second alone, dark of both.
TOGETHER: Final = (
    *("#e9e8e2", "#84d8fa", "#4594b0"),
    *("#f5c48a", "#939f95", "#0a6071"),
    *("#b18243", "#86461b", "#2c3029"),
)
GREYS: Final = (232, 56)  # lightest and darkest of grey print, 0 to 255
BLACK: Final = "#000000"
NOTICE_GREY: Final = ("#ffffff", "#8a8a8a", "#1a1a1a")  # ground, edge and letters

# Sizes of letters: on screen in pixels of a browser that wasn't told otherwise; on paper and on
# slides in points. The steps of slides are wider: a title is read from afar, its notes are not.
TextSize = Literal["xs", "s", "m", "l", "xl", "xxl", "figure"]
TextScale = Mapping[TextSize, float]
TEXT: Final[TextScale] = {
    "xs": 13,
    "s": 14,
    "m": 16,
    "l": 18,
    "xl": 21,
    "xxl": 25,
    "figure": 34,
}
PRINTED_TEXT: Final[TextScale] = {
    "xs": 8,
    "s": 9,
    "m": 10.5,
    "l": 12,
    "xl": 15,
    "xxl": 20,
    "figure": 24,
}
SLIDE_TEXT: Final[TextScale] = {
    "xs": 8,
    "s": 10,
    "m": 12,
    "l": 15,
    "xl": 19,
    "xxl": 26,
    "figure": 44,
}
# All that follow in pixels, unless they say otherwise.
ROOT, PRINTED_ROOT = 16, 14.5
SPACES: Final = (2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64)
RADII: Final[Mapping[str, str]] = {"s": "2px", "m": "4px", "l": "6px", "xl": "12px", "round": "50%"}
LINES: Final[Mapping[str, int]] = {"thin": 1, "medium": 2, "bold": 3, "heavy": 4}
SHADOWS: Final[Mapping[str, str]] = {
    "focus": "0 0 0 5px var(--focus-edge)",
    "focus-inside": "inset 0 0 0 5px var(--focus-edge)",  # where what lies around is cut off
    "low": "0 2px 10px var(--shade)",
    "high": "0 6px 24px var(--shade)",
    "sheet": "0 -8px 30px var(--shade)",
}
MOTION: Final[Mapping[str, str]] = {"sheet": "0.18s ease-out"}

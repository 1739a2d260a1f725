"""Every colour of the page, its charts, slides, pictures and files: named here and nowhere else.

The styles of the page repeat them as custom properties (``assets/page.css``), and its scripts read
those; ``tests/contract/test_palette.py`` holds the two together.

Map classes are safe for colour-blind readers, and in grey print light to dark: one teal ramp for
amounts, and two-sided ramps that turn around the reference: brown-orange against blue-green where
one side is better, violet against slate where nothing is judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from nplv_geo.definitions.layers import Direction
from nplv_geo.statistics.classify import Classification

# Letters, lines and grounds.
INK = "#16303a"
SOFT = "#536870"
FAINT = "#d9e0e2"
GROUND = "#f5f7f7"
PAPER = "#ffffff"
ACCENT, ACCENT_SOFT, ACCENT_EDGE = "#155f6e", "#eaf3f3", "#a9cdd0"
BETTER, WORSE = ACCENT, "#8f4405"
BORDER, CONTROL_EDGE, EDGE = "#93a3a9", "#aebbc0", "#b9c5c9"
MUTED = "#aab5ba"  # what stands back: other areas, lines of events
GRID, BAND = "#e8edee", "#eef1f2"
NOTICE, NOTICE_EDGE, NOTICE_INK = "#fdf6e3", "#d9c38a", "#5f4700"

# The map.
RING = "#e8890c"  # around a buurt that is picked out, and around what has the focus
RIM, LEAD = "#2d4a55", "#93a5ac"
SILENT, SILENT_EDGE, COUNTRY_EDGE = "#f1f3f4", "#d3dadd", "#c3ccd0"
EVEN = "#b9c8d3"  # of areas that a map tells nothing apart on
HATCH, HATCH_GROUND = "#9aa7ad", "#f6f8f8"
NO_DATA = PAPER
UNKNOWN_BAR = "#dfe5e8"
BLACK = "#000000"
NOTICE_GREY = (PAPER, "#8a8a8a", "#1a1a1a")

SEQUENTIAL = ("#d6eae6", "#a5d0cd", "#6cadb1", "#388592", "#115363")
# From none of the domains to all six: the side of the worse, in even steps of lightness.
STACKED = ("#f3e7d3", "#e8c499", "#dba167", "#c57e3a", "#aa5c1a", "#884005", "#602903")
_WORSE_TO_BETTER = ("#9a4a05", "#cf8a45", "#ecc9a0", "#eef0ee", "#b3d5d2", "#5fa3a9", "#155f6e")
_LOW_TO_HIGH = ("#5c4a8a", "#9484bb", "#cfc6e2", "#f0f0f2", "#c3cfdd", "#7e95b3", "#3f5f86")
_LIGHTEST, _DARKEST = 232, 56  # greys, 0 to 255

# An area and what it is compared with: the same in every chart, on cards and on slides.
AREA = SEQUENTIAL[-1]
GEMEENTE = "#3f5f86"
NEDERLAND = INK
NPLV = "#8a6d1f"
CHOSEN = "#5c4a8a"  # areas that the reader chose to compare with

ReferenceKind = Literal["area", "gemeente", "nederland", "nplv", "other"]
REFERENCES: Mapping[ReferenceKind, str] = {
    "area": AREA,
    "gemeente": GEMEENTE,
    "nederland": NEDERLAND,
    "nplv": NPLV,
    "other": CHOSEN,
}
# Lines of these colours can be told apart, filled bars that touch can't: they are as dark as one
# another, in grey print and to colour-blind readers. So each bar has its own share of its colour.
_BAR_SHARES: Mapping[ReferenceKind, float] = {
    "area": 1.0,
    "gemeente": 0.6,
    "nederland": 0.14,
    "nplv": 0.3,
    "other": 0.3,
}

# By the name of the custom property, without its dashes.
CSS_PROPERTIES: Mapping[str, str] = {
    "ink": INK,
    "soft": SOFT,
    "faint": FAINT,
    "ground": GROUND,
    "paper": PAPER,
    "accent": ACCENT,
    "accent-soft": ACCENT_SOFT,
    "accent-edge": ACCENT_EDGE,
    "better": BETTER,
    "worse": WORSE,
    "border": BORDER,
    "control-edge": CONTROL_EDGE,
    "edge": EDGE,
    "muted": MUTED,
    "notice": NOTICE,
    "notice-edge": NOTICE_EDGE,
    "notice-ink": NOTICE_INK,
    "ring": RING,
    "rim": RIM,
    "lead": LEAD,
    "silent": SILENT,
    "silent-edge": SILENT_EDGE,
    "country-edge": COUNTRY_EDGE,
    "hatch": HATCH,
    "hatch-ground": HATCH_GROUND,
    "stacked": STACKED[4],
    "area": AREA,
    "gemeente": GEMEENTE,
    "nederland": NEDERLAND,
    "nplv": NPLV,
    "chosen": CHOSEN,
}


@dataclass(frozen=True, slots=True)
class BarStyle:
    """Colours of a filled bar: its face, and the edge that shows a light one on white."""

    face: str
    edge: str


def make_bar_style(kind: ReferenceKind) -> BarStyle:
    """Colours of the bars of an area or of what it is held against: a tint within its own line."""
    colour = REFERENCES[kind]
    return BarStyle(tint(colour, _BAR_SHARES[kind]), colour)


def tint(colour: str, share: float) -> str:
    """Mix a colour with white.

    Parameters
    ----------
    colour
        A ``#rrggbb``.
    share
        Part of the colour itself: 1 leaves it as it is, 0 gives white.
    """
    mixed = (round(255 - (255 - part) * share) for part in parse_colour(colour))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def choose_colours(classification: Classification, direction: Direction) -> tuple[str, ...]:
    """Choose a colour for each class.

    Parameters
    ----------
    classification
        The classes of a map; with a reference the colours turn around it.
    direction
        What more of the layer means.

    Returns
    -------
    tuple of str
        ``#rrggbb`` from the lowest class to the highest.
    """
    if classification.scheme == "silent":
        return (EVEN,)
    if classification.scheme == "counts":
        return _pick_from_ramp(STACKED, classification.k)
    if classification.reference is not None:
        if direction == "neutral":
            return _LOW_TO_HIGH
        return _WORSE_TO_BETTER if direction == "better" else _WORSE_TO_BETTER[::-1]
    k = max(classification.k, 1)
    return _pick_from_ramp(SEQUENTIAL, k) if k > 1 else (SEQUENTIAL[2],)


def make_greys(k: int) -> tuple[str, ...]:
    """Make greys in even steps: colours of a ramp can be equally dark in print.

    Parameters
    ----------
    k
        Number of classes.

    Returns
    -------
    tuple of str
        ``#rrggbb`` from light to dark.
    """
    steps = (round(_LIGHTEST - i * (_LIGHTEST - _DARKEST) / max(k - 1, 1)) for i in range(k))
    return tuple(f"#{step:02x}{step:02x}{step:02x}" for step in steps)


def parse_colour(colour: str) -> tuple[int, int, int]:
    """Split a colour into red, green and blue.

    Parameters
    ----------
    colour
        As ``#rrggbb``.

    Returns
    -------
    tuple of int
        Each 0 to 255.
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def compute_contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of two colours.

    Parameters
    ----------
    one, other
        As ``#rrggbb``.

    Returns
    -------
    float
        From 1 to 21.

    Notes
    -----
    As the Web Content Accessibility Guidelines 2.2 define it: letters need 4.5, lines 3.
    """
    dark, light = sorted((_compute_luminance(one), _compute_luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _compute_luminance(colour: str) -> float:
    """Compute the relative luminance of the same guidelines, 0 to 1."""
    shares = [part / 255 for part in parse_colour(colour)]
    linear = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]  # noqa: PLR2004  # of the guidelines
    return sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _pick_from_ramp(ramp: tuple[str, ...], k: int) -> tuple[str, ...]:
    """Pick the outer colours of a ramp and even steps between them."""
    return tuple(ramp[round(i * (len(ramp) - 1) / max(k - 1, 1))] for i in range(k))

"""Colours of charts, maps, slides and files: the tokens by role, and what follows from them.

The tokens stand in ``nplv_geo/present/design/tokens.py``: no colour is typed here. Style sheets
have them as custom properties, and scripts read those.

Map classes are safe for colour-blind readers, and in grey print light to dark: one teal ramp for
amounts, and two-sided ramps that turn around the reference: brown-orange against blue-green where
one side is better, violet against slate where nothing is judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from nplv_geo.definitions.layers import Direction
from nplv_geo.present.design import tokens
from nplv_geo.present.design.tokens import COLOURS
from nplv_geo.statistics.classify import Classification

# Letters, lines and grounds.
INK = COLOURS["ink"]
SOFT = COLOURS["soft"]
FAINT = COLOURS["faint"]
GROUND = COLOURS["ground"]
PAPER = COLOURS["paper"]
ACCENT = COLOURS["accent"]
BETTER, WORSE, NEUTRAL = COLOURS["better"], COLOURS["worse"], COLOURS["neutral"]
BORDER, EDGE, MUTED = COLOURS["border"], COLOURS["edge"], COLOURS["muted"]
GRID, BAND = COLOURS["grid"], COLOURS["band"]
NOTICE = COLOURS["notice"]
NOTICE_EDGE, NOTICE_INK = COLOURS["notice-edge"], COLOURS["notice-ink"]

# The map.
RING, RIM, LEAD = COLOURS["ring"], COLOURS["rim"], COLOURS["lead"]
SILENT, SILENT_EDGE = COLOURS["silent"], COLOURS["silent-edge"]
COUNTRY_EDGE, EVEN = COLOURS["country-edge"], COLOURS["even"]
HATCH, HATCH_GROUND = COLOURS["hatch"], COLOURS["hatch-ground"]
NO_DATA, UNKNOWN_BAR = COLOURS["no-data"], COLOURS["unknown"]
SEQUENTIAL, STACKED = tokens.SEQUENTIAL, tokens.STACKED
BLACK, NOTICE_GREY = tokens.BLACK, tokens.NOTICE_GREY

# An area and what it is compared with: the same in every chart, on cards and on slides.
AREA, GEMEENTE, NEDERLAND = COLOURS["area"], COLOURS["gemeente"], COLOURS["nederland"]
NPLV = COLOURS["nplv"]

ReferenceKind = Literal[
    "area", "gemeente", "nederland", "nplv", "other", "other-b", "other-c", "other-d"
]
# Areas that the reader chose, the first one first: they differ in colour, in mark and in dashes.
CHOICES: tuple[ReferenceKind, ...] = ("other", "other-b", "other-c", "other-d")
REFERENCES: Mapping[ReferenceKind, str] = {
    "area": AREA,
    "gemeente": GEMEENTE,
    "nederland": NEDERLAND,
    "nplv": NPLV,
    "other": COLOURS["chosen"],
    "other-b": COLOURS["chosen-b"],
    "other-c": COLOURS["chosen-c"],
    "other-d": COLOURS["chosen-d"],
}
# Marks of references, as Plotly names them, of those that PowerPoint has too; a converted figure
# has a diamond of its own.
SYMBOLS: Mapping[ReferenceKind, str] = {
    "area": "circle",
    "gemeente": "circle",
    "nederland": "circle",
    "nplv": "circle",
    "other": "square",
    "other-b": "triangle-up",
    "other-c": "x",
    "other-d": "cross",
}
# Lengths of strokes and gaps in widths of the line, which every kind of drawing can have; what is
# provisional has dashes of its own.
DASHES: Mapping[ReferenceKind, tuple[int, ...]] = {
    "other": (1, 2),
    "other-b": (8, 2, 1, 2),
    "other-c": (10, 4),
    "other-d": (4, 2, 1, 2, 1, 2),
}
# Lines of these colours can be told apart, filled bars that touch can't: they are as dark as one
# another, in grey print and to colour-blind readers. So each bar has its own share of its colour.
_BAR_SHARES: Mapping[ReferenceKind, float] = {
    "area": 1.0,
    "gemeente": 0.6,
    "nederland": 0.14,
    "nplv": 0.3,
    "other": 0.42,
    "other-b": 0.8,
    "other-c": 0.2,
    "other-d": 0.55,
}

# Of maps that have as many classes always.
_OWN: Mapping[str, tuple[str, ...]] = {"silent": (EVEN,), "pair": tokens.TOGETHER}


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
    if classification.scheme in _OWN:
        return _OWN[classification.scheme]
    if classification.scheme == "counts":
        return _pick_from_ramp(STACKED, classification.k)
    if classification.scheme == "change":
        return _pick_two_sided(classification.k, direction)
    if classification.reference is not None:
        if direction == "neutral":
            return tokens.LOW_TO_HIGH
        ramp = tokens.WORSE_TO_BETTER
        return ramp if direction == "better" else ramp[::-1]
    k = max(classification.k, 1)
    return _pick_from_ramp(SEQUENTIAL, k) if k > 1 else (SEQUENTIAL[2],)


def choose_count_colours(highest: int) -> tuple[str, ...]:
    """Choose a colour for each number of domains.

    Parameters
    ----------
    highest
        Largest number that there can be.

    Returns
    -------
    tuple of str
        From none up; those of a map of counts.
    """
    return _pick_from_ramp(STACKED, highest + 1)


def _pick_two_sided(k: int, direction: Direction) -> tuple[str, ...]:
    """Pick colours to both sides of a grey: the outer ones where there are fewer classes."""
    ramp = tokens.LOW_TO_HIGH if direction == "neutral" else tokens.WORSE_TO_BETTER
    ramp = ramp[::-1] if direction == "worse" else ramp
    side = k // 2
    # A lone class is told by the colour between the light and the dark one.
    picked = ramp[1:2] if side == 1 else ramp[:side]
    return (*picked, UNKNOWN_BAR, *(ramp[-2:-1] if side == 1 else ramp[len(ramp) - side :]))


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
    lightest, darkest = tokens.GREYS
    steps = (round(lightest - i * (lightest - darkest) / max(k - 1, 1)) for i in range(k))
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

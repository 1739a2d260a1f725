"""Lines and fills of the map, as on screen (``scripts/src/pure/looks.js``), in its colours."""

from __future__ import annotations

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import (
    NO_DATA,
    NOTICE,
    NOTICE_EDGE,
    NOTICE_GREY,
    NOTICE_INK,
    PAPER,
    choose_colours,
    make_greys,
)
from nplv_geo.statistics.classify import NO_CLASS

VEIL = f"{PAPER}b8"  # below names that lie on a map: as the shadow of the letters on screen
HATCHING, HATCH_WEIGHT = "/" * 9, 0.9  # points
PIXEL = 0.75  # points
MANY = 3_000  # areas from which lines are thin
DASHES = (5.25, 3.75)  # points
BACKDROP_OPACITY = 0.5
FADED = 0.2  # opacity of areas of which the class is not lit


def choose_class_colours(page: Page, *, grey: bool) -> tuple[str, ...]:
    """Colours of the classes of a page, or as many even steps of grey.

    Returns
    -------
    tuple of str
        ``#rrggbb`` of each class, the lowest first.
    """
    ramp = choose_colours(page.classes, page.layer.higher_is)
    return make_greys(len(ramp)) if grey else ramp


def colour_areas(
    numbers: tuple[int, ...],
    ramp: tuple[str, ...],
    *,
    is_backdrop: bool = False,
    lit: int | None = None,
) -> list[str]:
    """Colour of each area; those of a backdrop are half transparent, faded where others are lit.

    Parameters
    ----------
    numbers
        Class number of each area, ``NO_CLASS`` for none.
    ramp
        Colours of the classes.
    is_backdrop
        Whether circles stand on them.
    lit
        Number of the class that stands out, None while all do.
    """
    backdrop = BACKDROP_OPACITY if is_backdrop else 1.0
    # Of those without a figure the lines fade, for a pattern has no opacity in every kind of file.
    return [
        NO_DATA
        if number == NO_CLASS
        else _add_opacity(ramp[number], backdrop * (1.0 if lit in (None, number) else FADED))
        for number in numbers
    ]


def _add_opacity(colour: str, opacity: float) -> str:
    return colour if opacity == 1 else f"{colour}{round(opacity * 255):02x}"


def choose_notice_colours(*, grey: bool) -> tuple[str, str, str]:
    """Ground, edge and letters of a notice on the map."""
    return NOTICE_GREY if grey else (NOTICE, NOTICE_EDGE, NOTICE_INK)

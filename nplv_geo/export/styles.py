"""Lines and fills of the map, as on screen (``assets/30-map.js``); widths in points."""

from __future__ import annotations

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import NO_DATA, colours, greys
from nplv_geo.statistics.classify import NO_CLASS

__all__ = ["NO_DATA", "fills", "shades"]

GROUND = "#f5f7f7"
LINE = "#ffffff"
SILENT_FACE, SILENT_EDGE = "#f1f3f4", "#d3dadd"
COUNTRY_EDGE = "#c3ccd0"
RIM = "#2d4a55"
LEAD = "#93a5ac"
VEIL = "#ffffffb8"  # below names that lie on a map: as the shadow of the letters on screen
OUTLINE = "#16303a"
CHOSEN, CHOSEN_GREY = "#e8890c", "#000000"
EDGE = "#b9c5c9"
HATCH, HATCH_LINE, HATCH_WEIGHT = "/" * 9, "#9aa7ad", 0.9
BADGE = ("#fdf6e3", "#d9c38a", "#5f4700")  # ground, edge, letters
BADGE_GREY = ("#ffffff", "#8a8a8a", "#1a1a1a")

PIXEL = 0.75  # points
MANY = 3_000  # areas from which lines are thin
DASHES = (5.25, 3.75)
BACKDROP_OPACITY = 0.5


def shades(page: Page, *, grey: bool) -> tuple[str, ...]:
    """Colours of the classes: those of the page, or even steps of grey."""
    found = colours(page.classes, page.layer.higher_is)
    return greys(len(found)) if grey else found


def fills(numbers: tuple[int, ...], ramp: tuple[str, ...], *, is_backdrop: bool) -> list[str]:
    """Colour of each area; a backdrop is half as strong."""
    opacity = round(BACKDROP_OPACITY * 255) if is_backdrop else 255
    ending = f"{opacity:02x}" if is_backdrop else ""
    return [NO_DATA if number == NO_CLASS else f"{ramp[number]}{ending}" for number in numbers]

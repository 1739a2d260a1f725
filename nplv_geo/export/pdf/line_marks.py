"""Marks and dashes of lines in a drawn chart, by the role of what they show."""

from __future__ import annotations

from fpdf import FPDF

from nplv_geo.present.briefing.slides import SeriesRole
from nplv_geo.present.page.palette import DASHES, SYMBOLS

# Corners of marks, in radii from the middle; y goes down.
_ARM = 0.4
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle-up": ((0, -1.2), (1.2, 1), (-1.2, 1)),
    "cross": (
        *((-_ARM, -1.2), (_ARM, -1.2), (_ARM, -_ARM), (1.2, -_ARM), (1.2, _ARM), (_ARM, _ARM)),
        *((_ARM, 1.2), (-_ARM, 1.2), (-_ARM, _ARM), (-1.2, _ARM), (-1.2, -_ARM), (-_ARM, -_ARM)),
    ),
}
_CORNERS["x"] = tuple((0.71 * (x - y), 0.71 * (x + y)) for x, y in _CORNERS["cross"])


def find_dash(role: SeriesRole, width: float) -> tuple[float, ...]:
    """Find stroke and gap of a definite line, in points; nothing for a solid one.

    A drawing has one stroke and one gap: of a longer pattern the first.
    """
    dashes = () if role == "count" else DASHES.get(role, ())
    return tuple(part * width for part in dashes[:2])


def draw_mark(sheet: FPDF, spot: tuple[float, float], radius: float, role: SeriesRole) -> None:
    """Draw the mark of one value, filled with the colour that the sheet has."""
    x, y = spot
    corners = _CORNERS.get("circle" if role == "count" else SYMBOLS[role])
    if corners is None:
        sheet.circle(x, y, radius, style="F")
        return
    sheet.polygon([(x + radius * right, y + radius * down) for right, down in corners], style="F")

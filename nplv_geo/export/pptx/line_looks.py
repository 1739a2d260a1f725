"""Marks and dashes of lines in PowerPoint's own charts, by the role of what they show."""

from __future__ import annotations

from pptx.chart.series import LineSeries
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE

from nplv_geo.present.briefing.slides import SeriesRole
from nplv_geo.present.page.palette import SYMBOLS

MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "x": XL_MARKER_STYLE.X,
    "cross": XL_MARKER_STYLE.PLUS,
}
# The nearest of PowerPoint's own to those of the page.
_DASHES: dict[SeriesRole, MSO_LINE] = {
    "other": MSO_LINE.ROUND_DOT,
    "other-b": MSO_LINE.DASH_DOT,
    "other-c": MSO_LINE.LONG_DASH,
    "other-d": MSO_LINE.DASH_DOT_DOT,
}


def style_line(series: LineSeries, role: SeriesRole) -> None:
    """Give a line the mark and the dashes of its role; its colour it has."""
    symbol = "circle" if role == "count" else SYMBOLS[role]
    series.marker.style = MARKERS[symbol]
    series.marker.size = 7 if role == "area" or role in _DASHES else 5
    if role in _DASHES:
        series.format.line.dash_style = _DASHES[role]

"""The scatter as a drawing with text, on the same axes as that in PowerPoint."""

from __future__ import annotations

from fpdf import FPDF

from nplv_geo.export import fitting
from nplv_geo.export.pdf.line_marks import draw_mark
from nplv_geo.export.pdf.texts import write_line
from nplv_geo.export.slides.grids import PAD_X, Scale, choose_span_scale
from nplv_geo.export.slides.places import ScatterItem, Side
from nplv_geo.present.briefing.scatter import NamedSpot, Spot, SpotAxis
from nplv_geo.present.page.palette import (
    FAINT,
    INK,
    MUTED,
    PAPER,
    REFERENCES,
    RIM,
    SOFT,
    parse_colour,
)
from nplv_geo.present.texts import Texts, texts

_SPOT, _NAMED, _HALO = 3.5, 4.5, 1.0  # radii in points
_DASH = (4.0, 3.0)
_NEAR = 4.0
_BASE = 0.33  # of a letter below its middle

Point = tuple[float, float]


def draw_scatter(sheet: FPDF, item: ScatterItem) -> None:
    """Draw a scatter: axes, the lines through the middle, spots, and names on top."""
    part, inside = item.part, item.inside
    across, up = (choose_span_scale(*axis.span) for axis in (part.across, part.up))

    def place(spot: Spot) -> Point:
        return (
            inside.left + across.share(spot.across) * inside.width,
            inside.bottom - up.share(spot.up) * inside.height,
        )

    t = texts(part.language)
    sheet.set_line_width(0.75)
    for mark in across.marks:
        x = inside.left + across.share(mark) * inside.width
        _draw_line(sheet, (x, inside.top), (x, inside.bottom), FAINT)
        at = (x, inside.bottom + item.size * 1.3)
        _write(sheet, _write_mark(t, mark, across, part.across), at, item.size, SOFT, share=0.5)
    for mark in up.marks:
        y = inside.bottom - up.share(mark) * inside.height
        _draw_line(sheet, (inside.left, y), (inside.right, y), FAINT)
        at = (inside.left - PAD_X, y + item.size * _BASE)
        _write(sheet, _write_mark(t, mark, up, part.up), at, item.size, SOFT, share=1.0)
    _draw_line(sheet, (inside.left, inside.bottom), (inside.right, inside.bottom), SOFT)
    _draw_line(sheet, (inside.left, inside.top), (inside.left, inside.bottom), SOFT)
    middle = place(Spot("", part.across.middle, part.up.middle))
    _draw_middles(sheet, item, middle)
    sheet.set_line_width(0.75)
    for group in part.groups:
        for spot in group.spots:
            sheet.set_fill_color(*parse_colour(group.colour))
            sheet.set_draw_color(*parse_colour(RIM))
            sheet.circle(*place(spot), _SPOT, style="DF")
    for one, side in zip(part.named, item.sides, strict=True):
        _draw_named(sheet, one, side, place(one.spot), item.size)


def _write_mark(t: Texts, mark: float, scale: Scale, axis: SpotAxis) -> str:
    decimals = 0 if all(one == round(one) for one in scale.marks) else 1
    return t.number(mark, decimals) + f"\u202f{axis.sign}" * bool(axis.sign)


def _draw_line(sheet: FPDF, start: Point, end: Point, colour: str) -> None:
    sheet.set_draw_color(*parse_colour(colour))
    sheet.line(*start, *end)


def _draw_middles(sheet: FPDF, item: ScatterItem, middle: Point) -> None:
    """Dashed lines through the middle of both layers, each with its value."""
    inside, part, (x, y) = item.inside, item.part, middle
    sheet.set_dash_pattern(*_DASH)
    sheet.set_line_width(1.0)
    _draw_line(sheet, (x, inside.top), (x, inside.bottom), MUTED)
    _draw_line(sheet, (inside.left, y), (inside.right, y), MUTED)
    sheet.set_dash_pattern()
    above = (x + _NEAR, inside.top - _NEAR)
    _write(sheet, part.across.middle_label, above, item.size, SOFT)
    beside = (inside.right, y - _NEAR)
    _write(sheet, part.up.middle_label, beside, item.size, SOFT, share=1.0)


def _draw_named(sheet: FPDF, one: NamedSpot, side: Side, spot: Point, size: float) -> None:
    """The mark of an area within a light rim, and its name at its side."""
    (x, y), colour = spot, REFERENCES[one.role]
    sheet.set_fill_color(*parse_colour(PAPER))
    sheet.circle(x, y, _NAMED + _HALO, style="F")
    sheet.set_fill_color(*parse_colour(colour))
    draw_mark(sheet, spot, _NAMED, one.role)
    away = _NAMED + _NEAR
    at, share = {
        "above": ((x, y - away), 0.5),
        "below": ((x, y + away + size * 0.7), 0.5),
        "left": ((x - away, y + size * _BASE), 1.0),
        "right": ((x + away, y + size * _BASE), 0.0),
    }[side]
    _write(sheet, one.spot.name, at, size, colour, share=share, is_bold=one.role == "area")


def _write(  # noqa: PLR0913  # what, where, how large, which colour, side and weight
    sheet: FPDF,
    text: str,
    at: Point,
    size: float,
    colour: str = INK,
    *,
    share: float = 0.0,
    is_bold: bool = False,
) -> None:
    """Write a line of which ``share`` lies left of a point."""
    wide = fitting.measure_width(text, size, is_bold=is_bold, face="source")
    write_line(sheet, text, (at[0] - share * wide, at[1]), size, colour, is_bold=is_bold)

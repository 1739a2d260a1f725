"""Texts, blocks and tables on a page of a PDF, broken into lines as they were measured."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from fpdf import FPDF

from nplv_geo.export import fitting, typesetting
from nplv_geo.export.fitting import LEADING, measure_height
from nplv_geo.export.slides.grids import PAD_X, PAD_Y, break_cell
from nplv_geo.export.slides.places import (
    TONES,
    BlockItem,
    Frame,
    TableItem,
    TextItem,
)
from nplv_geo.present.briefing.slides import SlideCell
from nplv_geo.present.page.palette import FAINT, HATCH, INK, SOFT, parse_colour

FONT = "source"
_FOLDER = Path(typesetting.__file__).parent / "fonts"
FONTS: dict[Literal["", "B"], Path] = {
    "": _FOLDER / "source-sans-3-regular.ttf",
    "B": _FOLDER / "source-sans-3-semibold.ttf",
}
# The base line lies this far below the upper side of a line, in letters.
_BASE = 0.95
_HATCH_STEP = 4.0


def write_line(  # noqa: PLR0913  # what, where, how large, which colour and weight
    sheet: FPDF,
    text: str,
    at: tuple[float, float],
    size: float,
    colour: str = INK,
    *,
    is_bold: bool = False,
) -> float:
    """Write one line from its base line on; gives its width."""
    sheet.set_font(FONT, "B" if is_bold else "", size)
    sheet.set_text_color(*parse_colour(colour))
    sheet.text(*at, text)
    return fitting.measure_width(text, size, is_bold=is_bold, face="source")


def draw_text(sheet: FPDF, item: TextItem) -> None:
    """Draw paragraphs; the narrower letters of this font leave a little more room."""
    frame, text = item.frame, item.text
    size = text.size
    used = measure_height(
        text.paragraphs,
        frame.width,
        size,
        gap=item.gap,
        leading=item.leading,
        face="source",
    )
    spare = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[item.anchor] * (frame.height - used)
    top = frame.top + spare + (item.leading - LEADING) * size / 2
    for words in text.paragraphs:
        for line in fitting.break_lines(words, frame.width, size, "source"):
            left = frame.left
            for run in line:
                colour = words.head_colour if run.is_head and words.head_colour else item.colour
                at = (left, top + _BASE * size)
                left += write_line(sheet, run.text, at, size, colour, is_bold=run.is_bold)
            top += size * item.leading
        top += size * item.gap


def draw_block(sheet: FPDF, item: BlockItem) -> None:
    """Draw a rectangle or an ellipse."""
    frame = item.frame
    sheet.set_fill_color(*parse_colour(item.face))
    sheet.set_line_width(0.75)
    if item.edge:
        sheet.set_draw_color(*parse_colour(item.edge))
    style = "DF" if item.edge else "F"
    draw = sheet.ellipse if item.is_round else sheet.rect
    draw(frame.left, frame.top, frame.width, frame.height, style=style)
    if item.is_hatched:
        _draw_hatching(sheet, frame)


def _draw_hatching(sheet: FPDF, frame: Frame) -> None:
    sheet.set_draw_color(*parse_colour(HATCH))
    with sheet.rect_clip(frame.left, frame.top, frame.width, frame.height):
        start = frame.left
        while start < frame.right + frame.height:
            sheet.line(start, frame.top, start - frame.height, frame.bottom)
            start += _HATCH_STEP


def draw_table(sheet: FPDF, item: TableItem) -> None:
    """Draw a table: thin lines, numbers on the right."""
    heads = tuple(SlideCell(text) for text in item.table.columns)
    top = item.frame.top
    sheet.set_line_width(0.75)
    rows = zip((heads, *item.table.rows), item.rows, strict=True)
    for i, (cells, high) in enumerate(rows):
        left = item.frame.left
        for j, (cell, share) in enumerate(zip(cells, item.table.widths, strict=True)):
            wide = share * item.frame.width
            is_number = j in item.table.numbers
            column = Frame(left, top, wide, high)
            _draw_cell(sheet, cell, column, item.size, is_head=i == 0, is_number=is_number)
            left += wide
        top += high
        sheet.set_draw_color(*parse_colour(SOFT if i == 0 else FAINT))
        sheet.line(item.frame.left, top, item.frame.right, top)


def _draw_cell(  # noqa: PLR0913  # a cell has words, a place and a kind
    sheet: FPDF, cell: SlideCell, frame: Frame, size: float, *, is_head: bool, is_number: bool
) -> None:
    is_bold = is_head or bool(cell.tone)
    colour = SOFT if is_head else TONES[cell.tone]
    lines = break_cell(cell.text, frame.width, size, is_bold=is_bold, face="source")
    top = frame.top + PAD_Y + (frame.height - 2 * PAD_Y - len(lines) * size * LEADING) / 2
    for line in lines:
        left = frame.left + PAD_X
        if is_number:
            wide = fitting.measure_width(line, size, is_bold=is_bold, face="source")
            left = frame.right - PAD_X - wide
        write_line(sheet, line, (left, top + _BASE * size), size, colour, is_bold=is_bold)
        top += size * LEADING

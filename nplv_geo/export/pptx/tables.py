"""Tables as native ones: a row of headings, thin lines, numbers on the right."""

from __future__ import annotations

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide as PptxSlide
from pptx.table import _Cell
from pptx.util import Emu, Pt

from nplv_geo.export.fitting import LEADING, replace_spaces
from nplv_geo.export.pptx.shapes import describe_shape, make_colour, measure_frame
from nplv_geo.export.slides.grids import PAD_X, PAD_Y
from nplv_geo.export.slides.places import TONES, TableItem
from nplv_geo.present.briefing.slides import SlideCell
from nplv_geo.present.page.palette import FAINT, INK, SOFT

# "No style, no grid": the lines below are the only ones.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def add_table(slide: PptxSlide, item: TableItem, language: str) -> None:
    """Add a table."""
    table = item.table
    shape = slide.shapes.add_table(
        len(table.rows) + 1, len(table.columns), *measure_frame(item.frame)
    )
    describe_shape(shape, "table", table.alt)
    grid = shape.table
    properties = grid._tbl.tblPr  # noqa: SLF001  # has no other way
    style = properties.find(qn("a:tableStyleId")) if properties is not None else None
    if style is not None:
        style.text = _NO_STYLE
    grid.horz_banding = False
    for i, share in enumerate(table.widths):
        grid.columns[i].width = Emu(round(item.frame.width * share * 12_700))
    for i, high in enumerate(item.rows):
        grid.rows[i].height = Emu(round(high * 12_700))
    heads = tuple(SlideCell(text) for text in table.columns)
    for i, cells in enumerate((heads, *table.rows)):
        for j, cell in enumerate(cells):
            _fill_cell(grid.cell(i, j), cell, item, language, at=(i, j))


def _fill_cell(  # a cell has words, a place and a language
    into: _Cell, cell: SlideCell, item: TableItem, language: str, *, at: tuple[int, int]
) -> None:
    row, column = at
    into.margin_left = into.margin_right = Pt(PAD_X)
    into.margin_top = into.margin_bottom = Pt(PAD_Y)
    into.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = into.text_frame.paragraphs[0]
    paragraph.line_spacing = Pt(round(item.size * LEADING, 1))
    if column in item.table.numbers:
        paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = replace_spaces(cell.text)
    run.font.size, run.font.bold = Pt(item.size), row == 0 or bool(cell.tone)
    run.font.color.rgb = make_colour(SOFT if row == 0 else TONES[cell.tone] if cell.tone else INK)
    run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001  # has no other way
    _draw_line_below(into, SOFT if row == 0 else FAINT)


def _draw_line_below(into: _Cell, colour: str) -> None:
    properties = into._tc.get_or_add_tcPr()  # noqa: SLF001  # has no other way
    line, fill, code = (OxmlElement(f"a:{name}") for name in ("lnB", "solidFill", "srgbClr"))
    line.set("w", "9525")
    code.set("val", colour.removeprefix("#").upper())
    fill.append(code)
    line.append(fill)
    properties.insert(0, line)

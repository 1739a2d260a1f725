"""Text and tables that flow down the pages of a PDF, marked for who has them read aloud.

Lines are broken as they were measured; a table that goes on repeats its headings on the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF

from nplv_geo.export import fitting
from nplv_geo.export.fitting import LEADING, TextLine, Words
from nplv_geo.export.pdf.structure import Structure
from nplv_geo.export.pdf.texts import write_line
from nplv_geo.present.page.palette import BORDER, FAINT, GROUND, INK, SOFT, parse_colour

WIDE, HIGH = 595.28, 841.89  # A4
LEFT, TOP, BOTTOM = 42.0, 40.0, 46.0
ROOM = WIDE - 2 * LEFT
_BASE = 0.95  # of a line, from its upper side to its base line, in letters
_PAD_X, _PAD_Y = 4.5, 2.5
_BULLET, _INDENT = "•", 9.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks; ``gap`` is the space below it, in points."""

    size: float
    colour: str = INK
    is_bold: bool = False
    gap: float = 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds numbers."""

    head: str
    share: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its colour and weight."""

    text: str
    colour: str = INK
    is_bold: bool = False


class Flow:
    """Where on which page the next text comes.

    Parameters
    ----------
    sheet
        The sheet to draw on, in points and without page breaks of its own.
    structure
        What the drawn texts are.
    """

    def __init__(self, sheet: FPDF, structure: Structure) -> None:
        self.sheet, self.structure = sheet, structure
        self._y = HIGH

    @property
    def page(self) -> int:
        """Number of the page, from 0."""
        return self.sheet.page - 1

    def keep(self, height: float) -> None:
        """Go on to a next page where the rest of this one is less than ``height``."""
        if self._y + height > HIGH - BOTTOM:
            self.sheet.add_page()
            self._y = TOP

    def skip(self, height: float) -> None:
        """Leave some space."""
        self._y += height

    def rule(self, colour: str) -> None:
        """Draw a line over the whole width."""
        with self.structure.decorate():
            self.sheet.set_draw_color(*parse_colour(colour))
            self.sheet.set_line_width(1.0)
            self.sheet.line(LEFT, self._y, LEFT + ROOM, self._y)

    def write(self, words: Words, style: Style, kind: str = "P", url: str = "") -> None:
        """Write a paragraph; with ``url`` all of it leads there."""
        with self.structure.inside(kind):
            self._write_lines(words, style, LEFT, url)

    def write_items(self, items: Sequence[tuple[Words, str]], style: Style) -> None:
        """Write a list; each item is a text with the address that it leads to, or an empty one."""
        with self.structure.inside("L"):
            for words, url in items:
                self.keep(style.size * LEADING)
                with self.structure.decorate():
                    at = (LEFT + 1, self._y + _BASE * style.size)
                    write_line(self.sheet, _BULLET, at, style.size, style.colour)
                with self.structure.inside("LI"), self.structure.inside("LBody"):
                    self._write_lines(words, style, LEFT + _INDENT, url)

    def _write_lines(self, words: Words, style: Style, left: float, url: str) -> None:
        room = LEFT + ROOM - left
        for line in fitting.break_lines(words, room, style.size, "source"):
            self.keep(style.size * LEADING)
            with self.structure.mark():
                width = self._draw_line(line, left, style)
            if url:
                self.sheet.link(left, self._y, width, style.size * LEADING, url)
            self._y += style.size * LEADING
        self._y += style.gap

    def measure(self, words: Words, style: Style) -> float:
        """Height of a paragraph with the space below it."""
        lines = fitting.break_lines(words, ROOM, style.size, "source")
        return len(lines) * style.size * LEADING + style.gap

    def tabulate(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], size: float
    ) -> None:
        """Draw a table; the first cell of each row is its heading."""
        heads = [Cell(column.head, SOFT, is_bold=True) for column in columns]
        with self.structure.inside("Table"):
            self.keep(self.measure_row(columns, heads, size) + 2 * size)
            self._draw_heads(columns, heads, size)
            for row in rows:
                height = self.measure_row(columns, row, size)
                if self._y + height > HIGH - BOTTOM:
                    self.keep(height)
                    self._repeat_heads(columns, heads, size)
                with self.structure.inside("TR"):
                    self._draw_row(columns, row, size, height)
                self._draw_edge(FAINT)

    def tabulate_blank(
        self, columns: Sequence[Column], rows: int, size: float, high: float
    ) -> None:
        """Draw a table with empty cells to write in, all of it on one page."""
        heads = [Cell(column.head, INK, is_bold=True) for column in columns]
        head_height = self.measure_row(columns, heads, size)
        self.keep(head_height + rows * high)
        top = self._y
        with self.structure.decorate():
            self.sheet.set_fill_color(*parse_colour(GROUND))
            self.sheet.rect(LEFT, top, ROOM, head_height, style="F")
        with self.structure.inside("Table"):
            with self.structure.inside("TR"):
                self._draw_row(columns, heads, size, head_height, is_head=True)
            for _ in range(rows):
                self._add_blank_row(len(columns), high)
        self._draw_grid(columns, top, [head_height, *(high for _ in range(rows))])

    def _add_blank_row(self, cells: int, high: float) -> None:
        with self.structure.inside("TR"):
            for _ in range(cells):
                with self.structure.inside("TD"):
                    pass
        self._y += high

    def _draw_grid(self, columns: Sequence[Column], top: float, heights: Sequence[float]) -> None:
        with self.structure.decorate():
            self.sheet.set_draw_color(*parse_colour(BORDER))
            self.sheet.set_line_width(0.75)
            y = top
            for height in heights:
                x = LEFT
                for column in columns:
                    self.sheet.rect(x, y, column.share * ROOM, height, style="D")
                    x += column.share * ROOM
                y += height

    def measure_row(self, columns: Sequence[Column], row: Sequence[Cell], size: float) -> float:
        """Height of a row of a table."""
        counts = (
            len(_break_cell(cell, column, size)) for cell, column in zip(row, columns, strict=True)
        )
        return max(counts) * size * LEADING + 2 * _PAD_Y

    def _draw_heads(self, columns: Sequence[Column], heads: Sequence[Cell], size: float) -> None:
        with self.structure.inside("TR"):
            height = self.measure_row(columns, heads, size)
            self._draw_row(columns, heads, size, height, is_head=True)
        self._draw_edge(SOFT)

    def _repeat_heads(self, columns: Sequence[Column], heads: Sequence[Cell], size: float) -> None:
        """Headings once more, that were read aloud already."""
        height = self.measure_row(columns, heads, size)
        with self.structure.decorate():
            x = LEFT
            for cell, column in zip(heads, columns, strict=True):
                self._draw_cell(cell, column, x, size, height)
                x += column.share * ROOM
        self._y += height
        self._draw_edge(SOFT)

    def _draw_row(
        self,
        columns: Sequence[Column],
        row: Sequence[Cell],
        size: float,
        height: float,
        *,
        is_head: bool = False,
    ) -> None:
        x = LEFT
        for i, (cell, column) in enumerate(zip(row, columns, strict=True)):
            is_heading = is_head or i == 0
            scope = "Column" if is_head else "Row"
            with (
                self.structure.inside("TH" if is_heading else "TD", scope if is_heading else ""),
                self.structure.mark(),
            ):
                self._draw_cell(cell, column, x, size, height)
            x += column.share * ROOM
        self._y += height

    def _draw_cell(  # a cell has words, a place and a size
        self, cell: Cell, column: Column, x: float, size: float, height: float
    ) -> None:
        lines = _break_cell(cell, column, size)
        y = self._y + (height - len(lines) * size * LEADING) / 2
        for line in lines:
            left = x + _PAD_X
            if column.is_number:
                width = fitting.measure_width(line, size, is_bold=cell.is_bold, face="source")
                left = x + column.share * ROOM - _PAD_X - width
            at = (left, y + _BASE * size)
            write_line(self.sheet, line, at, size, cell.colour, is_bold=cell.is_bold)
            y += size * LEADING

    def _draw_edge(self, colour: str) -> None:
        with self.structure.decorate():
            self.sheet.set_draw_color(*parse_colour(colour))
            self.sheet.set_line_width(0.75)
            self.sheet.line(LEFT, self._y, LEFT + ROOM, self._y)

    def _draw_line(self, line: TextLine, left: float, style: Style) -> float:
        """One line; gives its width."""
        x = left
        for run in line:
            is_bold = style.is_bold or run.is_bold
            at = (x, self._y + _BASE * style.size)
            x += write_line(self.sheet, run.text, at, style.size, style.colour, is_bold=is_bold)
        return x - left


def _break_cell(cell: Cell, column: Column, size: float) -> list[str]:
    """Lines of a cell."""
    room = column.share * ROOM - 2 * _PAD_X
    lines = fitting.break_lines(Words(cell.text, is_bold=cell.is_bold), room, size, "source")
    return ["".join(run.text for run in line) for line in lines]

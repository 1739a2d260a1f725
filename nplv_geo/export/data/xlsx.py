"""Figures as a workbook: numbers as numbers, a head that stays, a filter, a sheet on sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from nplv_geo.export.data.csv_text import escape_formula, list_rows, strip_unprintable
from nplv_geo.export.data.notes import Note
from nplv_geo.export.data.tables import COLUMNS, FLAGS, DataTable
from nplv_geo.export.names import AUTHOR
from nplv_geo.ground.errors import ExportError

# Cells are written one by one, 0.8 ms a row: more would keep the queue busy for too long.
MAX_XLSX_ROWS = 30_000
_WIDTHS = {"name": 28, "label": 34, "status": 30, "reason": 30, "boundaries": 38, "edition": 28}
_NOTE_WIDTHS = (22, 26, 110)
_VALUES = ("value", "lower", "upper", "spread", "uncarried")

# openpyxl has no types.
Worksheet: TypeAlias = Any
WorkbookCell: TypeAlias = Any
CellValue: TypeAlias = Any  # what a cell of a row holds: text, number or yes and no


def write_xlsx(table: DataTable, title: str, notes: Sequence[Note]) -> bytes:
    """Write the rows as XLSX.

    Raises
    ------
    ExportError
        When there are more rows than a workbook of ours holds.
    """
    if len(table.frame) > MAX_XLSX_ROWS:
        raise ExportError(
            f"Dit zijn {len(table.frame)} regels en in XLSX passen er {MAX_XLSX_ROWS}; kies CSV."
        )
    t, book = table.page.t, Workbook(write_only=True)
    built = datetime.fromisoformat(table.page.edition.manifest.built)
    book.properties.creator = AUTHOR
    book.properties.title = title
    book.properties.created = built.replace(tzinfo=None)
    _fill_figures(book.create_sheet(t("data_export.sheet_figures")), table)
    _fill_notes(book.create_sheet(t("data_export.sheet_sources")), notes)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill_figures(sheet: Worksheet, table: DataTable) -> None:
    frame = table.frame
    for i, name in enumerate(COLUMNS):
        sheet.column_dimensions[get_column_letter(i + 1)].width = _WIDTHS.get(name, 14)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(frame) + 1}"
    sheet.append([_make_head(sheet, name) for name in COLUMNS])
    decimals = {layer.id: layer.decimals for layer in table.layers}
    words = {True: table.page.t("data_export.yes"), False: table.page.t("data_export.no")}
    layer_at = COLUMNS.index("layer")
    for row in list_rows(frame):
        places = decimals[str(row[layer_at])]
        cells = zip(COLUMNS, row, strict=True)
        sheet.append([_make_cell(sheet, name, value, places, words) for name, value in cells])


def _make_cell(
    sheet: Worksheet, name: str, value: CellValue, places: int, words: dict[bool, str]
) -> WorkbookCell:
    """One cell, with the number format that its column has on the page."""
    if value is None:
        return None
    if name in _VALUES:
        return _make_number(sheet, float(value), "#,##0" + ("." + "0" * places if places else ""))
    if name in ("coverage", "moved"):
        return _make_number(sheet, float(value), "0%")
    if name == "boundary_year" or (name == "period" and str(value).isdecimal()):
        return _make_number(sheet, int(value), "0")
    # Of some tables only the month is known: that stays as it is written.
    if name == "retrieved" and len(str(value)) >= len("2026-06-01"):
        return _make_number(sheet, date.fromisoformat(str(value)[:10]), "yyyy-mm-dd")
    return _make_text(sheet, words[value] if name in FLAGS else str(value))


def _make_number(sheet: Worksheet, value: object, form: str) -> WorkbookCell:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell


def _make_text(sheet: Worksheet, text: str) -> WorkbookCell:
    """A text, also where it looks like a formula; most need no cell of their own."""
    plain = strip_unprintable(text)
    if escape_formula(plain) == plain:
        return plain
    cell = WriteOnlyCell(sheet, escape_formula(plain))
    cell.data_type = "s"
    return cell


def _make_head(sheet: Worksheet, text: str) -> WorkbookCell:
    cell = WriteOnlyCell(sheet, escape_formula(text))
    cell.font = Font(bold=True)
    return cell


def _fill_notes(sheet: Worksheet, notes: Sequence[Note]) -> None:
    for i, width in enumerate(_NOTE_WIDTHS):
        sheet.column_dimensions[get_column_letter(i + 1)].width = width
    for subject, about, text in notes:
        last = WriteOnlyCell(sheet, escape_formula(strip_unprintable(text)))
        last.data_type = "s"
        last.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([_make_head(sheet, subject), _make_text(sheet, about), last])

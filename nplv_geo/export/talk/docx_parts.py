"""Parts of a Word document that its library has no words for: languages, links, fields, tables.

All of it stands in the file as Word itself writes it, so that other programs read it too.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from nplv_geo.export.fitting import replace_spaces
from nplv_geo.present.page.palette import parse_colour


def write_colour(colour: str) -> str:
    """Write a colour as Word does, without its sign."""
    return "".join(f"{part:02X}" for part in parse_colour(colour))


def set_language(document: Document, language: str) -> None:
    """Set the language of the whole document, in which it is read aloud and spelled."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def drop_leftovers(document: Document) -> None:
    """Drop the picture of another document, and say for which Word this one is."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(key)
    compatibility = _make("w:compat")
    compatibility.append(
        _make(
            "w:compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val="15",
        )
    )
    document.settings.element.append(compatibility)


def add_link(paragraph: Paragraph, text: str, url: str) -> None:
    """Add a text that leads to an address."""
    key = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = paragraph.add_run(replace_spaces(text))
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001  # has no other way
    paragraph._p.append(link)  # noqa: SLF001


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a number that Word works out, such as ``PAGE``."""
    field = _make("w:fldSimple", instr=instruction)
    field.append(paragraph.add_run("1")._r)  # noqa: SLF001
    paragraph._p.append(field)  # noqa: SLF001


def prepare_table(
    table: Table, title: str, widths: Sequence[Length], edges: Sequence[str], colour: str
) -> None:
    """Give a table its widths, its lines, headings on each page, and a text for who can't see it.

    Parameters
    ----------
    title
        What the table is about.
    widths
        Of the columns.
    edges
        Which lines are drawn, such as ``insideH``.
    colour
        Of those lines.
    """
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    properties = table._tbl.tblPr  # noqa: SLF001
    properties.append(_make_borders(edges, colour))
    properties.append(_make_margins())
    properties.append(_make_look())
    properties.append(_make("w:tblCaption", val=title))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    for row in table.rows:
        _keep_whole(row)
    _repeat(table.rows[0])


def set_height(row: _Row, points: float) -> None:
    """Make a row at least so high."""
    row.height, row.height_rule = Pt(points), WD_ROW_HEIGHT_RULE.AT_LEAST


def shade(cell: _Cell, colour: str) -> None:
    """Colour the ground of a cell."""
    filled = _make("w:shd", val="clear", color="auto", fill=write_colour(colour))
    cell._tc.get_or_add_tcPr().append(filled)  # noqa: SLF001


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_make("w:tblHeader"))  # noqa: SLF001


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_make("w:cantSplit"))  # noqa: SLF001


def _make_borders(edges: Sequence[str], colour: str) -> BaseOxmlElement:
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind = "single" if edge in edges else "nil"
        borders.append(_make(f"w:{edge}", val=kind, sz="6", space="0", color=write_colour(colour)))
    return borders


def _make_margins() -> BaseOxmlElement:
    margins = OxmlElement("w:tblCellMar")
    for edge, twentieths in (("top", 40), ("left", 50), ("bottom", 40), ("right", 50)):
        margins.append(_make(f"w:{edge}", w=str(twentieths), type="dxa"))
    return margins


def _make_look() -> BaseOxmlElement:
    """Say that the first row and the first column are headings."""
    return _make(
        "w:tblLook",
        val="00A0",
        firstRow="1",
        lastRow="0",
        firstColumn="1",
        lastColumn="0",
        noHBand="1",
        noVBand="1",
    )


def _make(tag: str, /, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element

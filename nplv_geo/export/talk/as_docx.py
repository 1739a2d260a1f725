"""A talk sheet as Word: real headings and tables, to be filled in by hand or on a screen."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from nplv_geo.export.fitting import replace_spaces
from nplv_geo.export.names import AUTHOR
from nplv_geo.export.pptx.package import fix_dates
from nplv_geo.export.slides.places import LANGUAGES, TONES
from nplv_geo.export.talk.docx_parts import (
    add_field,
    add_link,
    drop_leftovers,
    prepare_table,
    set_height,
    set_language,
    shade,
    write_colour,
)
from nplv_geo.export.talk.layout import (
    BLANK_HEIGHT,
    BLANK_SHARES,
    FIGURE_SHARES,
    FOOT,
    HEADING,
    NUMBER_COLUMNS,
    SMALL,
    TABLE,
    TEXT,
    TITLE,
)
from nplv_geo.present.page.palette import ACCENT, BORDER, FAINT, GROUND, INK, SOFT
from nplv_geo.present.talk.models import Agreement, TalkLine, TalkRow, TalkSheet

_FONT = "Arial"  # which every office has
_WIDE, _HIGH = Pt(595.3), Pt(841.9)  # A4
_SIDE, _TOP, _BOTTOM = Pt(42), Pt(40), Pt(44)
_ROOM = Pt(595.3 - 2 * 42)
_INDENT = Pt(10)
# Of each style: size, colour, weight, space above and below, in points.
_STYLES = {
    "Normal": (TEXT, INK, False, 0.0, 2.5),
    "List Bullet": (TEXT, INK, False, 0.0, 2.0),
    "Heading 1": (TITLE, INK, True, 0.0, 2.0),
    "Heading 2": (HEADING, ACCENT, True, 10.0, 2.0),
    "Heading 3": (TEXT, INK, True, 4.0, 2.0),
}


def write_docx(talk: TalkSheet) -> bytes:
    """Write a talk sheet."""
    document = docx.Document()
    _prepare(document, talk)
    _add_paragraph(document, talk.title, "Heading 1")
    _add_paragraph(document, talk.lead, colour=SOFT)
    _add_paragraph(document, talk.purpose)
    _add_paragraph(document, talk.agreed_title, "Heading 2")
    _add_agreements(document, talk.agreed)
    if talk.agreed_note:
        _add_paragraph(document, talk.agreed_note)
    for line in talk.lines:
        _add_line(document, talk, line)
    _add_notes(document, talk)
    _add_foot(document, talk)
    content = BytesIO()
    document.save(content)
    return fix_dates(content.getvalue(), talk.built)


def _prepare(document: Document, talk: TalkSheet) -> None:
    """Paper, letters, language and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = _WIDE, _HIGH
    section.left_margin = section.right_margin = _SIDE
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.header_distance = section.footer_distance = Pt(20)
    for name in _STYLES:
        _prepare_style(document, name)
    language = LANGUAGES[talk.language]
    set_language(document, language)
    drop_leftovers(document)
    about = document.core_properties
    about.title, about.subject, about.keywords = talk.document, talk.subject, talk.keywords
    about.author = about.last_modified_by = AUTHOR
    about.comments, about.language, about.revision = "", language, 1
    about.created = about.modified = talk.built.replace(tzinfo=None)


def _prepare_style(document: Document, name: str) -> None:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        return
    size, colour, is_bold, above, below = _STYLES[name]
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.bold, style.font.color.rgb = is_bold, _make_colour(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    fonts.set(qn("w:cs"), _FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(above), Pt(below)
    layout.line_spacing = 1.1
    layout.keep_with_next = name.startswith("Heading")
    if name == "List Bullet":
        layout.left_indent, layout.first_line_indent = _INDENT, -_INDENT


def _add_paragraph(
    document: Document, text: str, style: str = "Normal", *, head: str = "", colour: str = ""
) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    if head:
        paragraph.add_run(f"{replace_spaces(head)} ").bold = True
    run = paragraph.add_run(replace_spaces(text))
    if colour:
        run.font.color.rgb = _make_colour(colour)
    return paragraph


def _add_small(document: Document, text: str, head: str = "") -> Paragraph:
    paragraph = _add_paragraph(document, text, head=head, colour=SOFT)
    paragraph.paragraph_format.space_after = Pt(1.5)
    _set_size(paragraph, SMALL)
    return paragraph


def _add_agreements(document: Document, agreed: tuple[Agreement, ...]) -> None:
    for one in agreed:
        paragraph = _add_paragraph(document, f"{one.text} (", "List Bullet", head=one.head)
        if one.url:
            add_link(paragraph, one.source, one.url)
        else:
            paragraph.add_run(replace_spaces(one.source))
        paragraph.add_run(")")


def _add_line(document: Document, talk: TalkSheet, line: TalkLine) -> None:
    _add_paragraph(document, line.label, "Heading 2")
    _add_paragraph(document, line.sentence, colour=SOFT)
    summary = _add_paragraph(document, line.summary, head=f"{talk.words.figures}.")
    summary.paragraph_format.keep_with_next = bool(line.rows)
    if line.rows:
        _add_figures(document, talk, line)
    if line.remarks:
        _add_small(document, " ".join(line.remarks))
    if line.agreed:
        _add_paragraph(document, talk.words.agreed, "Heading 3")
        _add_agreements(document, line.agreed)
    else:
        _add_paragraph(document, line.agreed_note, head=f"{talk.words.agreed}.")
    _add_paragraph(document, talk.blank.title, "Heading 3")
    _add_blank(document, talk, line)


def _add_figures(document: Document, talk: TalkSheet, line: TalkLine) -> None:
    table = document.add_table(len(line.rows) + 1, len(talk.words.columns))
    widths = _divide(FIGURE_SHARES)
    title = f"{line.label}: {talk.words.figures}"
    prepare_table(table, title, widths, ("top", "bottom", "insideH"), FAINT)
    for i, head in enumerate(talk.words.columns):
        _fill(table.cell(0, i), head, column=i, colour=SOFT, is_bold=True)
    for number, row in enumerate(line.rows, start=1):
        cells = table.rows[number].cells
        for i, text in enumerate(row.cells):
            colour, is_bold = _find_look(row, i)
            _fill(cells[i], text, column=i, colour=colour, is_bold=is_bold)
    document.add_paragraph().paragraph_format.line_spacing = Pt(4)


def _find_look(row: TalkRow, column: int) -> tuple[str, bool]:
    """What is clear stands out by its weight, and by its colour where it is judged."""
    colour = TONES[row.tone] if column in (3, 4) else INK
    return colour, row.is_clear and column in (0, 3, 4)


def _fill(cell: _Cell, text: str, *, column: int, colour: str, is_bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if column in NUMBER_COLUMNS:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(replace_spaces(text))
    run.font.size, run.font.bold = Pt(TABLE), is_bold
    run.font.color.rgb = _make_colour(colour)


def _add_blank(document: Document, talk: TalkSheet, line: TalkLine) -> None:
    """Headings and empty cells: what holds a line up is for the meeting to say."""
    blank = talk.blank
    table = document.add_table(blank.rows + 1, len(blank.columns))
    title = f"{line.label}: {blank.title}"
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    prepare_table(table, title, _divide(BLANK_SHARES), edges, BORDER)
    for i, head in enumerate(blank.columns):
        _fill(table.cell(0, i), head, column=0, colour=INK, is_bold=True)
        shade(table.cell(0, i), GROUND)
    for row in table.rows[1:]:
        set_height(row, BLANK_HEIGHT)
    # All of it on one page: each row stays with the next.
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _add_notes(document: Document, talk: TalkSheet) -> None:
    _add_paragraph(document, talk.notes_title, "Heading 2")
    for note in talk.notes:
        _add_small(document, note.text, note.head)
    _add_small(document, ". ".join(talk.sources) + ".", f"{talk.sources_title}.")
    link = _add_small(document, "", f"{talk.link_text}:")
    add_link(link, talk.link, talk.link)
    _set_size(link, SMALL)


def _add_foot(document: Document, talk: TalkSheet) -> None:
    before, between = talk.page_words
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Normal"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(_ROOM, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{talk.foot}\t{before} ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(f" {between} ")
    add_field(paragraph, "NUMPAGES")
    _set_size(paragraph, FOOT)


def _set_size(paragraph: Paragraph, points: float) -> None:
    """Set the size of all letters, also those inside links and fields."""
    for run in paragraph._p.iter(qn("w:r")):  # noqa: SLF001  # a paragraph lists its own only
        run.get_or_add_rPr().sz_val = Pt(points)


def _divide(shares: Sequence[float]) -> list[Length]:
    """Widths of columns, of the whole width together."""
    return [Length(round(share * _ROOM)) for share in shares]


def _make_colour(colour: str) -> RGBColor:
    return RGBColor.from_string(write_colour(colour))

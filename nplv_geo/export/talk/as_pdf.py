"""A talk sheet as PDF: text as text, read aloud in its order, with empty tables to write in."""

from __future__ import annotations

from fpdf import FPDF, ViewerPreferences

from nplv_geo.export.fitting import Words, measure_width
from nplv_geo.export.names import AUTHOR
from nplv_geo.export.pdf.structure import Structure, add_structure
from nplv_geo.export.pdf.texts import FONT, FONTS, write_line
from nplv_geo.export.slides.places import LANGUAGES, TONES
from nplv_geo.export.talk.flow import HIGH, LEFT, ROOM, WIDE, Cell, Column, Flow, Style
from nplv_geo.export.talk.layout import (
    BLANK_HEIGHT,
    BLANK_SHARES,
    FIGURE_SHARES,
    FOOT,
    HEADING,
    LEAD,
    NUMBER_COLUMNS,
    SMALL,
    TABLE,
    TEXT,
    TITLE,
)
from nplv_geo.present.page.palette import ACCENT, FAINT, SOFT
from nplv_geo.present.talk.models import Agreement, TalkLine, TalkRow, TalkSheet

_TITLE = Style(TITLE, is_bold=True, gap=2)
_LEAD = Style(LEAD, SOFT, gap=5)
_TEXT = Style(TEXT, gap=3)
_SENTENCE = Style(TEXT, SOFT, gap=5)
_HEAD = Style(HEADING, ACCENT, is_bold=True, gap=1)
_SMALL_HEAD = Style(TEXT, is_bold=True, gap=2)
_SMALL = Style(SMALL, SOFT, gap=1.5)
_FOOT_LINE = HIGH - 24
# A heading with less of its line below it goes to the next page.
_LINE_START = 110.0


def write_pdf(talk: TalkSheet) -> bytes:
    """Write a talk sheet."""
    sheet = FPDF(unit="pt", format=(WIDE, HIGH))
    sheet.set_auto_page_break(auto=False)
    sheet.set_margin(0)
    for style, path in FONTS.items():
        sheet.add_font(FONT, style, path)
    _describe_file(sheet, talk)
    structure = Structure(sheet)
    headings = _draw_sheet(Flow(sheet, structure), talk)
    _draw_feet(sheet, structure, talk)
    return add_structure(bytes(sheet.output()), structure.root, headings)


def _describe_file(sheet: FPDF, talk: TalkSheet) -> None:
    sheet.set_title(talk.document)
    sheet.set_subject(talk.subject)
    sheet.set_author(AUTHOR)
    sheet.set_creator(AUTHOR)
    sheet.set_keywords(talk.keywords)
    sheet.set_lang(LANGUAGES[talk.language])
    sheet.set_creation_date(talk.built)
    sheet.viewer_preferences = ViewerPreferences(display_doc_title=True)


def _draw_sheet(flow: Flow, talk: TalkSheet) -> list[tuple[str, int]]:
    """Draw all of it; gives the headings with their pages."""
    flow.keep(HIGH)
    flow.write(Words(talk.title), _TITLE, "H1")
    flow.write(Words(talk.lead), _LEAD)
    flow.write(Words(talk.purpose), _TEXT)
    headings = [_draw_heading(flow, talk.agreed_title)]
    _draw_agreements(flow, talk.agreed)
    if talk.agreed_note:
        flow.write(Words(talk.agreed_note), _TEXT)
    for line in talk.lines:
        headings.append(_draw_heading(flow, line.label))
        _draw_line(flow, talk, line)
    headings.append(_draw_heading(flow, talk.notes_title))
    for note in talk.notes:
        flow.write(Words(note.text, head=note.head), _SMALL)
    flow.write(Words(". ".join(talk.sources) + ".", head=f"{talk.sources_title}."), _SMALL)
    flow.write(Words(talk.link, head=f"{talk.link_text}:"), _SMALL, url=talk.link)
    return headings


def _draw_heading(flow: Flow, text: str) -> tuple[str, int]:
    flow.skip(10)
    flow.keep(_LINE_START)
    flow.rule(FAINT)
    flow.skip(6)
    flow.write(Words(text), _HEAD, "H2")
    return text, flow.page


def _draw_line(flow: Flow, talk: TalkSheet, line: TalkLine) -> None:
    flow.write(Words(line.sentence), _SENTENCE)
    flow.write(Words(line.summary, head=f"{talk.words.figures}."), _TEXT)
    if line.rows:
        columns = [
            Column(head, share, i in NUMBER_COLUMNS)
            for i, (head, share) in enumerate(zip(talk.words.columns, FIGURE_SHARES, strict=True))
        ]
        flow.tabulate(columns, [_make_cells(row) for row in line.rows], TABLE)
        flow.skip(4)
    if line.remarks:
        flow.write(Words(" ".join(line.remarks)), _SMALL)
    flow.skip(3)
    _draw_agreed(flow, talk, line)
    blanks = [
        Column(head, share) for head, share in zip(talk.blank.columns, BLANK_SHARES, strict=True)
    ]
    flow.keep(
        flow.measure(Words(talk.blank.title), _SMALL_HEAD) + (talk.blank.rows + 1) * BLANK_HEIGHT
    )
    flow.write(Words(talk.blank.title), _SMALL_HEAD, "H3")
    flow.tabulate_blank(blanks, talk.blank.rows, TABLE, BLANK_HEIGHT)


def _draw_agreed(flow: Flow, talk: TalkSheet, line: TalkLine) -> None:
    if line.agreed:
        flow.write(Words(talk.words.agreed), _SMALL_HEAD, "H3")
        _draw_agreements(flow, line.agreed)
    else:
        flow.write(Words(line.agreed_note, head=f"{talk.words.agreed}."), _TEXT)
    flow.skip(5)


def _draw_agreements(flow: Flow, agreed: tuple[Agreement, ...]) -> None:
    items = [(Words(f"{one.text} ({one.source})", head=one.head), one.url) for one in agreed]
    if items:
        flow.write_items(items, _TEXT)


def _make_cells(row: TalkRow) -> list[Cell]:
    """What is clear stands out by its weight, and by its colour where it is judged."""
    loud = {0, 3, 4} if row.is_clear else set()
    return [
        Cell(text, TONES[row.tone] if i in (3, 4) else TONES[""], is_bold=i in loud)
        for i, text in enumerate(row.cells)
    ]


def _draw_feet(sheet: FPDF, structure: Structure, talk: TalkSheet) -> None:
    """What each page is of, and its number."""
    pages = sheet.page
    for page in range(1, pages + 1):
        sheet.page = page
        # What the page was left with is not what the sheet knows: its letters are set anew.
        sheet.set_font(FONT, "B", FOOT + 1)
        with structure.decorate():
            write_line(sheet, talk.foot, (LEFT, _FOOT_LINE), FOOT, SOFT)
            number = talk.number_page(page, pages)
            right = LEFT + ROOM - measure_width(number, FOOT, face="source")
            write_line(sheet, number, (right, _FOOT_LINE), FOOT, SOFT)

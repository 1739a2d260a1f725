"""A briefing as PDF: the same slides, with text that can be searched and fonts inside the file."""

from __future__ import annotations

from io import BytesIO

from fpdf import FPDF, ViewerPreferences

from nplv_geo.export.names import AUTHOR
from nplv_geo.export.pdf.charts import draw_chart
from nplv_geo.export.pdf.scatter import draw_scatter
from nplv_geo.export.pdf.texts import FONT, FONTS, draw_block, draw_table, draw_text
from nplv_geo.export.slides.layout import place_slide
from nplv_geo.export.slides.places import (
    HIGH,
    LANGUAGES,
    WIDE,
    BlockItem,
    ChartItem,
    PictureItem,
    ScatterItem,
    SlideItem,
    TableItem,
    TextItem,
)
from nplv_geo.present.briefing.slides import Briefing


def write_pdf(briefing: Briefing, picture: bytes) -> bytes:
    """Write a briefing; ``picture`` is its map."""
    sheet = FPDF(orientation="landscape", unit="pt", format=(HIGH, WIDE))
    sheet.set_auto_page_break(auto=False)
    sheet.set_margin(0)
    for style, path in FONTS.items():
        sheet.add_font(FONT, style, path)
    _describe_file(sheet, briefing)
    for number, slide in enumerate(briefing.slides, start=1):
        sheet.add_page()
        sheet.start_section(slide.title)
        for item in place_slide(briefing, slide, number):
            _draw_item(sheet, item, picture)
    return bytes(sheet.output())


def _describe_file(sheet: FPDF, briefing: Briefing) -> None:
    sheet.set_title(briefing.title)
    sheet.set_subject(briefing.subject)
    sheet.set_author(AUTHOR)
    sheet.set_creator(AUTHOR)
    sheet.set_keywords(briefing.keywords)
    sheet.set_lang(LANGUAGES[briefing.language])
    sheet.set_creation_date(briefing.built)
    sheet.viewer_preferences = ViewerPreferences(display_doc_title=True)


def _draw_item(sheet: FPDF, item: SlideItem, picture: bytes) -> None:
    match item:
        case TextItem():
            draw_text(sheet, item)
        case BlockItem():
            draw_block(sheet, item)
        case ChartItem():
            draw_chart(sheet, item)
        case ScatterItem():
            draw_scatter(sheet, item)
        case TableItem():
            draw_table(sheet, item)
        case PictureItem():
            frame = item.frame
            content, alt = BytesIO(picture), item.part.alt
            sheet.image(content, frame.left, frame.top, frame.width, frame.height, alt_text=alt)

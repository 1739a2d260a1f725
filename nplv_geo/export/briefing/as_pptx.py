"""A briefing as PowerPoint: everything native, so that it can be edited and read aloud.

Charts hold their numbers, the first text of each slide is its title, shapes stand in reading
order, and the same edition gives the same bytes.
"""

from __future__ import annotations

from io import BytesIO

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as PptxSlide
from pptx.util import Pt

from nplv_geo.export.names import AUTHOR
from nplv_geo.export.pptx.charts import add_chart
from nplv_geo.export.pptx.package import fix_dates
from nplv_geo.export.pptx.scatter import add_scatter
from nplv_geo.export.pptx.shapes import add_block, add_picture, add_text
from nplv_geo.export.pptx.tables import add_table
from nplv_geo.export.pptx.template import prepare_deck
from nplv_geo.export.slides.layout import place_slide
from nplv_geo.export.slides.places import (
    LANGUAGES,
    BlockItem,
    ChartItem,
    PictureItem,
    ScatterItem,
    SlideItem,
    TableItem,
    TextItem,
)
from nplv_geo.present.briefing.slides import Briefing

_TITLE_ONLY = 5


def write_pptx(briefing: Briefing, picture: bytes) -> bytes:
    """Write a briefing; ``picture`` is its map."""
    deck = prepare_deck(Presentation())
    _describe_deck(deck, briefing)
    for number, slide in enumerate(briefing.slides, start=1):
        pptx_slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        for item in place_slide(briefing, slide, number):
            _add_item(pptx_slide, item, picture, LANGUAGES[briefing.language])
        _add_notes(pptx_slide, slide.notes, LANGUAGES[briefing.language])
    content = BytesIO()
    deck.save(content)
    return fix_dates(content.getvalue(), briefing.built)


def _describe_deck(deck: Deck, briefing: Briefing) -> None:
    about = deck.core_properties
    about.title, about.subject = briefing.title, briefing.subject
    about.author = about.last_modified_by = AUTHOR
    about.keywords = briefing.keywords
    about.language = LANGUAGES[briefing.language]
    about.created = about.modified = briefing.built.replace(tzinfo=None)
    about.revision = 1


def _add_item(slide: PptxSlide, item: SlideItem, picture: bytes, language: str) -> None:
    match item:
        case TextItem():
            add_text(slide, item, language)
        case BlockItem():
            add_block(slide, item)
        case ChartItem():
            add_chart(slide, item, language)
        case ScatterItem():
            add_scatter(slide, item, language)
        case TableItem():
            add_table(slide, item, language)
        case PictureItem():
            add_picture(slide, item, picture)


def _add_notes(slide: PptxSlide, notes: tuple[str, ...], language: str) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return
    for i, note in enumerate(note for note in notes if note):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = note, Pt(11)
        run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001  # has no other way

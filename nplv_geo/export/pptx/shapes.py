"""Texts, blocks and pictures as native shapes."""

from __future__ import annotations

from io import BytesIO

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as PptxSlide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from nplv_geo.export.fitting import Words, replace_spaces
from nplv_geo.export.slides.places import (
    BlockItem,
    Frame,
    PictureItem,
    TextItem,
)
from nplv_geo.present.page import palette

_ANCHORS = {
    "top": MSO_ANCHOR.TOP,
    "middle": MSO_ANCHOR.MIDDLE,
    "bottom": MSO_ANCHOR.BOTTOM,
}
_DECORATION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)


def make_colour(colour: str) -> RGBColor:
    """Colour of a ``#rrggbb``."""
    return RGBColor(*palette.parse_colour(colour))


def measure_frame(frame: Frame) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width and height as PowerPoint counts."""
    left, top, wide, high = (
        Emu(round(n * 12_700)) for n in (frame.left, frame.top, frame.width, frame.height)
    )
    return left, top, wide, high


def add_text(slide: PptxSlide, item: TextItem, language: str) -> None:
    """Add a text box; the title goes in the place that the slide has for it."""
    shape: Shape | None = slide.shapes.title if item.is_title else None
    if shape is None:
        shape = slide.shapes.add_textbox(*measure_frame(item.frame))
    else:
        shape.left, shape.top, shape.width, shape.height = measure_frame(item.frame)
    shape.name = item.name
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = _ANCHORS[item.anchor]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for i, words in enumerate(item.text.paragraphs):
        _add_paragraph(frame, words, item, language, is_first=i == 0)


def _add_paragraph(
    frame: TextFrame, words: Words, item: TextItem, language: str, *, is_first: bool
) -> None:
    size = item.text.size
    paragraph = frame.paragraphs[0] if is_first else frame.add_paragraph()
    paragraph.alignment = PP_ALIGN.LEFT
    # Exact, so that lines are as high as they were measured.
    paragraph.line_spacing = Pt(round(size * item.leading, 1))
    paragraph.space_before = Pt(0 if is_first else round(size * item.gap, 1))
    paragraph.space_after = Pt(0)
    pieces = [(words.text, words.is_bold, item.colour)]
    if words.head:
        space = " " if words.text else ""
        pieces.insert(0, (words.head + space, True, words.head_colour or item.colour))
    for text, is_bold, colour in pieces:
        run = paragraph.add_run()
        run.text = replace_spaces(text)
        run.font.size, run.font.bold = Pt(size), is_bold
        run.font.color.rgb = make_colour(colour)
        run._r.get_or_add_rPr().set("lang", language)  # noqa: SLF001  # has no other way


def add_block(slide: PptxSlide, item: BlockItem) -> None:
    """Add a rectangle or an ellipse that screen readers pass over."""
    kind = MSO_SHAPE.OVAL if item.is_round else MSO_SHAPE.RECTANGLE
    shape = slide.shapes.add_shape(kind, *measure_frame(item.frame))
    style = shape._element.find(qn("p:style"))  # noqa: SLF001  # it brings a shadow
    if style is not None:
        shape._element.remove(style)  # noqa: SLF001
    if item.is_hatched:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb = make_colour(palette.HATCH)
        shape.fill.back_color.rgb = make_colour(item.face)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = make_colour(item.face)
    if item.edge:
        shape.line.color.rgb, shape.line.width = make_colour(item.edge), Pt(0.75)
    else:
        shape.line.fill.background()
    shape.name = "block"
    _mark_decorative(shape)


def _mark_decorative(shape: BaseShape) -> None:
    shape._element._nvXxPr.cNvPr.append(parse_xml(_DECORATION))  # noqa: SLF001  # no other way


def describe_shape(shape: BaseShape, name: str, alt: str) -> None:
    """Give a picture, chart or table its name and its alternative text."""
    shape.name = name
    shape._element._nvXxPr.cNvPr.set("descr", replace_spaces(alt))  # noqa: SLF001  # has no other way


def add_picture(slide: PptxSlide, item: PictureItem, picture: bytes) -> None:
    """Add the map."""
    shape = slide.shapes.add_picture(BytesIO(picture), *measure_frame(item.frame))
    describe_shape(shape, "map", item.part.alt)

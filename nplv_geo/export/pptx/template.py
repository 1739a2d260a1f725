"""The deck that slides are added to: 16:9, Arial, and the colours of the page as its theme."""

from __future__ import annotations

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from nplv_geo.export.slides.places import HIGH, LINE_COLOURS, WIDE
from nplv_geo.present.page.palette import INK, WORSE

# Colours of the theme, which are offered to who edits a slide.
_COLOURS = {
    "dk2": INK,
    "accent1": LINE_COLOURS["area"],
    "accent2": LINE_COLOURS["gemeente"],
    "accent3": LINE_COLOURS["nederland"],
    "accent4": LINE_COLOURS["nplv"],
    "accent5": WORSE,
}


def prepare_deck(deck: Deck) -> Deck:
    """Make the library's own empty deck ours."""
    if deck.slide_width is not None:
        stretch = Pt(WIDE) / deck.slide_width
        _stretch_layouts(deck, stretch)
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    _recolour_theme(theme)
    return deck


def _stretch_layouts(deck: Deck, by: float) -> None:
    """Move the places of all layouts along, for who adds slides."""
    for owner in (deck.slide_master, *deck.slide_layouts):
        for shape in owner.shapes:
            if shape._element.spPr.xfrm is not None:  # noqa: SLF001  # else it inherits
                shape.left, shape.width = round(shape.left * by), round(shape.width * by)


def _recolour_theme(theme: Part) -> None:
    drawing = etree.fromstring(theme.blob)
    for letters in drawing.iter(qn("a:latin")):
        letters.set("typeface", "Arial")
    for name, colour in _COLOURS.items():
        for place in drawing.iter(qn(f"a:{name}")):
            code = etree.Element(qn("a:srgbClr"), val=colour.removeprefix("#").upper())
            place[:] = [code]
    theme._blob = etree.tostring(  # noqa: SLF001  # has no other way
        drawing, encoding="UTF-8", xml_declaration=True, standalone=True
    )

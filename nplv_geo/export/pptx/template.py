"""The deck that slides are added to: 16:9, Arial, and the colours of the page as its theme."""

from __future__ import annotations

import re

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from nplv_geo.export.slides.places import HIGH, SERIES, WIDE
from nplv_geo.present.page.palette import INK, WORSE

_NAMES = ("dk2", "accent1", "accent2", "accent3", "accent4", "accent5")
_COLOURS = (
    INK,
    SERIES["area"],
    SERIES["gemeente"],
    SERIES["nederland"],
    SERIES["nplv"],
    WORSE,
)


def prepared(deck: Deck) -> Deck:
    """Make the library's own empty deck ours."""
    if deck.slide_width is not None:
        stretch = Pt(WIDE) / deck.slide_width
        _stretch(deck, stretch)
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    _recolour(theme)
    return deck


def _stretch(deck: Deck, by: float) -> None:
    """Move the places of all layouts along, for who adds slides."""
    for owner in (deck.slide_master, *deck.slide_layouts):
        for shape in owner.shapes:
            if shape._element.spPr.xfrm is not None:  # noqa: SLF001  # else it inherits
                shape.left, shape.width = round(shape.left * by), round(shape.width * by)


def _recolour(theme: Part) -> None:
    text = theme.blob.decode()
    text = re.sub(r'(<a:latin typeface=")[^"]*"', r'\1Arial"', text)
    for name, colour in zip(_NAMES, _COLOURS, strict=True):
        code = f'<a:srgbClr val="{colour.removeprefix("#").upper()}"/>'
        text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf"\1{code}\2", text, flags=re.DOTALL)
    theme._blob = text.encode()  # noqa: SLF001  # has no other way

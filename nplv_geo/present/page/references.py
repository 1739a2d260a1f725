"""What an area is to the page that shows it: its own area, or one that it is held against."""

from __future__ import annotations

from nplv_geo.ground.areas import NEDERLAND, NPLV
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import ReferenceKind


def choose_role(page: Page, area: str) -> ReferenceKind:
    """Choose the role of an area, by which it has its colour in every chart."""
    if area == page.view.area:
        return "area"
    if area == page.gemeente:
        return "gemeente"
    return "nederland" if area == NEDERLAND else "nplv" if area == NPLV else "other"

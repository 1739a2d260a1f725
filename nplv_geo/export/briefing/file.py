"""The briefing of an area as a file: what the command line and the route both ask for."""

from __future__ import annotations

from nplv_geo.export.names import name_briefing_file
from nplv_geo.export.options import BriefingKind
from nplv_geo.export.requests import ExportedFile
from nplv_geo.export.slides.layout import place_slide
from nplv_geo.export.slides.map_part import draw_map_picture
from nplv_geo.export.slides.places import PictureItem
from nplv_geo.present.briefing.briefing import choose_map_page, make_briefing
from nplv_geo.present.briefing.downloads import make_permalink
from nplv_geo.present.briefing.slides import Briefing
from nplv_geo.present.page.page import Page

MIMETYPES: dict[BriefingKind, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
}


def write_briefing_file(
    page: Page, kind: BriefingKind, site: str, *, has_undermining: bool = False
) -> ExportedFile:
    """Write the briefing of a page's area.

    Parameters
    ----------
    site
        Address of the dashboard, for the link.
    has_undermining
        Whether it has the slide about undermining.
    """
    page = choose_map_page(page)
    link = make_permalink(page, site)
    briefing = make_briefing(page, link, has_undermining=has_undermining)
    picture = _draw_picture(page, briefing)
    # Each library is for who writes that kind.
    if kind == "pptx":
        from nplv_geo.export.briefing.as_pptx import write_pptx  # noqa: PLC0415

        content = write_pptx(briefing, picture)
    else:
        from nplv_geo.export.briefing.as_pdf import write_pdf  # noqa: PLC0415

        content = write_pdf(briefing, picture)
    return ExportedFile(name_briefing_file(page, kind), MIMETYPES[kind], content)


def _draw_picture(page: Page, briefing: Briefing) -> bytes:
    """The map in the size in which it stands on its slide."""
    slide = next(slide for slide in briefing.slides if slide.map is not None)
    items = place_slide(briefing, slide, briefing.slides.index(slide) + 1)
    frame = next(item.frame for item in items if isinstance(item, PictureItem))
    return draw_map_picture(page, frame)

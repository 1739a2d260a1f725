"""``/gesprek/<gebied>``: the talk sheet of a focus area as a page, to read or to print."""

from __future__ import annotations

from flask import render_template

from nplv_geo.definitions.programme import Programme
from nplv_geo.definitions.texts import Language
from nplv_geo.present.page.query import shorten_word
from nplv_geo.present.site.programme import make_address, make_area_address
from nplv_geo.present.talk.sheet import (
    PATH,
    has_talk_sheet,
    make_file_address,
    make_talk_link,
    make_talk_sheet,
)
from nplv_geo.present.texts import texts
from nplv_geo.web.site import Site


def render_talk_page(
    site: Site, programme: Programme, area: str, language: Language, edition: str = ""
) -> tuple[str, int]:
    """Render the sheet, and what has no sheet is not found.

    Parameters
    ----------
    edition
        Name of the edition that the address is pinned to; empty for the newest.

    Returns
    -------
    tuple
        The page and its status: 404 with all sheets for what is no focus area.
    """
    t = texts(language)
    found = site.edition.areas.find(area)
    if found is None or not has_talk_sheet(found):
        areas = sorted(site.focus_areas.values(), key=lambda one: one.name)
        links = [(one.name, make_address(t.language, f"{PATH}/{one.id}")) for one in areas]
        word = shorten_word(area)
        return render_template("gesprek-onbekend.html", t=t, word=word, links=links), 404
    pinned = f"&editie={edition}" if edition == site.edition.id else ""
    page = site.make_page(f"?gebied={found}&taal={t.language}{pinned}")
    text = render_template(
        "gesprek.html",
        t=t,
        sheet=make_talk_sheet(page, programme, make_talk_link(page)),
        programme=make_area_address(found, t),
        files=[
            (kind, make_file_address(page, suffix))
            for kind, suffix in (("Word", "docx"), ("PDF", "pdf"))
        ],
    )
    return text, 200

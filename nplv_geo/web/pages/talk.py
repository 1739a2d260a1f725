"""``/gesprek/<gebied>``: the talk sheet of a focus area as a page, to read or to print."""

from __future__ import annotations

from flask import Response, make_response, render_template

from nplv_geo.definitions.programme import Programme
from nplv_geo.export.options import shorten_word
from nplv_geo.present.talk.sheet import (
    has_talk_sheet,
    make_file_address,
    make_talk_link,
    make_talk_sheet,
)
from nplv_geo.present.texts import texts
from nplv_geo.web.site import Site


def render_talk_page(
    site: Site, programme: Programme, area: str, language: str, edition: str = ""
) -> Response:
    """Render the sheet; what is not English is Dutch, and what has no sheet is not found.

    Parameters
    ----------
    edition
        Name of the edition that the address is pinned to; empty for the newest.
    """
    t = texts("en" if language == "en" else "nl")
    found = site.edition.areas.find(area)
    if found is None or not has_talk_sheet(found):
        answer = make_response(t("talk.unknown_area", area=shorten_word(area)) + "\n", 404)
        answer.mimetype = "text/plain"
        return answer
    pinned = f"&editie={edition}" if edition == site.edition.id else ""
    page = site.make_page(f"?gebied={found}&taal={t.language}{pinned}")
    return make_response(
        render_template(
            "gesprek.html",
            t=t,
            sheet=make_talk_sheet(page, programme, make_talk_link(page)),
            files=[
                (kind, make_file_address(page, suffix))
                for kind, suffix in (("Word", "docx"), ("PDF", "pdf"))
            ],
        )
    )

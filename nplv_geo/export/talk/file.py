"""The talk sheet of an area as a file: what the command line and the route both ask for."""

from __future__ import annotations

from nplv_geo.definitions.programme import Programme
from nplv_geo.export.names import name_talk_file
from nplv_geo.export.options import TalkKind
from nplv_geo.export.requests import ExportedFile
from nplv_geo.present.page.page import Page
from nplv_geo.present.talk.sheet import make_talk_link, make_talk_sheet

MIMETYPES: dict[TalkKind, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def write_talk_file(page: Page, programme: Programme, kind: TalkKind, site: str) -> ExportedFile:
    """Write the talk sheet of a page's area.

    Parameters
    ----------
    programme
        The action lines, and what was agreed and reported.
    site
        Address of the dashboard, for the link.
    """
    talk = make_talk_sheet(page, programme, make_talk_link(page, site))
    # Each library is for who writes that kind.
    if kind == "docx":
        from nplv_geo.export.talk.as_docx import write_docx  # noqa: PLC0415

        content = write_docx(talk)
    else:
        from nplv_geo.export.talk.as_pdf import write_pdf  # noqa: PLC0415

        content = write_pdf(talk)
    return ExportedFile(name_talk_file(page, kind), MIMETYPES[kind], content)

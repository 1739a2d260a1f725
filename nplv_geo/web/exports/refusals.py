"""What is said where no file can be made: a page to who follows a link, plain text to a program."""

from __future__ import annotations

from flask import Response, render_template, request

from nplv_geo.ground.errors import NplvError
from nplv_geo.web.language import find_texts

_PLAIN, _PAGE = "text/plain", "text/html"


def refuse_file(error: NplvError, status: int) -> Response:
    """Answer that there is no file, with the sentence of the error.

    Parameters
    ----------
    error
        Why there is none, in words for the reader.
    status
        Number of the answer.

    Returns
    -------
    Response
        A page in the language of the link for a browser that goes there; plain text where
        anything will do, as for the script of the page and for programs.
    """
    accepted = request.accept_mimetypes
    if accepted[_PAGE] <= accepted[_PLAIN]:
        return Response(f"{error}\n", status, mimetype=_PLAIN)
    t = find_texts()
    query = request.query_string.decode("utf-8", "replace")
    return Response(render_template("geen-bestand.html", t=t, why=error, query=query), status)

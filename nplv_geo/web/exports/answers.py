"""What all exports do alike: look at the question, wait in the queue, and send the file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from flask import Response, request

from nplv_geo import __version__
from nplv_geo.export.requests import ExportedFile
from nplv_geo.ground.errors import ExportError
from nplv_geo.jobs.queue import ExportQueue
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.query import MAX_QUERY

# Under this name the page that asked can follow its export, and stop it.
TICKET = "X-Bon"

ExportRequest = TypeVar("ExportRequest")


def read_query_string() -> str:
    """Give the query of the request, which is that of the page and a few words about the file.

    Raises
    ------
    ExportError
        When it is longer than any link of ours.
    """
    query = request.query_string.decode("utf-8", "replace")
    if len(query) > MAX_QUERY:
        raise ExportError(f"De vraag is te lang; geef hoogstens {MAX_QUERY} tekens.")
    return query


def make_tag(page: Page, *about: object) -> str:
    """Name of the very bytes: the same view of the same edition is written the same.

    Parameters
    ----------
    about
        All else that the file depends on, such as its options and the address of the site.
    """
    parts = (__version__, page.edition.id, page.view.write_query(), *map(repr, about))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def send_file(
    queue: ExportQueue,
    work: Callable[[ExportRequest], ExportedFile],
    export_request: ExportRequest,
    tag: str,
    *,
    is_exact: bool = True,
) -> Response:
    """Send the file, or say that the browser still has it.

    Parameters
    ----------
    is_exact
        False when a file made again differs in its own clock only.

    Raises
    ------
    QueueFullError, ExportFailedError, ExportStoppedError
        As the queue does.
    """
    if request.if_none_match.contains_weak(tag):
        return _let_keep(Response(status=304), tag, is_exact=is_exact)
    exported = queue.run(work, export_request, request.headers.get(TICKET, ""))
    answer = Response(exported.content, mimetype=exported.mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{exported.name}"'
    return _let_keep(answer, tag, is_exact=is_exact)


def _let_keep(answer: Response, tag: str, *, is_exact: bool) -> Response:
    """Let a browser keep the file, and ask whether there is a newer one."""
    answer.set_etag(tag, weak=not is_exact)
    answer.headers["Cache-Control"] = "no-cache"
    return answer

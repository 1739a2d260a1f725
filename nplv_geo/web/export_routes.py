"""``/export/…``: files of a view. The parameters are those of the page, and a few of the file."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, abort, request

from nplv_geo import __version__
from nplv_geo.errors import ExportError, NplvError
from nplv_geo.export.asked import asked_page
from nplv_geo.export.job import draw_map
from nplv_geo.export.options import KINDS, MapOptions, map_options
from nplv_geo.export.orders import MapOrder
from nplv_geo.present.page import Page
from nplv_geo.present.view import MAX_QUERY
from nplv_geo.settings import Settings
from nplv_geo.web.briefing_routes import add_briefing_routes
from nplv_geo.web.data_routes import add_data_routes
from nplv_geo.web.export_queue import (
    RETRY_SECONDS,
    ExportFailedError,
    ExportQueue,
    QueueFullError,
)
from nplv_geo.web.site import Server

_PLAIN = "text/plain; charset=utf-8"


def add_export_routes(
    flask: Flask, server: Server, settings: Settings, queue: ExportQueue | None = None
) -> None:
    """Add the exports; all of them share ``queue``."""
    queue = queue or ExportQueue()
    add_data_routes(flask, server, settings, queue)
    add_briefing_routes(flask, server, settings, queue)

    @flask.get("/export/map.<kind>")
    def export_map(kind: str) -> Response:
        if kind not in KINDS:
            abort(404)
        query = request.query_string.decode("utf-8", "replace")
        if len(query) > MAX_QUERY:
            raise ExportError(f"De vraag is te lang; geef hoogstens {MAX_QUERY} tekens.")
        asked = request.args
        options = map_options(
            kind, asked.get("formaat", ""), asked.get("dpi", ""), asked.get("grijs", "")
        )
        site = server.asked(query)
        page = asked_page(query, site.edition, site.catalog, site.focus_areas)
        address = settings.url or request.host_url
        tag = _tag(page, options, address)
        if tag in request.if_none_match:
            return _kept(Response(status=304), tag)
        order = MapOrder(site.edition.folder, settings.project, query, options, address)
        made = queue.run(draw_map, order)
        answer = Response(made.content, mimetype=made.mimetype)
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return _kept(answer, tag)

    # Dash would answer every other address with the page.
    @flask.get("/export/")
    @flask.get("/export/<path:rest>")
    def no_export(**_asked: str) -> Response:
        abort(404)

    @flask.errorhandler(ExportError)
    def refused(error: NplvError) -> tuple[str, int, dict[str, str]]:
        return f"{error}\n", 400, {"Content-Type": _PLAIN}

    @flask.errorhandler(QueueFullError)
    @flask.errorhandler(ExportFailedError)
    def busy(error: NplvError) -> tuple[str, int, dict[str, str]]:
        headers = {"Content-Type": _PLAIN, "Retry-After": str(RETRY_SECONDS)}
        return f"{error}\n", 503, headers


def _tag(page: Page, options: MapOptions, address: str) -> str:
    """Name of the very bytes: the same view of the same edition is drawn the same."""
    parts = (__version__, page.edition.id, page.view.query(), repr(options), address)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _kept(answer: Response, tag: str) -> Response:
    """Let a browser keep the file, and ask whether there is a newer one."""
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "no-cache"
    return answer

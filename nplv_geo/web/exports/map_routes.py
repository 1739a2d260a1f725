"""``/export/…``: files of a view. The parameters are those of the page, and a few of the file."""

from __future__ import annotations

from flask import Flask, Response, abort, jsonify, request

from nplv_geo.export.options import KINDS, read_map_options
from nplv_geo.export.requests import MapRequest
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.ground.errors import BackgroundError, ExportError, NplvError
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.export import draw_map
from nplv_geo.jobs.queue import (
    RETRY_SECONDS,
    ExportFailedError,
    ExportQueue,
    ExportStoppedError,
    QueueFullError,
)
from nplv_geo.web.exports.answers import make_tag, read_query_string, send_file
from nplv_geo.web.exports.briefing_routes import add_briefing_routes
from nplv_geo.web.exports.data_routes import add_data_routes
from nplv_geo.web.site import Server

_PLAIN = "text/plain; charset=utf-8"
_TICKETS = "/export/bon/"


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
        query = read_query_string()
        asked = request.args
        options = read_map_options(
            kind, asked.get("formaat", ""), asked.get("dpi", ""), asked.get("grijs", "")
        )
        site = server.find_site_of_query(query)
        page = make_strict_page(query, site.edition, site.catalog, site.focus_areas)
        address = settings.url or request.host_url
        order = MapRequest(site.edition.folder, settings.project, query, options, address)
        return send_file(queue, draw_map, order, make_tag(page, options, address))

    @flask.get(f"{_TICKETS}<ticket>")
    def standing(ticket: str) -> Response:
        before = queue.before(ticket)
        # Not there yet, or just finished: a question on its way can't know, and is no error.
        return _fresh(Response(status=204) if before is None else jsonify(before=before))

    @flask.delete(f"{_TICKETS}<ticket>")
    def stop(ticket: str) -> Response:
        queue.stop(ticket)
        return _fresh(Response(status=204))

    # Dash would answer every other address with the page.
    @flask.get("/export/")
    @flask.get("/export/<path:rest>")
    def no_export(**_asked: str) -> Response:
        abort(404)

    @flask.errorhandler(ExportError)
    def refused(error: NplvError) -> tuple[str, int, dict[str, str]]:
        return f"{error}\n", 400, {"Content-Type": _PLAIN}

    @flask.errorhandler(ExportStoppedError)
    def stopped(error: NplvError) -> tuple[str, int, dict[str, str]]:
        return f"{error}\n", 409, {"Content-Type": _PLAIN}

    @flask.errorhandler(QueueFullError)
    @flask.errorhandler(ExportFailedError)
    @flask.errorhandler(BackgroundError)
    def busy(error: NplvError) -> tuple[str, int, dict[str, str]]:
        headers = {"Content-Type": _PLAIN, "Retry-After": str(RETRY_SECONDS)}
        return f"{error}\n", 503, headers


def _fresh(answer: Response) -> Response:
    """How far an order is changes by the second."""
    answer.headers["Cache-Control"] = "no-store"
    return answer

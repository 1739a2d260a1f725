"""``/export/data.…``: the figures of a view, or everything of an area, as a file."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, abort, request

from nplv_geo import __version__
from nplv_geo.errors import ExportError
from nplv_geo.export.asked import asked_page
from nplv_geo.export.data_options import DATA_KINDS, data_options
from nplv_geo.export.job import write_data
from nplv_geo.export.orders import DataOrder
from nplv_geo.present.view import MAX_QUERY
from nplv_geo.settings import Settings
from nplv_geo.web.export_queue import ExportQueue
from nplv_geo.web.site import Server


def add_data_routes(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    """Add the files with figures; what is wrong with an order is told as for other exports."""

    @flask.get("/export/data.<kind>")
    def export_data(kind: str) -> Response:
        if kind not in DATA_KINDS:
            abort(404)
        query = request.query_string.decode("utf-8", "replace")
        if len(query) > MAX_QUERY:
            raise ExportError(f"De vraag is te lang; geef hoogstens {MAX_QUERY} tekens.")
        options = data_options(
            kind, *(request.args.get(key, "") for key in ("alles", "komma", "bom"))
        )
        site = server.asked(query)
        page = asked_page(query, site.edition, site.catalog, site.focus_areas)
        address = settings.url or request.host_url
        parts = (__version__, page.edition.id, page.view.query(), repr(options), address)
        tag = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        if request.if_none_match.contains_weak(tag):
            return _kept(Response(status=304), tag)
        order = DataOrder(site.edition.folder, settings.project, query, options, address)
        made = queue.run(write_data, order)
        answer = Response(made.content, mimetype=made.mimetype)
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return _kept(answer, tag)


def _kept(answer: Response, tag: str) -> Response:
    """Let a browser keep the file; a workbook made again differs in its own clock only."""
    answer.set_etag(tag, weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer

"""``/export/briefing.…``: the slides about the area of a view, as PowerPoint or PDF."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, abort, request

from nplv_geo import __version__
from nplv_geo.errors import ExportError
from nplv_geo.export.asked import asked_page
from nplv_geo.export.job import write_briefing
from nplv_geo.export.options import BRIEFING_KINDS, briefing_kind
from nplv_geo.export.orders import BriefingOrder
from nplv_geo.present.briefing import refuse_without
from nplv_geo.present.view import MAX_QUERY
from nplv_geo.settings import Settings
from nplv_geo.web.export_queue import ExportQueue
from nplv_geo.web.site import Server


def add_briefing_routes(
    flask: Flask, server: Server, settings: Settings, queue: ExportQueue
) -> None:
    """Add the briefings; what is wrong with an order is told as for other exports."""

    @flask.get("/export/briefing.<kind>")
    def export_briefing(kind: str) -> Response:
        if kind not in BRIEFING_KINDS:
            abort(404)
        query = request.query_string.decode("utf-8", "replace")
        if len(query) > MAX_QUERY:
            raise ExportError(f"De vraag is te lang; geef hoogstens {MAX_QUERY} tekens.")
        site = server.asked(query)
        page = asked_page(query, site.edition, site.catalog, site.focus_areas)
        refuse_without(page)
        address = settings.url or request.host_url
        parts = (__version__, page.edition.id, page.view.query(), "briefing", kind, address)
        tag = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        if tag in request.if_none_match:
            return _kept(Response(status=304), tag)
        order = BriefingOrder(
            site.edition.folder, settings.project, query, briefing_kind(kind), address
        )
        made = queue.run(write_briefing, order)
        answer = Response(made.content, mimetype=made.mimetype)
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return _kept(answer, tag)


def _kept(answer: Response, tag: str) -> Response:
    """Let a browser keep the file, and ask whether there is a newer one."""
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "no-cache"
    return answer

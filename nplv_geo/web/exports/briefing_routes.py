"""``/export/briefing.…``: the slides about the area of a view, as PowerPoint or PDF."""

from __future__ import annotations

from flask import Flask, Response, abort, request

from nplv_geo.export.options import BRIEFING_KINDS, read_briefing_kind
from nplv_geo.export.requests import BriefingRequest
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.export import write_briefing
from nplv_geo.jobs.queue import ExportQueue
from nplv_geo.present.briefing.briefing import require_briefing
from nplv_geo.web.exports.answers import make_tag, read_query_string, send_file
from nplv_geo.web.site import Server


def add_briefing_routes(
    flask: Flask, server: Server, settings: Settings, queue: ExportQueue
) -> None:
    """Add the briefings; what is wrong with an order is told as for other exports."""

    @flask.get("/export/briefing.<kind>")
    def export_briefing(kind: str) -> Response:
        if kind not in BRIEFING_KINDS:
            abort(404)
        query = read_query_string()
        site = server.find_site_of_query(query)
        page = make_strict_page(query, site.edition, site.catalog, site.focus_areas)
        require_briefing(page)
        address = settings.url or request.host_url
        order = BriefingRequest(
            site.edition.folder, settings.project, query, read_briefing_kind(kind), address
        )
        return send_file(queue, write_briefing, order, make_tag(page, "briefing", kind, address))

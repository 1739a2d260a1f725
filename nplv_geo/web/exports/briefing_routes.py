"""``/export/briefing.…``: the slides about the area of a view, as PowerPoint or PDF."""

from __future__ import annotations

from flask import Flask, Response, abort, request

from nplv_geo.export.options import BRIEFING_KINDS, briefing_kind
from nplv_geo.export.requests import BriefingOrder
from nplv_geo.export.strict_query import asked_page
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.export import write_briefing
from nplv_geo.jobs.queue import ExportQueue
from nplv_geo.present.briefing.briefing import refuse_without
from nplv_geo.web.exports.answers import answered, asked_query, tag_of
from nplv_geo.web.site import Server


def add_briefing_routes(
    flask: Flask, server: Server, settings: Settings, queue: ExportQueue
) -> None:
    """Add the briefings; what is wrong with an order is told as for other exports."""

    @flask.get("/export/briefing.<kind>")
    def export_briefing(kind: str) -> Response:
        if kind not in BRIEFING_KINDS:
            abort(404)
        query = asked_query()
        site = server.asked(query)
        page = asked_page(query, site.edition, site.catalog, site.focus_areas)
        refuse_without(page)
        address = settings.url or request.host_url
        order = BriefingOrder(
            site.edition.folder, settings.project, query, briefing_kind(kind), address
        )
        return answered(queue, write_briefing, order, tag_of(page, "briefing", kind, address))

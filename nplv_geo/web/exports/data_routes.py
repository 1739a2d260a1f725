"""``/export/data.…``: the figures of a view, or everything of an area, as a file."""

from __future__ import annotations

from flask import Flask, Response, abort, request

from nplv_geo.export.data_options import DATA_KINDS, read_data_options
from nplv_geo.export.requests import DataRequest
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.export import write_data
from nplv_geo.jobs.queue import ExportQueue
from nplv_geo.web.exports.answers import make_tag, read_query_string, send_file
from nplv_geo.web.site import Server


def add_data_routes(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    """Add the files with figures; what is wrong with an order is told as for other exports."""

    @flask.get("/export/data.<kind>")
    def export_data(kind: str) -> Response:
        if kind not in DATA_KINDS:
            abort(404)
        query = read_query_string()
        options = read_data_options(
            kind, *(request.args.get(key, "") for key in ("alles", "komma", "bom"))
        )
        site = server.find_site_of_query(query)
        page = make_strict_page(query, site.edition, site.catalog, site.focus_areas)
        address = settings.url or request.host_url
        order = DataRequest(site.edition.folder, settings.project, query, options, address)
        # A workbook made again differs in its own clock.
        return send_file(queue, write_data, order, make_tag(page, options, address), is_exact=False)

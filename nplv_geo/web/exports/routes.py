"""``/export/…``: files of a view. The parameters are those of the page, and a few of the file."""

from __future__ import annotations

from flask import Flask, Response, abort, jsonify

from nplv_geo.export.data_options import DATA_KINDS, read_data_options
from nplv_geo.export.options import (
    BRIEFING_KINDS,
    KINDS,
    TALK_KINDS,
    read_briefing_kind,
    read_map_options,
    read_talk_kind,
    read_undermining,
)
from nplv_geo.export.requests import BriefingRequest, DataRequest, MapRequest, TalkRequest
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.ground.errors import BackgroundError, ExportError, NplvError
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.export import draw_map, write_briefing, write_data, write_talk
from nplv_geo.jobs.queue import (
    RETRY_SECONDS,
    ExportAbandonedError,
    ExportFailedError,
    ExportQueue,
    ExportStoppedError,
    QueueFullError,
)
from nplv_geo.present.briefing.briefing import require_briefing
from nplv_geo.present.map.captions import require_picture
from nplv_geo.present.page.query import read_query
from nplv_geo.present.talk.sheet import require_talk_sheet
from nplv_geo.web.exports.answers import make_tag, read_query_string, send_file
from nplv_geo.web.exports.refusals import refuse_file
from nplv_geo.web.place import find_public_address
from nplv_geo.web.site import Server

_TICKETS = "/export/bon/"


def add_export_routes(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    """Add the exports; all of them share ``queue``."""
    _add_map(flask, server, settings, queue)
    _add_data(flask, server, settings, queue)
    _add_briefing(flask, server, settings, queue)
    _add_talk(flask, server, settings, queue)
    _add_tickets(flask, queue)
    _add_failures(flask)


def _add_map(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    @flask.get("/export/map.<kind>")
    def export_map(kind: str) -> Response:
        if kind not in KINDS:
            abort(404)
        query = read_query_string()
        words = read_query(query).fields
        options = read_map_options(
            kind, *(words.get(key, "") for key in ("formaat", "dpi", "grijs"))
        )
        site = server.find_site_of_query(query)
        page = make_strict_page(query, site.edition, site.catalog, site.focus_areas)
        require_picture(page)
        address = find_public_address(settings)
        export_request = MapRequest(site.edition.folder, settings.project, query, options, address)
        return send_file(queue, draw_map, export_request, make_tag(page, options, address))


def _add_data(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    @flask.get("/export/data.<kind>")
    def export_data(kind: str) -> Response:
        if kind not in DATA_KINDS:
            abort(404)
        query = read_query_string()
        words = read_query(query).fields
        options = read_data_options(
            kind, *(words.get(key, "") for key in ("alles", "komma", "bom"))
        )
        site = server.find_site_of_query(query)
        page = make_strict_page(query, site.edition, site.catalog, site.focus_areas)
        address = find_public_address(settings)
        export_request = DataRequest(site.edition.folder, settings.project, query, options, address)
        # A workbook made again differs in its own clock.
        return send_file(
            queue, write_data, export_request, make_tag(page, options, address), is_exact=False
        )


def _add_briefing(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    @flask.get("/export/briefing.<kind>")
    def export_briefing(kind: str) -> Response:
        if kind not in BRIEFING_KINDS:
            abort(404)
        query = read_query_string()
        site = server.find_site_of_query(query)
        page = make_strict_page(query, site.edition, site.catalog, site.focus_areas)
        require_briefing(page)
        address = find_public_address(settings)
        export_request = BriefingRequest(
            site.edition.folder,
            settings.project,
            query,
            read_briefing_kind(kind),
            address,
            read_undermining(read_query(query).fields.get("ondermijning", "")),
        )
        about = ("briefing", kind, address, export_request.has_undermining)
        return send_file(queue, write_briefing, export_request, make_tag(page, *about))


def _add_talk(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    @flask.get("/export/talk.<kind>")
    def export_talk(kind: str) -> Response:
        if kind not in TALK_KINDS:
            abort(404)
        query = read_query_string()
        site = server.find_site_of_query(query)
        page = make_strict_page(query, site.edition, site.catalog, site.focus_areas)
        require_talk_sheet(page)
        address = find_public_address(settings)
        export_request = TalkRequest(
            site.edition.folder, settings.project, query, read_talk_kind(kind), address
        )
        return send_file(queue, write_talk, export_request, make_tag(page, "talk", kind, address))


def _add_tickets(flask: Flask, queue: ExportQueue) -> None:
    """Tell how far an export is, and stop it."""

    @flask.get(f"{_TICKETS}<ticket>")
    def follow(ticket: str) -> Response:
        before = queue.count_before(ticket)
        # Not there yet, or just finished: a question on its way can't know, and is no error.
        return _forbid_keeping(Response(status=204) if before is None else jsonify(before=before))

    @flask.delete(f"{_TICKETS}<ticket>")
    def stop(ticket: str) -> Response:
        queue.stop(ticket)
        return _forbid_keeping(Response(status=204))


def _add_failures(flask: Flask) -> None:
    """What is wrong with an export is told in one sentence."""

    # Dash would answer every other address with the page.
    @flask.get("/export/")
    @flask.get("/export/<path:rest>")
    def refuse_export(**_path: str) -> Response:
        abort(404)

    @flask.errorhandler(ExportError)
    def refuse(error: NplvError) -> Response:
        return refuse_file(error, 400)

    @flask.errorhandler(ExportStoppedError)
    def tell_stopped(error: NplvError) -> Response:
        return refuse_file(error, 409)

    @flask.errorhandler(ExportAbandonedError)
    def tell_abandoned(error: NplvError) -> Response:
        return _forbid_keeping(refuse_file(error, 410))

    @flask.errorhandler(QueueFullError)
    @flask.errorhandler(ExportFailedError)
    @flask.errorhandler(BackgroundError)
    def tell_busy(error: NplvError) -> Response:
        answer = refuse_file(error, 503)
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
        return answer


def _forbid_keeping(answer: Response) -> Response:
    """How far an export is changes by the second."""
    answer.headers["Cache-Control"] = "no-store"
    return answer

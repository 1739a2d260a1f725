"""Addresses of views: one for what is in sight at once, one for what is below."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, abort, request

from nplv_geo.present.map.change_file import ADDRESS as CHANGES
from nplv_geo.present.map.small_lines import ADDRESS as SMALL_LINES
from nplv_geo.present.page.view import read_pinned_edition
from nplv_geo.web.page.below_answer import answer_below
from nplv_geo.web.page.grid import answer_rows
from nplv_geo.web.page.view_answer import (
    JsonAnswer,
    answer_changes,
    answer_query,
    answer_small_lines,
    write_json,
)
from nplv_geo.web.site import Make, Server


def add_view_routes(flask: Flask, server: Server) -> None:
    """Add ``/view`` and what hangs below it, each with the query of the page itself."""

    @flask.get("/view")
    def send_view() -> Response:
        query = _read_query()
        return _send_json(answer_query(server.find_site_of_query(query), query))

    @flask.get("/view/below")
    def send_view_below() -> Response:
        query = _read_query()
        return _send_json(server.find_site_of_query(query).answer_once(answer_below, query))

    @flask.get("/view/rows")
    def send_rows() -> Response:
        query = _read_query()
        rows = answer_rows(server.find_site_of_query(query), query)
        return abort(404) if rows is None else _send(rows)

    @flask.get(CHANGES)
    def send_changes() -> Response:
        return _send_forever(server, answer_changes)

    @flask.get(SMALL_LINES)
    def send_small_lines() -> Response:
        return _send_forever(server, answer_small_lines)


def _read_query() -> str:
    return request.query_string.decode("utf-8", "replace")


def _send_json(answer: JsonAnswer) -> Response:
    return _send(write_json(answer).encode())


def _send_forever(server: Server, make: Make) -> Response:
    """Answer what is pinned to an edition, and therefore never changes."""
    query = _read_query()
    site = server.find_site_of_query(query)
    # A link that outlived its edition must not get the figures of another one.
    if site.edition.id != read_pinned_edition(query):
        abort(404)
    content = site.answer_once(make, query)
    if content is None:
        abort(404)
    response = Response(content, mimetype="application/json")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _send(content: bytes) -> Response:
    """Answer in JSON; the browser asks again each time, and is told when nothing changed."""
    response = Response(content, mimetype="application/json")
    response.set_etag(hashlib.sha256(content).hexdigest()[:16], weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response

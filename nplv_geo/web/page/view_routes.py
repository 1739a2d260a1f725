"""Addresses of views: one for what is in sight at once, one for what is below."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, request

from nplv_geo.web.page.grid import answer_rows
from nplv_geo.web.page.view_answer import answer_below, answer_view, write_json
from nplv_geo.web.site import Make, Server


def add_view_routes(flask: Flask, server: Server) -> None:
    """Add ``/view``, ``/view/below`` and ``/view/rows``, with the query of the page itself."""

    @flask.get("/view")
    def send_view() -> Response:
        return _respond(server, answer_view)

    @flask.get("/view/below")
    def send_view_below() -> Response:
        return _respond(server, answer_below)

    @flask.get("/view/rows")
    def send_rows() -> Response:
        query = _read_query()
        return _send(answer_rows(server.find_site_of_query(query), query))


def _read_query() -> str:
    return request.query_string.decode("utf-8", "replace")


def _respond(server: Server, make: Make) -> Response:
    query = _read_query()
    answer = server.find_site_of_query(query).answer_once(make, query)
    return _send(write_json(answer).encode())


def _send(content: bytes) -> Response:
    """Answer in JSON; the browser asks again each time, and is told when nothing changed."""
    response = Response(content, mimetype="application/json")
    response.set_etag(hashlib.sha256(content).hexdigest()[:16], weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response

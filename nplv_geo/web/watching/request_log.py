"""A line for each request at level INFO, and an id that the answer bears too.

A line says what was asked, never by whom: no address, and no query, which may hold what somebody
typed. The id of a named proxy is kept, so that its lines and ours can be put together.
"""

from __future__ import annotations

import re
import secrets
import time
from typing import Final

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()

HEADER: Final = "X-Request-ID"
_ID: Final = re.compile(r"[A-Za-z0-9_.-]{8,64}")


def log_requests(flask: Flask) -> None:
    """Give each request an id, which stands in all lines that are written for it."""

    @flask.before_request
    def begin() -> None:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        g.logged_from = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=g.request_id)

    @flask.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = g.get("request_id", "")
        log.info(
            "request",
            method=request.method,
            path=request.path,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("logged_from", time.perf_counter())) * 1000),
        )
        return response

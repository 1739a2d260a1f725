"""Reading from any page: the figures are open data, and nothing here knows who asks.

A map in a sandboxed frame (``sandbox="allow-scripts"``) has no origin of its own and needs this for
its own files too; so do pages of others that use the API.
"""

from __future__ import annotations

from flask import Flask, Response, request

_METHODS = "GET, HEAD, OPTIONS"
# What scripts send along; none of it changes an answer.
_HEADERS = (
    "Accept, Accept-Language, Cache-Control, Content-Type, If-None-Match, Range, "
    "X-Bon, X-CSRFToken, X-Requested-With"
)
_SHOWN = "Content-Disposition, ETag, Link, Retry-After"
_KEPT_SECONDS = 86_400


def add_cors(flask: Flask) -> None:
    """Let scripts of any page read, and answer browsers that ask beforehand."""

    @flask.after_request
    def open_to_all(response: Response) -> Response:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _SHOWN
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = _METHODS
            response.headers["Access-Control-Allow-Headers"] = _HEADERS
            response.headers["Access-Control-Max-Age"] = str(_KEPT_SECONDS)
        return response

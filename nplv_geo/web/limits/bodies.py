"""How much a request may hold: what the page itself sends has a few hundred bytes."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from nplv_geo.web.limits.refusals import refuse

MOST_KILOBYTES: Final = 64
MOST_BYTES: Final = MOST_KILOBYTES * 1024
_TOO_LARGE: Final = 413


def limit_bodies(flask: Flask) -> None:
    """Refuse larger ones before they are read."""
    flask.config["MAX_CONTENT_LENGTH"] = MOST_BYTES  # holds without a length too

    @flask.before_request
    def look_at_length() -> None:
        if (request.content_length or 0) > MOST_BYTES:
            abort(_TOO_LARGE)

    @flask.errorhandler(_TOO_LARGE)
    def tell_too_large(_: HTTPException) -> Response:
        return refuse(_TOO_LARGE, "body_too_large", n=MOST_KILOBYTES)

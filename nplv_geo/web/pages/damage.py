"""What is answered while no edition is whole: 503, as a page, a problem or a sentence."""

from __future__ import annotations

import structlog
from flask import Flask, Response, render_template, request

from nplv_geo.ground.errors import EditionError
from nplv_geo.web.api.failures import ROOT, respond_with_problem
from nplv_geo.web.language import find_texts

log = structlog.get_logger()

_STATUS = 503
_RETRY_SECONDS = 60
# Addresses that programs and scripts ask; people see all others.
_PLAIN = ("/export/", "/geo/", "/figures/", "/view", "/_dash")


def add_damage_answers(flask: Flask) -> None:
    """Answer with 503 as long as the figures can't be read, and log why."""

    @flask.errorhandler(EditionError)
    def tell_damage(error: EditionError) -> Response:
        log.error("edition not readable", path=request.path, reason=str(error))
        response = _write_answer()
        response.headers["Retry-After"] = str(_RETRY_SECONDS)
        response.headers["Cache-Control"] = "no-store"
        return response


def _write_answer() -> Response:
    if request.path.startswith(f"{ROOT}/"):
        return respond_with_problem(_STATUS, "edition_damaged")
    t = find_texts()
    if request.path.startswith(_PLAIN):
        return Response(f"{t('api_errors.edition_damaged')}\n", _STATUS, mimetype="text/plain")
    page = render_template("geen-cijfers.html", t=t, address=request.full_path.rstrip("?"))
    return Response(page, _STATUS, mimetype="text/html")

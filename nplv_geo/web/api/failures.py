"""What the API says when something is wrong: one sentence, as application/problem+json."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from nplv_geo.jobs.queue import RETRY_SECONDS
from nplv_geo.present.address.unmet import Unmet
from nplv_geo.present.sentences.unmet import write_fact, write_refusal
from nplv_geo.web.api.models import ProblemAnswer
from nplv_geo.web.api.openapi import PROBLEM
from nplv_geo.web.api.parameters import ApiError
from nplv_geo.web.language import find_texts

ROOT = "/api"
NOT_FOUND = 404
_NOT_ALLOWED, _BUSY = 405, 503


def add_failures(flask: Flask) -> None:
    """Tell in one sentence what is wrong, to whom asks the API."""

    @flask.errorhandler(ApiError)
    def refuse(error: ApiError) -> Response:
        return respond_with_problem(error.status, error.key, **error.values)

    flask.register_error_handler(NOT_FOUND, refuse_address)
    flask.register_error_handler(_NOT_ALLOWED, refuse_address)


def refuse_address(error: HTTPException) -> AnyResponse | HTTPException:
    """Refuse what is at no address of the API; what lies elsewhere is left to others."""
    if not request.path.startswith(f"{ROOT}/"):
        return error
    status = error.code or NOT_FOUND
    is_method = status == _NOT_ALLOWED
    response = respond_with_problem(status, "no_method" if is_method else "no_address")
    allowed = dict(error.get_headers()).get("Allow")
    if allowed:
        response.headers["Allow"] = allowed
    return response


def respond_with_problem(status: int, key: str, **values: object) -> Response:
    """Answer with a problem as RFC 9457 has it, in the language of the request."""
    t = find_texts()
    unmet = values.pop("unmet", None)
    if isinstance(unmet, Unmet):
        values["refusal"] = write_refusal(unmet, t)
        values["fact"] = write_fact(unmet, t)
    problem = ProblemAnswer(
        type="about:blank",
        title=t(f"api.status_{status}"),
        status=status,
        detail=t(f"api_errors.{key}", **values),
    )
    response = Response(problem.model_dump_json(), status=status, mimetype=PROBLEM)
    if status == _BUSY:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response

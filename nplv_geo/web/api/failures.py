"""What the API says when something is wrong: one sentence, as application/problem+json."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from nplv_geo.ground.errors import EditionError
from nplv_geo.jobs.queue import RETRY_SECONDS
from nplv_geo.present.page.unmet import Unmet
from nplv_geo.present.sentences.unmet import write_fact, write_refusal
from nplv_geo.present.texts import texts
from nplv_geo.web.api.models import ProblemAnswer
from nplv_geo.web.api.openapi import PROBLEM
from nplv_geo.web.api.parameters import ApiError

ROOT = "/api"
# What scripts send along; none of it changes the answer.
ALLOWED_HEADERS = (
    "Accept, Accept-Language, Cache-Control, Content-Type, If-None-Match, Range, X-Requested-With"
)
_NOT_ALLOWED, _BUSY = 405, 503


def add_failures(flask: Flask) -> None:
    """Tell in one sentence what is wrong, to whom asks the API."""

    @flask.errorhandler(ApiError)
    def refuse(error: ApiError) -> Response:
        return _respond_with_problem(error.status, error.key, **error.values)

    @flask.errorhandler(404)
    @flask.errorhandler(405)
    def refuse_address(error: HTTPException) -> AnyResponse | HTTPException:
        if not request.path.startswith(f"{ROOT}/"):
            return error
        status = error.code or 404
        response = _respond_with_problem(
            status, "no_method" if status == _NOT_ALLOWED else "no_address"
        )
        allowed = dict(error.get_headers()).get("Allow")
        if allowed:
            response.headers["Allow"] = allowed
        return response

    @flask.errorhandler(EditionError)
    def miss_edition(_: EditionError) -> Response:
        return _respond_with_problem(404, "edition_gone")

    @flask.after_request
    def open_to_all(response: Response) -> Response:
        if request.path.startswith(f"{ROOT}/"):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
                response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
                response.headers["Access-Control-Max-Age"] = "86400"
        return response


def _respond_with_problem(status: int, key: str, **values: object) -> Response:
    """A problem as RFC 9457 has it, in the language of the request."""
    t = texts("en" if request.args.get("taal") == "en" else "nl")
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

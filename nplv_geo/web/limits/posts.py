"""What the page may send to Dash: which callback, with texts for its inputs, and nothing else.

Dash trusts what it gets: anything else ends in an exception somewhere within it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import structlog
from dash.exceptions import DashException
from flask import Flask, Response, request
from pydantic import BaseModel, ConfigDict, ValidationError

from nplv_geo.web.limits.refusals import refuse

log = structlog.get_logger()

_PATH: Final = "/_dash-update-component"
_WRONG, _NOT_FOUND = 400, 404


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Property(_Strict):
    id: str
    property: str
    value: str | None = None


class _Output(_Strict):
    id: str
    property: str


class _Post(_Strict):
    output: str
    outputs: _Output
    inputs: list[_Property]
    changedPropIds: list[str]  # noqa: N815  # as Dash writes it
    parsedChangedPropsIds: list[str] = []  # noqa: N815
    state: list[_Property] = []


def check_posts(flask: Flask, callbacks: Mapping[str, Any]) -> None:
    """Refuse what no callback of the page takes, in one line, here and in the log.

    Parameters
    ----------
    callbacks
        Callbacks of the server by their output, as Dash keeps them; filled later.
    """

    @flask.before_request
    def look_at_post() -> Response | None:
        if request.path != _PATH or request.method != "POST":
            return None
        try:
            post = _Post.model_validate_json(request.get_data())
        except ValidationError as error:
            return _refuse(error.errors()[0]["type"])
        known = callbacks.get(post.output)
        is_output = post.output == f"{post.outputs.id}.{post.outputs.property}"
        if known is None or not is_output or not _fits(post.inputs, known["inputs"]):
            return _refuse("unknown callback")
        return None if _fits(post.state, known["state"]) else _refuse("other state")

    @flask.errorhandler(DashException)
    def miss_file(error: DashException) -> Response:
        if not request.path.startswith("/_dash-component-suites/"):
            raise error
        return refuse(_NOT_FOUND, "no_file")


def _fits(sent: list[_Property], known: list[dict[str, str]]) -> bool:
    return [(one.id, one.property) for one in sent] == [
        (one["id"], one["property"]) for one in known
    ]


def _refuse(reason: str) -> Response:
    log.warning("post refused", reason=reason)
    return refuse(_WRONG, "wrong_post")

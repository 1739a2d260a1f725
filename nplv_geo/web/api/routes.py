"""``/api/v1``: areas, layers, values, profiles and shapes for programs.

Anyone may read from any page (CORS ``*``): the figures are open data, and nothing here knows who
asks. An answer bears an ETag of its edition and query, so that asking again costs little.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from nplv_geo import __version__
from nplv_geo.edition.edition import Edition
from nplv_geo.export.requests import ShapesOrder
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.export import write_shapes
from nplv_geo.jobs.queue import RETRY_SECONDS, ExportFailedError, ExportQueue, QueueFullError
from nplv_geo.present.page.view import MAX_QUERY
from nplv_geo.web.api import answers
from nplv_geo.web.api import parameters as given
from nplv_geo.web.api.failures import ROOT, add_failures
from nplv_geo.web.api.lookup import Asked
from nplv_geo.web.api.openapi import BASE, JSON, OPERATIONS, TEXT, Operation, document
from nplv_geo.web.api.page import api_page
from nplv_geo.web.api.parameters import ApiError
from nplv_geo.web.site import Server, Site

_LEVEL = 5  # of compression
_WORTH_PACKING = 1_000

Answer = Callable[[Site, Asked], answers.Json | str]


def add_api(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    """Add the API; shapes are made by ``queue``, in another process."""

    def outlines(edition: Edition, areas: tuple[str, ...]) -> list[answers.Json | None]:
        try:
            return queue.run(write_shapes, ShapesOrder(edition.folder, settings.project, areas))
        except (QueueFullError, ExportFailedError) as error:
            raise ApiError(503, "busy", seconds=RETRY_SECONDS) from error

    makers: dict[str, Answer] = {
        "areas": answers.areas,
        "layers": answers.layers,
        "value": answers.value,
        "layer_values": answers.layer_values,
        "profile": answers.profile,
        "geometry": lambda site, asked: answers.geometry(site, asked, outlines),
    }
    for operation in OPERATIONS:
        _add(flask, server, operation, makers[operation.id])
    _add_documents(flask, server, settings)
    add_failures(flask)


def _add(flask: Flask, server: Server, operation: Operation, make: Answer) -> None:
    def answer(**path: str) -> Response:
        asked = given.read(operation.parameters, _query())
        own = {p.name: p for p in operation.own if p.place == "path"}
        asked |= {name: own[name].read(text) for name, text in path.items()}
        mimetype = TEXT if asked.get("vorm") == "text" else operation.mimetype
        if not request.accept_mimetypes.best_match([mimetype]) and request.accept_mimetypes:
            raise ApiError(406, "not_acceptable", mimetype=mimetype)
        site = _site(server, asked)
        tag = _tag(site.edition, asked)
        if request.if_none_match.contains_weak(tag):
            return _kept(Response(status=304), tag)
        made = make(site, asked)
        response = _packed(made, mimetype)
        if isinstance(made, dict) and "per_page" in made:
            response.headers["Link"] = _links(made, asked, path)
        return _kept(response, tag)

    rule = BASE + operation.path.replace("{", "<").replace("}", ">")
    flask.add_url_rule(rule, f"api_{operation.id}", answer, methods=["GET"])


def _query() -> Any:  # noqa: ANN401  # werkzeug's dictionary of many values
    if len(request.query_string) > MAX_QUERY:
        raise ApiError(400, "too_long", n=MAX_QUERY)
    return request.args


def _site(server: Server, asked: Mapping[str, str]) -> Site:
    """The current edition, or the one that is asked for if it is still there."""
    wanted = asked.get("editie", "")
    site = server.at(wanted) if wanted else server.now()
    if site is None:
        raise ApiError(404, "no_edition", edition=wanted)
    return site


def _tag(edition: Edition, asked: Mapping[str, str]) -> str:
    parts = [__version__, edition.id, request.path, *(f"{k}={v}" for k, v in sorted(asked.items()))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _kept(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _packed(made: answers.Json | str, mimetype: str) -> Response:
    text = made if isinstance(made, str) else json.dumps(made, ensure_ascii=False, allow_nan=False)
    content = text.encode()
    response = Response(mimetype=mimetype)
    accepts = request.accept_encodings.best_match(["gzip"]) == "gzip"
    if accepts and len(content) > _WORTH_PACKING:
        content = gzip.compress(content, _LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    response.set_data(content)
    return response


def _links(made: answers.Json, asked: Mapping[str, str], path: Mapping[str, str]) -> str:
    """Addresses of the first, previous, next and last page, as a Link header holds them."""
    page, last = made["page"], max(-(-made["total"] // made["per_page"]), 1)
    pages = {"first": 1, "last": last}
    if page > 1:
        pages["prev"] = min(page - 1, last)
    if page < last:
        pages["next"] = page + 1
    kept = {name: text for name, text in asked.items() if name not in path}
    return ", ".join(
        f'<{request.path}?{urlencode(kept | {"pagina": str(number)})}>; rel="{name}"'
        for name, number in pages.items()
    )


def _add_documents(flask: Flask, server: Server, settings: Settings) -> None:
    @flask.get(f"{BASE}/openapi.json")
    def openapi() -> Response:
        language = request.args.get("taal", "")
        made = document(language, settings.url or request.host_url)
        return _packed(made, JSON)

    @flask.get(f"{BASE}/")
    def api_home() -> str:
        return api_page(
            server.now(), request.args.get("taal", ""), settings.url or request.host_url
        )

    @flask.get(ROOT)
    @flask.get(f"{ROOT}/")
    def api_root() -> AnyResponse:
        return redirect(f"{BASE}/")

    # Dash would answer every other address with the page.
    @flask.get(f"{ROOT}/<path:rest>")
    def no_such_address(**_asked: str) -> Response:
        raise ApiError(404, "no_address")

"""``/api/v1``: areas, layers, values, profiles and shapes for programs.

Anyone may read from any page (CORS ``*``): the figures are open data, and nothing here knows who
asks. An answer bears an ETag of its edition and query, so that asking again costs little.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from nplv_geo import __version__
from nplv_geo.edition.edition import Edition
from nplv_geo.export.requests import GeoJsonGeometry, ShapesRequest
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.export import write_shapes
from nplv_geo.jobs.queue import RETRY_SECONDS, ExportFailedError, ExportQueue, QueueFullError
from nplv_geo.present.page.answer_models import Answer
from nplv_geo.present.page.query import MAX_QUERY
from nplv_geo.web.api.answers import (
    answer_areas,
    answer_geometry,
    answer_layer_values,
    answer_layers,
    answer_profile,
    answer_undermining,
    answer_value,
)
from nplv_geo.web.api.failures import ROOT, add_failures
from nplv_geo.web.api.lookup import Query
from nplv_geo.web.api.models import PageAnswer
from nplv_geo.web.api.openapi import BASE, JSON, OPERATIONS, TEXT, Operation, make_document
from nplv_geo.web.api.page import render_api_page
from nplv_geo.web.api.parameters import ApiError, read_request, spell
from nplv_geo.web.api.programme import answer_programme
from nplv_geo.web.cors import add_cors
from nplv_geo.web.language import find_language
from nplv_geo.web.place import find_public_address
from nplv_geo.web.reading_line import add_reading_line
from nplv_geo.web.site import Server, Site

_LEVEL = 5  # of compression
_WORTH_PACKING = 1_000

MakeAnswer = Callable[[Site, Query], Answer | str]


def add_api(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    """Add the API; shapes are made by ``queue``, in another process."""

    def draw_outlines(edition: Edition, areas: tuple[str, ...]) -> list[GeoJsonGeometry | None]:
        try:
            return queue.run(write_shapes, ShapesRequest(edition.folder, settings.project, areas))
        except (QueueFullError, ExportFailedError) as error:
            raise ApiError(503, "busy", seconds=RETRY_SECONDS) from error

    makers: dict[str, MakeAnswer] = {
        "areas": answer_areas,
        "layers": answer_layers,
        "value": answer_value,
        "layer_values": answer_layer_values,
        "profile": answer_profile,
        "undermining": answer_undermining,
        "programme": answer_programme,
        "geometry": partial(answer_geometry, draw_outlines=draw_outlines),
    }
    for operation in OPERATIONS:
        _add_operation(flask, server, operation, makers[operation.id])
    _add_documents(flask, server, settings)
    add_failures(flask)
    add_cors(flask)
    add_reading_line(flask)


def _add_operation(flask: Flask, server: Server, operation: Operation, make: MakeAnswer) -> None:
    def respond(**path: str) -> Response:
        query = read_request(operation.parameters, _read_query_string())
        in_path = {p.name: p for p in operation.own_parameters if p.place == "path"}
        query |= {name: in_path[name].read(spell(name, text)) for name, text in path.items()}
        mimetype = TEXT if query.get("vorm") == "text" else operation.mimetype
        if not request.accept_mimetypes.best_match([mimetype]) and request.accept_mimetypes:
            raise ApiError(406, "not_acceptable", mimetype=mimetype)
        site = _find_site(server, query)
        tag = _make_tag(site.edition, query)
        if request.if_none_match.contains_weak(tag):
            return _let_keep(Response(status=304), tag)
        answer = make(site, query)
        text = answer if isinstance(answer, str) else answer.model_dump_json()
        response = _compress(text, mimetype)
        if isinstance(answer, PageAnswer):
            response.headers["Link"] = _link_pages(answer, query, path)
        return _let_keep(response, tag)

    rule = BASE + operation.path.replace("{", "<").replace("}", ">")
    flask.add_url_rule(rule, f"api_{operation.id}", respond, methods=["GET"])


def _read_query_string() -> str:
    if len(request.query_string) > MAX_QUERY:
        raise ApiError(400, "too_long", n=MAX_QUERY)
    return request.query_string.decode("utf-8", "replace")


def _find_site(server: Server, query: Query) -> Site:
    """The current edition, or the one that the request names if it is still there."""
    edition_id = query.get("editie", "")
    site = server.find_site_of_edition(edition_id) if edition_id else server.find_current_site()
    if site is None:
        raise ApiError(404, "no_edition", edition=edition_id)
    return site


def _make_tag(edition: Edition, query: Query) -> str:
    parts = [__version__, edition.id, request.path, *(f"{k}={v}" for k, v in sorted(query.items()))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _let_keep(response: Response, tag: str) -> Response:
    """Let clients keep a response, if they ask each time whether it is still the same."""
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _compress(text: str, mimetype: str) -> Response:
    content = text.encode()
    response = Response(mimetype=mimetype)
    accepts_gzip = request.accept_encodings.best_match(["gzip"]) == "gzip"
    if accepts_gzip and len(content) > _WORTH_PACKING:
        content = gzip.compress(content, _LEVEL, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    response.set_data(content)
    return response


def _link_pages(answer: PageAnswer, query: Query, path: Mapping[str, str]) -> str:
    """Addresses of the first, previous, next and last page, as a Link header holds them."""
    page_number, last = answer.page, max(-(-answer.total // answer.per_page), 1)
    pages = {"first": 1, "last": last}
    if page_number > 1:
        pages["prev"] = min(page_number - 1, last)
    if page_number < last:
        pages["next"] = page_number + 1
    others = {name: text for name, text in query.items() if name not in path}
    address = f"{request.script_root}{request.path}"
    return ", ".join(
        f'<{address}?{urlencode(others | {"pagina": str(number)})}>; rel="{name}"'
        for name, number in pages.items()
    )


def _add_documents(flask: Flask, server: Server, settings: Settings) -> None:
    @flask.get(f"{BASE}/openapi.json")
    def openapi() -> Response:
        language = find_language()
        document = make_document(language, find_public_address(settings))
        return _compress(json.dumps(document, ensure_ascii=False), JSON)

    @flask.get(f"{BASE}/")
    def api_home() -> str:
        return render_api_page(
            server.find_current_site(),
            find_language(),
            find_public_address(settings),
        )

    @flask.get(ROOT)
    @flask.get(f"{ROOT}/")
    def api_root() -> AnyResponse:
        return redirect(f"{request.script_root}{BASE}/")

    # Dash would answer every other address with the page.
    @flask.get(f"{ROOT}/<path:rest>")
    def no_such_address(**_path: str) -> Response:
        raise ApiError(404, "no_address")

"""Plain HTTP beside the page: geometry files and health."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask, Response, abort, request

from nplv_geo.settings import Settings
from nplv_geo.web.changes_page import changes_page
from nplv_geo.web.site import Server

_HASH = re.compile(r"[0-9a-f]{16}")
_NAME = re.compile(r"[A-Za-z0-9-]+\.json")
_FOREVER = "public, max-age=31536000, immutable"
_CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: https://service.pdok.nl; "
    "connect-src 'self'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
)


def add_routes(flask: Flask, server: Server, settings: Settings) -> None:
    """Add the routes to Dash's Flask server."""
    outline = (settings.project / "data/boundaries/netherlands.geojson").read_bytes()

    @flask.get("/geo/outline/netherlands.json")
    def country() -> Response:
        response = Response(outline, mimetype="application/geo+json")
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response

    @flask.get("/geo/<digest>/<name>")
    def geometry(digest: str, name: str) -> Response:
        if not (_HASH.fullmatch(digest) and _NAME.fullmatch(name)):
            abort(404)
        packed = server.geometry(digest, name)
        if packed is None:
            abort(404)
        return _packed(packed, digest)

    @flask.get("/geo/", defaults={"rest": ""})
    @flask.get("/geo/<path:rest>")
    def nothing(**_asked: str) -> Response:
        abort(404)  # Dash would answer with the page

    @flask.get("/wijzigingen")
    def changed() -> str:
        return changes_page(server, request.args.get("sinds", ""), request.args.get("taal", ""))

    @flask.get("/healthz")
    def healthz() -> Response:
        return Response("ok", mimetype="text/plain")

    @flask.get("/readyz")
    def readyz() -> Response:
        return Response(server.now().edition.id, mimetype="text/plain")

    @flask.after_request
    def harden(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _CONTENT_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response


def _packed(path: Path, digest: str) -> Response:
    """Answer with bytes that were compressed at build time."""
    if request.headers.get("If-None-Match") == f'"{digest}"':
        return Response(status=304)
    response = Response(path.read_bytes(), mimetype="application/geo+json")
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = _FOREVER
    response.headers["ETag"] = f'"{digest}"'
    return response

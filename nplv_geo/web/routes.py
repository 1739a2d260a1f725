"""Plain HTTP beside the page: files that were made at build time, and health."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory

from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.queue import ExportQueue
from nplv_geo.present.talk.sheet import PATH as TALK_PATH
from nplv_geo.web.api.routes import add_api
from nplv_geo.web.exports.routes import add_export_routes
from nplv_geo.web.headers import add_headers
from nplv_geo.web.language import find_language
from nplv_geo.web.pages.changes import render_changes_page
from nplv_geo.web.pages.reading import (
    render_area_programme_page,
    render_method_page,
    render_programme_page,
    render_statement_page,
)
from nplv_geo.web.pages.sitemap import render_sitemap
from nplv_geo.web.pages.talk import render_talk_page
from nplv_geo.web.place import find_public_address
from nplv_geo.web.site import Server

_HASH = re.compile(r"[0-9a-f]{16}")
_NAME = re.compile(r"[A-Za-z0-9_-]+\.json")
_FOREVER = "public, max-age=31536000, immutable"


def add_routes(flask: Flask, server: Server, settings: Settings, queue: ExportQueue) -> None:
    """Add the routes to Dash's Flask server."""
    _add_geometry(flask, server, settings)
    _add_health(flask, server)
    _add_pages(flask, server, settings)
    add_export_routes(flask, server, settings, queue)
    add_api(flask, server, settings, queue)
    add_headers(flask, settings)


def _add_geometry(flask: Flask, server: Server, settings: Settings) -> None:
    outline = (settings.project / "data/boundaries/netherlands.geojson").read_bytes()

    @flask.get("/geo/outline/netherlands.json")
    def send_country() -> Response:
        # As JSON it is compressed; the page is its only reader.
        response = Response(outline, mimetype="application/json")
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response

    @flask.get("/<any(geo,figures):folder>/<digest>/<name>")
    def send_hashed(folder: str, digest: str, name: str) -> Response:
        if not (_HASH.fullmatch(digest) and _NAME.fullmatch(name)):
            abort(404)
        paths = server.find_files(folder, digest, name)
        if not paths:
            server.find_current_site()  # looks whether the edition is damaged, and says so
            abort(404)
        return _send_packed(paths, digest)

    # Dash would answer every other address with the page.
    @flask.get("/<any(geo,figures):folder>/")
    @flask.get("/<any(geo,figures):folder>/<path:rest>")
    def refuse_geometry(**_path: str) -> Response:
        abort(404)


def _add_health(flask: Flask, server: Server) -> None:
    @flask.get("/healthz")
    def healthz() -> Response:
        return _tell_now("ok")

    @flask.get("/readyz")
    def readyz() -> Response:
        try:
            served, status = server.find_current_site().edition.id, 200
        except EditionError as error:
            served, status = str(error), 503
        return _tell_now("\n".join([served, *server.editions.tell_refused()]), status)


def _tell_now(text: str, status: int = 200) -> Response:
    """How it is at this moment, which nobody may keep."""
    response = Response(text, status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def _add_pages(flask: Flask, server: Server, settings: Settings) -> None:
    programme = server.definitions.programme

    @flask.get("/programma")
    def programma() -> str:
        return render_programme_page(server.find_current_site(), programme, find_language())

    @flask.get(f"{TALK_PATH}/<area>")
    def gesprek(area: str) -> tuple[str, int]:
        edition = request.args.get("editie", "")
        site = server.find_site_of_edition(edition) if edition else None
        site = site or server.find_current_site()
        return render_talk_page(site, programme, area, find_language(), edition)

    @flask.get("/programma/<area>")
    def programma_in_area(area: str) -> tuple[str, int]:
        return render_area_programme_page(
            server.find_current_site(), programme, area, find_language()
        )

    @flask.get("/methode")
    def methode() -> str:
        return render_method_page(server.find_current_site(), find_language())

    @flask.get("/wijzigingen")
    def changed() -> str:
        since = request.args.get("sinds", "")
        return render_changes_page(server, since, find_language())

    @flask.get("/toegankelijkheid")
    def statement() -> str:
        return render_statement_page(settings.contact, find_language())

    @flask.get("/robots.txt")
    def robots() -> Response:
        text = f"User-agent: *\nAllow: /\nSitemap: {find_public_address(settings)}/sitemap.xml\n"
        return Response(text, mimetype="text/plain")

    @flask.get("/sitemap.xml")
    def sitemap() -> Response:
        areas = server.definitions.focus_areas
        return Response(
            render_sitemap(f"{find_public_address(settings)}/", areas), mimetype="application/xml"
        )

    @flask.get("/favicon.ico")
    def favicon() -> Response:
        return send_from_directory(settings.project / "assets", "favicon.ico")


def _send_packed(paths: Mapping[str, Path], digest: str) -> Response:
    """Answer with bytes that were compressed at build time."""
    coding = request.accept_encodings.best_match(list(paths)) or ""
    content = paths[coding].read_bytes() if coding else gzip.decompress(paths["gzip"].read_bytes())
    response = Response(content, mimetype="application/json")
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOREVER
    response.set_etag(digest, weak=True)
    response.make_conditional(request)
    return response

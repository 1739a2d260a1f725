"""Callbacks: the URL comes in, parts of the page go out; nothing is kept on the server."""

from __future__ import annotations

import time
from typing import Any

import structlog
from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component

from nplv_geo.present.legend import legend
from nplv_geo.present.map_model import map_model
from nplv_geo.present.menu import breadcrumb, controls, language_switch, search, themes
from nplv_geo.present.panel import panel
from nplv_geo.present.source import source
from nplv_geo.present.table import table
from nplv_geo.web import components as render
from nplv_geo.web.layout import background
from nplv_geo.web.site import Server

log = structlog.get_logger()


def register(app: Dash, server: Server) -> None:
    """Register all callbacks."""

    @app.callback(
        Output("map-model", "data"),
        Output("brand", "children"),
        Output("breadcrumb", "children"),
        Output("search-label", "children"),
        Output("search", "placeholder"),
        Output("language", "children"),
        Output("menu", "children"),
        Output("heading", "children"),
        Output("background", "children"),
        Output("legend", "children"),
        Output("source", "children"),
        Output("table", "children"),
        Output("panel", "children"),
        Output("bar", "children"),
        Input("url", "search"),
    )
    def show(query: object) -> tuple[Any, ...]:
        started = time.perf_counter()
        page = server.now().page(_text(query))
        model = map_model(page)
        parts = (
            model,
            render.brand(page),
            render.breadcrumb(page, breadcrumb(page)),
            page.t("search_hint"),
            page.t("search"),
            render.link(language_switch(page)),
            render.menu(page, themes(page), controls(page)),
            render.heading(page),
            background(shown=page.view.basemap),
            render.legend(page, legend(page)),
            render.source(source(page)),
            render.table(table(page)),
            render.panel(page, panel(page)),
            render.bar(page),
        )
        log.info(
            "page shown",
            area=page.view.area,
            layer=page.layer.id,
            edition=page.edition.id,
            ms=round((time.perf_counter() - started) * 1000),
        )
        return parts

    @app.callback(
        Output("found", "children"),
        Input("search", "value"),
        Input("url", "search"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def find(text: str | None, _moved: str | None, query: str | None) -> Component | None:
        page = server.now().page(_text(query))
        return render.found(page, text or "", search(page, text or ""))

    app.clientside_callback(
        ClientsideFunction("nplv", "show"), Output("map-shown", "data"), Input("map-model", "data")
    )


def _text(query: object) -> str:
    """The query of a URL; whatever else a client may send counts as none."""
    return query if isinstance(query, str) else ""

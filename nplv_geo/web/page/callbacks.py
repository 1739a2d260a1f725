"""Callbacks: the URL comes in, parts of the page go out; nothing is kept on the server.

The browser fetches a view by itself (``assets/45-view.js``); what Dash is asked for are the
answers to a search and the chart of the trend page.
"""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component

from nplv_geo.present.site.menu import search
from nplv_geo.present.time.trend import trend
from nplv_geo.web import components as render
from nplv_geo.web.site import Server


def register(app: Dash, server: Server) -> None:
    """Register all callbacks."""
    app.clientside_callback(
        ClientsideFunction("nplv", "view"), Output("shown", "data"), Input("url", "search")
    )

    @app.callback(
        Output("found", "children"),
        Input("search", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def find(text: str | None, query: str | None) -> Component | None:
        page = server.asked(text_of(query)).page(text_of(query))
        return render.found(page, text or "", search(page, text or ""))

    @app.callback(
        Output("trend", "children"), Input("trend-query", "data"), prevent_initial_call=True
    )
    def show_trend(query: object) -> list[Component] | None:
        """Draw the development of the layer, on that page only: it brings Plotly along."""
        site = server.asked(text_of(query))
        page = site.page(text_of(query))
        if page.view.part != "ontwikkeling":
            return None
        return render.trend_page(page, trend(page, site.events))


def text_of(query: object) -> str:
    """The query of a URL; whatever else a client may send counts as none."""
    return query if isinstance(query, str) else ""

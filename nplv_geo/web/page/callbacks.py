"""Callbacks: the URL comes in, parts of the page go out; nothing is kept on the server.

The browser fetches a view by itself (``scripts/src/page/view.js``); what Dash is asked for are the
answers to a search.
"""

from __future__ import annotations

from collections.abc import Sequence

from dash import ClientsideFunction, Dash, Input, Output, State, html
from dash.development.base_component import Component

from nplv_geo.present.page.page import Page
from nplv_geo.present.site.menu import MenuChoice, search_areas
from nplv_geo.web.site import Server


def register_callbacks(app: Dash, server: Server) -> None:
    """Register all callbacks."""
    app.clientside_callback(
        ClientsideFunction("nplv_geo", "view"), Output("shown", "data"), Input("url", "search")
    )

    @app.callback(
        Output("found", "children"),
        Input("search", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def find_areas(text: str | None, query: object) -> Component | None:
        known_query = query if isinstance(query, str) else ""  # a client may send anything
        page = server.find_site_of_query(known_query).make_page(known_query)
        return list_search_results(page, text or "", search_areas(page, text or ""))


def list_search_results(page: Page, text: str, areas: Sequence[MenuChoice]) -> Component | None:
    """List the areas that a search found; nothing while there is no text to search for."""
    if not text.strip():
        return None
    if not areas:
        return html.P(page.t("search_none", query=text.strip()), className="none")
    return html.Ul(
        [html.Li(html.A([area.label, html.Small(area.note)], href=area.href)) for area in areas]
    )

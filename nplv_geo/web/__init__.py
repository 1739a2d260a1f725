"""The dashboard in the browser, its API and its pages: the only room that knows Dash.

Comes in: requests over HTTP. Goes out: HTML from templates, JSON and files, all of one edition.
"""

from __future__ import annotations

import re
from pathlib import Path

from dash import Dash
from flask import g, request
from markupsafe import escape

from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.queue import ExportQueue
from nplv_geo.jobs.state import open_state
from nplv_geo.web.headers import allow_scripts
from nplv_geo.web.language import find_language
from nplv_geo.web.limits.bodies import limit_bodies
from nplv_geo.web.limits.hosts import believe_proxies, check_hosts
from nplv_geo.web.limits.posts import check_posts
from nplv_geo.web.limits.rates import limit_rates
from nplv_geo.web.packing import add_packing, make_flask
from nplv_geo.web.page.callbacks import register_callbacks
from nplv_geo.web.page.first_paint import (
    OwnAssets,
    defer_scripts,
    read_own_assets,
    render_first_answer,
    render_first_page,
    render_preloads,
)
from nplv_geo.web.page.layout import make_layout
from nplv_geo.web.page.libraries import hold_libraries, list_namespaces
from nplv_geo.web.page.view_answer import answer_query
from nplv_geo.web.page.view_routes import add_view_routes
from nplv_geo.web.pages.damage import add_damage_answers
from nplv_geo.web.pages.embed import PATH, mark_as_embedded
from nplv_geo.web.pages.unknown import add_unknown_pages
from nplv_geo.web.place import Place, add_place, read_place
from nplv_geo.web.routes import add_routes
from nplv_geo.web.site import Server
from nplv_geo.web.watching.metrics import add_metrics, count_requests
from nplv_geo.web.watching.request_log import log_requests

__all__ = ["ServedApp", "create_app"]

_HTML = '<html lang="nl">'
_PAGE = f"""<!doctype html>
{_HTML}
<head>
{{%metas%}}
<title>{{%title%}}</title>
{{%favicon%}}
{{%css%}}
</head>
<body>
{{%app_entry%}}
<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer>
</body>
</html>"""

# Dash always sends these: help for browsers of before 2018, and a table that we don't use.
# Together they take a tenth of a second of every first page.
_UNNEEDED = re.compile(r'<script src="[^"]*/(?:polyfill@|dash_table/)[^"]*"></script>\s*')


class ServedApp(Dash):
    """Dash, of which the page holds the summary before any script has run."""

    site_server: Server
    exports: ExportQueue
    own_assets: OwnAssets
    place: Place
    namespaces: frozenset[str]

    def interpolate_index(  # type: ignore[override]
        self,
        app_entry: str = "",
        scripts: str = "",
        renderer: str = "",
        css: str = "",
        **pieces: str,
    ) -> str:
        """Put the first page in front of what Dash is going to draw."""
        query = request.query_string.decode("utf-8", "replace")
        g.has_place = True
        place = self.place
        if self.server.debug:  # what is changed meanwhile is there when the page is loaded again
            self.own_assets = read_own_assets(Path(self.config.assets_folder), place)
        scripts = hold_libraries(_UNNEEDED.sub("", scripts), self.namespaces)
        answer = answer_query(self.site_server.find_site_of_query(query), query)
        scripts, renderer = defer_scripts(scripts), defer_scripts(renderer)
        allow_scripts(self.own_assets.first, self.own_assets.later, scripts, renderer)
        page = super().interpolate_index(  # type: ignore[no-untyped-call]
            css=self.own_assets.styles + css + place.put_in_html(render_preloads(answer)),
            app_entry=render_first_page(answer)
            + render_first_answer(answer)
            + self.own_assets.first
            + app_entry,
            scripts=scripts,
            renderer=self.own_assets.later + renderer,
            **pieces,
        )
        base = f' data-base="{escape(place.path)}"' if place.path else ""
        language = answer["map"]["language"]
        text = str(page).replace(_HTML, f'<html lang="{language}"{base}>', 1)
        if request.path != PATH:
            return text
        return mark_as_embedded(text, find_language())


def create_app(settings: Settings) -> ServedApp:
    """Create the app for the current (or pinned) edition.

    Raises
    ------
    EditionError
        When there is no edition at all; one that is damaged gives a page that says so.
    """
    server, place = Server(settings), read_place(settings)
    state = open_state(settings.state)
    app = ServedApp(
        __name__,
        server=make_flask(__name__),  # type: ignore[arg-type]  # as documented, not as annotated
        assets_folder=str(settings.project / "assets"),
        assets_ignore=".*",  # they stand in the page itself; Plotly is loaded by the first chart
        title="Zicht op Wijken",
        update_title="",
        # Charts are not there from the start; tests/web/test_callbacks.py knows all components.
        suppress_callback_exceptions=True,
        serve_locally=True,
        compress=True,
        index_string=_PAGE,
        routes_pathname_prefix="/",
        requests_pathname_prefix=place.at("/"),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.site_server = server
    app.exports = ExportQueue(state)
    app.place = place
    app.own_assets = read_own_assets(settings.project / "assets", place)
    themes = server.definitions.catalog.themes
    layout = make_layout(themes)
    app.layout, app.namespaces = layout, list_namespaces(layout)
    log_requests(app.server)
    count_requests(app.server)
    limit_bodies(app.server)
    check_hosts(app.server, settings)
    limit_rates(app.server, settings, state)
    check_posts(app.server, app.callback_map)
    register_callbacks(app, server.find_site_of_query, themes)
    add_routes(app.server, server, settings, app.exports)
    add_view_routes(app.server, server)
    add_unknown_pages(app.server, server)
    add_damage_answers(app.server)
    add_metrics(app.server, server, settings)
    add_place(app.server, place)
    add_packing(app.server)
    believe_proxies(app.server, settings)
    return app

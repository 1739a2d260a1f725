"""The dashboard in the browser: the only room that knows Dash."""

from __future__ import annotations

from dash import Dash

from nplv_geo.settings import Settings
from nplv_geo.web.callbacks import register
from nplv_geo.web.layout import layout
from nplv_geo.web.routes import add_routes
from nplv_geo.web.site import Server
from nplv_geo.web.view_routes import add_view_routes

__all__ = ["create_app"]

_PAGE = """<!doctype html>
<html lang="nl">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
{%css%}
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def create_app(settings: Settings) -> Dash:
    """Create the app for the current (or pinned) edition.

    Raises
    ------
    EditionError
        When there is no edition.
    """
    server = Server(settings)
    app = Dash(
        __name__,
        assets_folder=str(settings.project / "assets"),
        title="Zicht op Wijken",
        update_title="",
        serve_locally=True,
        index_string=_PAGE,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.layout = layout(server.now().catalog.themes)
    register(app, server)
    add_routes(app.server, server, settings)
    add_view_routes(app.server, server)
    return app

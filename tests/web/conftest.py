"""What tests on the web share: the application on the starter edition, and who asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from nplv_geo.web import create_app
from nplv_geo.web.exports.routes import add_export_routes
from nplv_geo.web.site import Server, Site
from tests.makers import make_queue


@pytest.fixture(scope="module")
def site(starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]) -> Site:
    return Site(starter_edition, catalog, areas)


@pytest.fixture(scope="module")
def app(starter_settings: Settings) -> Dash:
    return create_app(starter_settings)


@pytest.fixture
def client(app: Dash) -> Iterator[FlaskClient]:
    with app.server.test_client() as client:
        yield client


@pytest.fixture(scope="module")
def export_client(
    starter_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FlaskClient]:
    """Only the routes of exports, made in threads of this process."""
    flask, queue = Flask(__name__), make_queue(tmp_path_factory.mktemp("state"))
    add_export_routes(flask, Server(starter_settings), starter_settings, queue)
    with flask.test_client() as client:
        yield client
    queue.close()

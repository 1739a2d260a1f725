"""The frame of the page: where each part goes. What is in a part comes from the view."""

from __future__ import annotations

from collections.abc import Sequence

import dash_leaflet as dl
from dash import dcc, html

from nplv_geo.definitions.catalog import Theme
from nplv_geo.web.components.attributes import aria, data

TILES = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
TILES_ATTRIBUTION = 'Kaartgegevens &copy; <a href="https://www.kadaster.nl">Kadaster</a>'


def layout(themes: Sequence[Theme]) -> html.Div:
    """Skeleton of the page with an empty place for each part."""
    return html.Div(
        id="page",
        children=[
            dcc.Location(id="url", refresh=False),
            dcc.Store(id="shown"),
            dcc.Store(id="trend-query"),
            html.Header(
                id="header",
                className="header",
                children=[
                    html.Div(id="brand", className="brand"),
                    html.Nav(id="breadcrumb", className="breadcrumb"),
                    _search(),
                    html.Div(id="language", className="language"),
                    html.Div(id="take-button", className="take-button"),
                    html.Div(id="take", className="take sheet"),
                ],
            ),
            html.Div(
                className="columns",
                children=[
                    html.Nav(id="menu", className="menu sheet"),
                    html.Main(
                        id="main",
                        className="main",
                        children=[
                            html.Div(id="heading", className="heading"),
                            html.Div(className="stage", children=[_map(), html.Div(id="legend")]),
                            html.Div(id="source", className="source"),
                            html.Section(id="trend", className="trend"),
                            _cards(themes),
                            html.Section(id="peers", className="around"),
                            html.Section(id="ring", className="around"),
                            html.Section(id="table", className="table", tabIndex="-1"),
                        ],
                    ),
                    html.Aside(id="panel", className="panel sheet"),
                ],
            ),
            html.Div(id="bar", className="bar"),
        ],
    )


def _cards(themes: Sequence[Theme]) -> html.Section:
    """A place for each theme: its table at once, its chart when it comes into sight."""
    places = [
        html.Article(
            [
                html.Div(id=f"rows-{theme.id}"),
                html.Div(id=f"chart-{theme.id}", className="chart", **aria(hidden="true")),
            ],
            className="card",
            **data(theme=theme.id),
        )
        for theme in themes
    ]
    return html.Section([html.Div(id="cards-intro"), *places], id="cards", className="cards")


def _search() -> html.Div:
    return html.Div(
        className="search",
        role="search",
        children=[
            html.Label(id="search-label", htmlFor="search", className="visually-hidden"),
            dcc.Input(id="search", type="search", autoComplete="off", maxLength=60, value=""),
            html.Div(id="found", className="found", role="status"),
        ],
    )


def _map() -> html.Div:
    return html.Div(
        className="map-frame",
        children=dl.Map(
            id="map",
            className="map",
            center=[52.2, 5.3],
            zoom=7,
            zoomSnap=0.25,
            minZoom=6,
            maxZoom=17,
            attributionControl=False,
            zoomControl=False,
            children=[
                dl.LayerGroup(id="background"),
                dl.ScaleControl(position="bottomright", imperial=False),
                dl.ZoomControl(position="topright"),
                dl.AttributionControl(position="bottomright", prefix=False),
            ],
        ),
    )


def background(*, shown: bool) -> list[dl.TileLayer]:
    """PDOK's background map, or nothing; a tile that fails to load stays empty."""
    if not shown:
        return []
    return [
        dl.TileLayer(url=TILES, attribution=TILES_ATTRIBUTION, minZoom=6, maxZoom=17, opacity=0.9)
    ]

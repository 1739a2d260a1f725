"""The frame of the page: where each part goes. What is in a part comes from the view."""

from __future__ import annotations

import dash_leaflet as dl
from dash import dcc, html

TILES = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
TILES_ATTRIBUTION = 'Kaartgegevens &copy; <a href="https://www.kadaster.nl">Kadaster</a>'


def layout() -> html.Div:
    """Skeleton of the page with an empty place for each part."""
    return html.Div(
        id="page",
        children=[
            dcc.Location(id="url", refresh=False),
            dcc.Store(id="map-model"),
            dcc.Store(id="map-shown"),
            html.Header(
                id="header",
                className="header",
                children=[
                    html.Div(id="brand", className="brand"),
                    html.Nav(id="breadcrumb", className="breadcrumb"),
                    _search(),
                    html.Div(id="language", className="language"),
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
                            html.Section(id="table", className="table", tabIndex="-1"),
                        ],
                    ),
                    html.Aside(id="panel", className="panel sheet"),
                ],
            ),
            html.Div(id="bar", className="bar"),
        ],
    )


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

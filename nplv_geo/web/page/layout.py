"""What Dash draws: the frame of the page with a place for each part, the map and the charts.

What is in a part is text, written by ``web/components``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_leaflet as dl
from dash import dcc, html

from nplv_geo.definitions.catalog import Theme
from nplv_geo.ground.tile_service import FIRST_ZOOM, LAST_ZOOM, TILE_ATTRIBUTION, TILE_URL


def make_layout(themes: Sequence[Theme]) -> html.Div:
    """Make the page with an empty place for each part."""
    return html.Div(
        id="page",
        children=[
            dcc.Location(id="url", refresh=False),
            dcc.Store(id="shown"),
            html.Header(
                id="header",
                className="header",
                children=[
                    html.Div(id="brand", className="brand"),
                    html.Nav(id="breadcrumb", className="breadcrumb"),
                    _make_search(),
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
                            html.Div(id="unmet", className="unmet", role="status"),
                            html.Div(id="heading", className="heading"),
                            html.Div(
                                className="stage", children=[_make_map(), html.Div(id="legend")]
                            ),
                            html.Div(id="source", className="source"),
                            _make_trend(),
                            html.Section(id="undermining", className="undermining"),
                            _make_cards(themes),
                            html.Section(id="programme", className="around"),
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


def _make_trend() -> html.Section:
    """Places for the development of the layer; its chart is one picture to screen readers."""
    return html.Section(
        id="trend",
        className="trend",
        children=[
            html.Div(id="trend-above"),
            html.Div(id="plot-trend", className="chart", role="img", hidden=True),
            html.Div(id="trend-tools"),
            html.Div(id="trend-below"),
        ],
    )


def _make_cards(themes: Sequence[Theme]) -> html.Section:
    """A place for each theme: its table at once, its chart when it comes into sight."""
    cards = [_make_card(theme) for theme in themes]
    return html.Section([html.Div(id="cards-intro"), *cards], id="cards", className="cards")


def _make_card(theme: Theme) -> html.Article:
    """Places for a table and its chart, of which screen readers have the table only."""
    theme_attribute: dict[str, Any] = {"data-theme": theme.id}
    silent_attribute: dict[str, Any] = {"aria-hidden": "true"}
    plot = html.Div(id=f"plot-{theme.id}", className="plot")
    return html.Article(
        [
            html.Div(id=f"rows-{theme.id}"),
            html.Div(plot, id=f"chart-{theme.id}", className="chart", **silent_attribute),
        ],
        className="card",
        **theme_attribute,
    )


def make_graph(name: str, height: str) -> dcc.Graph:
    """Make the component that draws a chart; ``scripts/src/page/charts.js`` gives it its figure.

    Parameters
    ----------
    name
        Id of a theme, or ``trend``.
    height
        As CSS writes it.
    """
    return dcc.Graph(
        id=f"figure-{name}",
        config={"displayModeBar": False},
        responsive=True,
        style={"height": height},
    )


def _make_search() -> html.Div:
    return html.Div(
        className="search",
        role="search",
        children=[
            html.Label(id="search-label", htmlFor="search", className="visually-hidden"),
            dcc.Input(id="search", type="search", autoComplete="off", maxLength=60, value=""),
            html.Div(id="found", className="found", role="status"),
        ],
    )


def _make_map() -> html.Div:
    return html.Div(
        className="map-frame",
        children=dl.Map(
            id="map",
            className="map",
            center=[52.2, 5.3],
            zoom=7,
            zoomSnap=0.25,
            minZoom=FIRST_ZOOM,
            maxZoom=LAST_ZOOM,
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


def make_background(*, is_shown: bool) -> list[dl.TileLayer]:
    """Make PDOK's background map, or nothing; a tile that fails to load stays empty."""
    if not is_shown:
        return []
    return [
        dl.TileLayer(
            url=TILE_URL,
            attribution=TILE_ATTRIBUTION,
            minZoom=FIRST_ZOOM,
            maxZoom=LAST_ZOOM,
            opacity=0.9,
        )
    ]

"""What Dash draws: the frame of the page with a place for each part, the map and the charts.

A part that is text is an ``HtmlPart``; any other component of Dash may stand in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import dash_leaflet as dl
from dash import dcc, html

from nplv_geo.definitions.catalog import Theme
from nplv_geo.ground.tile_service import FIRST_ZOOM, LAST_ZOOM, TILE_SERVICES, Basemap
from nplv_geo.present.map.model import COUNTRY
from nplv_geo.web.dash_components import Address, AreaMap, Combobox, HtmlPart, Store

# Parts that come with the map, and those that lie below it.
PARTS_ABOVE = (
    *("brand", "breadcrumb", "language", "take-button", "take"),
    *("menu", "unmet", "heading", "verdict", "legend", "source"),
    *("trend-above", "trend-tools", "trend-below"),
    *("undermining", "table", "panel", "bar"),
)
PARTS_BELOW = ("cards-intro", "programme", "peers", "ring")


def list_parts_below(themes: Sequence[Theme]) -> tuple[str, ...]:
    """List the parts below the map: the text of each card, and what lies beside the area."""
    return (*PARTS_BELOW, *(f"rows-{theme.id}" for theme in themes))


def make_layout(themes: Sequence[Theme]) -> html.Div:
    """Make the page with an empty place for each part."""
    return html.Div(
        id="page",
        children=[
            Address("url"),
            *_make_stores(),
            html.Header(
                id="header",
                className="header",
                children=[
                    HtmlPart(id="brand", className="brand"),
                    HtmlPart(id="breadcrumb", tag="nav", className="breadcrumb"),
                    _make_search(),
                    HtmlPart(id="language", className="language"),
                    HtmlPart(id="take-button", className="take-button"),
                    HtmlPart(id="take", className="take sheet"),
                ],
            ),
            html.Div(
                className="columns",
                children=[
                    HtmlPart(id="menu", tag="nav", className="menu sheet"),
                    _make_main(themes),
                    HtmlPart(id="panel", tag="aside", className="panel sheet"),
                ],
            ),
            HtmlPart(id="bar", className="bar"),
        ],
    )


def _make_stores() -> list[Store]:
    """What callbacks hand on to one another: the two answers, and what the page itself tells."""
    return [
        Store("view"),  # the answer of /view
        Store("below"),  # the answer of /view/below
        Store("again"),  # how often the reader asked to try again
        Store("seen"),  # cards that have come into sight
    ]


def _make_main(themes: Sequence[Theme]) -> html.Main:
    return html.Main(
        id="main",
        className="main",
        children=[
            HtmlPart(id="unmet", className="unmet", role="status"),
            HtmlPart(id="heading", className="heading"),
            html.Div(
                className="answer",
                children=[
                    HtmlPart(id="verdict", className="verdict-band"),
                    html.Div(className="stage", children=[_make_map(), HtmlPart(id="legend")]),
                ],
            ),
            HtmlPart(id="source", className="source"),
            _make_trend(),
            HtmlPart(id="undermining", tag="section", className="undermining"),
            HtmlPart(id="table", tag="section", className="table", tabIndex=-1),
            html.Div(html.Div(id="grid"), id="grid-frame", className="grid-frame", hidden=True),
            _make_cards(themes),
            HtmlPart(id="programme", tag="section", className="around"),
            HtmlPart(id="peers", tag="section", className="around"),
            HtmlPart(id="ring", tag="section", className="around"),
        ],
    )


def _make_trend() -> html.Section:
    """Places for the development of the layer; its chart is one picture to screen readers."""
    return html.Section(
        id="trend",
        className="trend",
        children=[
            HtmlPart(id="trend-above"),
            html.Div(id="plot-trend", className="chart", role="img", hidden=True),
            HtmlPart(id="trend-tools"),
            HtmlPart(id="trend-below"),
        ],
    )


def _make_cards(themes: Sequence[Theme]) -> html.Section:
    """A place for each theme: its table at once, its chart when it comes into sight."""
    cards = [_make_card(theme) for theme in themes]
    return html.Section([HtmlPart(id="cards-intro"), *cards], id="cards", className="cards")


def _make_card(theme: Theme) -> html.Article:
    """Places for a table and its chart, of which screen readers have the table only."""
    theme_attribute: dict[str, Any] = {"data-theme": theme.id}
    silent_attribute: dict[str, Any] = {"aria-hidden": "true"}
    plot = html.Div(id=f"plot-{theme.id}", className="plot")
    return html.Article(
        [
            HtmlPart(id=f"rows-{theme.id}"),
            html.Div(plot, id=f"chart-{theme.id}", className="chart", **silent_attribute),
        ],
        className="card",
        **theme_attribute,
    )


def make_graph(name: str, height: str) -> dcc.Graph:
    """Make the component that draws a chart; a callback gives it the figure.

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
    return html.Div(Combobox(id="search"), className="search", role="search")


def _make_map() -> html.Div:
    return html.Div(
        className="map-frame",
        children=dl.Map(
            id="map",
            className="map",
            # Until a model says more. With a centre and a zoom it would go back there after the
            # first model, and with `trackViewport` tell Dash of each move.
            bounds=[list(corner) for corner in COUNTRY],
            trackViewport=False,
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
                AreaMap("map-areas", address=True, first=True),
            ],
        ),
    )


def make_background(basemap: Basemap | Literal[""]) -> list[dl.TileLayer]:
    """Make a background map of PDOK, or nothing; a tile that fails to load stays empty.

    Parameters
    ----------
    basemap
        Which one; empty for none.
    """
    if not basemap:
        return []
    service = TILE_SERVICES[basemap]
    return [
        dl.TileLayer(
            id=f"tiles-{basemap}",  # another one is another layer
            url=service.url,
            attribution=service.attribution,
            minZoom=FIRST_ZOOM,
            maxZoom=LAST_ZOOM,
            opacity=0.9,
        )
    ]

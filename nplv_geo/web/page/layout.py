"""What Dash draws: the frame of the page with a place for each part, the map and the charts.

A part that is text is an ``HtmlPart``; any other component of Dash may stand in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import dash_leaflet as dl
from dash import html

from nplv_geo.definitions.catalog import Theme
from nplv_geo.ground.tile_service import FIRST_ZOOM, LAST_ZOOM, TILE_SERVICES, Basemap
from nplv_geo.present.map.model import COUNTRY
from nplv_geo.web.dash_components import Address, AreaMap, Combobox, HtmlPart, Store
from nplv_geo.web.page.below_layout import BELOW, make_below

# Parts that come with the map; those below it are in below_layout.py.
PARTS_ABOVE = (
    *("brand", "breadcrumb", "language", "take-button", "take"),
    *("menu", "unmet", "start-intro", "start-findings"),
    *("heading", "tabs", "compared", "compare-label", "compare-choice", "together"),
    *("verdict", "pair-choice", "own-head", "time", "scatter-head", "scatter-tools"),
    *("legend", "second-head", "second-legend", "source"),
    *("trend-above", "trend-tools", "trend-below"),
    *("ranking", "undermining", "table", "panel", "bar"),
)
# Fields that find an area by its name.
SEARCHES = ("search", "start-search")
# The one that finds an area to compare with.
COMPARING = "compare-search"


def make_layout(themes: Sequence[Theme]) -> html.Div:
    """Make the page with an empty place for each part."""
    panel_name: dict[str, Any] = {"aria-labelledby": "panel-name"}  # parts/panel-head.html
    return html.Div(
        id="page",
        children=[
            Address("url"),
            *_make_stores(themes),
            html.Header(
                id="header",
                className="header",
                children=[
                    HtmlPart(id="brand", className="brand"),
                    HtmlPart(id="breadcrumb", className="breadcrumb"),
                    _make_search(),
                    HtmlPart(id="language", className="language"),
                    HtmlPart(id="take-button", className="take-button"),
                    HtmlPart(id="take", className="take sheet"),
                ],
            ),
            html.Div(
                className="columns",
                children=[
                    HtmlPart(id="menu", className="menu sheet"),
                    _make_main(),
                    HtmlPart(id="panel", tag="aside", className="panel sheet", **panel_name),
                ],
            ),
            HtmlPart(id="bar", className="bar"),
        ],
    )


def _make_stores(themes: Sequence[Theme]) -> list[Store]:
    """What callbacks hand on to one another: the two answers, and what the page itself tells."""
    return [
        Store("view"),  # the answer of /view
        Store("below"),  # the answer of /view/below
        Store("below-made", data=make_below(themes)),  # places for what that fills
        Store("again"),  # how often the reader asked to try again
        Store("seen"),  # cards that have come into sight
    ]


def _make_main() -> html.Main:
    return html.Main(
        id="main",
        className="main",
        tabIndex=-1,
        children=[
            HtmlPart(id="unmet", className="unmet", role="status"),
            _make_start(),
            HtmlPart(id="heading", className="heading"),
            html.Div(
                className="answer",
                children=[
                    HtmlPart(id="verdict", className="verdict-band"),
                    _make_ways(),
                    HtmlPart(id="together", tag="section", className="together"),
                    HtmlPart(id="pair-choice", className="pair-choice"),
                    html.Div([_make_stage(), _make_second_stage()], id="pair", className="pair"),
                ],
            ),
            HtmlPart(id="ranking", tag="section", className="ranking"),
            HtmlPart(id="source", className="source"),
            _make_trend(),
            HtmlPart(id="undermining", tag="section", className="undermining"),
            HtmlPart(id="table", tag="section", className="table", tabIndex=-1),
            html.Div(html.Div(id="grid"), id="grid-frame", className="grid-frame", hidden=True),
            # What lies there is no part of the page until the map is in use.
            html.Div(id=BELOW, className="below-map"),
        ],
    )


def _make_ways() -> html.Div:
    """In which way the layer is shown, and what is compared with."""
    return html.Div(
        [HtmlPart(id="tabs", className="tabs"), _make_compare_bar()],
        className="ways",
    )


def _make_stage() -> html.Div:
    """The map with the line of time below it, the scatter of two layers, and the legend."""
    head, time = HtmlPart(id="own-head"), HtmlPart(id="time", className="time")
    parts = [head, _make_map(), time, _make_scatter(), HtmlPart(id="legend")]
    return html.Div(parts, className="stage")


def _make_second_stage() -> html.Div:
    """A place for the map beside the first one, which is made when a view asks for it."""
    parts = [HtmlPart(id="second-head"), html.Div(id="second"), HtmlPart(id="second-legend")]
    return html.Div(parts, className="stage second")


def _make_scatter() -> html.Section:
    """Places for the scatter of two layers; it is one picture to screen readers."""
    plot = html.Div(id="plot-scatter", className="chart", role="img", hidden=True)
    parts = [HtmlPart(id="scatter-head"), plot, HtmlPart(id="scatter-tools")]
    return html.Section(parts, id="scatter", className="pair-scatter")


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


def _make_start() -> html.Section:
    """Places for what the start page asks and tells; other pages leave them empty."""
    return html.Section(
        id="start",
        className="start",
        children=[
            HtmlPart(id="start-intro", className="start-intro"),
            html.Div(Combobox(id="start-search"), className="search large"),
            HtmlPart(id="start-findings", className="start-findings"),
        ],
    )


def _make_search() -> html.Div:
    return html.Div(Combobox(id="search"), className="search", role="search")


def _make_compare_bar() -> html.Div:
    """What is compared with, and a list that opens to choose another one from or search it."""
    choice = [Combobox(id=COMPARING), HtmlPart(id="compare-choice")]
    return html.Div(
        className="compare",
        children=[
            HtmlPart(id="compared", className="compared"),
            html.Details(
                id="compare-add",
                className="compare-add",
                children=[
                    html.Summary(HtmlPart(id="compare-label", tag="span")),
                    html.Div(choice, className="choice"),
                ],
            ),
        ],
    )


def _make_map() -> html.Div:
    areas = AreaMap("map-areas", address=True, first=True)
    return make_map_frame("map", "background", areas)


def make_map_frame(name: str, background: str, areas: AreaMap) -> html.Div:
    """Make a map in its frame.

    Parameters
    ----------
    name, background
        Ids of the map and of the layer for its background.
    areas
        What is drawn on it.
    """
    return html.Div(
        className="map-frame",
        children=dl.Map(
            id=name,
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
            keyboard=False,  # arrows lead to areas (scripts/src/map/keyboard/walk.js)
            children=[
                dl.LayerGroup(id=background),
                dl.ScaleControl(position="bottomright", imperial=False),
                dl.ZoomControl(position="topright"),
                dl.AttributionControl(position="bottomright", prefix=False),
                areas,
            ],
        ),
    )


def make_background(basemap: Basemap | Literal[""], name: str = "tiles") -> list[dl.TileLayer]:
    """Make a background map of PDOK, or nothing; a tile that fails to load stays empty.

    Parameters
    ----------
    basemap
        Which one; empty for none.
    name
        Begin of the id, for each map another one.
    """
    if not basemap:
        return []
    service = TILE_SERVICES[basemap]
    return [
        dl.TileLayer(
            id=f"{name}-{basemap}",  # another one is another layer
            url=service.url,
            attribution=service.attribution,
            minZoom=FIRST_ZOOM,
            maxZoom=LAST_ZOOM,
            opacity=0.9,
        )
    ]

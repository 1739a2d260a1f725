"""Peer: a Dash app with dash-leaflet, recoloured through ``hideout`` in the browser.

Its best form: canvas, shapes by URL, handlers that would send the geometry to the server off, and
a new ``hideout`` set by ``dash_clientside.set_props``, so that no server is in the way.
"""

from __future__ import annotations

from pathlib import Path

import dash_leaflet as dl
from dash import Dash, html

from benchmarks.peers.case_files import add_case, case

_STYLE = {"variable": "benchPeer.functions.style"}
_ON_EACH = {"variable": "benchPeer.functions.onEachFeature"}


def _circles() -> list[dl.CircleMarker]:
    """The focus areas of the start page."""
    return [
        dl.CircleMarker(
            center=[circle["lat"], circle["lon"]],
            radius=circle["r"],
            color="#2d4a55",
            weight=1,
            fillColor=circle["colour"],
            fillOpacity=1,
            children=dl.Tooltip(circle["name"]),
        )
        for circle in case()["circles"]
    ]


def _layout() -> html.Div:
    place, size = case()["place"], case()["size"]
    shapes = dl.GeoJSON(
        id="shapes",
        url="/case/shapes.json",
        hideout=case()["views"]["a"],
        style=_STYLE,
        onEachFeature=_ON_EACH,
        disableDefaultEventHandlers=True,
    )
    return html.Div(
        dl.Map(
            [shapes, *_circles()],
            center=place["center"],
            zoom=place["zoom"],
            zoomSnap=0.25,
            preferCanvas=True,
            zoomControl=False,
            attributionControl=False,
            style={"width": f"{size[0]}px", "height": f"{size[1]}px", "background": "#fff"},
        )
    )


app = Dash(__name__, assets_folder=str(Path(__file__).parent / "dash_leaflet_assets"))
app.layout = _layout
server = app.server
add_case(server)

"""Peer: a Dash app with a Plotly choropleth of its own shapes, patched from the server.

SVG, for a browser without a graphics card draws nothing with WebGL; shapes by URL, so that the
figure stays small, and only class numbers and colours travel on a change.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, Patch, callback_context, dcc, html
from flask import Flask

from benchmarks.peers.case_files import add_case, case


def _colours(view: dict[str, Any]) -> dict[str, Any]:
    """Class numbers as values, each with its own flat piece of the colour scale."""
    steps = [view["no_data"], *view["colours"]]
    n = len(steps)
    scale = [[edge / n, colour] for i, colour in enumerate(steps) for edge in (i, i + 1)]
    return {
        "z": list(view["classes"].values()),
        "colorscale": scale,
        "zmin": -1.5,
        "zmax": n - 1.5,
    }


def _figure() -> go.Figure:
    view, place, size = case()["views"]["a"], case()["place"], case()["size"]
    south, west, north, east = place["box"]
    trace = go.Choropleth(
        geojson="/case/shapes.json",
        featureidkey="properties.c",
        locations=list(view["classes"]),
        text=[case()["names"].get(code, code) for code in view["classes"]],
        hovertemplate="%{text}<extra></extra>",
        showscale=False,
        marker={"line": {"color": "#ffffff", "width": view["weight"]}},
        **_colours(view),
    )
    figure = go.Figure(trace)
    figure.update_geos(
        projection_type="mercator",
        visible=False,
        lataxis_range=[south, north],
        lonaxis_range=[west, east],
    )
    figure.update_layout(
        width=size[0], height=size[1], margin=dict.fromkeys("lrtb", 0), uirevision="same"
    )
    return figure


def _layout() -> html.Div:
    return html.Div(
        [
            dcc.Graph(id="map", figure=_figure(), config={"scrollZoom": True, "topojsonURL": "/"}),
            html.Button("a", id="a"),
            html.Button("b", id="b"),
        ]
    )


app = Dash(__name__)
app.layout = _layout
server: Flask = app.server
add_case(server)


@server.get("/world_110m.json")
def world() -> dict[str, Any]:
    """Give the world that Plotly asks for before it draws anything, without anything in it."""
    names = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    nothing: dict[str, Any] = {"type": "GeometryCollection", "geometries": []}
    return {"type": "Topology", "arcs": [], "objects": dict.fromkeys(names, nothing)}


@app.callback(
    Output("map", "figure"), Input("a", "n_clicks"), Input("b", "n_clicks"),
    prevent_initial_call=True,
)  # fmt: skip
def _recolour(_a: int | None, _b: int | None) -> Patch:
    """Send what changes and nothing else."""
    patch = Patch()
    for key, value in _colours(case()["views"][str(callback_context.triggered_id)]).items():
        patch["data"][0][key] = value
    return patch

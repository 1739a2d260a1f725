"""A page of Dash with two maps of ours, of which all that is said and heard goes through Dash."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import dash_leaflet as dl
import geopandas as gpd
import shapely
from dash import Dash, Input, Output, dcc, html, no_update
from flask import Response
from werkzeug.serving import make_server

from nplv_geo.geometry.crs import WGS84
from nplv_geo.geometry.packed import pack_shapes
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.map.circle_placing import PLACING
from nplv_geo.present.map.types import MapModel, MapSpeech, MapWords
from nplv_geo.web.dash_components import AreaMap
from nplv_geo.web.dash_components.area_map import Viewport

WEST, SOUTH, SIDE = 5.0, 52.0, 0.01
HATCH = "url(#nplv-hatch)"
FAILED = "Niet gelukt."
SIZE = {"width": "460px", "height": "420px"}
# By name: squares on a side, class of the first area and colours; the next area has the next class,
# and one of before the first class has no figure.
KINDS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "four": (2, 0, ("#aa0000", "#00aa00")),
    "four again": (2, 1, ("#0000aa", "#aaaa00")),
    "lost": (3, 0, ("#000000", "#ffffff")),
    "nine": (3, -1, ("#112233", "#445566")),
    "many": (56, 0, ("#203040", "#c0d0e0")),
    "many again": (56, 1, ("#203040", "#c0d0e0")),
}
OUT = ("clicked", "hovered", "viewport", "error")


def code_of(n: int, column: int, row: int) -> str:
    return f"BU{n:02}{column:03}{row:03}"


def fills(kind: str) -> dict[str, str]:
    """Colour of each area of a kind."""
    n, first, colours = KINDS[kind]
    codes = [code_of(n, column, row) for column in range(n) for row in range(n)]
    return {
        code: colours[(first + i) % len(colours)] if first + i >= 0 else HATCH
        for i, code in enumerate(codes)
    }


def make_model(kind: str) -> Mapping[str, object]:
    """What a map shows of a kind."""
    n, _, colours = KINDS[kind]
    shown = fills(kind)
    end = (SOUTH + n * SIDE, WEST + n * SIDE)
    numbers = {code: colours.index(fill) if fill in colours else -1 for code, fill in shown.items()}
    return MapModel(
        key=f"{n}",
        files=(f"/geo/{'lost' if kind == 'lost' else n}.json",),
        finer=None,
        outline=None,
        country=None,
        figures=None,
        areas={code: (number, f"{number} %", "") for code, number in numbers.items()},
        circles=(),
        placing=PLACING,
        names={},
        colours=colours,
        place=f"{n}",
        chosen=None,
        up="?omhoog",
        bounds=((SOUTH, WEST), end),
        schematic=False,
        specks=False,
        silent_gemeenten=False,
        layer="Laag",
        language="nl",
        references={},
        href="?gebied=__area__",
        label=f"Kaart {kind}",
        words=MapWords(
            load_failed=FAILED, retry="Opnieuw", loading="Laden", no_shapes="", tiles="",
            zoom_in="Inzoomen", zoom_out="Uitzoomen",
        ),
        speech=MapSpeech(
            unit="", classes=(), sides="", reference=None, against={}, chosen="gekozen", pinned="",
        ),
    ).as_json()  # fmt: skip


def pack_squares(n: int) -> bytes:
    """A file of n by n squares."""
    places = [(column, row) for column in range(n) for row in range(n)]
    boxes = [
        shapely.box(
            WEST + x * SIDE, SOUTH + y * SIDE, WEST + (x + 1) * SIDE, SOUTH + (y + 1) * SIDE
        )
        for x, y in places
    ]
    names = {"name": [f"Buurt {x}-{y}" for x, y in places]}
    codes = [code_of(n, x, y) for x, y in places]
    return pack_shapes(gpd.GeoDataFrame(names, index=codes, geometry=boxes, crs=WGS84), 0.0001)


def make_app() -> Dash:
    """Two maps, a choice of what each shows, and what each tells."""
    app = Dash(
        __name__,
        assets_folder=str(PROJECT / "assets"),
        assets_path_ignore=["vendor", "pages", "fonts"],
        title="Twee kaarten",
        update_title="",
    )
    app.layout = html.Div(
        [part for side in ("left", "right") for part in _make_side(side)]
        + [dcc.Checklist(["koppel"], [], id="options")],
        style={"overflow": "auto", "height": "100vh"},
    )
    for side in ("left", "right"):
        _register(app, side)

    @app.callback(
        Output("right", "viewport"),
        Input("left", "viewport"),
        Input("options", "value"),
        prevent_initial_call=True,
    )
    def follow(viewport: Viewport, options: list[str]) -> object:
        return viewport if options else no_update

    @app.server.get("/geo/<int:n>.json")
    def send_shapes(n: int) -> Response:
        return Response(pack_squares(n), mimetype="application/json")

    return app


def _make_side(side: str) -> list[Any]:
    chart = dl.Map(
        [AreaMap(side), dl.ZoomControl(position="topright")],
        id=f"map-{side}", center=[52.2, 5.3], zoom=7, zoomSnap=0.25, zoomControl=False,
        attributionControl=False, style=SIZE,
    )  # fmt: skip
    return [
        html.Div(chart, id=f"frame-{side}", style={"position": "relative", **SIZE}),
        dcc.RadioItems([*KINDS, "away"], None, id=f"kind-{side}"),
        html.Pre(id=f"told-{side}"),
    ]


def _register(app: Dash, side: str) -> None:
    @app.callback(Output(side, "model"), Input(f"kind-{side}", "value"), prevent_initial_call=True)
    def show(kind: str) -> object:
        return make_model(kind) if kind in KINDS else no_update

    @app.callback(
        Output(f"frame-{side}", "children"),
        Input(f"kind-{side}", "value"),
        prevent_initial_call=True,
    )
    def take_away(kind: str) -> object:
        return None if kind == "away" else no_update

    @app.callback(Output(f"told-{side}", "children"), *(Input(side, name) for name in OUT))
    def tell(*told: object) -> str:
        return json.dumps(dict(zip(OUT, told, strict=True)))


@contextmanager
def serve_two_maps() -> Iterator[str]:
    """Run the page on a free port."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, make_app().server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()

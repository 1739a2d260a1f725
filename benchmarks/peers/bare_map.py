"""Peer: Leaflet and nothing else, recoloured by hand: the limit. ``?svg`` draws on SVG."""

from __future__ import annotations

import json
import os
from pathlib import Path

from flask import Flask, Response, send_file

from benchmarks.peers.case_files import add_case, case

LEAFLET = Path(os.environ.get("BENCH_LEAFLET", "leaflet/package/dist"))
_HERE = Path(__file__).parent

server = Flask(__name__)
add_case(server)


@server.get("/")
def page() -> Response:
    """Give the one page, with the place of the map written into it."""
    given = json.dumps({name: case()[name] for name in ("place", "size")})
    return Response((_HERE / "bare.html").read_text().replace("__GIVEN__", given))


@server.get("/leaflet/<name>")
def leaflet(name: str) -> Response:
    """Script and style of Leaflet as its makers publish them."""
    return send_file(LEAFLET / Path(name).name)

"""What every peer is given: the shapes and views of one case, from the folder in ``BENCH_CASE``.

A case holds ``shapes.json`` (GeoJSON with code ``c`` and name ``n``), the views ``a.json`` and
``b.json`` with class numbers and colours, and ``case.json`` with all that a server needs to know.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, Response, request, send_file

_TEXT = ("text/", "application/json", "application/javascript", "application/geo+json")


def case_folder() -> Path:
    """Folder of the case that this process serves."""
    return Path(os.environ["BENCH_CASE"])


@lru_cache
def case() -> dict[str, Any]:
    """Content of ``case.json``."""
    content: dict[str, Any] = json.loads((case_folder() / "case.json").read_text())
    return content


def add_case(flask: Flask) -> None:
    """Serve the files of the case, and every text compressed: made once, then kept."""
    kept: dict[str, bytes] = {}

    @flask.get("/case/<name>")
    def case_file(name: str) -> Response:
        return send_file(case_folder() / Path(name).name)

    @flask.after_request
    def pack(response: Response) -> Response:
        if request.method != "GET" or not (response.mimetype or "").startswith(_TEXT):
            return response
        if request.full_path not in kept:
            response.direct_passthrough = False
            kept[request.full_path] = brotli.compress(response.get_data(), quality=10)
        response.direct_passthrough = False
        response.set_data(kept[request.full_path])
        response.headers["Content-Encoding"] = "br"
        return response

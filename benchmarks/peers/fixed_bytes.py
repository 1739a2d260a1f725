"""Flask that answers with bytes from memory: what any answer of a size costs at the least."""

from __future__ import annotations

from flask import Flask, Response

server = Flask(__name__)
_LARGEST = 20_000_000
_BYTES = memoryview(bytes(_LARGEST))


@server.get("/")
def ready() -> str:
    """Tell that the server runs."""
    return "ready"


@server.get("/bytes/<int:size>")
def fixed(size: int) -> Response:
    """Answer ``size`` bytes."""
    return Response(_BYTES[: min(size, _LARGEST)].tobytes(), mimetype="application/octet-stream")

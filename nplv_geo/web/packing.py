"""Scripts of Dash and its components on their way to a browser: compressed well, and once.

They make up two thirds of what a first page weighs. Flask-Compress, which does the rest, compresses
at each request and therefore quickly: a tenth larger.
"""

from __future__ import annotations

import brotli
from flask import Flask, Response, request

_SCRIPTS = "/_dash-component-suites/"
# All scripts of a page take half a second, once; the best quality takes three times as long for a
# hundredth less.
_QUALITY = 10
_QUICK = 5  # a page in three milliseconds
# As many as Dash has with all of its components; an address holds the version of its file.
_MOST = 64
_OK = 200
_ENOUGH = 1024  # bytes: what is smaller stays as it is


def make_flask(name: str) -> Flask:
    """Make the server, which prefers what makes text smallest; Flask-Compress asks at its start."""
    flask = Flask(name)
    flask.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    flask.config["COMPRESS_BR_LEVEL"] = _QUICK
    return flask


def add_packing(flask: Flask) -> None:
    """Compress each script once, for browsers that read brotli.

    Parameters
    ----------
    flask
        The server, with what it already has for all other answers.
    """
    packed: dict[str, bytes] = {}

    @flask.after_request
    def pack_script(response: Response) -> Response:
        # Of names without a version other files may come later: their answers can be asked again.
        is_script = request.path.startswith(_SCRIPTS) and response.cache_control.max_age
        is_whole = response.status_code == _OK
        if not (is_script and is_whole and request.accept_encodings.best_match(["br"])):
            return response
        if request.path not in packed:
            response.direct_passthrough = False
            content = response.get_data()
            if len(packed) >= _MOST or len(content) < _ENOUGH:
                return response
            packed[request.path] = brotli.compress(content, quality=_QUALITY)
        response.direct_passthrough = False
        response.set_data(packed[request.path])
        response.headers["Content-Encoding"] = "br"
        response.vary.add("Accept-Encoding")
        return response

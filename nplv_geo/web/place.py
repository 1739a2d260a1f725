"""Where the dashboard stands: at the root of a host, or under a path of an existing site.

All addresses in this project are written from the root of the dashboard (``/methode``). The path
in front of it is put there by this module and by ``at`` in the scripts, and by nothing else:
a new link needs no thought about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from nplv_geo.ground.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# An address in an attribute, or in the HTML that an attribute holds (the code to embed a map).
_IN_HTML = re.compile(r"""(\s(?:href|src|action|data-copy)=(?:"|&#34;|&quot;))/(?!/)""")


@dataclass(frozen=True, slots=True)
class Place:
    """The path that the dashboard stands under.

    Attributes
    ----------
    path
        Such as ``/wijken``; empty at the root of a host.
    """

    path: str = ""

    def at(self, address: str) -> str:
        """Put the path in front of an address from the root of the dashboard."""
        return f"{self.path}{address}" if address.startswith("/") else address

    def put_in_html(self, html: str) -> str:
        """Put the path in front of all such addresses in HTML."""
        if not self.path:
            return html
        return _IN_HTML.sub(rf"\1{self.path}/", html)

    def put_in_parts(self, parts: Mapping[str, str]) -> dict[str, str]:
        """Do the same in the parts of a page."""
        return {name: self.put_in_html(html) for name, html in parts.items()}


def read_place(settings: Settings) -> Place:
    """Read the place off the public address (``NPLV_URL``)."""
    return Place(urlsplit(settings.url or "").path.rstrip("/"))


def find_public_address(settings: Settings) -> str:
    """Find the address that others know the dashboard by, without a slash at its end.

    Without ``NPLV_URL`` it is the one that was asked.
    """
    return (settings.url or request.url_root).rstrip("/")


ROOT = Place()


class UnderPath:
    """WSGI: what comes in is for a dashboard under a path, whether the proxy kept it or not."""

    def __init__(self, app: WSGIApplication, place: Place) -> None:
        self._app, self._place = app, place

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        path, asked = self._place.path, environ.get("PATH_INFO", "")
        if asked == path or asked.startswith(f"{path}/"):
            asked = asked[len(path) :]
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = path, asked or "/"
        return self._app(environ, start_response)


def add_place(flask: Flask, place: Place) -> None:
    """Serve under a path: what comes in loses it, and what goes out as HTML gets it."""
    if not place.path:
        return
    # Flask is told to wrap its own application: that is how it takes middleware.
    flask.wsgi_app = UnderPath(flask.wsgi_app, place)  # type: ignore[method-assign]

    @flask.after_request
    def put_place(response: Response) -> Response:
        location = response.headers.get("Location", "")
        if location.startswith("/") and not location.startswith(f"{place.path}/"):
            response.headers["Location"] = place.at(location)
        if response.mimetype == "text/html" and not g.get("has_place", False):
            response.set_data(place.put_in_html(response.get_data(as_text=True)))
        return response

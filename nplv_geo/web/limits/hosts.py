"""Under which name the server may be asked, and whom it believes about who asks."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from nplv_geo.ground.settings import Settings
from nplv_geo.web.limits.refusals import refuse

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MISDIRECTED: Final = 421
_HOST: Final = re.compile(r"(?P<name>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")
# Who watches the server asks it by its address.
_HEALTH: Final = ("/healthz", "/readyz", "/metrics")
_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "[::1]")


def check_hosts(flask: Flask, settings: Settings) -> None:
    """Refuse other names than that of ``NPLV_URL``, and names that can't be one at all."""
    own = urlsplit(settings.url or "").hostname or ""

    @flask.before_request
    def look_at_host() -> Response | None:
        if request.path in _HEALTH:
            return None
        found = _HOST.fullmatch(request.headers.get("Host", "localhost"))
        name = found["name"].lower() if found else ""
        is_known = name == own or name in _THIS_MACHINE or not own
        return None if found and is_known else refuse(_MISDIRECTED, "other_host")


class NamedProxies:
    """WSGI: ``X-Forwarded-For``, ``-Proto`` and ``-Host`` count when a named proxy sends them."""

    def __init__(self, app: WSGIApplication, proxies: Iterable[str]) -> None:
        self._app = app
        self._behind_proxy = ProxyFix(app, x_for=1, x_proto=1, x_host=1)
        self._networks = [ipaddress.ip_network(proxy) for proxy in proxies]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        app = self._behind_proxy if self._is_named(environ.get("REMOTE_ADDR", "")) else self._app
        return app(environ, start_response)

    def _is_named(self, address: str) -> bool:
        try:
            asked = ipaddress.ip_address(address)
        except ValueError:  # a socket of this machine has none
            return False
        return any(asked in network for network in self._networks)


def believe_proxies(flask: Flask, settings: Settings) -> None:
    """Take the address of a client from the proxies that ``NPLV_PROXIES`` names, and no others."""
    # Flask is told to wrap its own application: that is how it takes middleware.
    flask.wsgi_app = NamedProxies(flask.wsgi_app, settings.proxies)  # type: ignore[method-assign]

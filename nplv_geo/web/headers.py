"""Headers of all answers: what a browser may run, load, frame and keep.

Scripts run from our own host, and of those in the page only the ones whose hash stands in the
policy: no ``unsafe-inline``, no ``unsafe-eval``. A script that ``scripts/src/page/later.js`` starts
as an element has the text of the held one, and with it the same hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import Final

from flask import Flask, Response, g, request

from nplv_geo.ground.settings import Settings
from nplv_geo.ground.tile_service import TILE_HOST
from nplv_geo.web.pages.embed import PATH as EMBED

_OK = 200
_FAILED = 400
_YEAR = 31_536_000
# A script without an address: its text runs, now or when it is started later.
_INLINE: Final = re.compile(
    r'<script(?: (?:id="[^"]*"|type="text/later"))*>(.*?)</script>', re.DOTALL
)
# Dash draws it anew for each answer, for a connection that is never opened.
_DRAWN: Final = re.compile(rb'"end_id":"[^"]*"')
# Nothing of a device is ever asked for; a link is copied on a click.
_PERMISSIONS: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
        *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment"),
        *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
    )
)


def add_headers(flask: Flask, settings: Settings) -> None:
    """Give every answer its headers; one that has a header already keeps it."""

    @flask.after_request
    def let_keep(response: Response) -> Response:
        """Have browsers ask each time whether a page changed; a failure is never kept."""
        if response.status_code >= _FAILED:
            response.headers.setdefault("Cache-Control", "no-store")
        is_plain = response.status_code == _OK and not response.direct_passthrough
        if not is_plain or request.method not in {"GET", "HEAD"} or "ETag" in response.headers:
            return response
        response.headers.setdefault("Cache-Control", "no-cache")
        if response.cache_control.no_cache:
            content = _DRAWN.sub(b"", response.get_data())
            response.set_etag(hashlib.sha256(content).hexdigest()[:16], weak=True)
            response.make_conditional(request)
        return response

    @flask.after_request
    def harden(response: Response) -> Response:
        is_embed = request.path == EMBED
        is_page = response.mimetype == "text/html" and not is_embed
        framing = settings.embed_origins if is_embed else ()
        policy = write_policy(tuple(g.get("script_hashes", ())), framing)
        for name, text in {
            "Content-Security-Policy": policy,
            "Cross-Origin-Opener-Policy": "same-origin",
            # Files, answers and the embedded map are for pages of others as well.
            "Cross-Origin-Resource-Policy": "same-origin" if is_page else "cross-origin",
            "Permissions-Policy": _PERMISSIONS,
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        }.items():
            response.headers.setdefault(name, text)
        if (settings.url or "").startswith("https://"):  # then TLS is in front
            response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
        return response


def allow_scripts(*pieces: str) -> None:
    """Allow the scripts that stand in pieces of the page which is being made."""
    g.script_hashes = [digest for piece in pieces for digest in hash_scripts(piece)]


@lru_cache(maxsize=16)
def hash_scripts(html: str) -> tuple[str, ...]:
    """Hash the scripts without an address, as a policy names them."""
    return tuple(_hash(script) for script in _INLINE.findall(html) if script)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=64)
def write_policy(script_hashes: tuple[str, ...], framing: tuple[str, ...]) -> str:
    """Write the content policy.

    Parameters
    ----------
    script_hashes
        Of the scripts that stand in the page.
    framing
        Sites that may frame the page.
    """
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(("script-src 'self'", *script_hashes)),
            # Leaflet, Plotly and AG Grid set styles on elements.
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: {TILE_HOST}",
            "connect-src 'self'",
            "object-src 'none'",
            " ".join(("frame-ancestors 'self'", *framing)),
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )

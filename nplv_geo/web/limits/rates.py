"""How often one client may ask for what costs most: exports, the search list and the API.

Counted by ``limits`` in a window that slides, by all processes of the machine together. What is
counted is a hash of an address with a salt that they drew together, kept for two minutes; nothing
of a person is logged.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import os
import sqlite3
import time
from typing import Final

import structlog
from flask import Flask, Response, request
from limits import RateLimitItemPerMinute
from limits.strategies import SlidingWindowCounterRateLimiter

from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.state import State
from nplv_geo.web.limits.refusals import refuse
from nplv_geo.web.limits.shared_counts import SharedCounts

log = structlog.get_logger()

_TOO_MANY: Final = 429
# A household or an office has a network of this size, and moves freely within it.
_IPV6_PREFIX: Final = 64


def limit_rates(flask: Flask, settings: Settings, state: State) -> None:
    """Refuse who asks too often, with the seconds to wait; a limit of 0 is none."""
    limiter = SlidingWindowCounterRateLimiter(SharedCounts(state))
    salt = state.agree_on("salt", os.urandom(16))
    items = {
        kind: RateLimitItemPerMinute(amount) for kind, amount in settings.limits.items() if amount
    }

    @flask.before_request
    def count() -> Response | None:
        kind = _find_kind(request.method, request.path)
        item = items.get(kind)
        if item is None:
            return None
        client = _name_client(request.remote_addr or "", salt)
        try:
            if limiter.hit(item, kind, client):
                return None
            reset = limiter.get_window_stats(item, kind, client).reset_time
        except sqlite3.Error:
            # A disk that is full must not close the door to everybody.
            log.exception("requests not counted")
            return None
        seconds = max(math.ceil(reset - time.time()), 1)
        response = refuse(_TOO_MANY, "too_often", seconds=seconds)
        response.headers["Retry-After"] = str(seconds)
        return response


def _find_kind(method: str, path: str) -> str:
    """What a request is counted as; progress of an export and most of the page are not."""
    if path.startswith("/api/v1/"):
        return "api"
    if path.startswith("/export/") and not path.startswith("/export/bon/"):
        return "export"
    return "search" if method == "POST" else ""


def _name_client(address: str, salt: bytes) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        prefix = _IPV6_PREFIX if found.version == 6 else 32  # noqa: PLR2004  # versions of IP
        network = str(ipaddress.ip_network((found, prefix), strict=False))
    return hashlib.blake2b(network.encode(), key=salt, digest_size=12).hexdigest()

"""``/metrics`` for Prometheus: requests, exports, the edition, sources and memory.

With more than one process each writes its numbers to files in ``PROMETHEUS_MULTIPROC_DIR``, which
``serve`` makes, and whoever is asked adds them up. Only this machine and the networks of
``NPLV_PROXIES`` may ask.
"""

from __future__ import annotations

import ipaddress
import os
import resource
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from nplv_geo.ground.errors import EditionError
from nplv_geo.ground.fetch_record import read_fetches
from nplv_geo.ground.settings import Settings
from nplv_geo.web.site import Server

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
_REGISTRY: Final = CollectorRegistry()
_REQUESTS: Final = Counter(
    "nplv_requests", "Requests by what was asked.", ["kind", "status"], registry=_REGISTRY
)
_SECONDS: Final = Histogram(
    "nplv_request_seconds",
    "Seconds until an answer was made.",
    ["kind"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 120),
    registry=_REGISTRY,
)
_WAITING: Final = Gauge(
    "nplv_exports_waiting",
    "Exports that somebody waits for, in the queue or being made.",
    registry=_REGISTRY,
    multiprocess_mode="livesum",
)
_MEMORY: Final = Gauge(
    "nplv_memory_bytes",
    "Memory of a process that serves.",
    registry=_REGISTRY,
    multiprocess_mode="liveall",
)
_KINDS: Final = {
    "": "page",
    "_dash-update-component": "search",
    "api": "api",
    "assets": "file",
    "_dash-component-suites": "file",
    "embed": "page",
    "export": "export",
    "figures": "file",
    "geo": "file",
    "gesprek": "page",
    "methode": "page",
    "programma": "page",
    "toegankelijkheid": "page",
    "view": "view",
    "wijzigingen": "page",
}
_HEALTH: Final = ("/healthz", "/readyz", "/metrics")


def name_kind(path: str) -> str:
    """Name what an address asks for, in one of a few words: labels of metrics are for ever."""
    if path.startswith("/export/bon/"):
        return "progress"
    return _KINDS.get(path.split("/")[1], "other")


def count_requests(flask: Flask) -> None:
    """Count and time all requests but those of who watches."""

    @flask.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        g.is_waiting = name_kind(request.path) == "export"
        if g.is_waiting:
            _WAITING.inc()

    @flask.after_request
    def count(response: Response) -> Response:
        if request.path not in _HEALTH:
            kind = name_kind(request.path)
            _REQUESTS.labels(kind, str(response.status_code)).inc()
            _SECONDS.labels(kind).observe(time.perf_counter() - g.get("began", time.perf_counter()))
        return response

    @flask.teardown_request
    def end(_: BaseException | None) -> None:
        if g.pop("is_waiting", False):
            _WAITING.dec()
        _MEMORY.set(read_memory())


def add_metrics(flask: Flask, server: Server, settings: Settings) -> None:
    """Add ``/metrics``."""
    watchers = [ipaddress.ip_network(proxy) for proxy in settings.proxies]

    @flask.get("/metrics")
    def metrics() -> Response:
        if not _may_watch(request.remote_addr or "", watchers):
            abort(404)
        if "X-Forwarded-For" in request.headers:  # a reader, through the proxy
            abort(404)
        registry = _REGISTRY
        if os.environ.get(FOLDER):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)
        of_now = CollectorRegistry()
        of_now.register(_Now(server, settings))
        text = generate_latest(registry) + generate_latest(of_now)
        response = Response(text, content_type=CONTENT_TYPE_LATEST)
        response.headers["Cache-Control"] = "no-store"
        return response


def _may_watch(address: str, watchers: list[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> bool:
    try:
        asked = ipaddress.ip_address(address)
    except ValueError:  # a socket of this machine
        return not address
    return asked.is_loopback or any(asked in network for network in watchers)


class _Now:
    """What is known when it is asked: the edition that is served, and the last fetches."""

    def __init__(self, server: Server, settings: Settings) -> None:
        self._server, self._settings = server, settings

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            edition = self._server.find_current_site().edition
        except EditionError:
            built, is_ready = 0.0, 0
        else:
            built, is_ready = datetime.fromisoformat(edition.manifest.built).timestamp(), 1
        refused = len(self._server.editions.tell_refused())
        for name, text, value in (
            ("nplv_ready", "1 when an edition that is whole is served.", is_ready),
            ("nplv_edition_built_seconds", "When the served edition was built.", built),
            ("nplv_editions_refused", "Editions that are damaged or can't be read.", refused),
        ):
            yield GaugeMetricFamily(name, text, value=value)
        at = GaugeMetricFamily("nplv_source_fetched_seconds", "Last fetch.", labels=["source"])
        bad = GaugeMetricFamily("nplv_source_failures", "Failures then.", labels=["source"])
        for source, (second, failures) in sorted(read_fetches(self._settings.data).items()):
            at.add_metric([source], second)
            bad.add_metric([source], failures)
        yield at
        yield bad


def read_memory() -> int:
    """Read the memory of this process in bytes: of now on Linux, the most there was elsewhere."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
    return int(pages) * resource.getpagesize()

"""A proxy before the stand-in that spoils answers: what services and machines between them do."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

# Of the answer behind it, these belong to one connection.
_HOP = ("content-length", "connection", "date", "server", "transfer-encoding")


@dataclass
class Reply:
    """One answer on its way; a test changes what it likes."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str = ""

    @property
    def content(self) -> Any:  # noqa: ANN401  # JSON is anything
        return json.loads(self.body)

    def put(self, content: object) -> None:
        """Give other content; NaN and lone surrogates may be in it."""
        self.body = json.dumps(content).encode()


Spoil = Callable[[Reply], object]


@dataclass
class _Rule:
    part: str
    spoil: Spoil
    met: int = 0


@dataclass
class Proxy:
    """Hands every request on to ``target``, and spoils the answers that a test names."""

    target: str
    rules: list[_Rule] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self.url = f"http://{self.host}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def spoil(self, part: str, how: Spoil) -> _Rule:
        """Spoil the answers to addresses that have ``part`` in them, until :meth:`mend`."""
        rule = _Rule(part.lower(), how)
        self.rules.append(rule)
        return rule

    def mend(self) -> None:
        """Hand on all answers as they are from now on."""
        self.rules.clear()
        self.seen.clear()

    def fetch(self, path: str, headers: dict[str, str]) -> Reply:
        """Answer of the stand-in, spoiled or not."""
        behind = http.client.HTTPConnection(urlsplit(self.target).netloc, timeout=30)
        try:
            behind.request("GET", path, headers=headers)
            answer = behind.getresponse()
            kept = {k: v for k, v in answer.getheaders() if k.lower() not in _HOP}
            reply = Reply(answer.status, kept, answer.read(), f"{self.url}{path}")
        finally:
            behind.close()
        for rule in self.rules:
            if rule.part in unquote(path).lower():
                rule.met += 1
                rule.spoil(reply)
        return reply


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    proxy: Proxy

    def handle_error(self, request: object, client_address: object) -> None:
        """Callers that hang up are what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # their name
        """Stay silent."""

    def do_GET(self) -> None:
        proxy = self.server.proxy
        proxy.seen.append((self.path, self.headers.get("Authorization", "")))
        reply = proxy.fetch(self.path, dict(self.headers))
        self.send_response(reply.status)
        headers = {"Content-Length": str(len(reply.body))} | reply.headers
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

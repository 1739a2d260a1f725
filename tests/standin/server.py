"""The server itself: one port, all services, a log of requests and the arranged faults."""

from __future__ import annotations

import socket
import ssl
import struct
import sys
import threading
from contextlib import suppress
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import unquote

from tests.standin import (
    downloads,
    leefbaarometer,
    locatie,
    odata,
    pdok_ogc,
    pdok_wfs,
    replay,
    tiles,
)
from tests.standin.answer import Answer, Request, Switches, as_json, not_found
from tests.standin.data import Data, invented_data
from tests.standin.faults import PAGE, Fault, Faults

_made: dict[str, Data] = {}  # data is read-only and takes time to make: once per process


class Seen(NamedTuple):
    """One line of the request log; ``path`` has the query, ``bytes`` is the length of the body."""

    method: str
    path: str
    status: int
    bytes: int


class StandIn:
    """All services on one free port of this machine, for as long as the ``with`` lasts."""

    def __init__(
        self,
        data: str = "invented",
        *,
        port: int = 0,
        certificate: Path | None = None,
        **switches: Any,  # noqa: ANN401  # fields of Switches
    ) -> None:
        if data not in _MAKERS:
            raise ValueError(f"data={data!r}: choose {', '.join(_MAKERS)}")
        if data not in _made:
            _made[data] = _MAKERS[data]()
        self.data = _made[data]
        self.requests: list[Seen] = []
        self.faults = Faults()
        self._begin = Switches(**switches)
        self.switches = deepcopy(self._begin)
        self._ending = threading.Event()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.standin = self
        scheme = "http"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            # The handshake is the work of each connection's own thread.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
            scheme = "https"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server and every connection that is still open."""
        self._ending.set()
        self._server.shutdown()
        self._thread.join()
        self._server.end_connections()
        self._server.server_close()

    def fault(self, kind: str, path: str = "/", **more: Any) -> None:  # noqa: ANN401  # as Faults.add
        """Arrange a fault; see ``Faults.add`` and README.md."""
        self.faults.add(kind, path, **more)

    def reset(self) -> None:
        """Forget faults and log, and set the switches as they were at the start."""
        self.faults.clear()
        self.requests.clear()
        self.switches = deepcopy(self._begin)

    def wait(self, seconds: float) -> None:
        """Silence that ends early when the server does."""
        self._ending.wait(seconds)

    def answer(self, request: Request) -> Answer:
        for service in _SERVICES:
            found = service.answer(request, self.data, self.switches)
            if found is not None:
                return found
        return not_found()

    def control(self, request: Request) -> Answer | None:
        """Faults by address, for who runs the server by hand."""
        if request.path == "/__reset__":
            self.reset()
        elif request.path == "/__requests__":
            return as_json([seen._asdict() for seen in self.requests])
        elif request.path == "/__fault__":
            given = request.params
            times = int(given["times"]) if "times" in given else -1
            try:
                self.faults.add(
                    given.get("kind", ""),
                    given.get("path", "/"),
                    times=times,
                    contains=given.get("contains", ""),
                    seconds=float(given.get("seconds", "30")),
                    column=given.get("column", ""),
                )
            except ValueError as error:
                return as_json({"error": str(error)}, 400)
        else:
            return None
        return as_json({"ok": True})


def _real_data() -> Data:
    from tests.standin import real  # pandas; invented data starts sooner without it

    return real.real_data()


def _recorded_data() -> Data:
    from tests.standin import recorded  # as above

    return recorded.recorded_data()


_SERVICES = (replay, odata, pdok_wfs, pdok_ogc, leefbaarometer, downloads, locatie, tiles)
_MAKERS = {"invented": invented_data, "real": _real_data, "recorded": _recorded_data}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    standin: StandIn

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.open: dict[threading.Thread, socket.socket] = {}

    def end_connections(self) -> None:
        for thread, connection in list(self.open.items()):
            with suppress(OSError):  # it may have ended in the meantime
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(5)

    def handle_error(self, request: object, client_address: object) -> None:
        """Callers that hang up or refuse the certificate are what these tests are about."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "StandIn"
    sys_version = ""
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        self.server.open[threading.current_thread()] = self.request
        super().setup()

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.server.open.pop(threading.current_thread(), None)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # their name
        """Stay silent; the log is ``StandIn.requests``."""

    def do_GET(self) -> None:
        standin = self.server.standin
        path, _, query = self.path.partition("?")
        path = unquote(path)
        scheme = standin.url.partition(":")[0]
        base = f"{scheme}://{self.headers.get('Host', standin.url.partition('//')[2])}"
        request = Request(self.command, path, query, base, self.headers)
        control = standin.control(request)
        if control is not None:
            self._send(control)
            return
        target = unquote(request.target)
        fault = standin.faults.take(path, target)
        lost = standin.faults.lost(path, target)
        answer = standin.answer(Request(self.command, path, query, base, self.headers, lost))
        if fault is None:
            self._log_and_send(answer)
        else:
            self._fail(fault, answer)

    do_HEAD = do_GET  # noqa: N815  # the name that http.server asks for

    def _fail(self, fault: Fault, answer: Answer) -> None:
        half = len(answer.body) // 2
        if fault.kind == "silence":
            # In the log at once: who asks has often gone before the answer comes.
            self._log(answer, None)
            self.server.standin.wait(fault.seconds)
            self._send(answer)
            return
        if fault.kind == "once500":
            answer = odata.refusal(500, "An error has occurred.")
        elif fault.kind == "always503":
            answer = Answer(503, b"<h1>Service Unavailable</h1>", "text/html")
        elif fault.kind == "html":
            answer = Answer(200, PAGE, "text/html; charset=utf-8")
        elif fault.kind == "cut":
            answer = Answer(answer.status, answer.body[:half], answer.kind, answer.headers)
        else:  # reset and truncated
            self._log_and_send(answer, half)
            self.close_connection = True
            if fault.kind == "reset":
                # Linger of no seconds: closing sends a reset instead of a farewell.
                self.connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )
                self.connection.close()
            return
        self._log_and_send(answer)

    def _log_and_send(self, answer: Answer, length: int | None = None) -> None:
        self._log(answer, length)
        self._send(answer, length)

    def _log(self, answer: Answer, length: int | None) -> None:
        body = b"" if self.command == "HEAD" else answer.body[:length]
        seen = Seen(self.command, self.path, answer.status, len(body))
        self.server.standin.requests.append(seen)

    def _send(self, answer: Answer, length: int | None = None) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[:length])

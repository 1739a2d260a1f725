"""The worker of gunicorn that serves: a thread gets a request when it has come in whole.

``gthread`` gives a thread to each connection as soon as a byte came in, and waits there for the
rest without end: as many slow clients as there are threads stop everything. Here the loop that
accepts connections reads them as well, so that who sends a byte a second holds nothing but a place
in a list, and only until the deadline.
"""

from __future__ import annotations

import re
import selectors
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any, Final

from gunicorn.workers.gthread import TConn, ThreadWorker

from nplv_geo.present.texts import texts
from nplv_geo.web.limits.bodies import MOST_BYTES, MOST_KILOBYTES

# From the first byte of a request to its last.
SECONDS: Final = 10.0
# Time for a client to read why its request was refused.
_FAREWELL_SECONDS: Final = 2.0
_MOST_HEAD: Final = 64 * 1024
_PIECE: Final = 64 * 1024
_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*(?=\r\n)")
_CODING: Final = re.compile(rb"\r\ntransfer-encoding:")
_EXPECTS: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue")
_REASONS: Final = {408: "Request Timeout", 413: "Content Too Large", 431: "Header Too Large"}


class Found(Enum):
    """How much of a request has come in."""

    PART = 0
    WHOLE = 1
    BODY_TOO_LARGE = 413
    HEAD_TOO_LARGE = 431


def judge(received: bytes) -> Found:
    """Tell whether bytes hold a whole request; what is malformed is whole, to be refused.

    Parameters
    ----------
    received
        From the first byte of the request.
    """
    end = received.find(_END)
    if end < 0:
        return Found.PART if len(received) <= _MOST_HEAD else Found.HEAD_TOO_LARGE
    head = received[: end + 2].lower()
    body = len(received) - end - len(_END)
    if _CODING.search(head):
        if body > 2 * MOST_BYTES:
            return Found.BODY_TOO_LARGE
        return Found.WHOLE if received.endswith(b"0\r\n\r\n") else Found.PART
    lengths = _LENGTH.findall(head)
    if len(lengths) != 1:
        return Found.WHOLE
    if int(lengths[0]) > MOST_BYTES:
        return Found.BODY_TOO_LARGE
    return Found.WHOLE if body >= int(lengths[0]) else Found.PART


@dataclass(eq=False)
class _Held:
    """A connection of which the request is not whole yet."""

    conn: TConn
    until: float
    received: bytearray = field(default_factory=bytearray)
    is_registered: bool = False
    was_encouraged: bool = False
    is_refused: bool = False


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Threads for whole requests; waiting is done by none of them."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # as gunicorn has it
        super().__init__(*args, **options)
        self._held: dict[_Held, None] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """Read what came in, and hand the connection to a thread once it is a request."""
        if self.cfg.is_ssl:  # then bytes are no request before a thread has read them
            super().enqueue_req(conn)
            return
        held = _Held(conn, time.monotonic() + SECONDS)
        if conn.parser is not None:
            held.received += conn.parser.unreader.take_buffered()
        self._held[held] = None
        conn.sock.settimeout(0)
        self._go_on(held) if held.received else self._read(held)

    def murder_pending(self) -> None:
        """Let go of those who take too long; gunicorn asks each second."""
        super().murder_pending()
        now = time.monotonic()
        for held in [one for one in self._held if one.until < now]:
            if held.is_refused or not held.received:
                self._drop(held)
            else:
                self._refuse(held, 408, "too_slow")

    def _read(self, held: _Held, _: object = None) -> None:
        try:
            piece = held.conn.sock.recv(_PIECE)
        except BlockingIOError:
            self._wait(held)
            return
        except OSError:
            self._drop(held)
            return
        if not piece:
            self._drop(held)
        elif held.is_refused:
            self._wait(held)  # what still comes is thrown away
        else:
            held.received += piece
            self._go_on(held)

    def _go_on(self, held: _Held) -> None:
        found = judge(bytes(held.received))
        if found is Found.WHOLE:
            self._hand_over(held)
        elif found is Found.PART:
            self._encourage(held)
            self._wait(held)
        else:
            key = "body_too_large" if found is Found.BODY_TOO_LARGE else "head_too_large"
            self._refuse(held, found.value, key)

    def _encourage(self, held: _Held) -> None:
        """Some clients send a body only when they are told that it is welcome."""
        if not held.was_encouraged and _EXPECTS.search(bytes(held.received).lower()):
            held.was_encouraged = True
            self._send(held, b"HTTP/1.1 100 Continue\r\n\r\n")

    def _hand_over(self, held: _Held) -> None:
        conn = held.conn
        self._release(held)
        conn.sock.settimeout(None)
        conn.init()
        conn.parser.unreader.unread(bytes(held.received))
        conn.data_ready = True
        super().enqueue_req(conn)

    def _refuse(self, held: _Held, status: int, key: str) -> None:
        """Say in one sentence why a request is not read, and give the client time to hear it."""
        text = f"{texts('nl')(f'refused.{key}', n=MOST_KILOBYTES)}\n".encode()
        head = (
            f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Length: {len(text)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        )
        self._send(held, head.encode() + text)
        held.is_refused = True
        held.until = time.monotonic() + _FAREWELL_SECONDS
        self._wait(held)

    @staticmethod
    def _send(held: _Held, content: bytes) -> None:
        try:
            held.conn.sock.send(content)
        except OSError:  # gone, or it reads nothing: the deadline sees to it
            return

    def _wait(self, held: _Held) -> None:
        if not held.is_registered:
            held.is_registered = True
            go_on: Callable[[object], None] = partial(self._read, held)
            self.poller.register(held.conn.sock, selectors.EVENT_READ, go_on)

    def _release(self, held: _Held) -> None:
        self._held.pop(held, None)
        if held.is_registered:
            self.poller.unregister(held.conn.sock)

    def _drop(self, held: _Held) -> None:
        self._release(held)
        self.nr_conns -= 1
        held.conn.close()

"""The worker of the server: slow clients hold no thread, whole requests are served as always."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from nplv_geo.web.patient_worker import Found, judge

SECONDS = 1.0
APP = f"""
from nplv_geo.web import patient_worker
patient_worker.SECONDS = {SECONDS}

def app(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(body) + 2))])
    return [b"ok" + body]
"""
HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    ("received", "found"),
    [
        (b"", Found.PART),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", Found.PART),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", Found.WHOLE),
        (HEAD + b"Content-Length: 3\r\n\r\nab", Found.PART),
        (HEAD + b"Content-Length: 3\r\n\r\nabc", Found.WHOLE),
        (HEAD + b"CONTENT-length:3 \r\n\r\nabc", Found.WHOLE),
        (HEAD + b"Content-Length: 65536\r\n\r\n", Found.PART),
        (HEAD + b"Content-Length: 65537\r\n\r\n", Found.BODY_TOO_LARGE),
        (HEAD + b"Content-Length: -1\r\n\r\n", Found.WHOLE),
        (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", Found.WHOLE),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", Found.PART),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", Found.WHOLE),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1" * 140_000, Found.BODY_TOO_LARGE),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 70_000, Found.HEAD_TOO_LARGE),
        (b"GET /?content-length:9 HTTP/1.1\r\n\r\n", Found.WHOLE),
    ],
)
def test_a_request_is_whole_when_head_and_body_are_there(received: bytes, found: Found) -> None:
    assert judge(received) is found


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("patient")
    (folder / "patient_app.py").write_text(APP, encoding="utf-8")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        *(sys.executable, "-m", "gunicorn", "patient_app:app", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "nplv_geo.web.patient_worker.PatientWorker", "--threads", "4"),
        *("--no-control-socket", "--pythonpath", str(folder)),
    ]
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=Path.cwd(), stdout=output, stderr=output)
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    _ask(port)
                    break
                except OSError:
                    time.sleep(0.1)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)
    assert "Traceback" not in log.read_text(), log.read_text()


def _ask(port: int, body: bytes | None = None) -> tuple[int, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("POST" if body else "GET", "/", body)
        answer = connection.getresponse()
        return answer.status, answer.read()


def _open(stack: ExitStack, port: int, content: bytes) -> socket.socket:
    opened = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
    opened.settimeout(10)
    opened.sendall(content)
    return opened


def _read_all(opened: socket.socket) -> bytes:
    pieces = []
    while piece := opened.recv(65_536):
        pieces.append(piece)
    return b"".join(pieces)


@pytest.mark.parametrize(
    "beginning",
    [b"G", b"GET / HTTP/1.1\r\nHost: x\r\n", HEAD + b"Content-Length: 20\r\n\r\nab"],
    ids=["a byte", "half a head", "half a body"],
)
def test_a_hundred_slow_clients_stop_nobody_and_are_let_go(port: int, beginning: bytes) -> None:
    with ExitStack() as stack:
        slow = [_open(stack, port, beginning) for _ in range(100)]
        started = time.monotonic()
        assert [_ask(port, b"abc") for _ in range(10)] == [(200, b"okabc")] * 10
        assert time.monotonic() - started < 2
        told = [_read_all(one) for one in slow]
    assert {one.split(b"\r\n")[0] for one in told} == {b"HTTP/1.1 408 Request Timeout"}
    assert all(b"De vraag kwam te langzaam binnen; probeer het opnieuw.\n" in one for one in told)


def test_clients_that_say_nothing_are_let_go_without_an_answer(port: int) -> None:
    with ExitStack() as stack:
        silent = [_open(stack, port, b"") for _ in range(50)]
        assert _ask(port) == (200, b"ok")
        assert {_read_all(one) for one in silent} == {b""}


def test_a_byte_a_time_is_no_way_round_the_deadline(port: int) -> None:
    with ExitStack() as stack:
        slow = _open(stack, port, b"GET / HTTP/1.1\r\nA: ")
        started = time.monotonic()
        while _takes_a_byte(slow) and time.monotonic() - started < 10 * SECONDS:
            time.sleep(0.1)
        assert SECONDS < time.monotonic() - started < 6 * SECONDS


def _takes_a_byte(opened: socket.socket) -> bool:
    try:
        opened.sendall(b"a")
    except OSError:
        return False
    return True


def test_a_request_in_pieces_is_served(port: int) -> None:
    with ExitStack() as stack:
        opened = _open(stack, port, HEAD)
        for piece in (b"Connection: close\r\n", b"Content-Length: 4\r\n\r\n", b"ab", b"cd"):
            time.sleep(0.05)
            opened.sendall(piece)
        assert _read_all(opened).endswith(b"\r\n\r\nokabcd")


def test_two_requests_in_one_piece_and_more_on_the_same_connection(port: int) -> None:
    plain = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    with ExitStack() as stack:
        opened = _open(stack, port, plain + plain)
        found = b""
        while found.count(b"\r\n\r\nok") < 2:
            found += opened.recv(65_536)
        opened.sendall(plain[:10])
        time.sleep(0.05)
        opened.sendall(plain[10:-2] + b"Connection: close\r\n\r\n")
        assert _read_all(opened).endswith(b"\r\n\r\nok")


def test_chunks_and_a_client_that_waits_to_be_welcome(port: int) -> None:
    with ExitStack() as stack:
        chunks = b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n"
        opened = _open(stack, port, HEAD + chunks)
        time.sleep(0.05)
        opened.sendall(b"0\r\n\r\n")
        assert _read_all(opened).endswith(b"okabc")
        polite = b"Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
        opened = _open(stack, port, HEAD + polite)
        assert opened.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        opened.sendall(b"xy")
        assert _read_all(opened).endswith(b"okxy")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (HEAD + b"Content-Length: 300000000\r\n\r\n" + b"a" * 100_000, b"413"),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 100_000, b"431"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(
    port: int, sent: bytes, told: bytes
) -> None:
    with ExitStack() as stack:
        answer = _read_all(_open(stack, port, sent))
    assert answer.startswith(b"HTTP/1.1 " + told)
    assert b"te groot; stuur hoogstens 64 kB.\n" in answer

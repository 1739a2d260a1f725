"""``deploy/Caddyfile`` in front of two replicas: nobody is bound to one, and nobody stops them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.error import HTTPError, URLError

import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import PROJECT, Settings
from tests.browser.pages import serving
from tests.makers import until
from tests.processes import find_listeners, find_makers
from tests.proxy.conftest import find_binary, find_port

CADDYFILE = PROJECT / "deploy" / "Caddyfile"
MAP = "/export/map.png?gebied=heerlen-noord&laag=koopwoningen_pct&formaat=vierkant"
VIEW = "/view?gebied=heerlen-noord&laag=koopwoningen_pct"
API = "/api/v1/values?gebied=heerlen-noord&laag=inwoners"
SLOW, AT_ONCE = 100, 40
HALF_A_BODY = b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Delivered:
    """Caddy, the replicas behind it, and what they share."""

    url: str
    replicas: tuple[str, str]
    shared: Path


@pytest.fixture(scope="module")
def caddy() -> str:
    binary = find_binary("caddy")
    if binary is None:
        pytest.skip("caddy is not here: `make proxies` installs it, or set NPLV_CADDY")
    return binary


@pytest.fixture(scope="module")
def delivered(
    caddy: str,
    starter_settings: Settings,
    starter_edition: Edition,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Delivered]:
    assert starter_edition.id
    shared = tmp_path_factory.mktemp("shared")
    own = {"NPLV_STATE": str(shared), "NPLV_PROXIES": "127.0.0.1", "NPLV_LIMITS": "0,0,8"}
    url = f"http://127.0.0.1:{find_port()}"
    with ExitStack() as stack:
        one, other = (
            stack.enter_context(serving(starter_settings, tmp_path_factory.mktemp("log"), **own))
            for _ in range(2)
        )
        folder = tmp_path_factory.mktemp("caddy")
        environment = os.environ | {
            "XDG_DATA_HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "ZOW_ADMIN": "off",
            "ZOW_SITE": url,
            "ZOW_REPLICAS": f"{_name(one)} {_name(other)}",
        }
        stack.enter_context(running(caddy, environment, folder))
        until(lambda: _is_there(url), 30)
        yield Delivered(url, (one, other), shared)


@contextmanager
def running(caddy: str, environment: dict[str, str], folder: Path) -> Iterator[None]:
    """Caddy until it is needed no more."""
    command = [caddy, "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


def _find_port(url: str) -> int:
    return int(url.rstrip("/").rsplit(":", 1)[1])


def _name(url: str) -> str:
    return url.removeprefix("http://").rstrip("/")


def _is_there(url: str) -> bool:
    try:
        return ask(f"{url}/healthz")[0] == 200
    except URLError:
        return False


def ask(
    url: str, method: str = "GET", content: bytes | None = None, **headers: str
) -> tuple[int, bytes, str]:
    """Status, content and which replica could not be reached, if that is told."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, content, named, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
            return answer.status, answer.read(), answer.headers.get("Retry-After", "")
    except HTTPError as error:
        with error:
            return error.code, error.read(), error.headers.get("Retry-After", "")


def test_page_view_and_files_come_through(delivered: Delivered) -> None:
    url = delivered.url
    for path in ("/", VIEW, "/methode", API, MAP):
        assert ask(url + path)[0] == 200, path
    assert ask(f"{url}/metrics")[0] == 404
    # Asked at a replica itself, as who watches does.
    assert b"nplv_ready 1.0" in ask(f"{delivered.replicas[0]}metrics")[1]


def test_large_bodies_do_not_reach_a_replica(delivered: Delivered) -> None:
    status, content, _ = ask(f"{delivered.url}/_dash-update-component", "POST", b"x" * 65_537)
    assert (status, content.decode()) == (413, "De vraag is te groot; stuur hoogstens 64 kB.")


def test_who_invents_addresses_is_still_one_client(delivered: Delivered) -> None:
    found = [
        ask(delivered.url + API, X_Forwarded_For=f"198.51.100.{n}", Forwarded=f"for=10.0.0.{n}")[0]
        for n in range(12)
    ]
    # Eight a minute may be, of all replicas; one was asked before, and a minute may end meanwhile.
    assert set(found) == {200, 429}
    assert 7 <= found.count(200) <= 9


def test_a_ticket_is_known_to_both_replicas(delivered: Delivered) -> None:
    url = f"{delivered.url}/export/bon/1-2-3-4"
    (maker,) = find_makers(delivered.shared)
    os.kill(maker, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(AT_ONCE + 1) as browser:
            asked = browser.submit(ask, delivered.url + MAP, X_Bon="1-2-3-4")
            until(lambda: ask(url)[0] == 200)
            assert [one[0] for one in browser.map(ask, [url] * AT_ONCE)] == [200] * AT_ONCE
            assert ask(url, "DELETE")[0] == 204
            assert asked.result(10)[0] == 409
    finally:
        os.kill(maker, signal.SIGCONT)


def test_a_hundred_slow_clients_keep_nobody_waiting(delivered: Delivered) -> None:
    port = _find_port(delivered.url)
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    try:
        for n, one in enumerate(slow):
            head = (
                b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"
            )
            one.sendall(head if n % 2 else b"GET / HTTP/1.1\r\nHo")
        began = time.monotonic()
        assert [ask(delivered.url + VIEW)[0] for _ in range(10)] == [200] * 10
        assert time.monotonic() - began < 2
    finally:
        for one in slow:
            one.close()


def test_a_replica_that_is_killed_takes_along_what_it_was_answering(delivered: Delivered) -> None:
    over, failed, asked = Event(), list[int](), list[int]()

    def read() -> None:
        while not over.is_set():
            status = ask(delivered.url + VIEW)[0]
            asked.append(status)
            if status != 200:
                failed.append(status)

    with ThreadPoolExecutor(4) as readers:
        for _ in range(4):
            readers.submit(read)
        try:
            until(lambda: len(asked) > 20, 20)
            for pid in find_listeners(_find_port(delivered.replicas[1])):
                os.kill(pid, signal.SIGKILL)
            before = len(asked)
            until(lambda: len(asked) > before + 60, 30)
        finally:
            over.set()
    assert len(failed) <= 4  # each reader had one request in flight


def test_when_no_replica_is_there_a_sentence_says_so(delivered: Delivered) -> None:
    for pid in find_listeners(_find_port(delivered.replicas[0])):
        os.kill(pid, signal.SIGKILL)
    status, content, retry = ask(delivered.url + "/")
    assert (status, retry) == (503, "30")
    assert content.decode().startswith("Zicht op Wijken is even niet bereikbaar;")

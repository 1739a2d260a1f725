"""The set-up that is delivered: replicas by ``serve``, behind ``deploy/Caddyfile``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import family, own_memory_mb
from nplv_geo.ground.settings import PROJECT

_START_S = 180
_WARM_S = 20


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where readers ask, and what runs behind it."""

    port: int
    replicas: tuple[int, ...]

    def read_memory(self) -> dict[str, float]:
        """Megabytes of each process of the replicas, and of the maker of exports."""
        found: dict[str, float] = {}
        for number, pid in enumerate(self.replicas):
            for each in family(pid):
                words = Path(f"/proc/{each}/cmdline").read_bytes()
                kind = "maker" if b"spawn_main" in words else "worker" if each != pid else "master"
                megabytes = own_memory_mb(each)
                if b"resource_tracker" not in words and megabytes:
                    name = kind if kind == "maker" else f"{kind} {number + 1}"
                    found[name] = round(found.get(name, 0.0) + megabytes, 1)
        return found


def find_caddy() -> str:
    """Where Caddy is: as told, or on the path.

    Raises
    ------
    SystemExit
        When it is not there.
    """
    found = os.environ.get("NPLV_CADDY") or shutil.which("caddy")
    if found is None:
        raise SystemExit("caddy is not here: `make proxies` installs it, or set NPLV_CADDY")
    return found


@contextmanager
def delivering(data: Path, replicas: int) -> Iterator[Delivered]:
    """Run replicas on a data folder behind Caddy, without limits: all readers have one address."""
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        environment = dict(os.environ) | {
            "NPLV_DATA": str(data),
            "NPLV_STATE": str(folder / "state"),
            "NPLV_LIMITS": "0,0,0",
            "NPLV_PROXIES": "127.0.0.1",
            "XDG_DATA_HOME": temporary,
            "XDG_CONFIG_HOME": temporary,
            "ZOW_ADMIN": "off",
        }
        ports = [_find_port() for _ in range(replicas)]
        pids = []
        for port in ports:
            command = [sys.executable, "-m", "nplv_geo", "serve", "--port", str(port)]
            pids.append(stack.enter_context(_running(command, environment, folder / f"{port}.log")))
        front = _find_port()
        environment |= {
            "ZOW_SITE": f"http://127.0.0.1:{front}",
            "ZOW_REPLICAS": " ".join(f"127.0.0.1:{port}" for port in ports),
        }
        for port in ports:
            _wait_for(f"http://127.0.0.1:{port}/readyz", folder / f"{port}.log")
        caddyfile = str(PROJECT / "deploy" / "Caddyfile")
        command = [find_caddy(), "run", "--config", caddyfile, "--adapter", "caddyfile"]
        stack.enter_context(_running(command, environment, folder / "caddy.log"))
        _wait_for(f"http://127.0.0.1:{front}/readyz", folder / "caddy.log")
        time.sleep(_WARM_S)
        yield Delivered(front, tuple(pids))


@contextmanager
def _running(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator[int]:
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # our own command
            command, cwd=PROJECT, env=environment, stdout=output, stderr=output
        )
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait(timeout=60)


def _find_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=_START_S):  # noqa: S310  # this machine
                return
        except OSError:  # refused, or not answering yet
            time.sleep(0.1)
    raise SystemExit(log.read_text())

"""Servers as child processes: ours and the peers', all by gunicorn with the same settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import memory_mb
from nplv_geo.ground.settings import PROJECT

_START_S = 120


class NotStartedError(RuntimeError):
    """A server ended, or did not answer in time; the text is its log."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    pid: int

    def memory_mb(self) -> float:
        """Memory of the server and its workers."""
        return memory_mb(self.pid)


@contextmanager
def serving(
    app: str, environment: Mapping[str, str], folder: Path, threads: int = 8
) -> Iterator[Server]:
    """Run ``app`` (``module:server``) on a free port until the block ends."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--threads", str(threads), "--log-level", "warning"),
        *("--timeout", "300", "--no-control-socket"),
    ]
    kept = {key: value for key, value in os.environ.items() if key != "NPLV_EDITION"}
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{app.split(':', maxsplit=1)[0].rsplit('.', maxsplit=1)[-1]}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # our own command
            command, cwd=PROJECT, env=kept | dict(environment), stdout=output, stderr=output
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/", process, log)
            yield Server(f"http://127.0.0.1:{port}/", process.pid)
        finally:
            process.terminate()
            process.wait(timeout=60)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=_START_S):  # noqa: S310  # this machine
                return
        except OSError:  # refused, or not answering yet
            time.sleep(0.1)
    raise NotStartedError(log.read_text())

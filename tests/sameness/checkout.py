"""A checkout as its users have it: commands that run in it, and the addresses that it serves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

# In links and QR codes, so that the port of a recording stands nowhere.
ADDRESS = "https://zicht.example"
_EMBEDDER = "https://krant.example"
_PATIENCE_S = 120
_TIMES = 5
_WIDTH = "200"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Checkout:
    """One checkout with a data folder of its own."""

    folder: Path
    data: Path

    def run(self, *words: str) -> Done:
        """Run a command of the program."""
        done = subprocess.run(
            [sys.executable, "-m", "nplv_geo", *words],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def serve(self) -> Iterator[Served]:
        """Serve the current edition for as long as it takes."""
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        command = [sys.executable, "-m", "nplv_geo", "serve", "--port", port, "--workers", "2"]
        server = subprocess.Popen(
            command, cwd=self.folder, env=self._environment(), stdout=subprocess.DEVNULL
        )
        try:
            served = Served(f"http://127.0.0.1:{port}")
            _wait_for(served, server)
            yield served
        finally:
            server.terminate()
            server.wait()

    def _environment(self) -> dict[str, str]:
        """Give the environment of this process without what a developer may have set."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("NPLV_", "COVERAGE_")) and name not in ("PYTHONPATH", "PORT")
        }
        own = {
            "NPLV_DATA": str(self.data),
            "NPLV_URL": ADDRESS,
            "NPLV_EMBED_ORIGINS": _EMBEDDER,
            "NPLV_OFFLINE": "1",
            "COLUMNS": _WIDTH,
            "NO_COLOR": "1",
            "TZ": "UTC",
        }
        return kept | own


class Served:
    """The addresses of a running server; each thread keeps a connection of its own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._threads = threading.local()

    def get(self, address: str) -> requests.Response:
        """Ask an address; where it sends one on to is part of the answer, and not followed."""
        return self._session().get(self.address + address, allow_redirects=False, timeout=180)

    def call_back(
        self, output: str, value: tuple[str, str], state: tuple[str, str] = ("", "")
    ) -> bytes:
        """Ask what Dash puts in ``output`` when the property of another part becomes ``value``.

        Parameters
        ----------
        value, state
            Name of a property, such as ``search.value``, and what it is.
        """
        part, changed = output.split(".")
        body = {
            "output": output,
            "outputs": {"id": part, "property": changed},
            "inputs": [_property(*value)],
            "changedPropIds": [value[0]],
            "state": [_property(*state)] if state[0] else [],
        }
        url = f"{self.address}/_dash-update-component"
        return self._session().post(url, json=body, timeout=60).content

    def _session(self) -> requests.Session:
        if not hasattr(self._threads, "session"):
            session = requests.Session()
            session.trust_env = False  # no proxy stands between this machine and itself
            # A busy server ends connections, and the answer is the same when it is asked again.
            patient = Retry(total=_TIMES, backoff_factor=0.5, allowed_methods=None)
            session.mount("http://", HTTPAdapter(max_retries=patient))
            self._threads.session = session
        return self._threads.session


def _property(name: str, value: str) -> dict[str, str]:
    part, changed = name.split(".")
    return {"id": part, "property": changed, "value": value}


def _wait_for(served: Served, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        try:
            if served.get("/readyz").ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise SystemExit("The server did not start; see the lines above.")

"""Make the picture in the README: the starter edition, served and opened as anybody would.

``python -m tests.screenshot OUT.png``
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import CHROMIUM, FLAGS

PROJECT = Path(__file__).resolve().parent.parent
VIEW = "?gebied=heerlen-noord&laag=koopwoningen_pct"
PATIENCE_S = 120
MAX_BYTES = 300_000


def main(out: Path) -> None:
    """Serve the starter edition from a temporary folder and take its picture."""
    with serving_starter() as url, browsing() as browser:
        page = browser.new_page(
            viewport={"width": 1440, "height": 900}, locale="nl-NL", reduced_motion="reduce"
        )
        page.goto(f"{url}{VIEW}")
        wait_until_whole(page)
        out.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=out)
    if out.stat().st_size > MAX_BYTES:
        _quantise(out)


@contextmanager
def serving_starter() -> Iterator[str]:
    """Serve the starter edition, and nothing else, from a temporary folder.

    Yields
    ------
    str
        Address of the page, with a slash at its end.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"NPLV_DATA": data}
        environment.pop("NPLV_EDITION", None)
        # Without an edition `serve` builds the starter first.
        command = [sys.executable, "-m", "nplv_geo", "serve", "--port", port]
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait()


@contextmanager
def browsing() -> Iterator[Browser]:
    """Open the browser of the tests."""
    with sync_playwright() as playwright:
        path = CHROMIUM if Path(CHROMIUM).exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def wait_until_whole(page: Page) -> None:
    """Wait until the map of a page, where it has one, is drawn with all its letters."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        "() => !document.querySelector('.first, [aria-busy], .map-message:not([hidden])')"
    )
    page.evaluate("() => document.fonts.ready")


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310
                return
        except OSError:  # refused, or not answering yet
            time.sleep(0.2)
    raise SystemExit("The server did not start; see the lines above.")


def _quantise(out: Path) -> None:
    """Fewer colours make a smaller file; without Pillow it stays as it is."""
    with suppress(ImportError):
        from PIL import Image

        with Image.open(out) as picture:
            smaller = picture.convert("RGB").quantize(256)
        smaller.save(out, optimize=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Usage: python tests/screenshot.py OUT.png")
    main(Path(sys.argv[1]))

"""A running server per edition, and pages that are watched while a test uses them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from nplv_geo.catalog import Catalog
from nplv_geo.edition import Edition
from nplv_geo.focus_areas import FocusArea
from nplv_geo.present.map_model import map_model
from nplv_geo.present.page import Page as Model
from nplv_geo.settings import PROJECT, Settings
from nplv_geo.web.site import Site

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
TILE_HOST = "service.pdok.nl"
WIDE = (1440, 900)
PATIENCE_MS = 20_000
_START_S = 60
_GONE = "net::ERR_ABORTED"


@dataclass(frozen=True)
class Served:
    """A running server and what it shows."""

    url: str
    site: Site

    def model(self, query: str = "") -> Model:
        """Model of the page that a browser sees at ``query``."""
        return self.site.page(query)

    def drawn(self, query: str = "") -> dict[str, tuple[int, str]]:
        """Class and fill that the map gives each area at ``query``, worked out in Python."""
        model = map_model(self.model(query))
        circles = {circle["code"] for circle in model["circles"]}
        return {
            code: (number, "url(#nplv-hatch)" if number < 0 else model["colours"][number])
            for code, (number, *_) in model["areas"].items()
            if not circles or code in circles
        }


@dataclass
class Watch:
    """What a page does that it should not do.

    Attributes
    ----------
    may_fail
        Parts of addresses that a test makes fail on purpose: their errors are expected.
    """

    host: str
    may_fail: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        context.on("request", self._request)

    def asked(self, part: str) -> list[str]:
        """Addresses with ``part`` in them that were asked for."""
        return [url for url in self.requests if part in url]

    def _console(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        expected = any(part in where or part in message.text for part in self.may_fail)
        if message.type in ("error", "warning") and not expected:
            self.problems.append(f"console {message.type}: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        host = urlsplit(request.url).netloc
        if urlsplit(request.url).scheme not in ("data", "blob") and host not in (
            self.host,
            TILE_HOST,
        ):
            self.problems.append(f"request to {request.url}")


Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder opens a browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = CHROMIUM if shutil.which(CHROMIUM) else None
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def starter(
    starter_settings: Settings, starter_edition: Edition, catalog: Catalog,
    focus_areas: tuple[FocusArea, ...], tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:  # fmt: skip
    site = Site(starter_edition, catalog, {area.id: area for area in focus_areas})
    with serving(starter_settings, tmp_path_factory.mktemp("server")) as url:
        yield Served(url, site)


@pytest.fixture(scope="session")
def national(
    national_settings: Settings, national_edition: Edition, catalog: Catalog,
    focus_areas: tuple[FocusArea, ...], tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:  # fmt: skip
    site = Site(national_edition, catalog, {area.id: area for area in focus_areas})
    with serving(national_settings, tmp_path_factory.mktemp("server")) as url:
        yield Served(url, site)


@pytest.fixture
def watch() -> Watch:
    return Watch(host="")


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Visit]:
    """Open an address in a browser of its own; the test fails on anything that went wrong there."""
    contexts = []

    def open_page(served: Served, query: str = "", size: tuple[int, int] = WIDE) -> Page:
        width, height = size
        watch.host = urlsplit(served.url).netloc
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="nl-NL", reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        watch.follow(context)
        # Tests stay on this machine: the tiles are asked for, and never come.
        watch.may_fail.append(TILE_HOST)
        context.route(f"https://{TILE_HOST}/**", lambda route: route.abort())
        page = context.new_page()
        page.goto(served.url + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.problems == []


@contextmanager
def serving(settings: Settings, folder: Path) -> Iterator[str]:
    """Run the production server on a free port."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "app:server", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--threads", "8", "--log-level", "warning"),
        # Two servers at once would take each other's socket under the home folder.
        "--no-control-socket",
    ]
    environment = {key: value for key, value in os.environ.items() if key != "NPLV_EDITION"}
    environment["NPLV_DATA"] = str(settings.data)
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=output, stderr=output
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=30)
    assert "Traceback" not in log.read_text(), log.read_text()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")


class Map:
    """The map on a page, as a test looks at it and touches it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def shapes(self) -> dict[str, tuple[int, str]]:
        """Class and fill of each area that is drawn and takes a colour."""
        found: dict[str, list[Any]] = self.page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('#map path[data-code]')].map(
                 (p) => [p.dataset.code, [Number(p.dataset.class), p.getAttribute('fill')]]))"""
        )
        return {code: (number, fill) for code, (number, fill) in found.items()}

    def wait_for(self, drawn: dict[str, tuple[int, str]]) -> None:
        """Wait until the map shows exactly these areas in these classes and fills."""
        wanted = {code: list(look) for code, look in drawn.items()}
        try:
            self.page.wait_for_function(
                """(wanted) => {
                  const shown = [...document.querySelectorAll('#map path[data-code]')]
                    .filter((p) => !/^GM/.test(p.dataset.code) || wanted[p.dataset.code]);
                  return shown.length === Object.keys(wanted).length && shown.every((p) => {
                    const look = wanted[p.dataset.code];
                    return look && Number(p.dataset.class) === look[0] && p.getAttribute('fill') === look[1];
                  });
                }""",
                arg=wanted,
            )
        except Exception:
            assert self.shapes() == drawn
            raise

    def point_in(self, code: str) -> tuple[float, float]:
        """A point on the screen where nothing lies above the area ``code``."""
        self.page.wait_for_selector(f'#map path[data-code="{code}"]')
        found = self.page.evaluate(
            """(code) => {
              const path = document.querySelector(`#map path[data-code="${code}"]`);
              // Not the path itself: that would scroll inside the map and move it.
              document.getElementById('map').scrollIntoView({ block: 'nearest' });
              const box = path.getBoundingClientRect();
              for (let n = 2; n < 24; n += 1)
                for (let i = 1; i < n; i += 1)
                  for (let j = 1; j < n; j += 1) {
                    const x = box.left + (box.width * i) / n, y = box.top + (box.height * j) / n;
                    if (document.elementFromPoint(x, y) === path) return [x, y];
                  }
              return null;
            }""",
            code,
        )
        assert found, f"{code} lies nowhere in sight"
        return found[0], found[1]

    def click(self, code: str) -> None:
        self.page.mouse.click(*self.point_in(code))

    def focused(self) -> str | None:
        """Code of the area that has the focus."""
        code: str | None = self.page.evaluate("() => document.activeElement.dataset.code || null")
        return code


@pytest.fixture
def on_map() -> Callable[[Page], Map]:
    return Map

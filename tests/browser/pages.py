"""What tests of the page work with: a running server, a watched page and the map on it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect
from playwright.sync_api import Error as BrowserError

from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.map.model import list_entries, make_map_model
from nplv_geo.present.page.page import Page as Model
from nplv_geo.web.site import Site
from tests.children import uncounted

TILE_HOST = "service.pdok.nl"
WIDE = (1440, 900)
TELEPHONE = (390, 844)
HATCH = "url(#nplv-hatch)"
_START_S = 60


@dataclass(frozen=True)
class Served:
    """A running server and what it shows."""

    url: str
    site: Site

    def model(self, query: str = "") -> Model:
        """Model of the page that a browser sees at ``query``."""
        return self.site.make_page(query)

    def drawn(self, query: str = "") -> dict[str, tuple[int, str]]:
        """Class and fill that the map gives each area at ``query``, worked out in Python."""
        page = self.model(query)
        model = make_map_model(page).as_json()
        circles = {circle["code"] for circle in model["circles"]}
        return {
            code: (number, HATCH if number < 0 else model["colours"][number])
            for code, (number, *_) in list_entries(page).items()
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


class Visit(Protocol):
    """Opens an address in a browser of its own."""

    def __call__(self, served: Served, query: str = "", size: tuple[int, int] = WIDE) -> Page: ...


_READ_CANVAS = """() => {
  const canvas = document.querySelector('.leaflet-nplv-areas-pane canvas');
  const pen = canvas.getContext('2d');
  const sharp = canvas.width / parseFloat(canvas.style.width);
  const map = nplv_geo.inspect.leaflet();
  const frame = map.getContainer().getBoundingClientRect();
  const place = canvas.getBoundingClientRect();
  const pixels = pen.getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = {};
  for (let x = 40; x < frame.width - 40; x += 3)
    for (let y = 40; y < frame.height - 40; y += 3) {
      const around = [[0, 0], [2, 0], [-2, 0], [0, 2], [0, -2]].map(([dx, dy]) =>
        nplv_geo.inspect.areaAt(map.containerPointToLatLng([x + dx, y + dy])));
      if (!around[0] || around.some((code) => code !== around[0])) continue;
      const [left, top] = [x + frame.left - place.left, y + frame.top - place.top];
      const at = 4 * (Math.floor(top * sharp) * canvas.width + Math.floor(left * sharp));
      const hex = [...pixels.slice(at, at + 3)].map((v) => v.toString(16).padStart(2, '0'));
      colours[around[0]] = '#' + hex.join('');
    }
  return colours;
}"""


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
        """Wait until the map shows exactly these areas in these classes and fills.

        The page that stood there before Dash did has gone then.
        """
        wanted = {code: list(look) for code, look in drawn.items()}
        try:
            self.page.wait_for_function(
                """(wanted) => {
                  const shown = [...document.querySelectorAll('#map path[data-code]')];
                  return shown.length === Object.keys(wanted).length && shown.every((p) => {
                    const [number, fill] = wanted[p.dataset.code] || [];
                    return Number(p.dataset.class) === number && p.getAttribute('fill') === fill;
                  });
                }""",
                arg=wanted,
            )
        except BrowserError:
            assert self.shapes() == drawn
            raise
        self.page.locator(".first").wait_for(state="detached")

    def read_canvas(self) -> dict[str, str]:
        """Colours of the areas on a canvas, in places that lie well within them."""
        found: dict[str, str] = self.page.evaluate(_READ_CANVAS)
        return found

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


def reload(page: Page) -> None:
    """Load a page again; the one that stands there before Dash does has all parts too."""
    page.reload()
    expect(page.locator(".first")).to_have_count(0)


def open_copy(page: Page) -> Page:
    """Open the address of a page anew, as who was sent it does."""
    copy = page.context.new_page()
    copy.goto(page.url)
    expect(copy.locator(".first")).to_have_count(0)
    return copy


def go(page: Page, *wishes: str, every_ms: int = 0) -> None:
    """Ask for views one after the other, as clicks would, without waiting for any of them."""
    page.evaluate(
        """([wishes, every]) => wishes.forEach((wish, i) =>
             setTimeout(() => nplv_geo.inspect.go(wish), every * i))""",
        [wishes, every_ms],
    )


@contextmanager
def serving(settings: Settings, folder: Path, *options: str, **more: str) -> Iterator[str]:
    """Run the production server on a free port; ``more`` is for its environment."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "app:server", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--threads", "8", "--log-level", "warning"),
        # Two servers at once would take each other's socket under the home folder.
        "--no-control-socket",
        *options,
    ]
    environment = uncounted(
        NPLV_DATA=str(settings.data),
        NPLV_URL=settings.url or "",
        NPLV_EMBED_ORIGINS=" ".join(settings.embed_origins),
        **more,
    )
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
        except OSError:  # refused, or not answering yet
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")

"""A visit: one fresh browser, one page, with the probe inside and the network watched."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Playwright
from playwright.sync_api import Error as BrowserError

from benchmarks.machine import own_memory_mb
from tests.chromium import CHROMIUM, FLAGS

WINDOW = (1440, 900)
LIMIT_S = 120.0
_PROBE = (Path(__file__).parent / "probe.js").read_text()
_MB = 1e6
_POLL_MS = 100
_GRACE_S = 5.0


class UnusableError(RuntimeError):
    """A contestant did not do within :data:`LIMIT_S` what was asked."""


@dataclass
class Visit:
    """A page that is open in a browser of its own."""

    page: Page
    cdp: CDPSession
    pids: list[int]
    requests: list[str] = field(default_factory=list)

    def run(self, script: str, argument: object = None) -> Any:  # noqa: ANN401  # JSON
        """Run a function in the page, with a limit on its time."""
        with self.patience(script):
            return self.page.evaluate(script, argument)

    def wait(self, condition: str, argument: object = None, limit_s: float = LIMIT_S) -> None:
        """Wait until a condition holds in the page."""
        with self.patience(condition):
            self.page.wait_for_function(
                condition, arg=argument, timeout=limit_s * 1000, polling=_POLL_MS
            )

    def calm(self) -> None:
        """Wait until nothing travels and the page keeps up with the screen."""
        with suppress(BrowserError):
            self.page.wait_for_load_state("networkidle", timeout=20_000)
        self.run("() => bench.calm()")

    @contextmanager
    def patience(self, what: str) -> Iterator[None]:
        """End the browser when the page hangs; a hung page would hang us as well."""
        watchdog = Timer(LIMIT_S + _GRACE_S, os.kill, (self.pids[0], signal.SIGKILL))
        watchdog.start()
        try:
            yield
        except BrowserError as error:
            first = what.strip().splitlines()[0][:60]
            raise UnusableError(f"{first}: {str(error).splitlines()[0][:160]}") from error
        finally:
            watchdog.cancel()

    def memory(self) -> dict[str, float]:
        """Megabytes after a collection: script heap, and the process of the page."""
        with self.patience("memory"):
            for _ in range(2):
                self.cdp.send("HeapProfiler.collectGarbage")
            metrics = self.cdp.send("Performance.getMetrics")["metrics"]
        found = {metric["name"]: metric["value"] for metric in metrics}
        process = max(own_memory_mb(pid) for pid in self.pids[1:])
        return {"heap_mb": round(found["JSHeapUsedSize"] / _MB, 1), "process_mb": process}


@contextmanager
def visiting(
    playwright: Playwright, url: str, kind: str, points: Sequence[dict[str, object]]
) -> Iterator[Visit]:
    """Open an address in a fresh browser; the probe waits for ``points`` to be painted."""
    browser = launched(playwright)
    try:
        width, height = WINDOW
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="nl-NL", service_workers="block"
        )
        context.set_default_timeout(LIMIT_S * 1000)
        start = f"bench.start({kind!r}, {json.dumps(list(points))});"
        context.add_init_script(script=f"{_PROBE}\n{start}")
        page = context.new_page()
        visit = Visit(page, context.new_cdp_session(page), _pids(browser))
        visit.cdp.send("Network.enable")
        visit.cdp.send("Performance.enable")
        visit.cdp.on("Network.responseReceived", lambda event: _note(visit, event))
        with visit.patience(f"open {url}"):
            page.goto(url, wait_until="commit")
        visit.pids = _pids(browser)
        yield visit
    finally:
        with suppress(BrowserError):
            browser.close()


def launched(playwright: Playwright) -> Browser:
    """Start the browser of the tests."""
    path = CHROMIUM if shutil.which(CHROMIUM) else None
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


def _note(visit: Visit, event: dict[str, Any]) -> None:
    """Keep the address of an answer that came over the network.

    The icon of the tab is left out: the browser asks for it when it likes.
    """
    response = event["response"]
    url = str(response["url"])
    is_icon = "favicon" in url
    if url.startswith("http") and not is_icon and not response.get("fromDiskCache"):
        visit.requests.append(url)


def _pids(browser: Browser) -> list[int]:
    """Process of the browser, then those of its pages."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return [
        *(process["id"] for process in found if process["type"] == "browser"),
        *(process["id"] for process in found if process["type"] == "renderer"),
    ]

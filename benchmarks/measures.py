"""What is measured of one visit, the same for every contestant: samples by name, in ms."""

from __future__ import annotations

import math
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from benchmarks.cases import Case, Spot
from benchmarks.contestants import Contestant
from benchmarks.visits import Visit

HOVERED = 3  # shapes a visit
RECOLOURED = 4  # times a visit, after the first two
ENOUGH_S = 25.0  # a measure that took so long is not repeated within a visit
HOVER_LIMIT_S = 30.0
_OUTSIDE = (1435, 895)
_DRAG_PX = 300
_DRAG_STEPS = 20
_NOTCH_PX = 100  # of a wheel
_KINDS = {
    "geometry": ("/geo/", "/case/shapes.json"),
    "values": ("/figures/", "/case/a.json", "/case/b.json"),
    "views": ("/view", "/_dash-layout", "/_dash-dependencies", "/_dash-update"),
}
_BY_SUFFIX = {".js": "scripts", ".css": "styles", ".woff2": "fonts", ".ttf": "fonts"}

Samples = dict[str, list[float]]


@dataclass
class Measured:
    """Everything that was measured of one contestant in one case.

    Attributes
    ----------
    wire
        Bytes by kind and requests of the last visit.
    problem
        Why the contestant could not be visited; it is not tried again.
    failed
        Parts that could not be measured, and why; they are not tried again.
    """

    samples: Samples = field(default_factory=lambda: defaultdict(list))
    wire: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, **numbers: float) -> None:
        """Add one sample to each of these measures."""
        for name, number in numbers.items():
            self.samples[name].append(round(number, 2))


@dataclass(frozen=True)
class Watched:
    """A visit with who is visited, what it shows and where to write."""

    visit: Visit
    contestant: Contestant
    case: Case
    spots: Sequence[Spot]
    pointed: Sequence[Spot]
    measured: Measured

    def middle(self) -> tuple[float, float]:
        """Middle of the map on the screen."""
        x, y = self.visit.run("() => bench.middle()")
        return float(x), float(y)


def first(watched: Watched) -> None:
    """From the start of navigation to the painted map, with what travelled until then.

    Our page shows a picture of the map before the map itself: ``first_live_ms`` is about the
    latter, and so is what travelled.
    """
    visit, measured = watched.visit, watched.measured
    visit.wait("() => bench.first !== null")
    shown = visit.run("() => bench.first")
    measured.add(first_ms=shown["ms"], first_live_ms=shown["live"])
    measured.add(first_long_ms=shown["long"]["total"])
    measured.add(first_long_tasks=shown["long"]["n"], first_longest_ms=shown["long"]["longest"])
    visit.calm()
    entries = visit.run(
        """() => performance.getEntries().filter((e) => e.responseEnd).map((e) => ({
             url: e.name, end: e.responseEnd, bytes: e.encodedBodySize,
             wait: e.responseStart - e.requestStart }))"""
    )
    before = [entry for entry in entries if entry["end"] <= shown["live"]]
    measured.wire = {
        "before_first_map": _by_kind(before),
        "page": _by_kind(entries),
        "largest": {
            kind_of(entry["url"]): int(entry["bytes"])
            for entry in sorted(entries, key=lambda entry: float(entry["bytes"]))
        },
        "requests_before_first_map": len(before),
        "requests": len(entries),
    }
    measured.add(server_ms=sum(entry["wait"] for entry in before))


def memory(watched: Watched) -> None:
    """Memory of the page after loading."""
    watched.measured.add(**watched.visit.memory())


def recolour(watched: Watched) -> None:
    """The two views in turns, ending with the first one.

    The first change is kept apart, for it also warms up.
    """
    visit = watched.visit
    visit.run(watched.contestant.prepare, watched.case.queries)
    points = {view: [spot.point(view) for spot in watched.spots] for view in watched.case.queries}

    def change(view: str) -> dict[str, Any]:
        asked = "([view, points]) => bench.wished(view, points)"
        found: dict[str, Any] = visit.run(asked, [view, points[view]])
        visit.run("() => bench.calm(200)")
        return found

    watched.measured.add(recolour_first_ms=change("b")["ms"])
    change("a")
    started = time.monotonic()
    for view in "ba" * (RECOLOURED // 2):
        found = change(view)
        watched.measured.add(recolour_ms=found["ms"], recolour_long_ms=found["long"]["total"])
        if view == "a" and time.monotonic() - started > ENOUGH_S:
            break


def hover(watched: Watched) -> None:
    """From a mouse move over a shape to its tooltip, and whether anything was asked for it."""
    visit = watched.visit
    visit.calm()
    before = len(visit.requests)
    for spot in watched.pointed[:HOVERED]:
        with visit.patience("hover"):
            visit.page.mouse.move(*_OUTSIDE)
        visit.run("() => bench.calm(150)")
        x, y = visit.run("(point) => bench.place(point)", spot.point("a"))
        visit.page.evaluate(
            "([tip, name]) => { bench.hovered = null;"
            " bench.hover(tip, name).then((found) => { bench.hovered = found; }); }",
            [watched.contestant.tip, spot.name],
        )
        with visit.patience("hover"):
            visit.page.mouse.move(x, y)
        visit.wait("() => bench.hovered !== null", limit_s=HOVER_LIMIT_S)
        found = visit.run("() => bench.hovered")
        watched.measured.add(hover_ms=found["stamp"], hover_handler_ms=found["handler"])
    with visit.patience("hover"):
        visit.page.mouse.move(*_OUTSIDE)
    watched.measured.add(hover_requests=len(visit.requests) - before)


def frames(watched: Watched) -> None:
    """Frames while the map is dragged and zoomed."""
    middle = watched.middle()
    before = _places(watched)
    _framed(watched, "pan", lambda: _drag(watched.visit, middle))
    dragged = _places(watched)
    _framed(watched, "zoom", lambda: _wheel(watched.visit, middle))
    # That the map did move is part of the measurement.
    watched.measured.add(pan_moved_px=math.dist(before[0], dragged[0]))
    watched.measured.add(zoom_factor=math.dist(*_places(watched)) / math.dist(*dragged))


def _places(watched: Watched) -> list[tuple[float, float]]:
    """Where the first two known shapes lie on the screen."""
    points = [spot.point("a") for spot in watched.spots[:2]]
    found = watched.visit.run("(points) => points.map((point) => bench.place(point))", points)
    return [(float(x), float(y)) for x, y in found]


def _framed(watched: Watched, name: str, act: Callable[[], None]) -> None:
    visit = watched.visit
    visit.calm()
    visit.run("() => bench.frames()")
    with visit.patience(name):
        act()
    visit.run("() => bench.calm()")
    took = sorted(visit.run("() => bench.stopFrames()")) or [0.0]
    watched.measured.add(
        **{
            f"{name}_median_ms": statistics.median(took),
            f"{name}_p95_ms": took[int(0.95 * (len(took) - 1))],
            f"{name}_worst_ms": took[-1],
        }
    )


def _drag(visit: Visit, middle: tuple[float, float]) -> None:
    x, y = middle
    mouse = visit.page.mouse
    mouse.move(x, y)
    mouse.down()
    started = time.monotonic()
    for step in range(1, _DRAG_STEPS + 1):
        mouse.move(x - _DRAG_PX * step / _DRAG_STEPS, y)
        if time.monotonic() - started > ENOUGH_S:
            break
    mouse.up()


def _wheel(visit: Visit, middle: tuple[float, float]) -> None:
    visit.page.mouse.move(*middle)
    for _ in range(2):
        visit.page.mouse.wheel(0, -_NOTCH_PX)
        visit.page.evaluate("() => bench.calm(500)")


def _by_kind(entries: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Compressed bytes by kind of content."""
    found: dict[str, int] = {}
    for entry in entries:
        kind = kind_of(entry["url"])
        found[kind] = found.get(kind, 0) + int(entry["bytes"])
    return found


def kind_of(url: str) -> str:
    """Kind of content behind an address."""
    path = urlsplit(url).path
    for kind, starts in _KINDS.items():
        if path.startswith(starts):
            return kind
    suffix = path[path.rfind(".") :] if "." in path else ""
    return _BY_SUFFIX.get(suffix, "document" if path in ("", "/") else "other")

"""Rounds: every contestant visited in turns, the order turned around each time."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from benchmarks import measures
from benchmarks.cases import Case, Spot
from benchmarks.contestants import OURS, Contestant
from benchmarks.measures import Measured, Watched
from benchmarks.ours import click
from benchmarks.serving import NotStartedError, Server
from benchmarks.visits import UnusableError, Visit, visiting
from nplv_geo.ground.settings import Settings

KNOWN = 3  # shapes whose colour tells that the map is painted
POINTED = 12
OPEN, FIRST = "open", "first"
_SMALLEST_PX = 2.5
_EDGE_PX = 8

# In this order; the first map is always seen, for there is no other way in.
PARTS: dict[str, Callable[[Watched], None]] = {
    FIRST: measures.first,
    "memory": measures.memory,
    "recolour": measures.recolour,
    "hover": measures.hover,
    "click": click,
    "frames": measures.frames,
}


@dataclass(frozen=True)
class Plan:
    """What to do and how often."""

    playwright: Playwright
    parts: Collection[str]
    repeat: int
    leaflet: Path


def compare(
    plan: Plan, case: Case, settings: Settings, contestants: Sequence[Contestant]
) -> dict[str, Measured]:
    """Measure all contestants in one case."""
    found = {contestant.id: Measured() for contestant in contestants}
    with ExitStack() as stack:
        ours = stack.enter_context(OURS.served(case, settings, plan.leaflet))
        try:
            spots = look_around(plan, case, ours)
        except UnusableError as error:  # peers don't know then where to put their map
            for measured in found.values():
                measured.problem = f"our page: {error}"
            return found
        servers = {OURS.id: ours}
        for contestant in contestants:
            try:
                if contestant.id not in servers:
                    served = contestant.served(case, settings, plan.leaflet)
                    servers[contestant.id] = stack.enter_context(served)
                url = contestant.address(servers[contestant.id], case)
                _warm_up(plan, url, contestant, spots)
            except (NotStartedError, UnusableError) as error:
                found[contestant.id].problem = f"{OPEN}: {str(error)[-300:]}"
        for i in range(plan.repeat):
            for contestant in contestants if i % 2 == 0 else contestants[::-1]:
                measured = found[contestant.id]
                if not measured.problem:
                    _visit(plan, contestant, case, servers[contestant.id], spots, measured)
    return found


def _warm_up(plan: Plan, url: str, contestant: Contestant, spots: Sequence[Spot]) -> None:
    """One visit that does not count: the first one finds a cold server."""
    points = [spot.point("a") for spot in spots[:KNOWN]]
    with visiting(plan.playwright, url, contestant.kind, points) as visit:
        visit.wait("() => bench.first !== null")
        visit.calm()


def _visit(  # noqa: PLR0913, PLR0917  # one visit has that many sides
    plan: Plan, contestant: Contestant, case: Case, server: Server, spots: list[Spot],
    measured: Measured,
) -> None:  # fmt: skip
    started = time.monotonic()
    points = [spot.point("a") for spot in spots[:KNOWN]]
    url = contestant.address(server, case)
    part = OPEN
    try:
        with visiting(plan.playwright, url, contestant.kind, points) as visit:
            watched = Watched(visit, contestant, case, spots[:KNOWN], spots[:POINTED], measured)
            for part, measure in PARTS.items():
                if part not in measured.failed and part in {FIRST, *plan.parts}:
                    measure(watched)
    except UnusableError as error:
        if part in {OPEN, FIRST}:
            measured.problem = f"{part}: {error}"
        else:
            measured.failed[part] = str(error)
    measured.add(server_mb=server.memory_mb())
    took = time.monotonic() - started
    troubles = "; ".join([measured.problem, *measured.failed])
    print(f"  {case.name} {contestant.id}: {took:.1f} s {troubles}", flush=True)


def look_around(plan: Plan, case: Case, server: Server) -> list[Spot]:
    """Open our page once: peers get its place and size, and spots must be in sight there."""
    url = OURS.address(server, case)
    widest = [case.spots[0].point("a")]
    with visiting(plan.playwright, url, OURS.kind, widest) as visit:
        visit.wait("() => bench.first !== null")
        visit.calm()
        place = visit.run(_PLACE)
        case.place(place, place["size"])
        scale = place["metres_a_pixel"]
        seen = [spot for spot in case.spots if _is_in_sight(visit, spot, case, scale)]
    if len(seen) < KNOWN:
        raise UnusableError(f"{case.name}: {len(seen)} shapes in sight that have their colour")
    return seen


def _is_in_sight(visit: Visit, spot: Spot, case: Case, metres_a_pixel: float) -> bool:
    """Tell whether a spot is wide enough on the screen, with nothing above it."""
    if spot.radius_m < _SMALLEST_PX * metres_a_pixel:
        return False
    asked: list[Any] = [spot.point("a"), _EDGE_PX, case.circles]
    return bool(visit.run(_IN_SIGHT, asked))


_PLACE = """() => {
  const map = bench.map, size = map.getSize(), box = map.getBounds(), middle = map.getCenter();
  const east = map.containerPointToLatLng([size.x, size.y / 2]);
  return {
    center: [middle.lat, middle.lng], zoom: map.getZoom(), size: [size.x, size.y],
    box: [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()],
    metres_a_pixel: map.distance(middle, east) / (size.x / 2),
  };
}"""
_IN_SIGHT = """([point, edge, circles]) => {
  const [x, y] = bench.place(point);
  const box = bench.map.getContainer().getBoundingClientRect();
  const inside = x > Math.max(box.left, 0) + edge && y > Math.max(box.top, 0) + edge
    && x < Math.min(box.right, innerWidth) - edge && y < Math.min(box.bottom, innerHeight) - edge;
  if (!inside || !bench.has(point)) return false;
  const top = document.elementFromPoint(x, y);
  if (top.dataset.code && top.dataset.code !== point.code) return false;
  const isUnder = (label) => {
    const text = label.getBoundingClientRect();
    return x > text.left - edge && x < text.right + edge
      && y > text.top - edge && y < text.bottom + edge;
  };
  if ([...document.querySelectorAll(".nplv-label")].some(isUnder)) return false;
  const isFar = (circle) => Math.hypot(bench.place(circle)[0] - x, bench.place(circle)[1] - y) > 24;
  return circles.every(isFar) && bench.map.getContainer().contains(top)
    && !top.closest(".leaflet-control, .leaflet-nplv-circles-pane, .leaflet-nplv-labels-pane");
}"""

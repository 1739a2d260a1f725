"""Two maps of the country side by side: how soon they are usable, and what is pointed at on both.

``python -m benchmarks.pair [FOLDER]`` serves the edition in FOLDER (a data folder; the national one
of ``var/bench`` without), and prints JSON: medians over fresh browsers of

- ``hover``: a mouse move (its own time stamp) on one map, until the other is painted with its
  outline and its tooltip; ``hover_work`` until they are in the document;
- ``step``: a key on the slider of years, until the map has its other colours;
- ``usable``: the start of navigation until both maps can be pointed at; ``peer`` is the same of
  *one* map of plain dash-leaflet, for there is no peer with two.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.cases import Case, Maker, Spot
from benchmarks.contestants import DASH_LEAFLET, OURS
from benchmarks.editions import NATIONAL, prepared
from benchmarks.leaflet import leaflet_folder
from benchmarks.machine import load
from benchmarks.rounds import Plan as Round
from benchmarks.rounds import look_around
from benchmarks.visits import Visit, visiting
from nplv_geo.definitions.read import read_catalog, read_focus_areas
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import PROJECT, Settings

FRAMES_MS = 33.0  # two of a screen: what the eye takes for at once
USABLE_MS = 1_500.0
VISITS = 5
_HOVERED = 6
_STEPS = 3
_COUNTRY = "?gebied=NL00&niveau=buurt&laag=misdrijven_per_1000"
_YEARS = ("2025", "2024")

_USABLE = """() => new Promise((ready) => {
  const look = () => {
    const find = window.nplv_geo?.inspect?.findMap;
    const maps = ['map-areas', 'map-second'].map((name) => find?.(name));
    if (maps.every((map) => map?.stage.isOn)) requestAnimationFrame(() => setTimeout(() => ready(performance.now())));
    else setTimeout(look, 2);
  };
  look();
})"""  # noqa: E501
_HOVER = """(name) => {
  const second = document.getElementById('second-map');
  const isThere = () => second.querySelector('.leaflet-nplv-outline-pane path')
    && [...second.querySelectorAll('.nplv-tip strong')].some((tip) => tip.textContent === name);
  window.hovered = new Promise((resolve) => {
    let heard = 0;
    const observer = new MutationObserver(() => {
      if (!heard || !isThere()) return;
      observer.disconnect();
      const work = performance.now() - heard;
      bench.frame().then(() => resolve({ hover: performance.now() - heard, hover_work: work }));
    });
    observer.observe(second, { subtree: true, childList: true, attributes: true });
    addEventListener('mousemove', (event) => { heard = event.timeStamp; }, { capture: true, once: true });
  });
}"""  # noqa: E501
_STEP = """(points) => {
  window.stepped = new Promise((resolve) => addEventListener('keydown', (event) =>
    bench.painted(points, event.timeStamp).then(resolve), { capture: true, once: true }));
}"""


@dataclass(frozen=True)
class Plan:
    """What is visited: the server of one edition, and a case of two years of the country."""

    playwright: Playwright
    settings: Settings
    leaflet: Path
    case: Case

    def visit_pair(self, url: str) -> dict[str, list[float]]:
        """Two maps in a fresh browser: how soon they are usable, and what is pointed at."""
        found: dict[str, list[float]] = defaultdict(list)
        query = f"{_COUNTRY}&periode={_YEARS[0]}&toon=naast&periode2={_YEARS[1]}"
        with visiting(self.playwright, f"{url}{query}", "leaflet", ()) as visit:
            found["usable"].append(float(visit.run(_USABLE)))
            visit.calm()
            for spot in self.case.spots[:_HOVERED]:
                for name, ms in self._hover(visit, spot).items():
                    found[name].append(ms)
        return found

    def _hover(self, visit: Visit, spot: Spot) -> dict[str, float]:
        visit.page.mouse.move(1435, 895)
        visit.run("() => bench.calm(200)")
        x, y = visit.run(
            """({ lat, lon }) => {
              const { map } = nplv_geo.inspect.findMap('map-areas');
              const at = map.latLngToContainerPoint([lat, lon]);
              const box = map.getContainer().getBoundingClientRect();
              return [box.left + at.x, box.top + at.y];
            }""",
            {"lat": spot.lat, "lon": spot.lon},
        )
        visit.run(_HOVER, spot.name)
        visit.page.mouse.move(x, y)
        told: dict[str, float] = visit.run("() => window.hovered")
        return told

    def visit_slider(self, url: str) -> list[float]:
        """One map in a fresh browser: from a key on the slider to the colours of another year."""
        steps = []
        with visiting(self.playwright, f"{url}{self.case.queries['a']}", "leaflet", ()) as visit:
            visit.wait("() => document.querySelector('#time input')")
            visit.calm()
            visit.page.locator("#time input").focus()
            visit.calm()
            for i in range(2 * _STEPS):
                key, view = (("ArrowLeft", "b"), ("ArrowRight", "a"))[i % 2]
                visit.run(_STEP, [spot.point(view) for spot in self.case.spots[:3]])
                visit.page.keyboard.press(key)
                steps.append(float(visit.run("() => window.stepped")))
                visit.calm()
        return steps[2:]  # the first of each direction is fetched

    def visit_peer(self) -> float:
        """One map of plain dash-leaflet in a fresh browser."""
        with DASH_LEAFLET.served(self.case, self.settings, self.leaflet) as server:
            address = DASH_LEAFLET.address(server, self.case)
            points = [spot.point("a") for spot in self.case.spots[:3]]
            with visiting(self.playwright, address, DASH_LEAFLET.kind, points) as visit:
                visit.wait("() => bench.first")
                return float(visit.run("() => bench.first.live"))


def measure(settings: Settings, scratch: Path) -> dict[str, object]:
    """Measure all, and hold it against what is asked."""
    areas = {area.id: area for area in read_focus_areas(PROJECT)}
    maker = Maker(open_current(settings.editions), read_catalog(PROJECT), areas)
    queries = {key: f"{_COUNTRY}&periode={year}" for key, year in zip("ab", _YEARS, strict=True)}
    case = maker.case("pair", queries, scratch)
    samples: dict[str, list[float]] = defaultdict(list)
    before = load()
    with sync_playwright() as playwright:
        plan = Plan(playwright, settings, leaflet_folder(PROJECT / "var" / "bench"), case)
        with OURS.served(case, settings, plan.leaflet) as server:
            # Peers get the place and the size that our map has.
            look_around(Round(playwright, [], VISITS, plan.leaflet), case, server)
            plan.visit_pair(server.url)  # one that does not count
            for _ in range(VISITS):
                for name, numbers in plan.visit_pair(server.url).items():
                    samples[name] += numbers
                samples["step"] += plan.visit_slider(server.url)
        samples["peer"] += [plan.visit_peer() for _ in range(VISITS)]
    medians = {name: round(statistics.median(numbers), 1) for name, numbers in samples.items()}
    return {
        "shapes": case.shapes,
        "load": {"before": before, "after": load()},
        "median": medians,
        "holds": {
            "hover": medians["hover"] <= FRAMES_MS,
            "step": medians["step"] <= FRAMES_MS,
            "usable": medians["usable"] <= USABLE_MS,
        },
        "two_maps_over_one_of_dash_leaflet": round(medians["usable"] / medians["peer"], 2),
        "samples": {name: [round(one, 1) for one in numbers] for name, numbers in samples.items()},
    }


def main() -> None:
    """Measure and print."""
    if len(sys.argv) > 1:
        settings = Settings(data=Path(sys.argv[1]), edition=None, port=0)
    else:
        settings = prepared(NATIONAL, PROJECT / "var" / "bench")
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(measure(settings, Path(scratch)), indent=1))


if __name__ == "__main__":
    main()

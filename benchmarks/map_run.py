"""One run of the map benchmark: editions, cases, visits, and what is written of them."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.cases import Case, Maker
from benchmarks.contestants import AREA, COUNTRY, OURS, START, Contestant
from benchmarks.editions import NATIONAL, opened, prepared
from benchmarks.growth import plot_growth
from benchmarks.leaflet import VERSION as LEAFLET
from benchmarks.leaflet import leaflet_folder
from benchmarks.machine import load, machine
from benchmarks.measures import Measured
from benchmarks.ours import switch
from benchmarks.report import markdown
from benchmarks.rounds import PARTS, Plan, compare
from benchmarks.visits import launched
from nplv_geo.definitions.read import read_catalog, read_focus_areas
from nplv_geo.ground.areas import AreaLevel, gemeente_of
from nplv_geo.ground.settings import PROJECT, Settings

EXTRA = ("start", "area", "focus", "switch")
LAYERS = ("koopwoningen_pct", "woz_waarde")
_LARGEST_AREA = 700
_FOCUS_AREA = "heerlen-noord"

Results = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure, how often, and where things are."""

    names: Sequence[str]
    parts: Sequence[str]
    repeat: int
    data: Path
    out: Path
    who: Sequence[str] | None


def run_map(options: Options) -> Results:
    """Measure, and write ``map.json``, ``map.md`` and ``growth.png``."""
    started = time.monotonic()
    leaflet = leaflet_folder(options.data)
    settings = {name: prepared(name, options.data) for name in options.names}
    results: Results = {
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "repeat": options.repeat,
        "load": {"before": load()},
        "cases": {},
    }
    with sync_playwright() as playwright:
        browser = launched(playwright)
        results["machine"] = machine(browser.version, LEAFLET)
        browser.close()
        asked = [part for part in PARTS if part in options.parts]
        plan = Plan(playwright, asked or list(PARTS), options.repeat, leaflet)
        for name, where in settings.items():
            _edition(name, where, plan, options, results)
            results["load"]["after"] = load()
            results["seconds"] = round(time.monotonic() - started)
            _write(results, options.out)  # what is measured is not lost when a later size fails
    return results


def _edition(name: str, settings: Settings, plan: Plan, options: Options, results: Results) -> None:
    """All cases of one edition; steps between areas are measured on the real country only."""
    areas = {area.id: area for area in read_focus_areas(PROJECT)}
    maker = Maker(opened(settings), read_catalog(PROJECT), areas)
    folder = options.data / "cases"

    def measure(case: str, query: str, contestants: Sequence[Contestant]) -> None:
        taking_part = [c for c in contestants if not options.who or c.id in options.who]
        made = maker.case(case, _queries(query), folder / f"{name}-{case}")
        print(f"{case}: {made.shapes} shapes", flush=True)
        results["cases"][case] = _told(made, compare(plan, made, settings, taking_part))

    if set(options.parts) & set(PARTS):
        measure(name, "?gebied=NL00&niveau=buurt", COUNTRY)
    if name != NATIONAL:
        return
    if "start" in options.parts:
        measure("start", "?niveau=focusgebied", START)
    if "area" in options.parts:
        measure("area", f"?gebied={_largest_gemeente(maker)}&niveau=buurt", AREA)
    if "focus" in options.parts:
        measure("focus", f"?gebied={_FOCUS_AREA}&niveau=buurt", (OURS,))
    if "switch" in options.parts:
        results["switch"] = _switched(plan, maker, settings, folder)


def _queries(query: str) -> dict[str, str]:
    return {view: f"{query}&laag={layer}" for view, layer in zip("ab", LAYERS, strict=True)}


def _largest_gemeente(maker: Maker) -> str:
    """Gemeente with the most buurten up to the number that the issue names."""
    buurten = maker.edition.areas.at(AreaLevel.BUURT)
    counts = buurten.map(gemeente_of).value_counts()
    return str(counts[counts <= _LARGEST_AREA].idxmax())


def _switched(plan: Plan, maker: Maker, settings: Settings, folder: Path) -> Results:
    case = maker.case("switch", _queries(f"?gebied={_FOCUS_AREA}&niveau=buurt"), folder / "switch")
    with OURS.served(case, settings, plan.leaflet) as server:
        found = switch(plan.playwright, server, maker, LAYERS, max(plan.repeat, 7))
    return _summary(found)


def _told(case: Case, found: dict[str, Measured]) -> Results:
    return {
        "shapes": case.shapes,
        "vertices": case.vertices,
        "queries": case.queries,
        "contestants": {contestant: _summary(measured) for contestant, measured in found.items()},
    }


def _summary(measured: Measured) -> Results:
    return {
        "median": {key: round(statistics.median(n), 2) for key, n in measured.samples.items()},
        "samples": dict(measured.samples),
        "wire": measured.wire,
        "problem": measured.problem,
        "failed": measured.failed,
    }


def _write(results: Results, out: Path) -> None:
    (out / "map.json").write_text(json.dumps(results, indent=1) + "\n")
    (out / "map.md").write_text(markdown(results))
    plot_growth(results, out / "growth.png")

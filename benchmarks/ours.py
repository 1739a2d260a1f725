"""What only our page does: a click on a layer, a step to another area, and clicks in a hurry."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from playwright.sync_api import Playwright

from benchmarks.cases import Maker, coloured
from benchmarks.contestants import OURS
from benchmarks.measures import Measured, kind_of
from benchmarks.serving import Server
from benchmarks.visits import visiting

if TYPE_CHECKING:
    from benchmarks.measures import Watched

AREAS = ("heerlen-noord", "utrecht-overvecht", "rotterdam-zuid", "arnhem-oost", "breda-noord")
HURRIED = 20  # clicks
HURRIED_MS = 2000
TRIALS = 10
_SETTLED_MS = 6000


def click(watched: Watched) -> None:
    """One click on the link of the other layer: painted, texts filled, and what was asked for.

    The pointer is in the menu by then, as that of who clicks there.
    """
    if watched.contestant.id != OURS.id:
        return
    visit, measured = watched.visit, watched.measured
    for view in "ba":  # the page stands at a
        layer = watched.case.queries[view].rpartition("laag=")[2]
        points = [spot.point(view) for spot in watched.spots]
        # As a reader does who is going to choose: what is likely is fetched from then on.
        visit.page.hover("#menu")
        visit.calm()
        found = visit.run(_CLICK, [layer, points])
        visit.calm()
        if found is None:
            return
        measured.add(click_ms=found["painted"], click_texts_ms=found["texts"])
        asked = visit.run(_ASKED, found["since"])
        done = max(found["painted"], found["texts"])
        needed = [path for path, after in asked if after <= done]
        measured.add(click_requests=len(needed), click_later_requests=len(asked) - len(needed))
        measured.wire["click"] = sorted(set(needed))


def switch(
    playwright: Playwright, server: Server, maker: Maker, layers: Sequence[str], repeat: int
) -> Measured:
    """From one area to another and back, both loaded before; and twenty clicks in a hurry."""
    measured = Measured()
    wishes = {
        query: coloured(maker.page(query))
        for area in AREAS
        for layer in layers
        if area in maker.edition.areas.focus
        for query in [f"?gebied={area}&laag={layer}&niveau=buurt"]
    }
    first, *others = list(wishes)
    with visiting(playwright, server.url + first, OURS.kind, []) as visit:
        visit.wait(_HAS, wishes[first])
        for query in [*others, first]:
            visit.run("(query) => window.nplv_geo.inspect.go(query)", query)
            visit.wait(_HAS, wishes[query])
            visit.calm()
        there, back = first, _of_another_area(first, others)
        for _ in range(repeat):
            there, back = back, there
            before = len(visit.requests)
            ms = visit.run(_SWITCH, [there, wishes[there]])
            visit.calm()
            geometry = [url for url in visit.requests[before:] if kind_of(url) == "geometry"]
            measured.add(switch_ms=ms, switch_geometry_requests=len(geometry))
            measured.add(switch_requests=len(visit.requests) - before)
        chance = random.Random(7)  # noqa: S311  # the same wishes each time
        for _ in range(TRIALS):
            hurried = chance.choices(list(wishes), k=HURRIED)
            last = hurried[-1]
            asked = [hurried, HURRIED_MS / HURRIED, wishes[last], _SETTLED_MS]
            measured.add(hurried_right=float(bool(visit.run(_HURRY, asked))))
            visit.calm()
    return measured


def _of_another_area(query: str, others: Sequence[str]) -> str:
    area, layer = query.split("&")[:2]
    return next(q for q in others if not q.startswith(area) and layer in q)


_CLICK = """async ([layer, points]) => {
  const main = document.getElementById("main"), heading = document.getElementById("heading");
  const link = [...document.querySelectorAll('#menu a[href^="?"]')].find((a) =>
    new URLSearchParams(a.getAttribute("href")).get("laag") === layer);
  if (!link) return null;
  const said = heading.textContent, since = performance.now();
  const painted = bench.painted(points, since);
  const texts = new Promise((resolve) => {
    const look = () => heading.textContent !== said && !main.hasAttribute("aria-busy")
      ? resolve(performance.now() - since) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  });
  link.click();
  return { since, painted: await painted, texts: await texts };
}"""
# What came over the network since a moment, and how long after it each was asked for.
_ASKED = """(since) => performance.getEntriesByType("resource")
  .filter((entry) => entry.startTime >= since && entry.transferSize && !/favicon/.test(entry.name))
  .map((entry) => [new URL(entry.name).pathname, entry.startTime - since])"""
# All areas of the map have the colours that Python worked out, and there are no others.
_LOOKS = """const looks = (wanted) => {
  const paths = [...document.querySelectorAll("#map path[data-code]")];
  const here = new Map(paths.map((path) => [path.dataset.code, path.getAttribute("fill")]));
  return Object.entries(wanted).every(([code, fill]) => here.get(code) === fill);
};"""
_HAS = f"(wanted) => {{ {_LOOKS} return looks(wanted); }}"
_SWITCH = f"""async ([query, wanted]) => {{
  {_LOOKS}
  const since = performance.now();
  window.nplv_geo.inspect.go(query);
  do await bench.frame(); while (!looks(wanted));
  await bench.frame();
  return performance.now() - since;
}}"""
_HURRY = f"""async ([queries, pause, wanted, settled]) => {{
  {_LOOKS}
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  for (const query of queries) {{
    window.nplv_geo.inspect.go(query);
    await wait(pause);
  }}
  const until = performance.now() + settled;
  while (!looks(wanted) && performance.now() < until) await bench.frame();
  await wait(1500);
  return looks(wanted) && window.location.search === queries.at(-1);
}}"""

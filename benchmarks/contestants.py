"""Who takes part: our page and its peers, each with how it is served and how it takes a wish."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.serving import Server, serving
from nplv_geo.ground.settings import Settings

_PEER = """async () => {
  await window.benchPeer.prepare();
  bench.wish = (which) => window.benchPeer.wish(which);
}"""


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way of making the map.

    Attributes
    ----------
    app
        WSGI server.
    kind
        How the probe looks at it.
    tip
        Selector of its tooltip.
    prepare
        Script that fetches both views and sets ``bench.wish``; it gets the two queries.
    query
        Part of the address, for peers that draw in two ways.
    """

    id: str
    title: str
    app: str
    kind: str = "leaflet"
    tip: str = ".leaflet-tooltip"
    prepare: str = _PEER
    query: str = ""

    def address(self, server: Server, case: Case) -> str:
        """Address of the first view of a case."""
        return server.url + (case.queries["a"] if self.id == OURS.id else self.query)

    @contextmanager
    def served(self, case: Case, settings: Settings, leaflet: Path) -> Iterator[Server]:
        """Run its server for one case."""
        environment = {
            "NPLV_DATA": str(settings.data),
            "BENCH_CASE": str(case.folder),
            "BENCH_LEAFLET": str(leaflet),
        }
        with serving(self.app, environment, case.folder) as server:
            yield server


OURS = Contestant(
    id="ours",
    title="Zicht op Wijken",
    app="app:server",
    tip=".nplv-tip",
    prepare="""async (queries) => {
      const models = {};
      for (const [which, query] of Object.entries(queries))
        models[which] = (await (await fetch(`/view${query}`)).json()).map;
      bench.wish = (which) => window.nplv_geo.inspect.show(models[which]);
    }""",
)
DASH_LEAFLET = Contestant(
    id="dash_leaflet",
    title="(a) dash-leaflet, `hideout`",
    app="benchmarks.peers.dash_leaflet_map:server",
)
PLOTLY = Contestant(
    id="plotly",
    title="(b) Plotly, patched by the server",
    app="benchmarks.peers.plotly_map:server",
    kind="plotly",
    tip=".hoverlayer .hovertext",
    prepare="() => { bench.wish = (which) => document.getElementById(which).click(); }",
)
BARE = Contestant("bare", "(c) bare Leaflet, canvas", "benchmarks.peers.bare_map:server")
BARE_SVG = replace(BARE, id="bare_svg", title="(c) bare Leaflet, SVG", query="?svg")
COUNTRY = (OURS, DASH_LEAFLET, PLOTLY, BARE)
AREA = (OURS, BARE, BARE_SVG)
START = (OURS, DASH_LEAFLET)

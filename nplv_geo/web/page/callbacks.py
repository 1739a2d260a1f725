"""Callbacks: the address comes in, parts of the page go out; nothing is kept on the server.

The address gives two answers of the server, which are stores on the page (``view``, ``below``),
and each part has a property that an answer fills. Those callbacks run in the browser
(``scripts/src/page/view.js``); what the server itself is asked for are the answers to a search.
``docs/architecture.md`` shows the graph, as Dash prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import ClientsideFunction, Dash, Input, Output, State

from nplv_geo.definitions.catalog import Theme
from nplv_geo.present.site.search import search_areas, search_compared
from nplv_geo.web.components.page_parts import SECOND_MAP
from nplv_geo.web.page.below_layout import BELOW, list_parts_below
from nplv_geo.web.page.grid import GRID
from nplv_geo.web.page.layout import COMPARING, PARTS_ABOVE, SEARCHES
from nplv_geo.web.page.second_map import SECOND_BACKGROUND
from nplv_geo.web.site import Site

# Clientside functions stand in window.dash_clientside by this name.
_NAMESPACE = "nplv_geo"
# Fields that list areas, in the order of their words in an answer.
FIELDS = (*SEARCHES, COMPARING)
# Run when the page opens, or what they fill is put on it; all others wait for what these give.
_INITIAL = {
    *("fetch_view", "fetch_below", "fill_below", "show_cards"),
    *("draw_card", "draw_trend", "draw_scatter", "draw_second"),
}


def register_callbacks(
    app: Dash, find_site: Callable[[str], Site], themes: Sequence[Theme]
) -> None:
    """Register all callbacks.

    Parameters
    ----------
    app
        App with the layout of the page.
    find_site
        Finds the site that a query is about.
    themes
        Themes that the layout has cards of.
    """
    _register_browser_callbacks(app, themes)
    for name in SEARCHES:
        _register_search(app, find_site, name)
    _register_comparing(app, find_site)


def _register_search(app: Dash, find_site: Callable[[str], Site], name: str) -> None:
    """Let the server find areas for what a reader types in a field."""

    @app.callback(
        Output(name, "found"),
        Input(name, "text"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def find_areas(text: str | None, query: object) -> dict[str, object]:
        known_query = query if isinstance(query, str) else ""  # a client may send anything
        page = find_site(known_query).make_page(known_query)
        return search_areas(page, text or "").as_json()


def _register_comparing(app: Dash, find_site: Callable[[str], Site]) -> None:
    """Let the server find areas to compare with."""

    @app.callback(
        Output(COMPARING, "found"),
        Input(COMPARING, "text"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def find_compared(text: str | None, query: object) -> dict[str, object]:
        known_query = query if isinstance(query, str) else ""
        page = find_site(known_query).make_page(known_query)
        return search_compared(page, text or "").as_json()


def _register_browser_callbacks(app: Dash, themes: Sequence[Theme]) -> None:
    """Register the callbacks that run in the browser: from the address to each part."""
    view, below = Input("view", "data"), Input("below", "data")
    address = [Input("url", "search"), Input("again", "data")]
    # The map is drawn in the size that it has on this part of the page.
    frame = [Output("page", "className"), Output("map-areas", "model")]
    _run(app, "fetch_view", [Output("view", "data"), *frame], address)
    _run(app, "fetch_below", Output("below", "data"), address)
    words = [Output(name, prop) for name in FIELDS for prop in ("label", "placeholder")]
    frame = [*words, Output("background", "children")]
    _run(app, "show_frame", frame, [view], State("background", "children"))
    _fill(app, "fill_parts", view, PARTS_ABOVE)
    place = [State("below-made", "data"), State(BELOW, "children")]
    _run(app, "show_below", Output(BELOW, "children"), [below], *place)
    _fill(app, "fill_below", below, list_parts_below(themes))
    _register_charts(app, themes)
    _run(app, "uncover_page", [], [Input("heading", "html")])
    _run(app, "settle", Output("main", "aria-busy"), [view, below])
    picked = [Input(name, "picked") for name in FIELDS]
    step = [Output("url", name) for name in ("href", "pathname", "search", "hash")]
    _run(app, "open_area", step, [Input("map-areas", "clicked"), *picked])
    _register_grid(app, view)
    _register_second_map(app, view)


def _register_second_map(app: Dash, view: Input) -> None:
    """The map beside the first one is made when a view asks for it, and then given its model."""
    _run(app, "show_second", Output("second", "children"), [view], State("second", "children"))
    drawn = [Output(SECOND_MAP, "model"), Output(SECOND_BACKGROUND, "children")]
    _run(app, "draw_second", drawn, [view], State(SECOND_BACKGROUND, "children"))
    _run(app, "open_area", _list_step(), [Input(SECOND_MAP, "clicked")])


def _list_step() -> list[Output]:
    """A step to another address, where another callback makes such steps too."""
    names = ("href", "pathname", "search", "hash")
    return [Output("url", name, allow_duplicate=True) for name in names]


def _register_grid(app: Dash, view: Input) -> None:
    """The grid is made when a view asks for it; the order that a reader gives it is an address."""
    grid = [Output("grid", "children"), Output("grid-frame", "hidden")]
    _run(app, "show_grid", grid, [view], State("grid", "children"))
    _run(app, "sort_grid", _list_step(), [Input(GRID, "columnState")], State("view", "data"))


def _register_charts(app: Dash, themes: Sequence[Theme]) -> None:
    """A chart is made by one callback when it is needed, and given its figures by another."""
    view, below = Input("view", "data"), Input("below", "data")
    plot = [Output("plot-trend", name) for name in ("children", "hidden", "aria-label")]
    _run(app, "show_trend", plot, [view], State("plot-trend", "children"))
    _run(app, "draw_trend", Output("figure-trend", "figure"), [view])
    plot = [Output("plot-scatter", name) for name in ("children", "hidden", "aria-label")]
    _run(app, "show_scatter", plot, [view], State("plot-scatter", "children"))
    _run(app, "draw_scatter", Output("figure-scatter", "figure"), [view])
    _run(app, "point_area", Output("map-areas", "pointed"), [Input("figure-scatter", "hoverData")])
    _run(app, "mark_dot", [], [Input("map-areas", "hovered")])
    _run(app, "open_dot", _list_step(), [Input("figure-scatter", "clickData")])
    plots = [f"plot-{theme.id}" for theme in themes]
    outputs = [Output(plot, name) for plot in plots for name in ("children", "style")]
    made = [State(plot, "children") for plot in plots]
    _run(app, "show_cards", outputs, [below, Input("seen", "data")], *made)
    for theme in themes:
        _run(app, "draw_card", Output(f"figure-{theme.id}", "figure"), [below])


def _fill(app: Dash, name: str, answer: Input, parts: Sequence[str]) -> None:
    """Fill parts from an answer; what they hold goes along, for only what differs is new."""
    texts = [State(part, "html") for part in parts]
    _run(app, name, [Output(part, "html") for part in parts], [answer], *texts)


def _run(
    app: Dash,
    name: str,
    outputs: Output | Sequence[Output],
    inputs: Sequence[Input],
    *states: State,
) -> None:
    """Let a function of ``scripts/src/page/view.js`` run when an input changes."""
    made = outputs if isinstance(outputs, Output) else list(outputs)
    given = [made] if made else []
    app.clientside_callback(
        ClientsideFunction(_NAMESPACE, name),
        *given,
        list(inputs),
        list(states),
        prevent_initial_call=name not in _INITIAL,
    )

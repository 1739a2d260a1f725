"""The callback graph of the page: every property and every function that it names is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from dash import Dash, dcc, html
from dash.development.base_component import Component
from dash_ag_grid import AgGrid
from flask.testing import FlaskClient

from docs.generate.callback_graph import Callback, join_themes, list_callbacks
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.ground.settings import PROJECT
from nplv_geo.web.dash_components import HtmlPart
from nplv_geo.web.page.below_layout import list_parts_below, make_below
from nplv_geo.web.page.graph import make_graph
from nplv_geo.web.page.grid import GRID
from nplv_geo.web.page.layout import PARTS_ABOVE, make_layout
from nplv_geo.web.page.second_map import make_second_map

Dependency = dict[str, Any]


@pytest.fixture
def dependencies(client: FlaskClient) -> list[Dependency]:
    found: list[Dependency] = client.get("/_dash-dependencies").get_json()
    return found


def find_components(catalog: Catalog) -> dict[str, Component]:
    """All components with an id, and the charts that callbacks make."""
    names = ["trend", "scatter", *(theme.id for theme in catalog.themes)]
    graphs = [make_graph(name, "1px") for name in names]
    below = make_below(catalog.themes)
    later = [*below, *graphs, AgGrid(id=GRID), make_second_map()]
    page = html.Div([make_layout(catalog.themes), *later])
    return {one.id: one for one in page._traverse() if getattr(one, "id", None)}  # noqa: SLF001


def list_properties(dependency: Dependency) -> Iterator[tuple[str, str]]:
    for one in (*dependency["inputs"], *dependency["state"]):
        yield one["id"], one["property"]
    if not dependency["no_output"]:
        for name in dependency["output"].strip(".").split("..."):
            yield tuple(name.partition("@")[0].split("."))


def test_every_property_of_a_callback_is_one_of_a_component_on_the_page(
    dependencies: list[Dependency], catalog: Catalog
) -> None:
    components = find_components(catalog)
    for name, prop in {one for each in dependencies for one in list_properties(each)}:
        known = components[name].available_properties  # type: ignore[attr-defined]
        wild = tuple(components[name].available_wildcard_properties)
        assert prop in known or (wild and prop.startswith(wild)), f"{name}.{prop}"


def test_every_part_of_both_answers_has_its_place_and_its_callback(
    client: FlaskClient, dependencies: list[Dependency], catalog: Catalog
) -> None:
    parts = {name for name, one in find_components(catalog).items() if isinstance(one, HtmlPart)}
    above, below = PARTS_ABOVE, list_parts_below(catalog.themes)
    assert parts == {*above, *below}
    assert len(parts) == len(above) + len(below) == 33 + 11
    assert set(client.get("/view").get_json()["parts"]) == set(above)
    assert set(client.get("/view/below").get_json()["parts"]) == set(below)
    filled = {
        name for each in dependencies for name, prop in list_properties(each) if prop == "html"
    }
    assert filled == parts


def test_every_function_in_the_browser_is_called_and_is_there(
    dependencies: list[Dependency],
) -> None:
    called = {
        each["clientside_function"]["function_name"]
        for each in dependencies
        if each["clientside_function"]
    }
    script = (PROJECT / "scripts/src/page/view.js").read_text(encoding="utf-8")
    table = script[script.index("nplv_geo: {") :]
    assert set(re.findall(r"^ {4}(\w+)(?:: \w+)?,$", table, re.MULTILINE)) == called
    assert len(called) == 22


def test_the_server_is_asked_for_what_is_searched_only(dependencies: list[Dependency]) -> None:
    served = [each for each in dependencies if not each["clientside_function"]]
    fields = ["search.found", "start-search.found", "compare-search.found"]
    assert [each["output"] for each in served] == fields
    assert len(dependencies) == 32


def test_the_address_reaches_map_parts_and_charts_by_properties(
    dependencies: list[Dependency],
) -> None:
    reached, left = {("url", "search")}, [list(list_properties(each)) for each in dependencies]
    for _ in dependencies:
        for each, properties in zip(dependencies, left, strict=True):
            if {(one["id"], one["property"]) for one in each["inputs"]} & reached:
                outputs = len(each["inputs"]) + len(each["state"])
                reached |= set(properties[outputs:])
    assert {("map-areas", "model"), ("heading", "html"), ("rows-wonen", "html")} <= reached
    assert {("figure-trend", "figure"), ("figure-wonen", "figure")} <= reached
    assert {("figure-scatter", "figure"), ("plot-scatter", "children")} <= reached
    assert ("search", "found") not in reached


def test_the_graph_in_the_documents_is_the_one_that_is_served(
    dependencies: list[Dependency],
) -> None:
    listed = list_callbacks()
    assert len(listed) == len(dependencies)
    assert sum(one.is_client for one in listed) == 29
    cards = [one for one in join_themes(listed) if one.name == "draw_card"]
    figure = ("figure-{theme}.figure",)
    assert cards == [Callback("draw_card", True, ("below.data",), figure, count=7)]  # noqa: FBT003
    text = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    assert "32 callbacks: 29 run in the browser, 3 on the server." in text
    steps = "`map-areas.clicked`, `search.picked`, `start-search.picked`, `compare-search.picked`"
    assert f"| `open_area` | browser | {steps} | `url.href`," in text


# --- HtmlPart -------------------------------------------------------------------------------------


def test_a_part_is_a_component_with_the_properties_that_it_names() -> None:
    part = HtmlPart("menu", tag="nav", className="menu", role="status", **{"data-x": "1"})
    assert part.to_plotly_json() == {  # type: ignore[no-untyped-call]
        "namespace": "nplv_geo",
        "type": "HtmlPart",
        "props": {
            "id": "menu",
            "html": "",
            "tag": "nav",
            "className": "menu",
            "role": "status",
            "data-x": "1",
        },
    }
    with pytest.raises(TypeError, match="unexpected keyword argument: `onclick`"):
        HtmlPart("menu", onclick="x")


def test_another_component_may_stand_beside_a_part(catalog: Catalog) -> None:
    app = Dash(__name__)
    page = make_layout(catalog.themes)
    page.children.append(dcc.Dropdown(["a"], id="own"))
    app.layout = html.Div(page)
    sent = app.server.test_client().get("/_dash-layout").get_data(as_text=True)
    assert '"type":"Dropdown"' in sent
    assert sent.count('"type":"HtmlPart"') == 44

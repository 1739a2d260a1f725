"""One area on the page, in its charts, on its map and on its slides: each role has one colour."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder
from pptx import Presentation

from nplv_geo.definitions.read import read_events
from nplv_geo.export.briefing.file import write_briefing_file
from nplv_geo.export.map.file import write_map_file
from nplv_geo.export.options import MapOptions
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.area.cards import Card, make_cards
from nplv_geo.present.design.tokens import COLOURS, SEQUENTIAL
from nplv_geo.present.page.page import Page
from nplv_geo.present.time.trend import make_trend
from nplv_geo.present.time.trend_chart import draw_figure
from nplv_geo.present.values.profile import make_profile
from tests.figures import read_card

QUERY = "?gebied=heerlen-noord&laag=misdrijven_per_1000"
AREAS = ("breda-noord", "heerlen-noord", "leeuwarden-oost")
SITE = "https://wijken.example"
REFERENCES = ("area", "gemeente", "nederland", "nplv")
ROLES = {"gemeente": "GM0917", "nederland": "NL00", "nplv": "nplv"}
# What each is called on the page, where it is the class of a mark: what it says in the style sheet.
MARKS = {
    "area": r"i\.dot \{[^}]*background: var\(--([a-z-]+)\)",
    "gemeente": r"i\.tick\.gm \{[^}]*border-color: var\(--([a-z-]+)\)",
    "nederland": r"i\.tick \{[^}]*border-left: [^;]* var\(--([a-z-]+)\)",
    "nplv": r"\.mark\.nplv \{[^}]*[^-]color: var\(--([a-z-]+)\)",
    "better": r"\.verdict\.better \{[^}]*color: var\(--([a-z-]+)\)",
    "worse": r"\.verdict\.worse \{[^}]*color: var\(--([a-z-]+)\)",
    "hatch": r"\.hatch \{[^}]*var\(--paper\)[^}]*var\(--(hatch)\)",
}

Ask = Callable[[str], Page]


@pytest.fixture(scope="module")
def shown(ask: Ask) -> Page:
    return ask(QUERY)


@pytest.mark.parametrize("role", MARKS)
def test_the_page_draws_a_role_in_its_own_token(role: str) -> None:
    styles, values = ((PROJECT / f"assets/{name}.css").read_text() for name in ("page", "tokens"))
    (named,) = re.findall(MARKS[role], styles)
    paper = values[: values.index("@media")]
    assert re.findall(rf"--{named}: (#[0-9a-f]{{6}});", paper) == [COLOURS[role]]


def test_a_card_draws_area_references_and_differences_in_the_colours_of_their_roles(
    shown: Page,
) -> None:
    (card,) = (card for card in _make_cards(shown) if card.id == "veiligheid")
    traces = read_card(card)
    for role in ("area", "gemeente", "nederland", "worse"):
        assert [x for x in traces[role]["x"] if x is not None], role
        assert COLOURS[role] in _find_colours(_as_json(traces[role])), role
    assert set(_find_colours(_as_json(list(traces.values())))) <= set(COLOURS.values())


def test_the_trend_draws_each_line_in_the_colour_of_its_role(shown: Page) -> None:
    trend = make_trend(shown, read_events(PROJECT, AREAS))
    roles = {line.name: line.role for line in trend.lines}
    drawn = {
        trace["name"]: trace["marker"]["line"]["color"]
        for trace in _as_json(draw_figure(trend))["data"]
        if trace.get("name")
    }
    assert set(roles.values()) == set(REFERENCES)
    assert drawn == {name: COLOURS[role] for name, role in roles.items()}


def test_slides_draw_lines_and_edges_of_bars_in_the_colours_of_their_roles(shown: Page) -> None:
    deck = Presentation(BytesIO(write_briefing_file(shown, "pptx", SITE).content))
    names = {
        shown.name_area(shown.view.area): "area",
        shown.name_area(str(shown.gemeente)): "gemeente",
        "Nederland": "nederland",
        shown.name_area("nplv"): "nplv",
    }
    drawn: dict[str, set[str]] = {role: set() for role in REFERENCES}
    for slide in deck.slides:
        for shape in slide.shapes:
            for series in shape.chart.plots[0].series if shape.has_chart else ():
                role = next((r for name, r in names.items() if series.name.endswith(name)), None)
                if role:
                    drawn[role].add(f"#{series.format.line.color.rgb}".lower())
    assert drawn == {role: {COLOURS[role]} for role in REFERENCES}


def test_a_picture_of_the_map_has_outline_ring_and_hatching_in_the_colours_of_their_roles(
    ask: Ask, shown: Page
) -> None:
    buurt = shown.edition.areas.buurten_of("heerlen-noord")[0]
    svg = write_map_file(
        ask(f"?gebied={buurt}&laag=koopwoningen_pct"), MapOptions("svg"), SITE
    ).content.decode()
    for group, role in (("outline", "ring"), ("outline", "ink"), ("areas", "paper")):
        assert COLOURS[role] in _find_colours(_cut_group(svg, group)), (group, role)
    assert COLOURS["hatch"] in _find_colours(svg)
    assert set(_find_colours(svg)) <= {*COLOURS.values(), *SEQUENTIAL}


@pytest.mark.parametrize("compared", ["GM0917,NL00", "nplv,NL00"])
def test_the_legend_of_a_picture_marks_references_in_the_colours_of_their_roles(
    ask: Ask, compared: str
) -> None:
    page = ask(f"{QUERY}&vergelijk={compared}")
    svg = write_map_file(page, MapOptions("svg"), SITE).content.decode()
    legend = _cut_group(svg, "legend")
    names = {
        "area": "Heerlen-Noord",
        "gemeente": "Heerlen",
        "nederland": "Nederland",
        "nplv": page.name_area("nplv"),
    }
    marked = ["area", *(page_role for page_role in REFERENCES[1:] if ROLES[page_role] in compared)]
    for role in marked:
        assert _find_text_colours(legend, names[role]) == [COLOURS[role]], role
        # The tick beside it.
        assert f"fill: {COLOURS[role]}" in re.sub(r"<text.*?</text>", "", legend, flags=re.DOTALL)


def _make_cards(page: Page) -> tuple[Card, ...]:
    area = page.view.area
    return make_cards(page, make_profile(page.edition, page.catalog, page.focus_areas, area))


def _as_json(figure: object) -> Any:  # noqa: ANN401  # any JSON
    """As it goes to the browser, whether it is a figure of Plotly or a dictionary."""
    return json.loads(json.dumps(figure, cls=PlotlyJSONEncoder))


def _find_colours(part: object) -> list[str]:
    return [code.lower() for code in re.findall(r"#[0-9a-fA-F]{6}\b", str(part))]


def _find_text_colours(svg: str, text: str) -> list[str]:
    """Colours in which a text is written."""
    styles = re.findall(rf"<text ([^>]*)>{re.escape(text)}</text>", svg)
    return [code for style in styles for code in _find_colours(style)]


def _cut_group(svg: str, name: str) -> str:
    start = svg.index(f'<g id="{name}"')
    end = svg.find('inkscape:groupmode="layer"', start + 60)
    return svg[start:end]

"""What charts cost on their way, and what a picture of one holds."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from nplv_geo.web.site import Site

AREA = "?gebied=heerlen-noord"
TREND = f"{AREA}&laag=misdrijven_per_1000&toon=ontwikkeling"
# What the figures of this area took when each told the looks of all its marks.
OF_CARDS, OF_TREND = 161_601, 12_273


def count_bytes(thing: object) -> int:
    return len(json.dumps(thing, ensure_ascii=False).encode())


def test_figures_of_cards_take_little_more_than_half_of_what_they_did(client: FlaskClient) -> None:
    answer = client.get(f"/view/below{AREA}").get_json()
    figures = [chart["figure"] for chart in answer["charts"].values()]
    assert len(figures) == 7
    assert all("template" not in figure["layout"] for figure in figures)
    template = count_bytes(answer["template"])
    assert 2_000 < template < 4_500
    assert sum(map(count_bytes, figures)) + template < 0.6 * OF_CARDS


def test_the_figure_of_a_trend_with_its_template_takes_less_than_it_did(
    client: FlaskClient,
) -> None:
    figure = client.get(f"/view{TREND}").get_json()["trend"]["figure"]
    assert figure["layout"]["template"]["layout"]["hoverlabel"]["align"] == "left"
    assert count_bytes(figure) < 0.85 * OF_TREND


def test_the_same_cards_are_drawn_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from nplv_geo.present.area import card_chart
    from nplv_geo.web.page.below_answer import answer_below

    first = answer_below(site, f"{AREA}&laag=koopwoningen_pct")["charts"]
    monkeypatch.setattr(card_chart, "draw_card", None)
    again = answer_below(site, f"{AREA}&laag=misdrijven_per_1000")["charts"]
    assert [chart["figure"] for chart in again.values()] == [
        chart["figure"] for chart in first.values()
    ]
    with pytest.raises(TypeError):
        answer_below(site, "?gebied=breda-noord&vergelijk=rest,G4")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Loop door de grafiek", "per 1.000 inwoners", "Download grafiek", "Bron: Pol")),
        ("en", ("Walk through the chart", "per 1,000 residents", "Download chart", "Source: ")),
    ],
)
def test_tools_of_a_chart_have_words_and_a_picture_with_its_source(
    client: FlaskClient, language: str, words: tuple[str, str, str, str]
) -> None:
    walk, unit, button, source = words
    tools = client.get(f"/view{TREND}&taal={language}").get_json()["parts"]["trend-tools"]
    assert walk in tools
    assert f"{button} (PNG)" in tools
    assert f'data-walked="{{name}}, {{period}}: {{value}}, {unit}"' in tools
    (file,) = re.findall(r'data-file="([^"]*)"', tools)
    assert re.fullmatch(
        r"zicht-op-wijken_heerlen-noord_misdrijven_per_1000_2021-2025_\d{4}-\d\d-\d\d", file
    )
    picture = json.loads(unescape(re.findall(r'data-picture="([^"]*)"', tools)[0]))
    (remarks,) = picture["layout"]["annotations"]
    assert remarks["text"].split("<br>")[-1].startswith(source)
    assert "Heerlen-Noord" in picture["layout"]["title"]["text"]
    lines = remarks["text"].count("<br>") + 1
    assert picture["height"] == 420 - 30 + 74 + 46 + 17 * lines
    assert picture["layout"]["margin"]["b"] == 46 + 17 * lines


@pytest.mark.parametrize(
    "query", [AREA, "?gebied=breda-noord&laag=opleiding_midden_pct&toon=ontwikkeling"]
)
def test_without_a_chart_there_are_no_tools(client: FlaskClient, query: str) -> None:
    assert client.get(f"/view{query}").get_json()["parts"]["trend-tools"] == ""

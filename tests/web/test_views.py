"""The answers that the page is filled from, and the page before its scripts run."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from flask.testing import FlaskClient

from nplv_geo.edition.edition import Edition
from nplv_geo.present.area import card_chart
from nplv_geo.present.area.cards import make_cards
from nplv_geo.present.charts.template import make_figure_json, read_template
from nplv_geo.present.map.model import make_map_model
from nplv_geo.web.site import Site

AREA = "?gebied=heerlen-noord"


def test_a_view_holds_every_part_of_one_edition(
    client: FlaskClient, starter_edition: Edition
) -> None:
    answer = client.get(f"/view{AREA}").get_json()
    below = client.get(f"/view/below{AREA}").get_json()
    assert answer["edition"] == below["edition"] == starter_edition.id
    assert answer["part"] == "kaart"
    assert "Heerlen-Noord" in answer["parts"]["panel"]
    assert answer["map"]["place"] == "heerlen-noord"
    assert set(below["charts"]) == {
        "bevolking", "wonen", "werk_en_armoede", "onderwijs", "gezondheid", "veiligheid",
        "leefomgeving",
    }  # fmt: skip
    assert 'id="rij-misdrijven_per_1000"' in below["parts"]["rows-veiligheid"]
    # Crimes of 2025 by inhabitants of 2025: those of 2024 with the growth of the country.
    rate = 1000 * 3_238 / (52_965 * 18_044_027 / 17_942_942)
    assert f"{rate:.1f}".replace(".", ",") in below["parts"]["rows-veiligheid"]


def test_the_programme_stands_with_its_area_and_with_what_lies_in_it(client: FlaskClient) -> None:
    for query in (AREA, "?gebied=WK091710"):
        block = client.get(f"/view/below{query}").get_json()["parts"]["programme"]
        assert "Nationaal Programma Heerlen-Noord (NPHLN)" in block
        assert "25 jaar samenwerken" in block
        assert 'href="/programma/heerlen-noord"' in block
    english = client.get(f"/view/below{AREA}&taal=en").get_json()["parts"]["programme"]
    assert "Working together for 25 years" in english
    assert 'href="/programma/heerlen-noord?taal=en"' in english
    for elsewhere in ("", "?gebied=GM0917"):
        assert client.get(f"/view/below{elsewhere}").get_json()["parts"]["programme"] == ""
    panel = client.get(f"/view{AREA}").get_json()["parts"]["panel"]
    assert '<a href="/programma/heerlen-noord">Het programma in dit gebied</a>' in panel


def test_the_map_of_a_view_is_that_of_its_model(client: FlaskClient, site: Site) -> None:
    query = f"{AREA}&laag=koopwoningen_pct"
    answer = client.get(f"/view{query}").get_json()
    assert answer["map"] == json.loads(json.dumps(make_map_model(site.make_page(query)).as_json()))


def test_an_unchanged_view_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(f"/view{AREA}")
    again = client.get(f"/view{AREA}", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert again.data == b""
    assert first.headers["Cache-Control"] == "no-cache"


def test_a_view_is_sent_compressed_to_who_can_read_that(client: FlaskClient) -> None:
    plain = client.get(f"/view/below{AREA}")
    packed = client.get(f"/view/below{AREA}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.data)) == plain.get_json()
    assert len(packed.data) < len(plain.data) / 4


def test_a_chart_is_a_component_of_dash_and_the_figure_that_it_shows(
    client: FlaskClient, site: Site
) -> None:
    page = site.make_page(AREA)
    answer = client.get(f"/view/below{AREA}").get_json()
    shown = answer["charts"]
    assert answer["template"] == json.loads(json.dumps(read_template(card_chart.TEMPLATE)))
    for card in make_cards(page, site.make_profile("heerlen-noord")):
        chart = shown[card.id]
        assert chart["figure"] == json.loads(
            json.dumps(make_figure_json(card_chart.draw_card(card)))
        )
        assert chart["graph"]["type"] == "Graph"
        assert chart["graph"]["props"]["id"] == f"figure-{card.id}"
        assert chart["graph"]["props"]["config"] == {"displayModeBar": False}
        assert chart["style"]["--rows"] == len(card.rows)


def test_a_development_comes_with_its_view_and_is_one_picture(client: FlaskClient) -> None:
    answer = client.get(f"/view{AREA}&toon=ontwikkeling").get_json()
    assert answer["part"] == "ontwikkeling"
    assert answer["trend"]["label"].startswith("Lijngrafiek van Misdrijven per 1.000 inwoners.")
    assert answer["trend"]["graph"]["props"]["config"] == {"displayModeBar": False}
    assert len(answer["trend"]["figure"]["data"]) > 4
    assert "te vroeg om te zeggen" in answer["parts"]["trend-above"]
    assert answer["parts"]["trend-below"].count("<td") == 15
    layout = client.get("/_dash-layout").get_data(as_text=True)
    place = re.search(r'{[^{}]*"id":"plot-trend"[^{}]*}', layout)
    assert place
    assert '"role":"img"' in place[0]


@pytest.mark.parametrize(
    "query", [AREA, "?gebied=breda-noord&laag=opleiding_midden_pct&toon=ontwikkeling"]
)
def test_a_view_without_lines_has_no_chart_of_them(client: FlaskClient, query: str) -> None:
    assert client.get(f"/view{query}").get_json()["trend"] is None


@pytest.mark.parametrize("query", ["?gebied=%00&laag=x", "?" + "a=1&" * 400, "?taal=en"])
def test_nonsense_gets_the_page_of_the_country(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/view{query}").get_json()
    assert answer["map"]["place"] == "NL00"


def test_the_summary_stands_in_the_page_before_any_script_runs(client: FlaskClient) -> None:
    page = client.get(f"/{AREA}").get_data(as_text=True)
    first = page[page.index('<div class="first') : page.index('<script type="application/json"')]
    assert "inert" in first
    assert "52.965 inwoners" in first
    assert "Heerlen-Noord staat" in first
    assert ' id="' not in first
    assert not re.search(r'(src|href)="[^"]*plotly', page)


@pytest.mark.parametrize(
    ("language", "broken", "waiting", "copied"),
    [
        ("nl", "Een deel van de pagina is niet", "wacht op de bestanden ervoor: {n}", "Gekopieerd"),
        ("en", "Part of the page did not load.", "waits for files before it: {n}", "Copied"),
    ],
)
def test_what_scripts_say_stands_in_the_page_in_its_own_language(
    client: FlaskClient, language: str, broken: str, waiting: str, copied: str
) -> None:
    query = f"{AREA}&taal={language}"
    page = client.get(f"/{query}").text
    assert f'<html lang="{language}">' in page
    assert f'<p class="broken" role="alert" hidden>{broken}' in page
    parts = client.get(f"/view{query}").get_json()["parts"]
    assert f'data-waiting="{{name}} {waiting}"' in parts["take-button"]
    assert parts["take"].count(f'data-copied="{copied}"') == parts["take"].count("data-copy=") == 3

"""The view on undermining on the web: how it is reached, what it answers, and what it refuses."""

from __future__ import annotations

import json
import re

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.briefing.downloads import make_download_menu
from nplv_geo.present.map.model import make_map_model, write_title
from nplv_geo.present.page.palette import EVEN
from nplv_geo.present.site.menu import list_controls, make_undermining_choice
from nplv_geo.web.page.below_answer import answer_below
from nplv_geo.web.page.view_answer import answer_view
from nplv_geo.web.site import Site

HEERLEN = "?gebied=heerlen-noord&laag=ondermijning"
FACTOR = f"{HEERLEN}&laag2=bijstand_per_100"
THEMES = 7


def test_any_view_leads_to_it_and_back(site: Site) -> None:
    page = site.make_page("?gebied=heerlen-noord&laag=koopwoningen_pct&periode=2024&niveau=wijk")
    choice = make_undermining_choice(page)
    assert choice is not None
    assert (choice.href, choice.is_current) == (HEERLEN, False)
    menu = answer_view(site, page.query)["parts"]["menu"]
    assert menu.index("Stapeling") < menu.index("Ondermijning: risicofactoren")
    there = site.make_page(HEERLEN)
    assert there.query == HEERLEN
    back = there.view.write_query(laag="koopwoningen_pct")
    assert back == "?gebied=heerlen-noord&laag=koopwoningen_pct"
    assert [group.label for group in list_controls(there)] == ["Achtergrond"]


def test_the_page_of_an_area_has_three_lines_and_a_link(site: Site) -> None:
    page = site.make_page("?gebied=heerlen-noord")
    panel = make_panel(page, site.make_profile("heerlen-noord"))
    assert isinstance(panel, Panel)
    assert panel.undermining is not None
    notes = [(line.label, line.note) for line in panel.undermining.lines]
    assert notes == [
        ("Wat de politie registreerde", "0 van 7 met cijfers"),
        ("Gelegenheid", "5 van 5 met cijfers"),
        ("Kwetsbaarheid", "3 van 5 met cijfers"),
    ]
    assert panel.undermining.link.href == HEERLEN
    html = answer_view(site, page.query)["parts"]["panel"]
    assert HEERLEN.replace("&", "&amp;") in html


def test_the_view_replaces_cards_and_table(site: Site) -> None:
    parts = answer_view(site, HEERLEN)["parts"]
    assert "Een patroon is geen bewijs" in parts["undermining"]
    assert "Niet in deze editie: drugshandel, wapenhandel" in parts["undermining"]
    assert "met opzet één kleur" in parts["legend"]
    assert "De buurten van Heerlen-Noord naast elkaar" in parts["table"]
    below = answer_below(site, HEERLEN)
    assert below["charts"] == {}
    assert set(below["parts"].values()) == {""}
    assert len(below["parts"]) == THEMES + 4
    assert answer_view(site, "?gebied=heerlen-noord")["parts"]["undermining"] == ""


def test_the_map_tells_nothing_apart_and_points_at_inhabitants(site: Site) -> None:
    model = make_map_model(site.make_page(HEERLEN))
    assert (model.colours, model.layer, model.references) == ((EVEN,), "Inwoners", {})
    assert {number for number, _, _ in model.areas.values()} == {0}
    assert write_title(site.make_page(HEERLEN)) == "Ondermijning: risicofactoren in Heerlen-Noord"
    assert make_map_model(site.make_page(FACTOR)).layer == "Bijstand"


def test_the_map_of_a_factor_leads_back_and_on(site: Site) -> None:
    heading = answer_view(site, FACTOR)["parts"]["heading"]
    links = re.findall(r'<a href="([^"]+)"', heading.replace("&amp;", "&"))
    assert links == [HEERLEN, "?gebied=heerlen-noord&laag=bijstand_per_100"]
    assert "Eén factor meet geen ondermijning" in heading
    assert site.make_page(f"{HEERLEN}&laag2=drugshandel_per_1000").query == HEERLEN
    assert site.make_page(f"{HEERLEN}&laag2=woz_waarde").query == HEERLEN


@pytest.mark.parametrize("text", ["💩", "x" * 5_000, "%00", "bijstand_per_100,jeugdzorg_pct", ""])
def test_a_factor_that_is_none_falls_out(site: Site, text: str) -> None:
    assert site.make_page(f"{HEERLEN}&laag2={text}").view.factor == ""


def test_a_picture_of_one_colour_is_refused_in_one_sentence(export_client: FlaskClient) -> None:
    refused = export_client.get(f"/export/map.png{HEERLEN}")
    assert refused.status_code == 400
    assert refused.text.startswith("Van de weergave Ondermijning is er geen kaartbeeld")
    assert refused.text.count("\n") == 1
    unknown = export_client.get(f"/export/map.png{HEERLEN}&laag2=woz_waarde")
    assert (unknown.status_code, "'woz_waarde' is er niet" in unknown.text) == (400, True)
    drawn = export_client.get(f"/export/map.svg{FACTOR}")
    assert (drawn.status_code, "Bijstand, Heerlen-Noord" in drawn.text) == (200, True)
    assert "Eén factor meet geen ondermijning" in drawn.text


def test_what_can_be_taken_along_is_told(site: Site, export_client: FlaskClient) -> None:
    picture, briefing, *_ = make_download_menu(site.make_page(HEERLEN)).groups
    assert (picture.rows, "één kleur" in picture.note) == ((), True)
    plain, asked = briefing.rows
    assert "ondermijning=ja" in asked.links[0].href
    assert "ondermijning=ja" not in plain.links[0].href
    wrong = export_client.get("/export/briefing.pdf?gebied=heerlen-noord&ondermijning=1")
    assert (wrong.status_code, "kies ja of nee" in wrong.text) == (400, True)


def test_the_figures_of_the_view_are_a_file_of_all_factors(export_client: FlaskClient) -> None:
    content = export_client.get(f"/export/data.csv{HEERLEN}&taal=en")
    lines = content.text.splitlines()
    assert content.status_code == 200
    assert sum(line.startswith("heerlen-noord,") for line in lines) == 8
    assert export_client.get(f"/export/data.xlsx{HEERLEN}").status_code == 200
    whole = json.loads(export_client.get(f"/export/data.geojson{HEERLEN}").text)
    assert any("Een patroon is geen bewijs" in note for note in whole["notes"])
    (own,) = [one for one in whole["features"] if one["id"] == "heerlen-noord"]
    assert len(own["properties"]["figures"]) == 8


def test_the_api_answers_with_figures_and_cautions(client: FlaskClient) -> None:
    answer = client.get("/api/v1/ondermijning?gebied=heerlen-noord")
    assert answer.status_code == 200
    groups = answer.json["groups"]
    assert [len(group["factors"]) for group in groups] == [7, 5, 5]
    crime = groups[0]["factors"][0]
    assert (crime["period"], crime["figure"]["reason"]) == (None, "not_in_edition")
    help_ = next(one for one in groups[2]["factors"] if one["id"] == "bijstand")
    assert (help_["figure"]["value"], help_["layer"]["higher_is"]) == (6.5, "neutral")
    assert [one["area"]["id"] for one in help_["references"]] == ["GM0917", "NL00"]
    names = [one["area"]["name"] for one in help_["areas"]]
    assert (len(names), names) == (20, sorted(names, key=str.casefold))
    assert len(answer.json["cautions"]) == 4
    assert client.get("/api/v1/ondermijning?gebied=nergens").status_code == 404
    assert "/api/v1/ondermijning" in client.get("/api/v1/openapi.json").json["paths"]


def test_the_view_works_in_a_frame_of_another_site(client: FlaskClient, app: Dash) -> None:
    assert isinstance(app.server, Flask)
    assert 'class="embed"' in client.get(f"/embed{HEERLEN}").text

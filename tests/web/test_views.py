"""The answers that the page is filled from, and the page before its scripts run."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from flask.testing import FlaskClient

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from nplv_geo.present.map.model import make_map_model
from nplv_geo.web import create_app
from nplv_geo.web.site import Server, Site

AREA = "?gebied=heerlen-noord"


@pytest.fixture(scope="module")
def site(starter_settings: Settings) -> Site:
    return Server(starter_settings).now()


@pytest.fixture(scope="module")
def client(starter_settings: Settings) -> FlaskClient:
    return create_app(starter_settings).server.test_client()


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


def test_the_map_of_a_view_is_that_of_its_model(client: FlaskClient, site: Site) -> None:
    query = f"{AREA}&laag=koopwoningen_pct"
    answer = client.get(f"/view{query}").get_json()
    assert answer["map"] == json.loads(json.dumps(make_map_model(site.page(query)).as_json()))


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

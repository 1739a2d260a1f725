"""Page, files and API compare with the same, and each says what it can't."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import StringIO

import pytest
from flask.testing import FlaskClient

from nplv_geo.export.data.file import write_data_file
from nplv_geo.export.data_options import DataOptions
from nplv_geo.present.site.search import search_compared
from nplv_geo.web.site import Site

HERE, THERE = "BU09172000", "BU03440311"
CHOSEN = f"{THERE},gelijken,NL00"
QUERY = f"gebied={HERE}&laag=misdrijven_per_1000&vergelijk={CHOSEN}"
ITEM = re.compile(r'<span class="name"><i class="pick [^"]*"></i>([^<]*)</span>')


def list_items(part: str) -> list[str]:
    return [unescape(name) for name in ITEM.findall(part)]


def test_page_file_and_api_name_the_same_with_the_same_figures(
    client: FlaskClient, site: Site
) -> None:
    parts = client.get(f"/view?{QUERY}").get_json()["parts"]
    names = list_items(parts["compared"])
    assert names[1:] == ["Gebieden die het meest lijken (de middelste)", "Nederland"]
    assert names[0].endswith(" (Utrecht)")
    answer = client.get(f"/api/v1/values?{QUERY}").get_json()
    assert [one["id"] for one in answer["references"]] == [THERE, "gelijken", "NL00"]
    assert [one["name"] for one in answer["references"]] == names
    file = write_data_file(site.make_page(f"?{QUERY}"), DataOptions("csv"), "https://x.example")
    rows = {row["code"]: row for row in csv.DictReader(StringIO(file.content.decode()))}
    for one in answer["references"]:
        value = rows[one["id"]]["value"]
        assert (float(value) if value else None) == pytest.approx(one["value"], abs=0.01)
    profile = client.get(f"/api/v1/profile?gebied={HERE}&vergelijk={CHOSEN}").get_json()
    listed = {tuple(one["id"] for one in layer["references"]) for layer in profile["layers"]}
    assert listed == {(THERE, "gelijken", "NL00")}


def test_an_answer_without_a_choice_has_the_usual_references(client: FlaskClient) -> None:
    query = "gebied=heerlen-noord&laag=misdrijven_per_1000"
    usual = client.get(f"/api/v1/values?{query}").get_json()["references"]
    assert [one["id"] for one in usual] == ["GM0917", "rest:GM0917", "NL00", "nplv"]
    none = client.get(f"/api/v1/values?{query}&vergelijk=geen").get_json()
    assert none["references"] == []


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        ("BU99999999", 404, "Vergelijking met 'BU99999999' is er niet in deze editie"),
        ("rest", 404, "Vergelijking met 'rest' kan hier niet, want 'rest' hoort bij"),
        ("NL00,nplv,G4,GM0917,GM0363", 400, "kan niet bij parameter 'vergelijk'"),
    ],
)
def test_the_api_leaves_nothing_out_in_silence(
    client: FlaskClient, asked: str, status: int, sentence: str
) -> None:
    query = f"gebied={HERE}&laag=misdrijven_per_1000&vergelijk={asked}"
    answer = client.get(f"/api/v1/values?{query}")
    assert answer.status_code == status
    assert sentence in answer.get_json()["detail"]


def test_a_fifth_pushes_the_oldest_out_and_the_page_says_so(client: FlaskClient) -> None:
    parts = client.get(f"/view?gebied={HERE}&vergelijk=nplv,{CHOSEN},GM0917").get_json()["parts"]
    assert len(list_items(parts["compared"])) == 4
    told = unescape(parts["unmet"])
    assert "vergelijking met 'Heerlen': dat valt af, met hoogstens 4 tegelijk kan het" in told


def test_an_area_to_compare_with_is_found_by_name_at_any_level(site: Site) -> None:
    page = site.make_page(f"?{QUERY}")
    found = search_compared(page, "hoensbroek-c").options
    assert [(one.label, one.note) for one in found] == [("Hoensbroek-Centrum", "buurt, Heerlen")]
    assert f"vergelijk=BU09171200,{CHOSEN}" in found[0].href
    # What is compared with, and the area itself, are there already.
    assert search_compared(page, page.name_area(HERE)).options == ()
    assert "Nederland" not in [one.label for one in search_compared(page, "nederland").options]

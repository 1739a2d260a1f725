"""The API: the numbers of the command line, its document, its failures, and whoever asks oddly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from nplv_geo.commands.main import main
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from nplv_geo.web import create_app
from nplv_geo.web.api.openapi import BASE, OPERATIONS
from nplv_geo.web.api.routes import add_api
from nplv_geo.web.site import Server
from tests import starter_tables
from tests.makers import hold, let_go, make_queue

HEERLEN = f"{BASE}/values?gebied=heerlen-noord&laag=koopwoningen_pct"
NAMES = [operation.id for operation in OPERATIONS]
# What there is, for requests that should be answered with figures.
REAL = {
    "gebied": ("heerlen-noord", "GM0917", "WK091720", "bu09172000", "NL00", "nplv", "NL01"),
    "laag": ("koopwoningen_pct", "inwoners", "misdrijven_per_1000"),
    "gemeente": ("GM0917", "GM0363"),
    "periode": ("2024", "2023"),
    "niveau": ("buurt", "wijk", "focusgebied", "gemeente"),
}


@pytest.fixture(scope="module")
def flask(
    starter_settings: Settings, starter_edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    assert starter_edition.id
    flask, queue = Flask("nplv_geo.web"), make_queue(tmp_path_factory.mktemp("state"))
    add_api(flask, Server(starter_settings), starter_settings, queue)
    yield flask
    queue.close()


@pytest.fixture
def client(flask: Flask) -> FlaskClient:
    return flask.test_client()


def command(monkeypatch: pytest.MonkeyPatch, settings: Settings, *asked: str) -> str:
    monkeypatch.setenv("NPLV_DATA", str(settings.data))
    done = CliRunner().invoke(main, list(asked))
    assert done.exit_code == 0, done.output
    return done.stdout


# --- the same as elsewhere ------------------------------------------------------------------------


def test_a_value_is_that_of_the_command(
    client: FlaskClient, starter_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["--area", "heerlen-noord", "--layer", "koopwoningen_pct", "--format", "json"]
    printed = command(monkeypatch, starter_settings, "values", *asked)
    found = client.get(HEERLEN).json
    assert found == json.loads(printed)
    assert (found["value"], found["period"], found["status"]) == (homes_by_wijk(), "2024", "ok")
    assert (found["made_of"], found["coverage"]) == ("wijk", 1.0)


def homes_by_wijk() -> float:
    """Percentage owner-occupied of Heerlen-Noord: by its wijken, weighted with their households.

    Of one buurt nothing is published, so the wijken cover the area better.
    """
    figures = starter_tables.columns()
    wijken = figures[figures.index.str.startswith("WK0917")]
    assert len(wijken) == 14
    households, homes = wijken["HuishoudensTotaal:2024"], wijken["Koopwoningen:2024"]
    return round(float((households * homes).sum() / households.sum()), 1)


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_profile_is_that_of_the_command(
    form: str, client: FlaskClient, starter_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["--area", "heerlen-noord", "--format", form]
    printed = command(monkeypatch, starter_settings, "profile", *asked)
    answer = client.get(f"{BASE}/profile?gebied=heerlen-noord&vorm={form}")
    if form == "text":
        assert (answer.text, answer.mimetype) == (printed, "text/plain")
    else:
        assert answer.json == json.loads(printed)


def test_areas_come_by_level_and_gemeente(client: FlaskClient) -> None:
    focus = client.get(f"{BASE}/areas?niveau=focusgebied").json
    assert focus["total"] == len(focus["areas"]) == 20
    buurten = client.get(f"{BASE}/areas?niveau=buurt&gemeente=GM0917").json
    assert buurten["total"] == 34
    assert {area["gemeente"] for area in buurten["areas"]} == {"GM0917"}
    heerlen = next(area for area in focus["areas"] if area["id"] == "heerlen-noord")
    assert (heerlen["name"], heerlen["inhabitants"]) == ("Heerlen-Noord", 52965.0)


def test_layers_tell_what_they_are_and_which_periods_there_are(client: FlaskClient) -> None:
    found = client.get(f"{BASE}/layers?per_pagina=500").json["layers"]
    homes = next(layer for layer in found if layer["id"] == "koopwoningen_pct")
    assert (homes["label"]["nl"], homes["unit"], homes["decimals"]) == ("Koopwoningen", "%", 0)
    assert [period["table"] for period in homes["periods"]] == ["85984NED", "86165NED"]
    crime = next(layer for layer in found if layer["id"] == "misdrijven_per_1000")
    assert [period["period"] for period in crime["periods"]][-1] == "2025"


def test_values_of_a_level_keep_their_statuses(client: FlaskClient) -> None:
    url = f"{BASE}/layers/koopwoningen_pct/values?niveau=buurt&gemeente=GM0917"
    found = client.get(url).json
    values = {value["area"]["id"]: value for value in found["values"]}
    assert (found["total"], found["period"]) == (34, "2024")
    assert values["BU09171000"]["value"] == 55.0
    assert values["BU09173002"] == {
        "area": {
            "id": "BU09173002",
            "name": values["BU09173002"]["area"]["name"],
            "level": "buurt",
        },
        "value": None,
        "status": "suppressed",
        "reason": "zero_or_withheld",
        "coverage": 0.0,
        "signs": [],
        "bounds": None,
        "carried": None,
    }


@pytest.mark.parametrize(
    ("layer", "period", "signs"),
    [
        ("koopwoningen_pct", "2024", {"NL00": [], "GM0917": []}),
        # Inhabitants of 2025 are published of the country only; that year of the police is new.
        (
            "misdrijven_per_1000",
            "2025",
            {"NL00": ["provisional"], "GM0917": ["weights", "provisional"]},
        ),
        ("goed_ervaren_gezondheid_pct", "2024", {"NL00": ["estimate"], "GM0917": ["estimate"]}),
    ],
)
def test_signs_stand_beside_a_figure(
    layer: str, period: str, signs: dict[str, list[str]], client: FlaskClient
) -> None:
    for area, expected in signs.items():
        one = client.get(f"{BASE}/values?gebied={area}&laag={layer}&periode={period}").json
        assert one["signs"] == expected, area
        level = "nederland" if area == "NL00" else "gemeente"
        listed = client.get(f"{BASE}/layers/{layer}/values?niveau={level}&periode={period}").json
        (row,) = [row for row in listed["values"] if row["area"]["id"] == area]
        assert row["signs"] == expected, area


def test_shapes_are_geojson_in_degrees(client: FlaskClient, starter_edition: Edition) -> None:
    own = client.get(f"{BASE}/geometry?gebied=heerlen-noord")
    assert own.mimetype == "application/geo+json"
    assert [shape["id"] for shape in own.json["features"]] == ["heerlen-noord"]
    inside = client.get(f"{BASE}/geometry?gebied=heerlen-noord&niveau=buurt&per_pagina=20").json
    assert (inside["total"], len(inside["features"]), inside["schematic"]) == (34, 20, True)
    west, south, east, north = starter_edition.areas.row("heerlen-noord")[
        ["west", "south", "east", "north"]
    ]
    for shape in inside["features"]:
        lon, lat = shape["geometry"]["coordinates"][0][0][:2]
        assert west - 0.01 < lon < east + 0.01
        assert south - 0.01 < lat < north + 0.01


def test_the_programme_of_an_area_comes_with_its_sources(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/programme?gebied=rotterdam-zuid").json
    assert answer["area"] == {
        "id": "rotterdam-zuid",
        "name": "Rotterdam-Zuid",
        "level": "focusgebied",
    }
    by_id = {fact["id"]: fact for fact in answer["facts"]}
    deal = by_id["rotterdam_geld_regiodeal_1"]
    assert (deal["kind"], deal["amount"], deal["amount_to"]) == ("geld", 130, None)
    assert deal["unit"] == {"nl": "miljoen euro", "en": "million euros"}
    assert (deal["since"], deal["until"], deal["date"]) == ("2018", "2022", None)
    assert by_id["rotterdam_voortgang_halverwege"]["precision"] == "ongeveer"
    assert [figure["amount"] for figure in answer["figures"]] == [871]
    assert all(row["url"].startswith("https://") for row in (*answer["facts"], *answer["figures"]))


# --- pages, caching, openness ---------------------------------------------------------------------


def test_pages_lead_to_one_another_and_hold_each_area_once(client: FlaskClient) -> None:
    url: str | None = f"{BASE}/areas?niveau=buurt&per_pagina=200"
    seen: list[str] = []
    while url:
        answer = client.get(url)
        seen += [area["id"] for area in answer.json["areas"]]
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers["Link"])
        url = following[1] if following else None
    assert len(seen) == len(set(seen)) == 508
    beyond = client.get(f"{BASE}/areas?niveau=buurt&pagina=99")
    assert beyond.json["areas"] == []
    assert 'pagina=6>; rel="prev"' in beyond.headers["Link"]


def test_what_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    answer = client.get(HEERLEN)
    tag = answer.headers["ETag"]
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get(HEERLEN, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    other = client.get(f"{HEERLEN}&periode=2024", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_long_answers_are_compressed_for_who_can_read_that(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/areas", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < len(client.get(f"{BASE}/areas").data) / 3


def test_any_page_may_read_it_and_head_tells_the_same(client: FlaskClient) -> None:
    head = client.head(HEERLEN)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options(HEERLEN)
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"].split(", ")
    assert client.get(f"{BASE}/nergens").headers["Access-Control-Allow-Origin"] == "*"


def test_an_earlier_edition_can_be_asked_for(starter_settings: Settings, tmp_path: Path) -> None:
    server = Server(starter_settings)
    first = server.find_current_site().edition.id
    queue = make_queue(tmp_path)
    flask = Flask("nplv_geo.web")
    add_api(flask, server, starter_settings, queue)
    answer = flask.test_client().get(f"{BASE}/areas?editie={first}")
    assert answer.json["edition"] == first
    queue.close()


# --- what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/areas?straat=1", 400, "Parameter 'straat' bestaat niet; kies uit niveau, gemeente,"),
        ("/areas?niveau=straat", 400, "'straat' kan niet bij parameter 'niveau'"),
        ("/areas?pagina=0", 400, "'0' kan niet bij parameter 'pagina'"),
        ("/areas?per_pagina=100000", 400, "'100000' kan niet bij parameter 'per_pagina'"),
        ("/areas?pagina=1&pagina=2", 400, "Parameter 'pagina' staat er meer dan één keer"),
        ("/areas?gemeente=GM9999", 404, "Gebied 'GM9999' is er niet in deze editie"),
        ("/areas?editie=gisteren", 404, "Editie 'gisteren' is er niet (meer)"),
        ("/areas?editie=../x", 400, "'../x' kan niet bij parameter 'editie'"),
        ("/values?laag=inwoners", 400, "Parameter 'gebied' ontbreekt"),
        ("/values?gebied=heerlen&laag=inwoners", 404, "Gebied 'heerlen' is er niet"),
        ("/values?gebied=NL00&laag=geluk", 404, "Kaartlaag 'geluk' is er niet in deze editie"),
        (
            "/values?gebied=NL00&laag=inwoners&periode=1999",
            404,
            "'inwoners' over 1999 is er niet; kies uit ",
        ),
        ("/values?gebied=../../etc/passwd&laag=x", 400, "kan niet bij parameter 'gebied'"),
        ("/layers/stapeling/values?niveau=buurt", 404, "Kaartlaag 'stapeling' is er niet"),
        ("/geometry?gebied=NL00", 404, "Van 'NL00' zijn er in deze editie geen grenzen"),
        ("/programme?gebied=GM0599", 404, "'GM0599' is geen focusgebied"),
        ("/areas?taal=en&x=1", 400, "There is no parameter 'x'; choose from"),
        ("/nergens", 404, "Dit adres is er niet; kijk op /api/v1/ wat er wel is."),
    ],
)
def test_one_sentence_tells_what_is_wrong(
    path: str, status: int, words: str, client: FlaskClient
) -> None:
    answer = client.get(BASE + path)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert words in answer.json["detail"]
    assert answer.json["detail"].endswith(".")


def test_a_query_without_end_is_refused(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/areas?x={'y' * 10_000_000}")
    assert (answer.status_code, len(answer.data) < 300) == (400, True)


def test_writing_and_other_forms_are_refused(client: FlaskClient) -> None:
    answer = client.post(f"{BASE}/areas", data="x")
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    other = client.get(HEERLEN, headers={"Accept": "text/html"})
    assert (other.status_code, other.mimetype) == (406, "application/problem+json")
    assert client.get(HEERLEN, headers={"Accept": "text/html, */*;q=0.1"}).status_code == 200


def test_when_it_is_busy_it_says_when_to_come_back(
    starter_settings: Settings, tmp_path: Path
) -> None:
    flask, queue = Flask("nplv_geo.web"), make_queue(tmp_path, waiting=0, more={hold: str})
    add_api(flask, Server(starter_settings), starter_settings, queue)
    queue.submit(hold, "busy")
    answer = flask.test_client().get(f"{BASE}/geometry?gebied=heerlen-noord")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.mimetype == "application/problem+json"
    let_go("busy")
    queue.close()


# --- the document and the page --------------------------------------------------------------------


def test_examples_on_the_page_work(client: FlaskClient) -> None:
    page = client.get(f"{BASE}/").text
    examples = [unescape(url) for url in re.findall(r'class="example" href="([^"]+)"', page)]
    assert len(examples) == 17
    for url in examples:
        assert client.get(url).status_code == 200, url
    assert "Everything about an area" in client.get(f"{BASE}/?taal=en").text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_document_is_valid(language: str, client: FlaskClient) -> None:
    document: Any = client.get(f"{BASE}/openapi.json?taal={language}").json
    validate(document)
    assert document["openapi"] == "3.1.0"
    assert len(document["paths"]) == len(OPERATIONS) == 8


def plain(flask: Flask) -> Callable[..., Iterable[bytes]]:
    """The same server for a client that says it reads gzip, and does not."""

    def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401  # WSGI's own
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return flask(environ, start)

    return app


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("name", NAMES)
def test_schemathesis_finds_no_failure(
    name: str, mode: schemathesis.GenerationMode, flask: Flask
) -> None:
    schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", plain(flask))
    operation = schema.find_operation_by_id(name)
    answered: set[int] = set()

    @seed(5)
    @settings(
        max_examples=60,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def ask(case: schemathesis.Case, data: st.DataObject) -> None:
        # Made-up areas are not there: two in three times a request is for something that is.
        if mode.is_positive and data.draw(st.sampled_from([True, True, False])):
            for asked in (case.query, case.path_parameters):
                for key in set(asked or {}) & set(REAL):
                    asked[key] = data.draw(st.sampled_from(REAL[key]))
            case.query.pop("editie", None)
        # An empty list is not sent at all: what makes the request wrong would never arrive.
        assume(mode.is_positive or [] not in (case.query or {}).values())
        answered.add(case.call_and_validate().status_code)

    ask()
    assert answered <= {200 if mode.is_positive else 400, 404}
    assert answered != {404}


def test_the_whole_server_has_the_api(starter_settings: Settings) -> None:
    client = create_app(starter_settings).server.test_client()
    assert client.get(HEERLEN).json["value"] == homes_by_wijk()
    assert client.get("/api/").headers["Location"] == f"{BASE}/"
    assert client.get("/api/v2/areas").mimetype == "application/problem+json"
    assert client.get("/geo/x").mimetype == "text/html"

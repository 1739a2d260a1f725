"""What a client may ask: bodies, posts, names, proxies, how often, and what fills the memory."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from nplv_geo.edition.store import open_current
from nplv_geo.ground.errors import SettingsError
from nplv_geo.ground.settings import Settings, read_settings
from nplv_geo.web import create_app

POST = "/_dash-update-component"
SEARCH = {
    "output": "search.found",
    "outputs": {"id": "search", "property": "found"},
    "inputs": [{"id": "search", "property": "text", "value": "heer"}],
    "changedPropIds": ["search.text"],
    "parsedChangedPropsIds": ["search.text"],
    "state": [{"id": "url", "property": "search", "value": "?taal=en"}],
}


def serve(settings: Settings, **more: object) -> FlaskClient:
    return create_app(replace(settings, **more)).server.test_client()  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def public(starter_settings: Settings) -> FlaskClient:
    return serve(starter_settings, url="https://wijken.example.nl")


@pytest.fixture(scope="module")
def behind(starter_settings: Settings) -> FlaskClient:
    return serve(starter_settings, proxies=("10.0.0.0/24",))


# --- bodies and posts -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", [POST, "/", "/api/v1/areas", "/export/map.png"])
def test_a_body_of_more_than_64_kb_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data=b"x" * (64 * 1024 + 1), content_type="application/json")
    assert answer.status_code == 413
    sentence = "De vraag is te groot; stuur hoogstens 64 kB."
    told = answer.get_json()["detail"] if path.startswith("/api") else answer.text
    assert told.strip() == sentence


def test_what_the_page_sends_is_answered(client: FlaskClient) -> None:
    answer = client.post(POST, json=SEARCH)
    assert answer.status_code == 200
    assert "Heerlen-Noord" in answer.text


MALFORMED = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"{}",
    b"[" * 10_000,
    b'"x"',
    b"\xff\xfe",
    *(
        json.dumps(SEARCH | change).encode()
        for change in (
            {"output": "page.className"},
            {"output": 5},
            {"output": "..search.found..."},
            {"outputs": None},
            {"outputs": {"id": "search", "property": "text"}},
            {"outputs": {"id": "", "property": "found"}},
            {"outputs": []},
            {"inputs": None},
            {"inputs": []},
            {"inputs": [{"id": "search", "property": "text", "value": 5}]},
            {"inputs": [{"id": "search", "property": "text", "value": ["x"]}]},
            {"inputs": [{"id": {"a": 1}, "property": "text", "value": ""}]},
            {"inputs": SEARCH["inputs"] * 2},
            {"state": []},
            {"state": None},
            {"state": [{"id": "url", "property": "href", "value": ""}]},
            {"changedPropIds": None},
            {"changedPropIds": {"a": 1}},
            {"cancelJob": "x"},
        )
    ),
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_post_is_refused_in_one_line(client: FlaskClient, body: bytes) -> None:
    with capture_logs() as told:
        answer = client.post(POST, data=body, content_type="application/json")
    assert (answer.status_code, answer.text) == (
        400,
        "De vraag klopt niet; laad de pagina opnieuw.\n",
    )
    warned = [line["event"] for line in told if line["log_level"] != "info"]
    assert warned == ["post refused"]


@pytest.mark.parametrize(
    "path",
    [
        "/_dash-component-suites/os/path.py",
        "/_dash-component-suites/dash/../setup.py",
        "/_dash-component-suites/dash/dcc/nothing.js",
        "/_dash-component-suites/dash/dcc/dash_core_components.v0_0_0m1.py",
        "/_dash-component-suites/x/y",
        "/_dash-update-component",
        "/wp-admin/",
        "/.git/config",
        "/assets/",
        "/assets/../pyproject.toml",
    ],
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in {404, 405}


# --- names and proxies ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("wijken.example.nl", 200),
        ("WIJKEN.example.nl:8443", 200),
        ("127.0.0.1:8050", 200),
        ("localhost", 200),
        ("evil.example", 421),
        ("user:pw@wijken.example.nl", 421),
        ("wijken.example.nl.evil.example", 421),
        ("", 421),
    ],
)
def test_with_a_public_address_other_names_are_refused(
    public: FlaskClient, host: str, status: int
) -> None:
    answer = public.get("/methode", headers={"Host": host})
    assert answer.status_code == status
    assert public.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["user:pw@evil.example", "a b", "x/y", "?", "a,b"])
def test_a_name_that_can_not_be_one_is_refused_everywhere(client: FlaskClient, host: str) -> None:
    answer = client.get("/methode", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.text == "Onder deze naam staat hier niets; gebruik het adres dat u kreeg.\n"


@pytest.mark.parametrize(
    ("address", "is_believed"),
    [("10.0.0.7", True), ("10.0.1.7", False), ("127.0.0.1", False), ("", False)],
)
def test_only_named_proxies_tell_where_a_request_came_from(
    behind: FlaskClient, address: str, *, is_believed: bool
) -> None:
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "wijken.example.nl"}
    robots = behind.get("/robots.txt", headers=told, environ_overrides={"REMOTE_ADDR": address})
    where = "https://wijken.example.nl" if is_believed else "http://localhost"
    assert f"Sitemap: {where}/sitemap.xml" in robots.text


# --- how often ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "path"),
    [("api", "/api/v1/layers"), ("export", "/export/map.png?gebied=x"), ("search", POST)],
)
def test_who_asks_too_often_is_told_when_to_come_back(
    starter_settings: Settings, kind: str, path: str
) -> None:
    client = serve(starter_settings, limits={kind: 3})

    def ask(address: str) -> object:
        where = {"REMOTE_ADDR": address}
        if kind == "search":
            return client.post(path, json=SEARCH, environ_overrides=where)
        return client.get(path, environ_overrides=where)

    answers = [ask("192.0.2.1") for _ in range(5)]
    assert [answer.status_code == 429 for answer in answers] == [False] * 3 + [True] * 2  # type: ignore[attr-defined]
    refused = answers[-1]
    seconds = int(refused.headers["Retry-After"])  # type: ignore[attr-defined]
    assert 1 <= seconds <= 60
    told = refused.get_json()["detail"] if kind == "api" else refused.text.strip()  # type: ignore[attr-defined]
    assert told.startswith("U vraagt te veel in korte tijd; probeer het over ")
    # Others, and what costs little, go on.
    assert ask("192.0.2.2").status_code != 429  # type: ignore[attr-defined]
    for other in ("/view", "/export/bon/x", "/healthz", "/methode"):
        assert client.get(other, environ_overrides={"REMOTE_ADDR": "192.0.2.1"}).status_code < 400


def test_a_network_of_ipv6_is_one_client(starter_settings: Settings) -> None:
    client = serve(starter_settings, limits={"api": 2})
    found = [
        client.get(
            "/api/v1/layers", environ_overrides={"REMOTE_ADDR": f"2001:db8:0:{net}::{n}"}
        ).status_code
        for net, n in ((1, 1), (1, 2), (1, 3), (2, 1))
    ]
    assert found == [200, 200, 429, 200]


def test_limits_and_proxies_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().limits == {"export": 60, "search": 1_200, "api": 600}
    monkeypatch.setenv("NPLV_LIMITS", "1,0,3")
    monkeypatch.setenv("NPLV_PROXIES", "10.0.0.7, fd00::/8")
    assert read_settings().limits == {"export": 1, "search": 0, "api": 3}
    assert read_settings().proxies == ("10.0.0.7", "fd00::/8")
    monkeypatch.setenv("NPLV_PROXIES", "proxy.example")
    with pytest.raises(SettingsError, match=r"NPLV_PROXIES bevat 'proxy.example'; geef adressen"):
        read_settings()
    monkeypatch.delenv("NPLV_PROXIES")
    monkeypatch.setenv("NPLV_LIMITS", "veel")
    with pytest.raises(SettingsError, match=r"NPLV_LIMITS is 'veel'; geef drie getallen"):
        read_settings()


# --- memory ---------------------------------------------------------------------------------------


def test_what_a_stranger_adds_to_a_query_takes_no_room(starter_settings: Settings) -> None:
    app = create_app(starter_settings)
    client = app.server.test_client()
    known = client.get("/view?gebied=heerlen-noord").get_json()
    cache = app.site_server.find_current_site().edition.cache
    entries, size = len(cache), cache.bytes
    for n in range(300):
        answer = client.get(f"/view?gebied=heerlen-noord&x{n}={n}").get_json()
        assert f"x{n}" in answer["parts"]["unmet"]
    assert len(cache) <= entries + 1
    assert cache.bytes <= size + 1_000
    # Nothing of it stays for who comes next.
    assert client.get("/view?gebied=heerlen-noord").get_json() == known
    assert open_current(starter_settings.editions).id == known["edition"]

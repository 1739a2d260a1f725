"""Headers of every answer: the policy for scripts, what may be kept, and who may load it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from nplv_geo.ground.settings import Settings
from nplv_geo.web import create_app

PAGES = ("/", "/?gebied=heerlen-noord&toon=ontwikkeling", "/embed", "/programma", "/methode")
OTHERS = (
    "/wijzigingen",
    "/toegankelijkheid",
    "/api/v1/",
    "/bestaat-niet",
    "/view",
    "/export/map.png?gebied=x",
)
SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)


def hash_of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize("path", PAGES)
def test_scripts_in_the_page_run_by_their_hash_and_no_others(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    (rule,) = [one for one in policy.split("; ") if one.startswith("script-src")]
    found = [
        hash_of(text)
        for kind, text in SCRIPT.findall(answer.text)
        if " src=" not in kind and "application/json" not in kind and "wanted" not in kind
    ]
    assert rule.split()[1:] == ["'self'", *found]
    assert len(found) == (3 if path.startswith(("/?", "/embed")) or path == "/" else 0)
    assert "unsafe-eval" not in policy
    assert re.findall(r'\son\w+="', answer.text) == []


@pytest.mark.parametrize("path", [*PAGES, *OTHERS, "/healthz", "/geo/x/y", "/api/v1/areas"])
def test_every_answer_says_what_may_be_done_with_it(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    headers = answer.headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    is_page = answer.mimetype == "text/html" and path != "/embed"
    assert headers["Cross-Origin-Resource-Policy"] == ("same-origin" if is_page else "cross-origin")
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers
    assert "Cache-Control" in headers


@pytest.mark.parametrize("path", [*PAGES, "/wijzigingen", "/api/v1/", "/api/v1/openapi.json"])
def test_a_page_that_did_not_change_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert client.get(path, headers={"If-None-Match": 'W/"x"'}).status_code == 200
    packed = client.get(path, headers={"Accept-Encoding": "br"})
    tag = {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "br"}
    assert client.get(path, headers=tag).status_code == 304


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/bestaat-niet", "/export/map.png?dpi=9"])
def test_health_and_failures_are_never_kept(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_with_tls_in_front_browsers_stay_on_it(starter_settings: Settings) -> None:
    settings = replace(starter_settings, url="https://wijken.example.nl")
    client = create_app(settings).server.test_client()
    answer = client.get("/healthz", base_url="https://wijken.example.nl")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"

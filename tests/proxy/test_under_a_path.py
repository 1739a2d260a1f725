"""Under a path of another site: page, shapes, files, embedded map, API and 404, strip and keep."""

from __future__ import annotations

import json
import re
import urllib.request
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from nplv_geo.web.place import Place
from tests.browser.pages import TILE_HOST
from tests.proxy.conftest import PUBLIC, Proxied

VIEW = "?gebied=heerlen-noord&laag=koopwoningen_pct"
PAGES = (
    "/",
    "/programma",
    "/programma/heerlen-noord",
    "/methode",
    "/wijzigingen",
    "/toegankelijkheid",
    "/api/v1/",
)
_ADDRESS = re.compile(r'\s(?:href|src|data-copy)="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Any
    text: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def ask(url: str, method: str = "GET", **headers: str) -> Answer:
    request = urllib.request.Request(url, method=method, headers=headers)  # noqa: S310
    try:
        answer = urllib.request.build_opener(_Stay).open(request, timeout=60)
    except HTTPError as error:
        answer = error
    with answer:
        return Answer(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))


def addresses(html: str) -> set[str]:
    """What the page links to on its own site, but for other views of itself."""
    found = {unescape(one) for one in _ADDRESS.findall(html)}
    return {one for one in found if not one.startswith(("?", "#", "http", "data:", "<", "mailto"))}


# --- what is sent ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_every_address_on_a_page_is_under_the_path_and_there(proxied: Proxied, path: str) -> None:
    answer = ask(proxied.url + path)
    assert answer.status == 200
    found = addresses(answer.text)
    assert {one for one in found if not one.startswith("/wijken/")} == set()
    small = sorted(one for one in found if "/export/" not in one)[:12]
    assert len(small) > 3
    assert {one: ask(urljoin(proxied.host, one)).status for one in small} == dict.fromkeys(
        small, 200
    )


def test_the_map_finds_its_shapes_and_figures(proxied: Proxied) -> None:
    view = json.loads(ask(f"{proxied.url}/view{VIEW}").text)
    found = addresses("".join(view["parts"].values()))
    assert {one for one in found if not one.startswith("/wijken/")} == set()
    files = [*view["map"]["files"], view["map"]["outline"][0]]
    shapes = [json.loads(ask(proxied.url + file).text)["codes"] for file in files]
    assert len(shapes[0]) == 34
    page = ask(f"{proxied.url}/{VIEW}").text
    assert '<html lang="nl" data-base="/wijken">' in page
    assert f'href="/wijken{files[0]}"' in page
    assert 'url("/wijken/assets/fonts/source-sans-3.woff2")' in page
    assert '"requests_pathname_prefix":"/wijken/"' in page.replace("\\u002f", "/")


def test_files_to_take_along_lead_back_to_the_public_address(proxied: Proxied) -> None:
    answer = ask(f"{proxied.url}/export/data.csv{VIEW}")
    assert answer.status == 200
    assert "koopwoningen_pct" in answer.text
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    picture = ask(f"{proxied.url}/export/map.svg{VIEW}")
    assert picture.status == 200
    assert f"{PUBLIC}/?gebied=heerlen-noord".removeprefix("https://") in unescape(picture.text)
    refused = ask(f"{proxied.url}/export/data.csv?gebied=zzz")
    assert (refused.status, refused.text) == (
        400,
        "Gebied 'zzz' is er niet in deze editie; kies iets dat op de site te kiezen is.\n",
    )


def test_the_embedded_map_and_the_code_for_it(proxied: Proxied) -> None:
    page = ask(f"{proxied.url}/embed{VIEW}").text
    assert '<body class="embed">' in page
    take = json.loads(ask(f"{proxied.url}/view{VIEW}").text)["parts"]["take"]
    assert '<iframe src="/wijken/embed?gebied=heerlen-noord' in unescape(unescape(take))


def test_the_api_names_addresses_under_the_path(proxied: Proxied) -> None:
    api = f"{proxied.url}/api/v1"
    value = json.loads(ask(f"{api}/values?gebied=heerlen-noord&laag=inwoners").text)
    assert value["area"]["id"] == "heerlen-noord"
    assert json.loads(ask(f"{api}/openapi.json").text)["servers"] == [{"url": PUBLIC}]
    links = ask(f"{api}/areas?per_pagina=10").headers["Link"]
    assert links.count("</wijken/api/v1/areas?per_pagina=10&pagina=") == 3
    assert ask(f"{proxied.url}/api").headers["Location"] == "/wijken/api/v1/"
    preflight = ask(f"{api}/areas", "OPTIONS", Origin="https://krant.example")
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert f"<loc>{PUBLIC}/methode</loc>" in ask(f"{proxied.url}/sitemap.xml").text
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in ask(f"{proxied.url}/robots.txt").text


def test_what_is_not_there_and_the_path_without_its_slash(proxied: Proxied) -> None:
    unknown = ask(f"{proxied.url}/methoden")
    assert unknown.status == 404
    assert '<li><a href="/wijken/methode">Methode</a></li>' in unknown.text
    assert ask(f"{proxied.host}/methode").text == "De site van de gemeente zelf"
    answer = ask(f"{proxied.host}/wijken")
    assert answer.status == 308
    assert urlsplit(answer.headers["Location"]).path == "/wijken/"


def test_the_server_itself_can_be_asked_with_and_without_the_path(dashboard: str) -> None:
    for path in ("/healthz", "/wijken/healthz"):
        assert ask(dashboard + path).text == "ok"
    assert ask(f"{dashboard}/wijken{VIEW}").status == 200


# --- in the browser -------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_reader_walks_about_under_the_path(proxied: Proxied, browser: Browser) -> None:
    context = browser.new_context(accept_downloads=True, viewport={"width": 1440, "height": 900})
    context.route(f"https://{TILE_HOST}/**", lambda route: route.abort())
    asked: list[str] = []
    failed: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("response", lambda answer: failed.append(answer.url) if not answer.ok else None)
    page = context.new_page()
    try:
        walk(page, proxied)
    finally:
        context.close()
    assert failed == []
    outside = [one for one in asked if one.startswith(proxied.host)]
    assert [one for one in outside if not one.startswith(f"{proxied.url}/")] == []


def walk(page: Page, proxied: Proxied) -> None:
    page.goto(f"{proxied.url}/")
    page.locator("#map path[data-code='heerlen-noord']").first.click()
    expect(page.locator("#heading h1")).to_contain_text("Heerlen-Noord")
    assert urlsplit(page.url).path == "/wijken/"
    expect(page.locator("#map path[data-code]")).to_have_count(34)
    page.locator("#cards .card").first.scroll_into_view_if_needed()
    expect(page.locator("#cards .js-plotly-plot").first).to_be_visible()
    page.locator("#search").fill("breda")
    page.get_by_role("option").first.click()
    expect(page.locator("#heading h1")).to_contain_text("Breda")
    page.locator("button[data-sheet='take']:visible").first.click()
    page.locator("#take summary").click()
    with page.expect_download() as download:
        page.locator("#take a[href*='/export/data.csv']").first.click()
    assert download.value.suggested_filename.endswith(".csv")
    page.goto(f"{proxied.url}/embed{VIEW}")
    expect(page.locator("#map path[data-code]")).to_have_count(34)


# --- in one place ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "placed"),
    [
        ('<a href="/methode">', '<a href="/w/methode">'),
        ('<a class="x" href="/">', '<a class="x" href="/w/">'),
        ('<a href="?laag=x">', '<a href="?laag=x">'),
        ('<a href="//elders.nl/x">', '<a href="//elders.nl/x">'),
        ('<a href="https://elders.nl/x">', '<a href="https://elders.nl/x">'),
        ('<a data-copy="&lt;i src=&#34;/x&#34;>">', '<a data-copy="&lt;i src=&#34;/w/x&#34;>">'),
        ('<p>De map href of "/geo"</p>', '<p>De map href of "/geo"</p>'),
    ],
)  # fmt: skip
def test_the_path_goes_before_addresses_and_nothing_else(html: str, placed: str) -> None:
    assert Place("/w").put_in_html(html) == placed
    assert Place().put_in_html(html) == html

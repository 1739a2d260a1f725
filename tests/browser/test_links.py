"""Wrong links, frames of other sites, and a background that does not come, in the browser."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from tests.browser.axe import assert_no_sideways_scrolling
from tests.browser.pages import TELEPHONE, TILE_HOST, Served, Visit, Watch, serving

SAID = "Deze link vroeg om 'koopwoningen_pct' over 1999: dat jaar is er niet"
NEEDS = 'Deze kaart werkt pas als het kader scripts toestaat (sandbox="allow-scripts").'
AREAS = "#map path[data-code]"


def test_the_line_is_there_until_the_reader_chooses(starter: Served, visit: Visit) -> None:
    page = visit(starter, "?gebied=heerlen-noord&laag=koopwoningen_pct&periode=1999")
    line = page.locator("#unmet")
    expect(line).to_contain_text(SAID)
    expect(line).to_have_attribute("role", "status")
    expect(page.locator(".first")).to_have_count(0)
    expect(line).to_be_in_viewport()
    page.locator("#menu a[href*='periode=2025']").first.click()
    expect(page.locator("#heading")).to_contain_text("2025")
    expect(line).to_be_hidden()
    page.go_back()
    expect(line).to_contain_text(SAID)


def test_a_suggestion_is_one_click(starter: Served, visit: Visit) -> None:
    page = visit(starter, "?gebied=tilburg-noord&taal=en", (390, 844))
    line = page.locator("#unmet")
    expect(line).to_contain_text("This link asked for area 'tilburg-noord': it is not in this")
    assert line.bounding_box()["width"] <= 390
    line.locator("a").click()
    expect(page.locator("#heading h1")).to_contain_text("Tilburg Noordwest")
    expect(line).to_be_hidden()


def test_a_background_that_does_not_come_is_told_on_the_map(starter: Served, visit: Visit) -> None:
    page = visit(starter, "?gebied=heerlen-noord&achtergrond=brt")
    told = page.locator(".tiles-failed")
    expect(told).to_contain_text("De achtergrondkaart is nu niet te bereiken.")
    expect(page.locator(AREAS)).to_have_count(34)
    page.locator("#menu a", has_text="Geen").first.click()
    expect(told).to_be_hidden()


@pytest.mark.parametrize("size", [(1440, 900), TELEPHONE], ids=["wide", "telephone"])
@pytest.mark.parametrize("query", ["?gebied=tilburg-noord&achtergrond=brt", "gebied/heerlen-nord"])
def test_a_wrong_link_is_told_to_everybody(
    starter: Served, visit: Visit, watch: Watch, query: str, size: tuple[int, int]
) -> None:
    watch.may_fail.append("heerlen-nord")
    page = visit(starter, query, size)
    meant = page.locator("#unmet a, main.reading .ways a").first
    expect(meant).to_have_text(re.compile("Tilburg Noordwest|Heerlen-Noord"))
    expect(page.locator(".first")).to_have_count(0)
    assert_no_sideways_scrolling(page)


# --- in a frame of another site -------------------------------------------------------------------


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another site, with its pages in a folder."""
    folder = tmp_path_factory.mktemp("newspaper")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def framed(
    starter_settings: Settings,
    starter_edition: Edition,
    newspaper: tuple[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """A dashboard that this other site may frame."""
    assert starter_edition.id
    settings = replace(starter_settings, embed_origins=(newspaper[0],))
    with serving(settings, tmp_path_factory.mktemp("framed")) as url:
        yield url


def open_frame(
    browser: Browser, newspaper: tuple[str, Path], framed: str, sandbox: str
) -> tuple[Page, list[str]]:
    host, folder = newspaper
    address = f"{framed}embed?gebied=heerlen-noord&amp;laag=koopwoningen_pct"
    frame = f'<iframe sandbox="{sandbox}" width="900" height="620" src="{address}"></iframe>'
    (folder / "index.html").write_text(f"<!doctype html><title>Krant</title>{frame}")
    page = browser.new_page()
    failed: list[str] = []
    page.route(f"https://{TILE_HOST}/**", lambda route: route.abort())
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{host}/index.html")
    return page, failed


def test_the_map_works_in_a_frame_that_only_allows_scripts(
    browser: Browser, newspaper: tuple[str, Path], framed: str
) -> None:
    page, failed = open_frame(browser, newspaper, framed, "allow-scripts")
    frame = page.frame_locator("iframe")
    expect(frame.locator(AREAS)).to_have_count(34)
    expect(frame.locator("#heading h1")).to_contain_text("Koopwoningen in Heerlen-Noord")
    assert page.frames[1].evaluate("window.origin") == "null"
    frame.locator(AREAS).first.click()
    expect(frame.locator("#heading")).to_be_visible()
    assert failed == []
    page.close()


def test_a_frame_without_scripts_says_what_it_needs(
    browser: Browser, newspaper: tuple[str, Path], framed: str
) -> None:
    page, _ = open_frame(browser, newspaper, framed, "")
    frame = page.frame_locator("iframe")
    expect(frame.locator("noscript p")).to_have_text(NEEDS)
    page.close()

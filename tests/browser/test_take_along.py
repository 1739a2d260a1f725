"""What a reader takes along from the page: files that are made on request, and links to copy."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from nplv_geo.present.briefing.downloads import make_download_menu
from nplv_geo.present.page.page import Page as Model
from tests.browser.axe import check
from tests.browser.pages import Map, Served, Visit, Watch

AREA = "?gebied=heerlen-noord&laag=koopwoningen_pct"


def opened(visit: Visit, served: Served, query: str = AREA) -> Page:
    page = visit(served, query)
    Map(page).wait_for(served.drawn(query))
    page.get_by_role("button", name="Meenemen").first.click()
    expect(page.locator("#take")).to_be_visible()
    page.locator("#take summary").click()
    return page


def names_of_links(model: Model, group: str) -> list[str]:
    (found,) = [part for part in make_download_menu(model).groups if part.title == group]
    return [link.spoken for row in found.rows for link in row.links]


@pytest.mark.parametrize(
    ("name", "suffix", "start"),
    [
        ("Kaart als plaatje voor een dia (PNG)", "png", b"\x89PNG"),
        ("Briefing, PowerPoint", "pptx", b"PK"),
        ("Deze kaart, CSV", "csv", b"\xef\xbb\xbf"),
    ],
)
def test_a_file_is_made_and_saved_under_its_own_name(
    name: str, suffix: str, start: bytes, starter: Served, visit: Visit
) -> None:
    page = opened(visit, starter)
    # The server gives up after two minutes; a busy machine needs one.
    with page.expect_download(timeout=120_000) as coming:
        page.get_by_role("link", name=name, exact=True).click()
    file = coming.value
    assert re.fullmatch(
        rf"zicht-op-wijken_heerlen-noord_.*_\d{{4}}-\d\d-\d\d\.{suffix}", file.suggested_filename
    )
    assert Path(file.path()).read_bytes().startswith(start)
    expect(page.locator(".making")).to_contain_text(f"Klaar: {file.suggested_filename}")
    # The view stays as it was.
    assert Map(page).shapes() == starter.drawn(AREA)


def test_how_far_a_file_is_can_be_read_and_it_can_be_stopped(
    starter: Served, visit: Visit, watch: Watch
) -> None:
    page = opened(visit, starter)
    watch.may_fail.append("/export/")
    stopped: list[str] = []
    page.on("request", lambda r: stopped.append(r.url) if r.method == "DELETE" else None)
    page.route("**/export/briefing.pptx*", lambda _: None)  # it never comes
    page.route(
        "**/export/bon/*",
        lambda route: (
            route.fulfill(json={"before": 3})
            if route.request.method == "GET"
            else route.continue_()
        ),
    )
    page.get_by_role("link", name="Briefing, PowerPoint").click()
    line = page.locator(".making [role=status]")
    expect(line).to_have_text("Briefing, PowerPoint wacht op de bestanden ervoor: 3")
    check(page)
    page.locator(".making").get_by_role("button", name="Stop").click()
    expect(line).to_have_text("Gestopt.")
    (url,) = stopped
    assert re.search(r"/export/bon/\d+-\d+-\d+-\d+$", url)


def test_a_refusal_is_told_in_the_words_of_the_server(
    starter: Served, visit: Visit, watch: Watch
) -> None:
    page = opened(visit, starter)
    watch.may_fail.append("/export/")
    many = "Er worden nu veel bestanden tegelijk gemaakt; probeer het over 5 seconden opnieuw."
    page.route("**/export/map.svg*", lambda route: route.fulfill(status=503, body=f"{many}\n"))
    page.get_by_role("link", name="Dia (16:9), SVG", exact=True).click()
    line = page.locator(".making [role=status]")
    expect(line).to_have_text(many)
    page.locator(".making").get_by_role("button", name="Sluit").click()
    expect(line).to_have_count(0)


def test_links_are_copied_and_bring_back_the_view(starter: Served, visit: Visit) -> None:
    page = opened(visit, starter)
    page.wait_for_function("() => document.querySelector('#take img').naturalWidth > 600")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = {}
    for name in names_of_links(starter.model(AREA), "Delen"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator("#take [role=status]", has_text="Gekopieerd").last).to_be_visible()
        copied[name] = page.evaluate("() => navigator.clipboard.readText()")
        page.wait_for_timeout(2_100)  # until the link has its own words again
    newest, pinned, snippet = copied.values()
    edition = starter.site.edition.id
    assert newest.startswith(starter.url)
    assert parse_qs(urlsplit(newest).query) == {
        "gebied": ["heerlen-noord"], "laag": ["koopwoningen_pct"],
    }  # fmt: skip
    assert parse_qs(urlsplit(pinned).query)["editie"] == [edition]
    assert re.fullmatch(r'<iframe src="http[^"]+/embed\?[^"]+"[^>]*></iframe>', snippet)
    for link in (newest, pinned):
        page.goto(link)
        Map(page).wait_for(starter.drawn(AREA))

"""Readable and usable for everybody, also on a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_sideways_scrolling
from tests.browser.pages import TELEPHONE, Map, Served, Visit

AREA = "?gebied=heerlen-noord&laag=koopwoningen_pct"


def settled(page: Page, served: Served, query: str) -> None:
    Map(page).wait_for(served.drawn(query))
    expect(page.locator(".map-message:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("sheet", "button"), [("menu", "Laag"), ("panel", "Gebied"), ("take", "Meenemen")]
)
def test_the_bar_opens_a_sheet_and_escape_closes_it(
    sheet: str, button: str, starter: Served, visit: Visit
) -> None:
    page = visit(starter, AREA, size=TELEPHONE)
    settled(page, starter, AREA)
    opener = page.locator("#bar").get_by_role("button", name=button)
    expect(page.locator(f"#{sheet}")).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    expect(page.locator(f"#{sheet}")).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert_no_sideways_scrolling(page)
    page.keyboard.press("Escape")
    expect(page.locator(f"#{sheet}")).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_choosing_a_layer_in_the_sheet_shows_it_on_the_map(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA, size=TELEPHONE)
    settled(page, starter, AREA)
    page.locator("#bar [data-sheet=menu]").click()
    page.locator("#menu a", has_text="WOZ").click()
    expect(page.locator("#menu")).to_be_hidden()
    Map(page).wait_for(starter.drawn("?gebied=heerlen-noord&laag=woz_waarde"))
    expect(page.locator("#bar [data-sheet=menu]")).to_have_attribute("aria-expanded", "false")


def test_one_sheet_at_a_time_and_a_tap_beside_it_closes_it(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA, size=TELEPHONE)
    settled(page, starter, AREA)
    page.locator("#bar [data-sheet=menu]").click()
    page.locator("#bar [data-sheet=panel]").click()
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.locator("#panel")).to_be_visible()
    page.locator("h1").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_closed_sheet_takes_no_focus(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA, size=TELEPHONE)
    settled(page, starter, AREA)
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate("() => Boolean(document.activeElement.closest('#menu, #panel'))")


def test_no_width_scrolls_sideways(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    settled(page, starter, AREA)
    for width in (320, 768, 1024, 1180, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("(width) => window.innerWidth === width", arg=width)
        assert_no_sideways_scrolling(page)

"""The view on undermining in the browser: from the area to its factors, to one, and back."""

from __future__ import annotations

from playwright.sync_api import expect

from nplv_geo.present.page.palette import EVEN
from tests.browser.axe import assert_no_sideways_scrolling
from tests.browser.pages import TELEPHONE, Map, Served, Visit

HEERLEN = "?gebied=heerlen-noord&laag=ondermijning"
FACTOR = f"{HEERLEN}&laag2=bijstand_per_100"


def test_from_the_area_to_a_factor_and_back_by_keyboard(starter: Served, visit: Visit) -> None:
    page = visit(starter, "?gebied=heerlen-noord")
    link = page.locator("#panel").get_by_role("link", name="Bekijk de factoren van dit gebied")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ondermijning: risicofactoren in Heerlen-Noord")
    assert page.url == starter.url + HEERLEN
    Map(page).wait_for(starter.drawn(HEERLEN))
    assert {colour for _, colour in Map(page).shapes().values()} == {EVEN}
    expect(page.locator("#cards .card:visible")).to_have_count(0)
    page.locator("#undermining").get_by_role("link", name="Bijstand").press("Enter")
    expect(page.locator("h1")).to_have_text("Bijstand in Heerlen-Noord")
    Map(page).wait_for(starter.drawn(FACTOR))
    page.get_by_role("link", name="Terug naar de kaart zonder factor").click()
    expect(page.locator("h1")).to_have_text("Ondermijning: risicofactoren in Heerlen-Noord")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Bijstand in Heerlen-Noord")
    page.set_viewport_size({"width": TELEPHONE[0], "height": TELEPHONE[1]})
    assert_no_sideways_scrolling(page)

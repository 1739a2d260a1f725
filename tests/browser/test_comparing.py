"""Two buurten side by side: by mouse, keyboard and on a phone, and what the address keeps of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import Map, Served, Visit, open_copy, reload

# Weggebekker and Hoensbroek-Centrum in Heerlen-Noord.
HERE, BESIDE = "BU09172000", "BU09171200"
LAYER = "laag=misdrijven_per_1000"
PLACE = f"?gebied=heerlen-noord&{LAYER}"
TELEPHONE = (390, 844)


def crosses(page: Page) -> Locator:
    return page.locator("#compared a.remove")


def name_of(starter: Served, code: str) -> str:
    return starter.model().edition.areas.names[code]


def value_of(starter: Served, code: str) -> str:
    page = starter.model(PLACE)
    return page.t.value(page.find_value(code), page.layer)


def expect_side_by_side(page: Page, starter: Served) -> None:
    """Both buurten with their figures on the panel and the cards, and one of them on the line."""
    other = name_of(starter, BESIDE)
    row = page.locator("#panel .references tr", has_text=other)
    expect(row.locator("td.number")).to_have_text(value_of(starter, BESIDE))
    expect(page.locator("#panel .figure strong")).to_have_text(value_of(starter, HERE))
    expect(page.locator("#compared li", has_text=other)).to_be_visible()
    versus = page.locator("#rij-misdrijven_per_1000 .versus")
    expect(versus).to_contain_text(f"{other} {value_of(starter, BESIDE)}")


def test_two_buurten_by_mouse_survive_reload_back_forward_and_the_other_language(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, PLACE)
    shown = Map(page)
    shown.wait_for(starter.drawn(PLACE))
    page.keyboard.down("Shift")
    page.mouse.click(*shown.point_in(BESIDE))
    page.keyboard.up("Shift")
    expect(crosses(page)).to_have_count(3)
    assert f"vergelijk={BESIDE},NL00,GM0917" in page.url
    page.mouse.click(*shown.point_in(HERE))
    page.wait_for_url(re.compile(f"gebied={HERE}"))
    expect_side_by_side(page, starter)
    address = page.url
    reload(page)
    expect_side_by_side(page, starter)
    page.get_by_role("link", name="English").click()
    expect(page.locator(".compare .label")).to_have_text("Compared with:")
    expect_side_by_side_name = page.locator("#compared li", has_text=name_of(starter, BESIDE))
    expect(expect_side_by_side_name).to_be_visible()
    page.go_back()
    expect(page.locator(".compare .label")).to_have_text("Vergeleken met:")
    assert page.url == address
    page.get_by_role("link", name="Ontwikkeling", exact=True).first.click()
    expect(page.locator("#trend table thead th").nth(2)).to_have_text(name_of(starter, BESIDE))
    page.go_back()
    page.go_forward()
    expect(page.locator("#trend table thead th").nth(2)).to_have_text(name_of(starter, BESIDE))
    # The table takes it away again.
    copy = open_copy(page)
    expect(copy.locator("#trend table thead th").nth(2)).to_have_text(name_of(starter, BESIDE))
    copy.close()
    page.goto(address)
    label = f"{name_of(starter, BESIDE)} niet meer vergelijken"
    page.locator("#table").get_by_role("link", name=label).click()
    expect(crosses(page)).to_have_count(2)
    page.go_back()
    expect_side_by_side(page, starter)


def test_two_buurten_by_keyboard_and_one_key_takes_one_away(starter: Served, visit: Visit) -> None:
    page = visit(starter, f"?gebied={HERE}&{LAYER}")
    Map(page).wait_for(starter.drawn(f"?gebied={HERE}&{LAYER}"))
    page.locator(f'#map path[data-code="{BESIDE}"]').focus()
    page.keyboard.press("Shift+Enter")
    expect_side_by_side(page, starter)
    expect(page.locator(f'#map path[data-code="{BESIDE}"]')).to_be_focused()
    # Any other area is found by its name.
    page.locator("#compare-add summary").focus()
    page.keyboard.press("Enter")
    page.locator("#compare-search").focus()
    page.keyboard.type("breda-no")
    expect(page.get_by_role("option", name="Breda-Noord")).to_be_visible()
    page.keyboard.press("Enter")
    expect(crosses(page)).to_have_count(4)
    page.keyboard.press("Escape")
    expect(page.locator("#compare-add summary")).to_be_focused()
    # A fifth pushes the oldest out, and the page says so.
    page.locator("#compare-add summary").press("Enter")
    page.get_by_role("link", name="De 20 focusgebieden samen", exact=True).press("Enter")
    expect(page.locator("#unmet")).to_contain_text("'Heerlen': dat valt af")
    expect(crosses(page)).to_have_count(4)
    crosses(page).first.focus()
    page.keyboard.press("Delete")
    expect(crosses(page)).to_have_count(3)
    expect(crosses(page).first).to_be_focused()
    for left in (2, 1, 0):
        page.keyboard.press("Backspace")
        expect(crosses(page)).to_have_count(left)
    expect(page.locator("#compare-add summary")).to_be_focused()
    assert "vergelijk=geen" in page.url
    page.go_back()
    expect(crosses(page)).to_have_count(1)
    page.go_forward()
    expect(crosses(page)).to_have_count(0)
    reload(page)
    expect(page.locator("#compare-add summary")).to_be_visible()
    expect(crosses(page)).to_have_count(0)


def test_two_buurten_on_a_phone(starter: Served, visit: Visit) -> None:
    page = visit(starter, f"?gebied={BESIDE}&{LAYER}", TELEPHONE)
    shown = Map(page)
    shown.wait_for(starter.drawn(f"?gebied={BESIDE}&{LAYER}"))
    page.get_by_role("button", name="Gebied").click()
    page.locator("#panel .pin a").click()
    expect(page.locator(".compare .hint")).to_contain_text(
        f"U vergelijkt met {name_of(starter, BESIDE)}."
    )
    page.wait_for_url(re.compile("gebied=heerlen-noord"))
    shown.wait_for(starter.drawn(PLACE))
    page.mouse.click(*shown.point_in(HERE))
    page.wait_for_url(re.compile(f"gebied={HERE}"))
    expect_side_by_side_here = page.locator("#compared li", has_text=name_of(starter, BESIDE))
    expect(expect_side_by_side_here).to_be_visible()
    page.get_by_role("button", name="Gebied").click()
    row = page.locator("#panel .references tr", has_text=name_of(starter, BESIDE))
    expect(row.locator("td.number")).to_have_text(value_of(starter, BESIDE))
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE[0]
    reload(page)
    expect(expect_side_by_side_here).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("gebied=heerlen-noord"))
    page.go_forward()
    page.wait_for_url(re.compile(f"gebied={HERE}"))
    expect(expect_side_by_side_here).to_be_visible()


@pytest.mark.parametrize("size", [(1440, 900), TELEPHONE])
def test_crosses_are_large_enough_for_a_thumb(
    size: tuple[int, int], starter: Served, visit: Visit
) -> None:
    page = visit(starter, f"?gebied={HERE}&{LAYER}&vergelijk={BESIDE},NL00,GM0917,nplv", size)
    expect(crosses(page)).to_have_count(4)
    for cross in crosses(page).all():
        box = cross.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    expect(page.locator("#compare-add summary")).to_be_in_viewport()

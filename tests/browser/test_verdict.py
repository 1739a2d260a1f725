"""Number and verdict of the chosen area lie in the first screen, on every width."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.area.verdict import make_verdict
from tests.browser.pages import Map, Served, Visit

QUERY = "?gebied=heerlen-noord&laag=misdrijven_per_1000"
BUURT = "BU09172000"
PHONE = (390, 844)
# Widths with the height of a usual device, and how small letters of the number may be there.
SCREENS = {
    (320, 568): 25,
    PHONE: 25,
    (768, 1024): 34,
    (1024, 768): 34,
    (1180, 820): 34,
    (1280, 720): 34,
    (1440, 900): 34,
    (1920, 1080): 34,
    (3840, 2160): 42,
}
BESIDE = 1180  # widest screen on which the panel does not stand beside the map
LEAST_LETTERS = 13
# Text, box, size of letters, and whether nothing lies above its first and its last line.
_LOOK = """(part) => {
  const { left, top, right, bottom } = part.getBoundingClientRect();
  const lines = [...part.getClientRects()];
  const isOnTop = ({ left, right, top, bottom }) =>
    part.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  return {
    text: part.textContent, left, top, right, bottom,
    letters: parseFloat(getComputedStyle(part).fontSize),
    isSeen: isOnTop(lines[0]) && isOnTop(lines[lines.length - 1]),
  };
}"""


def test_number_and_verdict_lie_in_the_first_screen_on_every_width(
    starter: Served, visit: Visit
) -> None:
    panel = _make_panel(starter, QUERY)
    verdict = make_verdict(panel, starter.model(QUERY).t)
    assert verdict
    page = visit(starter, QUERY, PHONE)
    Map(page).wait_for(starter.drawn(QUERY))
    for (width, height), least in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        is_beside = width > BESIDE
        parts = ("#panel .figure strong", "#panel .references") if is_beside else (
            "#verdict .number strong", "#verdict .words b",
        )  # fmt: skip
        expect(page.locator("#verdict .words")).to_be_visible(visible=not is_beside)
        number, words = (_look(page, part) for part in parts)
        bar = page.locator("#bar").bounding_box()
        bottom = bar["y"] if bar else height
        for look in (number, words):
            assert 0 <= look["left"] < look["right"] <= width, (width, look)
            assert 0 <= look["top"] < look["bottom"] <= bottom, (width, look)
            assert look["isSeen"], (width, look)
        assert number["text"] == panel.value
        assert number["letters"] >= least
        assert words["letters"] >= LEAST_LETTERS
        if not is_beside:
            assert words["text"] == verdict.sentences[0]
        # The map is in sight with them.
        map_box = page.locator("#map").bounding_box()
        assert map_box
        assert map_box["y"] < bottom - 80, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width == max(w for w, _ in SCREENS):
            legend = page.locator("#legend .legend").bounding_box()
            assert legend
            assert legend["width"] <= 0.5 * width


def test_a_tap_on_a_buurt_of_a_phone_shows_its_value_and_all_that_names_a_page_names_it(
    starter: Served, visit: Visit
) -> None:
    page, shown = visit(starter, QUERY, PHONE), f"{QUERY.replace('heerlen-noord', BUURT)}"
    Map(page).wait_for(starter.drawn(QUERY))
    page.mouse.wheel(0, 420)  # the heading is out of sight, half of the map is not
    page.wait_for_function("() => window.scrollY > 300")
    page.mouse.click(*Map(page).point_in(BUURT))
    panel = _make_panel(starter, shown)
    title = "Misdrijven per 1.000 inwoners in Weggebekker (Heerlen)"
    expect(page).to_have_title(f"{title} · Zicht op Wijken")
    heading = page.locator("h1")
    expect(heading).to_have_text(title)
    expect(heading).to_have_attribute("aria-live", "polite")
    expect(page.locator("#verdict .number strong")).to_have_text(panel.value)
    expect(page.locator("#verdict .number small")).to_contain_text("Weggebekker")
    expect(page.locator("#breadcrumb [aria-current]")).to_have_text("Weggebekker")
    current = page.locator("#map [aria-current]")
    expect(current).to_have_attribute("data-code", BUURT)
    number = _look(page, "#verdict .number strong")
    assert 0 <= number["top"] < number["bottom"] <= PHONE[1]
    assert number["isSeen"]
    # One live region says it, and the band is none.
    assert page.locator("#verdict [aria-live], #verdict [role=status]").count() == 0
    page.get_by_role("link", name="Ontwikkeling", exact=True).first.click()
    expect(page.locator(".part-ontwikkeling")).to_be_visible()
    expect(heading).to_have_text(title)
    page.go_back()
    page.go_back()
    expect(page).to_have_title("Misdrijven per 1.000 inwoners in Heerlen-Noord · Zicht op Wijken")
    expect(current).to_have_count(0)


@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["wide", "phone"])
def test_the_table_of_the_20_comes_second_on_the_country_page_and_no_column_is_empty(
    size: tuple[int, int], starter: Served, visit: Visit
) -> None:
    page = visit(starter, "?gebied=NL00&laag=misdrijven", size)
    expect(page.locator("#table tbody tr")).to_have_count(20)
    expect(page.locator("#rij-inwoners")).to_be_visible()
    tops = [page.locator(part).bounding_box() for part in ("#map", "#table", "#cards")]
    order = [box["y"] for box in tops if box]
    assert order == sorted(order)
    assert len(order) == 3
    assert order[1] < 2 * size[1]
    if size[0] > PHONE[0]:
        heads = page.locator("#rows-bevolking thead th:visible")
        expect(heads).to_have_text(
            ["Onderwerp", "Waarde", "Plaats en ontwikkeling", "Vergeleken met"]
        )
        versus = page.locator("#rij-inwoners .versus")
        expect(versus).to_contain_text("De 20 focusgebieden samen 1.194.350")


def _make_panel(served: Served, query: str) -> Panel:
    page = served.model(query)
    panel = make_panel(page, served.site.make_profile(page.view.area))
    assert isinstance(panel, Panel)
    return panel


def _look(page: Page, part: str) -> dict[str, Any]:
    looked: dict[str, Any] = page.locator(part).first.evaluate(_LOOK)
    return looked

"""The map by keyboard alone: reached at once, walked by direction and name, told in a sentence."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from nplv_geo.present.design.tokens import COLOURS
from tests.browser.pages import Map, Served, Visit

SIZES = [(1440, 900), (390, 844)]
MOST_STOPS = 12
HERE = "?gebied=heerlen-noord&laag=koopwoningen_pct"


def tab_to_the_map(page: Page) -> int:
    """Press Tab until the link to the map has the focus, and follow it."""
    for stops in range(1, MOST_STOPS + 1):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent.trim()") == "Naar de kaart":
            page.keyboard.press("Enter")
            return stops
    raise AssertionError(f"the map lies more than {MOST_STOPS} stops away")


def middle_of(page: Page, code: str) -> tuple[float, float]:
    box = page.locator(f'#map path[data-code="{code}"]').bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("size", SIZES)
def test_the_map_is_a_few_keys_away_and_is_walked_by_direction(
    size: tuple[int, int], starter: Served, visit: Visit
) -> None:
    page = visit(starter, HERE, size)
    Map(page).wait_for(starter.drawn(HERE))
    assert tab_to_the_map(page) <= MOST_STOPS
    assert page.locator("#map [role=link][tabindex='0']").count() == 1
    expect(page.locator("#map path:focus")).to_be_in_viewport()
    for arrow, axis, sign in (("Right", 0, 1), ("Down", 1, 1), ("Left", 0, -1), ("Up", 1, -1)):
        before = Map(page).focused()
        assert before
        page.keyboard.press(f"Arrow{arrow}")
        now = Map(page).focused()
        assert now
        assert now != before
        assert (middle_of(page, now)[axis] - middle_of(page, before)[axis]) * sign > 0
    names = starter.site.edition.areas.names
    for key in ("End", "Home"):
        page.keyboard.press(key)
    first = Map(page).focused()
    assert first
    assert names[first] == min(names[code] for code in starter.drawn(HERE))
    page.keyboard.type("vrieheide")
    chosen = Map(page).focused()
    assert chosen
    assert names[chosen] == "Vrieheide"
    label = page.locator("#map path:focus").get_attribute("aria-label") or ""
    model = starter.model(HERE)
    value = model.t.value(model.find_value(chosen), model.layer)
    assert label.startswith(f"Vrieheide: Koopwoningen {value}, ")
    assert f"dan Nederland ({model.t.value(model.find_value('NL00'), model.layer)})" in label
    number, _ = starter.drawn(HERE)[chosen]
    assert f"klasse {number + 1} van {model.classes.k}" in label
    strokes = page.locator("#map path.nplv-focus").evaluate_all(
        "all => all.map((e) => e.getAttribute('stroke'))"
    )
    assert strokes == [COLOURS["paper"], COLOURS["ink"]]
    # The map is where it was: no key moved it away from what is in sight.
    assert "#" not in page.url
    page.keyboard.press("Tab")
    expect(page.locator("#map path.nplv-focus")).to_have_count(0)
    expect(page.get_by_role("button", name="Inzoomen")).to_be_focused()


def test_a_speck_that_is_opened_is_come_closer_to(starter: Served, visit: Visit) -> None:
    page = visit(starter, "?niveau=buurt")
    page.locator("#map [tabindex='0'][data-code]").first.focus()
    zoom = "() => nplv_geo.inspect.leaflet().getZoom()"
    before = page.evaluate(zoom)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"gebied=BU\w+$"))
    page.wait_for_function(f"(before) => ({zoom})() > before + 3", arg=before)

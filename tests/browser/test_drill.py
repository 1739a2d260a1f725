"""From the country down to a buurt and back: by mouse, by keyboard and by the address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from nplv_geo.ground.areas import AreaLevel, wijk_of
from nplv_geo.present.map.model import write_title
from nplv_geo.present.page.palette import RING
from nplv_geo.present.site.menu import list_breadcrumb
from tests.browser.pages import Map, Served, Visit

HEERLEN = "heerlen-noord"


@pytest.fixture(params=["starter", "national"])
def served(request: pytest.FixtureRequest) -> Served:
    return request.getfixturevalue(request.param)


def steps_down(served: Served) -> list[dict[str, str]]:
    """Queries from the country to a buurt of Heerlen-Noord."""
    edition = served.site.edition
    # A wijk that lies wholly in the area: from there the way up is plain.
    wijk = next(
        w for w in edition.areas.wijken_of(HEERLEN) if edition.areas.focus_area_of(w) == HEERLEN
    )
    buurt = next(b for b in edition.areas.buurten_of(wijk))
    return [
        {},
        {"gebied": HEERLEN},
        {"gebied": HEERLEN, "niveau": "wijk"},
        {"gebied": wijk},
        {"gebied": buurt},
    ]


def query_of(step: dict[str, str]) -> str:
    return "?" + "&".join(f"{key}={value}" for key, value in step.items())


def arrive(page: Page, served: Served, step: dict[str, str]) -> None:
    """Wait for a step and check address, heading, breadcrumb and map."""
    model = served.model(query_of(step))
    expect(page.locator("h1")).to_have_text(write_title(model))
    assert dict(parse_qsl(urlsplit(page.url).query)) == step
    crumbs = list_breadcrumb(model)
    expect(page.locator("#breadcrumb li")).to_have_text([crumb.label for crumb in crumbs])
    expect(page.locator("#breadcrumb [aria-current]")).to_have_text(crumbs[-1].label)
    expect(page.locator("#panel h2")).to_have_text(crumbs[-1].label)
    Map(page).wait_for(served.drawn(query_of(step)))


def test_by_mouse_with_back_and_forward(served: Served, visit: Visit) -> None:
    country, area, wijken, wijk, buurt = steps = steps_down(served)
    page = visit(served)
    arrive(page, served, country)
    Map(page).click(HEERLEN)
    arrive(page, served, area)
    page.locator("#menu .group a", has_text="Wijken").click()
    arrive(page, served, wijken)
    Map(page).click(wijk["gebied"])
    arrive(page, served, wijk)
    Map(page).click(buurt["gebied"])
    arrive(page, served, buurt)
    for step in reversed(steps[:-1]):
        page.go_back()
        arrive(page, served, step)
    for step in steps[1:]:
        page.go_forward()
        arrive(page, served, step)


def test_by_keyboard_alone(served: Served, visit: Visit) -> None:
    country, area, wijken, wijk, buurt = steps_down(served)
    page = visit(served)
    arrive(page, served, country)
    tab_to_map(page)
    walk_to(page, served, HEERLEN)
    expect_tip(page, served, country, HEERLEN)
    page.keyboard.press("Enter")
    arrive(page, served, area)
    tab_to(page, "Wijken")
    page.keyboard.press("Enter")
    arrive(page, served, wijken)
    tab_to_map(page)
    walk_to(page, served, wijk["gebied"])
    expect_tip(page, served, wijken, wijk["gebied"])
    page.keyboard.press("Enter")
    arrive(page, served, wijk)
    wait_for_focus(page)
    walk_to(page, served, buurt["gebied"])
    expect_tip(page, served, wijk, buurt["gebied"])
    page.keyboard.press("Enter")
    arrive(page, served, buurt)
    page.wait_for_function(
        "(code) => document.activeElement.dataset.code === code", arg=buurt["gebied"]
    )
    for expected in (wijk, area):
        page.keyboard.press("Escape")
        arrive(page, served, expected)
        wait_for_focus(page)
    page.keyboard.press("Escape")
    gemeente = served.model(query_of(area)).scope.path[-2]
    if gemeente != "NL00":
        arrive(page, served, {"gebied": gemeente})
        wait_for_focus(page)
        page.keyboard.press("Escape")
    arrive(page, served, country)


def test_a_copied_address_shows_the_same_elsewhere(served: Served, visit: Visit) -> None:
    query = (
        "?gebied=heerlen-noord&laag=koopwoningen_pct&niveau=wijk&klassen=reference&vergelijk=nplv"
    )
    drawn = served.drawn(query)
    first = visit(served, query)
    Map(first).wait_for(drawn)
    second = visit(served, urlsplit(first.url)._replace(scheme="", netloc="", path="").geturl())
    Map(second).wait_for(drawn)
    assert second.url == first.url
    for part in ("h1", "#legend", "#breadcrumb", "#panel", "#table"):
        assert first.locator(part).inner_text() == second.locator(part).inner_text() != ""
    assert Map(first).shapes() == Map(second).shapes()


def test_a_chosen_buurt_has_one_ring(starter: Served, visit: Visit) -> None:
    buurt = starter.site.edition.areas.buurten_of(HEERLEN)[0]
    query = f"?gebied={buurt}"
    page = visit(starter, query)
    Map(page).wait_for(starter.drawn(query))
    expect(page.locator(f'#map path[stroke="{RING}"]')).to_have_count(1)
    other = starter.site.edition.areas.buurten_of(HEERLEN)[1]
    Map(page).click(other)
    expect(page.locator("#panel h2")).to_have_text(
        starter.model(f"?gebied={other}").name_area(other)
    )
    expect(page.locator(f'#map path[stroke="{RING}"]')).to_have_count(1)
    assert AreaLevel.WIJK in starter.model(query).edition.areas.frame["level"].unique()
    assert wijk_of(buurt) in starter.model(query).scope.path


def expect_tip(page: Page, served: Served, step: dict[str, str], code: str) -> None:
    """The tooltip of an area in the keyboard's focus says its name and its value."""
    model = served.model(query_of(step))
    tip = page.locator("#map .nplv-tip").last
    expect(tip.locator("strong")).to_have_text(model.name_area(code))
    value = model.values["value"].get(code)
    expect(tip.locator("dd").first).to_have_text(model.t.value(value, model.layer))


def tab_to_map(page: Page) -> None:
    press_until(page, "Tab", lambda: Map(page).focused() is not None)


def tab_to(page: Page, label: str) -> None:
    """Tab back to a control in the menu, which stands before the map."""
    current = (
        "() => document.activeElement.closest('#menu .group') && document.activeElement.textContent"
    )
    press_until(page, "Shift+Tab", lambda: page.evaluate(current) == label)


def walk_to(page: Page, served: Served, code: str) -> None:
    """Letters lead to a name."""
    page.keyboard.type(served.site.edition.areas.names[code])
    assert Map(page).focused() == code


def wait_for_focus(page: Page) -> None:
    page.wait_for_function("() => Boolean(document.activeElement.dataset.code)")


def press_until(page: Page, key: str, reached: Callable[[], bool]) -> None:
    for _ in range(150):
        if reached():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never got there")


def test_a_finger_brings_a_small_area_nearer_and_the_place_around_takes_the_map_back(
    starter: Served, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{starter.url}?gebied=heerlen-noord")
    Map(page).wait_for(starter.drawn("?gebied=heerlen-noord"))
    zoom = "() => nplv_geo.inspect.leaflet().getZoom()"
    before = page.evaluate(zoom)
    # Of 34 buurten this one is 19 pixels wide there.
    page.locator('#map path[data-code="BU09173100"]').tap(force=True)
    expect(page.locator("h1")).to_contain_text("Musschemig")
    page.wait_for_function(f"(before) => ({zoom})() >= before + 1", arg=before)
    page.locator("#breadcrumb a", has_text="Heerlen-Noord").tap()
    expect(page.locator("h1")).to_contain_text("Heerlen-Noord")
    page.wait_for_function(f"(before) => ({zoom})() === before", arg=before)
    context.close()

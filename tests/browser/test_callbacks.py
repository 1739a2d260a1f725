"""The page by Dash's own means only: its address, and properties of components."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nplv_geo.present.map.model import make_map_model, write_title
from tests.browser.pages import Map, Served, Visit, Watch

AREA = "?gebied=heerlen-noord"
OTHER = f"{AREA}&laag=koopwoningen_pct"
ELSEWHERE = "?gebied=utrecht-overvecht&laag=koopwoningen_pct"


def set_props(page: Page, component: str, **properties: object) -> None:
    page.evaluate("(args) => window.dash_clientside.set_props(...args)", [component, properties])


def get_prop(page: Page, component: str, prop: str) -> Any:  # noqa: ANN401  # whatever it is
    return page.evaluate(
        "([id, prop]) => window.dash_component_api.getLayout(id).props[prop]", [component, prop]
    )


def step(page: Page, search: str) -> None:
    """What a callback with ``Output("url", …)`` does."""
    address = page.url.split("?", maxsplit=1)[0]
    set_props(page, "url", href=f"{address}{search}", search=search, hash="")


def expect_view(page: Page, served: Served, search: str) -> None:
    """The map, its model and the title are those of a view."""
    Map(page).wait_for(served.drawn(search))
    model = served.model(search)
    expect(page.locator("#heading h1")).to_have_text(write_title(model))
    expect(page).to_have_title(f"{write_title(model)} · Zicht op Wijken")
    shown, wanted = get_prop(page, "map-areas", "model"), make_map_model(model).as_json()
    assert (shown["key"], shown["label"]) == (wanted["key"], wanted["label"])
    assert get_prop(page, "view", "data")["map"]["place"] == shown["place"]
    assert write_title(model) in get_prop(page, "heading", "html")


def test_the_address_is_all_that_a_view_needs(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    expect_view(page, starter, AREA)
    steps = page.evaluate("history.length")
    step(page, OTHER)
    expect_view(page, starter, OTHER)
    step(page, ELSEWHERE)
    expect_view(page, starter, ELSEWHERE)
    assert page.url == f"{starter.url}{ELSEWHERE}"
    assert page.evaluate("history.length") == steps + 2
    page.go_back()
    expect_view(page, starter, OTHER)
    page.go_back()
    expect_view(page, starter, AREA)
    page.go_forward()
    expect_view(page, starter, OTHER)
    # What the reader went back from is a step like any other.
    step(page, ELSEWHERE)
    expect_view(page, starter, ELSEWHERE)
    assert page.evaluate("history.length") == steps + 2


def test_the_newest_of_many_addresses_is_shown(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    expect_view(page, starter, AREA)
    for search in (OTHER, ELSEWHERE, OTHER, AREA, ELSEWHERE):
        step(page, search)
    expect_view(page, starter, ELSEWHERE)
    page.wait_for_timeout(500)
    expect_view(page, starter, ELSEWHERE)


def test_an_area_that_is_clicked_is_a_property_and_becomes_the_address(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, AREA)
    expect_view(page, starter, AREA)
    code = next(code for code in starter.drawn(AREA) if code.startswith("BU"))
    href = f"{AREA}&laag=woz_waarde"
    set_props(page, "map-areas", clicked={"code": code, "href": href, "by_keyboard": False, "n": 1})
    expect_view(page, starter, href)
    assert page.url == f"{starter.url}{href}"


def test_a_part_takes_any_html_and_keeps_what_was_opened(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    expect_view(page, starter, AREA)
    expect(page.locator(".first")).to_have_count(0)
    text = "<details><summary>Meer</summary>{}</details><input>"
    set_props(page, "source", html=text.format("een"))
    part = page.locator("#source")
    part.locator("summary").click()
    part.locator("input").focus()
    set_props(page, "source", html=text.format("twee"))
    expect(part.locator("details")).to_contain_text("twee")
    expect(part.locator("details")).to_have_attribute("open", "")
    expect(part.locator("input")).to_be_focused()


@pytest.mark.parametrize("path", ["/view", "/view/below"])
def test_an_answer_that_does_not_come_is_told_and_asked_again(
    starter: Served, visit: Visit, watch: Watch, path: str
) -> None:
    page = visit(starter, AREA)
    expect_view(page, starter, AREA)
    expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")
    watch.may_fail.append("/view")
    address = f"{starter.url.rstrip('/')}{path}{ELSEWHERE}&klassen=equal"
    page.route(address, lambda route: route.abort())
    step(page, f"{ELSEWHERE}&klassen=equal")
    message = page.locator(".map-message", has_text="De gegevens kwamen niet aan.")
    expect(message).to_be_visible()
    expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")
    page.unroute(address)
    message.get_by_role("button", name="Probeer opnieuw").click()
    expect_view(page, starter, f"{ELSEWHERE}&klassen=equal")
    assert get_prop(page, "again", "data") == 1
    expect(message).to_be_hidden()

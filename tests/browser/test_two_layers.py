"""Two layers together: the officer's question, by keyboard, by mouse and on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import check
from tests.browser.pages import Map, Served, Visit, open_copy, reload
from tests.browser.test_legend import wait_for_bright
from tests.chromium import PATIENCE_MS

HEERLEN = "?gebied=heerlen-noord"
ASKED = f"{HEERLEN}&toon=samenhang"
PAIR = f"{ASKED}&laag2=koopwoningen_pct"
PHONE = (390, 844)


def _dot(page: Page, name: str) -> tuple[float, float]:
    """Where the dot of an area stands on the screen."""
    page.locator("#plot-scatter .points path").first.wait_for()
    page.locator("#plot-scatter").scroll_into_view_if_needed()
    found = page.evaluate(
        """(name) => {
          const plot = document.querySelector('#plot-scatter .js-plotly-plot');
          const at = plot.data[0].customdata.findIndex((told) => told[1] === name);
          const dot = plot.querySelectorAll('.points')[0].querySelectorAll('path')[at];
          const box = dot.getBoundingClientRect();
          return [box.left + box.width / 2, box.top + box.height / 2];
        }""",
        name,
    )
    return found[0], found[1]


def test_two_layers_by_keyboard_and_the_state_is_kept(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN)
    drawn = Map(page)
    drawn.wait_for(starter.drawn(HEERLEN))
    page.get_by_role("link", name="Samenhang", exact=True).press("Enter")
    expect(
        page.get_by_role("heading", name="Welke kaartlaag wilt u hiernaast leggen?")
    ).to_be_visible()
    choice = page.get_by_role("combobox", name="Tweede kaartlaag")
    choice.select_option("koopwoningen_pct")
    page.get_by_role("button", name="Toon samen").press("Enter")
    expect(page).to_have_url(starter.url + PAIR)
    drawn.wait_for(starter.drawn(PAIR))
    expect(page.locator("h1")).to_have_text(
        "Misdrijven per 1.000 inwoners en koopwoningen in Heerlen-Noord"
    )
    expect(page.locator(".two-said").first).to_contain_text("niet over mensen")
    expect(page.locator("#table thead")).to_contain_text("Koopwoningen (%), 2024")
    # Along the dots: each is said, and its area is told of on the map.
    walk = page.get_by_role("application", name="Loop met de pijltjestoetsen")
    expect(page.locator("#plot-scatter .points path").first).to_be_visible()
    walk.focus()
    said = page.locator("#scatter [role=status]")
    expect(said).to_contain_text("Koopwoningen")
    first = said.inner_text().split(":")[0]
    expect(page.locator(".nplv-tip strong")).to_have_text(first)
    page.keyboard.press("ArrowRight")
    expect(said).not_to_contain_text(f"{first}:")
    second = said.inner_text().split(":")[0]
    expect(page.locator(".nplv-tip strong").last).to_have_text(second)
    check(page, "#scatter")
    check(page, "#together")
    check(page, "#legend")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(f"in {second}")
    page.go_back()
    expect(page).to_have_url(starter.url + PAIR)
    # A class of the square is kept, as any of a legend is.
    model = starter.model(PAIR)
    number = max(range(9), key=lambda one: model.classes.counts[one])
    cell = page.locator(f'#legend .square button[data-class="{number}"]')
    cell.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{starter.url}{PAIR}&klasse={number + 1}")
    of_class = {code for code, (one, _) in starter.drawn(PAIR).items() if one == number}
    wait_for_bright(page, of_class)
    expect_class_kept(page, starter, of_class)


def expect_class_kept(page: Page, starter: Served, of_class: set[str]) -> None:
    """After a reload, at a copied address, in the other language, one step back and forward."""
    reload(page)
    for shown in (page, copy := open_copy(page)):
        Map(shown).wait_for(starter.drawn(PAIR))
        wait_for_bright(shown, of_class)
    copy.close()
    page.locator("#language a").press("Enter")
    expect(page.locator("#legend h2")).to_contain_text("Two map layers together")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(starter.url + PAIR)
    Map(page).wait_for(starter.drawn(PAIR))
    page.go_forward()
    wait_for_bright(page, of_class)
    page.go_forward()
    expect(page.locator("#legend h2")).to_contain_text("Two map layers together")


def test_dot_and_area_point_at_one_another_by_mouse(starter: Served, visit: Visit) -> None:
    page = visit(starter, PAIR)
    drawn = Map(page)
    drawn.wait_for(starter.drawn(PAIR))
    model = starter.model(PAIR)
    name = "Meezenbroek"
    code = next(one for one in model.scope.codes if model.edition.areas.names[one] == name)
    x, y = _dot(page, name)
    page.mouse.move(x, y)
    tip = page.locator(".nplv-tip")
    expect(tip.locator("strong")).to_have_text(name)
    expect(tip).to_contain_text("Koopwoningen (%), 2024")
    expect(page.locator("#plot-scatter .hoverlayer")).to_contain_text(name)
    page.locator("h1").hover()
    expect(tip).to_have_count(0)
    page.mouse.move(*drawn.point_in(code))
    expect(page.locator("#plot-scatter .hoverlayer")).to_contain_text(name)
    page.locator("h1").hover()
    expect(page.locator("#plot-scatter .hoverlayer text")).to_have_count(0)
    page.mouse.click(*_dot(page, name))
    expect(page).to_have_url(re.compile(rf"\?gebied={code}&toon=samenhang&laag2=koopwoningen_pct$"))


def test_on_a_phone_a_first_touch_tells_and_a_second_opens(
    starter: Served, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(starter.url + ASKED)
    page.locator(".first").wait_for(state="detached")
    page.locator("#together .likely a").first.tap()
    expect(page.locator(".two-verdict")).to_be_visible()
    here = page.url
    assert "laag2=" in here
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    cell = page.locator('#legend .square button[data-class="8"]')
    cell.tap()
    expect(cell).to_have_attribute("aria-pressed", "true")
    cell.tap()
    expect(page).to_have_url(here)
    name = "Meezenbroek"
    at = _dot(page, name)
    page.touchscreen.tap(*at)
    expect(page.locator("#plot-scatter .hoverlayer")).to_contain_text(name)
    expect(page.locator(".nplv-tip strong")).to_have_text(name)
    assert page.url == here
    page.touchscreen.tap(*at)
    expect(page.locator("h1")).to_contain_text(name)
    page.go_back()
    expect(page).to_have_url(here)
    reload(page)
    expect(page.locator(".two-verdict")).to_be_visible()
    page.go_forward()
    expect(page.locator("h1")).to_contain_text(name)
    context.close()

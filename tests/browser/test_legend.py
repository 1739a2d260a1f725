"""The legend answers: by mouse, by keyboard, and from the address."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import Map, Served, Visit
from tests.browser.test_controls import in_address
from tests.chromium import PATIENCE_MS

HERE = "?gebied=heerlen-noord"


def bright(page: Page) -> set[str]:
    """Areas that are not faded."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('#map path[data-code]')]
             .filter((path) => Number(path.getAttribute('fill-opacity')) === 1)
             .map((path) => path.dataset.code)"""
    )
    return set(found)


def wait_for_bright(page: Page, wanted: set[str]) -> None:
    page.wait_for_function(
        """(wanted) => {
          const all = [...document.querySelectorAll('#map path[data-code]')];
          const isBright = (path) => Number(path.getAttribute('fill-opacity')) === 1;
          return all.every((path) => isBright(path) === wanted.includes(path.dataset.code));
        }""",
        arg=sorted(wanted),
    )
    assert bright(page) == wanted


def row(page: Page, number: int) -> Locator:
    return page.locator(f'#legend button[data-class="{number}"]')


def test_a_class_lights_its_areas_and_is_kept(starter: Served, visit: Visit) -> None:
    page = visit(starter, HERE)
    drawn = starter.drawn(HERE)
    Map(page).wait_for(drawn)
    of_class = {n: {code for code, (c, _) in drawn.items() if c == n} for n in (-1, 0, 2)}
    assert all(of_class.values())
    # By mouse: for as long as it is there, and kept by a click, through other ways of opening.
    row(page, 2).hover()
    wait_for_bright(page, of_class[2])
    page.locator("h1").hover()
    wait_for_bright(page, set(drawn))
    row(page, 2).click()
    expect(row(page, 2)).to_have_attribute("aria-pressed", "true")
    assert in_address(page.url)["klasse"] == "3"
    page.locator("h1").hover()
    wait_for_bright(page, of_class[2])
    # Another class is only looked at.
    row(page, -1).hover()
    wait_for_bright(page, of_class[-1])
    page.reload()
    Map(page).wait_for(drawn)
    wait_for_bright(page, of_class[2])
    expect(
        page.get_by_role("button", name=f"{len(of_class[2])} buurten", pressed=True)
    ).to_have_count(1)
    page.keyboard.press("Escape")
    wait_for_bright(page, set(drawn))
    assert "klasse" not in in_address(page.url)
    page.go_back()
    wait_for_bright(page, of_class[2])
    # By keyboard, of the areas without a figure too.
    row(page, 0).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    wait_for_bright(page, of_class[0])
    row(page, -1).focus()
    page.keyboard.press("Enter")
    expect(row(page, -1)).to_have_attribute("aria-pressed", "true")
    assert in_address(page.url)["klasse"] == "geen"
    wait_for_bright(page, of_class[-1])
    expect(row(page, -1)).to_be_focused()
    page.keyboard.press("Escape")
    wait_for_bright(page, set(drawn))
    expect(row(page, -1)).to_be_focused()


def test_the_distribution_is_heard_when_asked_and_falls_silent(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, HERE)
    Map(page).wait_for(starter.drawn(HERE))
    button = page.get_by_role("button", name="Luister naar de verdeling")
    bars = page.locator("#legend .bars > span").count()
    assert len(json.loads(button.get_attribute("data-heights") or "")) == bars
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    # To the end it falls silent by itself.
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_attribute("aria-pressed", "false", timeout=PATIENCE_MS)

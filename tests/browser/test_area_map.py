"""Two maps of ours on one page of Dash: each does as its own properties say, and tells its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from nplv_geo.present.design.tokens import COLOURS
from tests.browser.pages import Watch
from tests.browser.two_maps import FAILED, SIDE, SOUTH, WEST, code_of, fills, serve_two_maps

Told = dict[str, Any]
# The canvas of the right map has a colour near its middle; a copy is read, lest the browser warns.
LOOKS_LIKE = """(wanted) => {
  const canvas = document.querySelector("#map-right canvas");
  if (!canvas) return false;
  const frame = document.querySelector("#map-right").getBoundingClientRect();
  const sheet = canvas.getBoundingClientRect();
  const x = frame.left + frame.width / 2 - 2 - sheet.left;
  const y = frame.top + frame.height / 2 - 2 - sheet.top;
  const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, -Math.floor(x), -Math.floor(y));
  const pixel = [...copy.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  return "#" + pixel.map((part) => part.toString(16).padStart(2, "0")).join("") === wanted;
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve_two_maps() as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str, watch: Watch) -> Iterator[Page]:
    watch.host = address.split("/")[2]
    context = browser.new_context(viewport={"width": 1000, "height": 1300})
    watch.follow(context)
    page = context.new_page()
    page.goto(address)
    show(page, "left", "four")
    show(page, "right", "nine")
    wait_for(page, "left", "four")
    wait_for(page, "right", "nine")
    page.wait_for_function(
        """() => ["left", "right"].every((side) =>
             JSON.parse(document.getElementById(`told-${side}`).textContent).viewport)"""
    )
    yield page
    context.close()
    assert watch.problems == []


def show(page: Page, side: str, kind: str) -> None:
    """Set a property of a map, as Dash does."""
    page.locator(f"#kind-{side}").get_by_label(kind, exact=True).check()


def shapes(page: Page, side: str) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        """(side) => {
          const paths = [...document.querySelectorAll(`#map-${side} path[data-code]`)];
          return Object.fromEntries(paths.map((p) => [p.dataset.code, p.getAttribute("fill")]));
        }""",
        side,
    )
    return found


def wait_for(page: Page, side: str, kind: str) -> None:
    expect(page.locator(f"#map-{side}")).to_have_attribute("aria-label", f"Kaart {kind}")
    expect(page.locator(f"#map-{side} path[data-code]")).to_have_count(len(fills(kind)))
    assert shapes(page, side) == fills(kind)


def told(page: Page, side: str) -> Told:
    return dict(json.loads(page.locator(f"#told-{side}").inner_text()))


def wait_until_told(page: Page, side: str, **properties: object) -> None:
    """Wait until callbacks were given these properties."""
    page.wait_for_function(
        """([side, wanted]) => {
          const told = JSON.parse(document.getElementById(`told-${side}`).textContent);
          return Object.entries(wanted).every(([name, value]) =>
            JSON.stringify(told[name]) === JSON.stringify(value));
        }""",
        arg=[side, properties],
    )


def click_of(code: str, n: int, *, by_keyboard: bool = False) -> Told:
    return {"code": code, "href": f"?gebied={code}", "by_keyboard": by_keyboard, "n": n}


def test_a_model_recolours_its_own_map_and_asks_for_shapes_once(page: Page, watch: Watch) -> None:
    page.evaluate("() => { window.kept = [...document.querySelectorAll('path[data-code]')]; }")
    show(page, "left", "four again")
    wait_for(page, "left", "four again")
    assert shapes(page, "right") == fills("nine")
    assert page.evaluate("() => window.kept.filter((path) => path.isConnected).length") == 4 + 9
    show(page, "right", "four")
    wait_for(page, "right", "four")
    assert shapes(page, "left") == fills("four again")
    assert sorted(url.rpartition("/")[2] for url in watch.asked("/geo/")) == ["2.json", "3.json"]


def test_each_map_tells_what_is_clicked_and_pointed_at_on_it(page: Page) -> None:
    first, last = code_of(2, 0, 0), code_of(3, 2, 2)
    page.locator(f'#map-left path[data-code="{first}"]').click()
    wait_until_told(page, "left", clicked=click_of(first, 1))
    page.locator(f'#map-left path[data-code="{first}"]').click()
    wait_until_told(page, "left", clicked=click_of(first, 2))
    page.locator(f'#map-right path[data-code="{last}"]').hover()
    wait_until_told(page, "right", hovered=last)
    expect(page.locator("#map-right .nplv-tip strong")).to_have_text("Buurt 2-2")
    expect(page.locator("#map-left .nplv-tip")).to_have_count(0)
    page.mouse.move(990, 1290)
    wait_until_told(page, "right", hovered=None, clicked=None)
    wait_until_told(page, "left", hovered=None)


def test_the_keyboard_walks_each_map_apart(page: Page) -> None:
    page.locator("#map-left path[tabindex='0']").focus()
    for arrow, (column, row) in (("Up", (0, 1)), ("Right", (1, 1)), ("Down", (1, 0))):
        page.keyboard.press(f"Arrow{arrow}")
        expect(
            page.locator(f"#map-left path[data-code='{code_of(2, column, row)}']")
        ).to_be_focused()
    wait_until_told(page, "left", hovered=code_of(2, 1, 0))
    page.keyboard.press("Enter")
    wait_until_told(page, "left", clicked=click_of(code_of(2, 1, 0), 1, by_keyboard=True))
    page.keyboard.press("Escape")
    up = {"code": None, "href": "?omhoog", "by_keyboard": True, "n": 2}
    wait_until_told(page, "left", clicked=up)
    stops = [page.locator(f"#map-{side} path[tabindex='0']") for side in ("left", "right")]
    assert [stop.count() for stop in stops] == [1, 1]
    assert [stop.get_attribute("data-code") for stop in stops] == [
        *(code_of(2, 1, 0), code_of(3, 0, 0))
    ]
    assert told(page, "right")["clicked"] is None


def test_a_viewport_comes_out_and_goes_in(page: Page) -> None:
    before = {side: told(page, side)["viewport"] for side in ("left", "right")}
    assert before["left"]["lat"] == pytest.approx(SOUTH + SIDE, abs=1e-3)
    assert before["left"]["lon"] == pytest.approx(WEST + SIDE, abs=1e-3)
    assert before["right"]["lon"] == pytest.approx(WEST + 1.5 * SIDE, abs=1e-3)
    page.locator("#map-left").get_by_role("button", name="Inzoomen").click()
    wanted = {**before["left"], "zoom": before["left"]["zoom"] + 1}
    wait_until_told(page, "left", viewport=wanted)
    wait_until_told(page, "right", viewport=before["right"])
    page.get_by_label("koppel").check()
    wait_until_told(page, "right", viewport=wanted)
    page.locator("#map-left").get_by_role("button", name="Uitzoomen").click()
    wait_until_told(page, "left", viewport=before["left"])
    wait_until_told(page, "right", viewport=before["left"])


def test_shapes_that_fail_are_told_and_a_next_model_makes_it_good(page: Page, watch: Watch) -> None:
    watch.may_fail.append("/geo/lost.json")
    show(page, "left", "lost")
    wait_until_told(page, "left", error=FAILED)
    # What was there stays, and the other map knows nothing of it.
    assert shapes(page, "left") == fills("four")
    expect(page.locator("#frame-left .map-message")).to_contain_text(FAILED)
    assert page.locator("#frame-right .map-message:visible").count() == 0
    assert told(page, "right")["error"] is None
    show(page, "left", "four again")
    wait_until_told(page, "left", error=None)
    wait_for(page, "left", "four again")
    expect(page.locator("#frame-left .map-message")).to_be_hidden()


def test_thousands_of_areas_stand_on_a_canvas_of_their_own_map(page: Page) -> None:
    for kind in ("many", "many again"):
        show(page, "right", kind)
        expect(page.locator("#map-right")).to_have_attribute("aria-label", f"Kaart {kind}")
        middle = code_of(56, 27, 28)
        page.wait_for_function(LOOKS_LIKE, arg=fills(kind)[middle])
        assert page.locator("#map-right path[data-code]").count() == 0
    assert page.locator("#map-left canvas").count() == 0
    box = page.locator("#map-right").bounding_box()
    assert box
    # In the middle of the map four areas meet.
    x, y = box["x"] + box["width"] / 2 - 2, box["y"] + box["height"] / 2 - 2
    page.mouse.move(x, y)
    wait_until_told(page, "right", hovered=middle)
    page.mouse.click(x, y)
    wait_until_told(page, "right", clicked=click_of(middle, 1))
    assert shapes(page, "left") == fills("four")


def test_on_a_canvas_the_keyboard_walks_as_on_shapes(page: Page) -> None:
    """Where areas have no element of their own the focus really moves, so that it is told."""
    show(page, "right", "many")
    stop = page.locator("#map-right [role=link]:not([hidden])")
    expect(stop).to_have_count(1)
    expect(stop).to_have_attribute("data-code", code_of(56, 0, 0))
    expect(stop).to_have_attribute("tabindex", "0")
    stop.focus()
    page.evaluate("() => document.addEventListener('focusin', () => { window.moves += 1; })")
    page.evaluate("() => { window.moves = 0; }")
    steps = [
        *(("ArrowUp", 0, 1), ("ArrowRight", 1, 1), ("ArrowDown", 1, 0), ("ArrowDown", 1, 0)),
        *(("End", 9, 9), ("Home", 0, 0), ("buurt 30-5", 30, 5)),
    ]
    for keys, column, row in steps:
        if keys[0].isupper():
            page.keyboard.press(keys)
        else:
            page.keyboard.type(keys)
        expect(stop).to_have_count(1)
        expect(stop).to_be_focused()
        expect(stop).to_have_attribute("data-code", code_of(56, column, row))
    number = list(fills("many")).index(code_of(56, 30, 5)) % 2
    expect(stop).to_have_attribute("aria-label", f"Buurt 30-5: Laag {number} %.")
    assert page.evaluate("() => window.moves") >= len(steps) - 1
    ring = page.locator("#map-right path.nplv-focus")
    colours = ring.evaluate_all("all => all.map((e) => e.getAttribute('stroke'))")
    assert colours == [COLOURS["paper"], COLOURS["ink"]]
    wait_until_told(page, "right", hovered=code_of(56, 30, 5))
    page.keyboard.press("Enter")
    wait_until_told(
        page, "right", clicked=click_of(code_of(56, 30, 5), 1, by_keyboard=True), hovered=None
    )
    page.locator("#map-left path[tabindex='0']").focus()
    expect(ring).to_have_count(0)


def test_a_map_that_is_taken_away_leaves_the_other_as_it_is(page: Page) -> None:
    show(page, "left", "away")
    expect(page.locator("#map-left")).to_have_count(0)
    for name in ("beforeprint", "afterprint"):
        page.evaluate("(name) => window.dispatchEvent(new Event(name))", name)
    show(page, "right", "four")
    wait_for(page, "right", "four")
    page.locator(f'#map-right path[data-code="{code_of(2, 0, 0)}"]').click()
    wait_until_told(page, "right", clicked=click_of(code_of(2, 0, 0), 1))
    assert page.evaluate("() => window.nplv_geo.inspect.findMap('left') === undefined")

"""Own bounds by dragging in the legend: by mouse and by keyboard, one step in history each."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.pages import Map, Served, Visit, open_copy, reload
from tests.browser.test_controls import in_address
from tests.chromium import PATIENCE_MS

HERE = "?gebied=heerlen-noord"


def find_knob(page: Page, handle: Locator) -> tuple[float, float]:
    """Where the knob of a handle lies, in pixels of the screen."""
    frame = page.locator(".handles").bounding_box()
    assert frame is not None
    low, high, bound = (float(handle.get_attribute(n) or "") for n in ("min", "max", "data-bound"))
    return frame["x"] + frame["width"] * (bound - low) / (high - low), frame["y"] + 12


def list_bounds(page: Page) -> list[str | None]:
    return [one.get_attribute("aria-valuetext") for one in page.locator(".handles input").all()]


def grab(page: Page, handle: Locator, by: int, steps: int) -> None:
    """Take a bound along by the mouse, without letting go."""
    x, y = find_knob(page, handle)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=steps)


def expect_bound_back_and_forward(page: Page, handle: Locator, before: str, moved: str) -> None:
    """One step back undoes a drag, one forward does it again."""
    for step, text in ((page.go_back, before), (page.go_forward, moved), (page.go_back, before)):
        step()
        expect(handle).to_have_attribute("aria-valuetext", text)


def test_a_bound_is_dragged_and_taken_back(starter: Served, visit: Visit) -> None:
    page = visit(starter, HERE)
    Map(page).wait_for(starter.drawn(HERE))
    handle = page.get_by_role("slider", name="Grens tussen klasse 2 en 3")
    handle.scroll_into_view_if_needed()
    before = list_bounds(page)
    bars = page.locator(".bars > span").evaluate_all(
        "(all) => all.map((bar) => bar.style.background)"
    )
    # By mouse: the value is told on the way, the address follows when it is let go.
    grab(page, handle, 16, steps=4)
    moved = str(handle.get_attribute("aria-valuetext"))
    assert moved != before[1]
    assert moved.endswith(",0")
    expect(page.locator(".handles b", has_text=moved)).to_be_visible()
    assert "indeling" not in in_address(page.url)
    page.mouse.up()
    page.wait_for_url("**indeling**")
    typed = in_address(page.url)["indeling"].split("|")
    assert typed[1] == moved.removesuffix(",0")
    Map(page).wait_for(starter.drawn(f"{HERE}&indeling={'|'.join(typed)}"))
    reload(page)
    Map(page).wait_for(starter.drawn(f"{HERE}&indeling={'|'.join(typed)}"))
    assert list_bounds(page)[1] == moved
    # By keyboard: round steps, no further than the neighbours, one step back for all of them.
    handle.focus()
    page.keyboard.press("End")
    assert list_bounds(page)[1] == f"{float(typed[2].replace(',', '.')) - 0.1:.1f}".replace(
        ".", ","
    )
    page.keyboard.press("ArrowLeft")
    expect(page).not_to_have_url(f"{starter.url}/{HERE}&indeling={'%7C'.join(typed)}")
    far = list_bounds(page)[1]
    assert far not in (moved, typed[2])
    expect(handle).to_be_focused()
    page.keyboard.press("Escape")
    expect(handle).to_have_attribute("aria-valuetext", moved)
    page.wait_for_url(f"**{'%7C'.join(typed)}")
    # Out of the drag with Escape: nothing has happened.
    grab(page, handle, -12, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(handle).to_have_attribute("aria-valuetext", moved)
    copy = open_copy(page)
    assert list_bounds(copy)[1] == moved
    copy.close()
    expect_bound_back_and_forward(page, handle, str(before[1]), moved)
    after = page.locator(".bars > span").evaluate_all(
        "(all) => all.map((bar) => bar.style.background)"
    )
    assert after == bars


def test_a_bound_is_dragged_by_a_finger(starter: Served, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="nl-NL"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(starter.url + HERE)
    page.locator(".first").wait_for(state="detached")
    handle = page.get_by_role("slider", name="Grens tussen klasse 2 en 3")
    page.locator(".handles").evaluate("(frame) => frame.scrollIntoView({ block: 'center' })")
    before = str(handle.get_attribute("aria-valuetext"))
    x, y = find_knob(page, handle)
    top = page.evaluate("() => scrollY")
    finger = context.new_cdp_session(page)

    def touch(kind: str, *at: tuple[float, float]) -> None:
        points = [{"x": left, "y": down} for left, down in at]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", (x, y))
    # No finger goes quite straight.
    for n in range(1, 9):
        touch("touchMove", (x + 2 * n, y + n))
    expect(handle).not_to_have_attribute("aria-valuetext", before)
    moved = str(handle.get_attribute("aria-valuetext"))
    expect(page.locator(".handles b", has_text=moved)).to_be_visible()
    assert "indeling" not in page.url
    touch("touchEnd")
    page.wait_for_url("**indeling**")
    assert in_address(page.url)["indeling"].split("|")[1] == moved.removesuffix(",0")
    Map(page).wait_for(starter.drawn(f"{HERE}&indeling={in_address(page.url)['indeling']}"))
    assert page.evaluate("() => scrollY") == top
    expect(page.locator(".handles b", has_text=moved)).to_be_hidden()
    context.close()

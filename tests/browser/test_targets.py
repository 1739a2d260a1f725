"""What can be pressed is as large as a finger needs, and what has the focus can be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import TELEPHONE, Map, Served, Visit

AREA = "?gebied=heerlen-noord&laag=misdrijven_per_1000"
WIDTHS = (390, 1024, 1440)
LEAST = 24
# Whatever can be pressed and is smaller. A link within a sentence is as high as its line, and what
# only a screen reader or the Tab key comes to has no place yet.
_SMALL = """(least) => {
  const within = (link) => link.localName === 'a' && [...link.parentElement.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && /\\p{L}/u.test(node.data));
  const all = document.querySelectorAll(
    'a[href], button, summary, select, input:not([type=hidden])');
  return [...all].flatMap((target) => {
    if (!target.checkVisibility({ visibilityProperty: true }) || within(target)) return [];
    if (target.closest('.skip, .leaflet-control-attribution')) return [];
    const { width, height } = target.getBoundingClientRect();
    const isSmall = Math.min(width, height) < least - 0.01 && width > 1;
    return isSmall ? [`${target.outerHTML.slice(0, 160)} ${width} x ${height}`] : [];
  });
}"""
# Whether some point of what has the focus lies in sight, below nothing else; and which it is.
_SEEN = """() => {
  const at = document.activeElement;
  const boxes = [...at.getClientRects()];
  const name = `${at.localName}#${at.id} ${(at.getAttribute('aria-label') ?? at.textContent).trim().slice(0, 60)}`;
  const isSeen = boxes.some(({ left, top, width, height }) =>
    [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
      const found = document.elementFromPoint(left + width * x, top + height * y);
      return found && (at.closest('.handles') ?? at).contains(found);
    })));
  // An area has its own ring, and the walk through a chart is told beside it.
  return [name, isSeen || at.localName === 'path' || boxes.every(({ width }) => width <= 1)];
}"""  # noqa: E501  # a script


def opened(visit: Visit, served: Served, query: str, size: tuple[int, int]) -> Page:
    page = visit(served, query, size)
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")
    expect(page.locator("h1")).not_to_be_empty()
    return page


@pytest.mark.parametrize("path", ["", AREA, "programma"])
def test_whatever_can_be_pressed_is_24_pixels_wide_and_high(
    path: str, starter: Served, visit: Visit
) -> None:
    page = opened(visit, starter, path, TELEPHONE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        expect(page.locator("#compare-label, main.reading").first).not_to_be_empty()
        small = page.evaluate(_SMALL, LEAST)
        assert small == [], f"{width}: {len(small)}\n" + "\n".join(small[:20])
    if path != "programma":
        page.set_viewport_size({"width": TELEPHONE[0], "height": TELEPHONE[1]})
        for sheet in ("menu", "panel", "take"):
            page.locator(f"#bar [data-sheet={sheet}]").click()
            expect(page.locator(f"#{sheet}")).to_be_visible()
            assert page.evaluate(_SMALL, LEAST) == []


def test_on_a_phone_nothing_that_has_the_focus_lies_below_the_bar(
    starter: Served, visit: Visit
) -> None:
    page = opened(visit, starter, AREA, TELEPHONE)
    Map(page).wait_for(starter.drawn(AREA))
    stops, hidden = [], []
    for _ in range(400):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(_SEEN)
        if name.startswith("body"):
            break
        stops.append(name)
        if not is_seen:
            hidden.append(name)
    assert len(stops) > 200
    assert any("Gebied" in stop for stop in stops[-3:]), stops[-3:]
    assert hidden == []

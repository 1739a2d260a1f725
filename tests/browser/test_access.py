"""Readable and usable for everybody, also on a telephone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.looked import note_look
from tests.browser.pages import Map, Served, Visit, Watch

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TELEPHONE = (390, 844)
SIZES = {"wide": (1440, 900), "telephone": TELEPHONE}
VIEWS = {
    "start": "",
    "area": "?gebied=heerlen-noord&laag=koopwoningen_pct",
    "area-against-reference": "?gebied=heerlen-noord&laag=misdrijven_per_1000&klassen=reference",
    "wijk": "?gebied=WK091720&laag=inkomen_per_inwoner",
    "buurt": "?gebied=BU09172000",
    "without-figures": "?gebied=heerlen-noord&laag=laagste_40_inkomens_pct",
    "english": "?gebied=heerlen-noord&taal=en",
    "two-maps": "?gebied=heerlen-noord&toon=naast&laag2=koopwoningen_pct",
}
LOOKS = [
    *((view, size) for view in ("start", "area", "buurt", "english") for size in SIZES),
    ("area-against-reference", "wide"),
    ("without-figures", "wide"),
    ("wijk", "telephone"),
    ("two-maps", "wide"),
    ("two-maps", "telephone"),
]

# Looked at in all widths, one visit for each; these have no other test of axe.
STATES = {
    "trend": "?gebied=heerlen-noord&laag=koopwoningen_pct&toon=ontwikkeling",
    "trend-english": "?gebied=heerlen-noord&laag=koopwoningen_pct&toon=ontwikkeling&taal=en",
    "change": "?gebied=heerlen-noord&laag=misdrijven_per_1000&toon=verandering",
    "change-of-one-year": "?gebied=heerlen-noord&laag=koopwoningen_pct&toon=verandering",
    "ranking": "?gebied=heerlen-noord&toon=rangorde",
    "side-by-side": "?gebied=heerlen-noord&laag=koopwoningen_pct&toon=naast",
    "together": "?gebied=heerlen-noord&laag=koopwoningen_pct&toon=samenhang",
    "compared": "?gebied=heerlen-noord&vergelijk=tilburg-noordwest,NL00,GM0917,nplv",
    "stacking": "?gebied=heerlen-noord&laag=stapeling",
    "undermining": "?gebied=heerlen-noord&laag=ondermijning",
    "buurten": "?niveau=buurt",
    "asked-what-is-not-there": "?gebied=tilburg-noord&periode=1999",
    "embed": "embed?gebied=heerlen-noord",
    "api": "api/v1/",
    "unknown-page": "zomaar",
    "refused-export": "export/map.png?gebied=zzz",
    "refused-export-english": "export/map.png?gebied=zzz&taal=en",
}
WIDTHS = (1440, 1024, 390)
# Answered with the status of an error, which a browser writes in its console.
REFUSED = ("/zomaar", "/export/map.png?gebied=zzz")


def settled(page: Page, served: Served, query: str) -> None:
    Map(page).wait_for(served.drawn(query))
    expect(page.locator(".map-message:visible")).to_have_count(0)


def assert_no_sideways_scrolling(page: Page) -> None:
    wide, shown = page.evaluate("() => [document.scrollingElement.scrollWidth, window.innerWidth]")
    assert wide <= shown


def check(page: Page, within: str = "body") -> None:
    """Let axe look, and tell all of what it finds."""
    found = violations(page, within)
    assert not found, "\n".join(found)


def violations(page: Page, within: str) -> list[str]:
    """What axe finds, a line for each kind with the first elements that have it."""
    found = Axe().run(page, context=within, options={"runOnly": {"type": "tag", "values": TAGS}})
    note_look(page, len(found.response["violations"]), TAGS)
    return [
        f"{rule['id']}: {rule['help']} ({len(rule['nodes'])}x): "
        + " | ".join(
            f"{node['target']} {node['html'][:120]} {node['failureSummary'][:160]}"
            for node in rule["nodes"][:3]
        )
        for rule in found.response["violations"]
    ]


@pytest.mark.parametrize(("view", "size"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    view: str, size: str, starter: Served, visit: Visit
) -> None:
    query = VIEWS[view]
    page = visit(starter, query, size=SIZES[size])
    settled(page, starter, query)
    expect(page.locator("#map")).to_be_in_viewport()
    assert_no_sideways_scrolling(page)
    check(page)


def test_axe_finds_nothing_with_everything_open(starter: Served, visit: Visit) -> None:
    query = VIEWS["area"]
    page = visit(starter, query)
    settled(page, starter, query)
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    check(page)
    page.locator("#search").press_sequentially("heer")
    expect(page.get_by_role("option").first).to_be_visible()
    # The list lies over the page for as long as somebody types.
    check(page, "#header")


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_width(
    state: str, starter: Served, visit: Visit, watch: Watch
) -> None:
    watch.may_fail.extend(REFUSED)
    page = visit(starter, STATES[state])
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")
    expect(page.locator("h1")).not_to_be_empty()
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{width}: {line}" for line in violations(page, "body")]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_while_the_page_is_used(starter: Served, visit: Visit) -> None:
    """A focus on the map with its tooltip, files to take along, contrast themes, the dark theme."""
    query = VIEWS["area"]
    page = visit(starter, query)
    settled(page, starter, query)
    page.locator("#map [role=link][tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".nplv-tip")).to_have_count(1)  # that of before has faded
    check(page)
    page.locator("#take-button button").click()
    expect(page.get_by_role("region", name="Meenemen")).to_be_visible()
    check(page)
    # Where the focus goes on, the sheet would lie over it.
    page.locator("#search").focus()
    expect(page.locator("#take")).to_be_hidden()
    expect(page.locator("#take-button button")).to_have_attribute("aria-expanded", "false")
    page.emulate_media(forced_colors="active")
    check(page)
    page.emulate_media(forced_colors="none", color_scheme="dark")
    check(page)


@pytest.mark.parametrize("sheet", ["menu", "panel", "take"])
def test_axe_finds_nothing_in_an_open_sheet(sheet: str, starter: Served, visit: Visit) -> None:
    query = VIEWS["area"]
    page = visit(starter, query, size=TELEPHONE)
    settled(page, starter, query)
    page.locator(f"#bar [data-sheet={sheet}]").click()
    expect(page.locator(f"#{sheet}")).to_be_in_viewport()
    check(page)


@pytest.mark.parametrize(
    ("sheet", "button"), [("menu", "Laag"), ("panel", "Gebied"), ("take", "Meenemen")]
)
def test_the_bar_opens_a_sheet_and_escape_closes_it(
    sheet: str, button: str, starter: Served, visit: Visit
) -> None:
    page = visit(starter, VIEWS["area"], size=TELEPHONE)
    settled(page, starter, VIEWS["area"])
    opener = page.locator("#bar").get_by_role("button", name=button)
    expect(page.locator(f"#{sheet}")).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    expect(page.locator(f"#{sheet}")).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert_no_sideways_scrolling(page)
    page.keyboard.press("Escape")
    expect(page.locator(f"#{sheet}")).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_choosing_a_layer_in_the_sheet_shows_it_on_the_map(starter: Served, visit: Visit) -> None:
    page = visit(starter, VIEWS["area"], size=TELEPHONE)
    settled(page, starter, VIEWS["area"])
    page.locator("#bar [data-sheet=menu]").click()
    page.locator("#menu a", has_text="WOZ").click()
    expect(page.locator("#menu")).to_be_hidden()
    Map(page).wait_for(starter.drawn("?gebied=heerlen-noord&laag=woz_waarde"))
    expect(page.locator("#bar [data-sheet=menu]")).to_have_attribute("aria-expanded", "false")


def test_one_sheet_at_a_time_and_a_tap_beside_it_closes_it(starter: Served, visit: Visit) -> None:
    page = visit(starter, VIEWS["area"], size=TELEPHONE)
    settled(page, starter, VIEWS["area"])
    page.locator("#bar [data-sheet=menu]").click()
    page.locator("#bar [data-sheet=panel]").click()
    expect(page.locator("#menu")).to_be_hidden()
    expect(page.locator("#panel")).to_be_visible()
    page.locator("h1").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_closed_sheet_takes_no_focus(starter: Served, visit: Visit) -> None:
    page = visit(starter, VIEWS["area"], size=TELEPHONE)
    settled(page, starter, VIEWS["area"])
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate("() => Boolean(document.activeElement.closest('#menu, #panel'))")


def test_no_width_scrolls_sideways(starter: Served, visit: Visit) -> None:
    page = visit(starter, VIEWS["area"])
    settled(page, starter, VIEWS["area"])
    for width in (320, 768, 1024, 1180, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("(width) => window.innerWidth === width", arg=width)
        assert_no_sideways_scrolling(page)

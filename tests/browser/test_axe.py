"""axe finds nothing, and nothing scrolls sideways: each page in both languages and three widths.

A state costs as little as it can: one page is loaded for many views, which follow one another as
they do for a reader, and each is looked at in all widths.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_sideways_scrolling, check, list_violations
from tests.browser.pages import Map, Served, Visit, Watch

SIZES = ((1440, 900), (1024, 768), (390, 844))
TELEPHONE = SIZES[-1]
NARROW = (320, 640)
AREA = "?gebied=heerlen-noord&laag=koopwoningen_pct"
# Views of the page, by language; each is asked for from the one above it.
VIEWS = {
    "nl": (
        "",
        AREA,
        "?gebied=heerlen-noord&laag=misdrijven_per_1000&klassen=reference",
        "?gebied=heerlen-noord&laag=misdrijven_per_1000&klasse=geen",
        "?gebied=WK091720&laag=inkomen_per_inwoner",
        "?gebied=BU09172000",
        "?gebied=GM0344",
        "?gebied=heerlen-noord&laag=laagste_40_inkomens_pct",
        f"{AREA}&tabel=alle",
        f"{AREA}&toon=ontwikkeling",
        "?gebied=heerlen-noord&laag=misdrijven_per_1000&toon=verandering",
        f"{AREA}&toon=verandering",
        "?gebied=heerlen-noord&toon=rangorde",
        f"{AREA}&toon=naast",
        "?gebied=heerlen-noord&toon=naast&laag2=koopwoningen_pct",
        f"{AREA}&toon=samenhang",
        f"{AREA}&toon=samenhang&laag2=woz_waarde",
        "?gebied=heerlen-noord&vergelijk=tilburg-noordwest,NL00,GM0917,nplv",
        "?gebied=heerlen-noord&laag=stapeling",
        "?gebied=heerlen-noord&laag=stapeling&toon=ontwikkeling",
        "?gebied=heerlen-noord&laag=ondermijning",
        "?gebied=heerlen-noord&laag=ondermijning&laag2=bijstand_per_100",
        "?niveau=buurt",
        "?gebied=tilburg-noord&periode=1999&achtergrond=brt",
    ),
    "en": (
        "?taal=en",
        f"{AREA}&taal=en",
        f"{AREA}&toon=ontwikkeling&taal=en",
        "?gebied=heerlen-noord&toon=rangorde&taal=en",
        "?gebied=heerlen-noord&toon=naast&laag2=koopwoningen_pct&taal=en",
        f"{AREA}&toon=samenhang&laag2=woz_waarde&taal=en",
        "?gebied=heerlen-noord&laag=stapeling&taal=en",
        "?gebied=heerlen-noord&laag=ondermijning&taal=en",
    ),
}
# Pages of their own, in either language.
PAGES = (
    "programma",
    "programma/rotterdam-zuid",
    "programma/zomaar",
    "gesprek/rotterdam-zuid",
    "gesprek/zomaar",
    "methode",
    "wijzigingen",
    "toegankelijkheid",
    "api/v1/",
    "embed?gebied=heerlen-noord",
    "zomaar",
    "gebied/heerlen-nord",
    "export/map.png?gebied=zzz",
)
# Answered with the status of an error, which a browser writes in its console.
REFUSED = ("/zomaar", "heerlen-nord", "/export/map.png?gebied=zzz")
THEMES = {"dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}}
THEMED = (
    AREA,
    f"{AREA}&toon=ontwikkeling",
    "?gebied=heerlen-noord&toon=rangorde",
    "?gebied=heerlen-noord&laag=stapeling",
    "?gebied=heerlen-noord&laag=ondermijning",
)
# In use: everything open, a list below the search, an area with the focus, and three sheets.
IN_USE = ("details", "search", "compare", "tooltip", "take", "menu", "panel", "take along")
STATES = (
    len(SIZES) * (sum(map(len, VIEWS.values())) + 2 * len(PAGES))
    + len(THEMES) * len(THEMED)
    + len(IN_USE)
)
# Asks for a view and waits until the page is whole again: Dash takes `aria-busy` away.
_GO = """(wish) => new Promise((done) => {
  const main = document.getElementById('main');
  const watch = new MutationObserver(() => {
    if (main.hasAttribute('aria-busy')) return;
    watch.disconnect();
    done();
  });
  watch.observe(main, { attributes: true, attributeFilter: ['aria-busy'] });
  nplv_geo.inspect.go(wish);
})"""

# Charts of cards are drawn when they come into sight; drawn, they take their time in each width.
_SEE_ALL = """async () => {
  for (const card of document.querySelectorAll('.card')) {
    card.scrollIntoView({ block: 'center' });
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  }
  scrollTo(0, 0);
}"""


class Findings:
    """What axe found in all states of a test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[str] = []

    def look(self, state: str) -> None:
        self.lines += [f"{state}: {line}" for line in list_violations(self.page)]

    def look_in_all_widths(self, state: str) -> None:
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            assert_no_sideways_scrolling(self.page)
            self.look(f"{state} {width}")


@contextmanager
def finding_nothing(page: Page) -> Iterator[Findings]:
    findings = Findings(page)
    yield findings
    assert not findings.lines, "\n".join(findings.lines)


def wait_until_whole(page: Page) -> None:
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.locator(".map-message:visible")).to_have_count(0)
    if page.locator("#trend .chart:visible").count():
        expect(page.locator("#trend .main-svg").first).to_be_visible()


def see_all_charts(page: Page) -> None:
    expect(page.locator(".card:has(tbody)").first).to_be_attached()
    page.evaluate(_SEE_ALL)
    expect(page.locator(".card .main-svg").first).to_be_attached()


def go(page: Page, wish: str) -> None:
    page.evaluate(_GO, wish)
    wait_until_whole(page)


def test_there_are_more_than_a_hundred_states() -> None:
    assert STATES >= 100


@pytest.mark.parametrize("language", VIEWS)
def test_axe_finds_nothing_in_any_view(language: str, starter: Served, visit: Visit) -> None:
    first, *others = VIEWS[language]
    page = visit(starter, first)
    wait_until_whole(page)
    with finding_nothing(page) as findings:
        findings.look_in_all_widths(first)
        for wish in others:
            go(page, wish)
            assert page.url.partition("#")[0] == starter.url + wish
            findings.look_in_all_widths(wish)


@pytest.mark.parametrize("language", VIEWS)
def test_axe_finds_nothing_on_any_page(
    language: str, starter: Served, visit: Visit, watch: Watch
) -> None:
    watch.may_fail.extend(REFUSED)
    page = visit(starter, "methode")
    with finding_nothing(page) as findings:
        for path in PAGES:
            page.goto(f"{starter.url}{path}{'&' if '?' in path else '?'}taal={language}")
            wait_until_whole(page)
            expect(page.locator(".first")).to_have_count(0)
            assert page.locator("html").get_attribute("lang") == language, path
            findings.look_in_all_widths(path)
            width, height = NARROW
            page.set_viewport_size({"width": width, "height": height})
            assert_no_sideways_scrolling(page)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_colours_that_a_reader_has_set(
    theme: str, starter: Served, visit: Visit
) -> None:
    page = visit(starter, THEMED[0])
    wait_until_whole(page)
    page.emulate_media(**THEMES[theme])
    with finding_nothing(page) as findings:
        findings.look(f"{theme} {THEMED[0]}")
        for wish in THEMED[1:]:
            go(page, wish)
            findings.look(f"{theme} {wish}")


def test_axe_finds_nothing_while_the_page_is_used(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    Map(page).wait_for(starter.drawn(AREA))
    see_all_charts(page)
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    check(page)
    page.locator("#compare-search").press_sequentially("heer")
    expect(page.locator("#compare-add").get_by_role("option").first).to_be_visible()
    check(page, ".ways")
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = false; })")
    page.locator("#search").press_sequentially("heer")
    expect(page.get_by_role("option").first).to_be_visible()
    # The list lies over the page for as long as somebody types.
    check(page, "#header")
    page.keyboard.press("Escape")
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


def test_axe_finds_nothing_in_an_open_sheet(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA, size=TELEPHONE)
    Map(page).wait_for(starter.drawn(AREA))
    see_all_charts(page)
    assert_no_sideways_scrolling(page)
    for sheet in ("menu", "panel", "take"):
        page.locator(f"#bar [data-sheet={sheet}]").click()
        expect(page.locator(f"#{sheet}")).to_be_in_viewport()
        check(page)

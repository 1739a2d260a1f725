"""The main jobs of three users, by keyboard alone and by what a screen reader knows of the page.

Nothing here is found by a selector: only by role and name, and reached by keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import TELEPHONE, WIDE, Served, Visit

SIZES = pytest.mark.parametrize("size", [WIDE, TELEPHONE], ids=["wide", "phone"])
MOST_STOPS = 12  # from load to the map
AREA = "?gebied=heerlen-noord&laag=misdrijven_per_1000"


class Reader:
    """Somebody who has a keyboard and hears the page."""

    def __init__(self, page: Page, *, is_on_phone: bool) -> None:
        self.page = page
        self.is_on_phone = is_on_phone

    def tab_to(self, goal: Locator, key: str = "Tab", most: int = 60) -> int:
        """Press Tab until what is named has the focus; how often that was."""
        for stops in range(1, most + 1):
            self.page.keyboard.press(key)
            if goal.evaluate("goal => goal === document.activeElement"):
                return stops
        raise AssertionError(f"{goal} lies more than {most} stops away")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def follow(self, role: str, name: str, key: str = "Tab", most: int = 60) -> None:
        self.tab_to(self.find(role, name), key, most)
        self.press("Enter")

    def find(self, role: str, name: str) -> Locator:
        return self.page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]

    def open_sheet(self, name: str) -> None:
        """On a phone the buttons of the bar come last on the page."""
        if self.is_on_phone:
            self.follow("button", name, "Shift+Tab", 20)

    def hear(self) -> str:
        """The name of what has the focus."""
        name: str = self.page.evaluate(
            "() => { const at = document.activeElement;"
            " return at.getAttribute('aria-label') ?? at.textContent.trim(); }"
        )
        return name


Arrive = Callable[[str, tuple[int, int]], Reader]


@pytest.fixture
def arrive(starter: Served, visit: Visit) -> Arrive:
    def arrive_at(query: str, size: tuple[int, int]) -> Reader:
        page = visit(starter, query, size)
        page.wait_for_function("() => !document.querySelector('[aria-busy]')")
        page.get_by_role("button", name="Inzoomen").wait_for()
        return Reader(page, is_on_phone=size == TELEPHONE)

    return arrive_at


@SIZES
def test_an_officer_finds_where_problems_pile_up(size: tuple[int, int], arrive: Arrive) -> None:
    """From the start page to the area, to the stacking, along the map, and to the table."""
    reader = arrive("", size)
    page = reader.page
    reader.tab_to(page.get_by_role("combobox", name="Zoek een gebied op naam"))
    page.keyboard.type("heerlen-n")
    expect(page.get_by_role("option", name="Heerlen-Noord")).to_be_visible()
    reader.press("ArrowDown", "Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("in Heerlen-Noord")
    expect(page.get_by_role("main")).to_be_focused()
    # The menu lies before what is read, and on a phone behind a button.
    if reader.is_on_phone:
        reader.open_sheet("Laag")
        expect(page.get_by_role("navigation", name="Kaartlagen")).to_be_focused()
    key = "Tab" if reader.is_on_phone else "Shift+Tab"
    reader.follow("link", "Stapeling zes domeinen in één kaart", key)
    expect(heading).to_have_text("Stapeling in Heerlen-Noord")
    if reader.is_on_phone:
        expect(page.get_by_role("button", name="Laag")).to_be_focused()
    # The bar is the last on the page: after it the page begins anew.
    reader.follow("link", "Naar de kaart", "Tab" if reader.is_on_phone else "Shift+Tab", MOST_STOPS)
    page.keyboard.type("weggebekker")
    said = reader.hear()
    assert said.startswith("Weggebekker: ")
    assert "5 van 5 bekende domeinen" in said
    # One key to the row of the same area, one back to the map.
    reader.press("PageDown")
    row = page.get_by_role("row", name="Weggebekker")
    expect(row.get_by_role("link", name="Weggebekker", exact=True)).to_be_focused()
    expect(row.get_by_role("cell").first).to_have_text("5 van 5")
    reader.press("PageUp")
    assert reader.hear() == said
    reader.press("Enter")
    expect(heading).to_have_text("Stapeling in Weggebekker (Heerlen)")
    reader.press("Escape")
    expect(heading).not_to_contain_text("Weggebekker")


@SIZES
def test_a_mayor_holds_the_area_beside_the_country_and_the_other_19(
    size: tuple[int, int], arrive: Arrive
) -> None:
    reader = arrive(AREA, size)
    page = reader.page
    panel = page.get_by_role("complementary", name="Heerlen-Noord")
    if reader.is_on_phone:
        reader.open_sheet("Gebied")
    else:
        reader.follow("link", "Naar het gebied", most=4)
    expect(panel).to_be_focused()
    references = panel.get_by_role("table", name="Naast elkaar")
    expect(references.get_by_role("row", name="Nederland")).to_contain_text("ongunstiger")
    place = panel.get_by_role("link", name="van de 20 focusgebieden")
    reader.tab_to(place)
    reader.press("Enter")
    ranking = page.get_by_role("region", name="Rangorde").or_(page.get_by_role("main"))
    own = ranking.get_by_role("row", name="Heerlen-Noord").first
    expect(own).to_be_visible()
    expect(own.get_by_role("link", name="Heerlen-Noord")).to_be_visible()
    expect(page).to_have_url(re.compile("toon=rangorde"))


@SIZES
def test_the_map_is_at_most_12_stops_away(size: tuple[int, int], arrive: Arrive) -> None:
    reader = arrive(AREA, size)
    stops = reader.tab_to(reader.find("link", "Naar de kaart"), most=MOST_STOPS)
    reader.press("Enter")
    assert stops + 1 <= MOST_STOPS
    assert re.match(r"[^:]+: Misdrijven per 1.000 inwoners \d+,\d", reader.hear())


@SIZES
def test_an_adviser_takes_a_map_and_a_briefing_along(size: tuple[int, int], arrive: Arrive) -> None:
    reader = arrive(AREA, size)
    page = reader.page
    if reader.is_on_phone:
        reader.open_sheet("Meenemen")
    else:
        reader.follow("button", "Meenemen")
    sheet = page.get_by_role("region", name="Meenemen")
    expect(sheet).to_be_focused()
    with page.expect_download(timeout=120_000) as coming:
        reader.follow("link", "Kaart als plaatje voor een dia (PNG)")
    assert coming.value.suggested_filename.endswith(".png")
    reader.tab_to(page.get_by_text("Meer: andere maten, briefing, cijfers en delen", exact=True))
    reader.press("Enter")
    with page.expect_request("**/export/briefing.pptx*"):
        reader.follow("link", "Briefing, PowerPoint")
    reader.press("Escape")
    expect(
        page.get_by_role("button", name="Meenemen").and_(page.locator(":visible"))
    ).to_be_focused()

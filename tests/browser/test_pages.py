"""The pages to read in a browser: without scripts, on a telephone and on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.pages import Served, Visit

TELEPHONE = (390, 844)


def test_the_skip_link_comes_first_and_leads_to_the_text(starter: Served, visit: Visit) -> None:
    page = visit(starter, "programma")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_language_switch_stays_on_the_page(starter: Served, visit: Visit) -> None:
    page = visit(starter, "methode")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("How these figures are made")
    page.get_by_role("link", name="Nederlands").click()
    expect(page.locator("h1")).to_have_text("Hoe deze cijfers zijn gemaakt")


def test_an_anchor_shows_its_section(starter: Served, visit: Visit) -> None:
    page = visit(starter, "methode#verschil")
    expect(page.get_by_role("heading", name="Wordt het verschil kleiner?")).to_be_in_viewport()


def test_a_table_stays_a_table_on_a_telephone(starter: Served, visit: Visit) -> None:
    page = visit(starter, "programma", size=TELEPHONE)
    october = page.get_by_role("table", name="Gemeld in oktober 2024")
    expect(october.get_by_role("columnheader")).to_have_text(["Wat", "Hoeveel", "Voor"])
    expect(october.get_by_role("rowheader")).to_have_count(9)
    expect(page.get_by_role("table", name="op alfabet").get_by_role("cell")).to_have_count(33)


def test_areas_side_by_side_stay_a_table_on_a_telephone(starter: Served, visit: Visit) -> None:
    page = visit(starter, "programma/rotterdam-zuid", size=TELEPHONE)
    alike = page.get_by_role("table", name="de gebieden die erop lijken")
    expect(alike.get_by_role("columnheader")).to_have_count(5)
    expect(alike.get_by_role("rowheader")).to_have_count(6)


@pytest.mark.parametrize("path", ["programma", "methode"])
def test_it_reads_without_scripts(path: str, starter: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(starter.url + path)
    expect(page.locator("h1")).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["programma", "programma/rotterdam-zuid", "methode"])
def test_on_paper_there_is_text_only(path: str, starter: Served, visit: Visit) -> None:
    page = visit(starter, path)
    page.emulate_media(media="print")
    for hidden in (".language", "footer.pages", ".contents", ".steps"):
        if page.locator(hidden).count():
            expect(page.locator(hidden)).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_talk_sheet_prints_on_three_pages_at_the_most(starter: Served, visit: Visit) -> None:
    page = visit(starter, "gesprek/rotterdam-zuid")
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert 1 < len(printed.pages) <= 3
    text = "".join("".join(one.extract_text() for one in printed.pages).split())
    assert text.count("VastloperWieWanneer") == 4
    assert "Neemmee" not in text


def test_a_talk_sheet_stays_a_table_on_a_telephone(starter: Served, visit: Visit) -> None:
    page = visit(starter, "gesprek/heerlen-noord", size=TELEPHONE)
    safety = page.get_by_role("table", name="Veiligheid: Wat er veranderde")
    expect(safety.get_by_role("columnheader")).to_have_count(7)
    expect(safety.get_by_role("rowheader").first).to_be_visible()

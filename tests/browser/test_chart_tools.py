"""The chart of a development by keyboard and as a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.axe import check
from tests.browser.pages import Served, Visit

TREND = "?gebied=heerlen-noord&laag=misdrijven_per_1000&toon=ontwikkeling"
BUTTON = "Download grafiek (PNG)"


def open_chart(visit: Visit, served: Served, query: str = TREND) -> Page:
    page = visit(served, query)
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
    return page


def read_box(page: Page) -> list[str]:
    return page.locator("#trend .hoverlayer text").all_text_contents()


def test_the_points_are_walked_through_by_keyboard_and_said(starter: Served, visit: Visit) -> None:
    page = open_chart(visit, starter)
    said = page.locator("#trend [role=status]")
    page.get_by_role("button", name=BUTTON).focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("application", name="Loop door de grafiek")).to_be_focused()
    expect(said).to_have_text("Heerlen-Noord, 2025: 60,8 (voorlopig), per 1.000 inwoners")
    assert read_box(page)[:2] == ["2025, per 1.000 inwoners", "Heerlen-Noord 60,8 (voorlopig)"]
    page.keyboard.press("ArrowLeft")
    expect(said).to_have_text("Heerlen-Noord, 2024: 63,2, per 1.000 inwoners")
    assert read_box(page)[:2] == ["2024, per 1.000 inwoners", "Heerlen-Noord 63,2"]
    page.keyboard.press("ArrowUp")
    expect(said).to_have_text("Heerlen, 2024: 69,1, per 1.000 inwoners")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text("2021: ")
    check(page, "#trend")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=BUTTON)).to_be_focused()
    expect(said).to_be_empty()
    assert read_box(page) == []


def test_the_words_of_hover_and_walk_are_english_on_an_english_page(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, f"{TREND}&taal=en")
    walk = page.get_by_role("application", name="Walk through the chart")
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    walk.focus()
    said = page.locator("#trend [role=status]")
    expect(said).to_have_text("Heerlen-Noord, 2025: 60.8 (provisional), per 1,000 residents")
    assert read_box(page)[0] == "2025, per 1,000 residents"


@pytest.mark.parametrize("format_", ["png", "svg"])
def test_the_chart_is_a_file_with_its_title_and_source(
    starter: Served, visit: Visit, tmp_path: Path, format_: str
) -> None:
    page = open_chart(visit, starter)
    button = page.get_by_role("button", name=f"Download grafiek ({format_.upper()})")
    button.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    name = download.value.suggested_filename
    assert re.fullmatch(
        r"zicht-op-wijken_heerlen-noord_misdrijven_per_1000_2021-2025_[\d-]{10}\." + format_, name
    )
    file = tmp_path / name
    download.value.save_as(file)
    if format_ == "png":
        with Image.open(file) as picture:
            assert picture.width == 2 * 960
            assert picture.height > 2 * 520
            assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 100
        return
    text = file.read_text(encoding="utf-8")
    assert "Misdrijven per 1.000 inwoners in Heerlen-Noord" in text
    assert "Bron: Politie" in text
    assert 'url("data:font/woff2;base64,' in text


def test_the_marks_of_a_card_say_unit_and_period_of_their_row(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, "?gebied=heerlen-noord")
    card = page.locator(".card[data-theme=leefomgeving]")
    card.scroll_into_view_if_needed()
    plot = card.locator(".js-plotly-plot")
    expect(plot.locator(".main-svg").first).to_be_attached()
    words = plot.evaluate(
        """(plot) => {
          const isCountry = ({ text }) => text && text[0].startsWith('Nederland:');
          const curveNumber = plot.data.findIndex(isCountry);
          Plotly.Fx.hover(plot, [{ curveNumber, pointNumber: 0 }]);
          return plot.data[curveNumber].text[0];
        }"""
    )
    shown = plot.locator(".hoverlayer text").first
    expect(shown).to_contain_text(words)
    expect(shown).to_contain_text("2024")
    expect(shown).to_contain_text("km")
    colour = plot.locator(".hoverlayer path").first.evaluate("path => getComputedStyle(path).fill")
    assert colour == "rgb(255, 255, 255)"

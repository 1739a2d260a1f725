"""On paper, as a browser prints of itself, without backgrounds: a briefing of a few sheets."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.lit import list_legend_rows
from tests.browser.pages import Map, Served, Visit

MOST_SHEETS = 4
# An area, a layer of a theme in the country, and the page that one begins with.
BRIEFINGS = {
    "area": ("?gebied=heerlen-noord&laag=koopwoningen_pct", "Heerlen-Noord", "47%"),
    "theme": ("?laag=woz_waarde&taal=en", "Netherlands", "378"),
    "country": ("", "Nederland", "44,1"),
}
# What is drawn in the rows of the cards at the moment of printing, and how many rows have a figure.
_COUNT_DRAWINGS = """() => {
  window.addEventListener('beforeprint', () => {
    const rows = [...document.querySelectorAll('.card tbody tr:not(.not-on-paper)')];
    const drawn = rows.filter((row) => row.querySelector('svg.drawn-for-paper circle'));
    window.onPaper = [rows.length, drawn.length];
  });
}"""


def print_as_a_browser_does(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(format="A4", print_background=False)))


def read_squeezed(paper: PdfReader) -> str:
    """Text without spaces, which letters that are drawn one by one don't keep."""
    return "".join("".join(sheet.extract_text() for sheet in paper.pages).split())


def list_fills(paper: PdfReader) -> set[str]:
    """Colours that something on the first sheet is filled with, as ``#115363``."""
    contents = paper.pages[0].get_contents()
    assert contents is not None
    found = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", contents.get_data())
    return {"#" + "".join(f"{round(255 * float(part)):02x}" for part in rgb) for rgb in found}


@pytest.mark.parametrize("briefing", BRIEFINGS)
def test_paper_is_a_briefing_of_four_sheets_at_the_most(
    briefing: str, starter: Served, visit: Visit
) -> None:
    query, area, figure = BRIEFINGS[briefing]
    page = visit(starter, query)
    Map(page).wait_for(starter.drawn(query))
    expect(page.locator(".card tbody tr").first).to_be_attached()
    # Nobody has scrolled: no chart of a card is there yet. Without a map, colours are the legend's.
    assert page.locator(".card .main-svg").count() == 0
    page.evaluate(_COUNT_DRAWINGS)
    frame = page.locator(".map-frame").bounding_box()
    page.locator("#map").evaluate("(map) => { map.style.visibility = 'hidden'; }")
    paper = print_as_a_browser_does(page)

    assert 2 <= len(paper.pages) <= MOST_SHEETS
    rows, drawn = page.evaluate("() => window.onPaper")
    assert rows >= 30
    assert drawn / rows > 0.9  # an amount of one year has neither a place nor a line
    # The screen is itself again.
    assert page.locator(".drawn-for-paper, .on-paper:visible").count() == 0
    assert page.locator(".map-frame").bounding_box() == frame

    model, words = starter.model(query), read_squeezed(paper)
    legend = make_legend(model)
    classes = list_legend_rows(model, legend)
    for part in (area, figure, legend.title, *(row.label for row in classes), page.url):
        assert "".join(part.split()) in words, part
    for head in ("cards.col_line", "cards.col_versus", "legend_missing"):
        assert "".join(model.t(head).split()) in words, head
    assert f"{len(paper.pages)}/{len(paper.pages)}" in words
    for part in ("tabs.label", "take_along.label", "search", "passport"):
        assert "".join(model.t(part).split()) not in words, part
    assert {row.colour for row in classes if row.colour} <= list_fills(paper)

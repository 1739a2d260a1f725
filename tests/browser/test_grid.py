"""The table as a grid of all its rows: opened, searched, sorted and walked."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from nplv_geo.present.table.table import make_table
from tests.browser.pages import Served, Visit, Watch

BUURTEN = "?niveau=buurt"
# Rows in the document: what is in sight, and a few outside it.
FEW = 60


def read_rows(page: Page) -> list[str]:
    """Names in the grid from top to bottom."""
    # At once: rows come and go while others are read.
    names: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".ag-row [col-id=naam]")]
             .map((cell) => [Number(cell.parentElement.ariaRowIndex), cell.innerText])
             .sort(([one], [other]) => one - other).map(([, name]) => name)"""
    )
    return names


def test_the_table_becomes_a_grid_that_sorts_filters_and_opens_areas(
    national: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(national, BUURTEN)
    opener = page.get_by_role("link", name="buurten: sorteren en filteren")
    expect(opener).to_be_visible()
    assert watch.asked("ag_grid") == watch.asked("/assets/grid") == watch.asked("/rows") == []

    opener.click()
    grid = page.locator(".grid [role=treegrid], .grid [role=grid]").first
    names = [row.name for row in make_table(national.model(BUURTEN)).rows]
    n = len(national.model(BUURTEN).scope.codes)
    expect(grid).to_have_attribute("aria-rowcount", str(n + 1))
    assert 5 < page.locator(".ag-row").count() <= FEW < n
    assert read_rows(page)[:5] == names[:5]
    expect(page.locator("#table table")).to_be_hidden()
    assert len(watch.asked("/view/rows")) == 1

    # What is missing stands last in both directions; the order is an address.
    page.locator(".ag-header-cell[col-id=waarde]").click()
    page.wait_for_url("**sorteer=waarde**")
    missing = int((~(national.model(BUURTEN).numbers == national.model(BUURTEN).numbers)).sum())
    for word in ("waarde", "-waarde"):
        ends = page.evaluate(
            """() => { const shown = []; dash_ag_grid.getApi('areas-grid')
                 .forEachNodeAfterFilterAndSort((node) => shown.push(node.data.waarde));
                 return shown; }"""
        )
        assert ends[n - missing :] == [None] * missing
        known = ends[: n - missing]
        assert None not in known
        assert known == sorted(known, reverse=word == "-waarde")
        if word == "waarde":
            page.go_back()
            expect(page.locator(".ag-header-cell[col-id=waarde]")).to_have_attribute(
                "aria-sort", "descending"
            )
    assert len(watch.asked("/view/rows")) == 1

    # Accents make no difference; the field keeps what it says when the page is loaded again.
    wanted = next(name for name in names if name.isascii() and len(name) > 5)
    page.get_by_role("searchbox", name="Zoek in deze tabel").fill(wanted.upper())
    expect(page.locator(".ag-row [col-id=naam]").first).to_contain_text(wanted)

    # One stop for Tab, arrows inside, Enter opens.
    page.get_by_role("link", name="Terug naar de korte tabel").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".ag-header-cell:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(".grid :focus")).to_have_count(0)
    page.locator(".ag-header-cell[col-id=naam]").focus()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".ag-row a").first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{chosen}*")
    page.reload()
    expect(page.locator(".ag-row").first).to_be_attached()
    assert "tabel=alle" in page.url

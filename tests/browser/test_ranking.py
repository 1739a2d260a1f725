"""The ranking: one click or key from the map, and from it to any area in it."""

from __future__ import annotations

from playwright.sync_api import expect

from nplv_geo.present.ranking.ranking import list_rankings
from tests.browser.pages import Served, Visit, reload

HEERLEN = "?gebied=heerlen-noord"


def test_the_place_in_the_panel_opens_the_ranking_and_its_rows_open_areas(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, HEERLEN)
    page.locator("#panel .rank a").focus()
    page.keyboard.press("Enter")
    focus, buurten = list_rankings(starter.model(f"{HEERLEN}&toon=rangorde"))
    rows = page.locator("#rangorde-focusgebied tbody tr")
    expect(rows.locator("th a")).to_have_text([row.name for row in focus.rows])
    expect(page.locator("#rangorde-focusgebied tr.own .place")).to_have_text(
        next(row.place for row in focus.rows if row.is_own)
    )
    expect(page.locator(".map-frame")).to_be_hidden()

    # The dots stand from left to right as the values do.
    dots = page.locator("#rangorde-focusgebied circle")
    lefts = [dot.bounding_box() for dot in dots.all()]
    places = [box["x"] + box["width"] / 2 for box in lefts if box]
    assert len(places) == len(focus.rows)
    assert places == sorted(places)
    own = page.locator("#rangorde-focusgebied tr.own circle")
    area = "getComputedStyle(document.documentElement).getPropertyValue('--area').trim()"
    probe = f"Object.assign(document.createElement('i'), {{style: 'color:' + {area}}})"
    colour = page.evaluate(
        f"(() => {{ const i = document.body.appendChild({probe}); "
        "const said = getComputedStyle(i).color; i.remove(); return said; })()"
    )
    assert own.evaluate("dot => getComputedStyle(dot).fill") == colour

    # From the 20 to the buurten and back, to another area, and all of it survives.
    page.get_by_role("link", name=f"Naar: {buurten.title}").click()
    expect(page.locator("#rangorde-buurt h2")).to_be_in_viewport()
    page.locator("#rangorde-focusgebied tbody a", has_text="Breda-Noord").click()
    expect(page.locator("#panel h2")).to_have_text("Breda-Noord")
    expect(page.locator("#rangorde-focusgebied tr.own a")).to_have_text("Breda-Noord")
    reload(page)
    expect(page.locator("#rangorde-focusgebied tr.own a")).to_have_text("Breda-Noord")
    page.go_back()
    expect(page.locator("#rangorde-focusgebied tr.own a")).to_have_text("Heerlen-Noord")
    page.locator("#tabs a", has_text="Kaart").click()
    expect(page.locator(".map-frame")).to_be_visible()
    expect(page.locator("#ranking")).to_be_hidden()

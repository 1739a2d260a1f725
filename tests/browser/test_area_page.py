"""The mayor's page: the area in short, its cards, its development, on screen and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import Map, Served, Visit

AREA = "?gebied=heerlen-noord"
TREND = f"{AREA}&laag=misdrijven_per_1000&toon=ontwikkeling"
TELEPHONE = (390, 844)
PT_PER_PX = 72 / 96


def opened(page: Page, served: Served, query: str = AREA) -> None:
    Map(page).wait_for(served.drawn(query))
    expect(page.locator("#rij-misdrijven_per_1000")).to_be_attached()


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def see_all(page: Page) -> None:
    """Scroll past all cards, until each has its chart."""
    for card in page.locator(".card:has(tbody)").all():
        card.scroll_into_view_if_needed()
        expect(card.locator(".chart .main-svg").first).to_be_attached()


def test_the_summary_fits_one_screen_and_the_cards_begin_below_it(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, AREA)
    opened(page, starter)
    for part in (".in-short", ".own .figure", ".own .references", ".map-frame"):
        assert bottom(page, part) <= 900, part
    cards = page.locator("#cards").bounding_box()
    assert cards is not None
    assert cards["y"] >= 850


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_paragraph_is_that_of_the_profile(starter: Served, visit: Visit, language: str) -> None:
    from nplv_geo.present.sentences.paragraph import write_paragraph
    from nplv_geo.present.texts import texts

    page = visit(starter, f"{AREA}&taal={language}")
    told = write_paragraph(starter.site.make_profile("heerlen-noord"), texts(language)).text
    expect(page.locator(".in-short")).to_have_text(told)


def test_every_number_in_the_paragraph_leads_to_its_row(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    opened(page, starter)
    links = page.locator(".in-short a")
    assert links.count() >= 6
    for href in links.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        expect(page.locator(href)).to_have_count(1)
    links.first.click()
    row = page.locator(links.first.get_attribute("href") or "")
    expect(row).to_be_in_viewport()


def test_every_layer_with_figures_has_a_row_with_its_value(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    opened(page, starter)
    items = starter.site.make_profile("heerlen-noord").items
    assert page.locator(".card tbody tr").count() == len(items) > 15
    model = starter.model(AREA)
    for item in items:
        shown = page.locator(f"#rij-{item.layer.id} .figures b")
        expect(shown).to_have_text(model.t.value(item.report.value, item.layer))


def test_charts_are_drawn_when_they_come_into_sight_and_not_before(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, AREA)
    opened(page, starter)
    expect(page.locator(".card .main-svg")).to_have_count(0)
    assert "Plotly" not in page.evaluate("() => Object.keys(window)")
    see_all(page)
    areas = page.locator(".card[data-theme=gezondheid] .chart .point")
    assert areas.count() > 20


def test_another_comparison_leaves_map_and_charts_in_place(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    opened(page, starter)
    see_all(page)
    page.evaluate(
        """() => document.querySelectorAll('#map path, .js-plotly-plot')
             .forEach(node => { node.dataset.kept = 'yes'; })"""
    )
    shapes = page.locator("#map path[data-kept]").count()
    plots = page.locator(".js-plotly-plot[data-kept]").count()
    assert shapes > 30
    assert plots >= 5
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#compare-add summary").click()
    page.get_by_role("link", name="Rest van Heerlen").first.click()
    versus = page.locator("#rij-misdrijven_per_1000 .versus")
    expect(versus).to_contain_text("Rest van Heerlen 72,4")
    assert "vergelijk=rest" in page.url
    assert page.locator("#map path[data-kept]").count() == shapes
    assert page.locator(".js-plotly-plot[data-kept]").count() == plots
    assert not [url for url in asked if "/geo/" in url]
    page.go_back()
    expect(versus).not_to_contain_text("Rest van Heerlen")


def test_up_to_four_areas_are_compared_with_and_kept_in_the_link(
    starter: Served, visit: Visit
) -> None:
    link = f"{AREA}&vergelijk=utrecht-overvecht,G4,nplv,rest"
    page = visit(starter, link)
    opened(page, starter, link)
    versus = page.locator("#rij-misdrijven_per_1000 .versus")
    for name in ("Utrecht Overvecht", "G4", "De 20 focusgebieden samen", "Rest van Heerlen"):
        expect(versus).to_contain_text(name)
    page.locator("#compare-add summary").click()
    page.locator("#compare-add").get_by_role("link", name="Delft West", exact=True).click()
    expect(versus).to_contain_text("Delft West")
    expect(versus).not_to_contain_text("Rest van Heerlen")


def test_the_development_of_a_layer_is_one_click_away_and_back(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, AREA)
    opened(page, starter)
    page.locator("#rij-misdrijven_per_1000 .course a").click()
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    assert "toon=ontwikkeling" in page.url
    expect(page.locator("#trend table tbody tr")).to_have_count(5)
    page.get_by_role("link", name="Kaart", exact=True).click()
    expect(page.locator("#map")).to_be_visible()
    expect(page.locator("#trend")).to_be_hidden()  # it stayed, below the map
    page.go_back()
    expect(page.locator("#trend .main-svg").first).to_be_visible()


# Places of a history that lie on words of its card.
_OVERPRINTED = """() => {
  const points = [...document.querySelectorAll('.card .x2y .scatterlayer .points path')];
  const words = [...document.querySelectorAll('.card :is(.gap, .figures small, .figures b, .versus .name)')];
  const boxes = words.flatMap((word) => {
    const range = document.createRange();
    range.selectNodeContents(word);
    return [...range.getClientRects()].map((box) => [word.textContent, box]);
  });
  return [points.length, points.flatMap((point) => {
    const { left, right, top, bottom } = point.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return boxes.filter(([, box]) => box.left < x && x < box.right && box.top < y && y < box.bottom).map(([text]) => text);
  })];
}"""  # noqa: E501  # a script


def test_a_history_lies_over_no_words(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA, TELEPHONE)
    opened(page, starter)
    see_all(page)
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        # The charts follow the width a little later.
        page.wait_for_function(f"() => ({_OVERPRINTED})()[1].length === 0")
        n, overprinted = page.evaluate(_OVERPRINTED)
        assert n > 40
        assert overprinted == []

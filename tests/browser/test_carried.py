"""Figures of older years in a browser: marks, the switch by keyboard, the map of the country."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import Settings
from nplv_geo.web.site import Site
from tests import carrying
from tests.browser.pages import Served, Visit, serving
from tests.carrying import AREA, CRIME, PARTLY, WEAK

NARROW = (390, 844)
FIGURES = "nplv_geo.inspect.shownFigures"
TREND = f"?gebied={AREA}&laag={CRIME}&toon=ontwikkeling"


@pytest.fixture(scope="module")
def served(
    starter_settings: Settings, catalog: Catalog, focus_areas: tuple[FocusArea, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:  # fmt: skip
    settings = Settings(data=tmp_path_factory.mktemp("carried"), edition=None, port=0)
    carrying.make_edition(starter_settings.editions, settings.editions)
    site = Site(open_current(settings.editions), catalog, {a.id: a for a in focus_areas})
    with serving(settings, tmp_path_factory.mktemp("server")) as url:
        yield Served(url, site)


@pytest.mark.parametrize("size", [(1440, 900), NARROW])
def test_the_switch_works_by_keyboard_and_says_where_the_reader_is(
    served: Served, visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(served, TREND, size)
    switch = page.get_by_role("navigation", name="Grenzen van de cijfers")
    fixed, published = (
        switch.get_by_role("link", name=name) for name in ("Vaste grenzen", "Zoals gepubliceerd")
    )
    expect(fixed).to_have_attribute("aria-current", "true")
    expect(page.locator("#trend-below")).to_contain_text("omgerekend, 8\u202f% verplaatst")
    # The band of each of the two converted points, and no other.
    expect(page.locator("#trend .errorbar .yerror").first).to_be_attached()
    bands = page.locator("#trend .errorbar .yerror").evaluate_all(
        "bars => bars.filter((bar) => bar.getBBox().height > 0).length"
    )
    assert bands == 2
    box, width = switch.bounding_box(), page.viewport_size
    assert box is not None
    assert width is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width["width"]
    assert box["height"] >= 24
    published.focus()
    page.keyboard.press("Enter")
    expect(published).to_have_attribute("aria-current", "true")
    assert "grenzen=gepubliceerd" in page.url
    expect(page.locator("#trend-below")).to_contain_text("van hele buurten zoals ze toen waren")
    expect(page.locator("#trend-below")).not_to_contain_text("omgerekend, 8")
    page.go_back()
    expect(fixed).to_have_attribute("aria-current", "true")


def test_of_the_whole_country_only_the_divided_areas_tell_it(served: Served, visit: Visit) -> None:
    page = visit(served, f"?laag={CRIME}&periode=2022&niveau=buurt")
    expect(page.locator(".legend")).to_contain_text("omgerekend naar de gebieden van 2024")
    page.wait_for_function(f"{FIGURES} && {FIGURES}()")

    def words(code: str) -> list[str]:
        found: list[str] = page.evaluate(f"code => {FIGURES}().words(code)", code)
        return found

    assert words(PARTLY) == ["146,6", "omgerekend, 30\u202f% verplaatst"]
    assert words("BU09172003") == ["51,8", ""]
    page.get_by_role("link", name="Zoals gepubliceerd").click()
    expect(page.locator(".legend")).to_contain_text("zoals gepubliceerd")
    page.wait_for_function(f"code => {FIGURES}().words(code)[0] === 'geen cijfer'", arg=PARTLY)
    number = page.evaluate(f"code => {FIGURES}().number(code)", PARTLY)
    assert number == -1
    for code in (PARTLY, WEAK):
        assert words(code)[1].startswith("niet op deze plek gepubliceerd")
    assert words("BU09172003") == ["51,8", ""]

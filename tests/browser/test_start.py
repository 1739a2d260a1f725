"""The first page: the country with the 20 areas."""

from __future__ import annotations

from playwright.sync_api import expect

from nplv_geo.present.map.model import list_entries, make_map_model
from tests.browser.pages import Map, Served, Visit, Watch


def test_the_20_areas_are_circles_in_the_colours_of_the_model(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter)
    drawn = starter.drawn()
    Map(page).wait_for(drawn)
    assert starter.model().layer.id == "misdrijven_per_1000"
    assert len(drawn) == 20
    assert all(number >= 0 for number, _ in drawn.values())
    assert {fill for _, fill in drawn.values()} <= set(
        make_map_model(starter.model()).as_json()["colours"]
    )


def test_each_circle_has_a_label(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    Map(page).wait_for(starter.drawn())
    labels = page.locator("#map .nplv-label")
    expect(labels).to_have_count(20)
    names = set(make_map_model(starter.model()).as_json()["names"].values())
    assert set(labels.all_text_contents()) == names


def test_title_language_and_heading(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    expect(page.locator(".first")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_title(
        "Misdrijven per 1.000 inwoners in de 20 focusgebieden (voorlopig) · Zicht op Wijken"
    )
    expect(page.locator("h1")).to_have_text(
        "Misdrijven per 1.000 inwoners in de 20 focusgebieden (voorlopig)"
    )
    expect(page.locator("h1")).to_have_count(1)


def test_the_page_says_that_the_starter_is_schematic(starter: Served, visit: Visit) -> None:
    page = visit(starter, "?gebied=heerlen-noord")
    expect(page.locator("#heading .badge", has_text="schematische grenzen")).to_be_visible()
    expect(page.locator("#map path[stroke-dasharray]").first).to_be_attached()


def test_the_national_edition_shows_the_same_20_above_its_gemeenten(
    national: Served, visit: Visit
) -> None:
    page = visit(national)
    Map(page).wait_for(national.drawn())
    # The circles are what a reader walks along; the gemeenten below them are only coloured.
    shown = list_entries(national.model())
    colours = make_map_model(national.model()).as_json()["colours"]
    expect(page.locator(".first")).to_have_count(0)
    drawn = Map(page).read_canvas()
    gemeenten = {code: colour for code, colour in drawn.items() if shown[code][0] >= 0}
    assert len(gemeenten) > 250
    assert {code[:2] for code in gemeenten} == {"GM"}
    # They are half transparent, which costs a step of 256; near a border two colours mix.
    right = [code for code in gemeenten if _differ(drawn[code], colours[shown[code][0]]) <= 2]
    assert len(right) >= 0.95 * len(gemeenten)
    expect(page.locator("#heading .badge", has_text="schematische grenzen")).to_have_count(0)


def _differ(one: str, other: str) -> int:
    """Largest difference of red, green and blue."""
    channels = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (one, other)]
    return max(abs(a - b) for a, b in zip(*channels, strict=True))


def test_a_page_that_only_opens_is_light_until_its_reader_goes_to_the_menu(
    starter: Served, visit: Visit, watch: Watch
) -> None:
    """As a plain page of dash-leaflet: 17 requests (benchmarks/README.md)."""
    page = visit(starter)
    Map(page).wait_for(starter.drawn())
    page.wait_for_timeout(1_500)
    assert 10 < len(watch.requests) <= 17
    assert len(watch.asked("/view?")) == 0
    page.mouse.move(700, 400)
    page.mouse.move(720, 420)
    page.wait_for_timeout(500)
    assert len(watch.asked("/view?")) == 0
    page.locator("#menu").hover()
    page.wait_for_function("() => performance.getEntriesByType('resource').length > 20")
    assert len(watch.asked("/view?")) > 1


def test_the_start_page_asks_and_a_question_leads_on(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    Map(page).wait_for(starter.drawn())
    expect(page.get_by_role("heading", name="Hoe staat het met uw gebied?")).to_be_visible()
    expect(page.locator(".findings li")).to_have_count(3)
    # The question stands beside the map, the 20 come before what is told of the whole country.
    tops = [page.locator(part).bounding_box() for part in ("#start", "#map", "#table", "#cards")]
    start, on_map, table, cards = [box or {} for box in tops]
    assert start["x"] + start["width"] <= on_map["x"]
    assert start["y"] < 100
    assert on_map["y"] < table["y"] < cards["y"]
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("placeholder", "Gebied, gemeente of buurt")
    box.press_sequentially("heerlen-n")
    page.get_by_role("option", name="Heerlen-Noord").click()
    expect(page.locator("h1")).to_have_text("Misdrijven per 1.000 inwoners in Heerlen-Noord")
    expect(page.locator("#start")).to_be_hidden()
    expect(page.locator("#main")).to_be_focused()
    page.go_back()
    # A finding leads to the year that it tells of, though there is a provisional one after it.
    page.locator(".findings").get_by_role("link", name="Lelystad Oost").click()
    Map(page).wait_for(starter.drawn("?gebied=lelystad-oost&periode=2024"))
    page.go_back()
    page.get_by_role("link", name="Hoe gezond zijn de bewoners?").click()
    expect(page.locator("#start")).to_be_hidden()
    assert "laag=" in page.url

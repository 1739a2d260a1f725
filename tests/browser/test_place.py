"""Where the reader moved the map to comes back with the link and with the back button."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from nplv_geo.present.map.model import make_map_model
from tests.browser.pages import Map, Served, Visit, go

AREA = "?gebied=heerlen-noord"
OTHER_LAYER = f"{AREA}&laag=woz_waarde"
OTHER_AREA = "?gebied=utrecht-overvecht"
# Pixels that a drawn map may lie beside another one of the same place.
CLOSE_PX = 1.5


class Sight(NamedTuple):
    """Middle of the map in pixels of the whole world, and its zoom level."""

    x: float
    y: float
    zoom: float


def sight(page: Page) -> Sight:
    return Sight(
        *page.evaluate(
            """() => {
              const map = nplv_geo.inspect.leaflet(), at = map.project(map.getCenter());
              return [at.x, at.y, map.getZoom()];
            }"""
        )
    )


def is_same(one: Sight, other: Sight) -> bool:
    apart = max(abs(one.x - other.x), abs(one.y - other.y))
    return one.zoom == other.zoom and apart <= CLOSE_PX


def settled(page: Page, served: Served, query: str) -> Sight:
    Map(page).wait_for(served.drawn(query))
    expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")
    return sight(page)


def move(page: Page) -> Sight:
    """Zoom in by the button and drag, as a reader does; the address tells where that leads."""
    page.get_by_role("button", name="Inzoomen").click()
    page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
    box = page.locator("#map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=4)
    page.wait_for_timeout(120)  # let go without a throw
    page.mouse.up()
    page.wait_for_url(re.compile(r"#kaart=\d+\.\d{5},\d+\.\d{5},[\d.]+$"))
    page.wait_for_timeout(400)
    return sight(page)


def test_a_link_brings_back_where_the_map_was(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    first = settled(page, starter, AREA)
    assert urlsplit(page.url).fragment == ""
    moved = move(page)
    assert moved.zoom > first.zoom
    other = visit(starter, page.url.removeprefix(starter.url))
    assert is_same(settled(other, starter, AREA), moved)
    assert other.url == page.url
    steps = page.evaluate("history.length")
    page.reload()
    assert is_same(settled(page, starter, AREA), moved)
    assert page.evaluate("history.length") == steps


def test_another_layer_leaves_the_map_where_it_is_and_back_goes_back(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, AREA)
    first = settled(page, starter, AREA)
    moved = move(page)
    go(page, OTHER_LAYER)
    assert is_same(settled(page, starter, OTHER_LAYER), moved)
    assert urlsplit(page.url).fragment.startswith("kaart=")
    go(page, OTHER_AREA)
    elsewhere = settled(page, starter, OTHER_AREA)
    assert not is_same(elsewhere, moved)
    assert urlsplit(page.url).fragment == ""
    page.go_back()
    assert is_same(settled(page, starter, OTHER_LAYER), moved)
    page.go_forward()
    assert is_same(settled(page, starter, OTHER_AREA), elsewhere)
    go(page, AREA)
    assert is_same(settled(page, starter, AREA), first)


def test_back_from_the_trend_finds_the_map_as_it_was(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    first = settled(page, starter, AREA)
    go(page, f"{AREA}&toon=ontwikkeling")
    expect(page.locator("#map")).to_be_hidden()
    page.go_back()
    expect(page.locator("#map")).to_be_visible()
    assert is_same(settled(page, starter, AREA), first)
    assert urlsplit(page.url).fragment == ""


def test_an_area_that_was_chosen_while_the_map_was_hidden_fills_it(
    starter: Served, visit: Visit
) -> None:
    wanted = settled(visit(starter, OTHER_AREA), starter, OTHER_AREA)
    page = visit(starter, AREA)
    settled(page, starter, AREA)
    go(page, f"{AREA}&toon=ontwikkeling")
    expect(page.locator("#map")).to_be_hidden()
    go(page, f"{OTHER_AREA}&toon=ontwikkeling")
    expect(page.locator("h1")).to_contain_text("Utrecht Overvecht")
    go(page, OTHER_AREA)
    expect(page.locator("#map")).to_be_visible()
    assert is_same(settled(page, starter, OTHER_AREA), wanted)


def test_the_place_of_one_area_never_comes_behind_the_address_of_the_next(
    starter: Served, visit: Visit
) -> None:
    wanted = settled(visit(starter, OTHER_AREA), starter, OTHER_AREA)
    page = visit(starter, AREA)
    settled(page, starter, AREA)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/view?gebied=utrecht-overvecht*", hold)
    go(page, OTHER_AREA)
    page.wait_for_url(f"**/{OTHER_AREA}")
    page.get_by_role("button", name="Inzoomen").click()
    page.wait_for_timeout(600)
    assert urlsplit(page.url).fragment == ""
    for route in held:
        route.continue_()
    assert is_same(settled(page, starter, OTHER_AREA), wanted)


def test_a_buurt_that_was_chosen_in_sight_is_seen_so_again(starter: Served, visit: Visit) -> None:
    buurt = starter.site.edition.areas.buurten_of("GM0917")[0]
    page = visit(starter, "?gebied=GM0917")
    here = settled(page, starter, "?gebied=GM0917")
    go(page, f"?gebied={buurt}")
    assert is_same(settled(page, starter, f"?gebied={buurt}"), here)
    page.reload()
    assert is_same(settled(page, starter, f"?gebied={buurt}"), here)


def test_a_pasted_place_of_the_same_view_moves_the_map(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    settled(page, starter, AREA)
    page.goto(f"{starter.url}{AREA}#kaart=50.91000,5.97000,15")
    page.wait_for_function("() => nplv_geo.inspect.leaflet().getZoom() === 15")
    assert page.evaluate("nplv_geo.inspect.leaflet().getCenter().distanceTo([50.91, 5.97])") < 10


def test_the_copied_link_holds_the_place(starter: Served, visit: Visit) -> None:
    page = visit(starter, AREA)
    settled(page, starter, AREA)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    move(page)
    page.locator("#take-button button").click()
    page.locator("#take summary").click()
    links = page.locator("#take a[data-copy]")
    place = urlsplit(page.url).fragment
    assert place
    for link in links.all():
        link.click()
        expect(page.locator("#take [role=status]", has_text="Gekopieerd").last).to_be_visible()
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert copied.partition("#")[2].partition('"')[0] == place
        page.wait_for_timeout(2_100)  # until the link has its own words again
    assert links.count() == 3


@pytest.mark.parametrize(
    "place", ["#kaart=1,2,3", "#kaart=40.00000,5.10000,12", "#kaart=52.1,5.1,99", "#tabel"]
)
def test_a_place_that_is_nowhere_here_shows_the_area(
    place: str, starter: Served, visit: Visit
) -> None:
    page = visit(starter, AREA)
    first = settled(page, starter, AREA)
    other = visit(starter, f"{AREA}{place}")
    assert is_same(settled(other, starter, AREA), first)


def test_paper_shows_the_whole_area_and_the_screen_its_place_again(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, AREA)
    settled(page, starter, AREA)
    moved = move(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    (south, west), (north, east) = make_map_model(starter.model(AREA)).as_json()["bounds"]
    assert page.evaluate(
        "(bounds) => nplv_geo.inspect.leaflet().getBounds().contains(bounds)",
        [[south, west], [north, east]],
    )
    assert sight(page).zoom < moved.zoom
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert is_same(sight(page), moved)

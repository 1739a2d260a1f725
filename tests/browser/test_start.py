"""The first page: the country with the 20 areas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from nplv_geo.present.map_model import map_model


def test_the_20_areas_are_circles_in_the_colours_of_the_model(
    starter: Any, visit: Callable[..., Page], on_map: Any
) -> None:
    page = visit(starter)
    drawn = starter.drawn()
    on_map(page).wait_for(drawn)
    assert starter.model().layer.id == "misdrijven_per_1000"
    assert len(drawn) == 20
    assert all(number >= 0 for number, _ in drawn.values())
    assert {fill for _, fill in drawn.values()} <= set(map_model(starter.model())["colours"])


def test_each_circle_has_a_label(starter: Any, visit: Callable[..., Page], on_map: Any) -> None:
    page = visit(starter)
    on_map(page).wait_for(starter.drawn())
    labels = page.locator("#map .nplv-label")
    expect(labels).to_have_count(20)
    names = set(map_model(starter.model())["names"].values())
    assert set(labels.all_text_contents()) == names


def test_title_language_and_heading(starter: Any, visit: Callable[..., Page]) -> None:
    page = visit(starter)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_title(
        "Misdrijven per 1.000 inwoners in de 20 focusgebieden · Zicht op Wijken"
    )
    expect(page.locator("h1")).to_have_text("Misdrijven per 1.000 inwoners in de 20 focusgebieden")
    expect(page.locator("h1")).to_have_count(1)


def test_the_page_says_that_the_starter_is_schematic(
    starter: Any, visit: Callable[..., Page]
) -> None:
    page = visit(starter, "?gebied=heerlen-noord")
    expect(page.locator("#heading .badge", has_text="schematische grenzen")).to_be_visible()
    expect(page.locator("#map path[stroke-dasharray]").first).to_be_attached()


def test_the_national_edition_shows_the_same_20_above_its_gemeenten(
    national: Any, visit: Callable[..., Page], on_map: Any
) -> None:
    page = visit(national)
    on_map(page).wait_for(national.drawn())
    shapes = on_map(page).shapes()
    entries = map_model(national.model())["areas"]
    assert sum(code.startswith("GM") for code in shapes) == 342
    assert {code: look[0] for code, look in shapes.items()} == {c: e[0] for c, e in entries.items()}
    expect(page.locator("#heading .badge", has_text="schematische grenzen")).to_have_count(0)

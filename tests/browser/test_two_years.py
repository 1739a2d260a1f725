"""Two years on one map: slid along, held against each other, by key, mouse and thumb."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import Map, Served, Visit, open_copy, reload

HEERLEN = "?gebied=heerlen-noord"
WIDE, TELEPHONE = (1440, 900), (390, 844)
CHANGE = f"{HEERLEN}&vanaf=2021&toon=verandering"


def _slide_to_2021(page: Page) -> None:
    slider = page.get_by_role("slider", name="Jaar op de kaart")
    expect(slider).to_have_attribute("aria-valuetext", "2025, voorlopig")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "2021")


def test_the_years_are_slid_along_by_key_and_one_step_back_undoes_it(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, HEERLEN)
    drawn = Map(page)
    drawn.wait_for(starter.drawn(HEERLEN))
    _slide_to_2021(page)
    then = f"{HEERLEN}&periode=2021"
    expect(page).to_have_url(starter.url + then)
    drawn.wait_for(starter.drawn(then))
    expect(page.locator("#legend .scale p")).to_contain_text("2021 tot en met 2025")
    reload(page)
    slider = page.get_by_role("slider", name="Jaar op de kaart")
    for shown in (page, copy := open_copy(page)):
        Map(shown).wait_for(starter.drawn(then))
        expect(shown.get_by_role("slider", name="Jaar op de kaart")).to_have_value("0")
    copy.close()
    page.go_back()
    drawn.wait_for(starter.drawn(HEERLEN))
    expect(slider).to_have_value("4")
    page.go_forward()
    drawn.wait_for(starter.drawn(then))
    expect(slider).to_have_value("0")
    page.locator("#language a").press("Enter")
    expect(page.get_by_role("slider", name="Year on the map")).to_have_value("0")
    drawn.wait_for(starter.drawn(f"{then}&taal=en"))
    # By mouse, and on a phone: the year is where the pointer is.
    for size, end, year in ((WIDE, 1.0, "4"), (TELEPHONE, 0.0, "0")):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        line = page.get_by_role("slider", name="Year on the map")
        line.scroll_into_view_if_needed()
        box = line.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 4 + end * (box["width"] - 8), box["y"] + box["height"] / 2)
        expect(line).to_have_value(year)
        shown_year = HEERLEN if year == "4" else then
        expect(page).to_have_url(f"{starter.url}{shown_year}&taal=en")
        drawn.wait_for(starter.drawn(f"{shown_year}&taal=en"))


def test_the_years_play_and_stop_at_the_last_one(starter: Served, visit: Visit) -> None:
    page = visit(starter, f"{HEERLEN}&periode=2022")
    Map(page).wait_for(starter.drawn(f"{HEERLEN}&periode=2022"))
    # Who asks for less motion has the slider alone.
    page.emulate_media(reduced_motion="reduce")
    expect(page.get_by_role("slider", name="Jaar op de kaart")).to_be_visible()
    expect(page.locator(".years .play")).to_be_hidden()
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="Speel de jaren af").press("Enter")
    expect(page.get_by_role("button", name="Pauzeer")).to_be_visible()
    expect(page).to_have_url(starter.url + HEERLEN)
    expect(page.get_by_role("button", name="Speel de jaren af")).to_be_visible()


def _press_enter(link: Locator) -> None:
    link.press("Enter")


@pytest.mark.parametrize(
    ("follow", "size"),
    [(_press_enter, WIDE), (Locator.click, WIDE), (Locator.click, TELEPHONE)],
    ids=["key", "mouse", "phone"],
)
def test_what_changed_between_two_years(
    follow: Callable[[Locator], None], size: tuple[int, int], starter: Served, visit: Visit
) -> None:
    page = visit(starter, HEERLEN, size)
    drawn = Map(page)
    drawn.wait_for(starter.drawn(HEERLEN))
    follow(page.get_by_role("link", name="Verandering", exact=True))
    drawn.wait_for(starter.drawn(f"{HEERLEN}&toon=verandering"))
    since = page.get_by_role("navigation", name="Van", exact=True)
    follow(since.get_by_role("link", name="2021"))
    expect(page).to_have_url(starter.url + CHANGE)
    drawn.wait_for(starter.drawn(CHANGE))
    expect(page.locator("h1")).to_have_text(
        "Verandering van misdrijven per 1.000 inwoners, 2021–2024 in Heerlen-Noord"
    )
    expect(page.locator("#legend .classes")).to_contain_text("kan toeval zijn")
    expect(page.locator("#table thead")).to_contain_text("2021 → 2024")
    page.reload()
    drawn.wait_for(starter.drawn(CHANGE))
    follow(page.locator("#language a"))
    expect(page.locator("#legend .classes")).to_contain_text("may be chance")
    drawn.wait_for(starter.drawn(f"{CHANGE}&taal=en"))
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(r"toon=verandering$"))
    drawn.wait_for(starter.drawn(f"{HEERLEN}&toon=verandering"))
    page.go_forward()
    drawn.wait_for(starter.drawn(CHANGE))
    # Who gets the address sees the same.
    Map(open_copy(page)).wait_for(starter.drawn(CHANGE))


def test_bounds_are_typed_in_the_legend_and_hold_in_another_year(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, HEERLEN)
    page.locator("#legend summary").press("Enter")
    field = page.get_by_role("textbox", name="Typ hoogstens 4 getallen")
    field.fill("30 | 50,5 | 100")
    field.press("Enter")
    typed = f"{HEERLEN}&indeling=30|50,5|100"
    Map(page).wait_for(starter.drawn(typed))
    expect(page.locator("#legend .scale p")).to_contain_text("eigen grenzen")
    _slide_to_2021(page)
    Map(page).wait_for(starter.drawn(f"{typed}&periode=2021"))
    reload(page)
    for shown in (page, copy := open_copy(page)):
        Map(shown).wait_for(starter.drawn(f"{typed}&periode=2021"))
    copy.close()
    page.go_back()
    Map(page).wait_for(starter.drawn(typed))
    page.go_forward()
    Map(page).wait_for(starter.drawn(f"{typed}&periode=2021"))
    page.locator("#language a").press("Enter")
    expect(page.locator("#legend .scale p")).to_contain_text("own bounds")
    Map(page).wait_for(starter.drawn(f"{typed}&periode=2021&taal=en"))
    page.locator("#language a").press("Enter")
    Map(page).wait_for(starter.drawn(f"{typed}&periode=2021"))
    page.get_by_role("link", name="Terug naar de gewone grenzen").press("Enter")
    Map(page).wait_for(starter.drawn(f"{HEERLEN}&periode=2021"))

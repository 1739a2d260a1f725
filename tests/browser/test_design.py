"""Letters of seven sizes; a dark theme in which page and charts have the same colours."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from nplv_geo.present.design.themes import make_dark_colours
from nplv_geo.present.design.tokens import COLOURS, TEXT
from nplv_geo.present.page.palette import parse_colour
from tests.browser.pages import Map, Served, Visit

HEERLEN = "?gebied=heerlen-noord&laag=misdrijven_per_1000"
VIEWS = {
    "start": "",
    "area": HEERLEN,
    "trend": f"{HEERLEN}&toon=ontwikkeling",
    "stacking": "?gebied=heerlen-noord&laag=stapeling",
}
DARK = make_dark_colours()
REFERENCES = ("area", "gemeente", "nederland", "nplv")
# All text that is shown, also that of charts, with the size that the browser gave it.
SIZES = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const sizes = new Set();
    while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement;
        if (walker.currentNode.data.trim() && holder.checkVisibility() && holder.closest("script, style, .leaflet-control") === null)
            sizes.add(Math.round(parseFloat(getComputedStyle(holder).fontSize) * 100) / 100);
    }
    return [...sizes].sort((a, b) => a - b);
}"""  # noqa: E501  # a script


@pytest.fixture
def dark(starter: Served, visit: Visit) -> Page:
    page = visit(starter, HEERLEN)
    page.emulate_media(color_scheme="dark")
    Map(page).wait_for(starter.drawn(HEERLEN))
    return page


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_has_at_most_seven_sizes_of_letters(
    name: str, starter: Served, visit: Visit
) -> None:
    page = visit(starter, VIEWS[name])
    expect(page.locator("#panel h2")).to_be_visible()
    if name == "trend":
        expect(page.locator("#trend .main-svg text").first).to_be_visible()
    sizes = page.evaluate(SIZES)
    assert len(sizes) >= 4
    assert set(sizes) <= set(TEXT.values())


def test_the_dark_theme_can_be_read(dark: Page) -> None:
    assert _read_colour(dark.locator("#panel"), "color") == DARK["ink"]
    assert _read_colour(dark.locator(".card").first, "background-color") == DARK["paper"]


def test_in_the_dark_theme_a_chart_has_the_colours_of_the_text_beside_it(dark: Page) -> None:
    card = dark.locator(".card[data-theme='veiligheid']")
    card.scroll_into_view_if_needed()
    point = card.locator(".main-svg .scatterlayer path.point[style*='17, 83, 99']").first
    expect(point).to_be_visible()
    assert _read_colour(dark.locator(".strip i.dot").first, "background-color") == DARK["area"]
    drawn = _see_middle(dark, point)
    assert max(abs(a - b) for a, b in zip(drawn, parse_colour(DARK["area"]), strict=True)) <= 2


def test_scripts_read_the_colours_of_paper_in_either_theme(dark: Page) -> None:
    read = "role => getComputedStyle(document.documentElement).getPropertyValue(`--${role}`)"
    for role in (*REFERENCES, "ink", "paper", "hatch"):
        assert dark.evaluate(read, role) == COLOURS[role]


def test_a_page_can_decide_on_its_theme(dark: Page) -> None:
    decide = "theme => { document.documentElement.dataset.theme = theme; }"
    dark.evaluate(decide, "light")
    assert _read_colour(dark.locator("#panel"), "color") == COLOURS["ink"]
    assert dark.locator("#map").evaluate("map => getComputedStyle(map).filter") == "none"
    dark.emulate_media(color_scheme="light")
    dark.evaluate(decide, "dark")
    assert _read_colour(dark.locator("#panel"), "color") == DARK["ink"]
    assert "invert" in dark.locator("#map").evaluate("map => getComputedStyle(map).filter")


# Whatever tells something by its colour, with the property that has it.
TELLING = {
    "#legend .classes .swatch:not(.hatching)": "fill",
    "#legend .classes .swatch.hatching": "stroke",
    "#legend .bars > span": "background-color",
    "#table tbody .swatch:not(.hatching)": "fill",
    "#panel .strip i.dot": "background-color",
    "#panel i.pick.nederland": "border-left-color",
    "#cards .key i.dot": "background-color",
}
STACKED = {
    "#legend .classes .swatch:not(.hatching)": "fill",
    "#legend .bars > span": "background-color",
    "#table tbody .swatch:not(.hatching)": "fill",
    "#panel .spread i:not(.hatch)": "background-color",
    "#panel .spread i.hatch": "background-image",
}
# Colours of all elements of each kind, and whether a printer leaves them as they are.
READ = """(kinds) => Object.entries(kinds).map(([kind, property]) => [
  kind, [...document.querySelectorAll(kind)].map((part) => {
    const style = getComputedStyle(part);
    return [style.getPropertyValue(property), style.printColorAdjust];
  })])"""


@pytest.mark.parametrize(("query", "kinds"), [(HEERLEN, TELLING), (VIEWS["stacking"], STACKED)])
def test_what_tells_by_its_colour_keeps_it_on_paper_and_in_colours_of_the_reader(
    query: str, kinds: dict[str, str], starter: Served, visit: Visit
) -> None:
    page = visit(starter, query)
    Map(page).wait_for(starter.drawn(query))
    expect(page.locator("#panel h2")).to_be_visible()
    on_screen = dict(page.evaluate(READ, kinds))
    assert [kind for kind, parts in on_screen.items() if not parts] == []
    for colour, adjust in (part for parts in on_screen.values() for part in parts):
        assert colour not in {"rgba(0, 0, 0, 0)", "none", ""}
        assert adjust == "exact"
    classes = {colour for colour, _ in on_screen["#legend .classes .swatch:not(.hatching)"]}
    assert len(classes) >= 5
    for media in ({"forced_colors": "active"}, {"forced_colors": "none", "media": "print"}):
        page.emulate_media(**media)
        assert dict(page.evaluate(READ, kinds)) == on_screen, media


def test_with_colours_of_the_reader_all_else_takes_theirs(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN)
    Map(page).wait_for(starter.drawn(HEERLEN))
    page.emulate_media(forced_colors="active")
    assert _read_colour(page.locator("#map"), "background-color") in {
        COLOURS["ground"], DARK["ground"],
    }  # fmt: skip
    assert _read_colour(page.locator("#panel"), "color") not in {COLOURS["ink"], DARK["ink"]}


def _read_colour(part: Locator, name: str) -> str:
    text = part.evaluate("(part, name) => getComputedStyle(part).getPropertyValue(name)", name)
    red, green, blue = (int(n) for n in text[text.index("(") + 1 : -1].split(",")[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


def _see_middle(page: Page, part: Locator) -> tuple[int, ...]:
    box = part.bounding_box()
    assert box
    x, y = (round(box[a] + box[b] / 2) for a, b in (("x", "width"), ("y", "height")))
    clip = {"x": x, "y": y, "width": 1, "height": 1}
    with Image.open(BytesIO(page.screenshot(clip=clip))) as image:
        return image.convert("RGB").getpixel((0, 0))[:3]

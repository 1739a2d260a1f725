"""The whole country at buurt level: every area its class, on one canvas, without asking again."""

from __future__ import annotations

import json
import random
import re
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.map.model import list_entries, make_map_model, write_title
from tests.browser.pages import Map, Served, Visit, Watch, go
from tests.browser.test_map import check_legend
from tests.chromium import PATIENCE_MS

VIEWS = [
    "?niveau=buurt",
    "?niveau=wijk&laag=koopwoningen_pct",
    "?niveau=buurt&laag=koopwoningen_pct&klassen=fisher_jenks",
    "?niveau=buurt&laag=inkomen_per_inwoner&klassen=reference&vergelijk=GM0363",
]
BUURTEN = "?niveau=buurt&laag=woz_waarde"
SHOWN = """() => {
  const figures = nplv_geo.inspect.shownFigures(), codes = [...nplv_geo.inspect.registry().keys()];
  return codes.map((code) => [code, figures.number(code), ...figures.words(code)]);
}"""


def whole(page: Page, served: Served, query: str) -> None:
    """Wait until the map shows what ``query`` asks for."""
    expect(page.locator("#heading h1")).to_have_text(write_title(served.model(query)))
    has_shape = served.site.edition.areas.frame["has_shape"]
    n = int(has_shape[list(served.model(query).scope.codes)].sum())
    page.wait_for_function("(n) => nplv_geo.inspect.registry().size === n", arg=n)


@pytest.mark.parametrize("query", VIEWS)
def test_every_area_has_the_class_and_the_words_of_the_model(
    query: str, national: Served, visit: Visit
) -> None:
    page = visit(national, query)
    model = national.model(query)
    whole(page, national, query)
    shown = {code: tuple(words) for code, *words in page.evaluate(SHOWN)}
    assert shown == list_entries(model)
    check_legend(page, model)
    missing = sum(number < 0 for number, *_ in shown.values())
    assert missing == model.classes.missing > 0


@pytest.mark.parametrize("query", VIEWS[:2])
def test_the_canvas_has_the_colours_of_the_classes(
    query: str, national: Served, visit: Visit
) -> None:
    """In the middle of large areas: from this far most buurten are a pixel or two."""
    page = visit(national, query, (1440, 1020))
    whole(page, national, query)
    expect(page.locator(".first")).to_have_count(0)
    found = Map(page).read_canvas()
    model = national.model(query)
    colours, shown = make_map_model(model).as_json()["colours"], list_entries(model)
    known = {code: colours[shown[code][0]] for code in found if shown[code][0] >= 0}
    assert len(known) > 250
    # Near a border a pixel is a mixture of two.
    assert sum(found[code] == colour for code, colour in known.items()) >= 0.8 * len(known)


def test_a_click_opens_the_area_below_it(national: Served, visit: Visit) -> None:
    page = visit(national, BUURTEN)
    whole(page, national, BUURTEN)
    expect(page.locator(".first")).to_have_count(0)
    x, y = middle_of_the_map(page)
    page.mouse.move(x, y)
    name = page.locator("#map .nplv-tip strong").last
    expect(name).not_to_be_empty()
    hovered = name.inner_text()
    page.mouse.click(x, y)
    expect(page.locator("#panel h2")).to_have_text(hovered)


def middle_of_the_map(page: Page) -> tuple[float, float]:
    box = page.locator("#map").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_by_keyboard_on_a_canvas_its_line_describes_an_area_and_the_table_is_one_key_away(
    national: Served, visit: Visit
) -> None:
    query = "?niveau=buurt"
    assert make_map_model(national.model(query)).lines
    page = visit(national, query)
    whole(page, national, query)
    page.locator("#brand .skip").first.focus()
    page.keyboard.press("Enter")
    here = page.locator("#map .nplv-stand-in:focus")
    lines = re.compile("^nplv-small-line-")
    expect(here).to_have_attribute("aria-describedby", lines, timeout=PATIENCE_MS)
    expect(here).to_have_accessible_description(re.compile(r"\d{4}: .+ \d{4}"))
    first = here.get_attribute("data-code")
    page.keyboard.press("End")
    expect(here).not_to_have_attribute("data-code", first or "")
    expect(here).to_have_accessible_description(re.compile(r"\d{4}: .+ \d{4}"))
    expect(page.locator("#map .nplv-stand-in[aria-describedby]")).to_have_count(1)
    # It has no row among the first ones: there is a way to all.
    page.keyboard.press("PageDown")
    expect(page.get_by_role("link", name=re.compile(r"^Alle 14\.\d{3} buurten"))).to_be_focused()


def test_pointing_at_areas_asks_the_server_nothing(
    national: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(national, BUURTEN)
    whole(page, national, BUURTEN)
    quiet(page, watch)
    asked = len(watch.requests)
    x, y = middle_of_the_map(page)
    seen = set()
    for step in range(25):
        page.mouse.move(x - 60 + 5 * step, y + 3 * step)
        seen.add(page.locator("#map .nplv-tip strong").last.inner_text())
    assert len(seen) > 5
    assert watch.requests[asked:] == []


def quiet(page: Page, watch: Watch) -> None:
    """Go to the menu and wait until the page has fetched what it expects to need."""
    page.locator("#menu").hover()
    before = -1
    while before != len(watch.requests):
        before = len(watch.requests)
        page.wait_for_timeout(1_500)


def test_another_layer_and_another_way_of_classing_ask_nothing(
    national: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(national, BUURTEN)
    whole(page, national, BUURTEN)
    quiet(page, watch)
    asked = len(watch.requests)
    for link, query in (
        ("laag=koopwoningen_pct&niveau=buurt", "?niveau=buurt&laag=koopwoningen_pct"),
        ("laag=woz_waarde&niveau=buurt", BUURTEN),
        ("klassen=equal", f"{BUURTEN}&klassen=equal"),
    ):
        page.locator(f'#menu a[href$="{link}"]').first.click()
        expect(page.locator("#heading h1")).to_have_text(write_title(national.model(query)))
        page.wait_for_function(
            f"(wanted) => JSON.stringify(({SHOWN})().slice(0, 400)) === wanted",
            arg=compact(national, query, 400),
        )
    new = [url for url in watch.requests[asked:] if "favicon" not in url]
    # What a click makes likely is fetched ahead, for links that were not in sight before.
    assert not [url for url in new if "/geo/" in url]
    assert all("/view" in url or "/figures/" in url for url in new)


def compact(served: Served, query: str, n: int) -> str:
    shown = list_entries(served.model(query))
    rows = [[code, *words] for code, words in list(shown.items())[:n]]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def test_figures_that_fail_to_load_can_be_tried_again(
    national: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(national)
    Map(page).wait_for(national.drawn())
    watch.may_fail.append("/figures/")
    page.route("**/figures/**", lambda route: route.abort())
    go(page, BUURTEN)
    message = page.locator(".map-message")
    expect(message).to_contain_text("De vormen konden niet worden geladen")
    page.unroute("**/figures/**")
    message.get_by_role("button", name="Probeer opnieuw").click()
    whole(page, national, BUURTEN)
    expect(message).to_be_hidden()


def test_who_comes_close_sees_finer_borders_fetched_once(
    national: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(national, BUURTEN)
    whole(page, national, BUURTEN)
    page.evaluate("() => nplv_geo.inspect.leaflet().setView([50.9, 5.98], 12, { animate: false })")
    page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
    finer = watch.asked("/buurt-GM")
    assert any("buurt-GM0917.json" in url for url in finer)
    assert len(finer) == len(set(finer)) < 25
    page.evaluate("() => nplv_geo.inspect.leaflet().panBy([40, 0], { animate: false })")
    page.wait_for_timeout(500)
    assert len(watch.asked("/buurt-GM0917.json")) == 1


@pytest.mark.parametrize("seed", range(3))
def test_twenty_random_clicks_end_on_the_last_wish(
    seed: int, starter: Served, visit: Visit
) -> None:
    """The benchmark repeats this ten times on the national edition."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    edition = starter.site.edition
    wishes = [
        f"?gebied={chance.choice([*edition.areas.focus, 'NL00'])}"
        f"&laag={chance.choice(['woz_waarde', 'koopwoningen_pct', 'inkomen_per_inwoner'])}"
        for _ in range(20)
    ]
    page = visit(starter)
    Map(page).wait_for(starter.drawn())
    go(page, *wishes, every_ms=95)
    page.wait_for_timeout(2_000)
    Map(page).wait_for(starter.drawn(wishes[-1]))
    expect(page.locator("#heading h1")).to_have_text(write_title(starter.model(wishes[-1])))
    page.wait_for_load_state("networkidle")
    assert Map(page).shapes() == starter.drawn(wishes[-1])


@pytest.mark.parametrize("query", ["", "?gebied=heerlen-noord&laag=woz_waarde"])
def test_the_first_picture_lies_where_the_map_comes(
    query: str, starter: Served, visit: Visit, watch: Watch
) -> None:
    """Without the script that makes the page the first picture stays; with it the map is there."""
    final = visit(starter, query)
    drawn = starter.drawn(query)
    Map(final).wait_for(drawn)
    expect(final.locator(".first")).to_have_count(0)
    final.wait_for_timeout(300)
    coloured = [code for code, (number, _) in drawn.items() if number >= 0]
    places = [Map(final).point_in(code) for code in coloured]
    first = visit(starter)
    first.route("**/*dash_renderer*", lambda route: route.abort())
    watch.may_fail.append("")
    first.goto(starter.url + query)
    first.wait_for_function("() => window.nplv_geo && nplv_geo.inspect.hasFirstMap()")
    expected = [drawn[code][1] for code in coloured]
    final.add_style_tag(content=".nplv-name { visibility: hidden }")  # names lie on the areas
    assert colours(final, places) == expected
    same = sum(a == b for a, b in zip(colours(first, places), expected, strict=True))
    # The header may differ by a pixel or two: points near a border then tell another area.
    assert same >= 0.8 * len(coloured)
    expect(first.get_by_role("alert")).to_contain_text("niet geladen")
    first.close()  # nothing of a page that was broken on purpose is told of later
    watch.problems.clear()


def colours(page: Page, places: list[tuple[float, float]]) -> list[str]:
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    pixels = np.asarray(picture)
    return ["#" + bytes(pixels[int(y), int(x)]).hex() for x, y in places]


def test_country_files_stay_small(national: Served) -> None:
    """What travels for the country: shapes, figures, and what the start page needs."""
    edition = national.site.edition
    size = {name: file.bytes for name, file in edition.manifest.geometry.items()}
    assert size["buurt-NL00"] <= 450_000
    assert size["gemeente-NL00"] <= 60_000
    for area in edition.areas.focus:
        gemeente = edition.areas.gemeente_code_of(area)
        assert size[f"buurt-{gemeente}"] + size[f"outline-{area}"] <= 60_000
    figures = [
        (edition.folder / "figures" / digest / f"{name}.json.br").stat().st_size
        for name, digest in edition.manifest.values.items()
    ]
    assert 0 < max(figures) <= 60_000
    assert len(edition.areas.at(AreaLevel.BUURT)) > 14_000

"""Two maps side by side: two layers and two years, by mouse, by keyboard and on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.pages import Map, Served, Visit, open_copy, reload

HEERLEN = "?gebied=heerlen-noord"
HOMES = "koopwoningen_pct"
LAYERS = f"{HEERLEN}&toon=naast&laag2={HOMES}"
YEARS = f"{HEERLEN}&toon=naast"
CODE = "BU09172000"
PHONE = (390, 844)

_PLACES = """() => ['map-areas', 'map-second'].map((name) => {
  const { map } = nplv_geo.inspect.findMap(name);
  const { lat, lng } = map.getCenter();
  return [lat, lng, map.getZoom()].map((part) => Number(part.toFixed(4)));
})"""
_SHAPES = """() => Object.fromEntries(
  [...document.querySelectorAll('#second-map path[data-code]')].map((path) =>
  [path.dataset.code, [Number(path.dataset.class), path.getAttribute('fill')]]))"""


_BOTH_ALIKE = f"() => {{ const [a, b] = ({_PLACES})(); return `${{a}}` === `${{b}}`; }}"


def wait_for(page: Page, starter: Served, query: str, second: str) -> None:
    """Wait until both maps show what a page of its own shows of each."""
    Map(page).wait_for(starter.drawn(query))
    wanted = {code: list(look) for code, look in starter.drawn(second).items()}
    page.wait_for_function(
        f"""(wanted) => {{
          const shown = Object.entries(({_SHAPES})());
          return shown.length === Object.keys(wanted).length
            && shown.every(([code, look]) => `${{look}}` === `${{wanted[code]}}`);
        }}""",
        arg=wanted,
    )


def tips(page: Page) -> list[str]:
    return [tip.inner_text() for tip in page.locator(".nplv-tip").all()]


def test_two_layers_by_mouse(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN)
    Map(page).wait_for(starter.drawn(HEERLEN))
    page.get_by_role("link", name="Naast elkaar", exact=True).click()
    wait_for(page, starter, YEARS, f"{HEERLEN}&periode=2021")
    page.get_by_text("Iets anders ernaast zetten").click()
    page.get_by_role("combobox", name="Onderwerp").select_option(label="Koopwoningen")
    page.get_by_role("combobox", name="Jaar").select_option("")
    page.get_by_role("button", name="Zet ernaast").click()
    expect(page).to_have_url(starter.url + LAYERS)
    wait_for(page, starter, LAYERS, f"{HEERLEN}&laag={HOMES}")
    expect(page.locator("h1")).to_contain_text("naast Koopwoningen, 2024")
    expect(page.locator("#pair-choice .note")).to_contain_text("want de eenheid is anders")
    # What is pointed at on one map is told on both, and lets go on both.
    page.mouse.move(*Map(page).point_in(CODE))
    expect(page.locator(".nplv-tip")).to_have_count(2)
    first, second = tips(page)
    assert "Misdrijven per 1.000 inwoners" in first
    assert "Koopwoningen" in second
    assert first.splitlines()[0] == second.splitlines()[0]
    page.mouse.move(5, 5)
    expect(page.locator(".nplv-tip")).to_have_count(0)
    # Where one map goes, the other goes.
    page.locator("#second-map .leaflet-control-zoom-in").click()
    expect(page).to_have_url(re.compile(r"#kaart="))
    page.wait_for_function(_BOTH_ALIKE)
    where = page.evaluate(_PLACES)
    reload(page)
    for shown in (page, copy := open_copy(page)):
        wait_for(shown, starter, LAYERS, f"{HEERLEN}&laag={HOMES}")
        shown.wait_for_function(_BOTH_ALIKE)
        assert shown.evaluate(_PLACES) == where
    copy.close()
    page.go_back()
    wait_for(page, starter, YEARS, f"{HEERLEN}&periode=2021")
    page.go_back()
    Map(page).wait_for(starter.drawn(HEERLEN))
    expect(page.locator("#second-map")).to_have_count(0)
    page.go_forward()
    wait_for(page, starter, YEARS, f"{HEERLEN}&periode=2021")
    page.go_forward()
    wait_for(page, starter, LAYERS, f"{HEERLEN}&laag={HOMES}")
    page.wait_for_function(_BOTH_ALIKE)
    assert page.evaluate(_PLACES) == where


def test_two_years_by_key(starter: Served, visit: Visit) -> None:
    page = visit(starter, YEARS)
    wait_for(page, starter, YEARS, f"{HEERLEN}&periode=2021")
    expect(page.locator("#table thead")).to_contain_text(
        re.compile("2025 .voorlopig.*2021", re.DOTALL)
    )
    page.get_by_text("Iets anders ernaast zetten").press("Enter")
    year = page.get_by_role("combobox", name="Jaar")
    year.focus()
    page.keyboard.type("2023")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Zet ernaast").press("Enter")
    then = f"{YEARS}&periode2=2023"
    expect(page).to_have_url(starter.url + then)
    wait_for(page, starter, then, f"{HEERLEN}&periode=2023")
    # An area that has the focus on one map is told on the other.
    page.locator("#map path[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    name = page.evaluate("() => document.activeElement.ariaLabel.split(':')[0]")
    for shown in ("#map", "#second-map"):
        expect(page.locator(f"{shown} .nplv-tip strong").last).to_have_text(name)
    code = Map(page).focused()
    page.keyboard.press("Enter")
    opened = f"?gebied={code}&toon=naast&periode2=2023"
    expect(page).to_have_url(starter.url + opened)
    expect(page.locator("#second-map path[aria-current='true']")).to_have_attribute(
        "data-code", str(code)
    )
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(starter.url + opened)
    page.go_back()
    page.go_back()
    wait_for(page, starter, then, f"{HEERLEN}&periode=2023")
    page.go_forward()
    expect(page).to_have_url(starter.url + opened)
    page.go_back()
    wait_for(page, starter, then, f"{HEERLEN}&periode=2023")
    # All rows hold both years, and are ordered by either.
    page.get_by_role("link", name="Sorteren en filteren").press("Enter")
    heads = page.locator(".ag-header-cell-text")
    expect(heads.filter(has_text=re.compile("^2023$"))).to_be_visible()
    expect(heads.filter(has_text="2025 (voorlopig)")).to_be_visible()
    page.locator(".ag-header-cell[col-id=tweede]").press("Enter")
    expect(page).to_have_url(re.compile("sorteer=-tweede"))
    second = starter.model(f"{HEERLEN}&periode=2023")
    highest = max(second.numbers[second.numbers == second.numbers])
    cell = page.locator(".ag-row[row-index='0'] [col-id=tweede]")
    expect(cell).to_have_text(second.t.value(highest, second.layer))
    page.go_back()
    page.go_back()
    expect(page).to_have_url(starter.url + then)
    page.locator("#language a").press("Enter")
    expect(page.locator("h1")).to_contain_text("2025 (provisional) beside 2023")
    expect(page.locator("#second-map")).to_have_attribute("aria-label", re.compile("2023"))
    wait_for(page, starter, f"{then}&taal=en", f"{HEERLEN}&periode=2023")


def test_on_a_phone_the_maps_are_swiped_and_jumped_between(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN, PHONE)
    page.get_by_role("link", name="Naast elkaar", exact=True).click()
    page.get_by_text("Iets anders ernaast zetten").click()
    page.get_by_role("combobox", name="Onderwerp").select_option(label="Koopwoningen")
    page.get_by_role("combobox", name="Jaar").select_option("")
    page.get_by_role("button", name="Zet ernaast").click()
    expect(page).to_have_url(starter.url + LAYERS)
    reload(page)
    wait_for(page, starter, LAYERS, f"{HEERLEN}&laag={HOMES}")
    jumps = page.locator(".jump button")
    expect(jumps).to_have_count(2)
    expect(jumps.nth(0)).to_have_attribute("aria-current", "true")
    jumps.nth(1).click()
    page.wait_for_function(
        "() => { const pair = document.getElementById('pair');"
        " return pair.scrollLeft >= pair.clientWidth; }"
    )
    expect(jumps.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator("#second-legend")).to_contain_text("Koopwoningen")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        for part in ("#map", "#second-map", "#second-legend"):
            box = page.locator(part).bounding_box()
            assert box is not None
            assert box["width"] <= width
    page.locator(f'#second-map path[data-code="{CODE}"]').press("Enter")
    expect(page).to_have_url(starter.url + f"?gebied={CODE}&toon=naast&laag2={HOMES}")
    page.go_back()
    wait_for(page, starter, LAYERS, f"{HEERLEN}&laag={HOMES}")
    page.go_forward()
    expect(page).to_have_url(starter.url + f"?gebied={CODE}&toon=naast&laag2={HOMES}")

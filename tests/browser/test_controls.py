"""Everything around the map that a reader can choose, type or tab to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from nplv_geo.present.map.model import write_title
from nplv_geo.present.table.table import make_table
from tests.browser.pages import Map, Served, Visit, Watch, reload

HEERLEN = "?gebied=heerlen-noord"
COMBOBOX = """
- search:
  - combobox "Zoek een gebied op naam" [expanded]: heerlen
  - listbox "Zoek een gebied op naam":
    - option "Heerlen-Noord focusgebied, Heerlen"{selected}
    - option "Heerlen gemeente"
  - status: 2 gebieden gevonden
"""


def in_address(url: str) -> dict[str, str]:
    return {key: found[0] for key, found in parse_qs(urlsplit(url).query).items()}


def test_search_opens_what_was_meant(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    expect(page.locator("h1")).not_to_be_empty()
    box = page.get_by_role("combobox", name="Zoek een gebied op naam")
    box.press_sequentially("heerl")
    found = page.get_by_role("option")
    expect(found.first).to_contain_text("Heerlen")
    expect(found.filter(has_text="Heerlen-Noord")).to_have_attribute("href", HEERLEN)
    first = found.first.get_attribute("href")
    box.press("Enter")
    expect(page.locator("h1")).to_have_text(write_title(starter.model(first)))
    assert page.url == starter.url + first
    expect(found).to_have_count(0)
    expect(box).to_have_value("")
    Map(page).wait_for(starter.drawn(first))


def test_search_with_the_arrow_keys(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    expect(page.locator("h1")).not_to_be_empty()
    page.get_by_role("combobox").press_sequentially("heerlen-n")
    expect(page.get_by_role("option").first).to_contain_text("Heerlen-Noord")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Heerlen-Noord")
    assert in_address(page.url) == {"gebied": "heerlen-noord"}


def test_search_is_a_combobox_by_its_keys_and_to_a_screen_reader(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, "?gebied=breda-noord")
    search, box = page.locator("#header .search"), page.get_by_role("combobox")
    box.wait_for()
    expect(box).to_have_attribute("aria-label", "Zoek een gebied op naam")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("heerlen")
    told = search.get_by_role("status")
    expect(told).to_have_text("2 gebieden gevonden")
    expect(search).to_match_aria_snapshot(COMBOBOX.format(selected=""))
    page.keyboard.press("ArrowDown")
    expect(search).to_match_aria_snapshot(COMBOBOX.format(selected=" [selected]"))
    option = page.get_by_role("option", selected=True)
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "-")
    page.keyboard.press("Home")  # back in the field, before its first letter
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    page.keyboard.type("xyz")
    expect(box).to_have_value("xyzheerlen")
    for _ in range(3):
        page.keyboard.press("Backspace")
    expect(told).to_have_text("2 gebieden gevonden")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("heerlen")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    box.press_sequentially("heerlen")
    page.keyboard.press("Tab")
    expect(box).not_to_be_focused()
    expect(page.get_by_role("option")).to_have_count(0)


def test_enter_waits_for_what_was_typed_last(starter: Served, visit: Visit) -> None:
    page = visit(starter, size=(390, 844))
    box = page.get_by_role("combobox")
    box.wait_for()
    box.press_sequentially("breda-n")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option")).to_be_in_viewport(ratio=1)
    box.fill("heerlen-n")
    box.press("Enter")
    expect(page.locator("h1")).to_contain_text("in Heerlen-Noord")


def test_a_search_without_result_says_so(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    expect(page.locator("h1")).not_to_be_empty()
    page.get_by_role("combobox").press_sequentially("xyzzy <b>")
    told = page.locator(".search:visible").get_by_role("status")
    expect(told).to_contain_text("Geen gebied gevonden met 'xyzzy <b>'")
    expect(told).to_contain_text("naam van een focusgebied, gemeente, wijk of buurt")
    expect(told).to_contain_text("Een postcode of adres kennen wij nog niet.")
    page.keyboard.press("Escape")
    expect(told).to_be_empty()


def test_the_other_language_keeps_the_view(starter: Served, visit: Visit) -> None:
    query = "?gebied=heerlen-noord&laag=koopwoningen_pct"
    page = visit(starter, query)
    expect(page.locator("h1")).to_have_text("Koopwoningen in Heerlen-Noord")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text(write_title(starter.model(f"{query}&taal=en")))
    assert in_address(page.url)["taal"] == "en"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#search")).to_have_attribute("placeholder", "Find an area")
    page.get_by_role("link", name="Nederlands").click()
    expect(page.locator("h1")).to_have_text("Koopwoningen in Heerlen-Noord")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert "taal" not in in_address(page.url)


def test_no_dutch_is_left_on_the_english_page(starter: Served, visit: Visit) -> None:
    page = visit(starter, "?gebied=heerlen-noord&laag=koopwoningen_pct&taal=en")
    expect(page.locator("h1")).to_have_text(
        write_title(starter.model("?gebied=heerlen-noord&laag=koopwoningen_pct&taal=en"))
    )
    names = ("zicht op wijken", "kerncijfers wijken en buurten")
    text = page.locator("body").inner_text().lower()
    for name in names:
        text = text.replace(name, "")
    dutch = (
        "buurten",
        "wijken",
        "inwoners",
        "gebieden",
        "geen cijfer",
        "opgehaald",
        "gewogen",
        "grenzen",
    )
    assert [word for word in dutch if word in text] == []
    labels = page.eval_on_selector_all(
        "#map [aria-label], #map [title]",
        "all => all.map((e) => e.getAttribute('aria-label') || e.title)",
    )
    assert [label for label in labels if "zoomen" in label] == []


def test_column_heads_sort_the_table(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN)
    heads = page.locator("#table thead th")
    expect(heads.nth(1)).to_have_attribute("aria-sort", "descending")
    for column, asked, order in (
        (1, "waarde", "ascending"),
        (1, "-waarde", "descending"),
        (0, "naam", "ascending"),
        (0, "-naam", "descending"),
    ):
        heads.nth(column).locator("a").click()
        expect(heads.nth(column)).to_have_attribute("aria-sort", order)
        query = f"{HEERLEN}&sorteer={asked}"
        names = [row.name for row in make_table(starter.model(query)).rows]
        expect(page.locator("#table tbody th a:not(.pin)")).to_have_text(names)
        assert in_address(page.url).get("sorteer", "-waarde") == asked
        expect(heads.nth(1 - column)).to_have_attribute("aria-sort", "none")


def test_a_table_row_opens_its_area(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    page.locator("#table").get_by_role("link", name="Breda-Noord", exact=True).click()
    expect(page.locator("#panel h2")).to_have_text("Breda-Noord")


def test_the_skip_links_lead_to_map_content_and_table(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    links = page.locator("#brand .skip")
    expect(links).to_have_text(
        ["Naar de kaart", "Naar de inhoud", "Naar de tabel", "Naar het gebied"]
    )
    for i, goal in enumerate(("#map path[data-code]:focus", "#main", "#table", "#panel")):
        page.evaluate("() => document.activeElement.blur()")
        links.nth(i).focus()
        expect(links.nth(i)).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator(goal)).to_be_focused()
        assert "#" not in page.url
    # What a tab hides is no goal.
    page.goto(f"{starter.url}?gebied=heerlen-noord&toon=ontwikkeling")
    expect(links).to_have_text(["Naar de inhoud", "Naar de tabel", "Naar het gebied"])
    links.nth(1).press("Enter")
    expect(page.locator("#trend-below")).to_be_focused()
    page.goto(f"{starter.url}?gebied=heerlen-noord&toon=rangorde")
    expect(links).to_have_text(["Naar de inhoud", "Naar het gebied"])
    links.last.press("Enter")
    expect(page.get_by_role("complementary", name="Heerlen-Noord")).to_be_focused()
    page.goto(starter.url)
    expect(page.locator("h1")).to_have_text(
        "Misdrijven per 1.000 inwoners in de 20 focusgebieden (voorlopig)"
    )


@pytest.mark.parametrize(
    ("group", "choice", "then"),
    [
        ("Jaar", "2022", ("periode=2022", ["2022"])),
        ("Gebieden", "Wijken", ("niveau=wijk", ["Wijken"])),
        ("Kleuren", "Natuurlijke klassen", ("klassen=fisher_jenks", ["Natuurlijke klassen"])),
        ("Kleuren", "Gelijke stappen", ("klassen=equal", ["Gelijke stappen"])),
        (
            "Kleuren",
            "Vergeleken met Nederland",
            ("klassen=reference", ["Vergeleken met Nederland"]),
        ),
    ],
)
def test_each_choice_changes_address_and_map(
    group: str, choice: str, then: tuple[str, list[str]], starter: Served, visit: Visit
) -> None:
    wanted, current = then
    page = visit(starter, HEERLEN)
    Map(page).wait_for(starter.drawn(HEERLEN))
    place = page.locator("#menu .group", has=page.get_by_role("heading", name=group, exact=True))
    place.get_by_role("link", name=choice, exact=True).click()
    # The address comes first, the page follows; before that the old choices still stand there.
    page.wait_for_url(lambda url: in_address(url) == in_address(f"{HEERLEN}&{wanted}"))
    Map(page).wait_for(starter.drawn(f"?{urlsplit(page.url).query}"))
    expect(place.locator("[aria-current]")).to_have_text(current)


def test_the_background_comes_from_pdok_and_may_stay_away(
    starter: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(starter, HEERLEN)
    Map(page).wait_for(starter.drawn(HEERLEN))
    assert watch.asked("pdok") == []
    with page.expect_request("https://service.pdok.nl/**"):
        page.get_by_role("link", name="Grijs").click()
    expect(page.get_by_role("link", name="Grijs")).to_have_attribute("aria-current", "true")
    assert in_address(page.url)["achtergrond"] == "grijs"
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Kadaster")
    # All tiles fail: the page goes on.
    Map(page).click(
        "BU09172402"
        if "BU09172402" in starter.drawn(HEERLEN)
        else next(iter(starter.drawn(HEERLEN)))
    )
    expect(page.locator("#breadcrumb li")).to_have_count(
        len(starter.model(f"?{urlsplit(page.url).query}").scope.path)
    )
    assert in_address(page.url)["achtergrond"] == "grijs"
    with page.expect_request("https://service.pdok.nl/hwh/luchtfotorgb/**"):
        page.get_by_role("link", name="Luchtfoto").click()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Beeldmateriaal.nl")
    expect(page.locator(".leaflet-control-attribution")).not_to_contain_text("Kadaster")
    expect(page.locator(".tiles-failed")).to_contain_text("niet te bereiken")
    reload(page)
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Beeldmateriaal.nl")
    page.get_by_role("link", name="Geen", exact=True).click()
    expect(page.locator("#map .leaflet-tile-pane .leaflet-layer")).to_have_count(0)
    expect(page.locator(".leaflet-control-attribution")).not_to_contain_text("Kadaster")
    assert "achtergrond" not in in_address(page.url)


def test_any_address_shows_a_page(starter: Served, visit: Visit) -> None:
    page = visit(
        starter,
        "?gebied=%00%F0%9F%92%A9&laag=<script>alert(1)</script>&periode=0&niveau=x&vergelijk=&klassen=1&taal=zz&achtergrond=x&sorteer=y#raar",
    )
    Map(page).wait_for(starter.drawn())
    expect(page.locator("h1")).to_have_text(write_title(starter.model()))


def test_a_link_opens_in_a_new_tab_with_the_control_key(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    link = page.locator("#panel .links a").first
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    expect(opened.value.locator("#panel h2")).to_have_text(link.inner_text())
    assert page.url == starter.url

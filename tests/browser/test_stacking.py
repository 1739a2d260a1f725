"""The map of domains in the browser: colours, table, choosing another figure, and a telephone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from nplv_geo.present.map.model import write_title
from nplv_geo.present.table.table import make_table
from tests.browser.axe import assert_no_sideways_scrolling, check
from tests.browser.pages import TELEPHONE, Map, Served, Visit, reload

HEERLEN = "?gebied=heerlen-noord&laag=stapeling"
OTHER = f"{HEERLEN}&domeinen=wonen:koopwoningen_pct"
WEGGEBEKKER = "BU09172000"


def homes(page: Page) -> Page:
    """The part of the panel about one domain."""
    return page.locator("#panel .domains [data-domain='Wonen']")


def test_map_and_table_show_the_same_counts(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN)
    Map(page).wait_for(starter.drawn(HEERLEN))
    expect(page.locator("h1")).to_have_text("Stapeling in Heerlen-Noord")
    assert Map(page).shapes()[WEGGEBEKKER] == (5, "#873c04")
    row = page.locator(f"#table tr[data-code='{WEGGEBEKKER}'] td")
    expect(row).to_have_text(["5 van 5", "onbekend", "ja", "ja", "ja", "ja", "ja"])
    shown = [row.name for row in make_table(starter.model(HEERLEN)).rows]
    expect(page.locator("#table tbody th a:not(.pin)")).to_have_text(shown)
    expect(page.locator("#legend .classes .count")).to_have_text(
        ["3", "16", "3", "2", "4", "3", "1", "2"]
    )
    expect(page.locator("#heading .badge")).to_have_text(["schematische grenzen", "niet landelijk"])


def test_the_tooltip_names_the_domains(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN)
    Map(page).wait_for(starter.drawn(HEERLEN))
    page.mouse.move(*Map(page).point_in(WEGGEBEKKER))
    tip = page.locator(".nplv-tip")
    inhabitants = starter.site.edition.areas.frame["inhabitants"][WEGGEBEKKER]
    expect(tip.locator("dd")).to_have_text(["5 van 5 bekende domeinen", f"{inhabitants:.0f}"])
    worst = "Slechtste vijfde: armoede, gezondheid, werk, wonen, veiligheid"
    expect(tip.locator("p")).to_have_text(worst)


def test_another_figure_changes_address_and_colours_and_back_returns(
    starter: Served, visit: Visit
) -> None:
    page = visit(starter, HEERLEN)
    before, after = starter.drawn(HEERLEN), starter.drawn(OTHER)
    assert before != after
    Map(page).wait_for(before)
    expect(homes(page)).to_contain_text("227 duizend euro of minder")
    homes(page).locator("summary").click()
    homes(page).get_by_role("link", name="Koopwoningen").click()
    expect(homes(page)).to_contain_text("Koopwoningen, 2024")
    assert page.url == starter.url + OTHER
    Map(page).wait_for(after)
    page.go_back()
    expect(homes(page)).to_contain_text("WOZ-waarde, 2024")
    assert page.url == starter.url + HEERLEN
    Map(page).wait_for(before)


def test_the_menu_leads_in_and_out(starter: Served, visit: Visit) -> None:
    start = "?gebied=heerlen-noord&niveau=wijk"
    page = visit(starter, start)
    Map(page).wait_for(starter.drawn(start))
    page.locator("#menu .stacking a", has_text="Stapeling").click()
    expect(page.locator("h1")).to_have_text("Stapeling in Heerlen-Noord")
    Map(page).wait_for(starter.drawn(HEERLEN))
    expect(page.locator("#menu .groups h3")).to_have_text(["Achtergrond"])
    page.locator("#menu .theme summary", has_text="Wonen").click()
    page.locator("#menu .theme[open] a", has_text="WOZ-waarde").click()
    layer = "?gebied=heerlen-noord&laag=woz_waarde"
    expect(page.locator("h1")).to_have_text(write_title(starter.model(layer)))
    Map(page).wait_for(starter.drawn(layer))


def test_its_change_and_its_years_say_why_they_are_not_there(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN)
    Map(page).wait_for(starter.drawn(HEERLEN))
    why = "Hoe de stapeling verandert, is hier niet te zeggen."
    page.locator("#tabs").get_by_role("link", name="Verandering").click()
    Map(page).wait_for(starter.drawn(f"{HEERLEN}&toon=verandering"))
    expect(page.locator("#legend")).to_contain_text(why)
    expect(page.locator("#legend .reasons li")).to_have_count(6)
    reload(page)
    expect(page.locator("#legend")).to_contain_text(why)
    page.locator("#tabs").get_by_role("link", name="Ontwikkeling").click()
    above = page.locator("#trend-above")
    expect(above).to_contain_text(why)
    above.get_by_role("link", name="Gezondheid").click()
    expect(page.locator("h1")).to_contain_text("Heerlen-Noord")
    assert "laag=goed_ervaren_gezondheid_pct&toon=ontwikkeling" in page.url
    page.go_back()
    expect(above).to_contain_text(why)


def test_a_buurt_of_the_list_opens_with_its_values(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN)
    page.locator("#panel .links a", has_text="Weggebekker").click()
    expect(page.locator("#panel h2")).to_have_text("Weggebekker")
    health = page.locator("#panel .domains [data-domain='Gezondheid']")
    expect(health.locator(".place")).to_have_text("ja")
    expect(health).to_contain_text("Deze buurt: 53,3")
    expect(health).to_contain_text("Slechtste vijfde: 58,7")


def test_on_a_telephone(starter: Served, visit: Visit) -> None:
    page = visit(starter, HEERLEN, size=TELEPHONE)
    Map(page).wait_for(starter.drawn(HEERLEN))
    assert_no_sideways_scrolling(page)
    page.locator("button[data-sheet='panel']").click()
    homes(page).locator("summary").click()
    homes(page).get_by_role("link", name="Koopwoningen").click()
    Map(page).wait_for(starter.drawn(OTHER))
    assert_no_sideways_scrolling(page)
    check(page)

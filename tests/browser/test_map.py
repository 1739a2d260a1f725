"""The map tells the same as model, legend and table, and keeps up with its reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.model import list_entries, write_title
from nplv_geo.present.page.page import Page as Model
from nplv_geo.present.table.table import MAX_ROWS
from nplv_geo.present.table.table import make_table as table_of
from tests.browser.pages import HATCH, Map, Served, Visit, Watch, go

AREA_VIEWS = [
    ("starter", "?gebied=heerlen-noord"),
    ("starter", "?gebied=heerlen-noord&laag=inkomen_per_inwoner&niveau=wijk"),
    ("starter", "?gebied=heerlen-noord&laag=laagste_40_inkomens_pct"),
    ("starter", "?gebied=amsterdam-nieuw-west&laag=koopwoningen_pct&klassen=reference"),
    ("starter", "?gebied=dordrecht-west&laag=inkomen_per_inwoner&klassen=fisher_jenks"),
    ("starter", "?niveau=buurt&laag=woz_waarde"),
    ("starter", "?gebied=nplv&niveau=wijk&laag=goed_ervaren_gezondheid_pct"),
    ("national", "?gebied=heerlen-noord&niveau=buurt&laag=misdrijven_per_1000"),
    ("national", "?gebied=GM0363&laag=koopwoningen_pct&klassen=equal"),
    ("national", "?gebied=schiedam-nieuwland-oost&laag=inkomen_per_inwoner"),
    ("national", "?niveau=gemeente&laag=koopwoningen_pct&klassen=reference"),
]


@pytest.mark.parametrize(("edition", "query"), AREA_VIEWS, ids=lambda value: value)
def test_fills_hatching_legend_and_table_agree(
    edition: str,
    query: str,
    request: pytest.FixtureRequest,
    visit: Visit,
) -> None:
    served = request.getfixturevalue(edition)
    model, drawn = served.model(query), served.drawn(query)
    page = visit(served, query)
    Map(page).wait_for(drawn)
    missing = model.classes.missing
    assert page.locator(f'#map path[data-code][fill="{HATCH}"]').count() == missing
    check_legend(page, model)
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(min(len(model.scope.codes), MAX_ROWS))
    shown = table_of(model).rows
    hatched = [row.code for row in shown if row.colour is None]
    assert [
        r.get_attribute("data-code") for r in rows.filter(has=page.locator(".hatching")).all()
    ] == hatched
    if len(model.scope.codes) <= MAX_ROWS:
        assert len(hatched) == missing


def check_legend(page: Page, model: Model) -> None:
    """The legend's last class is "no figure"; all classes hold what the model counted."""
    classes = page.locator("#legend .classes li")
    expect(classes).to_have_count(model.classes.k + 1)
    wanted = make_legend(model)
    assert classes.locator(".count").all_text_contents() == [
        model.t.number(n) for n in (*(entry.count for entry in wanted.classes), wanted.missing)
    ]
    assert classes.locator(".bounds").all_text_contents() == [
        *(entry.label for entry in wanted.classes),
        model.t("legend_missing"),
    ]
    assert sum(entry.count for entry in wanted.classes) + wanted.missing == len(model.scope.codes)


def test_another_layer_recolours_without_asking_for_shapes_again(
    starter: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(starter, "?gebied=heerlen-noord")
    Map(page).wait_for(starter.drawn("?gebied=heerlen-noord"))
    page.evaluate("() => { window.kept = document.querySelector('#map path[data-code]'); }")
    asked = len(watch.asked("/geo/"))
    assert asked > 0
    for layer in ("koopwoningen_pct", "woz_waarde", "inwoners"):
        query = f"?gebied=heerlen-noord&laag={layer}"
        choose_layer(page, query)
        Map(page).wait_for(starter.drawn(query))
    assert page.evaluate("() => window.kept.isConnected")
    page.go_back()
    Map(page).wait_for(starter.drawn("?gebied=heerlen-noord&laag=woz_waarde"))
    assert len(watch.asked("/geo/")) == asked


def choose_layer(page: Page, query: str) -> None:
    """Choose a layer in the menu, in whichever theme it is."""
    link = page.locator(f'a[href$="laag={query.rpartition("=")[2]}"]')
    theme = page.locator("#menu details.theme", has=link)
    if not theme.evaluate("(details) => details.open"):
        theme.locator(":scope > summary").click()
    theme.locator(link).click()


def test_shapes_travel_once_a_visit(starter: Served, visit: Visit, watch: Watch) -> None:
    page = visit(starter, "?gebied=heerlen-noord")
    Map(page).wait_for(starter.drawn("?gebied=heerlen-noord"))
    page.locator("#breadcrumb a").first.click()
    Map(page).wait_for(starter.drawn())
    page.go_back()
    Map(page).wait_for(starter.drawn("?gebied=heerlen-noord"))
    asked = watch.asked("/geo/")
    assert len(asked) == len(set(asked))


def test_the_last_of_twenty_quick_wishes_wins(starter: Served, visit: Visit) -> None:
    areas = list(starter.site.edition.areas.focus)
    page = visit(starter)
    Map(page).wait_for(starter.drawn())
    go(page, *(f"?gebied={area}" for area in areas), every_ms=25)
    last = f"?gebied={areas[-1]}"
    expect(page.locator("h1")).to_have_text(write_title(starter.model(last)))
    Map(page).wait_for(starter.drawn(last))
    expect(page.locator("#panel h2")).to_have_text(starter.model(last).name_area(areas[-1]))
    page.wait_for_load_state("networkidle")
    assert Map(page).shapes() == starter.drawn(last)
    assert page.url.endswith(last)
    expect(page.locator("h1")).to_have_text(write_title(starter.model(last)))


def test_slow_shapes_of_an_older_wish_are_dropped(starter: Served, visit: Visit) -> None:
    page = visit(starter)
    Map(page).wait_for(starter.drawn())
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/geo/*/buurt-GM0917.json", hold)
    with page.expect_request("**/buurt-GM0917.json"):
        go(page, "?gebied=heerlen-noord")
    go(page, "?gebied=breda-noord")
    Map(page).wait_for(starter.drawn("?gebied=breda-noord"))
    with page.expect_response("**/buurt-GM0917.json"):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    assert Map(page).shapes() == starter.drawn("?gebied=breda-noord")


def test_shapes_that_fail_to_load_can_be_tried_again(
    starter: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(starter)
    Map(page).wait_for(starter.drawn())
    watch.may_fail.append("/geo/")
    page.route("**/geo/**", lambda route: route.abort())
    Map(page).click("heerlen-noord")
    message = page.locator(".map-message")
    expect(message).to_contain_text("De vormen konden niet worden geladen")
    expect(page.locator("#panel h2")).to_have_text("Heerlen-Noord")
    message.get_by_role("button", name="Probeer opnieuw").click()
    expect(message).to_contain_text("De vormen konden niet worden geladen")
    page.unroute("**/geo/**")
    message.get_by_role("button", name="Probeer opnieuw").click()
    Map(page).wait_for(starter.drawn("?gebied=heerlen-noord"))
    expect(message).to_be_hidden()


def test_a_server_error_for_shapes_can_be_tried_again_too(
    starter: Served, visit: Visit, watch: Watch
) -> None:
    page = visit(starter)
    Map(page).wait_for(starter.drawn())
    watch.may_fail.append("/geo/")
    page.route("**/geo/**", lambda route: route.fulfill(status=500, body="kapot"), times=1)
    Map(page).click("breda-noord")
    page.locator(".map-message button").click()
    Map(page).wait_for(starter.drawn("?gebied=breda-noord"))


def test_the_tooltip_has_name_value_and_note(starter: Served, visit: Visit) -> None:
    query = "?gebied=heerlen-noord&laag=inkomen_per_inwoner"
    page = visit(starter, query)
    Map(page).wait_for(starter.drawn(query))
    shown = list_entries(starter.model(query))
    missing = next(code for code, (number, *_) in shown.items() if number < 0)
    page.mouse.move(*Map(page).point_in(missing))
    # While one tooltip fades away the next one is there already.
    tip = page.locator("#map .nplv-tip").last
    expect(tip.locator("strong")).to_have_text(starter.model(query).name_area(missing))
    expect(tip.locator("dd").first).to_have_text("geen cijfer")
    expect(tip.locator("p")).to_have_text(shown[missing][2])
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_the_tooltip_draws_the_years_and_tells_them(starter: Served, visit: Visit) -> None:
    query = "?gebied=heerlen-noord"
    page, model = visit(starter, query), starter.model(query)
    Map(page).wait_for(starter.drawn(query))
    values = [
        model.edition.values.table(model.layer.id, str(year))["value"] for year in (2021, 2025)
    ]
    first, last = values
    code = next(code for code in model.scope.codes if first.notna()[code] and last.notna()[code])
    told = [
        f"2021: {model.t.value(first[code], model.layer)}",
        f"2025 (voorlopig): {model.t.value(last[code], model.layer)}",
    ]
    page.mouse.move(*Map(page).point_in(code))
    line = page.locator("#map .nplv-small-line").last
    expect(line.locator("p span")).to_have_text(told)
    expect(line.locator("path.definite")).to_have_count(1)
    expect(line.locator("path.provisional")).to_have_count(1)
    # By keyboard the line is part of what is said of the area.
    page.mouse.move(5, 5)
    page.locator(f'#map path[data-code="{code}"]').focus()
    expect(page.locator(f'#map path[data-code="{code}"]')).to_have_accessible_description(
        " ".join(["Verloop", *told])
    )

"""The map of domains as a page: its URL, and map, legend, table, panel and source that agree."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.area.panel import StackPanel, make_panel
from nplv_geo.present.beside.table import make_tables
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.model import make_map_model, write_title
from nplv_geo.present.map.source import write_source
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import STACKED
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.page.view_parsing import parse_view
from nplv_geo.present.site.menu import list_controls, list_themes, make_stacking_choice
from nplv_geo.present.stacking.panel import StackBody, make_stack_body
from nplv_geo.present.table.table import make_table
from nplv_geo.web import components
from nplv_geo.web.site import Site

HEERLEN = "?gebied=heerlen-noord&laag=stapeling"
OTHER = f"{HEERLEN}&domeinen=wonen:koopwoningen_pct"
PLACES = ("", "gebied=nplv&", "gebied=heerlen-noord&", "gebied=GM0917&", "gebied=BU09172000&")


def stacked(page: Page) -> Stacking:
    assert page.stacking is not None
    return page.stacking


def body(site: Site, query: str) -> StackBody:
    page = site.make_page(query)
    model = make_panel(page, site.make_profile(page.view.area))
    assert isinstance(model, StackPanel)
    return model.body


# --- the URL ------------------------------------------------------------------------------------


def test_the_stacking_is_a_layer_of_buurten_without_a_period(site: Site) -> None:
    view = site.make_page(f"{HEERLEN}&periode=2022&niveau=wijk&klassen=equal&toon=rangorde").view
    assert (view.layer, view.period, view.scheme) == ("stapeling", "", "counts")
    assert (view.level, view.tab, view.domains) == (AreaLevel.BUURT, "kaart", ())
    assert view.write_query() == HEERLEN


def test_a_choice_stands_in_the_url_and_the_default_does_not(site: Site) -> None:
    view = site.make_page(OTHER).view
    assert view.domains == (("wonen", "koopwoningen_pct"),)
    assert view.write_query() == OTHER
    assert view.write_query(taal="en") == (
        "?gebied=heerlen-noord&laag=stapeling&taal=en&domeinen=wonen:koopwoningen_pct"
    )
    assert view.write_query(gebied="breda-noord").endswith("&domeinen=wonen:koopwoningen_pct")
    assert view.write_query(laag="woz_waarde") == "?gebied=heerlen-noord&laag=woz_waarde"


@pytest.mark.parametrize(
    "asked",
    [
        "wonen:woz_waarde",  # the default
        "wonen:leefbaarheid_woningvoorraad",  # not in this edition
        "armoede:inkomen_per_inwoner",  # for too few buurten
        "werk:koopwoningen_pct",  # of another domain
        "wonen", "wonen:", ":koopwoningen_pct", ":", ",", ",,:,", "wonen:koopwoningen_pct:x",
        "💩:💩", "bestaat_niet:koopwoningen_pct", "wonen;koopwoningen_pct", "x" * 5_000, "\ud7ff",
        "%00",
    ],
)  # fmt: skip
def test_what_cant_be_chosen_falls_out(site: Site, asked: str) -> None:
    query = f"{HEERLEN}&domeinen={quote(asked)}"
    assert site.make_page(query).view == site.make_page(HEERLEN).view


def test_one_good_choice_among_nonsense_counts(site: Site) -> None:
    asked = "x:y,wonen:koopwoningen_pct,werk:netto_arbeidsparticipatie_pct,,"
    assert site.make_page(f"{HEERLEN}&domeinen={asked}").view == site.make_page(OTHER).view


@given(st.data())
def test_any_query_of_the_stacking_gives_a_whole_page(site: Site, data: st.DataObject) -> None:
    indicators = [i for domain in site.catalog.domains for i in domain.indicators]
    ids = st.one_of(st.sampled_from([d.id for d in site.catalog.domains]), st.text(max_size=8))
    layers = st.one_of(st.sampled_from(indicators), st.text(max_size=8))
    pairs = data.draw(st.lists(st.tuples(ids, layers), max_size=6))
    asked = {
        "laag": "stapeling",
        "gebied": data.draw(
            st.sampled_from(["NL00", "nplv", "GM0917", "WK091720", "BU09172000", "breda-noord"])
        ),
        "domeinen": ",".join(f"{domain}:{layer}" for domain, layer in pairs),
        "taal": data.draw(st.sampled_from(["nl", "en"])),
        "sorteer": data.draw(st.sampled_from(["waarde", "naam", "-naam"])),
    }
    page = site.make_page(f"?{urlencode(asked)}")
    assert parse_view(page.view.write_query(), site.edition, site.catalog) == page.view
    json.dumps(make_map_model(page).as_json(), allow_nan=False)
    assert all(rendered(site, page))
    assert sum(page.classes.counts) + page.classes.missing == len(page.scope.codes) > 0


def rendered(site: Site, page: Page) -> list[str]:
    return [
        components.render_menu(page, list_themes(page), list_controls(page)),
        components.render_heading(page),
        components.render_legend(page, make_legend(page)),
        components.render_source(write_source(page)),
        components.render_tables(page, make_tables(page)),
        components.render_panel(page, make_panel(page, site.make_profile(page.view.area))),
    ]


# --- parts that agree ---------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("choice", ["", "&domeinen=wonen:koopwoningen_pct"])
def test_map_legend_and_table_tell_the_same(site: Site, place: str, choice: str) -> None:
    page = site.make_page(f"?{place}laag=stapeling{choice}")
    frame = stacked(page).stack.frame.loc[list(page.scope.codes)]
    model, shown = make_map_model(page).as_json(), make_legend(page)
    assert list(model["areas"]) == list(page.scope.codes)
    for code, (number, value, note) in model["areas"].items():
        one = frame.loc[code]
        if number < 0:
            assert value == "geen cijfer"
            assert note.startswith(("te weinig bekend: ", "geen of bijna geen inwoners"))
        else:
            assert number == one["count"]
            assert value == f"{number} van {one['known']} bekende domeinen"
            assert note.count(",") == max(number - 1, 0)
    counts = frame["count"].value_counts()
    assert [entry.label for entry in shown.classes] == ["0", "1", "2", "3", "4", "5", "6"]
    assert [entry.count for entry in shown.classes] == [int(counts.get(n, 0)) for n in range(7)]
    assert shown.missing == frame["count"].isna().sum()
    reasons = {
        "too_few_domains": "te weinig bekend",
        "no_inhabitants": "geen of bijna geen inwoners",
    }
    for row in make_table(page).rows:
        number = model["areas"][row.code][0]
        assert row.colour == (model["colours"][number] if number >= 0 else None)
        known = sum(cell.place != "unknown" for cell in row.cells)
        assert row.value == (
            f"{number} van {known}" if number >= 0 else reasons[frame.loc[row.code, "reason"]]
        )
        assert sum(cell.place == "worst" for cell in row.cells) == number or number < 0
        assert known == frame.loc[row.code, "known"]


def test_the_map_of_heerlen_noord(site: Site) -> None:
    page = site.make_page(HEERLEN)
    model = make_map_model(page).as_json()
    assert write_title(page) == "Stapeling in Heerlen-Noord"
    assert model["areas"]["BU09172000"] == [
        5, "5 van 5 bekende domeinen",
        "Slechtste vijfde: armoede, gezondheid, werk, wonen, veiligheid",
    ]  # fmt: skip
    assert model["references"] == {}
    assert model["colours"] == list(STACKED)
    assert page.classes.counts == (3, 16, 3, 2, 4, 3, 1)
    assert page.classes.missing == 2


def test_another_choice_changes_thresholds_and_colours(site: Site) -> None:
    before, after = (site.make_page(query) for query in (HEERLEN, OTHER))
    assert (
        stacked(before).stack.thresholds["gezondheid"]
        == stacked(after).stack.thresholds["gezondheid"]
    )
    homes = stacked(after).stack.thresholds["wonen"]
    assert homes is not None
    assert (homes.value, homes.side) == (19.0, "low")
    areas = [make_map_model(page).as_json()["areas"] for page in (before, after)]
    changed = [code for code in areas[0] if areas[0][code][0] != areas[1][code][0]]
    assert len(changed) > 10
    # The browser only recolours.
    assert make_map_model(before).key == make_map_model(after).key


def test_the_table_has_a_column_for_each_domain(site: Site) -> None:
    model = make_table(site.make_page(HEERLEN))
    assert [column.label for column in model.columns] == [
        "Gebied", "Domeinen", "Onderwijs, 2024", "Armoede, 2024", "Gezondheid, 2024 (geschat)",
        "Werk, 2024", "Wonen, 2024", "Veiligheid, 2025 (voorlopig)",
    ]  # fmt: skip
    row = next(row for row in model.rows if row.code == "BU09172000")
    words = ["onbekend", "ja", "ja", "ja", "ja", "ja"]
    assert [cell.label for cell in row.cells] == words
    assert row.value == "5 van 5"
    assert model.columns[1].order == "descending"
    assert model.rows[0].value == "6 van 6"


def test_source_and_remarks_name_each_period_and_what_the_fifth_is_of(site: Site) -> None:
    model = write_source(site.make_page(HEERLEN))
    assert model.figures == (
        "Onderwijs: CBS 85984NED, 2024 · Armoede: CBS 85984NED, 2024 · "
        "Gezondheid: RIVM 50150NED, 2024 (geschat) · Werk: CBS 85984NED, 2024 · "
        "Wonen: CBS 85984NED, 2024 · Veiligheid: Politie 47018NED, 2025 (voorlopig)"
    )
    assert model.remarks[0].startswith("Deze editie heeft maar 508 buurten.")
    assert "niet over heel Nederland" in model.remarks[0]
    assert "ten minste 3 domeinen" in model.remarks[1]


# --- the panel ----------------------------------------------------------------------------------


def test_the_panel_of_an_area(site: Site) -> None:
    found = body(site, HEERLEN)
    assert (found.value, found.unit[:18]) == ("10", "van de 32 buurten:")
    assert [(bar.label, bar.n) for bar in found.bars] == [
        ("6", "1"), ("5", "3"), ("4", "4"), ("3", "2"), ("2", "3"), ("1", "16"), ("0", "3"),
        ("te weinig bekend", "2"),
    ]  # fmt: skip
    assert found.lines[0].startswith("In die buurten wonen 18.380 mensen: 35\u202f%")
    assert found.lines[-1].startswith("Er zijn cijfers voor 6 van de 6 domeinen.")
    assert [choice.note for choice in found.most] == [
        "6 van 6", "5 van 6", "5 van 5", "5 van 5", "4 van 6", "4 van 6", "4 van 6", "4 van 5",
    ]  # fmt: skip
    assert found.most[0].href == "?gebied=BU09171200&laag=stapeling"
    assert found.areas == ()
    homes = found.domains[4]
    assert homes.indicator == "WOZ-waarde, 2024"
    assert homes.lines == (
        "Slechtste vijfde: 227 duizend euro of minder",
        "27 van 33 buurten in de slechtste vijfde",
    )
    assert "zegt niets over de bewoners" in homes.remark
    assert [(c.label, c.is_current, c.href) for c in homes.choices] == [
        ("WOZ-waarde", True, HEERLEN), ("Koopwoningen", False, OTHER),
    ]  # fmt: skip


def test_a_domain_that_too_few_buurten_have_says_so(site: Site) -> None:
    """As it would be with income alone, which is published of large buurten only."""
    domains = tuple(
        domain.model_copy(update={"indicators": ("inkomen_per_inwoner",)})
        if domain.id == "armoede"
        else domain
        for domain in site.catalog.domains
    )
    catalog = replace(site.catalog, domains=domains)
    page = make_page(HEERLEN, site.edition, catalog, site.focus_areas)
    found = make_stack_body(page, stacked(page))
    assert found.lines[-1].startswith("Er zijn cijfers voor 5 van de 6 domeinen.")
    assert found.domains[1].remark == (
        "Onbekend: deze editie heeft er geen cijfers per buurt voor. "
        "Inkomen per inwoner: maar 36\u202f% van de buurten heeft een cijfer."
    )


def test_the_panel_of_a_buurt_holds_its_values_against_the_thresholds(site: Site) -> None:
    found = body(site, "?gebied=BU09172000&laag=stapeling")
    assert (found.value, found.bars, found.most) == ("5 van 5", (), ())
    health = found.domains[2]
    assert health.cell is not None
    assert health.cell.place == "worst"
    assert health.lines == ("Deze buurt: 53,3\u202f%", "Slechtste vijfde: 58,7\u202f% of minder")


def test_a_buurt_without_result_tells_why(site: Site) -> None:
    frame = stacked(site.make_page(HEERLEN)).stack.frame
    empty = frame.index[frame["reason"] == "no_inhabitants"][0]
    few = frame.index[frame["reason"] == "too_few_domains"][0]
    assert body(site, f"?gebied={empty}&laag=stapeling").lines[0] == "Geen of bijna geen inwoners."
    told = body(site, f"?gebied={few}&laag=stapeling")
    assert told.value == "geen cijfer"
    assert told.lines[0] == f"Te weinig bekend: {frame.loc[few, 'known']} van de 6 domeinen."


def test_the_country_lists_the_areas_by_name(site: Site) -> None:
    found = body(site, "?laag=stapeling")
    names = [choice.label for choice in found.areas]
    assert len(names) == 20
    assert names == sorted(names)
    notes = {choice.label: choice.note for choice in found.areas}
    assert notes["Heerlen-Noord"] == "10 van 32 buurten"
    assert sum(int(note.split()[0]) for note in notes.values()) == 73
    assert found.most[0].label.endswith(", Heerlen-Noord")
    assert "geen officiële rangorde" in found.most_note


def test_the_menu_has_one_entry_and_no_other_controls(site: Site) -> None:
    here, elsewhere = site.make_page(HEERLEN), site.make_page("?gebied=heerlen-noord&niveau=wijk")
    assert make_stacking_choice(here).is_current
    assert not any(theme.is_open for theme in list_themes(here))
    assert [group.label for group in list_controls(here)] == ["Achtergrond"]
    entry = make_stacking_choice(elsewhere)
    assert not entry.is_current
    assert site.make_page(entry.href).view == site.make_page(HEERLEN).view


def test_english_says_the_same(site: Site) -> None:
    page = site.make_page(f"{HEERLEN}&taal=en")
    assert make_map_model(page).as_json()["areas"]["BU09172000"][1:] == [
        "5 of 5 known domains", "Worst fifth: poverty, health, work, housing, safety",
    ]  # fmt: skip
    text = " ".join(rendered(site, page)).lower()
    # Parameters and ids keep their names; who described a boundary wrote Dutch.
    text = re.sub(r'href="[^"]*"', "", text)
    for dutch in (
        "domeinen",
        "slechtste",
        "onbekend",
        "te weinig",
        "vijfde",
        "editie",
        "voorlopig",
    ):
        assert dutch not in text, dutch


def test_the_heading_says_that_the_country_is_not_the_norm(site: Site) -> None:
    def badges(query: str) -> list[str]:
        heading = components.render_heading(site.make_page(query))
        return re.findall(r'<span class="badge">([^<]*)</span>', heading)

    assert badges(HEERLEN) == ["schematische grenzen", "niet landelijk"]
    assert badges("?gebied=heerlen-noord&laag=woz_waarde") == ["schematische grenzen"]

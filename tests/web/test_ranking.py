"""The ranking on the page: the 20, the buurten of an area, links between them, and what is said."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.ranking.order import order_areas
from nplv_geo.present.ranking.ranking import Ranking, list_rankings
from nplv_geo.present.ranking.words import list_notes
from nplv_geo.present.sentences.beside import list_clauses
from nplv_geo.web.site import Site

HEERLEN = "?gebied=heerlen-noord&toon=rangorde"
BUURT = "?gebied=BU09172000&toon=rangorde"


def titles(site: Site, query: str) -> list[str]:
    return [ranking.title for ranking in list_rankings(site.make_page(query))]


def test_an_area_has_the_20_first_and_a_buurt_its_buurten(site: Site) -> None:
    focus, buurten = (
        "Rangorde van de 20 focusgebieden",
        "Rangorde van de 34 buurten van Heerlen-Noord",
    )
    assert titles(site, HEERLEN) == [focus, buurten]
    assert titles(site, BUURT) == [buurten, focus]
    assert titles(site, "?toon=rangorde") == [focus]
    first, second = list_rankings(site.make_page(HEERLEN))
    assert first.others == ((f"Naar: {buurten}", "rangorde-buurt"),)
    assert second.others == ((f"Naar: {focus}", "rangorde-focusgebied"),)
    assert (first.id, second.id) == ("rangorde-focusgebied", "rangorde-buurt")


def test_the_own_area_is_marked_with_the_place_that_the_panel_gives(site: Site) -> None:
    page = site.make_page(HEERLEN)
    focus = list_rankings(page)[0]
    own = [row for row in focus.rows if row.is_own]
    assert [row.name for row in own] == ["Heerlen-Noord"]
    panel = make_panel(page, site.make_profile("heerlen-noord"))
    assert isinstance(panel, Panel)
    lowest, highest = re.findall(r"\d+", panel.rank)[:2]
    assert own[0].place == f"{lowest}\u2013{highest}"
    assert focus.own.startswith(f"Heerlen-Noord staat op plaats {lowest} tot {highest} van de 20 ")
    # Of a buurt both: itself, and the area that it lies in.
    marked = [
        [row.name for row in one.rows if row.is_own] for one in list_rankings(site.make_page(BUURT))
    ]
    assert marked == [[site.make_page(BUURT).name_area("BU09172000")], ["Heerlen-Noord"]]


def test_rows_stand_on_one_line_in_the_order_of_their_values(site: Site) -> None:
    for ranking in list_rankings(site.make_page(HEERLEN)):
        places = [row.at for row in ranking.rows]
        assert places == sorted(places)  # fewer crimes are better
        for row in ranking.rows:
            assert row.start is not None
            assert row.end is not None
            assert 0 <= row.start <= row.at <= row.end <= 1
        assert len(ranking.rows) + len(ranking.missing) == (20 if "20" in ranking.title else 34)
        assert all(row.reason for row in ranking.missing)
        assert {tick.role for tick in ranking.references} >= {"nederland", "gemeente"}


def test_rows_are_held_against_what_the_reader_compares_with(site: Site) -> None:
    page = site.make_page(f"{HEERLEN}&vergelijk=BU09172000,rest,nplv")
    focus = list_rankings(page)[0]
    assert [(one.role, one.is_beyond) for one in focus.references] == [
        ("other-b", True),
        ("other", False),
        ("nplv", False),
    ]
    # One buurt far away does not squeeze the 20 together, and is told in words.
    assert focus.references[0].label == "Weggebekker 234,4 (buiten de lijn)"
    alone = list_rankings(site.make_page(f"{HEERLEN}&vergelijk=rest,nplv"))[0]
    assert [row.at for row in focus.rows] == [row.at for row in alone.rows]
    # Those that the area stands alike beside are named together.
    assert list_clauses(page) == [
        "gunstiger dan Weggebekker (234,4) en rest van Heerlen (72,4)",
        "ongeveer gelijk aan de 20 focusgebieden samen (63,9)",
    ]


def only(site: Site, query: str) -> Ranking:
    return list_rankings(site.make_page(query))[0]


def test_what_has_no_ranking_says_why(site: Site) -> None:
    amount = only(site, "?laag=inwoners&toon=rangorde")
    assert amount.rows == amount.missing == ()
    assert amount.notes == (
        "Dit is een aantal: een rangorde zou alleen zeggen welk gebied het grootst is.",
    )
    unknown = only(site, "?gebied=heerlen-noord&laag=goed_ervaren_gezondheid_pct&toon=rangorde")
    assert unknown.own == (
        "Van Heerlen-Noord is geen plaats onder de 20 focusgebieden te zeggen: "
        "daarvoor zijn deze cijfers te onzeker."
    )
    assert {(row.place, row.interval, row.start) for row in unknown.rows} == {
        ("onzeker", "onbekend", None)
    }
    assert "alleen een volgorde" in unknown.notes[-1]
    none = only(site, "?laag=stedelijkheid&toon=rangorde")
    assert none.rows == ()
    assert none.notes[0].startswith("Er is geen rangorde: dit cijfer is niet ")


def test_a_long_list_shows_the_first_and_the_area_itself(site: Site) -> None:
    page = site.make_page("?gebied=BU09172000")
    rows = {
        code: page.edition.values.cell(page.layer.id, page.view.period, code)
        for code in page.edition.areas.buurten_of("heerlen-noord")
    }
    whole = order_areas(page.layer, page.find_origin(), rows)
    own = whole.ranked[-1].code
    cut = order_areas(page.layer, page.find_origin(), rows, most=5, own=own)
    assert cut.ranked == (*whole.ranked[:5], whole.ranked[-1])
    assert cut.of == whole.of == len(whole.ranked) == 32
    assert list_notes(page, cut, rows)[-1] == (
        "6 van de 32 gebieden; in de tabel onder de kaart staan ze alle."
    )


@pytest.mark.parametrize(("language", "tab"), [("", "Rangorde"), ("&taal=en", "Ranking")])
def test_the_ranking_is_one_click_from_the_map_and_from_the_panel(
    client: FlaskClient, language: str, tab: str
) -> None:
    parts = client.get(f"/view?gebied=heerlen-noord{language}").get_json()["parts"]
    assert parts["ranking"] == ""
    href = r'href="\?gebied=heerlen-noord[^"]*&amp;toon=rangorde[^"]*"'
    assert re.search(f"<a {href}>{tab}</a>", parts["tabs"])
    assert re.search(f'<p class="rank"><a {href}>', parts["panel"])


def test_the_page_has_a_table_that_names_all_that_is_drawn(client: FlaskClient) -> None:
    text = client.get(f"/view{HEERLEN}").get_json()["parts"]["ranking"]
    assert text.count('aria-current="true"') == 1
    drawn = text.count("<circle") + text.count('class="beyond"')
    assert drawn == text.count("<tr") - 2 == text.count('scope="row"') == 52
    # Ten Esschen and Weggebekker would squeeze all other buurten together.
    assert text.count('class="beyond"') == 2
    assert text.count("Een pijl: het cijfer ligt buiten de lijn") == 1
    assert len(re.findall(r'<td class="dots" aria-hidden="true">', text)) == text.count("<tr")
    assert 'href="#rangorde-buurt"' in text
    assert 'id="rangorde-buurt"' in text
    assert "style=" not in text
    assert 'href="?gebied=breda-noord&amp;toon=rangorde"' in text

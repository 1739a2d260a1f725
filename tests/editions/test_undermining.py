"""The view on undermining on an edition that has figures of every factor, and some to hide."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

import pytest
from markupsafe import Markup

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.export.data.file import write_data_file
from nplv_geo.export.data_options import DataOptions
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.settings import Settings
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import EVEN, SEQUENTIAL, choose_colours
from nplv_geo.present.page.undermining import FactorSet, choose_factors, find_factor_row
from nplv_geo.present.undermining.answer import describe_undermining
from nplv_geo.present.undermining.profile import UnderminingProfile, make_undermining_profile
from nplv_geo.present.undermining.tables import FactorTables, make_factor_tables
from nplv_geo.web import components
from tests.undermined import (
    EACH,
    NOT_WITHIN_GEMEENTEN,
    NOT_WITHIN_WIJKEN,
    OF_GEMEENTE,
    PERIOD,
    POLICE,
    SMALL,
    count_cases,
    share_of,
)

SITE = "https://voorbeeld.nl"
# A word of rank, blame or guilt; the official dashboard is named, and so is the view itself.
BANNED = re.compile(
    r"risicogebied|verdacht|slechtst|\bplaats \d|\bnr\. \d|\bscore|rangorde|ranglijst|ongunstig|"
    r"gunstig|\bbeter|slechter|crimineel|high-risk|suspect|\bworst|\bworse|\bbetter|"
    r"\brank|favourable|migrat|herkomst|\borigin|achtergrond van",
    re.IGNORECASE,
)

Ask = Callable[[str], Page]


@pytest.fixture(scope="module")
def edition(undermined_settings: Settings) -> Edition:
    return open_current(undermined_settings.editions)


@pytest.fixture(scope="module")
def ask(edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]) -> Ask:
    return lambda query: make_page(query, edition, catalog, areas)


@pytest.fixture(scope="module")
def factors(edition: Edition, catalog: Catalog) -> FactorSet:
    found = choose_factors(edition, catalog)
    assert found is not None
    return found


def profile_of(page: Page) -> UnderminingProfile:
    assert page.factors is not None
    return make_undermining_profile(page, page.factors)


def tables_of(page: Page) -> FactorTables:
    assert page.factors is not None
    return make_factor_tables(page, page.factors)


def write_view(page: Page) -> str:
    """All words of the view, without tags."""
    html = components.render_undermining(page, profile_of(page))
    html += components.render_factor_tables(page, tables_of(page))
    html += components.render_heading(page)
    html += components.render_silent_legend(page) if page.is_silent else ""
    return str(Markup(html.replace("<", " <")).striptags())  # noqa: S704  # ours


# --- right numbers, in both languages -----------------------------------------------------------


def test_twenty_areas_have_three_groups_with_the_right_numbers_in_both_languages(
    ask: Ask, edition: Edition, areas: dict[str, FocusArea]
) -> None:
    people = edition.areas.frame["inhabitants"]
    buurten = [str(code) for code in edition.areas.at(AreaLevel.BUURT)]
    assert len(areas) == 20
    for area, written in areas.items():
        own = list(written.list_buurten(buurten, 2024))
        for language in ("nl", "en"):
            page = ask(f"?gebied={area}&laag=ondermijning&taal={language}")
            groups = profile_of(page).groups
            assert [len(group.rows) for group in groups] == [7, 5, 5]
            assert all(group.label and group.intro and not group.absent for group in groups)
            for layer, row in zip(POLICE, groups[0].rows, strict=True):
                assert row.about.endswith(PERIOD)
                if layer in NOT_WITHIN_GEMEENTEN or (area == SMALL and layer in NOT_WITHIN_WIJKEN):
                    assert row.cells[0].is_missing, (area, layer)
                    continue
                cases = sum(count_cases(layer, buurt) for buurt in own)
                rate = cases / people[own].sum() * 1000
                decimals = page.catalog.layer(layer).decimals
                assert row.cells[0].text == page.t.number(round(rate, 6), decimals), (area, layer)
            leavers = groups[2].rows[-1]
            gemeente = page.t.number(share_of(written.gemeente_code), 1)
            assert leavers.cells[0].is_missing
            assert leavers.cells[1].text.startswith(gemeente)


def test_no_text_of_the_view_is_the_same_in_both_languages(ask: Ask) -> None:
    for query in ("?laag=ondermijning", "?gebied=heerlen-noord&laag=ondermijning"):
        dutch, english = (profile_of(ask(f"{query}&taal={one}")) for one in ("nl", "en"))
        for one, other in zip(dutch.groups, english.groups, strict=True):
            assert one.intro != other.intro
            assert one.label != other.label
            notes = zip(one.notes, other.notes, strict=True)
            assert all(note[1] != same[1] for note, same in notes)
        assert not set(dutch.cautions) & set(english.cautions)
        assert not set(dutch.closed) & set(english.closed)


def test_an_area_stands_beside_its_gemeente_the_country_and_the_twenty(ask: Ask) -> None:
    (group, *_) = profile_of(ask("?gebied=heerlen-noord&laag=ondermijning")).groups
    assert group.columns == ("Heerlen-Noord", "Heerlen", "Nederland")
    line = group.rows[0].line
    assert line is not None
    assert len(line.others) == 20
    assert line.area in line.others
    # Of what only gemeenten have, those are shown: two areas lie in Amsterdam.
    of_gemeenten = group.rows[2].line
    assert of_gemeenten is not None
    assert (len(of_gemeenten.others), of_gemeenten.area) == (19, None)
    (buurt, *_) = profile_of(ask("?gebied=BU09171000&laag=ondermijning")).groups
    assert buurt.columns == ("Maria Gewanden", "Heerlen-Noord", "Heerlen", "Nederland")
    (country, *_) = profile_of(ask("?laag=ondermijning&taal=en")).groups
    assert country.columns == ("Netherlands", "The 20 focus areas together")


# --- nothing rare below its floor ---------------------------------------------------------------


def test_the_edition_does_hold_what_must_not_be_shown(edition: Edition) -> None:
    held = [edition.values.cell(one, PERIOD, "BU09172000").value for one in NOT_WITHIN_WIJKEN]
    assert None not in held
    assert edition.areas.row(SMALL)["inhabitants"] < 5000
    assert edition.values.cell("wapenhandel_per_1000", PERIOD, SMALL).value is not None


def _list_hidden(edition: Edition) -> Iterator[tuple[str, str]]:
    """Area and layer of each figure that must not be shown."""
    for code in edition.areas.frame.index:
        level = edition.areas.level_of(str(code))
        for layer in NOT_WITHIN_WIJKEN:
            if level in (AreaLevel.BUURT, AreaLevel.WIJK):
                yield str(code), layer
        for layer in NOT_WITHIN_GEMEENTEN:
            if level is AreaLevel.FOCUSGEBIED:
                yield str(code), layer
    yield SMALL, "wapenhandel_per_1000"


def test_nothing_rare_is_found_below_its_floor(edition: Edition, factors: FactorSet) -> None:
    hidden = list(_list_hidden(edition))
    assert len(hidden) > 1_900
    for area, layer in hidden:
        factor = factors.find_factor(layer)
        assert factor is not None
        assert find_factor_row(edition, factor, area).value is None, (area, layer)


def test_the_api_gives_nothing_rare(edition: Edition, factors: FactorSet) -> None:
    hidden = set(_list_hidden(edition))
    for area in ("NL00", "nplv", "heerlen-noord", SMALL, "WK091720", "BU09172000", "GM0917"):
        answer = describe_undermining(edition, factors, area)
        for factor in (one for group in answer.groups for one in group.factors):
            for found in (factor.figure, *factor.references, *factor.areas):
                key = (str(found.area.id), factor.layer.id)
                assert key not in hidden or (found.value, bool(found.reason)) == (None, True), key
            assert factor.layer.higher_is == "neutral"


@pytest.mark.parametrize(
    "query",
    ["?laag=ondermijning", f"?gebied={SMALL}&laag=ondermijning",
     "?gebied=WK091720&laag=ondermijning", "?gebied=BU09172000&laag=ondermijning"],
)  # fmt: skip
def test_page_and_file_give_nothing_rare(
    ask: Ask, edition: Edition, factors: FactorSet, query: str
) -> None:
    page, hidden = ask(query), set(_list_hidden(edition))
    content = write_data_file(page, DataOptions("csv"), SITE).content.decode()
    rows = list(csv.DictReader(io.StringIO(content)))
    seen = {(row["code"], row["layer"]): row for row in rows}
    assert len(seen) == len(rows)
    assert hidden & set(seen)
    for key in hidden & set(seen):
        assert (seen[key]["value"], bool(seen[key]["reason"])) == ("", True), key
    assert seen["NL00", "wapenhandel_per_1000"]["value"] != ""
    rare = {page.catalog.layer(one).label.nl for one in NOT_WITHIN_WIJKEN}
    for table in tables_of(page).tables:
        columns = [label for label, _ in table.columns]
        if not page.scope.is_country:
            assert not rare & set(columns)
        for row in table.rows:
            for label, cell in zip(columns, row.cells, strict=True):
                layer = next(
                    one.layer.id for one in factors.chosen.values() if one.layer.label.nl == label
                )
                is_hidden = (row.code, layer) in hidden
                # Beside an area the figure of its gemeente may stand, with the name of that.
                assert not is_hidden or cell.is_missing or cell.note, (row.code, layer)


def test_the_slide_gives_nothing_rare_and_comes_on_request_only(ask: Ask) -> None:
    page = ask(f"?gebied={SMALL}&laag=ondermijning")
    assert "undermining" not in [one.kind for one in make_briefing(page, SITE).slides]
    slides = make_briefing(page, SITE, has_undermining=True).slides
    (slide,) = [one for one in slides if one.kind == "undermining"]
    first = slide.tables[0]
    own = {row[0].text: row[2].text for row in first.rows}
    assert own["Wapenhandel"] == "geen cijfer"
    assert own["Mensenhandel"] == own["Mensensmokkel"] == "te zeldzaam"
    assert own["Drugshandel"] == page.t.number(
        sum(count_cases("drugshandel_per_1000", code) for code in page.scope.codes)
        / (EACH * len(page.scope.codes)) * 1000, 1,
    )  # fmt: skip
    assert {cell.tone for table in slide.tables for row in table.rows for cell in row} == {""}
    for needle in ("Een patroon is geen bewijs", "zichtopondermijning.nl", "hennepkwekerij"):
        assert any(needle in note for note in slide.notes)


# --- no order, no verdict, no colour of blame ---------------------------------------------------


def test_areas_stand_in_the_order_of_the_alphabet_and_nothing_sorts_them(ask: Ask) -> None:
    for query in ("?laag=ondermijning", "?gebied=heerlen-noord&laag=ondermijning&sorteer=-waarde"):
        page = ask(query)
        for table in tables_of(page).tables:
            names = [row.name for row in table.rows if not row.is_reference]
            assert names == sorted(names, key=str.casefold)
            assert len(names) == (20 if page.scope.is_country else 34)
        html = components.render_factor_tables(page, tables_of(page))
        assert "sorteer" not in re.sub(r"&amp;sorteer=-waarde", "", html)
        assert "aria-sort" not in html


def test_the_map_has_one_colour_until_a_factor_is_chosen(ask: Ask) -> None:
    silent = ask("?gebied=heerlen-noord&laag=ondermijning")
    assert choose_colours(silent.classes, silent.layer.higher_is) == (EVEN,)
    assert set(silent.classes.classes.tolist()) == {0}
    for layer in ("jeugdzorg_pct", "drugshandel_per_1000"):
        page = ask(f"?gebied=heerlen-noord&laag=ondermijning&laag2={layer}&klassen=reference")
        assert page.catalog.layer(layer).higher_is == "worse"
        assert page.layer.higher_is == "neutral"
        assert set(choose_colours(page.classes, page.layer.higher_is)) <= set(SEQUENTIAL)
        assert page.view.write_query(laag2="") == "?gebied=heerlen-noord&laag=ondermijning"


def test_what_only_gemeenten_have_is_a_map_of_gemeenten(ask: Ask) -> None:
    page = ask(f"?laag=ondermijning&laag2={OF_GEMEENTE}")
    assert (page.view.level, page.view.period) == (AreaLevel.GEMEENTE, PERIOD)
    groups = profile_of(ask("?gebied=heerlen-noord&laag=ondermijning")).groups
    assert groups[2].rows[-1].href == f"?laag=ondermijning&laag2={OF_GEMEENTE}"
    assert groups[2].rows[-2].href.startswith("?gebied=heerlen-noord&")


def test_no_word_of_rank_or_blame_stands_in_any_view(ask: Ask, areas: dict[str, FocusArea]) -> None:
    places = ["", "gebied=BU09172000&", "gebied=GM0917&", *(f"gebied={area}&" for area in areas)]
    for place in places:
        for language in ("nl", "en"):
            for more in ("", "&laag2=jeugdzorg_pct"):
                words = write_view(ask(f"?{place}laag=ondermijning&taal={language}{more}"))
                found = BANNED.search(words)
                assert found is None, (place, language, words[max(found.start() - 60, 0) :][:140])
                assert "{" not in words


def test_the_cautions_stand_in_every_view(ask: Ask) -> None:
    words = write_view(ask("?gebied=BU09172000&laag=ondermijning"))
    for sentence in (
        "Een patroon is geen bewijs", "Het gaat over een plek", "hangt af van waar zij kijkt",
        "Wij schatten ze niet", "Zicht op Ondermijning", "ongebruikelijke transacties",
        "hennepkwekerij", "meer dan het huishouden kon betalen",
    ):  # fmt: skip
        assert sentence in words

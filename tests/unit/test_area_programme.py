"""The programme in each area: the page, the block on the map, and areas side by side."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.events import Event
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import FactKind, Programme
from nplv_geo.definitions.read import read_events, read_programme
from nplv_geo.definitions.texts import Language
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.programme.area_page import AreaProgramme, make_area_programme
from nplv_geo.present.programme.block import MOST_NUMBERS, make_programme_block
from nplv_geo.present.programme.side_by_side import put_side_by_side
from nplv_geo.present.programme.unknown_area import suggest_area_pages
from nplv_geo.present.programme.words import FactWords, write_date
from nplv_geo.present.texts import texts

LANGUAGES: tuple[Language, ...] = ("nl", "en")
Areas = dict[str, FocusArea]


@pytest.fixture(scope="module")
def areas(focus_areas: tuple[FocusArea, ...]) -> Areas:
    return {area.id: area for area in focus_areas}


@pytest.fixture(scope="module")
def programme(catalog: Catalog, areas: Areas) -> Programme:
    return read_programme(PROJECT, catalog, areas)


@pytest.fixture(scope="module")
def events(areas: Areas) -> tuple[Event, ...]:
    return read_events(PROJECT, areas)


def _make(
    name: str, programme: Programme, events: tuple[Event, ...], areas: Areas, language: Language
) -> AreaProgramme:
    return make_area_programme(programme, events, areas[name], texts(language))


def _list_shown(page: AreaProgramme) -> list[FactWords]:
    entries = [
        words for one in (*page.in_short, *page.followed, *page.about) for words in one.facts
    ]
    return [*entries, *page.agreed, *page.reported, *page.projects, *page.moments]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_heading_of_its_own(language: Language) -> None:
    headings = texts(language).words["programme_kinds"]
    assert set(headings) == {kind.value for kind in FactKind}
    assert len(set(headings.values())) == len(FactKind)
    assert all(headings.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_of_the_20_areas_stands_on_its_page_with_a_source(
    language: Language, programme: Programme, events: tuple[Event, ...], areas: Areas
) -> None:
    assert len(areas) == 20
    for name in areas:
        shown = _list_shown(_make(name, programme, events, areas, language))
        ids = {words.id for words in shown}
        assert {fact.id for fact in programme.list_facts(name)} <= ids, name
        assert {figure.id for figure in programme.list_figures(name)} <= ids, name
        assert {event.id for event in events if event.area_id == name} <= ids, name
        assert all(words.source.url.startswith("https://") for words in shown)
        assert all(words.source.name and words.text for words in shown)


def test_what_stands_in_short_of_rotterdam(
    programme: Programme, events: tuple[Event, ...], areas: Areas
) -> None:
    page = _make("rotterdam-zuid", programme, events, areas, "nl")
    in_short = {entry.label: [words.text for words in entry.facts] for entry in page.in_short}
    (name,) = page.in_short[0].facts
    # Since when it runs has a line of its own.
    assert (name.text, name.years) == ("Nationaal Programma Rotterdam Zuid (NPRZ)", "")
    assert in_short["Sinds"] == [
        "Het eigen programma loopt sinds 2011.",
        "Het gebied hoort bij het nationale programma sinds juli 2022.",
    ]
    assert in_short["Tot wanneer"] == [
        "In twintig jaar naar het gemiddelde van de vier grote steden"
    ]
    assert page.missing == "Hierover is geen openbare bron gevonden: wie leidt en wie doet mee."
    assert [(words.amount, words.years) for words in page.agreed] == [
        ("130 miljoen euro", "2018–2022"),
        ("30 miljoen euro", "2023–2026"),
    ]
    assert [words.amount for words in page.reported] == [
        "871 jongeren",
        "ongeveer 25 procent",
        "2.000 mensen",
    ]
    assert page.looked_up == "november 2026"
    assert page.map_address == "/?gebied=rotterdam-zuid"


def test_an_end_year_is_told_where_there_is_no_horizon(
    programme: Programme, events: tuple[Event, ...], areas: Areas
) -> None:
    page = _make("amsterdam-zuidoost", programme, events, areas, "en")
    in_short = {entry.label: [words.text for words in entry.facts] for entry in page.in_short}
    assert in_short["Until when"] == ["The area's own programme runs until the end of 2040."]
    assert in_short["Who leads"] == ["The mayor chairs the alliance"]


def test_an_area_with_few_facts_says_what_was_not_found(
    programme: Programme, events: tuple[Event, ...], areas: Areas
) -> None:
    page = _make("nieuwegein-centrale-as", programme, events, areas, "nl")
    assert page.title == ""
    assert page.missing == (
        "Hierover is geen openbare bron gevonden: naam, thema's, wie leidt, wie doet mee, "
        "plan en uitvoering en website."
    )
    assert (page.agreed, page.reported, page.moments, page.followed) == ((), (), (), ())
    (project,) = page.projects
    assert (project.years, project.note) == ("2020–2024", "Alleen Batau, niet de hele Centrale As.")


def test_moments_are_in_time_and_what_has_no_date_comes_last(
    programme: Programme, events: tuple[Event, ...], areas: Areas
) -> None:
    breda = _make("breda-noord", programme, events, areas, "nl")
    assert [words.when for words in breda.moments] == ["juli 2021", ""]
    assert breda.moments[-1].note == "De bron noemt geen jaar."
    vlaardingen = _make("vlaardingen-west", programme, events, areas, "nl")
    assert [words.when for words in vlaardingen.moments] == ["23 februari 2022", "4 juli 2022"]


@pytest.mark.parametrize(
    ("day", "dutch", "english"),
    [
        ("2023-09-26", "26 september 2023", "26 September 2023"),
        ("2024-02", "februari 2024", "February 2024"),
        ("2021", "2021", "2021"),
        ("", "", ""),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(day: str, dutch: str, english: str) -> None:
    assert (write_date(day, texts("nl")), write_date(day, texts("en"))) == (dutch, english)


@pytest.mark.parametrize(
    ("language", "name", "amount"),
    [
        ("nl", "groningen_geld_woontop", "22,5 tot 27 miljoen euro"),
        ("en", "groningen_geld_woontop", "22.5 to 27 million euros"),
        ("nl", "eindhoven_geld_kansrijke_wijk", "hoogstens 4,9 miljoen euro"),
        ("en", "eindhoven_geld_kansrijke_wijk", "at most 4.9 million euros"),
        ("nl", "groningen_horizon", ""),
    ],
)
def test_amounts_are_written_with_hedge_and_range(
    language: Language,
    name: str,
    amount: str,
    programme: Programme,
    areas: Areas,
) -> None:
    (area,) = [fact.area_id for fact in programme.facts if fact.id == name]
    shown = _list_shown(_make(area, programme, (), areas, language))
    assert {words.amount for words in shown if words.id == name} == {amount}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_block_is_a_part_of_the_page_for_all_areas(
    language: Language, programme: Programme, areas: Areas
) -> None:
    for name, area in areas.items():
        block = make_programme_block(programme, area, texts(language))
        page = _make(name, programme, (), areas, language)
        assert block.entries == page.in_short
        assert len(block.numbers) <= MOST_NUMBERS
        assert all(words.amount for words in block.numbers)
        assert set(block.numbers) <= set(_list_shown(page))
        ending = "?taal=en" if language == "en" else ""
        assert block.address == f"/programma/{name}{ending}"


def test_areas_stand_side_by_side_in_the_order_of_likeness(
    programme: Programme, areas: Areas
) -> None:
    peers = ("utrecht-overvecht", "schiedam-nieuwland-oost")
    alike = put_side_by_side(programme, areas, peers, "den-haag-zuidwest", texts("nl"))
    assert alike.labels == ("Samenhangende aanpak", "Woningen en wijken", "Meedoen", "Veiligheid")
    assert [(one.name, one.is_own) for one in alike.columns] == [
        ("Den Haag Zuidwest", True),
        ("Utrecht Overvecht", False),
        ("Schiedam Nieuwland-Oost", False),
    ]
    overvecht = alike.columns[1]
    assert [theme.text for theme in overvecht.themes] == [
        "Wonen, leefomgeving, veiligheid, welzijn en gezondheid, en meedoen"
    ]
    assert [[(one.label, one.fact.id) for one in line] for line in overvecht.lines] == [
        [("Geld", "overvecht_geld_regiodeal_1"), ("Verslag aan de raad", "overvecht_rapportage")],
        [("Geld", "overvecht_geld_regiodeal_2"), ("Mijlpaal", "overvecht_mijlpaal_woontop")],
        [("Geld", "overvecht_geld_regiodeal_2"), ("Voortgang", "overvecht_voortgang_werk")],
        [],
    ]
    assert "niet hoe goed het gaat" in alike.intro


def test_without_peers_it_says_why(programme: Programme, areas: Areas) -> None:
    alike = put_side_by_side(programme, areas, (), "delft-west", texts("nl"))
    assert alike.columns == ()
    assert alike.intro.startswith("Over dit gebied is te weinig bekend")


def test_a_wrong_name_is_met_with_areas(areas: Areas) -> None:
    unknown = suggest_area_pages("roterdam", areas.values(), texts("en"))
    assert [(link.label, link.href) for link in unknown.meant] == [
        ("Rotterdam-Zuid", "/programma/rotterdam-zuid?taal=en")
    ]
    assert len(unknown.areas) == 20
    assert len(suggest_area_pages("x" * 900, areas.values(), texts("nl")).word) == 60

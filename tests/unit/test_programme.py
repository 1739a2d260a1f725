"""The programme's own tables: carried over as published, checked, and shown once each."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import (
    FIGURES,
    LINES,
    Programme,
    ProgrammeError,
    list_unplaced_layers,
    parse_action_lines,
    parse_figures,
)
from nplv_geo.definitions.read import read_programme
from nplv_geo.definitions.texts import Language
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.site.programme import ProgrammeModel, make_address, make_programme_page
from nplv_geo.present.texts import texts

FACTS = PROJECT.parent / "shared" / "facts" / "progress_figures.csv"
# A number that the area's own plan corrects, and months that were not known yet.
CORRECTED = {
    (
        "",
        "gebied",
        "den-haag-zuidwest",
        "10000",
        "woningen opgeknapt + 10.000 nieuw",
    ): ("2023-09", "gebied", "den-haag-zuidwest", "25000", "woningen"),
    ("", "gebied", "eindhoven-woensel-zuid", "58", "partners"): (
        "2024-04",
        "gebied",
        "eindhoven-woensel-zuid",
        "58",
        "partners",
    ),
    ("", "gebied", "zaandam-oost", "22469517", "euro"): (
        "2024-05",
        "gebied",
        "zaandam-oost",
        "22469517",
        "euro",
    ),
}
TEMPLATES = PROJECT / "nplv_geo" / "web" / "templates"
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@pytest.fixture(scope="module")
def programme(catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> Programme:
    return read_programme(PROJECT, catalog, [area.id for area in focus_areas])


@pytest.fixture(scope="module")
def pages(
    programme: Programme, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> dict[str, ProgrammeModel]:
    fetched = set(catalog.ids) - {"leefbaarheid"}
    return {
        language: make_programme_page(programme, catalog, focus_areas, fetched, texts(language))
        for language in LANGUAGES
    }


# --- the tables ---------------------------------------------------------------------------------


def test_every_published_figure_is_carried_over_once(programme: Programme) -> None:
    if not FACTS.exists():
        pytest.skip(f"{FACTS} is not here")
    with FACTS.open(encoding="utf-8") as handle:
        rows = [
            (row["datum"], row["scope"], row["area_id"], row["waarde"], row["eenheid"])
            for row in csv.DictReader(handle)
        ]
    published = Counter(CORRECTED.get(row, row) for row in rows)
    ours = Counter(
        (figure.date, figure.scope, figure.area_id, str(figure.value), figure.unit)
        for figure in programme.figures
    )
    assert ours == published
    assert sum(ours.values()) == 35


def test_notes_say_the_same_numbers_in_both_languages(programme: Programme) -> None:
    for figure in programme.figures:
        dutch = [n.replace(".", "").replace(",", ".") for n in _numbers(figure.note_nl)]
        english = [n.replace(",", "") for n in _numbers(figure.note_en)]
        assert sorted(dutch) == sorted(english), figure.id


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d(?:[\d.,]*\d)?", text)


def test_every_judged_layer_has_its_place(programme: Programme, catalog: Catalog) -> None:
    assert [line.id for line in programme.lines.line] == [
        "samenhangende_aanpak",
        "woningen_en_wijken",
        "meedoen",
        "veiligheid",
    ]
    assert list_unplaced_layers(programme.lines, catalog) == ()
    assert set(programme.lines.placed_layers) <= set(catalog.ids)
    outside = [out.layer for out in programme.lines.outside]
    assert outside == ["misdrijven", "misdrijven_dit_jaar"]


def test_a_forgotten_layer_is_noticed(catalog: Catalog) -> None:
    text = (PROJECT / LINES).read_text(encoding="utf-8").replace('    "rokers_pct",\n', "")
    assert list_unplaced_layers(parse_action_lines(text, catalog), catalog) == ("rokers_pct",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"rokers_pct"', '"roker_pct"', "kaartlaag 'roker_pct' bestaat niet (bedoelt u 'rokers"),
        ('"rokers_pct"', '"eenzaam_pct"', "kaartlaag 'eenzaam_pct' staat er 2 keer; kies één."),
        ('id = "meedoen"', "", "veld 'line.2.id' ontbreekt; voeg het toe."),
        ('id = "meedoen"', 'id = "meedoen"\nkleur = 1', "veld 'line.2.kleur' bestaat niet;"),
        ('id = "meedoen"', 'id = "Mee doen"', "veld 'line.2.id' mag niet 'Mee doen' zijn;"),
        (
            'lines = ["veiligheid"]',
            'lines = ["veilig"]',
            "actielijn 'veilig' bestaat niet (bedoelt",
        ),
        ("[[line]]", "[[line", "geen geldige TOML"),
    ],
)
def test_a_wrong_action_line_is_told(old: str, new: str, told: str, catalog: Catalog) -> None:
    text = (PROJECT / LINES).read_text(encoding="utf-8")
    with pytest.raises(ProgrammeError) as raised:
        parse_action_lines(text.replace(old, new, 1), catalog)
    assert str(raised.value).startswith("data/programme/action_lines.toml: ")
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",871,", ",veel,", "regel 13: veld 'value' mag niet 'veel' zijn; verbeter de waarde."),
        (",871,", ",NaN,", "regel 13: veld 'value' mag niet 'NaN' zijn; verbeter de waarde."),
        ("rotterdam-zuid", "rotterdam", "regel 13: gebied 'rotterdam' bestaat niet (bedoelt u"),
        ("gebied,rotterdam-zuid", "gebied,", "regel 13: area_id hoort bij bereik 'gebied'"),
        ("2022-07,nationaal", "2022-13,nationaal", "regel 3: veld 'date' mag niet '2022-13'"),
        ("nationaal", "stad", "regel 3: veld 'scope' mag niet 'stad' zijn; kies uit '20 geb"),
        ("vhf_2022", "preventie_2022", "regel 3: id 'preventie_2022' staat er al; maak elk"),
        ("8 hours a week on average.", "", "regel 11: de toelichting ontbreekt in een van"),
        ("id,date", "id,datum", "regel 2: veld 'date' ontbreekt; voeg het toe."),
    ],
)
def test_a_wrong_figure_is_told_with_its_line(
    old: str, new: str, told: str, focus_areas: tuple[FocusArea, ...]
) -> None:
    text = (PROJECT / FIGURES).read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ProgrammeError) as raised:
        parse_figures(text.replace(old, new, 1), [area.id for area in focus_areas])
    assert str(raised.value).startswith("data/programme/figures.csv")
    assert told in str(raised.value)


def test_a_missing_table_is_told(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(ProgrammeError, match=r"^data/programme/action_lines.toml ontbreekt\.$"):
        read_programme(tmp_path, catalog, [])


# --- the page Programma ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_stands_on_the_page_once(
    language: str, pages: dict[str, ProgrammeModel], programme: Programme
) -> None:
    page = pages[language]
    shown = [row.id for report in page.reports for row in report.rows]
    shown += [row.id for area in page.areas for row in area.rows]
    assert Counter(shown) == Counter(figure.id for figure in programme.figures)


def test_reports_are_in_time_and_areas_in_alphabet(pages: dict[str, ProgrammeModel]) -> None:
    page = pages["nl"]
    assert [(report.month, len(report.rows)) for report in page.reports] == [
        ("juli 2022", 3),
        ("oktober 2024", 9),
        ("juni 2025", 1),
        ("november 2025", 10),
        ("december 2025", 1),
    ]
    names = [area.area.label for area in page.areas]
    assert names == sorted(names)
    assert len(names) == 9
    # Of the eleven without a reported figure six have an agreement in numbers: that is computed.
    assert [area.label for area in page.silent] == [
        "Amsterdam Zuidoost",
        "Dordrecht West",
        "Lelystad Oost",
        "Nieuwegein Centrale As",
        "Vlaardingen Westwijk",
    ]
    assert [one.area.label for one in page.in_areas if not one.name] == [
        "Nieuwegein Centrale As",
        "Schiedam Nieuwland-Oost",
    ]
    assert len(page.in_areas) == 20
    zaandam = page.areas[-1]
    assert zaandam.area.href == "/programma/zaandam-oost"
    assert [(row.how_much, row.date) for row in zaandam.rows] == [
        ("22.469.517 euro", "mei 2024"),
        ("1.481 woningen", "juni 2025"),
        ("ruim 40 partners", "datum onbekend"),
    ]


@pytest.mark.parametrize(
    ("name", "dutch", "english"),
    [
        ("vhf_aangepakt_2024", "ruim 7.500 woningen", "over 7,500 homes"),
        ("bijdrage_leeuwarden_2025", "7,2 miljoen euro", "7.2 million euros"),
        ("armoede_2018", "18\u202f%", "18\u202f%"),
        ("baangaranties_2024", "17 van de 20 gebieden", "17 of the 20 areas"),
    ],
)
def test_numbers_are_written_as_readers_write_them(
    name: str, dutch: str, english: str, pages: dict[str, ProgrammeModel]
) -> None:
    for language, written in (("nl", dutch), ("en", english)):
        page = pages[language]
        rows = [row for part in (*page.reports, *page.areas) for row in part.rows]
        assert [row.how_much for row in rows if row.id == name] == [written]


def test_the_goals_of_2024_stand_beside_the_lines_of_2022(pages: dict[str, ProgrammeModel]) -> None:
    page = pages["nl"]
    assert [(pair.line, pair.goal) for pair in page.goals] == [
        ("Samenhangende aanpak", ""),
        ("Woningen en wijken", "Betere woningen en gemengde wijken"),
        ("Meedoen", "Meedoen in de samenleving"),
        ("Veiligheid", "Aanpak van (jeugd)criminaliteit"),
    ]
    assert [letter.url[-16:] for letter in page.letters] == ["t-30995-100.html", "t-30995-104.html"]


def test_the_warning_names_the_numbers_that_do_not_compare(
    pages: dict[str, ProgrammeModel],
) -> None:
    homes, energy, poverty = pages["nl"].warnings
    assert all(number in homes for number in ("1.400", "4.600", "7.500"))
    assert all(number in energy for number in ("35.000", "27.500"))
    assert all(number in poverty for number in ("18\u202f%", "8\u202f%", "oktober 2024"))


def test_lines_link_to_the_maps_that_there_are(pages: dict[str, ProgrammeModel]) -> None:
    first, *_, last = pages["en"].lines
    assert first.absent == ("Liveability",)
    assert [(theme, [link.href for link in links]) for theme, links in first.themes] == [
        ("Work and poverty", ["/?laag=ses_woa&taal=en"])
    ]
    assert [theme for theme, _ in last.themes] == ["Safety", "Living environment"]
    assert sum(len(links) for _, links in last.themes) == 24


def test_dutch_is_the_default_of_an_address() -> None:
    assert make_address("nl") == "/"
    assert make_address("nl", gebied="delft-west") == "/?gebied=delft-west"
    assert make_address("en", "/methode") == "/methode?taal=en"


def test_every_word_of_these_pages_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    code += (PROJECT / "nplv_geo/present/site/programme.py").read_text(encoding="utf-8")
    words = texts("nl").words
    for table in ("programme_page", "reading"):
        unused = [key for key in words[table] if not re.search(rf'["\'.]{key}["\']', code)]
        assert unused == []

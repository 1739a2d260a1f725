"""Facts about the programme per area: what they say, where they are from, and who is not named."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.events import Event
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import (
    AREA_FACTS,
    IDENTITY,
    FactKind,
    Programme,
    ProgrammeError,
    parse_area_facts,
)
from nplv_geo.definitions.read import read_events, read_programme
from nplv_geo.ground.settings import PROJECT

COLLECTED = PROJECT.parent / "shared" / "facts" / "programme_area_facts.csv"
LINES = ("samenhangende_aanpak", "woningen_en_wijken", "meedoen", "veiligheid")
NIEUWEGEIN = (
    "https://www.ikbennieuwegein.nl/projecten/nationaal+programma+leefbaarheid+en+veiligheid"
)
# Collected facts of which the amount stands in figures.csv, is contradicted by its own source, or
# has no address: data/programme/README.md says which.
LEFT_OUT = 7

_TITLE = re.compile(
    r"\b(?:burgemeester|wethouder|(?:programma)?directeur|minister|staatssecretaris|"
    r"commissie|de heer|mevrouw|dhr\.?|mevr\.?|mw\.?|mayor|alderman|(?:programme )?director|"
    r"secretary|chair|committee|mrs?\.?|ms\.?)[ -]+(?:[A-Z]\.)*(?:(?i:van|de|den|der|ter|ten) )*"
    r"(?!Alliantieraad)[A-Z][a-z]+",
)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){1,4} ?(?:(?:van|de|den|der|ter|ten) )*[A-Z][a-z]+")
_TWO_NAMES = re.compile(
    r"\b[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?(?: (?:van|de|den|der|ter|ten|el))* [A-Z][a-zà-ÿ]+"
)
# Words of places, programmes, schemes and organisations: two capitals with one of these in them are
# no person. An article or preposition is not among them: "De Jonge" is a name.
PUBLIC_WORDS = """
Amsterdam Arnhem As Atolplaza Bak Batau Breda Buurt Buurten Circulair Coalitie Community
Crabbehof Deal Deals Delft Dordrecht East Financieel Fit Future Gouw Groningen Haag Hague
Hoge House Kamer Kansrijke Leeuwarden Lelystad Leven Linie Masterplan Mix Nationaal National
Neighbourhoods Netherlands Nieuw Nieuw-West Noord North Ons Oost Overvecht Partnerraad
People Poelenburg Regio Rijk Roosendaal Rotterdam School Smart South Stadsprogramma Tilburg
Tweede Us Utrecht Verbeter Versnelling Vucht Werkbeweging West Westwijk Wijk Wijken Woensel
Woningbouwimpuls Woonbron Zaankanters Zuid Zuidoost
"""


@pytest.fixture(scope="module")
def programme(catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> Programme:
    return read_programme(PROJECT, catalog, [area.id for area in focus_areas])


@pytest.fixture(scope="module")
def events(focus_areas: tuple[FocusArea, ...]) -> tuple[Event, ...]:
    return read_events(PROJECT, [area.id for area in focus_areas])


def test_the_facts_are_those_that_were_collected_and_six_more(programme: Programme) -> None:
    assert len(programme.facts) == 118
    assert len({fact.area_id for fact in programme.facts}) == 20
    if not COLLECTED.exists():
        pytest.skip(f"{COLLECTED} is not here")
    with COLLECTED.open(encoding="utf-8") as handle:
        collected = Counter(row["source_page"] for row in csv.DictReader(handle))
    ours = Counter(fact.source_url for fact in programme.facts)
    assert sum(collected.values()) == 118 - 6 + LEFT_OUT
    # Two horizons have a page of their own; all else stands on a page that was collected.
    assert {url for url in ours if url not in collected} == {
        f"{NIEUWEGEIN}/achtergrond+leefbare+en+veilige+wijken/default.aspx",
        "https://www.twb.nl/alliantie-ondertekent-ambities-nationaal-programma-roosendaal/",
    }


@pytest.mark.parametrize(
    ("name", "amount", "unit", "years"),
    [
        ("arnhem_geld", "57", "miljoen euro", ("2024", "2026")),
        ("den_haag_geld_regiodeal", "49", "miljoen euro", ("", "")),
        ("groningen_project_woontop", "2362", "woningen", ("", "")),
        ("overvecht_voortgang_werk", "415", "mensen", ("", "")),
        ("rotterdam_geld_regiodeal_1", "130", "miljoen euro", ("2018", "2022")),
        ("roosendaal_doel", "3100", "woningen", ("", "")),
        ("schiedam_project_nieuwland", "2152", "woningen", ("", "")),
        ("tilburg_project_woningen", "5500", "woningen", ("", "")),
    ],
)
def test_amounts_and_years_are_those_of_the_source(
    name: str, amount: str, unit: str, years: tuple[str, str], programme: Programme
) -> None:
    (fact,) = [fact for fact in programme.facts if fact.id == name]
    assert (fact.amount, fact.unit_nl) == (Decimal(amount), unit)
    assert (fact.since, fact.until) == years


def test_a_range_keeps_both_ends(programme: Programme) -> None:
    ranges = {fact.id: (fact.amount, fact.amount_to) for fact in programme.facts if fact.amount_to}
    assert ranges == {
        "groningen_horizon": (Decimal(15), Decimal(20)),
        "groningen_geld_woontop": (Decimal("22.5"), Decimal(27)),
    }


def test_each_text_stands_in_both_languages_and_differs(
    programme: Programme, events: tuple[Event, ...]
) -> None:
    for fact in programme.facts:
        assert fact.text_nl != fact.text_en, fact.id
    pairs = [(event.text_nl, event.text_en) for event in events]
    assert all(dutch != english for dutch, english in pairs)
    # Years and numbers are the same in both, as they are no words.
    for fact in programme.facts:
        numbers = [re.sub(r"(?<=\d)[.,](?=\d)", "", text) for text in (fact.text_nl, fact.text_en)]
        dutch, english = (sorted(re.findall(r"\d+", text)) for text in numbers)
        assert dutch == english, fact.id


def test_every_source_is_an_address_that_a_browser_opens(
    programme: Programme, events: tuple[Event, ...]
) -> None:
    addresses = [fact.source_url for fact in programme.facts]
    addresses += [figure.url for figure in programme.figures]
    addresses += [event.url for event in events]
    addresses += [programme.lines.letter_2022.url, programme.lines.letter_2024.url]
    assert len(addresses) == 118 + 35 + 20 + 2
    for address in addresses:
        parts = urlsplit(address)
        assert parts.scheme == "https", address
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc), address
        assert parts.path, address
        assert " " not in address, address


def test_what_a_fact_says_stands_once(programme: Programme) -> None:
    """An amount that the figures have is not told again as a fact of the same area."""
    figures = {(f.area_id, f.value, f.unit.replace("mln", "miljoen")) for f in programme.figures}
    facts = {(f.area_id, f.amount, f.unit_nl) for f in programme.facts if f.amount is not None}
    assert figures & facts == set()


def test_no_person_is_named(programme: Programme, events: tuple[Event, ...]) -> None:
    named = {text: _find_persons(text) for text in _list_texts(programme, events)}
    assert {text: found for text, found in named.items() if found} == {}
    assert len(named) > 300


@pytest.mark.parametrize(
    "text",
    [
        "De burgemeester, Jan Jansen, zit voor",
        "Burgemeester Jansen zit voor",
        "zegt wethouder Van der Ster",
        "zegt de commissie-Van Rijn",
        "Minister De Jonge tekende",
        "met dhr. Pietersen",
        "volgens J.P. van Dijk",
        "mayor Jansen chairs",
        "Maria el Khatib leidt het programma",
    ],
)
def test_a_person_is_noticed(text: str) -> None:
    assert _find_persons(text) != []


def test_identity_belongs_to_no_line_and_work_to_some(programme: Programme) -> None:
    kinds = Counter(fact.kind for fact in programme.facts)
    assert set(kinds) == set(FactKind)
    assert (kinds[FactKind.PROGRAMME], kinds[FactKind.MONEY]) == (18, 13)
    for fact in programme.facts:
        assert bool(fact.lines) == (fact.kind not in IDENTITY), fact.id


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",programma,", ",naam,", "regel 2: kind 'naam' bestaat niet; kies uit programma, "),
        ("https://www.samennieuw-west.nl/faq/", "samennieuw-west.nl", "geef het hele adres"),
        ("https://www.samennieuw-west.nl/faq/", "https://samen west.nl/", "geef het hele adres"),
        ("https://www.samennieuw-west.nl/faq/", "https://localhost/", "geef het hele adres"),
        (
            "https://www.samennieuw-west.nl/faq/",
            "http://samennieuw-west.nl/",
            "geef het hele adres",
        ),
        ("amsterdam-nieuw-west,", "nieuw-west,", "gebied 'nieuw-west' bestaat niet (bedoelt u"),
        (",50,,meer dan,partijen,", ",veel,,meer dan,partijen,", "amount 'veel' is geen getal"),
        (",50,,meer dan,partijen,", ",,,meer dan,partijen,", "een getal en een eenheid horen"),
        (",50,,meer dan,partijen,parties", ",50,,meer dan,partijen,", "unit ontbreekt in een van"),
        (",57,,,", ",57,,zeker,", "veld 'precision' mag niet 'zeker' zijn; kies uit"),
        (",themas,,", ",themas,meedoen,", "soort 'themas' hoort bij geen actielijn"),
        (",partners,samenhangende_aanpak,", ",partners,,", "noem minstens één actielijn in lines"),
        (",partners,samenhangende_aanpak,", ",partners,samen,", "'samen' bestaat niet; kies uit"),
        (",2026-11,", ",2026-11-31,", "veld 'looked_up' mag niet '2026-11-31' zijn"),
        ("nieuw_west_website", "nieuw_west_programma", "regel 3: id 'nieuw_west_programma' staat"),
    ],
)
def test_a_wrong_fact_is_told(
    old: str, new: str, told: str, focus_areas: tuple[FocusArea, ...]
) -> None:
    text = (PROJECT / AREA_FACTS).read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ProgrammeError) as raised:
        parse_area_facts(text.replace(old, new, 1), [area.id for area in focus_areas], LINES)
    assert str(raised.value).startswith("data/programme/area_facts.csv, ")
    assert told in str(raised.value)


def _find_persons(text: str) -> list[str]:
    """Find what looks like a person: a title or initials before a name, or two names in a row."""
    titled = [match.group() for rule in (_TITLE, _INITIALS) for match in rule.finditer(text)]
    pairs = [match.group() for match in _TWO_NAMES.finditer(text)]
    return titled + [pair for pair in pairs if not set(PUBLIC_WORDS.split()) & set(pair.split())]


def _list_texts(programme: Programme, events: tuple[Event, ...]) -> list[str]:
    rows = [*programme.facts, *programme.figures, *events]
    columns = ("text", "note", "subject", "label", "unit")
    cells = [getattr(row, f"{c}_{la}", "") for row in rows for c in columns for la in ("nl", "en")]
    words = [*programme.lines.line, *programme.lines.goal]
    cells += [text for one in words for text in (one.label.nl, one.label.en, one.sentence.nl)]
    return [cell for cell in cells if cell]

"""The table of events: what it says, where an event stands, and what is wrong with a row."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.events import EventsError, parse_events
from nplv_geo.definitions.read import read_events
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.time.events import place_month

AREAS = ("breda-noord", "heerlen-noord", "leeuwarden-oost")
LETTERS = (
    "voortgang_2023",
    "drie_doelen_2024",
    "schriftelijk_overleg_2025",
    "een_jaar_woontop_2025",
)
URL = "https://a.nl/b"
SAME = f"a,2022-07,nationaal,,l,l,t,t,s,{URL}"
HEAD = "id,date,scope,area_id,label_nl,label_en,text_nl,text_en,source,url"


# --- events -------------------------------------------------------------------------------------


def test_the_events_of_the_programme() -> None:
    events = read_events(PROJECT, AREAS)
    assert [event.date for event in events] == sorted(event.date for event in events)
    by_id = {event.id: event for event in events}
    assert by_id["start"].date == "2022-07"
    named = " ".join(event.label_nl for event in events)
    for name in ("Kansrijke Wijk", "School en omgeving", "Preventie met Gezag"):
        assert name in named
    # As in the programme's reports, with their scope.
    assert "600 miljoen" in by_id["volkshuisvestingsfonds_2022"].text_nl
    assert "82 miljoen" in by_id["preventie_met_gezag_2022"].text_nl
    assert by_id["preventie_met_gezag_2022"].scope == "nationaal"
    assert (by_id["dicht_de_kloof"].date, "400 miljoen" in by_id["dicht_de_kloof"].text_nl) == (
        "2021-05",
        True,
    )
    assert [by_id[name].url.rsplit("/", 1)[1] for name in LETTERS] == [
        "kst-30995-102.html",
        "kst-30995-104.html",
        "kst-30995-106.html",
        "kst-32847-1395.html",
    ]
    assert "256 miljoen" in by_id["kansrijke_wijk_2024"].text_nl
    assert "53.000" in by_id["school_en_omgeving_2024"].text_nl


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (f"a,2022,nationaal,,l,l,t,t,s,{URL}", "veld 'date' mag niet '2022' zijn"),
        (f"a,2022-07,heel Nederland,,l,l,t,t,s,{URL}", "veld 'scope'"),
        (f"a,2022-07,gebied,,l,l,t,t,s,{URL}", "area_id hoort bij bereik 'gebied'"),
        (f"a,2022-07,gebied,breda,l,l,t,t,s,{URL}", "'breda' bestaat niet (bedoelt u 'breda-"),
        (f"a,2022-07,nationaal,,l,l,t,,s,{URL}", "veld 'text_en' mag niet '' zijn"),
        ("a,2022-07,nationaal,,l,l,t,t,s,debewonersraad.nl", "geef het hele adres (https://…)"),
        (f"{SAME}\n{SAME}", "id 'a' staat er al"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named(row: str, problem: str) -> None:
    with pytest.raises(EventsError) as caught:
        parse_events(f"{HEAD}\n{row}\n", AREAS)
    line_number = 1 + len(row.splitlines())
    assert f"events.csv, regel {line_number}: " in str(caught.value)
    assert problem in str(caught.value)


def test_a_column_that_is_gone_is_named() -> None:
    with pytest.raises(EventsError, match="veld 'source' ontbreekt"):
        parse_events("id,date,scope,area_id,label_nl,label_en,text_nl,text_en\na,2022-07,"
                     "nationaal,,l,l,t,t\n", AREAS)  # fmt: skip


def test_a_month_has_its_place_between_the_middles_of_years() -> None:
    assert place_month("2022-07") == pytest.approx(2022 + 0.5 / 12)
    assert place_month("2024-01") == pytest.approx(2023.5 + 0.5 / 12)

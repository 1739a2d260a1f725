"""The answer in short above the map: the words of the panel, and the title of a buurt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nplv_geo.present.area.panel import make_panel
from nplv_geo.present.area.verdict import Verdict, make_verdict
from nplv_geo.present.map.model import make_map_model, write_title
from nplv_geo.present.page.page import Page
from nplv_geo.present.values.profile import make_profile

HOMES = "laag=koopwoningen_pct&vergelijk=NL00,GM0917"
BUURT = "BU09172000"

Ask = Callable[[str], Page]


def _tell(page: Page) -> Verdict:
    profile = make_profile(page.edition, page.catalog, page.focus_areas, page.view.area)
    verdict = make_verdict(make_panel(page, profile), page.t)
    assert verdict
    return verdict


def test_it_says_how_the_area_stands_its_place_and_how_sure(ask: Ask) -> None:
    told = _tell(ask(f"?gebied=heerlen-noord&{HOMES}"))
    assert (told.name, told.value, told.unit) == ("Heerlen-Noord", "47\u202f%", "")
    assert told.label == "Koopwoningen, 2024"
    assert told.sentences[0] == (
        "Lager dan Nederland (57\u202f%) en ongeveer gelijk aan Heerlen (47\u202f%)."
    )
    assert told.sentences[1].startswith("Plaats ") or told.sentences[1].startswith("Nr. ")
    assert told.notes == ("dekking 100\u202f% · CBS",)
    assert any("85984NED" in line for line in told.passport)


def test_it_says_so_in_english(ask: Ask) -> None:
    told = _tell(ask(f"?gebied=heerlen-noord&{HOMES}&taal=en"))
    assert told.sentences[0].startswith("Lower than the Netherlands (57")
    assert told.notes == ("coverage 100\u202f% · CBS",)


def test_a_figure_that_is_missing_is_said_to_be_with_the_reason_and_without_a_verdict(
    ask: Ask,
) -> None:
    layer = "laag=misdrijven_per_1000"
    shown = ask(f"?gebied=heerlen-noord&{layer}").shown
    (code, *_) = shown.index[shown["value"].isna()]
    told = _tell(ask(f"?gebied={code}&{layer}"))
    assert (told.value, told.is_figure, told.sentences) == ("geen cijfer", False, ())
    assert "te weinig inwoners" in told.notes[0]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (f"?gebied={BUURT}&{HOMES}", "Koopwoningen in Weggebekker (Heerlen)"),
        (f"?gebied={BUURT}&{HOMES}&toon=ontwikkeling", "Koopwoningen in Weggebekker (Heerlen)"),
        (f"?gebied={BUURT}&{HOMES}&taal=en", "Owner-occupied homes in Weggebekker (Heerlen)"),
        (f"?gebied=heerlen-noord&{HOMES}", "Koopwoningen in Heerlen-Noord"),
    ],
)
def test_the_title_names_the_buurt_and_its_gemeente(ask: Ask, query: str, title: str) -> None:
    assert write_title(ask(query)) == title


def test_the_map_is_named_after_what_it_shows(ask: Ask) -> None:
    model = make_map_model(ask(f"?gebied={BUURT}&{HOMES}"))
    assert "Heerlen-Noord" in model.label
    assert model.chosen == BUURT

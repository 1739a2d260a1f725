"""Words that stand beside a figure: how much of it is known, of when it is, which place it has."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.texts import Language
from nplv_geo.present.page.reservations import (
    write_area_note,
    write_coverage_note,
    write_long_rank,
    write_period,
    write_rank_cell,
    write_short_rank,
    write_value,
)
from nplv_geo.present.texts import texts
from nplv_geo.statistics.compare import Rank

INCOME, HEALTH, CRIME = "inkomen_per_inwoner", "goed_ervaren_gezondheid_pct", "misdrijven_per_1000"


# --- the words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coverage", "nl", "en"),
    [
        (0.68, "68\u202f% bekend", "68\u202f% known"),
        (0.8999, "90\u202f% bekend", "90\u202f% known"),
        (0.9, "", ""),
        (1.0, "", ""),
    ],
)
def test_what_is_known_is_told_below_nine_tenths(coverage: float, nl: str, en: str) -> None:
    assert write_coverage_note(texts("nl"), coverage) == nl
    assert write_coverage_note(texts("en"), coverage) == en


def test_a_missing_value_is_not_partly_known(catalog: Catalog) -> None:
    layer = catalog.layer(INCOME)
    assert write_value(texts("nl"), 31.37, layer, 0.677) == "31,4 (68\u202f% bekend)"
    assert write_value(texts("nl"), 31.37, layer, 0.9) == "31,4"
    assert write_value(texts("nl"), None, layer, 0.5) == "geen cijfer"


def test_a_year_says_whether_it_is_an_estimate_and_may_change(catalog: Catalog) -> None:
    t = texts("nl")
    assert write_period(t, catalog.layer(CRIME), "2024", provisional=False) == "2024"
    assert write_period(t, catalog.layer(CRIME), "2025", provisional=True) == "2025 (voorlopig)"
    assert write_period(t, catalog.layer(HEALTH), "2024", provisional=False) == "2024 (geschat)"
    both = write_period(texts("en"), catalog.layer(HEALTH), "2024", provisional=True)
    assert both == "2024 (estimated, provisional)"


@pytest.mark.parametrize(
    ("place", "language", "short", "cell"),
    [
        (Rank(3, 20, 3, 3), "nl", "nr. 3 van 20", "nr. 3 van 20"),
        (Rank(10, 20, 8, 14), "nl", "plaats 8 tot 14 van de 20", "8 tot 14 van 20"),
        (Rank(10, 20, 8, 14), "en", "between 8th and 14th of 20", "8th to 14th of 20"),
        (Rank(1, 18, 1, 18), "nl", "plaats onzeker", "onzeker"),
    ],
)
def test_a_place_has_its_range(place: Rank, language: Language, short: str, cell: str) -> None:
    t = texts(language)
    assert write_short_rank(t, place) == short
    assert write_rank_cell(t, place) == cell


def test_a_place_on_the_page_says_what_place_1_means(catalog: Catalog) -> None:
    t, crime, homes = texts("nl"), catalog.layer(CRIME), catalog.layer("koopwoningen_pct")
    range_of = write_long_rank(t, Rank(10, 20, 8, 14), crime)
    assert range_of.startswith("Plaats 8 tot 14 van de 20 focusgebieden (1 is het gunstigst);")
    assert "1 is het hoogst" in write_long_rank(t, Rank(2, 20, 2, 2), homes)
    assert write_long_rank(t, Rank(2, 20, 1, 20), crime).startswith("Geen plaats onder de 20")


def test_other_buurten_at_the_source_are_told_beside_the_figure() -> None:
    """The mark stood in the panel only; a card and a slide showed the figure without a word."""
    nl = texts("nl")
    assert write_area_note(nl, 1.0, "boundary_mismatch") == "andere buurten bij de bron"
    assert write_area_note(nl, 0.68, "boundary_mismatch") == (
        f"{write_coverage_note(nl, 0.68)}, andere buurten bij de bron"
    )
    assert write_area_note(nl, 0.9, "") == ""

"""What must stand beside a figure stands beside it everywhere: cases in which it stayed behind."""

from __future__ import annotations

from dataclasses import replace

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.present.area.cards import make_cards
from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.map.captions import write_captions
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import explain_absence
from nplv_geo.present.page.value_answer import describe_value
from nplv_geo.present.table.table import make_table
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import make_profile
from nplv_geo.present.values.value import make_report

PARTLY = "lelystad-oost"
INCOME, HEALTH, CRIME = "inkomen_per_inwoner", "goed_ervaren_gezondheid_pct", "misdrijven_per_1000"
KNOWN = "82\u202f% bekend"


def _page(edition: Edition, catalog: Catalog, areas: dict[str, FocusArea], query: str) -> Page:
    return make_page(query, edition, catalog, areas)


def test_why_there_is_no_value_has_numbers_a_mayor_can_read(
    starter_edition: Edition, catalog: Catalog
) -> None:
    """It said "minder dan de drempel van het gebied heeft een cijfer"."""
    found = make_report(starter_edition, catalog, "nplv", INCOME)
    missing = replace(found, value=None, status="suppressed", reason="low_coverage", coverage=0.45)
    assert explain_absence(texts("nl"), missing) == (
        "te weinig bekend: 45\u202f% (60\u202f% is nodig)"
    )
    # What rounds to what is needed reads as less.
    nearly = explain_absence(texts("en"), replace(missing, coverage=0.5996))
    assert nearly == "too little known: 59\u202f% (60\u202f% is needed)"
    assert (
        explain_absence(texts("nl"), replace(missing, reason=""))
        == "wordt niet gegeven door de bron"
    )


# --- where a caveat stayed behind -----------------------------------------------------------------


def test_partly_known_income_says_so_on_panel_card_table_and_picture(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    """Income known for 68 % had place 2 of 20 and no word on it; of Lelystad Oost 82 % is."""
    view = _page(starter_edition, catalog, areas, f"?gebied={PARTLY}&laag={INCOME}")
    found = make_profile(starter_edition, catalog, areas, PARTLY)
    shown = make_panel(view, found)
    assert isinstance(shown, Panel)
    assert shown.note.startswith(KNOWN)
    assert shown.rank == ""
    rows = {row.id: row for card in make_cards(view, found) for row in card.rows}
    assert rows[INCOME].note.startswith(KNOWN)
    assert rows[INCOME].rank == ""
    assert rows[INCOME].line.area is not None
    assert rows[INCOME].line.area.text == f"Lelystad Oost: 29,0 ({KNOWN})"
    words = write_captions(view)
    assert KNOWN in words.subtitle
    assert KNOWN in words.alt
    country = _page(starter_edition, catalog, areas, f"?laag={INCOME}&niveau=focusgebied")
    listed = {row.code: row.note for row in make_table(country).rows}
    assert listed[PARTLY] == KNOWN
    assert listed["delft-west"] == ""
    links = panel_links(country, starter_edition, catalog, areas)
    assert links["Lelystad Oost"] == f"29,0 ({KNOWN})"


def panel_links(
    view: Page, edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> dict[str, str]:
    """Values of the 20 areas in the panel of the country, by name."""
    shown = make_panel(view, make_profile(edition, catalog, areas, "NL00"))
    assert isinstance(shown, Panel)
    return {choice.label: choice.note for choice in shown.links}


def test_a_strip_judges_as_the_card_does_and_has_its_year(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    """Strips called every difference beyond rounding better or worse, whatever chance makes."""
    held = 0
    for area in areas:
        view = _page(starter_edition, catalog, areas, f"?gebied={area}&laag={HEALTH}")
        found = make_profile(starter_edition, catalog, areas, area)
        shown = make_panel(view, found)
        assert isinstance(shown, Panel)
        by_label = {item.layer.label.nl: item for item in found.items}
        for strip in shown.strips:
            item = by_label[strip.label]
            country = next(ref for ref in item.report.references if ref.id == "NL00")
            assert strip.standing == country.standing, (area, strip.label)
            assert strip.note.startswith(item.report.period)
            held += 1
        health = next(s for s in shown.strips if s.is_current)
        assert (health.standing, health.verdict.split()[-1]) == ("unsure", "onzeker")
        assert "2024 (geschat)" in health.description
    assert held >= 20


def test_a_picture_of_an_estimate_says_so_in_its_title_and_for_who_cannot_see_it(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    query = f"?gebied=heerlen-noord&laag={HEALTH}&taal=en"
    words = write_captions(_page(starter_edition, catalog, areas, query))
    assert words.title.endswith("2024 (estimated)")
    assert "2024 (estimated)" in words.alt
    assert "better than" not in words.alt
    assert "worse than" not in words.alt
    assert "Netherlands 72.8\u202f% (difference uncertain)" in words.subtitle


def test_an_amount_has_no_place(starter_edition: Edition, catalog: Catalog) -> None:
    """The smallest area had place 1, "het gunstigst", on the number of crimes."""
    for area in starter_edition.areas.focus:
        assert make_report(starter_edition, catalog, area, "misdrijven").rank is None


def test_the_interface_says_what_is_an_estimate_and_how_much_of_a_reference_is_known(
    starter_edition: Edition, catalog: Catalog
) -> None:
    found = describe_value(
        make_report(starter_edition, catalog, PARTLY, "laagste_40_inkomens_pct")
    ).as_json()
    together = next(ref for ref in found["references"] if ref["id"] == "nplv")
    assert (found["estimate"], together["coverage"] < 0.9) == (False, True)
    assert (
        describe_value(make_report(starter_edition, catalog, "heerlen-noord", HEALTH)).estimate
        is True
    )

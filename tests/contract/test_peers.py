"""Peers and rings on the page, held against distances, changes and rests worked out here."""

from __future__ import annotations

from statistics import median

import numpy as np
import pandas as pd
import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.area.peers import list_peers
from nplv_geo.present.area.ring import make_ring
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.values.peer_search import MIN_INHABITANTS, find_likeness
from tests import independent

MINUS = "\u2212"


@pytest.fixture(scope="module")
def by_id(focus_areas: tuple[FocusArea, ...]) -> dict[str, FocusArea]:
    return {area.id: area for area in focus_areas}


def _expected(profile: pd.DataFrame, area: str) -> pd.Series:
    """Distances to all others, one at a time."""
    scores = (profile - profile.mean()) / profile.std(ddof=0)
    found = {}
    for other in profile.index.drop(area):
        gaps = (scores.loc[other] - scores.loc[area]).dropna()
        if len(gaps) >= 0.6 * profile.shape[1]:
            found[other] = np.sqrt((gaps**2).mean())
    return pd.Series(found).sort_values(kind="stable")


def _focus_profile(edition: Edition, variables: tuple[str, ...]) -> pd.DataFrame:
    areas = edition.areas.at(AreaLevel.FOCUSGEBIED)
    values = {v: edition.values.table(v, str(edition.newest_period(v)))["value"] for v in variables}
    return pd.DataFrame({v: column.reindex(areas) for v, column in values.items()})


def test_the_five_most_alike_of_each_focus_area(starter_edition: Edition, catalog: Catalog) -> None:
    for area in starter_edition.areas.focus:
        found = find_likeness(starter_edition, catalog, area)
        assert found.variables == (
            "inwoners_0_14_pct",
            "inwoners_65plus_pct",
            "eenpersoonshuishoudens_pct",
            "huishoudensgrootte",
            "bevolkingsdichtheid",
            "omgevingsadressendichtheid",
            "eengezinswoningen_pct",
            "koopwoningen_pct",
            "woz_waarde",
            "inkomen_per_inwoner",
        )
        nearest = _expected(_focus_profile(starter_edition, found.variables), area).head(5)
        assert [peer.area for peer in found.peers] == list(nearest.index)
        assert [peer.distance for peer in found.peers] == pytest.approx(list(nearest))


def _page(edition: Edition, catalog: Catalog, by_id: dict[str, FocusArea], query: str) -> Page:
    return make_page(query, edition, catalog, by_id)


def test_the_page_tells_whether_a_change_is_everywhere(
    starter_edition: Edition, catalog: Catalog, by_id: dict[str, FocusArea]
) -> None:
    book = independent.starter(PROJECT)
    book.dispersion = independent.dispersion(starter_edition.manifest.model_dump())

    def moved(area: str) -> float:
        """Along the line through all years, worked out a second time."""
        found = book.moved("misdrijven_per_1000", area)
        assert found is not None
        return found.size

    for area in starter_edition.areas.focus:
        query = f"?gebied={area}&laag=misdrijven_per_1000"
        model = list_peers(_page(starter_edition, catalog, by_id, query))
        changes = [moved(row.id) for row in model.rows]
        assert model.everywhere is not None
        assert model.everywhere.area_change == pytest.approx(moved(area))
        assert model.everywhere.peers_change == pytest.approx(median(changes))
        assert model.everywhere.country_change == pytest.approx(moved("NL00"))
        assert model.everywhere.verdict in {"same", "more", "less", "opposite", "unclear"}
        assert "2025 (voorlopig)" in model.everywhere.sentences[0]
        # They are the other areas of the programme: no comparison without it.
        assert "ook in het programma" in model.everywhere.sentences[2]
        for row, change in zip(model.rows, changes, strict=True):
            amount, _, by_chance = row.change.partition(" ")
            assert amount.replace(MINUS, "-").replace(",", ".") == f"{change:+.1f}"
            assert by_chance in ("", "(kan toeval zijn)")
            assert row.href == f"?gebied={row.id}"


def test_the_page_names_what_was_compared_and_warns_of_itself(
    starter_edition: Edition, catalog: Catalog, by_id: dict[str, FocusArea]
) -> None:
    query = "?gebied=heerlen-noord&laag="
    crime = list_peers(_page(starter_edition, catalog, by_id, f"{query}misdrijven_per_1000"))
    assert crime.intro == "Deze 5 van de 20 focusgebieden lijken het meest op Heerlen-Noord."
    assert any("koopwoningen, WOZ-waarde en inkomen per inwoner." in note for note in crime.notes)
    assert not any(note.startswith("Let op") for note in crime.notes)
    homes = list_peers(_page(starter_edition, catalog, by_id, f"{query}koopwoningen_pct"))
    assert homes.notes[-1].startswith("Let op: koopwoningen telt zelf mee")
    assert [row.id for row in homes.rows] == [row.id for row in crime.rows]
    assert homes.everywhere is not None
    assert homes.everywhere.verdict == "none"
    english = list_peers(_page(starter_edition, catalog, by_id, f"{query}koopwoningen_pct&taal=en"))
    assert english.intro == "These 5 of the 20 focus areas are most like Heerlen-Noord."
    assert {row.change for row in english.rows} == {"cannot be compared"}


def test_a_count_is_not_compared(
    starter_edition: Edition, catalog: Catalog, by_id: dict[str, FocusArea]
) -> None:
    query = "?gebied=delft-west&laag=misdrijven"
    model = list_peers(_page(starter_edition, catalog, by_id, query))
    assert model.everywhere is not None
    assert (model.everywhere.area_change, model.everywhere.verdict) == (None, "none")
    assert model.everywhere.sentences[0].startswith("Dit is een aantal.")


@pytest.mark.parametrize(
    ("area", "sentence"),
    [
        ("GM0917", "Alleen voor een focusgebied of een buurt zoeken wij gebieden die erop lijken."),
        ("BU09172000", "Deze editie heeft niet alle buurten van Nederland."),
    ],
)
def test_where_there_are_no_peers_the_page_says_why(
    starter_edition: Edition,
    catalog: Catalog,
    by_id: dict[str, FocusArea],
    area: str,
    sentence: str,
) -> None:
    code = area if area in starter_edition.areas else starter_edition.areas.at(AreaLevel.BUURT)[0]
    model = list_peers(_page(starter_edition, catalog, by_id, f"?gebied={code}"))
    assert (model.rows, model.everywhere) == ((), None)
    assert model.intro.startswith(sentence)


@pytest.mark.parametrize(
    ("area", "sentence"),
    [
        ("heerlen-noord", "De grenzen in deze editie zijn schematisch"),
        ("GM0917", "Alleen voor een focusgebied kijken wij naar de buurten eromheen."),
    ],
)
def test_where_there_is_no_ring_the_page_says_why(
    starter_edition: Edition,
    catalog: Catalog,
    by_id: dict[str, FocusArea],
    area: str,
    sentence: str,
) -> None:
    model = make_ring(_page(starter_edition, catalog, by_id, f"?gebied={area}"))
    assert (model.rows, model.buurten) == ((), ())
    assert model.intro.startswith(sentence)


@pytest.mark.real_data
@pytest.mark.slow
def test_matched_buurten_lie_outside_the_programme_and_none_is_nearer(
    national_edition: Edition, catalog: Catalog
) -> None:
    edition = national_edition
    inside = {code for codes in edition.areas.focus.values() for code in codes}
    people = edition.areas.frame["inhabitants"].reindex(edition.areas.at(AreaLevel.BUURT))
    outside = people.index[(people >= MIN_INHABITANTS) & ~people.index.isin(inside)]
    for area in ("BU09172000", "BU03440311", next(iter(sorted(inside)))):
        found = find_likeness(edition, catalog, area)
        codes = [*outside, *([] if area in outside else [area])]
        values = {
            v: edition.values.table(v, edition.periods(v)[-1])["value"] for v in found.variables
        }
        profile = pd.DataFrame({v: column.reindex(codes) for v, column in values.items()})
        scores = (profile - profile.mean()) / profile.std(ddof=0)
        gaps = scores - scores.loc[area]
        enough = gaps.notna().sum(axis=1) >= 0.6 * gaps.shape[1]
        nearest = np.sqrt((gaps[enough] ** 2).mean(axis=1)).drop(area).nsmallest(5)
        assert len(found.peers) == 5
        assert {peer.area for peer in found.peers} == set(nearest.index)
        assert [peer.distance for peer in found.peers] == pytest.approx(list(nearest))
        assert area not in {peer.area for peer in found.peers}


@pytest.mark.real_data
@pytest.mark.slow
def test_area_ring_and_rest_stand_side_by_side(
    national_edition: Edition, catalog: Catalog, by_id: dict[str, FocusArea]
) -> None:
    edition = national_edition
    model = make_ring(_page(edition, catalog, by_id, "?gebied=heerlen-noord"))
    assert model.columns == ("Heerlen-Noord", "Buurten eromheen", "Rest van Heerlen")
    assert model.buurten == edition.areas.ring("heerlen-noord")
    rows = {row.id: row for row in model.rows}
    values = edition.values.table("misdrijven_per_1000", "2025")
    own, around, whole = (values.loc[a] for a in ("heerlen-noord", "ring:heerlen-noord", "GM0917"))
    rest = (whole["amount"] - own["amount"]) / (whole["weight"] - own["weight"])
    crime = rows["misdrijven_per_1000"]
    shown = [crime.area.value, crime.ring.value, crime.rest.value]
    assert shown == [f"{v:.1f}".replace(".", ",") for v in (own["value"], around["value"], rest)]
    gap = f"{own['value'] - around['value']:+.1f}".replace(".", ",").replace("-", MINUS)
    assert (crime.period, crime.ring.difference) == ("2025 (voorlopig)", gap)
    # A mean can't be taken apart, and a count says nothing about a larger area.
    assert rows["woz_waarde"].rest.note == "dit cijfer is niet van elkaar af te trekken"
    assert rows["inwoners"].ring.difference == ""
    # What is withheld for most of the ring is counted, not shown.
    assert "inkomen_per_inwoner" not in rows
    assert model.notes[2].startswith("Onderwerpen waarover rondom te weinig bekend is: ")
    # A reason that many rows have is told once.
    assert model.notes[3] == (
        "Rest van Heerlen heeft bij 11 onderwerpen geen cijfer: "
        "dit cijfer is niet van elkaar af te trekken."
    )
    # Around Schiedam and Leeuwarden lie centres: what a crime per resident says there.
    assert "winkelgebieden en stations komen daardoor hoog uit" in model.notes[4]

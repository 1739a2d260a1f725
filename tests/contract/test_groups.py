"""G4, G40, rings and the tables by area, worked out again without the project's own code.

Figures come straight from the starter's tables and the official files; nothing of ``nplv_geo``
adds anything up here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from nplv_geo.commands.checks.run import status
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.gemeente_groups import parse_gemeente_groups, select_complete_groups
from nplv_geo.definitions.read import read_gemeente_groups
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel, gemeente_of, is_left_out
from nplv_geo.ground.errors import GemeenteGroupsError
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.page.making import make_page
from nplv_geo.present.site.search import search_areas
from tests import starter_tables

G4 = ["GM0344", "GM0363", "GM0518", "GM0599"]
HEAD = "group,gemeente_code,name,source,confidence\n"
# A rebuilt boundary may lie this far off; the rings reach as far.
REACH = 60.0


@pytest.fixture(scope="module")
def groups() -> dict[str, tuple[str, ...]]:
    return read_gemeente_groups(PROJECT)


def _mean(rows: pd.DataFrame) -> float:
    known = rows.dropna()
    return float(np.average(known["value"], weights=known["weight"]))


# --- the table of groups --------------------------------------------------------------------------


def test_the_groups_have_four_and_forty_one_gemeenten(groups: dict[str, tuple[str, ...]]) -> None:
    assert list(groups["G4"]) == G4
    assert len(groups["G40"]) == len(set(groups["G40"])) == 41
    assert set(groups["G4"]).isdisjoint(groups["G40"])
    assert {"GM0362", "GM0917", "GM1883"} < set(groups["G40"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("group,name\n", "kolom gemeente_code, source, confidence ontbreekt; voeg die toe."),
        (HEAD + "G5,GM0344,U,b,bevestigd\n", "groep 'G5' bestaat niet; kies uit G4, G40."),
        (HEAD + "G4,WK034401,U,b,bevestigd\n", "geen gemeentecode; verbeter de code."),
        (HEAD + "G4,GM0344,U,,bevestigd\n", "bron (source) ontbreekt; zet erin wie dit zegt."),
        (HEAD + "G4,GM0344,U,b,zeker\n", "kies uit bevestigd, één bron."),
        (
            HEAD + "G4,GM0344,U,b,bevestigd\nG40,GM0344,U,b,bevestigd\n",
            "regel 3: GM0344 (U) staat er al; haal een van de regels weg.",
        ),
    ],
)
def test_what_is_wrong_with_the_table_is_told_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(GemeenteGroupsError) as caught:
        parse_gemeente_groups(text)
    assert str(caught.value).startswith("data/boundaries/gemeente_groups.csv: ")
    assert str(caught.value).endswith(sentence)


def test_a_part_of_a_group_is_not_the_group() -> None:
    both = {"G4": ("GM0344", "GM0363"), "G40": ("GM0917",)}
    assert select_complete_groups(both, ["GM0344", "GM0917"]) == {"G40": ("GM0917",)}


# --- the starter ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return starter_tables.columns()


def test_the_starter_has_the_g4_and_not_the_g40(starter_edition: Edition) -> None:
    assert list(starter_edition.areas.at(AreaLevel.GROEP)) == ["G4"]
    row = starter_edition.areas.row("G4")
    assert (row["name"], row["level"], row["gemeente"]) == ("G4", "groep", "")
    assert len(starter_edition.areas.buurten_of("G4")) == 46 + 73 + 11 + 23 + 10
    assert starter_edition.areas.gemeente_code_of("G4") is None


def test_the_g4_of_the_starter_is_the_sum_of_its_gemeenten(
    starter_edition: Edition, figures: pd.DataFrame
) -> None:
    four, rows = figures.loc[G4], starter_edition.values.of_areas(["G4"]).droplevel("area")
    people = four["AantalInwoners:2024"]
    assert starter_edition.areas.row("G4")["inhabitants"] == people.sum()
    homes = four["Koopwoningen:2024"], four["HuishoudensTotaal:2024"]
    found = rows.loc[("koopwoningen_pct", "2024")]
    assert found["value"] == pytest.approx((homes[0] * homes[1]).sum() / homes[1].sum(), rel=1e-9)
    assert found["value"] != pytest.approx(homes[0].mean(), rel=1e-3)
    assert (found["coverage"], found["units_with"], found["base"]) == (1.0, 4, "gemeente")
    # Inhabitants of their own year: a quarter of the way from 2020 to 2024, and those of 2025.
    before = four["AantalInwoners:2020"]
    in_2021 = (before + (people - before) / 4).sum()
    for period, inhabitants in (("2021", in_2021), ("2025", four["AantalInwoners:2025"].sum())):
        crimes = four[f"GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0:{period}"]
        rate = 1000 * crimes.sum() / inhabitants
        assert rows.loc[("misdrijven_per_1000", period), "value"] == pytest.approx(rate, rel=1e-9)


def test_schematic_cells_have_nothing_around_them(starter_edition: Edition) -> None:
    assert list(starter_edition.areas.at(AreaLevel.RING)) == []
    assert all(starter_edition.areas.ring(area) == () for area in starter_edition.areas.focus)


def test_rows_of_an_area_are_its_values_of_every_layer(starter_edition: Edition) -> None:
    _same_as_the_values(starter_edition, ["NL00", "nplv", "G4", "heerlen-noord", "WK034403"])
    _same_as_the_values(starter_edition, ["GM0363", "BU03630000", "BU09172000", "BU03440311"])
    assert starter_edition.values.of_areas(["GM9999"]).droplevel("area").empty


def _same_as_the_values(edition: Edition, areas: list[str]) -> None:
    for area in (a for a in areas if a in edition.areas.frame):
        rows = edition.values.of_areas([area]).droplevel("area")
        expected = {
            (layer, period): edition.values.table(layer, period).loc[area]
            for layer in edition.manifest.layers
            for period in edition.periods(layer)
            if area in edition.values.table(layer, period).index
        }
        assert list(rows.index) == sorted(expected), area
        for key, values in expected.items():
            made = rows.loc[key]
            assert made.index.sort_values().equals(values.index.sort_values())
            for column in values.index:
                both = made[column], values[column]
                assert both[0] == both[1] or all(map(pd.isna, both)), (area, key, column)


def test_groups_and_rings_are_no_places_to_search_for(
    starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]
) -> None:
    by_id = {area.id: area for area in focus_areas}
    view = make_page("?gebied=G4&vergelijk=G4", starter_edition, catalog, by_id)
    assert (view.view.area, view.view.compared) == ("NL00", ("G4",))
    assert search_areas(view, "g4").options == ()
    assert search_areas(view, "ring om").options == ()
    assert [choice.label for choice in search_areas(view, "heerlen-n").options] == ["Heerlen-Noord"]
    assert "groep" not in status(starter_edition, catalog)["areas"]


# --- the whole country ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kwb(real_data: Path) -> pd.DataFrame:
    table = pd.read_parquet(real_data / "cbs/85984NED_2024.parquet")
    table.index = pd.Index(table["WijkenEnBuurten"].str.strip())
    return table


@pytest.fixture(scope="module")
def crimes(real_data: Path) -> pd.Series:
    """Crimes of 2024 by gemeente and buurt, straight from the police file."""
    table = pd.read_parquet(next((real_data / "politie").glob("47018NED*.parquet")))
    rows = table[table["Perioden"].astype(str).str.startswith("2024")]
    codes = rows["WijkenEnBuurten"].str.strip()
    return pd.Series(rows["GeregistreerdeMisdrijven_1"].to_numpy(dtype=float), index=codes)


def _column(kwb: pd.DataFrame, start: str) -> pd.Series:
    name = next(column for column in kwb.columns if column.startswith(start))
    return pd.to_numeric(kwb[name])


@pytest.fixture(scope="module")
def shapes(real_data: Path) -> gpd.GeoSeries:
    frame = gpd.read_parquet(real_data / "boundaries/buurt_2024.parquet")
    land = frame[~frame["statcode"].map(is_left_out)].set_index("statcode").geometry
    return land.where(land.is_valid, land.make_valid())


@pytest.mark.real_data
@pytest.mark.slow
def test_each_of_the_twenty_has_a_ring_that_touches_it(
    national_edition: Edition, shapes: gpd.GeoSeries
) -> None:
    edition = national_edition
    sizes = {area: len(edition.areas.ring(area)) for area in edition.areas.focus}
    assert sizes == SIZES
    assert len(edition.areas.at(AreaLevel.RING)) == 20
    for area, inside in edition.areas.focus.items():
        ring = edition.areas.ring(area)
        assert set(ring).isdisjoint(inside)
        assert list(ring) == sorted(set(ring))
        assert edition.areas.buurten_of(f"ring:{area}") == list(ring)
        own = shapes.loc[list(inside)].union_all()
        assert shapes.loc[list(ring)].distance(own).max() <= REACH, area
        # And nobody who clearly borders on the area was forgotten: 100 metres of common border.
        near = shapes[shapes.intersects(own.buffer(1.0))].drop(list(inside), errors="ignore")
        shared = near.boundary.intersection(own.buffer(1.0)).length
        assert set(shared.index[shared > 100]) <= set(ring), area


# Counted once and looked at on the map; a change of the rule shows here.
SIZES = {
    "amsterdam-nieuw-west": 31,
    "amsterdam-zuidoost": 15,
    "arnhem-oost": 34,
    "breda-noord": 24,
    "delft-west": 14,
    "den-haag-zuidwest": 16,
    "dordrecht-west": 17,
    "eindhoven-woensel-zuid": 17,
    "groningen-noord": 34,
    "heerlen-noord": 20,
    "leeuwarden-oost": 20,
    "lelystad-oost": 25,
    "nieuwegein-centrale-as": 14,
    "roosendaal-ring": 22,
    "rotterdam-zuid": 20,
    "schiedam-nieuwland-oost": 16,
    "tilburg-noordwest": 19,
    "utrecht-overvecht": 14,
    "vlaardingen-west": 9,
    "zaandam-oost": 14,
}


@pytest.mark.real_data
@pytest.mark.slow
def test_rings_may_lie_in_other_gemeenten(national_edition: Edition) -> None:
    ring = national_edition.areas.ring("heerlen-noord")
    assert {gemeente_of(code) for code in ring} >= {"GM0917", "GM0899", "GM1954"}
    row = national_edition.areas.row("ring:heerlen-noord")
    assert (row["name"], row["level"], row["gemeente"]) == (
        "Ring om Heerlen-Noord",
        "ring",
        "GM0917",
    )
    assert national_edition.areas.gemeente_code_of("ring:heerlen-noord") == "GM0917"


def _two_ways(
    table: pd.DataFrame, people: pd.Series, buurten: Iterable[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of wijken that lie wholly inside and of what is left, and rows of buurten."""
    inside, whole = list(buurten), []
    for wijk in sorted({f"WK{code[2:8]}" for code in inside}):
        own = [code for code in people.index if code.startswith(f"BU{wijk[2:]}")]
        short = people[wijk] - people[own].sum()
        # Nearly all live in a known buurt; CBS rounds each to five inhabitants.
        if set(own) <= set(inside) and short <= 0.02 * people[wijk] + 5 * len(own):
            whole.append(wijk)
    left = [code for code in inside if f"WK{code[2:8]}" not in whole]
    return table.loc[whole + left], table.loc[inside]


def _known(rows: pd.DataFrame) -> float:
    """Part of the weight that has a value."""
    return float(rows.dropna()["weight"].sum() / rows["weight"].sum())


@pytest.mark.real_data
@pytest.mark.slow
def test_values_of_all_rings(
    national_edition: Edition, kwb: pd.DataFrame, crimes: pd.Series
) -> None:
    people, homes = _column(kwb, "AantalInwoners"), _column(kwb, "HuishoudensTotaal")
    bought = pd.DataFrame({"value": _column(kwb, "Koopwoningen"), "weight": homes})
    ways = {
        area: _two_ways(bought, people, own) for area, own in national_edition.areas.focus.items()
    }
    gains = [_known(by_wijk) - _known(by_buurt) for by_wijk, by_buurt in ways.values()]
    # Wijken tell no less of any of the 20 and more of some: so they come first around them too.
    assert min(gains) > -1e-9
    assert max(gains) > 1e-9
    for area in national_edition.areas.focus:
        ring = list(national_edition.areas.ring(area))
        rows = national_edition.values.of_areas([f"ring:{area}"]).droplevel("area")
        assert national_edition.areas.row(f"ring:{area}")["inhabitants"] == people[ring].sum()
        by_wijk, by_buurt = _two_ways(bought, people, ring)
        told = by_wijk if _known(by_wijk) >= _known(by_buurt) - 1e-9 else by_buurt
        found = rows.loc[("koopwoningen_pct", "2024")]
        assert found["value"] == pytest.approx(_mean(told), rel=1e-9), area
        assert found["coverage"] == pytest.approx(_known(told), rel=1e-9), area
        counted = pd.DataFrame({"n": crimes.reindex(ring), "people": people[ring]}).dropna()
        rate = 1000 * counted["n"].sum() / counted["people"].sum()
        found = rows.loc[("misdrijven_per_1000", "2024")]
        assert found["value"] == pytest.approx(rate, rel=1e-9), area


@pytest.mark.real_data
@pytest.mark.slow
@pytest.mark.parametrize("group", ["G4", "G40"])
def test_values_of_the_groups(
    national_edition: Edition,
    groups: dict[str, tuple[str, ...]],
    kwb: pd.DataFrame,
    crimes: pd.Series,
    group: str,
) -> None:
    codes = list(groups[group])
    names = national_edition.areas.frame.loc[codes, "name"]
    table = pd.read_csv(PROJECT / "data/boundaries/gemeente_groups.csv", index_col="gemeente_code")
    official = names.str.replace(" (O.)", "")
    assert official.to_dict() == table.loc[codes, "name"].to_dict()
    people, homes = _column(kwb, "AantalInwoners")[codes], _column(kwb, "HuishoudensTotaal")[codes]
    rows = national_edition.values.of_areas([group]).droplevel("area")
    assert national_edition.areas.row(group)["inhabitants"] == people.sum()
    owned = pd.DataFrame({"value": _column(kwb, "Koopwoningen")[codes], "weight": homes})
    found = rows.loc[("koopwoningen_pct", "2024")]
    assert found["value"] == pytest.approx(_mean(owned), rel=1e-9)
    assert (found["units_with"], found["units_total"]) == (len(codes), len(codes))
    rate = 1000 * crimes[codes].sum() / people.sum()
    assert rows.loc[("misdrijven_per_1000", "2024"), "value"] == pytest.approx(rate, rel=1e-9)


@pytest.mark.real_data
@pytest.mark.slow
def test_rows_of_areas_in_the_whole_country(national_edition: Edition) -> None:
    areas = ["NL00", "nplv", "G40", "ring:heerlen-noord", "heerlen-noord", "GM0917", "WK0363NA"]
    _same_as_the_values(national_edition, [*areas, "BU09172000", "BU0363NA01"])

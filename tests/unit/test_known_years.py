"""What is known of the areas of each year, and how many buurten that costs their figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nplv_geo.commands.checks.ground_of_years import describe_years, explain_lack
from nplv_geo.published.contents import BOUNDARIES, Contents
from nplv_geo.published.raw_store import RawFile, Sidecar
from nplv_geo.published.years.known_years import (
    Ground,
    KeptOutlines,
    find_map_year,
    judge_years,
    list_kept_outlines,
)

KWB = {2019: "84583NED", 2020: "84799NED", 2021: "85039NED", 2022: "85318NED", 2024: "85984NED"}


def outlines(year: int, *, level: str = "buurt") -> Contents:
    return Contents(BOUNDARIES, str(year), year, (level,), ("GM0917",), buurten=14_000)


def kwb(year: int, changed: int | None, buurten: int = 14_067) -> Contents:
    places = (("buurt",), ("GM0917",), ("AantalInwoners",))
    return Contents(KWB[year], str(year), year, *places, buurten, changed)


def health(division: int) -> Contents:
    return Contents("50090NED", "2020", division, ("buurt",), ("GM0917",), ("Roker",), 13_800)


MAP = (outlines(2024), kwb(2024, 1_200))


def test_a_year_with_outlines_loses_nothing() -> None:
    (older, newest) = judge_years([*MAP, outlines(2020), kwb(2020, 770)])
    assert (older.ground, older.lost, older.buurten) == (Ground.OUTLINES, 0, 14_067)
    assert (explain_lack(older), explain_lack(newest)) == ("", "")


def test_marks_lead_to_the_outlines_of_the_year_before() -> None:
    ground, _ = judge_years([*MAP, outlines(2019), kwb(2020, 770, 13_808)])
    assert (ground.ground, ground.lost, ground.is_at_most) == (Ground.MARKS, 770, False)
    assert explain_lack(ground) == (
        "KWB 2020 staat op de gebieden van 2020; daarvan zijn alleen wijzigingscodes: 770 van "
        "13.808 buurten zijn gewijzigd, en daar is het cijfer geschat of ontbreekt het. Lees de "
        "grenzen van 2020 in of haal ze op met 'fetch --years 2020 --sources pdok'."
    )


def test_marks_of_later_years_lead_to_later_outlines() -> None:
    """2020 has no marks of its own; those of 2021 and 2022 tell what became of its areas."""
    parts = [*MAP, outlines(2022), kwb(2020, None), kwb(2021, 300), kwb(2022, 200)]
    first, second, *_ = judge_years(parts)
    assert (first.ground, first.lost, first.is_at_most) == (Ground.MARKS, 500, True)
    assert (second.ground, second.lost) == (Ground.MARKS, 200)
    assert "hoogstens 500 van 14.067 buurten" in explain_lack(first)


def test_the_way_that_loses_least_is_taken() -> None:
    parts = [*MAP, outlines(2019), outlines(2021), kwb(2020, 770), kwb(2021, 90)]
    ground = judge_years(parts)[0]
    assert (ground.year, ground.lost) == (2020, 90)


def test_without_outlines_and_marks_all_is_lost() -> None:
    ground, _ = judge_years([*MAP, kwb(2021, None)])
    assert explain_lack(ground) == (
        "KWB 2021 staat op de gebieden van 2021; daarvan zijn geen grenzen en geen "
        "wijzigingscodes: 14.067 buurten krijgen geen cijfer. Lees de grenzen van 2021 in of haal "
        "ze op met 'fetch --years 2021 --sources pdok'."
    )


def test_marks_that_lead_nowhere_are_no_marks() -> None:
    ground, _ = judge_years([*MAP, kwb(2021, 300)])
    assert (ground.ground, ground.has_marks, ground.lost) == (Ground.NOTHING, True, 14_067)
    assert "en de wijzigingscodes leiden naar geen jaar met grenzen: 14.067" in explain_lack(ground)


def test_outlines_of_the_year_beside_speak_for_equal_lists() -> None:
    ground, _ = judge_years([*MAP, outlines(2022), kwb(2021, None)])
    assert (ground.ground, ground.beside) == (Ground.NOTHING, (2022,))
    assert (
        "de plek van 14.067 buurten is alleen bekend in gemeenten met precies de codes van 2022, "
        "en elders is het cijfer geschat of ontbreekt het."
    ) in explain_lack(ground)


def test_of_one_size_and_code_an_area_is_known_without_anything_else() -> None:
    table = replace(kwb(2021, None), topics=("AantalInwoners", "OppervlakteTotaal"))
    ground, _ = judge_years([*MAP, table])
    assert (ground.ground, ground.has_surfaces, ground.lost) == (Ground.NOTHING, True, 14_067)
    assert (
        "alleen bekend waar code en oppervlakte gelijk bleven aan die van een ander jaar, en "
        "elders is het cijfer geschat of ontbreekt het."
    ) in explain_lack(ground)


def test_outlines_of_larger_areas_are_not_those_of_buurten() -> None:
    ground, _ = judge_years([*MAP, outlines(2020, level="gemeente"), kwb(2020, None)])
    assert ground.ground is Ground.NOTHING


def test_other_tables_stand_on_years_too() -> None:
    health = [
        Contents("50090NED", period, 2020, ("buurt",), ("GM0917",), ("Roker",), 13_800)
        for period in ("2012", "2016", "2020")
    ]
    ground, _ = judge_years([*MAP, *health, kwb(2020, None)])
    assert explain_lack(ground).startswith(
        "50090NED 2012, 2016 en 2020 en KWB 2020 staan op de gebieden van 2020; "
    )
    # The larger of the two tables.
    assert ground.lost == 14_067


def test_the_report_names_every_year_that_was_asked() -> None:
    parts = [*MAP, outlines(2019), kwb(2020, 770, 13_808), kwb(2022, None)]
    assert describe_years(judge_years(parts, (2019, 2020, 2023))) == (
        "Gebieden per jaar: 2019 grenzen; 2020 alleen wijzigingscodes (770 van 13.808 buurten zijn "
        "gewijzigd, en daar is het cijfer geschat of ontbreekt het); 2022 niets (14.067 "
        "buurten krijgen geen cijfer); 2023 alleen wijzigingscodes; 2024 grenzen."
    )


@pytest.mark.parametrize(
    ("parts", "year"),
    [
        ((), None),
        ((kwb(2024, 0),), None),
        ((outlines(2019), outlines(2020)), 2020),
        ((*MAP, outlines(2025)), 2024),
        ((outlines(2019), kwb(2024, 0)), 2019),
        # No Kerncijfers fit: then a year of which there are any figures goes before a newer one.
        ((outlines(2020), outlines(2022), kwb(2024, 0), health(2020)), 2020),
        ((outlines(2020), outlines(2022), kwb(2020, 0), health(2022)), 2020),
    ],
)
def test_the_map_is_of_the_newest_year_with_kerncijfers(
    parts: tuple[Contents, ...], year: int | None
) -> None:
    assert find_map_year(parts) == year


def test_what_was_imported_is_told_from_what_was_fetched() -> None:
    def raw(year: int, query: str) -> RawFile:
        sidecar = Sidecar("", "", "", "", 0, "", year, query=query, contents=(outlines(year),))
        return RawFile(Path(f"{year}.gpkg"), sidecar)

    kept = list_kept_outlines([raw(2019, ""), raw(2020, "key of a question")])
    assert kept == KeptOutlines(2020, {2019: frozenset({"GM0917"})})
    assert kept.has_imported(2019, ("GM0917",))
    assert not kept.has_imported(2020, ("GM0917",))
    assert not kept.has_imported(2019, ("GM0917", "GM0363"))
    assert not kept.has_imported(2019, None)

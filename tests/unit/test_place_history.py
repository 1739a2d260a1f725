"""What an edition keeps of places over the years comes back, whichever code is asked."""

from __future__ import annotations

from pathlib import Path

from docs.generate.columns import TABLES
from nplv_geo.edition.place_history import COLUMNS, PLACES, PlaceHistory
from nplv_geo.ground.places import PlaceKind
from tests import made_up_years

LINES = made_up_years.list_lines()


def write_lines(folder: Path) -> PlaceHistory:
    made_up_years.tabulate_lines(LINES).to_parquet(folder / f"{PLACES}.parquet")
    return PlaceHistory(folder)


def test_a_code_is_found_in_both_years_and_comes_back_as_it_was(tmp_path: Path) -> None:
    # The same code is an older place that moved on, and a newer one that two others went to.
    found = write_lines(tmp_path).list_lines("BU05060100")
    assert set(found) == set(LINES[:4])
    assert all(isinstance(line.kind, PlaceKind) for line in found)


def test_the_oldest_years_come_first_and_of_those_most_inhabitants(tmp_path: Path) -> None:
    found = write_lines(tmp_path).list_lines("BU05060100")
    assert [line.from_year for line in found] == [2018, 2019, 2019, 2019]
    assert [line.people_to for line in found] == [1.0, 1.0, 0.9, 0.1]


def test_an_unknown_code_and_an_edition_of_one_year_have_no_lines(tmp_path: Path) -> None:
    assert PlaceHistory(tmp_path).list_lines("BU05060100") == ()
    assert write_lines(tmp_path).list_lines("BU09999999") == ()


def test_the_columns_are_those_that_are_described() -> None:
    (table,) = (table for table in TABLES if table.file == f"{PLACES}.parquet")
    assert list(table.columns) == COLUMNS

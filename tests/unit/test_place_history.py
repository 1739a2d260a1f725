"""What an edition keeps of places over the years comes back, whichever code is asked."""

from __future__ import annotations

from dataclasses import replace
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


def test_of_buurten_of_the_map_all_older_parts_come_and_no_other_pair_of_years(
    tmp_path: Path,
) -> None:
    # In 2018 another place became 0100 of 2019; what is new on the map, 0600, was nothing before.
    codes = ["BU05060100", "BU05060400", "BU05060600"]
    found = write_lines(tmp_path).list_parts(codes, 2024)
    assert [(line.from_year, line.code_from, line.people_from) for line in found] == [
        (2019, "BU05060200", 0.002),
        (2019, "BU05060300", 0.6),
        (2019, "BU05060401", 1.0),
        (2019, "BU05060402", 1.0),
    ]


def test_of_a_wijk_all_older_buurten_come_with_the_names_that_are_known(tmp_path: Path) -> None:
    lines = [replace(line, name_from="") for line in LINES]
    made_up_years.tabulate_lines(lines).to_parquet(tmp_path / f"{PLACES}.parquet")
    names = PlaceHistory(tmp_path).list_wijken(["WK050601", "WK050604", "WK050607"], 2024)
    # Oost is still called so; what Noord was made of had other names, and Oudland is gone.
    assert names == {
        2019: {"BU05060100": "Oost", "BU05060401": "", "BU05060402": "", "BU05060700": ""}
    }
    assert PlaceHistory(tmp_path / "empty").list_wijken(["WK050601"], 2024) == {}


def test_of_nothing_asked_nothing_comes_also_out_of_a_table_without_rows(tmp_path: Path) -> None:
    for lines in (LINES, ()):
        made_up_years.tabulate_lines(lines).to_parquet(tmp_path / f"{PLACES}.parquet")
        history = PlaceHistory(tmp_path)
        assert history.list_parts([], 2024) == ()
        assert history.list_wijken([], 2024) == {}


def test_an_unknown_code_and_an_edition_of_one_year_have_no_lines(tmp_path: Path) -> None:
    assert PlaceHistory(tmp_path).list_lines("BU05060100") == ()
    assert PlaceHistory(tmp_path).list_parts(["BU05060100"], 2024) == ()
    assert write_lines(tmp_path).list_lines("BU09999999") == ()


def test_the_columns_are_those_that_are_described() -> None:
    (table,) = (table for table in TABLES if table.file == f"{PLACES}.parquet")
    assert list(table.columns) == COLUMNS


def test_an_edition_of_one_year_has_no_older_wijken(tmp_path: Path) -> None:
    assert write_lines(tmp_path).list_wijken([], 2024) == {}

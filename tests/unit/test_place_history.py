"""What an edition keeps of places over the years comes back, whichever code is asked."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from docs.generate.columns import TABLES
from nplv_geo.edition.place_history import COLUMNS, PLACES, PlaceHistory, PlaceLine
from nplv_geo.ground.places import PlaceKind

LINES = (
    PlaceLine(
        from_year=2019,
        to_year=2024,
        code_from="BU05060100",
        code_to="BU05069100",
        name_from="Oost",
        name_to="Oost",
        kind=PlaceKind.RENUMBERED,
        share_from=1.0,
        share_to=1.0,
        people_from=1.0,
        people_to=1.0,
        way="outlines",
    ),
    PlaceLine(
        from_year=2019,
        to_year=2024,
        code_from="BU05060200",
        code_to="BU05060100",
        name_from="West",
        name_to="Nieuw-West",
        kind=PlaceKind.SHIFTED,
        share_from=0.3,
        share_to=0.75,
        people_from=0.2,
        people_to=0.1,
        way="outlines",
    ),
    PlaceLine(
        from_year=2019,
        to_year=2024,
        code_from="BU05060300",
        code_to="BU05060100",
        name_from="Zuid",
        name_to="Nieuw-West",
        kind=PlaceKind.SHIFTED,
        share_from=0.1,
        share_to=0.25,
        people_from=0.6,
        people_to=0.9,
        way="outlines",
    ),
)


def write_lines(folder: Path, lines: tuple[PlaceLine, ...]) -> PlaceHistory:
    """Write a table of places as a build does."""
    rows = [{name: getattr(line, name) for name in COLUMNS} for line in lines]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["kind"] = table["kind"].map(str)
    table.to_parquet(folder / f"{PLACES}.parquet")
    return PlaceHistory(folder)


def test_a_code_is_found_in_both_years_and_comes_back_as_it_was(tmp_path: Path) -> None:
    places = write_lines(tmp_path, LINES)
    # The same code is an older place that moved on, and a newer one that two others went to.
    found = places.list_lines("BU05060100")
    assert set(found) == set(LINES)
    assert places.list_lines("BU05060300") == LINES[2:]
    assert all(isinstance(line.kind, PlaceKind) for line in found)


def test_the_part_with_most_inhabitants_comes_first(tmp_path: Path) -> None:
    found = write_lines(tmp_path, LINES).list_lines("BU05060100")
    assert [line.people_to for line in found] == [1.0, 0.9, 0.1]


def test_an_unknown_code_and_an_edition_of_one_year_have_no_lines(tmp_path: Path) -> None:
    assert PlaceHistory(tmp_path).list_lines("BU05060100") == ()
    assert write_lines(tmp_path, LINES).list_lines("BU09999999") == ()


def test_the_columns_are_those_that_are_described() -> None:
    (table,) = (table for table in TABLES if table.file == f"{PLACES}.parquet")
    assert list(table.columns) == COLUMNS

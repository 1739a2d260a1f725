"""The composition table: what it says today, and what is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from nplv_geo.definitions.focus_areas import COLUMNS, FocusArea, parse_focus_areas
from nplv_geo.definitions.read import read_focus_areas
from nplv_geo.ground.errors import FocusAreaError
from nplv_geo.ground.settings import PROJECT

Row = dict[str, str]


def _row(number: int, **changes: str) -> Row:
    code = f"{number:04d}"
    row = {
        "area_id": f"gebied-{number}",
        "area_name": f"Gebied {number}",
        "gemeente_code": f"GM{code}",
        "gemeente": f"Stad {number}",
        "unit_code": f"WK{code}10",
        "unit_name": "Wijk tien",
        "inclusion": "geheel",
        "valid_from": "",
        "valid_to": "",
        "verified_years": "2024 2025",
        "confidence": "naam",
        "delimitation": "gedocumenteerd",
        "source": "gemeente",
        "note": "",
    }
    return row | changes


def _text(rows: list[Row]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _twenty(*extra: Row, **first: str) -> list[Row]:
    """Twenty areas in lines 2 to 21, the first with changes; extra rows from line 22 on."""
    return [_row(1, **first), *(_row(n) for n in range(2, 21)), *extra]


def _problems(rows: list[Row]) -> tuple[str, ...]:
    with pytest.raises(FocusAreaError) as caught:
        parse_focus_areas(_text(rows))
    return caught.value.problems


@pytest.fixture(scope="module")
def buurten_2024() -> list[str]:
    """Codes of the boundary year 2024, read without the project's own reader."""
    with (PROJECT / "data/boundaries/starter_areas.csv").open(encoding="utf-8") as file:
        return [row["area_code"] for row in csv.DictReader(file) if row["level"] == "buurt"]


def test_twenty_areas_of_508_buurten(
    focus_areas: tuple[FocusArea, ...], buurten_2024: list[str]
) -> None:
    sizes = {area.id: len(area.list_buurten(buurten_2024, 2024)) for area in focus_areas}
    assert len(sizes) == 20
    assert sum(sizes.values()) == 508
    assert sizes["heerlen-noord"] == 34
    assert sizes["utrecht-overvecht"] == 10
    assert sizes["rotterdam-zuid"] == 23
    assert min(sizes.values()) > 0


def test_no_buurt_is_in_two_areas(
    focus_areas: tuple[FocusArea, ...], buurten_2024: list[str]
) -> None:
    codes = [code for area in focus_areas for code in area.list_buurten(buurten_2024, 2024)]
    assert len(codes) == len(set(codes))
    assert set(codes) == set(buurten_2024)


def test_a_code_with_letters_stays_text() -> None:
    changes = {"gemeente_code": "GM0363", "unit_code": "WK0363NA", "unit_name": "NA"}
    first, *_ = parse_focus_areas(_text(_twenty(**changes)))
    assert first.units[0].code == "WK0363NA"
    assert first.units[0].name == "NA"
    assert first.list_buurten(["BU0363NA01", "BU0363NB01"], 2024) == ("BU0363NA01",)


def test_amsterdam_is_there_with_its_letters(focus_areas: tuple[FocusArea, ...]) -> None:
    codes = {unit.code for area in focus_areas for unit in area.units}
    assert {"WK0363TA", "WK0363TK"} <= codes


def test_de_hoogte_changes_code_in_2025(focus_areas: tuple[FocusArea, ...]) -> None:
    groningen = next(area for area in focus_areas if area.id == "groningen-noord")
    both = ["BU00140300", "BU00140303"]
    assert groningen.list_buurten(both, 2024) == ("BU00140300",)
    assert groningen.list_buurten(both, 2025) == ("BU00140303",)


def test_letters_of_amsterdam_hold_from_2022(focus_areas: tuple[FocusArea, ...]) -> None:
    zuidoost = next(area for area in focus_areas if area.id == "amsterdam-zuidoost")
    assert zuidoost.list_buurten(["BU0363TA01"], 2021) == ()
    assert zuidoost.list_buurten(["BU0363TA01"], 2022) == ("BU0363TA01",)


def test_candidates_are_known_but_never_counted(focus_areas: tuple[FocusArea, ...]) -> None:
    arnhem = next(area for area in focus_areas if area.id == "arnhem-oost")
    assert [unit.code for unit in arnhem.candidates] == ["WK020205", "WK020211"]
    assert arnhem.list_buurten(["BU02020501", "BU02021101"], 2024) == ()
    assert not arnhem.is_approximation


def test_a_candidate_may_repeat_a_counted_unit() -> None:
    candidate = _row(2, unit_code="WK000110", gemeente_code="GM0001", inclusion="kandidaat")
    areas = parse_focus_areas(_text(_twenty(candidate)))
    assert areas[1].list_buurten(["BU00011001", "BU00021001"], 2024) == ("BU00021001",)


@pytest.mark.parametrize(
    ("changes", "approximate"),
    [
        ({}, False),
        ({"inclusion": "deels"}, True),
        ({"inclusion": "waarschijnlijk"}, True),
        ({"delimitation": "benadering"}, True),
        ({"delimitation": "benadering", "inclusion": "kandidaat"}, False),
    ],
)
def test_what_makes_an_area_an_approximation(changes: Row, *, approximate: bool) -> None:
    assert parse_focus_areas(_text(_twenty(**changes)))[0].is_approximation is approximate


def test_validity_includes_both_its_years() -> None:
    unit = parse_focus_areas(_text(_twenty(valid_from="2020", valid_to="2022")))[0].units[0]
    assert [year for year in range(2018, 2025) if unit.is_valid_in(year)] == [2020, 2021, 2022]
    assert unit.verified_years == (2024, 2025)


def test_each_source_is_named_once() -> None:
    extra = [
        _row(1, unit_code="WK000111"),
        _row(1, unit_code="WK000112", source="krant"),
        _row(1, unit_code="WK000113", source="roddel", inclusion="kandidaat"),
    ]
    assert parse_focus_areas(_text(_twenty(*extra)))[0].sources == ("gemeente", "krant")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"unit_code": "GM0001"}, "regel 2: 'GM0001' is geen wijk- of buurtcode"),
        ({"unit_code": ""}, "regel 2: '' is geen wijk- of buurtcode"),
        ({"unit_code": "WK00011"}, "regel 2: 'WK00011' is geen wijk- of buurtcode"),
        ({"unit_code": "WK099910"}, "regel 2: WK099910 ligt niet in GM0001 (Stad 1)"),
        (
            {"inclusion": "half"},
            (
                "regel 2: inclusion 'half' bestaat niet; kies uit geheel, deels, waarschijnlijk, "
                "kandidaat"
            ),
        ),
        ({"valid_from": "vroeger"}, "regel 2: valid_from 'vroeger' is geen jaar"),
        ({"valid_to": "20x4"}, "regel 2: valid_to '20x4' is geen jaar"),
        ({"valid_to": "2020 2021"}, "regel 2: valid_to '2020 2021' is geen jaar"),
        ({"source": "  "}, "regel 2: bron (source) ontbreekt"),
    ],
)
def test_a_broken_row_gives_one_sentence(changes: Row, sentence: str) -> None:
    assert _problems(_twenty(**changes)) == (sentence,)


def test_all_problems_are_listed_at_once() -> None:
    rows = _twenty(inclusion="half", source="", valid_to="x")[:-1]
    with pytest.raises(FocusAreaError) as caught:
        parse_focus_areas(_text(rows))
    assert caught.value.problems == (
        "regel 2: inclusion 'half' bestaat niet; kies uit geheel, deels, waarschijnlijk, kandidaat",
        "regel 2: valid_to 'x' is geen jaar",
        "regel 2: bron (source) ontbreekt",
        "19 gebieden in plaats van 20",
    )
    assert str(caught.value) == (
        "data/boundaries/focus_areas.csv: regel 2: inclusion 'half' bestaat niet; "
        "kies uit geheel, deels, waarschijnlijk, kandidaat (en nog 3)"
    )


def test_a_missing_column_is_named() -> None:
    text = "\n".join(line.rsplit(",", 2)[0] for line in _text(_twenty()).splitlines())
    with pytest.raises(FocusAreaError) as caught:
        parse_focus_areas(text)
    assert str(caught.value) == "data/boundaries/focus_areas.csv: kolom source, note ontbreekt"


def test_a_row_that_stops_half_way_is_a_problem_and_no_crash() -> None:
    lines = _text(_twenty()).splitlines()
    lines[1] = ",".join(lines[1].split(",")[:5])
    with pytest.raises(FocusAreaError, match="regel 2"):
        parse_focus_areas("\n".join(lines))


def test_a_year_that_is_no_year_in_verified_years_is_a_problem() -> None:
    assert "regel 2" in _problems(_twenty(verified_years="2024 bijna"))[0]


@pytest.mark.parametrize("code", ["WK000110", "BU00011004"])
def test_the_same_unit_in_two_areas_is_refused(code: str) -> None:
    double = _row(2, unit_code=code, gemeente_code="GM0001")
    assert _problems(_twenty(double)) == (f"regel 22: {code} telt al mee door WK000110 in regel 2",)


def test_a_buurt_inside_a_counted_wijk_is_refused_in_either_order() -> None:
    wijk = _row(2, unit_code="WK000110", gemeente_code="GM0001")
    problems = _problems(_twenty(wijk, unit_code="BU00011004"))
    assert len(problems) == 1
    assert "BU00011004" in problems[0]
    assert "WK000110" in problems[0]


def _project(folder: Path, content: bytes) -> Path:
    target = folder / "data" / "boundaries" / "focus_areas.csv"
    target.parent.mkdir(parents=True)
    target.write_bytes(content)
    return folder


def test_a_file_saved_by_a_spreadsheet_starts_with_a_mark_and_still_reads(tmp_path: Path) -> None:
    project = _project(tmp_path, _text(_twenty()).encode("utf-8-sig"))
    assert len(read_focus_areas(project)) == 20


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FocusAreaError) as caught:
        read_focus_areas(tmp_path)
    assert str(caught.value) == "data/boundaries/focus_areas.csv: bestand ontbreekt"

"""Tables as people save them: with titles, sources, empty rows, other separators and notes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.status import Status
from nplv_geo.published.figures import Figures
from nplv_geo.sources.readers.files import read_delivery

KEYS = ["WijkenEnBuurten", "AantalInwoners_5", "Koopwoningen_41", "AfstandTotSchool_120"]
ROWS = [
    ["NL00      ", "17942942", "57", "0,8"],
    ["GM0363    ", "931298", "29", "0,5"],
    ["BU0363NA01", "815", "", "0,3"],
    ["BU0363NA02", "1250", "7", "0,4"],
]
TITLES = [
    "Wijken en buurten",
    "Regioaanduiding/Codering (code)",
    "Bevolking/Aantal inwoners (aantal)",
    "Wonen en vastgoed/Woningen naar eigendom/Koopwoningen (%)",
    "Nabijheid voorzieningen/Basisonderwijs/Afstand tot school (km)",
]


def read(path: Path, year: int | None = None) -> Figures:
    (figures,) = read_delivery(path, year=year, retrieved="2026-11-27")
    assert isinstance(figures, Figures)
    return figures


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_delivery(path, year=None, retrieved="2026-11-27")
    message = str(caught.value)
    assert message.startswith(f"{path.name}: ")
    assert "\n" not in message
    return message


def write_csv(path: Path, rows: Sequence[Sequence[str]], separator: str = ";") -> Path:
    path.write_text("\n".join(separator.join(row) for row in rows) + "\n", encoding="utf-8-sig")
    return path


def write_book(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def check(figures: Figures) -> None:
    assert figures.table == "85984NED"
    assert figures.frame["AantalInwoners"].to_dict() == {
        "NL00": 17942942,
        "GM0363": 931298,
        "BU0363NA01": 815,
        "BU0363NA02": 1250,
    }
    assert figures.frame["AfstandTotSchool"]["BU0363NA02"] == 0.4
    assert figures.frame["Koopwoningen"].isna().to_dict()["BU0363NA01"]


AROUND: dict[str, Callable[[list[list[str]]], list[list[str]]]] = {
    "nothing": lambda rows: rows,
    "titles above": lambda rows: [["Kerncijfers wijken en buurten"], [""], ["Onderwerp"], *rows],
    "a source below": lambda rows: [*rows, ["Bron: CBS"]],
    "a copyright below": lambda rows: [*rows, [""], ["© CBS, 27-11-2026"], ["Bron: CBS"]],
    "empty rows": lambda rows: [rows[0], ["", "", ""], *rows[1:3], [""], *rows[3:]],
    "row numbers": lambda rows: [[f"{i or ''}", *row] for i, row in enumerate(rows)],
    "a column without a name": lambda rows: [
        [*row, "" if i == 0 else "x"] for i, row in enumerate(rows)
    ],
}


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("separator", [";", "\t", "xlsx"])
def test_what_stands_around_a_table(tmp_path: Path, around: str, separator: str) -> None:
    rows = AROUND[around]([KEYS, *ROWS])
    if separator == "xlsx":
        check(read(write_book(tmp_path / "85984NED.xlsx", Blad1=rows)))
    else:
        check(read(write_csv(tmp_path / "85984NED.csv", rows, separator)))


@pytest.mark.parametrize("stated", ["sep=;", "SEP=;"])
def test_a_stated_separator(tmp_path: Path, stated: str) -> None:
    check(read(write_csv(tmp_path / "85984NED.csv", [[stated], KEYS, *ROWS])))


def test_a_row_that_is_too_short_is_no_remark(tmp_path: Path) -> None:
    rows = [KEYS, *ROWS[:2], ["BU0363NA01", "815"], ROWS[3]]
    assert "regel 4 heeft 2 velden in plaats van 4" in refusal(
        write_csv(tmp_path / "85984NED.csv", rows)
    )


@pytest.mark.parametrize("word", ["NA", "#N/B", "#N/A", "n/a", ".", "NaN", "  ."])
def test_words_for_a_missing_figure(tmp_path: Path, word: str) -> None:
    rows = [KEYS, *ROWS[:2], ["BU0363NA01", "815", word, "0,3"], ROWS[3]]
    check(read(write_csv(tmp_path / "85984NED.csv", rows)))


# --- the export of the website --------------------------------------------------------------------


def export(header: Sequence[str], *, with_codes: bool = True) -> list[list[str]]:
    rows = [["Een naam", *row] if with_codes else ["Een naam", *row[1:]] for row in ROWS]
    cells = [list(header), *([f'"{cell:>10}"' for cell in row] for row in rows)]
    return [[f'"{name}"' for name in cells[0]], *cells[1:], ['"Bron: CBS"']]


@pytest.mark.parametrize(
    "codes", ["Regioaanduiding/Codering (code)", "Regiocode (gemeente, wijk, buurt) (code)"]
)
@pytest.mark.parametrize(
    "name",
    [
        "85984NED.csv",
        "Kerncijfers_wijken_en_buurten_2024_27112026_101112.csv",
        "Kerncijfers wijken en buurten 2024 (1).csv",
    ],
)
def test_the_export_of_the_website(tmp_path: Path, codes: str, name: str) -> None:
    header = [TITLES[0], codes, *TITLES[2:]]
    check(read(write_csv(tmp_path / name, export(header))))


def test_groups_that_were_called_otherwise(tmp_path: Path) -> None:
    header = [*TITLES[:3], "Wonen/Koopwoningen (%)", "Voorzieningen/Afstand tot school (km)"]
    check(read(write_csv(tmp_path / "85984NED.csv", export(header))))


def test_an_export_without_codes_says_what_to_tick(tmp_path: Path) -> None:
    header = [TITLES[0], *TITLES[2:]]
    assert "vink 'Regiocode' of 'Codering' aan" in refusal(
        write_csv(tmp_path / "85984NED.csv", export(header, with_codes=False))
    )


def test_an_export_of_another_table_is_not_taken_for_kerncijfers(tmp_path: Path) -> None:
    rows = [["WijkenEnBuurten", "Eenzaam_25"], ["BU0363NA01", "40,5"]]
    path = write_csv(tmp_path / "Gezondheid_per_wijk_en_buurt_2024_27112026.csv", rows)
    figures = read(path, year=2024)
    assert (figures.table, figures.family) == ("50150NED", "50150NED")


# --- points and commas ----------------------------------------------------------------------------


def points(path: Path, column: str, cells: Sequence[str]) -> Path:
    rows = [["WijkenEnBuurten", column]]
    rows += [[f"BU036300{i:02}", cell] for i, cell in enumerate(cells)]
    return write_csv(path, rows)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("column", "cells", "expected"),
    [
        ("Bevolkingsdichtheid_34", ["4.567", "815"], [4567, 815]),
        ("AantalInwoners_5", ["17.942.942", "0"], [17942942, 0]),
        ("Eenhoorns_3", ["1.234.567", "4.567"], [1234567, 4567]),
        ("AfstandTotSchool_120", ["0.567", "1.250"], [0.567, 1.25]),
        ("Eenhoorns_3", ["4.5", "4.567"], [4.5, 4.567]),
        ("Eenhoorns_3", ["4.567", "0,5"], [4567, 0.5]),
    ],
)
def test_a_point_means_what_its_column_may_hold(
    tmp_path: Path, kind: str, column: str, cells: list[str], expected: list[float]
) -> None:
    path = points(tmp_path / "85984NED.csv", column, cells)
    if kind == "xlsx":
        rows = [line.split(";") for line in path.read_text(encoding="utf-8-sig").splitlines()]
        path = write_book(tmp_path / "85984NED.xlsx", Blad1=rows)
    assert read(path).frame.iloc[:, 0].to_list() == expected


def test_a_point_that_may_mean_either_is_a_question(tmp_path: Path) -> None:
    assert refusal(points(tmp_path / "85984NED.csv", "Eenhoorns_3", ["4.567", "815"])) == (
        "85984NED.csv: kolom 'Eenhoorns_3' heeft '4.567' en dat kan 4567 of 4,567 zijn; schrijf "
        "duizendtallen zonder punt, of decimalen met een komma."
    )


# --- workbooks ------------------------------------------------------------------------------------

NOTES = [["Toelichting"], ["Variabele", "Omschrijving"], ["WijkenEnBuurten", "code van het gebied"]]


def test_a_sheet_of_notes_is_no_table(tmp_path: Path) -> None:
    path = write_book(tmp_path / "85984NED.xlsx", Toelichting=NOTES, Cijfers=[KEYS, *ROWS])
    check(read(path))


def test_one_table_over_three_sheets(tmp_path: Path) -> None:
    parts = {"land": ROWS[:1], "gemeenten": ROWS[1:2], "buurten": ROWS[2:]}
    sheets = {title: [KEYS, *rows] for title, rows in parts.items()}
    check(read(write_book(tmp_path / "85984NED.xlsx", **sheets)))


def test_topics_over_two_sheets(tmp_path: Path) -> None:
    left = [row[:2] for row in [KEYS, *ROWS]]
    right = [[row[0], *row[2:]] for row in [KEYS, *reversed(ROWS)]]
    check(read(write_book(tmp_path / "85984NED.xlsx", a=left, b=right)))


def test_two_sheets_with_the_same_are_a_question(tmp_path: Path) -> None:
    path = write_book(tmp_path / "85984NED.xlsx", a=[KEYS, *ROWS], b=[KEYS, *ROWS])
    assert "werkblad 'a' en 'b' gaan over dezelfde gebieden" in refusal(path)


def test_the_number_of_a_table_in_the_name_of_its_sheet(tmp_path: Path) -> None:
    rows = [["WijkenEnBuurten", "Eenzaam_25"], ["BU0363NA01", 40.5]]
    figures = read(write_book(tmp_path / "download.xlsx", **{"50150NED": rows}), year=2024)
    assert (figures.table, figures.frame["Eenzaam"].to_list()) == ("50150NED", [40.5])


# --- OData v4 -------------------------------------------------------------------------------------

OBSERVED = [
    ("T001036", "None", 815.0, "BU0363NA01"),
    ("1014800", "Confidential", None, "BU0363NA01"),
    ("T001036", "None", 931298.0, "GM0363"),
    ("1014800", "None", 29.0, "GM0363"),
    ("M999999", "None", 5.0, "GM0363"),
]


def observe() -> list[dict[str, object]]:
    names = ("Measure", "ValueAttribute", "Value", "WijkenEnBuurten")
    return [
        {"Id": i, "StringValue": None} | dict(zip(names, row, strict=True))
        for i, row in enumerate(OBSERVED)
    ]


def check_observed(figures: Figures, table: str) -> None:
    assert figures.table == table
    assert figures.frame["AantalInwoners"].to_dict() == {"BU0363NA01": 815, "GM0363": 931298}
    assert figures.frame["Koopwoningen"]["GM0363"] == 29
    assert figures.marks["Koopwoningen"].to_dict() == {"BU0363NA01": Status.SUPPRESSED}
    assert "M999999" in figures.frame.columns


def test_observations_get_a_column_each(tmp_path: Path) -> None:
    path = tmp_path / "85984NED.json"
    path.write_text(json.dumps({"value": observe()}), encoding="utf-8")
    check_observed(read(path), "85984NED")


def test_a_whole_table_in_one_zip(tmp_path: Path) -> None:
    rows = ["Id;Measure;ValueAttribute;Value;StringValue;WijkenEnBuurten"]
    rows += [
        f"{i};{m};{why};{'' if v is None else v};;{code}"
        for i, (m, why, v, code) in enumerate(OBSERVED)
    ]
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Observations.csv", "\n".join(rows))
        archive.writestr("MeasureCodes.csv", "Identifier;Title\nT001036;Aantal inwoners\n")
        archive.writestr("WijkenEnBuurtenCodes.csv", "Identifier;Title\nGM0363;Amsterdam\n")
        archive.writestr("Properties.csv", "Identifier;Title\n86165NED;Kerncijfers 2025\n")
    figures = read(path)
    check_observed(figures, "86165NED")
    assert (figures.period, figures.names["GM0363"]) == ("2025", "Amsterdam")


def test_two_values_for_one_area_name_the_dimension(tmp_path: Path) -> None:
    path = tmp_path / "85984NED.json"
    path.write_text(json.dumps({"value": [*observe(), observe()[0]]}), encoding="utf-8")
    assert "BU0363NA01 heeft meer dan één waarde voor AantalInwoners" in refusal(path)

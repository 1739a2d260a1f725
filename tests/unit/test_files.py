"""Files handed to ``import``: recognised by content, read in full or refused in a sentence."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from openpyxl import Workbook
from shapely import box

from nplv_geo.definitions.offered.reading import read_kwb_columns
from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.geometry.crs import RD
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.settings import PROJECT
from nplv_geo.ground.status import Status
from nplv_geo.published.figures import Figures
from nplv_geo.sources.readers.file_names import year_in_name
from nplv_geo.sources.readers.files import read_delivery
from nplv_geo.sources.readers.tables import columns

RETRIEVED = "2026-07-19"
CODES = ["BU0363NA01", "BU0363NA02"]


def figures(path: Path, year: int | None = None) -> list[Figures]:
    found = read_delivery(path, year=year, retrieved=RETRIEVED)
    assert all(isinstance(item, Figures) for item in found)
    return [item for item in found if isinstance(item, Figures)]


def areas(path: Path, year: int | None = None) -> list[Boundaries]:
    found = read_delivery(path, year=year, retrieved=RETRIEVED)
    assert all(isinstance(item, Boundaries) for item in found)
    return [item for item in found if isinstance(item, Boundaries)]


def sentence(path: Path, year: int | None = None) -> str:
    """Give the error, after checking that it is one sentence with file name and remedy."""
    with pytest.raises(UnreadableFileError) as caught:
        read_delivery(path, year=year, retrieved=RETRIEVED)
    message = str(caught.value)
    assert message.startswith(f"{path.name}: ")
    assert message.endswith(".")
    assert ";" in message
    assert "\n" not in message
    return message


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


# --- figures: CSV -------------------------------------------------------------------------

KWB = """WijkenEnBuurten;Gemeentenaam_1;SoortRegio_2;AantalInwoners_5;Koopwoningen_47
NL00      ;Nederland   ;Land      ;17942942;57
GM0363    ;Amsterdam   ;Gemeente  ;931298;29,5
BU0363NA01;Amsterdam   ;Buurt     ;.;x
BU0363NA02;Amsterdam   ;Buurt     ;;-99995
BU03639998;Amsterdam   ;Buurt     ;5;5
"""


def test_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    (found,) = figures(write(tmp_path / "85984NED.csv", KWB))
    frame = found.frame
    assert list(frame.index) == ["BU0363NA01", "BU0363NA02", "GM0363", "NL00"]
    assert frame.index.name == "area_code"
    assert list(frame.columns) == ["AantalInwoners", "Koopwoningen"]
    assert list(frame.loc["GM0363"]) == [931298, 29.5]
    assert frame.loc[CODES].isna().all(axis=None)


def test_what_is_known_of_missing_values(tmp_path: Path) -> None:
    (found,) = figures(write(tmp_path / "85984NED.csv", KWB))
    assert found.marks["Koopwoningen"].to_dict() == {
        "BU0363NA01": Status.SUPPRESSED,
        "BU0363NA02": Status.NOT_PUBLISHED,
    }
    assert "AantalInwoners" not in found.marks
    status = found.find_statuses("Koopwoningen", found.frame["Koopwoningen"])
    assert status["BU0363NA02"] == Status.NOT_PUBLISHED
    assert status["GM0363"] == Status.OK


def test_origin_of_a_kwb(tmp_path: Path) -> None:
    path = write(tmp_path / "85984ned_gedownload.csv", KWB)
    (found,) = figures(path)
    assert (found.table, found.family, found.period) == ("85984NED", "KWB", "2024")
    assert (found.boundary_year, found.publisher) == (2024, "CBS")
    assert (found.retrieved, found.provisional) == (RETRIEVED, False)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_gemeente_takes_its_name_from_gemeentenaam(tmp_path: Path) -> None:
    (found,) = figures(write(tmp_path / "85984NED.csv", KWB))
    assert found.names == {"GM0363": "Amsterdam"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_commas_and_decimal_points(tmp_path: Path, encoding: str) -> None:
    text = 'WijkenEnBuurten,Naam,WOZ_39\n"BU0363NA01","Burgwallen, oost",402.5\n'
    (found,) = figures(write(tmp_path / "85984NED.csv", text, encoding))
    assert found.frame.loc["BU0363NA01", "WOZ"] == 402.5
    assert found.names == {"BU0363NA01": "Burgwallen, oost"}


def test_codes_with_na_inside_and_padded_names(tmp_path: Path) -> None:
    text = "Codering_3,Naam,A_1\nWK0363NA  ,NA        ,1\nNL01      ,Nederland ,2\n"
    (found,) = figures(write(tmp_path / "85984NED.csv", text))
    assert found.frame["A"].to_dict() == {"WK0363NA": 1, "NL00": 2}
    assert found.names == {"WK0363NA": "NA", "NL00": "Nederland"}


def test_titles_in_the_region_column(tmp_path: Path) -> None:
    text = "WijkenEnBuurten,Codering_3,A_1\nBinnenstad,BU0363NA01,1\n"
    (found,) = figures(write(tmp_path / "85984NED.csv", text))
    assert found.frame["A"].to_dict() == {"BU0363NA01": 1}
    assert found.names == {"BU0363NA01": "Binnenstad"}


def test_a_topic_in_two_columns_is_left_out(tmp_path: Path) -> None:
    text = "WijkenEnBuurten,Appartement_48,Appartement_56,Gas_55\nBU0363NA01,1,2,3\n"
    (found,) = figures(write(tmp_path / "85984NED.csv", text))
    assert list(found.frame.columns) == ["Gas"]


def test_words_and_codes_are_no_topics(tmp_path: Path) -> None:
    text = (
        "ID,WijkenEnBuurten,IndelingswijzigingWijkenEnBuurten_4,MeestVoorkomendePostcode_118,jaar,"
        "gm_code,buurt_naam,oordeel,A_1\n0,BU0363NA01,1,1012,2024,GM0363,Dam,goed,7\n"
    )
    (found,) = figures(write(tmp_path / "85984NED.csv", text))
    assert list(found.frame.columns) == ["A"]


def test_a_column_that_is_empty_everywhere_stays(tmp_path: Path) -> None:
    text = "WijkenEnBuurten,A_1,GemiddeldInkomenPerInwoner_78\nBU0363NA01,1,\nGM0363,2,.\n"
    (found,) = figures(write(tmp_path / "86165NED.csv", text))
    assert found.frame["GemiddeldInkomenPerInwoner"].isna().all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WijkenEnBuurten,A_1,B_2\nBU0363NA01,1,2\nBU0363NA02,1,veel\n",
            "kolom 'B_2' heeft bij BU0363NA02 'veel' en dat is geen getal",
        ),
        (
            "WijkenEnBuurten;A_1;B_2\nBU0363NA01;1,5;2.5\n",
            "kolom 'B_2' heeft bij BU0363NA01 '2.5' en dat is geen getal",
        ),
        (
            "WijkenEnBuurten,A_1\nBU0363NA01,1\nBU0363NA01,2\nGM0363,1\n",
            "'BU0363NA01' komt meer dan eens voor",
        ),
        (
            "WijkenEnBuurten,A_1\nBU0363NA01,1\nBU1,2\nBU2,1\nBU3,1\nBU4,1\n",
            ("kolom 'WijkenEnBuurten' heeft 'BU1' (gegevensrij 2), 'BU2' (gegevensrij 3), "
            "'BU3' (gegevensrij 4) (en nog 1) en dat is geen gebiedscode"),
        ),
        ("WijkenEnBuurten,A_1\nBU00000000,1\n", "geen enkel gebied op het land"),
        ("WijkenEnBuurten,A_1\n", "er staan geen rijen in"),
        ("\n\n", "er staan geen rijen in"),
        ("WijkenEnBuurten,oordeel\nBU0363NA01,goed\n", "geen enkele kolom heeft getallen"),
        ("WijkenEnBuurten,Naam\nBU0363NA01,Dam\n", "geen enkele kolom heeft getallen"),
        ("postcode,A_1\n1012,1\n", "er is geen kolom met gebiedscodes"),
        ("WijkenEnBuurten,A_1,A_1\nBU0363NA01,1,1\n", "kolom 'A_1' staat er meer dan eens in"),
        ("WijkenEnBuurten,A_1\nBU0363NA01,1,5\n", "regel 2 heeft 3 velden in plaats van 2"),
        ('WijkenEnBuurten,A_1\nBU0363NA01,"1', "dit is geen CSV of het is afgebroken"),
    ],
)  # fmt: skip
def test_csv_that_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in sentence(write(tmp_path / "85984NED.csv", text))


def test_csv_in_another_encoding(tmp_path: Path) -> None:
    path = write(tmp_path / "85984NED.csv", "WijkenEnBuurten,A_1,Naam\nGM0363,1,é\n", "latin-1")
    assert "geen tekst in UTF-8" in sentence(path)


# --- which table, which year --------------------------------------------------------------

ONE_ROW = "WijkenEnBuurten,A_1\nBU0363NA01,1\n"


@pytest.mark.parametrize(
    ("name", "year", "table"),
    [
        ("cijfers.csv", 2023, "85618NED"),
        ("cijfers_2022.csv", None, "85318NED"),
        ("cijfers_2022.csv", 2023, "85618NED"),
        ("kwb-2024.csv", None, "85984NED"),
        ("84583NED_op_2026-07-19.csv", None, "84583NED"),
        ("85984NED.csv", 2024, "85984NED"),
    ],
)
def test_table_of_a_kwb(tmp_path: Path, name: str, year: int | None, table: str) -> None:
    (found,) = figures(write(tmp_path / name, ONE_ROW), year)
    assert found.table == table
    assert found.period == str(found.boundary_year)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("cijfers.csv", None, "onbekend is uit welke tabel en welk jaar dit komt"),
        ("cijfers_2022_2023.csv", None, "onbekend is uit welke tabel en welk jaar dit komt"),
        ("cijfers.csv", 2005, "geen tabel Kerncijfers wijken en buurten van 2005 bekend"),
        ("85984NED.csv", 2023, "tabel 85984NED over 2024 en --year zegt 2023"),
        ("kwb-2024.csv", 2023, "tabel 85984NED over 2024 en --year zegt 2023"),
        ("99999NED.csv", None, "het jaar van tabel 99999NED staat er niet in"),
    ],
)
def test_table_or_year_that_is_unknown(
    tmp_path: Path, name: str, year: int | None, expected: str
) -> None:
    assert expected in sentence(write(tmp_path / name, ONE_ROW), year)


def test_unknown_table_is_a_family_of_its_own(tmp_path: Path) -> None:
    (found,) = figures(write(tmp_path / "99999NED_2023.csv", ONE_ROW))
    assert (found.table, found.family, found.period) == ("99999NED", "99999NED", "2023")
    # The year of its figures need not be that of its areas.
    assert (found.boundary_year, found.division_from) == (None, "unknown")


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("buurt_2024.parquet", 2024),
        ("WijkBuurtkaart_2024_v2.zip", 2024),
        ("2021_2022.csv", None),
        ("20240719.csv", None),
        ("82024NED.csv", None),
        ("buurten_1999.gpkg", None),
    ],
)
def test_year_in_name(name: str, year: int | None) -> None:
    assert year_in_name(name) == year


# --- figures with periods and further dimensions ------------------------------------------

POLICE = """SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1,Gemeentenaam_2
0.0.0 ,NL01      ,2023JJ00,100,
1.1.1 ,NL01      ,2023JJ00,40,
0.0.0 ,BU0363NA01,2024JJ00,12,
1.1.1 ,BU0363NA01,2024JJ00,x,
0.0.0 ,BU0363NA02,2024JJ00,0,
0.0.0 ,BU00000000,2024JJ00,4045,
"""
TOTAL = "GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0"
BURGLARY = "GeregistreerdeMisdrijven|SoortMisdrijf=1.1.1"


def test_one_item_a_period_and_one_column_a_crime(tmp_path: Path) -> None:
    older, newer = figures(write(tmp_path / "47018NED.csv", POLICE))
    assert (older.period, newer.period) == ("2023", "2024")
    assert older.frame.loc["NL00"].to_dict() == {TOTAL: 100, BURGLARY: 40}
    assert newer.frame[TOTAL].to_dict() == {"BU0363NA01": 12, "BU0363NA02": 0}
    assert newer.frame[BURGLARY].isna().all()
    assert newer.marks[BURGLARY].to_dict() == {"BU0363NA01": Status.SUPPRESSED}
    assert not older.marks


def test_police_is_on_the_newest_areas_and_provisional_in_the_end(tmp_path: Path) -> None:
    older, newer = figures(write(tmp_path / "47018NED.csv", POLICE), 2024)
    assert (older.boundary_year, older.provisional) == (None, False)
    assert (newer.boundary_year, newer.provisional) == (None, True)
    assert newer.publisher == "Politie"


def test_only_adults_and_the_estimate_itself(tmp_path: Path) -> None:
    text = (
        "Leeftijd,Marges,WijkenEnBuurten,Perioden,GoedErvarenGezondheid_4\n"
        "20300,MW00000,BU0363NA01,2022JJ00,69.5\n20300,MOG0095,BU0363NA01,2022JJ00,1\n"
        "53115,MW00000,BU0363NA01,2022JJ00,2\n"
    )
    (found,) = figures(write(tmp_path / "50150NED.csv", text))
    assert found.frame["GoedErvarenGezondheid"].to_dict() == {"BU0363NA01": 69.5}
    assert (found.family, found.boundary_year, found.provisional) == ("50150NED", 2024, False)


def test_another_age_only(tmp_path: Path) -> None:
    text = "Leeftijd,WijkenEnBuurten,Perioden,A_1\n53115,BU0363NA01,2022JJ00,1\n"
    assert "Leeftijd 20300" in sentence(write(tmp_path / "50150NED.csv", text))


@pytest.mark.parametrize(
    ("name", "period", "year", "expected"),
    [
        ("47018NED.csv", "2024MM01", None, "periode '2024MM01' is een maand"),
        ("47018NED.csv", "2024KW01", None, "periode '2024KW01' is geen jaar"),
        ("47022NED.csv", "2024JJ00", None, "periode '2024JJ00' is geen maand"),
        ("47022NED.csv", "2024MM02", None, "maand 2024MM01 ontbreekt"),
        ("47018NED.csv", "2024JJ00", 2020, "cijfers in over 2024 en niet over 2020"),
        ("misdrijven.csv", "2024JJ00", None, "onbekend is uit welke tabel dit komt"),
    ],
)
def test_periods_that_are_refused(
    tmp_path: Path, name: str, period: str, year: int | None, expected: str
) -> None:
    text = f"WijkenEnBuurten,Perioden,A_1\nBU0363NA01,{period},1\n"
    assert expected in sentence(write(tmp_path / name, text), year)


# --- figures: JSON, Parquet and XLSX ------------------------------------------------------

ANSWER = {
    "odata.metadata": "https://opendata.cbs.nl/ODataApi/OData/85984NED/$metadata#Cbs",
    "value": [
        {"ID": 0, "WijkenEnBuurten": "BU0363NA01", "AantalInwoners_5": 815, "WOZ_39": None},
        {"ID": 1, "WijkenEnBuurten": "GM0363    ", "AantalInwoners_5": 2210, "WOZ_39": 1.5},
    ],
}


def test_odata_answer_tells_its_own_table(tmp_path: Path) -> None:
    (found,) = figures(write(tmp_path / "antwoord.json", json.dumps(ANSWER)))
    assert found.table == "85984NED"
    assert found.frame["AantalInwoners"].to_dict() == {"BU0363NA01": 815, "GM0363": 2210}
    assert found.frame["WOZ"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "geen JSON of het is afgebroken"),
        ("[]", 'de lijst "value" ontbreekt'),
        ('{"value": [1]}', 'de lijst "value" ontbreekt'),
        ('{"value": []}', "er staan geen rijen in"),
        (json.dumps({**ANSWER, "odata.nextLink": "https://x"}), "maar één bladzijde"),
        (
            '{"value": [{"WijkenEnBuurten": "GM0363", "A_1": {"b": 1}}]}',
            "kolom 'A_1' heeft bij GM0363 '{'b': 1}' en dat is geen getal",
        ),
    ],
)
def test_json_that_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in sentence(write(tmp_path / "85984NED.json", text))


def test_parquet_with_and_without_index(tmp_path: Path) -> None:
    frame = pd.DataFrame({"WijkenEnBuurten": CODES, "A_1": [1.5, None], "B_2": [3, -99997]})
    frame.to_parquet(tmp_path / "85984NED.parquet")
    frame.set_index("WijkenEnBuurten").to_parquet(tmp_path / "85984NED_index.parquet")
    for name in ("85984NED.parquet", "85984NED_index.parquet"):
        (found,) = figures(tmp_path / name)
        assert found.frame["A"].fillna(-1).to_dict() == dict(zip(CODES, [1.5, -1], strict=True))
        assert found.marks["B"].to_dict() == {"BU0363NA02": Status.SUPPRESSED}


def test_parquet_with_lists(tmp_path: Path) -> None:
    frame = pd.DataFrame({"WijkenEnBuurten": CODES, "A_1": [[1], [2]]})
    frame.to_parquet(tmp_path / "85984NED.parquet")
    assert "kolom 'A_1' heeft bij BU0363NA01 '[1]'" in sentence(tmp_path / "85984NED.parquet")


def sheet(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    book.active.append(["Toelichting"])
    page = book.create_sheet("KWB")
    for row in rows:
        page.append(row)
    book.save(path)
    return path


KWB_ROWS: list[list[object]] = [
    ["gwb_code_10", "gwb_code_8", "regio", "gm_naam ", "recs", "a_inw", "a_00_14", "g_ink_pi",
     "g_ele", "pst_mvp", None],
    ["NL00", "00", "Nederland", "Nederland", "Land", 17942942, 2714040, "34,9", 2500, ".", None],
    ["BU0363NA01", "0363NA01", "Dam  ", "Amsterdam", "Buurt", "815", 0, ".", ".", "1012", None],
    [None, None, None, None, None, None, None, None, None, None, None],
]  # fmt: skip


def test_spreadsheet_of_cbs(tmp_path: Path) -> None:
    (found,) = figures(sheet(tmp_path / "kwb-2024.xlsx", KWB_ROWS))
    assert found.table == "85984NED"
    assert list(found.frame.columns) == [
        "AantalInwoners", "k_0Tot15Jaar", "GemiddeldInkomenPerInwoner",
        "GemiddeldeElektriciteitsleveringTotaal",
    ]  # fmt: skip
    assert list(found.frame.loc["NL00"]) == [17942942, 2714040, 34.9, 2500]
    assert list(found.frame.loc["BU0363NA01"])[:2] == [815, 0]
    assert found.names == {"NL00": "Nederland", "BU0363NA01": "Dam"}


# Columns as sheets of a year have them, with the topic that each holds.
_ENERGY = {
    "g_gas": "GemiddeldAardgasverbruikTotaal",
    "g_ele": "GemiddeldeElektriciteitsleveringTotaal",
}
_SINCE_2024 = _ENERGY | {
    "a_nb_won ": "NieuwbouwWoningen",
    "p_bj_mi10": "BouwjaarAfgelopenTienJaar",
    "p_won_zs": "WoningenMetZonnestroom",
    "p_leegsw": "OnbewoondeWoningen",
}


@pytest.mark.parametrize(
    ("year", "table", "topics"),
    [
        (2019, "84583NED", {"g_ele": "GemiddeldElektriciteitsverbruikTotaal"}),
        (2022, "85318NED", {"g_gas": "GemiddeldAardgasverbruikTotaal", "g_ele": "g_ele"}),
        (2023, "85618NED", _ENERGY | {"p_leegsw": "PercentageOnbewoond"}),
        (2024, "85984NED", _SINCE_2024 | {"p_won_z_ag": "AardgasvrijeWoningen"}),
        (2024, "85984NED", _SINCE_2024 | {"p_won_z": "AardgasvrijeWoningen"}),
        (2025, "86165NED", _SINCE_2024 | {"P_WON_Z": "AardgasvrijeWoningen"}),
    ],
)
def test_columns_of_a_sheet_mean_what_they_mean_in_its_year(
    tmp_path: Path, year: int, table: str, topics: dict[str, str]
) -> None:
    """What `g_ele` was in 2021 and 2022, delivery or use, nobody has told us."""
    cells = [10 * (n + 1) for n in range(len(topics))]
    rows = [["gwb_code_10", "regio", *topics], ["NL00", "Nederland", *cells]]
    (found,) = figures(sheet(tmp_path / f"kwb-{year}.xlsx", rows))
    assert (found.table, found.period) == (table, str(year))
    assert found.frame.loc["NL00"].to_dict() == dict(zip(topics.values(), cells, strict=True))
    assert found.columns == ("gwb_code_10", "regio", *(name.strip() for name in topics))
    unknown = columns.list_unknown(found.columns, year, ())
    assert unknown == (["g_ele"] if year == 2022 else [])


# Of these 117 the postcode is no figure, and five count parts of what `a_nl_all` and others count.
NO_FIGURE = {"pst_mvp", "a_geb_nl", "a_geb_eu", "a_geb_ne", "a_gbl_eu", "a_gbl_ne"}


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_all_117_columns_of_a_sheet_are_read_under_their_own_topic(
    tmp_path: Path, year: int
) -> None:
    names = [row.sheet_column for row in read_kwb_columns(PROJECT).rows if row.header]
    # Excel has decimals, text and blanks side by side; each figure is the place of its column.
    cells = [f"{n},0" if n % 2 else n for n in range(1, len(names) + 1)]
    rows = [["gwb_code_10", "regio", *names], ["NL00", "Nederland", *cells]]
    (found,) = figures(sheet(tmp_path / f"kwb-{year}.xlsx", rows))
    assert len(names) == 117
    assert {found.keys[topic] for topic in found.frame} == set(names) - NO_FIGURE
    for topic, value in found.frame.loc["NL00"].items():
        assert names[int(value) - 1] == found.keys[str(topic)]
    assert columns.list_unknown(found.columns, year, ()) == []


def test_the_export_of_the_website_is_read_by_its_titles(tmp_path: Path) -> None:
    """Of each year's export the names of the groups differ: `Wonen` became `Wonen en vastgoed`."""
    path = tmp_path / "85984NED.csv"
    path.write_text(
        '"Wijken en buurten";"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)"'
        ';"Wonen/Woningvoorraad (aantal)";"Energie/Woningen met zonnestroom (%)"\n'
        '"Nederland 00";"NL00      ";"17942942";" 8200000";"    28,5"\n'
        '"Heerlen 00";"BU09171000";"     200";"       .";"       ."\n',
        encoding="utf-8-sig",
    )
    (found,) = figures(path)
    assert list(found.frame.columns) == [
        "AantalInwoners", "Woningvoorraad", "WoningenMetZonnestroom",
    ]  # fmt: skip
    assert list(found.frame.loc["NL00"]) == [17942942, 8200000, 28.5]
    assert found.names == {"NL00": "Nederland 00", "BU09171000": "Heerlen 00"}


def test_spreadsheet_without_codes(tmp_path: Path) -> None:
    path = sheet(tmp_path / "kwb-2024.xlsx", [["plaats", "a_inw"], ["Dam", 1]])
    assert "geen werkblad heeft een kolom met gebiedscodes" in sentence(path)


# --- areas --------------------------------------------------------------------------------


def layer(code: str, name: str, codes: Sequence[str], **more: object) -> gpd.GeoDataFrame:
    shapes = [
        box(120_000 + i * 100, 480_000, 120_100 + i * 100, 480_100) for i in range(len(codes))
    ]
    data = {code: list(codes), name: [f"Naam {i}" for i in range(len(codes))], **more}
    return gpd.GeoDataFrame(data, geometry=shapes, crs=RD)


def pdok(codes: Sequence[str] = CODES) -> gpd.GeoDataFrame:
    frame = layer("statcode", "statnaam", codes, rubriek="buurt")
    return frame.assign(jrstatcode=[f"2024{code}" for code in codes])


def to_parquet(frame: gpd.GeoDataFrame, path: Path) -> Path:
    frame.to_parquet(path)
    return path


def to_file(frame: gpd.GeoDataFrame, path: Path, layer_name: str | None = None) -> Path:
    frame.to_file(path, layer=layer_name)
    return path


def test_geoparquet_tells_level_and_year(tmp_path: Path) -> None:
    frame = pdok().rename_geometry("geom")
    (found,) = areas(to_parquet(frame, tmp_path / "gebieden.parquet"))
    assert (found.level, found.year) == (AreaLevel.BUURT, 2024)
    assert found.frame["name"].to_dict() == {"BU0363NA01": "Naam 0", "BU0363NA02": "Naam 1"}
    assert found.frame.area.tolist() == [10_000, 10_000]


def test_geopackage_with_three_layers(tmp_path: Path) -> None:
    path = tmp_path / "wijkenbuurten_2024_v1.gpkg"
    codes = [*CODES, "BU03639998"]
    parents = {"wijkcode": "WK0363NA", "gemeentecode": "GM0363"}
    to_file(
        layer("buurtcode", "buurtnaam", codes, water=["NEE", "NEE", "JA"], **parents),
        path, "buurten",
    )  # fmt: skip
    to_file(layer("wijkcode", "wijknaam", ["WK0363NA"], gemeentecode="GM0363"), path, "wijken")
    to_file(
        layer("gemeentecode", "gemeentenaam", ["GM0363", "GM0363"], water=["NEE", "JA"]),
        path, "gemeenten",
    )  # fmt: skip
    buurten, wijken, gemeenten = areas(path)
    assert [found.level for found in (buurten, wijken, gemeenten)] == [
        AreaLevel.BUURT, AreaLevel.WIJK, AreaLevel.GEMEENTE,
    ]  # fmt: skip
    assert (len(buurten.frame), buurten.left_out) == (2, 1)
    assert (len(gemeenten.frame), gemeenten.left_out) == (1, 1)
    assert {found.year for found in (buurten, wijken, gemeenten)} == {2024}


def test_geojson_in_degrees_with_a_year_column(tmp_path: Path) -> None:
    frame = layer("buurtcode", "buurtnaam", CODES, jaar=2023, water="NEE").to_crs("EPSG:4326")
    for name in ("buurten.geojson", "buurten.json"):
        path = tmp_path / name
        path.write_text(frame.to_json(), encoding="utf-8")
        (found,) = areas(path)
        assert found.year == 2023
        assert found.frame.crs == RD
        assert found.frame.area.sum() == pytest.approx(20_000, rel=1e-3)


def shapefile_zip(folder: Path, name: str, *, leave_out: Sequence[str] = ()) -> Path:
    frame = layer("BU_CODE", "BU_NAAM", CODES, WK_CODE="WK0363NA", H2O=["NEE", "JA"])
    to_file(frame, folder / "buurt.shp")
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted(folder.glob("buurt.*")):
            if part.suffix not in leave_out:
                archive.write(part, f"kaart/{part.name}")
    return path


def test_zipped_shapefile_of_older_years(tmp_path: Path) -> None:
    (found,) = areas(shapefile_zip(tmp_path, "buurt_2019_v3.zip"))
    assert (found.level, found.year, found.left_out) == (AreaLevel.BUURT, 2019, 1)
    assert found.frame["name"].to_dict() == {"BU0363NA01": "Naam 0"}


def test_zipped_geopackage(tmp_path: Path) -> None:
    inner = to_file(pdok(), tmp_path / "buurten.gpkg")
    with zipfile.ZipFile(tmp_path / "kaart.zip", "w") as archive:
        archive.write(inner, "map/buurten.gpkg")
    (found,) = areas(tmp_path / "kaart.zip")
    assert len(found.frame) == 2


def test_zip_without_outlines(tmp_path: Path) -> None:
    path = shapefile_zip(tmp_path, "kaart_2019.zip", leave_out=[".shp"])
    assert "zit geen .shp of .gpkg" in sentence(path)


def test_year_of_the_areas_from_the_option_or_the_name(tmp_path: Path) -> None:
    frame = layer("buurtcode", "buurtnaam", CODES)
    assert areas(to_parquet(frame, tmp_path / "buurten.parquet"), 2022)[0].year == 2022
    assert areas(to_parquet(frame, tmp_path / "buurten_2021.parquet"))[0].year == 2021
    assert "geef het op met --year" in sentence(tmp_path / "buurten.parquet")


def test_option_against_the_file(tmp_path: Path) -> None:
    path = to_parquet(pdok(), tmp_path / "buurten.parquet")
    assert "het bestand zegt 2024 en --year zegt 2023" in sentence(path, 2023)


def test_areas_of_two_years(tmp_path: Path) -> None:
    frame = pdok().assign(jrstatcode=["2023BU0363NA01", "2024BU0363NA02"])
    path = to_parquet(frame, tmp_path / "buurten.parquet")
    assert "gebieden van 2023 en 2024" in sentence(path)


def test_outlines_of_something_else(tmp_path: Path) -> None:
    path = to_parquet(layer("postcode", "plaats", ["1012"]), tmp_path / "pc4_2024.parquet")
    assert "geen kolom met gebiedscodes" in sentence(path)
    path = to_file(layer("postcode", "plaats", ["1012"]), tmp_path / "pc4_2024.gpkg")
    assert "geen kolom met gebiedscodes" in sentence(path)
    path = to_parquet(pdok(["PV20"]), tmp_path / "provincie_2024.parquet")
    assert "'PV20' is geen gebiedscode" in sentence(path)


# --- damaged and foreign files ------------------------------------------------------------


def cut(path: Path, share: float) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize(
    "make",
    [
        lambda folder: to_file(pdok(), folder / "buurten.gpkg"),
        lambda folder: to_parquet(pdok(), folder / "buurten.parquet"),
        lambda folder: write(folder / "buurten.geojson", pdok().to_crs("EPSG:4326").to_json()),
        lambda folder: write(folder / "85984NED.json", json.dumps(ANSWER)),
        lambda folder: sheet(folder / "kwb-2024.xlsx", KWB_ROWS),
        lambda folder: shapefile_zip(folder, "kaart_2019.zip"),
    ],
    ids=["gpkg", "parquet", "geojson", "json", "xlsx", "zip"],
)
def test_truncated(tmp_path: Path, make: Callable[[Path], Path], share: float) -> None:
    assert "haal het opnieuw op" in sentence(cut(make(tmp_path), share))


@pytest.mark.parametrize("kind", ["parquet", "gpkg", "geojson", "zip", "shp", "xlsx", "json"])
def test_text_under_another_name(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / f"85984NED.{kind}", "Dit is een brief.\n")
    assert "haal het opnieuw op bij de uitgever" in sentence(path)


@pytest.mark.parametrize("kind", ["parquet", "gpkg", "geojson", "zip", "xlsx", "json", "csv"])
def test_empty_file(tmp_path: Path, kind: str) -> None:
    assert "dit bestand is leeg" in sentence(write(tmp_path / f"85984NED.{kind}", ""))


def test_damage_inside_a_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "85984NED.parquet"
    frame = pd.DataFrame({"WijkenEnBuurten": CODES * 500, "A_1": range(1_000)})
    frame.to_parquet(path, compression="zstd")
    content = bytearray(path.read_bytes())
    content[20:400] = bytes(380)
    path.write_bytes(content)
    assert "beschadigd" in sentence(path)


def test_damage_inside_a_geoparquet_file(tmp_path: Path) -> None:
    path = to_parquet(pdok(), tmp_path / "buurten.parquet")
    content = bytearray(path.read_bytes())
    content[4:400] = bytes(396)
    path.write_bytes(content)
    assert "beschadigd" in sentence(path)


def test_other_kinds_and_missing_files(tmp_path: Path) -> None:
    assert "dit soort bestand wordt niet gelezen" in sentence(write(tmp_path / "a.pdf", "x"))
    assert sentence(tmp_path / "buurt_2024.parquet") == (
        "buurt_2024.parquet: het bestand kan niet worden geopend: het bestaat niet; controleer de "
        "naam en de map."
    )


def test_a_folder_and_a_path_through_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "85984NED.csv"
    folder.mkdir()
    assert "het is een map; noem de bestanden in die map." in sentence(folder)
    inside = write(tmp_path / "a.txt", "x") / "85984NED.csv"
    assert "een deel van het pad is geen map" in sentence(inside)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "deze gebruiker mag hier niet lezen of schrijven; controleer de rechten."),
        (errno.EIO, "de schijf geeft een fout; kopieer het bestand opnieuw."),
        (errno.EXDEV, "het systeem weigert het; controleer de naam, de schijf en de rechten."),
    ],
)
def test_why_the_system_gives_no_file_is_said_in_dutch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    path = write(tmp_path / "85984NED.csv", KWB)

    def refuse(_: Path) -> bytes:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    message = sentence(path)
    assert message.endswith(says)
    assert os.strerror(number) not in message


MONTHS = """SoortMisdrijf;WijkenEnBuurten;Perioden;GeregistreerdeMisdrijven_1
0.0.0 ;BU0363NA01;2025MM12;90
0.0.0 ;BU0363NA01;2026MM01;4
0.0.0 ;BU0363NA01;2026MM02;0
1.1.1 ;BU0363NA01;2026MM01;1
1.1.1 ;BU0363NA01;2026MM02;2
0.0.0 ;BU0363NA02;2026MM01;3
0.0.0 ;BU0363NA02;2026MM02;x
0.0.0 ;BU00000000;2026MM01;7
0.0.0 ;BU00000000;2026MM02;7
0.0.0 ;GM0363    ;2026MM02;50
"""


def test_months_become_the_newest_year_until_now(tmp_path: Path) -> None:
    (found,) = figures(write(tmp_path / "47022NED.csv", MONTHS))
    total, burglary = (
        found.frame[f"GeregistreerdeMisdrijven|SoortMisdrijf={kind}"] for kind in ("0.0.0", "1.1.1")
    )
    assert (found.period, found.provisional, found.boundary_year) == ("2026", True, None)
    assert total.dropna().to_dict() == {"BU0363NA01": 4}
    assert burglary.dropna().to_dict() == {"BU0363NA01": 3}
    # A month that is withheld, and one that has no row.
    assert set(total.index[total.isna()]) == {"BU0363NA02", "GM0363"}
    assert found.keys["GeregistreerdeMisdrijven"].endswith(" 2026MM01-2026MM02")


def test_a_month_with_a_word_for_a_number_is_refused(tmp_path: Path) -> None:
    text = MONTHS.replace(";2026MM02;50", ";2026MM02;vijftig")
    assert "heeft 'vijftig' en dat is geen getal" in sentence(
        write(tmp_path / "47022NED.csv", text)
    )


def test_ses_woa_is_on_the_division_of_its_table(tmp_path: Path) -> None:
    text = (
        "WijkenEnBuurten,Perioden,GemiddeldeScore_29,GemiddeldeScore_31\n"
        "BU0363NA01,2014JJ00,-0.25,9\nBU0363NA01,2023JJ00,0.5,9\n"
    )
    found = figures(write(tmp_path / "86092NED.csv", text))
    assert [(f.period, f.boundary_year) for f in found] == [("2014", 2024), ("2023", 2024)]
    assert [f.frame["GemiddeldeScore"].loc["BU0363NA01"] for f in found] == [-0.25, 0.5]
    assert found[0].keys == {"GemiddeldeScore": "GemiddeldeScore_29"}


def test_tables_of_one_year_know_their_year(tmp_path: Path) -> None:
    text = "WijkenEnBuurten,AfstandTotApotheek_10\nBU0363NA01,1.5\n"
    (found,) = figures(write(tmp_path / "86134NED.csv", text))
    assert (found.family, found.period, found.boundary_year) == ("NABIJHEID", "2024", 2024)
    assert "--year zegt 2023" in sentence(tmp_path / "86134NED.csv", 2023)

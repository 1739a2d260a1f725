"""Figures as a table: every row is complete, nothing missing becomes 0, no name is a formula."""

from __future__ import annotations

import csv as reading
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.export.data import tables
from nplv_geo.export.data.csv_text import escape_formula, strip_unprintable, write_csv
from nplv_geo.export.data.file import write_data_file
from nplv_geo.export.data.qgis_style import write_qml
from nplv_geo.export.data.tables import COLUMNS, DataTable, make_area_table, make_view_table
from nplv_geo.export.data.xlsx import MAX_XLSX_ROWS, write_xlsx
from nplv_geo.export.data_options import DATA_KINDS, DataOptions, read_data_options
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.ground.errors import ExportError
from nplv_geo.present.briefing.downloads import make_download_menu
from nplv_geo.present.map.model import make_map_model
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import HATCH, HATCH_GROUND

SITE = "https://wijken.example"
HOMES = "?gebied=heerlen-noord&laag=koopwoningen_pct"
WITHHELD = "BU09173002"

Ask = Callable[[str], Page]


@pytest.fixture(scope="module")
def ask(starter_edition: Edition, catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> Ask:
    areas = {area.id: area for area in focus_areas}
    return lambda query: make_strict_page(query, starter_edition, catalog, areas)


def row(table: DataTable, code: str, layer: str = "koopwoningen_pct") -> pd.Series:
    frame = table.frame
    found = frame[(frame["code"] == code) & (frame["layer"] == layer)]
    return found.iloc[-1]


# --- rows -----------------------------------------------------------------------------------------


def test_a_view_is_the_areas_on_the_map(ask: Ask, starter_edition: Edition) -> None:
    table = make_view_table(ask(HOMES))
    assert tuple(table.frame.columns) == COLUMNS
    assert (len(table.frame), table.frame["value"].notna().sum()) == (34, 33)
    known = row(table, "BU09171000").to_dict()
    # What is of the map's own year was not carried.
    assert np.isnan([known.pop(name) for name in ("moved", "spread", "uncarried")]).all()
    assert known == {
        "code": "BU09171000",
        "name": "Maria Gewanden",
        "level": "buurt",
        "layer": "koopwoningen_pct",
        "label": "Koopwoningen",
        "period": "2024",
        "value": 55.0,
        "unit": "%",
        "estimate": False,
        "status": "bekend",
        "reason": "",
        "coverage": 1.0,
        "lower": 55.0,
        "upper": 55.0,
        "table": "85984NED",
        "publisher": "CBS",
        "boundary_year": 2024,
        "retrieved": "2026-07-19",
        "provisional": False,
        "edition": starter_edition.id,
        "boundaries": "Grenzen: schematisch, op basis van CBS 2024",
    }


def test_what_is_withheld_stays_withheld(ask: Ask) -> None:
    found = row(make_view_table(ask(HOMES)), WITHHELD)
    assert found[["value", "lower", "upper"]].isna().all()
    assert found["status"] == "wordt niet gegeven door de bron"
    assert found["reason"] == "nul of geheim (de bron houdt dit niet uit elkaar)"
    english = row(make_view_table(ask(f"{HOMES}&taal=en")), WITHHELD)
    assert english["status"] == "not given by the source"


def test_everything_is_all_layers_and_periods_of_the_area_and_what_it_is_held_against(
    ask: Ask, starter_edition: Edition
) -> None:
    table = make_area_table(ask(HOMES))
    assert table.areas[0] == "heerlen-noord"
    assert table.areas[-2:] == ("NL00", "GM0917")
    assert len(table.areas) == 1 + 34 + 2
    visible = [layer.id for layer in table.layers]
    pairs = sum(len(starter_edition.periods(layer)) for layer in visible)
    assert len(table.frame) == len(table.areas) * pairs
    assert not table.frame.duplicated(["code", "layer", "period"]).any()
    homes = table.frame[table.frame["layer"] == "koopwoningen_pct"].set_index(["code", "period"])
    of_wijken = homes.loc[("heerlen-noord", "2024"), "value"]
    assert of_wijken == pytest.approx(47.2459, abs=1e-4)
    assert homes.loc[("NL00", "2024"), "value"] == 57.0
    # Of 2025 the starter has the country and nine areas.
    assert homes.loc[("heerlen-noord", "2025"), "status"] == "geen cijfer in deze editie"
    crime = table.frame[
        (table.frame["code"] == "GM0917") & (table.frame["layer"] == "misdrijven_per_1000")
    ]
    assert list(crime["period"]) == ["2021", "2022", "2023", "2024", "2025"]


def test_the_stacking_names_all_its_tables(ask: Ask) -> None:
    table = make_view_table(ask("?gebied=heerlen-noord&laag=stapeling"))
    found = row(table, "BU09171000", "stapeling")
    assert found["unit"] == "domeinen"
    assert {"47018NED", "50150NED", "85984NED"} <= set(found["table"].split(", "))
    assert 0 <= found["value"] <= 6
    assert found["retrieved"] == "2026-07-19"


def test_too_many_rows_are_refused(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 1_000)
    with pytest.raises(ExportError, match=r"Alles van 37 gebieden is meer dan 1000 regels; kies"):
        make_area_table(ask(HOMES))
    table = make_view_table(ask(HOMES))
    many = pd.concat([table.frame] * (MAX_XLSX_ROWS // len(table.frame) + 1))
    with pytest.raises(ExportError, match="in XLSX passen er 30000; kies CSV"):
        write_xlsx(replace(table, frame=many), "", ())


# --- texts and numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["=1+1", "+31", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_name_is_never_a_formula(name: str, ask: Ask) -> None:
    table = make_view_table(ask(HOMES))
    forged = replace(table, frame=table.frame.assign(name=name, reason=name))
    text = write_csv(forged, DataOptions()).decode()
    rows = list(reading.DictReader(StringIO(text, newline="")))
    assert {found["name"] for found in rows} == {f"'{name}"}
    book = load_workbook(BytesIO(write_xlsx(forged, name, [(name, name, name)])))
    for sheet in book.worksheets:
        cells = [cell for cells in sheet.iter_rows() for cell in cells]
        assert "f" not in {cell.data_type for cell in cells}
    column = COLUMNS.index("name") + 1
    assert str(book["Cijfers"].cell(2, column).value).startswith("'")


def test_plain_texts_stay_as_they_are() -> None:
    assert escape_formula("Heerlen-Noord") == "Heerlen-Noord"
    assert escape_formula("'s-Hertogenbosch") == "'s-Hertogenbosch"
    assert strip_unprintable("a\x00b\x1fc\td") == "abc\td"


def test_a_csv_has_plain_numbers_and_empty_cells(ask: Ask) -> None:
    page = ask("?gebied=GM0917&laag=misdrijven_per_1000&niveau=wijk")
    plain = write_csv(make_view_table(page), DataOptions())
    dutch = write_csv(make_view_table(page), DataOptions(comma=True, bom=True))
    assert plain.startswith(b"code,name,level")
    assert dutch.startswith(b"\xef\xbb\xbfcode;name;level")
    first = next(reading.DictReader(StringIO(plain.decode(), newline="")))
    same = next(reading.DictReader(StringIO(dutch.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert float(first["value"]) == float(same["value"].replace(",", "."))
    assert "," in same["value"]
    # The police are on newer areas than the map: data/starter/README.md.
    assert (first["boundary_year"], first["provisional"]) == ("2025", "ja")


def test_a_withheld_cell_is_empty_in_each_kind(ask: Ask) -> None:
    page = ask(HOMES)
    text = write_data_file(page, DataOptions("csv"), SITE).content.decode()
    rows = reading.DictReader(StringIO(text, newline=""))
    assert [found["value"] for found in rows if found["code"] == WITHHELD] == [""]
    told = json.loads(write_data_file(page, DataOptions("geojson"), SITE).content)
    found = next(feature for feature in told["features"] if feature["id"] == WITHHELD)
    assert found["properties"]["value"] is None
    assert found["geometry"]["type"] == "Polygon"
    assert any("schematisch" in note for note in told["notes"])


def test_a_workbook_has_formats_a_head_that_stays_and_a_filter(ask: Ask) -> None:
    made = write_data_file(ask(HOMES), DataOptions("xlsx"), SITE)
    book = load_workbook(BytesIO(made.content))
    sheet = book["Cijfers"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:X37")
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    formats = dict(zip(COLUMNS, [cell.number_format for cell in sheet[2]], strict=True))
    assert formats["value"] == "#,##0"
    assert formats["coverage"] == "0%"
    assert formats["retrieved"] == "yyyy-mm-dd"
    about = [[cell.value for cell in cells] for cells in book["Bronnen en uitleg"]]
    assert [note[1] for note in about if note[0] == "Kolom"] == list(COLUMNS)
    sources = [note[2] for note in about if note[0] == "Bron"]
    assert sources == [
        "CBS, Kerncijfers wijken en buurten (85984NED), Koopwoningen; CC BY 4.0",
    ]


# --- options, names and links ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [("exe",), ("csv", "1"), ("csv", "", "x" * 1000), ("xlsx", "", "ja"), ("gpkg", "", "", "ja")],
)
def test_other_choices_are_refused(asked: tuple[str, ...]) -> None:
    with pytest.raises(ExportError, match=r"^[^\n]{10,120}\.$"):
        read_data_options(*asked)


def test_the_name_of_a_file_tells_what_is_in_it(ask: Ask, starter_edition: Edition) -> None:
    day = starter_edition.manifest.built[:10]
    view = write_data_file(ask(HOMES), read_data_options("CSV"), SITE)
    every = write_data_file(ask(HOMES), read_data_options("csv", "ja"), SITE)
    assert view.name == f"zicht-op-wijken_heerlen-noord_koopwoningen_pct_2024_{day}.csv"
    assert every.name == f"zicht-op-wijken_heerlen-noord_alles_{day}.csv"


def test_the_style_has_the_classes_and_colours_of_the_page(ask: Ask) -> None:
    page = ask(HOMES)
    root = ET.fromstring(write_qml(page).partition("\n")[2])  # noqa: S314  # our own text
    rules = [rule.attrib for rule in root.findall(".//rule")]
    inner = page.classes.breaks[1:-1]
    assert [rule["filter"] for rule in rules] == [
        f'"shown" <= {inner[0]:g}',
        *(f'"shown" > {low:g} AND "shown" <= {high:g}' for low, high in pairwise(inner)),
        f'"shown" > {inner[-1]:g}',
        '"shown" IS NULL',
    ]
    assert rules[-1]["label"] == "geen cijfer"
    fills = [
        "#" + "".join(f"{int(n):02x}" for n in option.attrib["value"].split(",")[:3])
        for option in root.findall(".//Option[@name='color']")
    ]
    colours = make_map_model(page).as_json()["colours"]
    assert fills == [*colours, HATCH_GROUND, HATCH]
    patterns = [option.attrib["value"] for option in root.findall(".//Option[@name='style']")]
    assert patterns == [*["solid"] * (len(colours) + 1), "f_diagonal"]


def test_the_menu_leads_to_each_kind_of_file(ask: Ask) -> None:
    group = next(g for g in make_download_menu(ask(HOMES)).groups if g.title == "Cijfers")
    assert [row.label for row in group.rows] == ["Deze kaart", "Alles van dit gebied"]
    hrefs = [link.href for link in group.rows[1].links]
    assert [href.partition("?")[0] for href in hrefs] == [f"/export/data.{k}" for k in DATA_KINDS]
    assert hrefs[0].endswith("&komma=ja&bom=ja&alles=ja")
    assert all("gebied=heerlen-noord" in href for href in hrefs)

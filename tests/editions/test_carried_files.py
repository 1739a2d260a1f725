"""What leaves the house of figures that were brought onto the map: files, slides, answers."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pypdf import PdfReader

from nplv_geo.commands.main import main
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.read import read_programme
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.export.briefing.file import write_briefing_file
from nplv_geo.export.data.file import write_data_file
from nplv_geo.export.data.tables import make_area_table
from nplv_geo.export.data_options import DataOptions
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.area.panel import Panel, make_panel
from nplv_geo.present.area.profile_text import write_profile
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.briefing.slides import Slide
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.talk.sheet import make_talk_sheet
from nplv_geo.present.values.profile import make_profile
from tests import carrying
from tests.carrying import AREA, CRIME, HEALTH, PARTLY, PEOPLE, WEAK, WHOLE

SITE = "https://wijken.example"
See = Callable[[str], Page]
WAY = (
    "Omgerekend van de gebieden van 2020 naar die van 2024. Welke plekken dezelfde zijn, volgt "
    "uit de grenzen van 2020 en 2024."
)
MOVED = (
    "Van de oude gebieden waar dit cijfer uit komt, hoort 8\u202f% nu bij een andere plek, "
    "gemiddeld over de inwoners."
)
NOTE = (
    "2020 omgerekend naar de gebieden van 2024, 8\u202f% verplaatst. Een ruit is deels geschat; "
    "het streepje erdoor is hoeveel dat kan schelen (90\u202f% zeker)."
)


@pytest.fixture(scope="module")
def folder(starter_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return carrying.make_edition(
        starter_settings.editions, tmp_path_factory.mktemp("carried") / "editions"
    )


@pytest.fixture(scope="module")
def carried(folder: Path) -> Edition:
    return open_current(folder)


@pytest.fixture(scope="module")
def see(carried: Edition, catalog: Catalog, areas: dict[str, FocusArea]) -> See:
    return lambda query: make_page(query, carried, catalog, areas)


def command(folder: Path, monkeypatch: pytest.MonkeyPatch, *asked: str) -> str:
    monkeypatch.setenv("NPLV_DATA", str(folder.parent))
    done = CliRunner().invoke(main, list(asked))
    assert done.exit_code == 0, done.output
    return done.stdout


# --- command line and passport --------------------------------------------------------------------


def test_the_command_tells_the_way_in_each_format(
    folder: Path, carried: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("values", "--area", AREA, "--layer", PEOPLE, "--period", "2020", "--format")
    printed = command(folder, monkeypatch, *asked, "table")
    assert f"{WAY}\n{MOVED}" in printed
    own = carried.values.cell(PEOPLE, "2020", AREA)
    assert own.value is not None
    expected = {
        "from_year": 2020,
        "to_year": 2024,
        "way": "outlines",
        "moved": 0.08,
        "spread": round(own.value * 0.02, 1),
        "uncarried": round(own.value * 1.03, 1),
    }
    answer = json.loads(command(folder, monkeypatch, *asked, "json"))
    assert answer["carried"] == expected
    rows = list(csv.DictReader(StringIO(command(folder, monkeypatch, *asked, "csv"))))
    assert {name: rows[0][name] for name in expected} == {k: str(v) for k, v in expected.items()}
    nederland = next(row for row in rows if row["area"] == "NL00")
    assert {nederland[name] for name in expected} == {""}


def test_the_command_says_why_a_weak_estimate_is_no_figure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = command(
        folder, monkeypatch, "values", "--area", WEAK, "--layer", CRIME, "--period", "2022"
    )
    assert "Geen cijfer: een te groot deel zou een schatting zijn" in printed
    assert "hoort 70\u202f% nu bij een andere plek, gemiddeld over de inwoners." in printed


def test_the_passport_on_the_page_tells_the_same(see: See) -> None:
    panel = make_panel(
        page := see(f"?gebied={AREA}&laag={PEOPLE}&periode=2020"),
        make_profile(page.edition, page.catalog, page.focus_areas, AREA),
    )
    assert isinstance(panel, Panel)
    assert panel.note == "omgerekend, 8\u202f% verplaatst"
    following = panel.passport[panel.passport.index(WAY) + 1]
    assert following.startswith(MOVED)
    counts = (
        "Van alle gebieden op de kaart is dit cijfer voor 2 berekend uit delen van andere. Voor"
    )
    assert any(line.startswith(counts) for line in panel.passport)
    # As published there is no way to the map to tell of.
    page = see(f"?gebied={AREA}&laag={PEOPLE}&periode=2020&grenzen=gepubliceerd")
    panel = make_panel(page, make_profile(page.edition, page.catalog, page.focus_areas, AREA))
    assert isinstance(panel, Panel)
    assert not any("Omgerekend" in line for line in panel.passport)


def test_the_profile_has_what_moved_in_each_point(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = json.loads(command(folder, monkeypatch, "profile", "--area", AREA, "--format", "json"))
    crime = next(item for item in found["layers"] if item["layer"]["id"] == CRIME)
    moved = {point["period"]: (point["moved"], point["spread"]) for point in crime["trend"]}
    assert moved["2023"] == moved["2024"] == (None, None)
    assert [moved[year][0] for year in ("2021", "2022")] == [0.08, 0.08]
    assert moved["2022"][1] == 1.26
    assert crime["carried"] is None


# --- files with figures ---------------------------------------------------------------------------


def test_files_have_what_moved_and_what_the_columns_mean(see: See, carried: Edition) -> None:
    page = see(f"?gebied={AREA}&laag={PEOPLE}&periode=2020&niveau=buurt")
    content = write_data_file(page, DataOptions("csv"), SITE).content.decode()
    rows = {row["code"]: row for row in csv.DictReader(StringIO(content))}
    partly, whole = (carried.values.cell(PEOPLE, "2020", area) for area in (PARTLY, WHOLE))
    assert partly.value is not None
    assert (rows[PARTLY]["moved"], rows[PARTLY]["uncarried"]) == ("0.3", "")
    assert float(rows[PARTLY]["spread"]) == pytest.approx(partly.value * 0.1)
    assert (rows[WHOLE]["moved"], rows[WHOLE]["spread"]) == ("0.0", "")
    assert float(rows[WHOLE]["uncarried"]) == whole.value
    assert rows[WEAK]["value"] == ""
    assert rows[WEAK]["reason"].startswith("een te groot deel zou een schatting zijn")
    assert sorted(code for code, row in rows.items() if row["moved"]) == [PARTLY, WEAK, WHOLE]
    book = load_workbook(BytesIO(write_data_file(page, DataOptions("xlsx"), SITE).content))
    figures, notes = book.worksheets
    heads = [cell.value for cell in figures[1]]
    formats = {row[0].value: row[heads.index("moved")].number_format for row in figures}
    assert formats[PARTLY] == "0%"
    told = {(row[0].value, row[1].value): row[2].value for row in notes}
    assert told["Omgerekend", "84799NED 2020"].startswith(f"{WAY} Van alle gebieden op de kaart")
    assert told["Kolom", "moved"].startswith(
        "Welk deel van de oude gebieden van deze plek nu bij een andere plek hoort"
    )
    assert told["Reden", "unknown_ground"] == "niet bekend welke gebieden hier toen lagen"


def test_everything_of_an_area_tells_each_table_and_year_once(see: See) -> None:
    page = see(f"?gebied={AREA}")
    frame = make_area_table(page).frame
    years = frame[frame["moved"].notna()].groupby("layer")["period"].unique().map(list).to_dict()
    assert years[CRIME] == ["2021", "2022"]
    file = write_data_file(page, DataOptions("xlsx", everything=True), SITE)
    notes = load_workbook(BytesIO(file.content), read_only=True).worksheets[1]
    rows = [row for row in notes.iter_rows(values_only=True) if row[0] == "Omgerekend"]
    assert [about for _, about, _ in rows].count("47018NED 2022") == 1


def test_figures_as_published_say_so_in_files_and_on_slides(see: See, carried: Edition) -> None:
    page = see(f"?gebied={AREA}&laag={PEOPLE}&periode=2020&niveau=buurt&grenzen=gepubliceerd")
    own = carried.values.cell(PEOPLE, "2020", WHOLE)
    content = write_data_file(page, DataOptions("csv"), SITE).content.decode()
    rows = {row["code"]: row for row in csv.DictReader(StringIO(content))}
    assert float(rows[WHOLE]["value"]) == own.value
    assert (rows[PARTLY]["value"], rows[PARTLY]["spread"]) == ("", "")
    book = load_workbook(BytesIO(write_data_file(page, DataOptions("xlsx"), SITE).content))
    notes = [[cell.value for cell in row] for row in book.worksheets[1]]
    assert "Omgerekend" not in [subject for subject, *_ in notes]
    (line,) = [str(text) for *_, text in notes if str(text).startswith("Elk cijfer staat hier")]
    trend = slide(page, "trend")
    assert line in trend.notes
    assert (trend.charts[0].note, trend.charts[0].series[0].estimated) == (line, ())
    assert "gebieden van 2020, opgehaald" in slide(page, "map").foot


# --- slides and talk sheet ------------------------------------------------------------------------


def slide(page: Page, kind: str) -> Slide:
    return next(one for one in make_briefing(page, SITE).slides if one.kind == kind)


def test_the_slide_of_a_trend_marks_what_was_carried(see: See, carried: Edition) -> None:
    trend = slide(see(f"?gebied={AREA}&laag={PEOPLE}"), "trend")
    (chart,) = trend.charts
    (line,) = chart.series
    assert (chart.layers, chart.categories[0], line.estimated) == ((PEOPLE,), "2020", (0,))
    own = carried.values.cell(PEOPLE, "2020", AREA)
    assert line.bands[0] is not None
    assert line.bands[0].above == pytest.approx((own.value or 0.0) * 0.02)
    assert chart.note == NOTE
    assert chart.alt.endswith(NOTE)
    assert any(note.startswith("Een deel van de cijfers is omgerekend") for note in trend.notes)
    sources = slide(see(f"?gebied={AREA}&laag={PEOPLE}&taal=en"), "sources")
    assert (
        "Some of the figures were converted from the areas of 2020 to those of 2024. Which places "
        "are the same follows from the boundaries of 2020 and 2024."
    ) in [paragraph.text for paragraph in sources.paragraphs]


def test_an_area_that_nothing_was_carried_for_has_no_mark(see: See) -> None:
    (chart,) = slide(see(f"?gebied=breda-noord&laag={PEOPLE}"), "trend").charts
    assert chart.note == ""
    assert {band for line in chart.series for band in line.bands} == {None}


def find_chart(content: bytes) -> NativeChart:
    charts: Iterator[NativeChart] = (
        shape.chart
        for one in Presentation(BytesIO(content)).slides
        for shape in one.shapes
        if shape.has_chart
    )
    return next(chart for chart in charts if chart.plots[0].categories[0] == "2020")


def test_powerpoint_draws_an_open_diamond_with_its_band(see: See) -> None:
    page = see(f"?gebied={AREA}&laag={PEOPLE}")
    content = write_briefing_file(page, "pptx", SITE).content
    series = find_chart(content).plots[0].series[0]
    marker = series.points[0].marker
    assert marker.style == XL_MARKER_STYLE.DIAMOND
    assert str(marker.format.fill.fore_color.rgb) == "FFFFFF"
    (bars,) = series._element.iter(qn("c:errBars"))  # noqa: SLF001  # has no other way
    halves = [float(value.text) for value in bars.find(qn("c:plus")).iter(qn("c:v"))]
    (band, *others) = slide(page, "trend").charts[0].series[0].bands
    assert band is not None
    assert halves == pytest.approx([band.above, *(0.0 for _ in others)], rel=1e-5)
    # Programs refuse a series of which the parts stand in another order.
    names = [part.tag.rsplit("}")[-1] for part in series._element]  # noqa: SLF001
    order = ["marker", "dPt", "dLbls", "errBars", "cat", "val", "smooth"]
    assert [name for name in order if name in names] == [
        n for n in dict.fromkeys(names) if n in order
    ]
    read = " ".join(PdfReader(BytesIO(write_briefing_file(page, "pdf", SITE).content)).pages[4]
                    .extract_text().split())  # fmt: skip
    assert "2020 omgerekend naar de gebieden van 2024" in read


def test_the_talk_sheet_names_the_share_that_moved(
    see: See, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    programme = read_programme(PROJECT, catalog, list(areas))
    sheet = make_talk_sheet(see(f"?gebied={AREA}"), programme, SITE)
    rows = {row.layer: row for line in sheet.lines for row in line.rows}
    assert rows[CRIME].sure.endswith(", 8\u202f% verplaatst")
    assert {layer for layer, row in rows.items() if row.is_converted} == {HEALTH, CRIME}
    (note,) = [note for note in sheet.notes if note.head == "Verplaatst."]
    assert note.text.startswith(
        "Cijfers van de gebieden van 2020 zijn omgerekend naar die van 2024."
    )


def test_the_profile_as_text_marks_it(see: See, catalog: Catalog) -> None:
    page = see(f"?gebied={AREA}")
    told = make_profile(page.edition, catalog, page.focus_areas, AREA)
    # Its newest figures are those of the map's own areas.
    assert "omgerekend" not in write_profile(told, catalog)

"""Briefings as files: they open, hold real charts, speak to screen readers, and stay the same."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as Deck
from pypdf import PdfReader

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.export.briefing.file import write_briefing_file
from nplv_geo.export.options import BriefingKind
from nplv_geo.export.strict_query import make_strict_page
from nplv_geo.ground.settings import Settings
from nplv_geo.present.briefing.briefing import make_briefing
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import make_profile
from tests.commands.tiny import make_edition, run

SITE = "https://wijken.example"
OFFICE = shutil.which("soffice")
DESCRIBED = (MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE)


def made(
    query: str,
    kind: BriefingKind,
    edition: Edition,
    catalog: Catalog,
    areas: dict[str, FocusArea],
) -> bytes:
    return write_briefing_file(make_strict_page(query, edition, catalog, areas), kind, SITE).content


def opened(content: bytes) -> Deck:
    return Presentation(BytesIO(content))


def assert_readable(deck: Deck, language: str) -> None:
    """Titles first, texts in the right language, a text for each picture, notes everywhere."""
    for slide in deck.slides:
        assert slide.shapes[0] == slide.shapes.title
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.shape_type in DESCRIBED:
                (described, *_) = shape.element.iter("{*}cNvPr")
                assert len(described.get("descr")) > 5
            for properties in shape.element.iter("{*}rPr"):
                assert properties.get("lang") == language


def test_powerpoint_has_native_charts_with_the_numbers_of_the_model(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    page = make_strict_page("?gebied=heerlen-noord", starter_edition, catalog, areas)
    model = make_briefing(page, SITE)
    deck = opened(write_briefing_file(page, "pptx", SITE).content)
    assert len(deck.slides) == 11
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
    assert deck.core_properties.title == "Briefing Heerlen-Noord"
    assert (deck.core_properties.author, deck.core_properties.language) == (
        "Zicht op Wijken",
        "nl-NL",
    )
    assert_readable(deck, "nl-NL")
    for slide, wanted in zip(deck.slides, model.slides, strict=True):
        charts = [shape.chart for shape in slide.shapes if shape.has_chart]
        assert len(charts) == len(wanted.charts)
        for native, chart in zip(charts, wanted.charts, strict=True):
            (plot,) = native.plots
            assert tuple(plot.categories) == chart.categories
            numbers = [tuple(series.values) for series in plot.series]
            assert numbers == [series.values for series in chart.series]
            drawn = native._chartSpace.iter(qn("c:ser"))  # noqa: SLF001  # no other way
            for series, shown in zip(drawn, chart.series, strict=True):
                labels = [label.replace("\u202f", "\u00a0") for label in shown.labels if label]
                assert _write_points(series) == labels
    told = opened_text(deck)
    assert (
        write_paragraph(
            make_profile(starter_edition, catalog, areas, "heerlen-noord"), texts("nl")
        ).text[:60]
        in told
    )


def _write_points(series: BaseOxmlElement) -> list[str]:
    """Numbers of a series as a Dutch PowerPoint writes them by their formats."""
    written = []
    for point in next(series.iter(qn("c:val"))).iter(qn("c:pt")):
        form, (value,) = point.get("formatCode"), point
        digits, _, sign = form.partition('"')
        text = f"{float(value.text):,.{len(digits.partition('.')[2])}f}"
        written.append(text.translate(str.maketrans(",.", ".,")) + sign.rstrip('"'))
    return written


def opened_text(deck: Deck) -> str:
    return " ".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


@pytest.mark.parametrize("kind", ["pptx", "pdf"])
def test_the_same_edition_gives_the_same_bytes(
    kind: BriefingKind, starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    query = "?gebied=delft-west&taal=en"
    first = made(query, kind, starter_edition, catalog, areas)
    assert first == made(query, kind, starter_edition, catalog, areas)


def test_pdf_has_its_text_as_text_and_says_what_it_is(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    content = made("?gebied=heerlen-noord", "pdf", starter_edition, catalog, areas)
    reader = PdfReader(BytesIO(content))
    text = "".join("".join(page.extract_text() for page in reader.pages).split())
    found = make_profile(starter_edition, catalog, areas, "heerlen-noord")
    assert "".join(write_paragraph(found, texts("nl")).text.split()) in text
    for said in ("50150NED", "85984NED", "Politie,Geregistreerdemisdrijven", "CCBY4.0", "49,6%"):
        assert said in text
    assert len(reader.pages) == 11
    assert reader.metadata is not None
    assert reader.metadata.title == "Briefing Heerlen-Noord"
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"
    assert [entry["/Title"] for entry in reader.outline][1] == "In één minuut"
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("SourceSans3" in font.replace("-", "") for font in fonts), fonts


@pytest.mark.slow
def test_each_of_the_twenty_opens_and_can_be_read_aloud(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    assert len(areas) == 20
    for i, area in enumerate(areas):
        language = ("nl", "en")[i % 2]
        query = f"?gebied={area}&taal={language}"
        deck = opened(made(query, "pptx", starter_edition, catalog, areas))
        assert 8 <= len(deck.slides) <= 11
        assert_readable(deck, {"nl": "nl-NL", "en": "en-GB"}[language])


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_makes_a_page_of_each_slide(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea], tmp_path: Path
) -> None:
    path = tmp_path / "briefing.pptx"
    path.write_bytes(made("?gebied=rotterdam-zuid", "pptx", starter_edition, catalog, areas))
    profile_folder = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [OFFICE or "", profile_folder, "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, timeout=180)
    reader = PdfReader(tmp_path / "briefing.pdf")
    assert len(reader.pages) == 11
    assert "Rotterdam-Zuid" in reader.pages[0].extract_text()


@pytest.mark.parametrize("name", ["briefing.pptx", "briefing.pdf"])
def test_the_command_writes_one_area(
    name: str, starter_settings: Settings, starter_edition: Edition, tmp_path: Path
) -> None:
    assert starter_edition.id
    out = tmp_path / name
    asked = ("--area", "heerlen-noord", "--lang", "en", "--out", out)
    done = run("export", "briefing", *asked, data=starter_settings.data)
    assert done.exit_code == 0, done.output
    assert out.read_bytes()[:4] in (b"PK\x03\x04", b"%PDF")


@pytest.mark.parametrize(
    "asked",
    [
        ("--area", "../../etc/passwd", "--out", "x.pptx"),
        ("--area", "NL00", "--out", "x.pptx"),
        ("--area", "heerlen-noord", "--out", "x.docx"),
        ("--area", "heerlen-noord", "--lang", "fr", "--out", "x.pdf"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(
    asked: tuple[str, ...],
    starter_settings: Settings,
    starter_edition: Edition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert starter_edition.id
    monkeypatch.chdir(tmp_path)
    done = run("export", "briefing", *asked, data=starter_settings.data)
    assert done.exit_code == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_all_areas_go_on_after_one_that_fails(tmp_path: Path) -> None:
    data, out = make_edition(tmp_path), tmp_path / "briefings"
    done = run("export", "briefing", "--area", "alle", "--out", out, data=data)
    assert done.exit_code == 1
    (only,) = out.iterdir()
    assert only.name.startswith("zicht-op-wijken_heerlen-noord_briefing_nl_")
    assert len(opened(only.read_bytes()).slides) >= 8
    assert "1 van de 20 briefings" in done.stdout
    assert done.stdout.count("niet gelukt: ") == 19
    assert "niet gelukt: delft-west: Gebied 'delft-west' is er niet in deze editie" in done.stdout
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("Van 19 van de 20 gebieden kon geen briefing worden gemaakt;")

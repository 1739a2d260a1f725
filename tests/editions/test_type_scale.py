"""Letters in a deck, a talk sheet and a picture: only sizes of the scale of their medium."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from lxml import etree
from pypdf import PdfReader

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.read import read_programme
from nplv_geo.export.briefing.file import write_briefing_file
from nplv_geo.export.map.file import write_map_file
from nplv_geo.export.map.page_layout import SHEETS
from nplv_geo.export.options import MapOptions, SizeName, TalkKind
from nplv_geo.export.talk.file import write_talk_file
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.design.tokens import PRINTED_TEXT, SLIDE_TEXT
from nplv_geo.present.page.page import Page

QUERY = "?gebied=amsterdam-zuidoost&laag=misdrijven_per_1000"
SITE = "https://wijken.example"
SLIDE, PAPER = set(SLIDE_TEXT.values()), set(PRINTED_TEXT.values())
# A file that came out with one size would say nothing about the scale.
LEAST = 4
NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}

Ask = Callable[[str], Page]
TalkMaker = Callable[[TalkKind], bytes]


@pytest.fixture(scope="module")
def shown(ask: Ask) -> Page:
    return ask(QUERY)


@pytest.fixture(scope="module")
def make_talk(shown: Page, catalog: Catalog, areas: dict[str, FocusArea]) -> TalkMaker:
    programme = read_programme(PROJECT, catalog, areas)
    return lambda kind: write_talk_file(shown, programme, kind, SITE).content


def test_a_deck_has_sizes_of_slides_only_in_texts_tables_and_charts(shown: Page) -> None:
    deck = write_briefing_file(shown, "pptx", SITE).content
    slides = _read_parts(deck, r"ppt/slides/slide\d+\.xml")
    charts = _read_parts(deck, r"ppt/charts/chart\d+\.xml")
    # Each text says its own size, and leaves none to the template.
    runs = [run for slide in slides for run in slide.iterfind(".//a:r/a:rPr", NAMES)]
    texts = {int(run.attrib["sz"]) / 100 for run in runs}
    assert all(chart.xpath("c:txPr//@sz", namespaces=chart.nsmap) for chart in charts)
    drawn = {int(str(size)) / 100 for chart in charts for size in chart.xpath("//@sz")}
    assert len(texts) >= LEAST
    assert drawn
    assert texts | drawn <= SLIDE


def test_the_briefing_as_pdf_has_sizes_of_slides_only(shown: Page) -> None:
    sizes = _list_pdf_sizes(write_briefing_file(shown, "pdf", SITE).content)
    assert len(sizes) >= LEAST
    assert sizes <= SLIDE


def test_a_talk_sheet_as_pdf_has_sizes_of_paper_only(make_talk: TalkMaker) -> None:
    sizes = _list_pdf_sizes(make_talk("pdf"))
    assert len(sizes) >= LEAST
    assert sizes <= PAPER


def test_a_talk_sheet_in_word_has_sizes_of_paper_only(make_talk: TalkMaker) -> None:
    content = make_talk("docx")
    styles = {style.style_id: style for style in docx.Document(BytesIO(content)).styles}
    sizes = set()
    for part in _read_parts(content, r"word/(document|footer\d*)\.xml"):
        for run in part.iterfind(".//w:r", NAMES):
            own = run.xpath("string(w:rPr/w:sz/@w:val)", namespaces=NAMES)
            style = run.xpath("string(ancestor::w:p[1]/w:pPr/w:pStyle/@w:val)", namespaces=NAMES)
            sizes.add(int(own) / 2 if own else styles[style or "Normal"].font.size.pt)
    assert len(sizes) >= LEAST
    assert sizes <= PAPER


@pytest.mark.parametrize("size", SHEETS)
def test_a_picture_of_the_map_has_sizes_of_its_sheet_only(ask: Ask, size: SizeName) -> None:
    # A title that is too long for its line takes the next size, not one in between.
    page = ask("?gebied=den-haag-zuidwest&laag=misdrijven_per_1000&taal=en")
    svg = write_map_file(page, MapOptions("svg", size=size), SITE).content.decode()
    sizes = {float(found) for found in re.findall(r"font-size: ([\d.]+)px", svg)}
    assert len(sizes) >= LEAST
    assert sizes <= (SLIDE if size == "slide" else PAPER)


def _read_parts(content: bytes, name: str) -> list[etree._Element]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        found = [part for part in file.namelist() if re.fullmatch(name, part)]
        return [etree.fromstring(file.read(part)) for part in found]


def _list_pdf_sizes(content: bytes) -> set[float]:
    sizes: set[float] = set()

    def collect(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if text.strip():
            sizes.add(size)

    for page in PdfReader(BytesIO(content)).pages:
        page.extract_text(visitor_text=collect)
    return sizes

"""The talk sheet: its numbers are those of the edition, and nobody but the meeting fills it in."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table, _Row
from pypdf import PdfReader

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import Programme
from nplv_geo.definitions.read import read_programme
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.export.talk.as_docx import write_docx
from nplv_geo.export.talk.as_pdf import write_pdf
from nplv_geo.ground.errors import ExportError
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.present.page.making import make_page
from nplv_geo.present.page.page import Page
from nplv_geo.present.talk.models import TalkSheet
from nplv_geo.present.talk.rows import MOST_ROWS, make_line, tell_since_start
from nplv_geo.present.talk.sheet import make_talk_sheet
from nplv_geo.present.values.profile import Profile, make_profile
from nplv_geo.statistics.time.moves import Change, measure_change
from tests import made_up_points
from tests.commands import tiny

LINK = "https://wijken.example/?gebied=heerlen-noord"
OFFICE = shutil.which("soffice")
CRIME, HEALTH = "misdrijven_per_1000", "goed_ervaren_gezondheid_pct"
MOST_PAGES = 3
ENGLISH = ("heerlen-noord", "rotterdam-zuid", "utrecht-overvecht")


@pytest.fixture(scope="module")
def programme(catalog: Catalog, areas: dict[str, FocusArea]) -> Programme:
    return read_programme(PROJECT, catalog, areas)


@pytest.fixture(scope="module")
def pages(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> dict[tuple[str, str], Page]:
    asked = [(area, "nl") for area in areas] + [(area, "en") for area in ENGLISH]
    return {
        one: make_page(f"?gebied={one[0]}&taal={one[1]}", starter_edition, catalog, areas)
        for one in asked
    }


@pytest.fixture(scope="module")
def sheets(
    pages: dict[tuple[str, str], Page], programme: Programme
) -> dict[tuple[str, str], TalkSheet]:
    return {one: make_talk_sheet(page, programme, LINK) for one, page in pages.items()}


@pytest.fixture(scope="module")
def heerlen(sheets: dict[tuple[str, str], TalkSheet]) -> TalkSheet:
    return sheets["heerlen-noord", "nl"]


# --- the figures ----------------------------------------------------------------------------------


def test_a_row_has_the_values_of_the_edition(
    pages: dict[tuple[str, str], Page], sheets: dict[tuple[str, str], TalkSheet]
) -> None:
    compared = 0
    for one, sheet in sheets.items():
        page = pages[one]
        for row in (row for line in sheet.lines for row in line.rows):
            layer = page.catalog.layer(row.layer)
            for text in (row.start, row.now):
                written, period = re.fullmatch(r"(.+) \((\d{4})\)", text).groups()  # type: ignore[union-attr]
                cell = page.edition.values.cell(row.layer, period, page.view.area)
                assert written == page.t.value(cell.value, layer), (one, row)
                compared += 1
            known = [
                period
                for period in page.edition.periods(row.layer)
                if page.edition.values.cell(row.layer, period, page.view.area).value is not None
            ]
            assert row.now.endswith(f"({known[-1]})")
    assert compared >= 4 * len(sheets)


def read_number(text: str) -> float:
    """The number that a text begins with."""
    return float(text.split(maxsplit=1)[0].replace("\u2212", "-").replace(",", "."))


def test_heerlen_noord_as_published(heerlen: TalkSheet) -> None:
    rows = {row.layer: row for line in heerlen.lines for row in line.rows}
    crime = rows[CRIME]
    assert (crime.start[-6:], crime.now) == ("(2022)", "60,8 (2025)")
    start, change = (read_number(text) for text in (crime.start, crime.change))
    assert 60.8 - start == pytest.approx(change, abs=0.11)
    assert crime.sure == "kan toeval zijn, voorlopig"
    assert (crime.tone, crime.is_clear) == ("", False)
    health = rows[HEALTH]
    assert health.change == "\u22126,3 procentpunt"
    assert health.sure == "onbekend, geschat"


def test_gemeente_and_country_changed_over_the_same_years(
    heerlen: TalkSheet, pages: dict[tuple[str, str], Page]
) -> None:
    values = pages["heerlen-noord", "nl"].edition.values
    (crime,) = (row for line in heerlen.lines for row in line.rows if row.layer == CRIME)
    for area, written in (("GM0917", crime.gemeente), ("NL00", crime.country)):
        start, now = (values.cell(CRIME, year, area).value for year in ("2022", "2025"))
        assert start is not None
        assert now is not None
        assert read_number(written) == pytest.approx(now - start, abs=0.051)


def test_each_layer_of_a_line_has_a_row_or_is_counted(
    sheets: dict[tuple[str, str], TalkSheet], programme: Programme
) -> None:
    for one, sheet in sheets.items():
        for line, wanted in zip(sheet.lines, programme.lines.line, strict=True):
            single = re.findall(r"\((\d+)\):", " ".join(line.remarks))
            absent = re.findall(r": (\d+)\.", " ".join(line.remarks))
            assert len(line.rows) + sum(map(int, [*single, *absent])) == len(wanted.layers), one


def test_what_there_is_of_gemeenten_only_is_not_waited_for(heerlen: TalkSheet) -> None:
    remarks = [remark for line in heerlen.lines for remark in line.remarks]
    larger = "Alleen per gemeente of groter, dus niet voor dit gebied (2): mensenhandel en "
    assert f"{larger}mensensmokkel." in remarks


# --- how sure it is -------------------------------------------------------------------------------


def changed(**facts: Any) -> Change:  # noqa: ANN401  # attributes of a change
    usual: dict[str, Any] = {
        "first": "2022", "last": "2025", "start": 64.6, "now": 58.6, "change": -6.0,
        "margin": 2.0, "is_clear": True, "reason": "", "provisional": False, "periods": 4,
    }  # fmt: skip
    return Change(**usual | facts)


@pytest.mark.parametrize(
    ("layer", "change", "nl", "en", "tone"),
    [
        (CRIME, changed(), "duidelijk gunstiger", "clearly better", "better"),
        (CRIME, changed(change=6.0), "duidelijk ongunstiger", "clearly worse", "worse"),
        ("koopwoningen_pct", changed(), "duidelijk lager", "clearly lower", ""),
        ("koopwoningen_pct", changed(change=6.0), "duidelijk hoger", "clearly higher", ""),
        (CRIME, changed(provisional=True), "duidelijk gunstiger, voorlopig",
         "clearly better, provisional", "better"),
        (CRIME, changed(is_clear=False, reason="within_uncertainty"), "kan toeval zijn",
         "may be chance", ""),
        (CRIME, changed(is_clear=False, reason="within_rounding"), "kan afronding zijn",
         "may be rounding", ""),
        (CRIME, changed(is_clear=False, reason="unknown_uncertainty"), "onbekend", "unknown", ""),
        (CRIME, changed(is_clear=False, reason="exceptional_start"),
         "onbekend: bijzonder beginjaar", "unknown: the first year was no ordinary one", ""),
        (CRIME, changed(is_clear=False, reason="provisional", provisional=True),
         "wacht op het definitieve cijfer, voorlopig", "awaits the final figure, provisional", ""),
        (CRIME, changed(is_clear=False, reason="uneven"), "onbekend: gaat op en neer",
         "unknown: goes up and down", ""),
        (CRIME, changed(coverage=0.68), "niet genoeg bekend, 68\u202f% bekend",
         "not enough is known, 68\u202f% known", ""),
        # Of an estimate without a margin nobody knows what is clear.
        (HEALTH, changed(margin=None), "niet genoeg bekend, geschat",
         "not enough is known, estimated", ""),
    ],
)  # fmt: skip
def test_words_for_how_sure_a_change_is(  # noqa: PLR0913, PLR0917  # as many as the list has columns
    layer: str,
    change: Change,
    nl: str,
    en: str,
    tone: str,
    pages: dict[tuple[str, str], Page],
    programme: Programme,
) -> None:
    for language, words in (("nl", nl), ("en", en)):
        page = pages["heerlen-noord", language]
        profile = with_changes(page, {layer: change})
        line = next(one for one in programme.lines.line if layer in one.layers)
        made = make_line(page, profile, line, ())
        (row,) = (row for row in made.rows if row.layer == layer)
        assert (row.sure, row.tone) == (words, tone)
        assert row.is_clear == words.startswith(("duidelijk", "clearly"))


def with_changes(page: Page, changes: dict[str, Change]) -> Profile:
    found = make_profile(page.edition, page.catalog, page.focus_areas, page.view.area)
    items = (replace(item, change=changes.get(item.layer.id)) for item in found.items)
    return replace(found, items=tuple(items))


def test_what_changed_clearly_comes_first_and_what_has_no_room_is_named(
    pages: dict[tuple[str, str], Page], programme: Programme
) -> None:
    page = pages["heerlen-noord", "nl"]
    line = next(one for one in programme.lines.line if one.id == "meedoen")
    there = [la for la in line.layers if page.edition.has(la)]
    unclear = changed(is_clear=False, reason="within_uncertainty")
    many = dict.fromkeys(there, unclear) | {there[-1]: changed()}
    made = make_line(page, with_changes(page, many), line, ())
    assert made.rows[0].layer == there[-1]
    assert [row.is_clear for row in made.rows] == [True] + [False] * (len(made.rows) - 1)
    assert made.summary == f"Duidelijk veranderd: 1 van de {len(there)} cijfers."
    assert len(made.rows) == min(MOST_ROWS, len(there))
    assert any(r.startswith("Ook bekeken (kan toeval zijn)") for r in made.remarks) == (
        len(there) > MOST_ROWS
    )


@pytest.mark.parametrize(
    ("years", "first"),
    [
        ((2020, 2024, 2025), "2020"),  # not 2024, the first year since the start
        ((2021, 2022, 2023, 2024), "2022"),
        ((2020, 2021, 2024), "2021"),
        ((2023, 2024), "2023"),
    ],
)
def test_a_change_starts_with_the_newest_figure_up_to_the_start_of_the_programme(
    years: tuple[int, ...], first: str, pages: dict[tuple[str, str], Page]
) -> None:
    page = pages["heerlen-noord", "nl"]
    profile = make_profile(page.edition, page.catalog, page.focus_areas, page.view.area)
    item = profile.find_item(CRIME)
    assert item is not None
    points = tuple(
        replace(series, period=str(year))
        for series, year in zip(made_up_points.points((60, 50, 55, 40)), years, strict=False)
    )
    own = replace(item, points=points, change=measure_change(points, item.layer))
    found = tell_since_start(own).change
    assert found is not None
    assert (found.first, found.last) == (first, str(years[-1]))
    assert found.start == points[years.index(int(first))].value


def test_a_break_still_cuts_off_what_came_before_it(pages: dict[tuple[str, str], Page]) -> None:
    page = pages["heerlen-noord", "nl"]
    profile = make_profile(page.edition, page.catalog, page.focus_areas, page.view.area)
    item = profile.find_item(CRIME)
    assert item is not None
    old, *new = made_up_points.points((60, 50, 55), first=2022)
    points = (replace(old, period="2020", series=0), *new)
    own = replace(item, points=points, change=measure_change(points, item.layer))
    found = tell_since_start(own).change
    assert found is not None
    assert (found.first, found.last) == ("2023", "2024")


FEWER_OWNERS = re.sub(r"(?m)^(WK091710|WK091720|BU0917[12]00\d)(.*;)\d+$", r"\1\g<2>5", tiny.KWB)


def test_a_made_edition_that_moved_says_so(
    tmp_path: Path, catalog: Catalog, areas: dict[str, FocusArea], programme: Programme
) -> None:
    files = (
        tiny.write_boundaries(tmp_path),
        tiny.write_figures(tmp_path, FEWER_OWNERS, "85618NED.csv"),
        tiny.write_figures(tmp_path, tiny.KWB, "85984NED.csv"),
    )
    for arguments in (("import", *files), ("build",)):
        done = tiny.run(*arguments, data=tmp_path / "data")
        assert done.exit_code == 0, done.output
    edition = open_current(tmp_path / "data/editions")
    page = make_page("?gebied=heerlen-noord", edition, catalog, areas)
    sheet = make_talk_sheet(page, programme, LINK)
    (homes,) = (line for line in sheet.lines if line.id == "woningen_en_wijken")
    assert [(row.layer, row.start, row.now, row.change, row.sure) for row in homes.rows] == [
        ("koopwoningen_pct", "5\u202f% (2023)", "44\u202f% (2024)", "+39 procentpunt",
         "duidelijk hoger"),
        ("woningvoorraad", "700 (2023)", "700 (2024)", "0", "kan afronding zijn"),
    ]  # fmt: skip
    assert [(row.gemeente, row.country) for row in homes.rows] == [("0", "0"), ("–", "–")]
    assert homes.summary == "Duidelijk veranderd: 1 van de 2 cijfers."
    assert [note.head for note in sheet.notes].count("Veel tegelijk.") == 1


# --- what was agreed ------------------------------------------------------------------------------


def test_every_agreement_of_an_area_stands_in_its_line(
    sheets: dict[tuple[str, str], TalkSheet], programme: Programme
) -> None:
    for (area, language), sheet in sheets.items():
        for line in sheet.lines:
            facts = [fact for fact in programme.list_facts(area) if line.id in fact.lines]
            assert len(line.agreed) == len(facts)
            for fact, agreed in zip(facts, line.agreed, strict=True):
                assert fact.text.in_(sheet.language) in agreed.text
                assert agreed.url == fact.source_url
            assert bool(line.agreed_note) == (not facts), (area, language)
        figures = [figure.source for figure in programme.list_figures(area)]
        told = [one.source for one in sheet.agreed]
        assert all(any(t.startswith(figure) for t in told) for figure in figures)


def test_where_nothing_was_found_that_is_said(
    pages: dict[tuple[str, str], Page], programme: Programme
) -> None:
    nameless = make_talk_sheet(pages["schiedam-nieuwland-oost", "nl"], programme, LINK)
    assert nameless.agreed == ()
    assert nameless.agreed_note.startswith("Hoe het programma hier heet")
    silent = replace(programme, facts=(), figures=())
    sheet = make_talk_sheet(pages["delft-west", "nl"], silent, LINK)
    assert sheet.agreed_note == "Over dit gebied vonden wij geen openbare bron met afspraken."
    assert {line.agreed_note for line in sheet.lines} == {
        "Over deze lijn vonden wij geen openbare bron met een afspraak."
    }


@pytest.mark.parametrize("area", ["NL00", "GM0917", "WK091720", "BU09172000", "nplv"])
def test_only_a_focus_area_has_a_sheet(
    area: str,
    programme: Programme,
    starter_edition: Edition,
    catalog: Catalog,
    areas: dict[str, FocusArea],
) -> None:
    page = make_page(f"?gebied={area}", starter_edition, catalog, areas)
    with pytest.raises(ExportError, match=r"is er geen gespreksblad; kies een focusgebied\.$"):
        make_talk_sheet(page, programme, LINK)


# --- files ----------------------------------------------------------------------------------------


def opened(sheet: TalkSheet) -> Document:
    return docx.Document(BytesIO(write_docx(sheet)))


def texts_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def plain(text: str) -> str:
    return "".join(text.split())


def read_pages(reader: PdfReader, sheet: TalkSheet) -> str:
    """Text of a PDF from page to page, without what stands at the foot of each."""
    count = len(reader.pages)
    text = ""
    for number, page in enumerate(reader.pages, start=1):
        foot = plain(sheet.foot + sheet.number_page(number, count))
        found = plain(page.extract_text())
        assert found.count(foot) == 1
        text += found.replace(foot, "")
    return text


def test_each_area_makes_two_files_that_open_with_the_same_texts(
    sheets: dict[tuple[str, str], TalkSheet],
) -> None:
    assert len(sheets) == 20 + len(ENGLISH)
    for one, sheet in sheets.items():
        document, reader = opened(sheet), PdfReader(BytesIO(write_pdf(sheet)))
        assert 1 <= len(reader.pages) <= MOST_PAGES, one
        printed = read_pages(reader, sheet)
        tables = [texts_of(table) for table in document.tables]
        rows = [row for table in tables for row in table]
        for line in sheet.lines:
            for row in line.rows:
                assert [text.replace("\u202f", "\u00a0") for text in row.cells] in rows
                assert all(plain(text) in printed for text in row.cells), (one, row)
            for remark in (*line.remarks, line.summary, *(a.text for a in line.agreed)):
                assert plain(remark) in printed
        blank = [list(sheet.blank.columns), *[["", "", ""]] * sheet.blank.rows]
        assert tables.count(blank) == len(sheet.lines)
        language = {"nl": "nl-NL", "en": "en-GB"}[sheet.language]
        assert reader.trailer["/Root"]["/Lang"] == language
        assert reader.metadata is not None
        assert reader.metadata.title == document.core_properties.title == sheet.document


def test_word_has_headings_languages_and_tables_that_can_be_read_aloud(
    sheets: dict[tuple[str, str], TalkSheet],
) -> None:
    sheet = sheets["rotterdam-zuid", "en"]
    document = opened(sheet)
    names = [p.style.name for p in document.paragraphs if p.style is not None]
    levels = [int(name[-1]) for name in names if name.startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) == len(sheet.lines) + 2
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in document.tables:
        (head, *others) = table.rows
        assert [is_repeated(row) for row in (head, *others)] == [True] + [False] * len(others)
    captions = [one.get(qn("w:val")) for one in document.element.iter(qn("w:tblCaption"))]
    assert len(set(captions)) == len(captions) == len(document.tables)
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.comments == ""


def is_repeated(row: _Row) -> bool:
    return row._tr.find(f".//{qn('w:tblHeader')}") is not None  # noqa: SLF001  # has no other way


def elements(node: Any, kind: str) -> Iterator[Any]:  # noqa: ANN401  # objects of a PDF
    """All elements of one kind in the structure of a PDF, in reading order."""
    here = node.get_object()
    if here.get("/S") == kind:
        yield here
    for kid in here.get("/K", []) if isinstance(here.get("/K"), list) else [here.get("/K")]:
        if kid is not None and "/MCID" not in kid.get_object():
            yield from elements(kid, kind)


def test_the_pdf_is_tagged_and_its_columns_for_the_meeting_are_empty(heerlen: TalkSheet) -> None:
    reader = PdfReader(BytesIO(write_pdf(heerlen)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    tree = root["/StructTreeRoot"]["/K"]
    assert len(list(elements(tree, "/H1"))) == 1
    assert len(list(elements(tree, "/H2"))) == len(heerlen.lines) + 2
    heads = list(elements(tree, "/TH"))
    assert {head["/A"]["/Scope"] for head in heads} == {"/Column", "/Row"}
    tables = list(elements(tree, "/Table"))
    empty = [
        [list(cell["/K"]) for cell in elements(table, "/TD")]
        for table in tables
        if not any(cell["/K"] for cell in elements(table, "/TD"))
    ]
    assert empty == [[[]] * 3 * heerlen.blank.rows] * len(heerlen.lines)
    # Each marked piece belongs to one element, in both directions.
    for number, page in enumerate(reader.pages):
        marks = re.findall(rb"/MCID (\d+)", page.get_contents().get_data())
        numbers = tree.get_object()["/P"]["/ParentTree"]["/Nums"]
        assert len(numbers[2 * number + 1]) == len(marks) == len(set(marks))
    assert [entry["/Title"] for entry in reader.outline][1] == heerlen.lines[0].label


def test_a_sheet_with_as_many_rows_as_there_can_be_still_has_three_pages(
    sheets: dict[tuple[str, str], TalkSheet], programme: Programme
) -> None:
    for one in (("rotterdam-zuid", "nl"), ("utrecht-overvecht", "en"), ("groningen-noord", "nl")):
        sheet = sheets[one]
        (row,) = (row for line in sheet.lines for row in line.rows if row.layer == HEALTH)
        full = tuple(
            replace(line, rows=(row,) * min(MOST_ROWS, len(wanted.layers)))
            for line, wanted in zip(sheet.lines, programme.lines.line, strict=True)
        )
        assert len(PdfReader(BytesIO(write_pdf(replace(sheet, lines=full)))).pages) == MOST_PAGES


def test_the_same_edition_gives_the_same_bytes(heerlen: TalkSheet) -> None:
    assert write_docx(heerlen) == write_docx(heerlen)
    assert write_pdf(heerlen) == write_pdf(heerlen)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("area", ENGLISH)
def test_libreoffice_opens_it_on_few_pages(
    area: str, sheets: dict[tuple[str, str], TalkSheet], tmp_path: Path
) -> None:
    sheet = sheets[area, "nl"]
    (tmp_path / "blad.docx").write_bytes(write_docx(sheet))
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [OFFICE or "", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(tmp_path / "blad.docx")], check=True, timeout=180)
    reader = PdfReader(tmp_path / "blad.pdf")
    assert len(reader.pages) <= MOST_PAGES
    printed = plain("".join(page.extract_text() for page in reader.pages))
    assert printed.count("VastloperWieWanneer") == len(sheet.lines)


# --- the command ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "start"), [("blad.docx", b"PK\x03\x04"), ("blad.pdf", b"%PDF")])
def test_the_command_writes_one_area(
    name: str,
    start: bytes,
    starter_settings: Settings,
    starter_edition: Edition,
    tmp_path: Path,
) -> None:
    assert starter_edition.id
    asked = ("--area", "heerlen-noord", "--lang", "en", "--out", tmp_path / name)
    done = tiny.run("export", "talk", *asked, data=starter_settings.data)
    assert done.exit_code == 0, done.output
    assert (tmp_path / name).read_bytes()[:4] == start


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("--area", "../../etc/passwd", "--out", "x.docx"), "is er niet in deze editie"),
        (("--area", "NL00", "--out", "x.docx"), "geen gespreksblad; kies een focusgebied"),
        (("--area", "heerlen-noord", "--out", "x.odt"), "'odt' bestaat niet; kies uit docx, pdf"),
        (("--area", "heerlen-noord", "--lang", "fr", "--out", "x.pdf"), "Taal 'fr'"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(  # noqa: PLR0913, PLR0917  # a case and its place
    asked: tuple[str, ...],
    sentence: str,
    starter_settings: Settings,
    starter_edition: Edition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert starter_edition.id
    monkeypatch.chdir(tmp_path)
    done = tiny.run("export", "talk", *asked, data=starter_settings.data)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []

"""The talk sheet on the web: one sheet as page, Word and PDF; strangers are refused."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from pypdf import PdfReader

from nplv_geo.commands.main import main
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.export.options import TALK_KINDS
from nplv_geo.export.requests import TalkRequest
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.export import write_talk
from nplv_geo.present.briefing.downloads import make_download_menu
from nplv_geo.present.page.making import make_page

AREA = "gebied=heerlen-noord"


def cells_of_page(text: str) -> list[list[str]]:
    """Rows of all tables of a page, cell by cell."""
    rows = re.findall(r"<tr[ >].*?</tr>|<tr>.*?</tr>", text, re.DOTALL)
    return [
        [
            unescape(re.sub(r"<[^>]*>", "", cell)).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def test_page_word_and_pdf_say_the_same(
    client: FlaskClient, starter_edition: Edition, starter_settings: Settings
) -> None:
    page = client.get("/gesprek/heerlen-noord")
    assert page.status_code == 200
    on_page = cells_of_page(page.text)
    where = (starter_edition.folder, starter_settings.project, f"?{AREA}")
    made = [write_talk(TalkRequest(*where, kind, "https://wijken.example")) for kind in TALK_KINDS]
    document = docx.Document(BytesIO(made[0].content))
    in_word = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
    assert [[c.replace("\u202f", "\u00a0") for c in row] for row in on_page] == in_word
    pdf = PdfReader(BytesIO(made[1].content))
    printed = "".join("".join(page.extract_text() for page in pdf.pages).split())
    assert all("".join(cell.split()) in printed for row in on_page for cell in row)
    assert on_page.count(["", "", ""]) == 12


@pytest.mark.parametrize(("query", "language"), [("", "nl"), ("?taal=en", "en"), ("?taal=x", "nl")])
def test_the_page_is_whole_in_its_language(query: str, language: str, client: FlaskClient) -> None:
    answer = client.get(f"/gesprek/den-haag-zuidwest{query}")
    assert f'<html lang="{language}">' in answer.text
    levels = [int(level) for level in re.findall(r"<h([1-6])", answer.text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    assert "<script" not in answer.text
    suffix = "&amp;taal=en" if language == "en" else ""
    assert f'href="/export/talk.docx?gebied=den-haag-zuidwest{suffix}"' in answer.text


@pytest.mark.parametrize("area", ["GM0917", "NL00", "nplv", "nergens", "%3Cscript%3E", "a" * 5000])
def test_what_has_no_sheet_is_not_found_and_all_that_do_are_named(
    area: str, client: FlaskClient
) -> None:
    answer = client.get(f"/gesprek/{area}")
    assert answer.status_code == 404
    assert answer.text.count('<li><a href="/gesprek/') == 20
    assert "<script" not in answer.text


def test_a_pinned_edition_stays_pinned(client: FlaskClient, starter_edition: Edition) -> None:
    pinned = client.get(f"/gesprek/heerlen-noord?editie={starter_edition.id}").text
    assert f"/export/talk.pdf?{AREA}&amp;editie={starter_edition.id}" in pinned
    gone = client.get("/gesprek/heerlen-noord?editie=20200101T000000000-00000000")
    assert gone.status_code == 200
    assert "editie=" not in gone.text


def test_route_and_command_give_the_same_file(
    export_client: FlaskClient,
    starter_settings: Settings,
    starter_edition: Edition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NPLV_DATA", str(starter_settings.data))
    monkeypatch.setenv("NPLV_URL", "http://localhost/")
    for kind in ("docx", "pdf"):
        answer = export_client.get(f"/export/talk.{kind}?{AREA}")
        day = starter_edition.manifest.built[:10]
        name = f"zicht-op-wijken_heerlen-noord_gespreksblad_nl_{day}.{kind}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        tag = {"If-None-Match": answer.headers["ETag"]}
        again = export_client.get(f"/export/talk.{kind}?{AREA}", headers=tag)
        assert (again.status_code, again.data) == (304, b"")
        asked = ["--area", "heerlen-noord", "--format", kind, "--out", str(tmp_path)]
        done = CliRunner().invoke(main, ["export", "talk", *asked])
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).read_bytes() == answer.data


@pytest.mark.parametrize(
    "query",
    [
        "",
        "gebied=NL00",
        "gebied=GM0917",
        "gebied=..%2f..%2fetc%2fpasswd",
        f"{AREA}&taal=xx",
        f"{AREA}&laag=%00",
        f"{AREA}&editie=geen",
        f"{AREA}&x={'y' * 10_000}",
    ],
)
def test_hostile_words_are_refused_with_one_sentence(
    export_client: FlaskClient, query: str
) -> None:
    answer = export_client.get(f"/export/talk.docx?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert len(answer.text.strip().splitlines()) == 1
    assert len(answer.text) < 200


@pytest.mark.parametrize("path", ["/export/talk.exe", "/export/talk.pptx", "/export/talk"])
def test_other_kinds_are_not_found(export_client: FlaskClient, path: str) -> None:
    assert export_client.get(path).status_code == 404


def test_menu_and_programme_lead_to_it(
    client: FlaskClient, starter_edition: Edition, catalog: Catalog
) -> None:
    def hrefs(query: str) -> list[str]:
        found = make_download_menu(make_page(query, starter_edition, catalog, {}))
        return [link.href for group in found.groups for row in group.rows for link in row.links]

    wanted = [
        "/gesprek/heerlen-noord?taal=en",
        f"/export/talk.docx?{AREA}&taal=en",
        f"/export/talk.pdf?{AREA}&taal=en",
    ]
    assert [href for href in hrefs(f"?{AREA}&taal=en") if "talk" in href or "gesprek" in href] == (
        wanted
    )
    assert not any("talk" in href or "gesprek" in href for href in hrefs("?gebied=GM0917"))
    assert 'href="/gesprek/heerlen-noord"' in client.get("/programma/heerlen-noord").text

"""The briefing of a server: the file of the command, and hostile input refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from nplv_geo.commands.main import main
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from nplv_geo.present.briefing.downloads import make_download_menu
from nplv_geo.present.page.making import make_page

HOME = "/export/briefing.pdf?gebied=heerlen-noord"


@pytest.fixture
def client(export_client: FlaskClient) -> FlaskClient:
    return export_client


def test_route_and_command_give_the_same_file(
    client: FlaskClient,
    starter_settings: Settings,
    starter_edition: Edition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = client.get(HOME)
    day = starter_edition.manifest.built[:10]
    name = f"zicht-op-wijken_heerlen-noord_briefing_nl_{day}.pdf"
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    again = client.get(HOME, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    monkeypatch.setenv("NPLV_DATA", str(starter_settings.data))
    monkeypatch.setenv("NPLV_URL", "http://localhost/")
    asked = ["--area", "heerlen-noord", "--format", "pdf", "--out", str(tmp_path)]
    done = CliRunner().invoke(main, ["export", "briefing", *asked])
    assert done.exit_code == 0, done.output
    assert (tmp_path / name).read_bytes() == answer.data


@pytest.mark.parametrize(
    "query",
    [
        "gebied=NL00",
        "gebied=BU09172000",
        "gebied=..%2f..%2fetc%2fpasswd",
        "gebied=heerlen-noord&taal=xx",
        "gebied=heerlen-noord&laag=%00",
        "gebied=heerlen-noord&periode=9999",
        f"gebied=heerlen-noord&x={'y' * 10_000_000}",
    ],
)
def test_hostile_words_are_refused_with_one_sentence(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/export/briefing.pptx?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert len(answer.text.strip().splitlines()) == 1
    assert len(answer.text) < 200


@pytest.mark.parametrize("path", ["/export/briefing.exe", "/export/briefing", "/export/briefing."])
def test_other_kinds_are_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_menu_offers_it_where_there_is_one(starter_edition: Edition, catalog: Catalog) -> None:
    def hrefs(query: str) -> list[str]:
        found = make_download_menu(make_page(query, starter_edition, catalog, {}))
        return [link.href for group in found.groups for row in group.rows for link in row.links]

    assert "/export/briefing.pptx?gebied=heerlen-noord" in hrefs("?gebied=heerlen-noord")
    assert not any("briefing" in href for href in hrefs("?"))

"""``/export/data.…``: the files of the command, and hostile input."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from nplv_geo.commands.main import main
from nplv_geo.ground.settings import Settings

QUERY = "gebied=heerlen-noord&laag=koopwoningen_pct"
FIGURES = f"/export/data.csv?{QUERY}"


@pytest.fixture
def client(export_client: FlaskClient) -> FlaskClient:
    return export_client


@pytest.fixture
def here(starter_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to work in, with the starter edition as the current one."""
    monkeypatch.setenv("NPLV_DATA", str(starter_settings.data))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("more", "options"),
    [
        ("", []),
        ("&komma=ja&bom=ja", ["--komma", "--bom"]),
        ("&alles=ja", ["--alles"]),
        ("&alles=nee&taal=en", ["--lang", "en"]),
    ],
)
@pytest.mark.usefixtures("here")
def test_command_and_route_give_the_same_file(
    more: str, options: list[str], client: FlaskClient, tmp_path: Path
) -> None:
    asked = ["--area", "heerlen-noord", "--layer", "koopwoningen_pct", *options]
    done = CliRunner().invoke(main, ["export", "data", *asked, "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    answer = client.get(FIGURES + more)
    (made,) = tmp_path.iterdir()
    assert made.read_bytes() == answer.data
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{made.name}"'


@pytest.mark.parametrize(
    ("kind", "start"),
    [("xlsx", b"PK"), ("gpkg", b"SQLite format 3"), ("parquet", b"PAR1"), ("geojson", b"{")],
)
def test_each_kind_is_sent(kind: str, start: bytes, client: FlaskClient) -> None:
    answer = client.get(f"/export/data.{kind}?{QUERY}")
    assert answer.status_code == 200
    assert answer.data.startswith(start)


def test_a_file_that_the_browser_has_is_not_made_again(client: FlaskClient) -> None:
    tag = client.get(FIGURES).headers["ETag"]
    again = client.get(FIGURES, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(f"{FIGURES}&alles=ja", headers={"If-None-Match": tag})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "more",
    [
        "&alles=1",
        "&alles=../../x",
        "&komma=%00",
        "&bom=yes",
        "&taal=xx",
        "&niveau=straat",
        "&periode=9999",
        f"&x={'y' * 10_000_000}",
    ],
)
def test_hostile_words_are_refused_with_one_sentence(client: FlaskClient, more: str) -> None:
    answer = client.get(FIGURES + more)
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert len(answer.text.strip().splitlines()) == 1
    assert len(answer.text) < 200


def test_comma_is_for_csv_only_and_other_kinds_are_not_there(client: FlaskClient) -> None:
    assert client.get(f"/export/data.xlsx?{QUERY}&komma=ja").status_code == 400
    assert client.get(f"/export/data.exe?{QUERY}").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        ["--area", "../../etc/passwd", "--out", "x.csv"],
        ["--area", "heerlen-noord", "--out", "x.exe"],
        ["--area", "heerlen-noord", "--komma", "--out", "x.gpkg"],
        ["--layer", "bestaat_niet", "--out", "x.xlsx"],
    ],
)
@pytest.mark.usefixtures("here")
def test_the_command_says_in_one_line_what_is_wrong(asked: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "data", *asked])
    assert done.exit_code == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []

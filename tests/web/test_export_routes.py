"""The exports of a server: the files of the command, hostile input, and a queue with an end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from nplv_geo.commands.main import main
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.queue import ExportFailedError, ExportStoppedError, QueueFullError
from nplv_geo.web import create_app
from nplv_geo.web.exports.routes import add_export_routes
from nplv_geo.web.site import Server
from tests.makers import hold, let_go, make_queue, stumble, until

HOMES = "/export/map.svg?gebied=heerlen-noord&laag=koopwoningen_pct"
MANY = "Er worden nu veel bestanden tegelijk gemaakt; probeer het over 5 seconden opnieuw."


@pytest.fixture
def client(export_client: FlaskClient) -> FlaskClient:
    return export_client


def test_a_picture_is_sent_with_its_own_name(client: FlaskClient, starter_edition: Edition) -> None:
    answer = client.get(HOMES)
    day = starter_edition.manifest.built[:10]
    name = f"zicht-op-wijken_heerlen-noord_koopwoningen_pct_2024_{day}.svg"
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Koopwoningen, Heerlen-Noord, 2024" in answer.text


def test_a_picture_that_the_browser_has_is_not_drawn_again(client: FlaskClient) -> None:
    tag = client.get(HOMES).headers["ETag"]
    again = client.get(HOMES, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(f"{HOMES}&formaat=a4", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_command_and_route_give_the_same_file(
    client: FlaskClient,
    starter_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NPLV_DATA", str(starter_settings.data))
    monkeypatch.setenv("NPLV_URL", "http://localhost/")
    asked = ["--area", "heerlen-noord", "--layer", "koopwoningen_pct", "--size", "a4"]
    out = tmp_path / "kaart.svg"
    done = CliRunner().invoke(main, ["export", "map", *asked, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_bytes() == client.get(f"{HOMES}&formaat=a4").data


def test_a_folder_gets_the_file_under_its_own_name(
    starter_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPLV_DATA", str(starter_settings.data))
    asked = ["--area", "GM0917", "--layer", "inwoners", "--out", str(tmp_path)]
    done = CliRunner().invoke(main, ["export", "map", *asked])
    assert done.exit_code == 0, done.output
    (made,) = tmp_path.iterdir()
    assert made.name.startswith("zicht-op-wijken_gm0917_inwoners_2024_")
    assert made.suffix == ".png"


@pytest.mark.parametrize(
    "asked",
    [
        ["--area", "../../etc/passwd", "--out", "x.png"],
        ["--area", "heerlen-noord", "--out", "x.exe"],
        ["--area", "heerlen-noord", "--dpi", "99999", "--out", "x.png"],
        ["--layer", "bestaat_niet", "--out", "x.pdf"],
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(
    asked: list[str], starter_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPLV_DATA", str(starter_settings.data))
    monkeypatch.setenv("NPLV_URL", "https://wijken.example")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["export", "map", *asked])
    assert done.exit_code == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "more",
    [
        "&formaat=a0",
        "&formaat=../../x",
        "&dpi=100000",
        "&dpi=-1",
        "&dpi=nan",
        "&grijs=ja",
        "&gebied2=x&taal=xx",
        "&niveau=straat",
        "&periode=9999",
        "&klassen=%00",
        "&vergelijk=;drop",
        f"&x={'y' * 10_000_000}",
    ],
)
def test_hostile_words_are_refused_with_one_sentence(client: FlaskClient, more: str) -> None:
    answer = client.get(HOMES + more)
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert len(answer.text.strip().splitlines()) == 1
    assert answer.text.strip().endswith(".")
    assert len(answer.text) < 200


@pytest.mark.parametrize(
    "query",
    ["gebied=..%2f..%2fetc%2fpasswd", "laag=..%2f..%2fx", "gebied=%F0%9F%92%A9", "laag=%ff"],
)
def test_strange_areas_and_layers_are_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/export/map.png?{query}").status_code == 400


@pytest.mark.parametrize("path", ["/export/", "/export/map", "/export/map.exe", "/export/x/../map"])
def test_other_addresses_are_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_what_does_not_fit_in_the_queue_is_told_when_to_come_back(
    starter_settings: Settings, starter_edition: Edition, tmp_path: Path
) -> None:
    assert starter_edition.id
    flask, queue = Flask(__name__), make_queue(tmp_path, more={hold: str})
    add_export_routes(flask, Server(starter_settings), starter_settings, queue)
    with ThreadPoolExecutor(2) as browser:
        held = [browser.submit(queue.run, hold, "full", str(n)) for n in range(2)]
        until(lambda: queue.count_before("0") is not None and queue.count_before("1") is not None)
        answer = flask.test_client().get(HOMES)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert answer.text.strip() == MANY
        let_go("full")
        assert [future.result(5) for future in held] == ["full", "full"]
    assert flask.test_client().get(HOMES).status_code == 200
    queue.close()


def test_an_order_that_has_not_begun_can_be_stopped_and_gives_its_place_back(
    tmp_path: Path,
) -> None:
    queue = make_queue(tmp_path, more={hold: str})
    with ThreadPoolExecutor(3) as browser:
        first = browser.submit(queue.run, hold, "first", "1")
        until(lambda: queue.count_before("1") == 0)
        second = browser.submit(queue.run, hold, "never", "2")
        until(lambda: queue.count_before("2") == 1)
        with pytest.raises(QueueFullError):
            queue.submit(hold, "never")
        queue.stop("2")
        with pytest.raises(ExportStoppedError):
            second.result(5)
        let_go("third")
        third = browser.submit(queue.run, hold, "third", "3")
        let_go("first")
        assert (first.result(5), third.result(5)) == ("first", "third")
    assert (queue.count_before("1"), queue.count_before("2")) == (None, None)
    queue.close()


def test_an_order_can_be_followed_and_stopped_by_its_ticket(
    starter_settings: Settings, starter_edition: Edition, tmp_path: Path
) -> None:
    assert starter_edition.id
    flask, queue = Flask(__name__), make_queue(tmp_path, 1, 3, more={hold: str})
    add_export_routes(flask, Server(starter_settings), starter_settings, queue)
    client, bon = flask.test_client(), "/export/bon/1-2-3-4"
    assert client.get(bon).status_code == 204
    assert client.delete(bon).status_code == 204
    for _ in range(2):
        queue.submit(hold, "both")
    with ThreadPoolExecutor(1) as browser:
        asked = browser.submit(flask.test_client().get, HOMES, headers={"X-Bon": "1-2-3-4"})
        until(lambda: client.get(bon).status_code == 200)
        # One is being made, one more is waiting before this one.
        assert client.get(bon).json == {"before": 2}
        assert client.get(bon).headers["Cache-Control"] == "no-store"
        assert client.delete(bon).status_code == 204
        answer = asked.result(5)
    assert (answer.status_code, answer.text) == (409, "Het maken van het bestand is gestopt.\n")
    assert client.get(bon).status_code == 204
    let_go("both")
    queue.close()


def test_who_stops_need_not_wait_for_what_is_being_made(tmp_path: Path) -> None:
    queue = make_queue(tmp_path, more={hold: str})
    with ThreadPoolExecutor(1) as browser:
        asked = browser.submit(queue.run, hold, "made", "mine")
        until(lambda: queue.count_before("mine") == 0)
        queue.stop("mine")
        with pytest.raises(ExportStoppedError):
            asked.result(5)
    let_go("made")
    queue.close()


def test_what_takes_too_long_is_given_up(tmp_path: Path) -> None:
    queue = make_queue(tmp_path, more={hold: str})
    with pytest.raises(ExportFailedError):
        queue.run(hold, "long", seconds=0.01)
    let_go("long")
    queue.close()


def test_what_fails_for_a_reason_that_nobody_knows_is_logged(tmp_path: Path) -> None:
    queue = make_queue(tmp_path, more={stumble: str})
    with capture_logs() as lines, pytest.raises(ExportFailedError):
        queue.run(stumble, "x")
    assert [(line["event"], line["kind"]) for line in lines] == [("export failed", "stumble")]
    queue.close()


def test_the_server_draws_outside_its_own_process(starter_settings: Settings) -> None:
    client = create_app(starter_settings).server.test_client()
    answer = client.get("/export/map.png?gebied=heerlen-noord&laag=stapeling&formaat=vierkant")
    assert answer.status_code == 200
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"

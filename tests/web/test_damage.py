"""Editions that are damaged, before and while they are served: the last good one goes on, or 503.

Each test injects one fault of the table in docs/faults.md.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from structlog.testing import capture_logs

from nplv_geo.edition.opening import open_whole
from nplv_geo.edition.store import current_id, make_current
from nplv_geo.ground.errors import EditionError, LayerFileError
from nplv_geo.ground.settings import Settings
from nplv_geo.web import create_app, site
from nplv_geo.web.good_editions import GoodEditions
from nplv_geo.web.site import Server
from tests.revising import repeat_edition

HEERLEN = 87_461  # inhabitants of GM0917 in 2024
PAGES = ("/", "/methode", "/embed")


@pytest.fixture
def one(starter_settings: Settings, tmp_path: Path) -> Settings:
    """Settings with one edition of its own."""
    settings = Settings(data=tmp_path, edition=None, port=0)
    shutil.copytree(starter_settings.editions, settings.editions)
    return settings


@pytest.fixture
def two(one: Settings) -> tuple[Settings, str, str]:
    """Settings with two editions, the first one current."""
    first = current_id(one.editions)
    second = repeat_edition(one.editions, first)
    make_current(one.editions, first)
    return one, first, second


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def turn_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def point(settings: Settings, edition: str) -> None:
    """As an administrator does by hand, without any check."""
    (settings.editions / "current").write_text(edition, encoding="utf-8")


def find_shapes(settings: Settings, edition: str, end: str = "br") -> Path:
    return next((settings.editions / edition / "geo").glob(f"*/buurt-GM0917.json.{end}"))


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the disk at each request, and try again what was refused."""
    monkeypatch.setattr("nplv_geo.web.good_editions.LOOK_SECONDS", 0.0)
    monkeypatch.setattr("nplv_geo.web.good_editions.RETRY_SECONDS", 0.0)


DAMAGE: dict[str, Callable[[Path], None]] = {
    "areas cut short": lambda folder: cut(folder / "areas.parquet"),
    "members gone": lambda folder: (folder / "members.parquet").unlink(),
    "a bit of the values": lambda folder: turn_a_bit(folder / "values/2024.arrow"),
    "values cut short": lambda folder: cut(folder / "values/2024.arrow"),
    "outlines empty": lambda folder: cut(folder / "shapes.parquet"),
    "manifest half": lambda folder: cut(folder / "manifest.json"),
    "manifest gone": lambda folder: (folder / "manifest.json").unlink(),
    "shapes for the browser cut short": lambda folder: cut(
        next((folder / "geo").glob("*/buurt-GM0917.json.br"))
    ),
    "a bit of figures for the browser": lambda folder: turn_a_bit(
        next((folder / "figures").glob("*/*.gz"))
    ),
    "folder gone": shutil.rmtree,
}


@pytest.mark.parametrize("fault", DAMAGE)
def test_damage_is_found_before_anybody_sees_it(one: Settings, fault: str) -> None:
    folder = one.editions / current_id(one.editions)
    DAMAGE[fault](folder)
    with pytest.raises(EditionError, match=r"is beschadigd: |is niet heel"):
        open_whole(folder)


@pytest.mark.parametrize("fault", ["areas cut short", "manifest half"])
def test_a_damaged_newer_edition_is_refused_and_the_good_one_goes_on(
    two: tuple[Settings, str, str], fault: str
) -> None:
    settings, first, second = two
    client = create_app(settings).server.test_client()
    DAMAGE[fault](settings.editions / second)
    point(settings, second)
    with capture_logs() as told:
        answers = [client.get(path) for path in (*PAGES, "/view", "/api/v1/areas")]
        ready = client.get("/readyz")
    assert [answer.status_code for answer in answers] == [200] * 5
    assert client.get("/view").get_json()["edition"] == first
    assert (ready.status_code, ready.headers["Cache-Control"]) == (200, "no-store")
    served, refused = ready.text.split("\n")
    assert served == first
    assert refused.startswith(f"{second}: ")
    assert [line["edition"] for line in told if line["event"] == "edition refused"] == [second]


def test_what_was_mended_is_served_after_a_minute(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    seconds = [0.0]
    editions = GoodEditions(settings, now=lambda: seconds[0])
    table = settings.editions / second / "areas.parquet"
    whole = table.read_bytes()
    cut(table)
    assert editions.open(settings.editions / second) is None
    assert editions.tell_refused() == [f"{second}: Editie '{second}' is beschadigd: areas.parquet."]
    table.write_bytes(whole)
    seconds[0] = 59.0
    assert editions.open(settings.editions / second) is None
    seconds[0] = 60.0
    found = editions.open(settings.editions / second)
    assert found is not None
    assert found.id == second != first
    assert editions.tell_refused() == []


OF_TABLES = [fault for fault in DAMAGE if "browser" not in fault]


@pytest.mark.parametrize("fault", OF_TABLES)
def test_damage_of_what_is_served_brings_the_last_good_one(
    two: tuple[Settings, str, str], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    settings, first, second = two
    point(settings, second)
    server = Server(settings)
    assert server.find_current_site().edition.id == second
    DAMAGE[fault](settings.editions / second)
    assert server.find_current_site().edition.id == first
    if "gone" not in fault:
        (told,) = server.editions.tell_refused()
        assert told.startswith(f"{second}: ")


def test_a_damaged_file_for_the_browser_comes_from_an_edition_that_has_it_whole(
    two: tuple[Settings, str, str],
) -> None:
    settings, _, second = two
    point(settings, second)
    client = create_app(settings).server.test_client()
    path = find_shapes(settings, second)
    whole = brotli.decompress(path.read_bytes())
    cut(path)
    answer = client.get(
        f"/geo/{path.parent.name}/buurt-GM0917.json", headers={"Accept-Encoding": "br"}
    )
    assert (answer.status_code, brotli.decompress(answer.data)) == (200, whole)
    assert client.get("/readyz").text == second


@pytest.mark.parametrize(
    "fault", ["values cut short", "shapes for the browser cut short", "folder gone"]
)
def test_without_a_good_edition_everything_says_so_with_503(
    one: Settings, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    edition = current_id(one.editions)
    client = create_app(one).server.test_client()
    digest = find_shapes(one, edition).parent.name
    DAMAGE[fault](one.editions / edition)
    with capture_logs() as told:
        shapes = client.get(f"/geo/{digest}/buurt-GM0917.json")
        pages = [client.get(path) for path in (*PAGES[:3], "/?taal=en")]
        others = [client.get(path) for path in ("/view", "/export/map.svg", "/api/v1/areas")]
    # What is whole by its own hash may go on; what is not, is not sent.
    assert shapes.status_code == (200 if fault.startswith("values") else 503)
    assert {answer.status_code for answer in (*pages, *others)} == {503}
    assert {answer.headers["Retry-After"] for answer in (*pages, *others)} == {"60"}
    assert '<html lang="nl">' in pages[0].text
    assert "<title>Even geen cijfers · Zicht op Wijken</title>" in pages[0].text
    assert "Probeer het over een minuut opnieuw." in pages[0].text
    assert '<html lang="en">' in pages[3].text
    assert "The figures can&#39;t be read now." in pages[3].text
    assert others[0].text == others[1].text
    assert others[0].text.startswith("De cijfers zijn nu niet te lezen;")
    assert others[2].get_json()["title"] == "Nu even niet"
    assert {"edition refused", "no edition to serve", "edition not readable"} <= {
        line["event"] for line in told
    }
    ready = client.get("/readyz")
    assert (ready.status_code, ready.text.split("\n")[0]) == (
        503,
        "Er is geen editie die heel is; bouw er een met 'build'.",
    )
    assert client.get("/healthz").status_code == 200
    assert client.get("/bestaat-niet").status_code == 404


def test_a_server_starts_on_the_last_good_edition(two: tuple[Settings, str, str]) -> None:
    settings, first, second = two
    cut(settings.editions / second / "areas.parquet")
    point(settings, second)
    assert Server(settings).find_current_site().edition.id == first


def test_a_server_without_a_good_edition_starts_and_recovers(
    one: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    edition = current_id(one.editions)
    table = one.editions / edition / "areas.parquet"
    whole = table.read_bytes()
    cut(table)
    client = create_app(one).server.test_client()
    assert client.get("/").status_code == 503
    table.write_bytes(whole)
    assert client.get("/").status_code == 200
    assert client.get("/readyz").text == edition


def test_a_pinned_edition_that_is_damaged_is_never_another_one(
    two: tuple[Settings, str, str],
) -> None:
    settings, first, _ = two
    cut(settings.editions / first / "areas.parquet")
    pinned = Settings(data=settings.data, edition=settings.editions / first, port=0)
    assert create_app(pinned).server.test_client().get("/").status_code == 503


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"../../etc", b"nonsense", None])
def test_a_pointer_that_can_not_be_read_leaves_the_open_edition(
    one: Settings, content: bytes | None
) -> None:
    edition = current_id(one.editions)
    server = Server(one)
    pointer = one.editions / "current"
    pointer.unlink()
    if content is None:
        pointer.mkdir()
    else:
        pointer.write_bytes(content)
    with capture_logs() as told:
        assert [server.find_current_site().edition.id for _ in range(5)] == [edition] * 5
    assert [line["log_level"] for line in told if line["event"] == "edition refused"] == ["error"]
    assert len(server.editions.tell_refused()) == 1
    pointer.rmdir() if content is None else pointer.unlink()
    point(one, edition)
    server.find_current_site()
    assert server.editions.tell_refused() == []
    # And a server that starts then takes the newest.
    pointer.unlink()
    assert Server(one).find_current_site().edition.id == edition


def test_layers_that_are_wrong_at_a_switch_leave_the_open_edition(
    two: tuple[Settings, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, first, second = two
    server = Server(settings)

    def fail(_: Settings) -> None:
        raise LayerFileError("layers/x.toml: fout.")

    monkeypatch.setattr(site, "read_definitions", fail)
    point(settings, second)
    assert server.find_current_site().edition.id == first
    assert server.editions.tell_refused() == [f"{second}: layers/x.toml: fout."]


_READ_CUT = """
import os, sys
from pathlib import Path
from nplv_geo.edition import tables
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.opening import open_whole
tables._SMALL = 1
folder = Path(sys.argv[2])
edition = open_whole(folder) if sys.argv[1] == "whole" else Edition(folder)
edition.open_tables()
os.truncate(folder / "values/2024.arrow", 100)
places = edition.areas.select(edition.areas.frame.index)
for layer, periods in edition.manifest.layers.items():
    if "2024" in periods:
        edition.values.table(layer, "2024").to_csv()
print("alive")
"""


@pytest.mark.parametrize(
    ("way", "code", "told"), [("whole", 0, "alive\n"), ("mapped", -signal.SIGBUS, "")]
)
def test_a_mapped_file_that_is_cut_short_never_ends_what_serves(
    one: Settings, way: str, code: int, told: str
) -> None:
    """The second case shows what the first one prevents."""
    folder = one.editions / current_id(one.editions)
    ended = subprocess.run(
        [sys.executable, "-c", _READ_CUT, way, folder], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (code, told)
    assert [path.name for path in one.editions.iterdir() if path.name.startswith("tmp")] == []


def test_where_nothing_may_be_written_the_figures_are_kept_in_memory(
    one: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("nplv_geo.edition.tables._SMALL", 1)
    monkeypatch.setattr("nplv_geo.edition.tables.tempfile.TemporaryFile", refuse)
    folder = one.editions / current_id(one.editions)
    edition = open_whole(folder)
    before = edition.values.cell("inwoners", "2024", "GM0917").value
    cut(folder / "values/2024.arrow")
    assert edition.values.cell("inwoners", "2024", "GM0917").value == before == HEERLEN


def test_a_parser_that_fails_on_whole_bytes_is_a_sentence(
    one: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise IndexError("deep inside")

    monkeypatch.setattr("nplv_geo.edition.area_table.AreaTable.open", fail)
    with pytest.raises(EditionError, match=r"kan niet worden geopend: IndexError\."):
        open_whole(one.editions / current_id(one.editions))


def test_a_disk_that_does_not_answer_for_a_moment_is_no_damage(
    one: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    server = Server(one)

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("nplv_geo.web.good_editions.read_stamps", fail)
    assert server.find_current_site().edition.id == current_id(one.editions)

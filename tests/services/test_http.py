"""The one door to the network, against a server that misbehaves in every way that was seen."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import cbsodata
import pytest
import requests

from nplv_geo.ground.errors import OfflineError, SourceChangedError, SourceUnavailableError
from nplv_geo.ground.settings import PROJECT
from nplv_geo.sources.network import door as _http
from nplv_geo.sources.network.door import USER_AGENT, Door, Limits
from nplv_geo.sources.network.download import download_file
from nplv_geo.sources.schemas.odata import ROWS
from nplv_geo.sources.services.odata import Service
from tests.standin import StandIn

TABLE = "/ODataFeed/odata/85984NED"
ZIP = "/resources/open-data-leefbaarometer-meting-2024.zip"
QUICK = Limits(connect=2.0, read=0.5, jitter=0.0)


class _Opened:
    """A door to the stand-in that writes down how long it would have waited."""

    def __init__(self, url: str, limits: Limits = QUICK) -> None:
        self.waits: list[float] = []
        names = ("cbs", "politie", "rivm", "pdok", "leefbaarometer")
        self.door = Door(dict.fromkeys(names, url), limits, sleep=self.waits.append)
        self.service = Service(self.door, "cbs")
        self.url = url


@pytest.fixture
def opened(standin: StandIn) -> Iterator[_Opened]:
    found = _Opened(standin.url)
    with found.door:
        yield found


@pytest.mark.parametrize("kind", ["reset", "silence", "once500", "truncated", "cut", "html"])
def test_what_passes_is_tried_again_and_then_goes_well(
    standin: StandIn, opened: _Opened, kind: str
) -> None:
    expected = opened.service.columns("85984NED")
    standin.reset()
    standin.fault(kind, path=f"{TABLE}/DataProperties", seconds=3)
    assert opened.service.columns("85984NED") == expected
    assert opened.waits == [0.5]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("always503", "de dienst geeft fout 503"),
        ("reset", "de verbinding werd verbroken of kwam niet tot stand"),
        ("truncated", "de verbinding werd verbroken of kwam niet tot stand"),
        ("cut", "het antwoord was afgebroken"),
        ("silence", "geen antwoord binnen 0.5 seconden"),
    ],
)
def test_what_stays_wrong_is_one_line_after_four_tries(
    standin: StandIn, opened: _Opened, kind: str, reason: str
) -> None:
    standin.fault(kind, path=TABLE, times=None, seconds=1)
    with pytest.raises(SourceUnavailableError) as caught:
        opened.service.state("85984NED")
    host = opened.url.removeprefix("http://")
    assert str(caught.value) == (
        f"cbs 85984NED ({host}): {reason}, ook na 4 pogingen; probeer het later opnieuw of lees "
        "bestanden in met 'import'."
    )
    assert opened.waits == [0.5, 2.0, 4.5]
    assert len(standin.requests) == 4


def test_a_page_where_data_belongs_tells_what_was_expected_and_what_came(
    standin: StandIn, opened: _Opened
) -> None:
    standin.fault("html", path=TABLE, times=None)
    with pytest.raises(SourceChangedError) as caught:
        opened.service.state("85984NED")
    assert (caught.value.expected, caught.value.came) == ("JSON", "text/html")
    assert "\n" not in str(caught.value)


def test_json_that_only_looks_whole_is_fetched_again(
    opened: _Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [
        b'{"value":[{"Key":"a"}',
        b'{"value":[{"Key":"a","Title":"b"}',
        b'{"value":[{"Key":"a"}]}',
    ]

    def chunks(*_: object) -> list[bytes]:
        return [given.pop(0)]

    monkeypatch.setattr(opened.door, "chunks", chunks)
    assert opened.service.members("85984NED", "WijkenEnBuurten") == ["a"]
    assert opened.waits == [0.5, 2.0]


def test_an_unknown_table_is_gone_and_not_tried_again(standin: StandIn, opened: _Opened) -> None:
    with pytest.raises(SourceChangedError, match="cbs 99999NED: verwacht was een tabel") as caught:
        opened.service.state("99999NED")
    assert caught.value.gone
    assert len(standin.requests) == 1


def test_a_certificate_for_another_name_is_refused_at_once(tmp_path: Path) -> None:
    from tests.standin import tls

    if not tls.available():
        pytest.skip("openssl is needed to make a certificate")
    with StandIn(certificate=tls.certificate(tmp_path)) as secure:
        opened = _Opened(secure.url)
        with opened.door, pytest.raises(SourceUnavailableError) as caught:
            opened.service.state("85984NED")
    assert "het certificaat hoort niet bij deze dienst" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert opened.waits == []


def test_a_port_where_nobody_listens_is_unavailable() -> None:
    opened = _Opened("http://127.0.0.1:9")
    with opened.door, pytest.raises(SourceUnavailableError, match="kwam niet tot stand"):
        opened.service.state("85984NED")
    assert opened.waits == [0.5, 2.0, 4.5]


def test_offline_nothing_is_asked(standin: StandIn) -> None:
    with Door({"cbs": standin.url}, offline=True) as door:
        with pytest.raises(OfflineError, match="NPLV_OFFLINE staat aan"):
            Service(door, "cbs").state("85984NED")
        with pytest.raises(OfflineError):
            download_file(door, "cbs", f"{standin.url}{ZIP}", PROJECT / "nergens")
    assert standin.requests == []


def test_a_test_cannot_reach_the_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with (
        Door(limits=Limits(waits=())) as door,
        pytest.raises(AssertionError, match=r"192\.0\.2\.1"),
    ):
        door.read("cbs", "http://192.0.2.1/", ROWS, "cbs")


def test_requests_say_who_asks_and_are_compressed(
    opened: _Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Mapping[str, str | bytes]] = []
    send = requests.Session.send

    def noted(
        self: requests.Session, request: requests.PreparedRequest, **options: object
    ) -> requests.Response:
        sent.append(request.headers)
        return send(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", noted)
    opened.service.state("85984NED")
    assert sent[0]["User-Agent"] == USER_AGENT
    assert "gzip" in str(sent[0]["Accept-Encoding"])


def test_the_environment_names_the_proxy_and_its_exceptions(
    standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with Door({"cbs": standin.url}, sleep=lambda _: None) as door:
        with pytest.raises(SourceUnavailableError, match="de proxy antwoordt niet"):
            Service(door, "cbs").state("85984NED")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert Service(door, "cbs").state("85984NED").modified


def test_never_more_than_three_requests_at_once(
    standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, most, lock = [0], [0], threading.Lock()
    answer = standin.answer

    def slow(request: object) -> object:
        with lock:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        time.sleep(0.03)
        with lock:
            busy[0] -= 1
        return answer(request)

    monkeypatch.setattr(standin, "answer", slow)
    with Door({"cbs": standin.url}) as door:
        service = Service(door, "cbs")
        door.map(lambda _: door.map(service.state, ["85984NED"] * 3), range(4))
    assert most[0] == 3


def test_pages_follow_the_next_link_and_are_counted(standin: StandIn, opened: _Opened) -> None:
    columns = opened.service.columns("85984NED")
    before = opened.door.meters["cbs"].size
    rows = opened.service.rows("85984NED", columns, [], [None])
    sent = sum(seen.bytes for seen in standin.requests if "TypedDataSet" in seen.path)
    assert opened.door.meters["cbs"].rows == len(rows) > 0
    assert opened.door.meters["cbs"].size - before == sent
    assert opened.door.meters["cbs"].waited > 0


@pytest.mark.parametrize("kind", ["reset", "truncated"])
def test_a_broken_download_goes_on_where_it_stopped(
    standin: StandIn, opened: _Opened, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_http, "_CHUNK", 1024)
    url = f"{standin.url}{ZIP}"
    whole = requests.get(url, timeout=5).content
    standin.reset()
    standin.fault(kind, path=ZIP)
    got = download_file(opened.door, "leefbaarometer", url, tmp_path / "scores.zip")
    assert got is not None
    assert got.path.read_bytes() == whole
    assert [seen.status for seen in standin.requests] == [200, 206]
    assert standin.requests[1].bytes < len(whole)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scores.zip"]


def test_a_download_of_an_older_version_starts_again(
    standin: StandIn, opened: _Opened, tmp_path: Path
) -> None:
    (tmp_path / "scores.zip.part").write_bytes(b"oud")
    (tmp_path / "scores.zip.etag").write_text('"een andere"', encoding="utf-8")
    url = f"{standin.url}{ZIP}"
    got = download_file(opened.door, "leefbaarometer", url, tmp_path / "scores.zip")
    assert got is not None
    assert got.path.read_bytes() == requests.get(url, timeout=5).content


def test_a_download_that_did_not_change_is_not_repeated(
    standin: StandIn, opened: _Opened, tmp_path: Path
) -> None:
    url = f"{standin.url}{ZIP}"
    got = download_file(opened.door, "leefbaarometer", url, tmp_path / "scores.zip")
    assert got is not None
    again = download_file(opened.door, "leefbaarometer", url, tmp_path / "twee.zip", got.etag)
    assert again is None
    assert standin.requests[-1].status == 304


def test_help_does_not_load_the_network() -> None:
    code = "import sys, nplv_geo.commands.main; sys.exit('cbsodata' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, env=os.environ, check=False)
    assert done.returncode == 0


def test_who_imports_cbsodata_beside_us_gets_it_as_published() -> None:
    assert Service  # whose module loads our own copy
    assert cbsodata.cbsodata3.Session is requests.Session

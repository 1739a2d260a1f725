"""A password in ``--base-url`` goes to the service that it is for, and nowhere else."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from nplv_geo.commands.fetch_job import Order
from nplv_geo.commands.main import main
from nplv_geo.ground.settings import Settings
from nplv_geo.published.raw_store import list_files
from tests.services.runs import run
from tests.standin import StandIn
from tests.standin.faults import PAGE
from tests.standin.mangling import Proxy, Reply, Spoil

NAMES = ("cbs", "politie", "rivm", "pdok", "leefbaarometer")
ORDER = Order(years=(2024,), gemeenten=("GM0014",))
SECRET = "hush/h@sh"  # noqa: S105  # of nobody
WRITTEN = "hush%2Fh%40sh"
LOGIN = base64.b64encode(f"jan:{SECRET}".encode()).decode()
TRACES = ("hush", LOGIN, LOGIN.rstrip("="))


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    with StandIn(data="invented") as standin, Proxy(standin.url) as before:
        yield before


def _status(status: int) -> Spoil:
    def spoil(reply: Reply) -> None:
        reply.status, reply.body = status, b""

    return spoil


def _page(reply: Reply) -> None:
    reply.body, reply.headers["Content-Type"] = PAGE, "text/html"


def _elsewhere(reply: Reply) -> None:
    """Send the caller to another machine; there is nobody at that port."""
    reply.status, reply.body = 302, b""
    reply.headers["Location"] = f"http://jan:{WRITTEN}@localhost:9/x"


def _other_link(reply: Reply) -> None:
    if "json" in reply.headers.get("Content-Type", ""):
        reply.put(reply.content | {"odata.nextLink": f"http://jan:{WRITTEN}@a.nl/x?y"})


def _fetch(data: Path, base: str, *more: str) -> str:
    bases = [part for name in NAMES for part in ("--base-url", f"{name}={base}")]
    done = CliRunner().invoke(
        main,
        ["fetch", *bases, "--years", "2024", "--municipalities", "GM0014", *more],
        env={"NPLV_DATA": str(data)},
    )
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output


def _check_silent(told: str) -> None:
    assert not [trace for trace in TRACES if trace in told]


def _check_files(folder: Path) -> int:
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        body = path.read_bytes()
        assert not [trace for trace in TRACES if trace.encode() in body], path
    return len(files)


def test_the_service_gets_the_password_and_nothing_else_holds_it(
    proxy: Proxy, where: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    proxy.mend()
    base = f"http://jan:{WRITTEN}@{proxy.host}"
    with caplog.at_level(logging.DEBUG):
        told = _fetch(where.data, base)
    assert {login for _, login in proxy.seen} == {f"Basic {LOGIN}"}
    again = _fetch(where.data, base)
    assert "niets nieuws" in again
    status = CliRunner().invoke(main, ["status"], env={"NPLV_DATA": str(where.data)}).output
    _check_silent(f"{told}{again}{status}{caplog.text}")
    assert _check_files(where.data) >= 18
    urls = [raw.sidecar.url for raw in list_files(where.raw)]
    assert [url for url in urls if not url.startswith(f"{proxy.url}/")] == []


@pytest.mark.slow
def test_an_edition_tells_nothing_of_it(proxy: Proxy, where: Settings) -> None:
    proxy.mend()
    _fetch(where.data, f"http://jan:{WRITTEN}@{proxy.host}")
    # As a program of before kept it.
    (note,) = where.raw.glob("cbs/85984NED/*.json.json")
    kept = json.loads(note.read_text(encoding="utf-8"))
    kept["url"] = kept["url"].replace("//", f"//jan:{WRITTEN}@")
    note.write_text(json.dumps(kept), encoding="utf-8")
    done = CliRunner().invoke(main, ["build"], env={"NPLV_DATA": str(where.data)})
    assert done.exit_code == 0, done.output
    status = CliRunner().invoke(main, ["status"], env={"NPLV_DATA": str(where.data)}).output
    _check_silent(done.output + status)
    assert _check_files(where.data / "editions") > 3


@pytest.mark.parametrize(
    "spoil",
    [_status(401), _status(404), _status(503), _page, _elsewhere, _other_link],
    ids=["401", "404", "503", "page", "elsewhere", "link"],
)
def test_no_failure_tells_it(
    proxy: Proxy, where: Settings, spoil: Spoil, caplog: pytest.LogCaptureFixture
) -> None:
    proxy.mend()
    proxy.spoil("/", spoil)
    with caplog.at_level(logging.DEBUG):
        found = run(where, f"http://jan:{WRITTEN}@{proxy.host}", ORDER)
    lines = [line for part in found.values() for line in part.failures]
    assert lines
    _check_silent("\n".join(lines) + caplog.text)


def test_nobody_at_the_port_tells_it(where: Settings) -> None:
    found = run(where, f"http://jan:{WRITTEN}@127.0.0.1:9", ORDER)
    lines = [line for part in found.values() for line in part.failures]
    assert len(lines) == len(NAMES)
    _check_silent("\n".join(lines))


@pytest.mark.parametrize(
    "wrong",
    [
        f"kadaster=http://jan:{SECRET}@a.nl",
        f"http://jan:{SECRET}@a.nl",
        f"cbs=http://jan:{SECRET}@a.nl",
        f"cbs=ftp://jan:{WRITTEN}@a.nl",
        f"cbs=http://jan:{WRITTEN}@a.nl?x=1",
        f"cbs=http://jan:{WRITTEN}@a.nl:port",
    ],
)
def test_wrong_usage_does_not_repeat_it(wrong: str, where: Settings) -> None:
    done = CliRunner().invoke(
        main, ["fetch", "--base-url", wrong], env={"NPLV_DATA": str(where.data)}
    )
    assert done.exit_code == 2
    assert "cbs" in done.output
    _check_silent(done.output)

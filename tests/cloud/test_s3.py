"""Two servers on one bucket of a real S3 server: what is new appears in both, an outage in neither.

The S3 server is moto's, in a process of its own that is stopped and ended here.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.error import HTTPError

import pytest
from click.testing import CliRunner

from nplv_geo.commands.main import main
from nplv_geo.edition.store import current_id
from nplv_geo.ground.settings import Settings
from tests.browser.pages import serving
from tests.children import uncounted
from tests.revising import repeat_edition

_HERE = Path(sys.prefix) / "s3"
_PATIENCE_S = 30
URL = "s3://edities/nplv"
# What a reader asks for; of two servers at once, over and over.
ADDRESSES = ("", "view?gebied=heerlen-noord", "api/v1/areas", "healthz")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _HERE.exists(), reason="no S3 server here: `make s3` installs it"),
]


@dataclass
class S3Server:
    """A running S3 server with one bucket, and how to reach it."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def environment(self) -> dict[str, str]:
        return {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",  # any will do
            "AWS_REGION": "eu-west-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
        }

    def ask(self, path: str, method: str, content: bytes | None = None) -> None:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{path}", method=method, data=content
        )
        urllib.request.urlopen(request, timeout=5).close()  # noqa: S310


@contextmanager
def running_s3(folder: Path) -> Iterator[S3Server]:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "moto.server", "--port", str(port)]
    with (folder / "s3.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=uncounted(PYTHONPATH=str(_HERE)), stdout=log, stderr=log
        )
        server = S3Server(port, process)
        try:
            wait_until(lambda: answers(server))
            yield server
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(timeout=_PATIENCE_S)


def answers(server: S3Server) -> bool:
    assert server.process.poll() is None
    try:
        server.ask("edities", "PUT")
    except OSError:
        return False
    return True


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


@dataclass
class Readers:
    """Readers of some servers, who ask without end and remember what went wrong."""

    urls: list[str]
    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    stopped: Event = field(default_factory=Event)

    def ask(self, url: str) -> None:
        while not self.stopped.is_set():
            for address in ADDRESSES:
                began = time.monotonic()
                try:
                    with urllib.request.urlopen(url + address, timeout=20) as answer:  # noqa: S310
                        answer.read()
                except (HTTPError, OSError) as error:
                    self.wrong.append(f"{address}: {error}")
                self.slowest = max(self.slowest, time.monotonic() - began)
                self.asked += 1


@contextmanager
def reading(urls: list[str]) -> Iterator[Readers]:
    readers = Readers(urls)
    with ThreadPoolExecutor(len(urls)) as pool:
        for url in urls:
            pool.submit(readers.ask, url)
        try:
            yield readers
        finally:
            readers.stopped.set()


def tell(url: str) -> list[str]:
    with urllib.request.urlopen(f"{url}readyz", timeout=20) as answer:  # noqa: S310
        assert answer.status == 200
        return str(answer.read().decode()).splitlines()


def run(settings: Settings, *words: str) -> str:
    done = CliRunner(env={"NPLV_DATA": str(settings.data)}).invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.output


def test_two_servers_follow_one_bucket_through_an_outage(
    starter_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Settings(data=tmp_path / "builder", edition=None, port=0)
    shutil.copytree(starter_settings.editions, builder.editions)
    first = current_id(builder.editions)
    with ExitStack() as stack:
        s3 = stack.enter_context(running_s3(tmp_path))
        for name, value in s3.environment.items():
            monkeypatch.setenv(name, value)
        assert run(builder, "publish", URL).startswith(f"Editie {first} is nu de huidige in {URL}")
        following = s3.environment | {"NPLV_EDITION": URL, "NPLV_REFRESH": "1"}
        urls = []
        for name in ("one", "two"):
            folder = tmp_path / name
            folder.mkdir()
            settings = Settings(data=folder, edition=None, port=0)
            urls.append(stack.enter_context(serving(settings, folder, **following)))
        readers = stack.enter_context(reading(urls))
        assert [tell(url) for url in urls] == [[first]] * 2

        newer = repeat_edition(builder.editions, first)
        run(builder, "publish", URL)
        wait_until(lambda: [tell(url) for url in urls] == [[newer]] * 2)

        s3.process.send_signal(signal.SIGSTOP)  # it takes connections, and says nothing
        time.sleep(3)
        assert [tell(url)[0] for url in urls] == [newer] * 2
        s3.process.send_signal(signal.SIGCONT)
        run(builder, "publish", URL, "--use", first)
        wait_until(lambda: [tell(url) for url in urls] == [[first]] * 2)

        s3.process.terminate()
        s3.process.wait(timeout=_PATIENCE_S)
        away = f"{URL} is niet te bereiken; kijk naar het adres, de sleutels en het netwerk."
        wait_until(lambda: [tell(url) for url in urls] == [[first, away]] * 2)
        before = readers.asked
        wait_until(lambda: readers.asked > before + 40)

        # A third server starts on what the second one brought.
        third = tmp_path / "three"
        shutil.copytree(tmp_path / "two", third)
        settings = Settings(data=third, edition=None, port=0)
        url = stack.enter_context(serving(settings, third, **following))
        assert tell(url) == [first, away]
        assert readers.wrong == []
        assert readers.slowest < 10
    assert (tmp_path / "one" / "server.log").stat().st_size > 0

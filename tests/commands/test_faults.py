"""The real ``fetch`` against services that misbehave: the retry or one line, and nothing else.

Whatever happens, the edition that is being served stays as it is, byte for byte.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from nplv_geo.commands.main import main
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import Settings
from nplv_geo.sources.network import door as _http
from nplv_geo.web import create_app
from tests.commands import tiny
from tests.standin import StandIn, tls

KWB = "/ODataFeed/odata/85984NED"
ORDER = ("fetch", "--years", "2024", "--sources", "cbs", "--municipalities", "GM0014")
LATER = "probeer het later opnieuw of lees bestanden in met 'import'."
PROGRESS = re.compile(r"cbs: (\w+NED \d{4}|klaar|mislukt)")


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    with StandIn(data="invented") as standin:
        yield standin


@pytest.fixture
def standin(server: StandIn) -> Iterator[StandIn]:
    server.reset()
    yield server
    server.reset()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_edition(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "data"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wait hundredths of a second between tries, and half a second for an answer."""
    monkeypatch.setattr(_http, "Limits", partial(_http.Limits, waits=(0.01, 0.02, 0.03)))
    monkeypatch.setenv("NPLV_READ_TIMEOUT", "0.5")
    yield
    structlog.reset_defaults()


@pytest.fixture
def served(data: Path) -> Iterator[None]:
    """What is served is the same after the test as before, on disk and over HTTP."""
    client = create_app(Settings(data=data, edition=None, port=0)).server.test_client()
    before = _prints(data / "editions"), _answers(client, data)
    yield
    assert (_prints(data / "editions"), _answers(client, data)) == before
    assert len(before[0]) > 10


def _prints(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def _answers(client: FlaskClient, data: Path) -> list[bytes]:
    """Edition, outline and one value, as a reader gets them."""
    file = open_current(data / "editions").manifest.geometry["outline-heerlen-noord"]
    answers = [client.get(path) for path in ("/readyz", f"/geo/{file.hash}/{file.name}.json")]
    assert [answer.status_code for answer in answers] == [200, 200]
    value = tiny.run(
        "values", "--area", "heerlen-noord", "--layer", "koopwoningen_pct", "--format", "json",
        data=data,
    )  # fmt: skip
    return [*(answer.get_data() for answer in answers), value.stdout.encode()]


def _fetch(url: str, data: Path) -> Result:
    return CliRunner(env={"NPLV_DATA": str(data), "NPLV_EDITION": ""}).invoke(
        main, [*ORDER, "--base-url", f"cbs={url}"]
    )


def _lines(done: Result) -> list[str]:
    """Standard error without the lines of progress, which name a table."""
    return [line for line in done.stderr.splitlines() if not PROGRESS.fullmatch(line)]


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("kind", ["reset", "silence", "once500", "truncated", "cut"])
def test_what_passes_is_tried_again_and_the_fetch_succeeds(
    standin: StandIn, data: Path, kind: str
) -> None:
    standin.fault(kind, path=f"{KWB}/TypedDataSet", seconds=30)
    done = _fetch(standin.url, data)
    assert (done.exit_code, _lines(done)) == (0, [])
    asked = [seen for seen in standin.requests if "TypedDataSet" in seen.path]
    assert len({seen.path for seen in asked}) == len(asked) - 1, "one request was repeated"
    raw = data / "raw" / "cbs" / "85984NED"
    assert (raw / "85984NED-2024.json").stat().st_size > 1_000


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("always503", "de dienst geeft fout 503, ook na 4 pogingen"),
        ("silence", "geen antwoord binnen 0.5 seconden, ook na 4 pogingen"),
        ("reset", "de verbinding werd verbroken of kwam niet tot stand, ook na 4 pogingen"),
        ("truncated", "de verbinding werd verbroken of kwam niet tot stand, ook na 4 pogingen"),
        ("cut", "het antwoord was afgebroken, ook na 4 pogingen"),
    ],
)
def test_what_stays_wrong_is_one_line(standin: StandIn, data: Path, kind: str, reason: str) -> None:
    before = _prints(data / "raw")
    standin.fault(kind, path=KWB, times=None, seconds=30)
    done = _fetch(standin.url, data)
    host = standin.url.removeprefix("http://")
    assert (done.exit_code, _lines(done)) == (1, [f"cbs 85984NED ({host}): {reason}; {LATER}"])
    assert "mislukt" in done.stdout
    assert _prints(data / "raw") == before


@pytest.mark.usefixtures("served")
def test_a_page_instead_of_data_is_one_line_with_what_was_expected(
    standin: StandIn, data: Path
) -> None:
    before = _prints(data / "raw" / "cbs" / "85984NED")
    standin.fault("html", path=KWB, times=None)
    done = _fetch(standin.url, data)
    (line,) = _lines(done)
    assert done.exit_code == 1
    assert "verwacht was JSON, er kwam text/html" in line
    assert _prints(data / "raw" / "cbs" / "85984NED") == before


@pytest.mark.usefixtures("served")
def test_a_lost_column_is_told_and_the_rest_comes(standin: StandIn, data: Path) -> None:
    standin.fault("lost_column", path=KWB, column="Koopwoningen")
    done = _fetch(standin.url, data)
    assert (done.exit_code, _lines(done)) == (0, [])
    (note,) = [line for line in done.stdout.splitlines() if "bestaat niet (meer)" in line]
    assert note.startswith("let op  cbs 85984NED")
    assert "Koopwoningen" in note


@pytest.mark.usefixtures("served")
def test_a_certificate_of_another_service_is_one_line_and_not_tried_again(
    data: Path, tmp_path: Path
) -> None:
    if not tls.available():
        pytest.skip("openssl is needed to make a certificate")
    before = _prints(data / "raw")
    (tmp_path / "tls").mkdir()
    with StandIn(certificate=tls.certificate(tmp_path / "tls")) as secure:
        done = _fetch(secure.url, data)
        assert secure.requests == []
    (line,) = _lines(done)
    assert done.exit_code == 1
    assert "het certificaat hoort niet bij deze dienst" in line
    assert _prints(data / "raw") == before


@pytest.mark.usefixtures("served")
def test_what_was_fetched_is_not_served_before_it_is_built(standin: StandIn, data: Path) -> None:
    assert _fetch(standin.url, data).exit_code == 0
    assert (data / "raw/cbs/85984NED/85984NED-2024.json").exists()

"""The wheel installs and serves outside a checkout: layers, data and assets come along."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from nplv_geo import __version__
from nplv_geo.ground.settings import PROJECT
from tests.children import uncounted

pytestmark = pytest.mark.slow

CARRIED = ("assets", "data", "layers")
START_S = 90
# Sets where data goes and which sources Python reads: a reader's shell has neither.
_OURS = ("NPLV_DATA", "PYTHONPATH")


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and a folder that is no checkout."""

    bin: Path
    folder: Path

    def run(self, *command: str) -> str:
        program = [str(self.bin / "zicht-op-wijken"), *command]
        done = subprocess.run(
            program,
            cwd=self.folder,
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _environment(**more: str) -> dict[str, str]:
    return {name: text for name, text in uncounted(**more).items() if name not in _OURS}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what packages are made of: building writes beside its sources."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("nplv_geo", *CARRIED):
        shutil.copytree(PROJECT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in PROJECT.iterdir():
        if path.is_file() and not path.name.startswith("."):
            shutil.copy(path, copy)
    return copy


@pytest.fixture(scope="module")
def sdist(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    make = f"from setuptools import build_meta; build_meta.build_sdist({str(folder)!r})"
    subprocess.run([sys.executable, "-c", make], cwd=source, check=True, capture_output=True)
    (made,) = folder.glob("*.tar.gz")
    return made


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _wheel_of(source, tmp_path_factory.mktemp("wheel"))


def _wheel_of(source: Path, folder: Path) -> Path:
    """Build as `make wheel` does."""
    _pip("wheel", str(source), "--no-build-isolation", "--wheel-dir", str(folder))
    (made,) = folder.glob("*.whl")
    return made


def _pip(*arguments: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", *arguments, *quiet, "--no-deps", "--no-index"]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel where the packages of these tests are in reach, but not this checkout."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, symlinks=True)
    python = place / "bin" / "python"
    (site,) = place.glob("lib/python3*/site-packages")
    (site / "packages.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    _pip("--python", str(python), "install", str(wheel))
    return Installed(place / "bin", tmp_path_factory.mktemp("elsewhere"))


def test_the_wheel_carries_each_file_of_the_project(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    beside = [name for folder in CARRIED for name in _files_in(folder)]
    assert len(beside) > 100
    assert {f"nplv_geo/_project/{name}" for name in beside} <= names
    package = _files_in("nplv_geo")
    assert "nplv_geo/py.typed" in package
    assert set(package) <= names
    assert {name.split("/")[0] for name in names} == {
        "nplv_geo",
        f"zicht_op_wijken-{__version__}.dist-info",
    }


def _files_in(folder: str) -> list[str]:
    paths = (path for path in (PROJECT / folder).rglob("*") if path.is_file())
    return [
        path.relative_to(PROJECT).as_posix() for path in paths if "__pycache__" not in path.parts
    ]


def test_the_source_archive_gives_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    assert sdist.name == f"zicht_op_wijken-{__version__}.tar.gz"
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(_wheel_of(sdist, tmp_path)) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())


def test_commands_run_outside_a_checkout(installed: Installed) -> None:
    assert __version__ in installed.run("--version")
    assert "ok" in installed.run("check")
    assert installed.run("build", "--starter").startswith("Editie ")
    assert (installed.folder / "var" / "editions" / "current").exists()
    values = installed.run("values", "--area", "NL00", "--layer", "woz_waarde", "--format", "csv")
    head, first, *_ = values.splitlines()
    assert head.startswith("area,name,layer,period,value,unit,status,from_year,")
    assert first.startswith("NL00,Nederland,")
    view = ("--area", "heerlen-noord", "--layer", "koopwoningen_pct")
    installed.run("export", "map", *view, "--out", "kaart.png")
    assert (installed.folder / "kaart.png").read_bytes().startswith(b"\x89PNG")
    installed.run("export", "data", *view, "--out", "cijfers.csv")
    assert (installed.folder / "cijfers.csv").stat().st_size > 0


def test_it_serves_from_an_empty_folder(installed: Installed, tmp_path: Path) -> None:
    with _serving(installed, tmp_path) as url:
        edition = _get(f"{url}readyz").decode()
        assert (tmp_path / "var" / "editions" / "current").read_text() == edition
        for page in ("", "programma", "methode", "wijzigingen", "toegankelijkheid"):
            assert b"Zicht op Wijken" in _get(f"{url}{page}")
        assert b'"/api/v1/layers"' in _get(f"{url}api/v1/openapi.json")
        font = _get(f"{url}assets/fonts/source-sans-3.woff2")
        assert font == (PROJECT / "assets/fonts/source-sans-3.woff2").read_bytes()
        assert _get(f"{url}view?gebied=heerlen-noord").startswith(b'{"edition"')
        assert _get(f"{url}export/map.png?gebied=heerlen-noord").startswith(b"\x89PNG")


@contextmanager
def _serving(installed: Installed, folder: Path) -> Iterator[str]:
    """Start the dashboard as a reader of the README would."""
    port = _free_port()
    command = [str(installed.bin / "zicht-op-wijken"), "serve", "--port", str(port)]
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdout=output, stderr=output
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=30)
    assert "Traceback" not in log.read_text(), log.read_text()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while server.poll() is None and time.monotonic() < until:
        try:
            _get(url)
        except URLError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server did not start: {log.read_text()}")


def _get(url: str) -> bytes:
    with urlopen(url, timeout=60) as answer:  # noqa: S310  # this machine only
        content: bytes = answer.read()
        return content


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

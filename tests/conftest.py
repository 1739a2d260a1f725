"""What all tests share: editions built once a run, and a guard around network and ``var/``."""

from __future__ import annotations

import fcntl
import ipaddress
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.read import read_catalog, read_focus_areas
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import PROJECT, Settings
from tests import undermined
from tests.children import uncounted

if TYPE_CHECKING:  # unit tests must not wait for it
    from playwright.sync_api import Browser

_VAR = os.path.join(os.path.realpath(PROJECT), "var")  # noqa: PTH118
_NATIONAL_FILES = (
    "boundaries/buurt_2024.parquet",
    "boundaries/wijk_2024.parquet",
    "boundaries/gemeente_2024.parquet",
    "cbs/85984NED_2024.parquet",
    "rivm/50150NED_2012_2024.parquet",
)
_OLDER_FILES = ("boundaries/buurt_2019.parquet", "cbs/84799NED_2020.parquet")
_guard = {"on": False}

Address = tuple[str, int] | str
Connect = Callable[[socket.socket, Address], int | None]

# The pandas code under test takes milliseconds a call; a busy machine is no failure.
hypothesis_settings.register_profile("nplv", max_examples=40, deadline=None)
# `make mutants` runs a test hundreds of times: always the same few examples, and none made smaller.
hypothesis_settings.register_profile(
    "mutants",
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
hypothesis_settings.load_profile("nplv")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process: it can't have two loops."""
    from playwright.sync_api import expect, sync_playwright

    from tests.chromium import CHROMIUM, FLAGS, PATIENCE_MS

    expect.set_options(timeout=PATIENCE_MS)
    path = CHROMIUM if shutil.which(CHROMIUM) else None
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return read_catalog(PROJECT)


@pytest.fixture(scope="session")
def focus_areas() -> tuple[FocusArea, ...]:
    return read_focus_areas(PROJECT)


@pytest.fixture(scope="session")
def areas(focus_areas: tuple[FocusArea, ...]) -> dict[str, FocusArea]:
    return {area.id: area for area in focus_areas}


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of this run; pytest removes those of older runs."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def starter_settings(shared_folder: Path) -> Settings:
    """Settings of which the data folder holds the starter edition."""
    settings = Settings(data=shared_folder / "starter", edition=None, port=0)

    from nplv_geo.commands.build_job import build_edition

    _once(settings, lambda: build_edition(settings, starter=True))
    return settings


@pytest.fixture(scope="session")
def starter_edition(starter_settings: Settings) -> Edition:
    return open_current(starter_settings.editions)


@pytest.fixture(scope="session")
def undermined_settings(shared_folder: Path) -> Settings:
    """Settings of which the data folder holds an edition with all factors of undermining."""
    settings = Settings(data=shared_folder / "undermined", edition=None, port=0)
    _once(settings, lambda: undermined.make_edition(settings, PROJECT))
    return settings


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder with the real open data; not part of the repository."""
    named = os.environ.get("NPLV_REAL_DATA")
    folder = Path(named) if named else PROJECT.parent / "shared" / "data"
    missing = [name for name in _NATIONAL_FILES if not (folder / name).exists()]
    if missing:
        pytest.skip(f"real data: {missing[0]} is not in {folder}; set NPLV_REAL_DATA")
    return folder


@pytest.fixture(scope="session")
def national_settings(shared_folder: Path, real_data: Path) -> Settings:
    """Settings of which the data folder holds the edition of all real data."""
    settings = Settings(data=shared_folder / "national", edition=None, port=0)
    politie = sorted((real_data / "politie").glob("*.parquet"))
    paths = [*(real_data / name for name in _NATIONAL_FILES), *politie]
    _once(settings, lambda: _build_from(settings, paths))
    return settings


@pytest.fixture(scope="session")
def carried_settings(shared_folder: Path, real_data: Path) -> Settings:
    """Settings of which the data folder holds the real Kerncijfers of 2020 and 2024 on one map."""
    missing = [name for name in _OLDER_FILES if not (real_data / name).exists()]
    if missing:
        pytest.skip(f"real data: {missing[0]} is not in {real_data}; set NPLV_REAL_DATA")
    settings = Settings(data=shared_folder / "carried", edition=None, port=0)
    names = (*_OLDER_FILES, *(name for name in _NATIONAL_FILES if not name.startswith("rivm")))
    _once(settings, lambda: _build_from(settings, [real_data / name for name in names]))
    return settings


@pytest.fixture(scope="session")
def carried_edition(carried_settings: Settings) -> Edition:
    return open_current(carried_settings.editions)


def _build_from(settings: Settings, paths: Iterable[Path]) -> None:
    for command in (["import", *map(str, paths)], ["build"]):
        subprocess.run(
            [sys.executable, "-m", "nplv_geo", *command],
            cwd=PROJECT,
            env=uncounted(NPLV_DATA=str(settings.data)),
            check=True,
        )


@pytest.fixture(scope="session")
def national_edition(national_settings: Settings) -> Edition:
    return open_current(national_settings.editions)


def _once(settings: Settings, make: Callable[[], None]) -> None:
    """Let the first worker build; the others wait for it and use what it built."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not (settings.editions / "current").exists():
            make()


@pytest.fixture(scope="session", autouse=True)
def guard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Refuse connections to other machines, and writing into ``var/`` of the repository."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_near(getattr(socket.socket, name)))
        patch.setenv("NPLV_DATA", str(tmp_path_factory.mktemp("data")))
        patch.delenv("NPLV_EDITION", raising=False)
        # Child processes have no guarded sockets: a proxy that isn't there stops them.
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
            patch.setenv(name, "http://127.0.0.1:9")
        for name in ("NO_PROXY", "no_proxy"):
            patch.setenv(name, "127.0.0.1,localhost")
        _guard["on"] = True
        yield
        _guard["on"] = False


def _only_near(connect: Connect) -> Connect:
    def guarded(self: socket.socket, address: Address) -> int | None:
        if self.family != socket.AF_UNIX and not _is_near(str(address[0])):
            self.close()
            raise AssertionError(f"a test tried to reach {address}; tests stay on this machine")
        return connect(self, address)

    return guarded


def _is_near(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")


def _watch(event: str, args: tuple[object, ...]) -> None:
    if not _guard["on"] or event not in ("open", "os.mkdir", "os.rename"):
        return
    if event == "open" and not int(str(args[2])) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        return
    for path in args[: 2 if event == "os.rename" else 1]:
        if isinstance(path, str | os.PathLike) and _is_in_var(os.fspath(path)):
            raise AssertionError(f"a test tried to write {path}; use a temporary folder")


def _is_in_var(path: str | bytes) -> bool:
    full = os.path.realpath(os.fsdecode(path))
    return full == _VAR or full.startswith(_VAR + os.sep)


sys.addaudithook(_watch)

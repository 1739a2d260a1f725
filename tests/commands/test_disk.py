"""A disk that is full, closed or of somebody else: one Dutch line with the remedy, and no remnants.

What the system refuses is invented here: writing half a file and then no more, or nothing at all.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import structlog
from click.testing import Result

from nplv_geo.edition.store import list_editions
from nplv_geo.export.requests import ExportedFile
from tests.commands import tiny

REASONS = {
    errno.ENOSPC: "de schijf is vol; maak ruimte vrij en probeer het opnieuw.",
    errno.EROFS: "hier kan niets worden geschreven; kies een andere map met {place}.",
    errno.EACCES: "deze gebruiker mag hier niet lezen of schrijven; controleer de rechten.",
}
DATA, OUT = "NPLV_DATA", "--out"
EXPORTS = {
    "map": "draw_map",
    "data": "write_data",
    "talk": "write_talk",
    "briefing": "write_briefing",
}


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Each command configures the log for its own standard error."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make_edition(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "data", symlinks=True))


def break_disk(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Have every write fail; on a full disk half of it comes, and taking away still goes."""

    def refuse(place: object) -> OSError:
        return OSError(number, os.strerror(number), str(place))

    def write(path: Path, content: bytes) -> int:
        if number == errno.ENOSPC:
            with path.open("wb") as file:
                file.write(content[: len(content) // 2])
            raise OSError(number, os.strerror(number))  # as the system says it of a write
        raise refuse(path)

    def copy(_: object, target: str | Path) -> None:
        write(Path(target), b"half of it")

    def fail(place: object, *_: object, **__: object) -> Any:  # noqa: ANN401  # stands for many
        raise refuse(place)

    def make_folder(suffix: object = None, prefix: object = None, dir: object = None) -> str:  # noqa: A002, ARG001
        raise refuse(dir)

    monkeypatch.setattr(Path, "write_bytes", write)
    monkeypatch.setattr(shutil, "copyfile", copy)
    monkeypatch.setattr(pd.DataFrame, "to_parquet", lambda _, path, **__: fail(path))
    monkeypatch.setattr(os, "symlink", lambda _, place: fail(place))
    monkeypatch.setattr(Path, "symlink_to", fail)
    if number != errno.ENOSPC:
        monkeypatch.setattr(Path, "mkdir", fail)
        monkeypatch.setattr(Path, "unlink", fail)
        monkeypatch.setattr(tempfile, "mkdtemp", make_folder)


def check_line(done: Result, number: int, place: str) -> None:
    assert done.exit_code == 1, done.output
    # An app of another test in this process may look after its makers meanwhile.
    others = "makers can't be looked after"
    lines = [line for line in done.stderr.splitlines() if others not in line]
    reason = REASONS[number].format(place=place)
    assert lines[-1].lower().endswith(reason.lower()), done.stderr
    assert os.strerror(number) not in "".join(lines)
    assert "Traceback" not in "".join(lines)


def list_everything(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


Prepare = Callable[[Path, Path], tuple[str | Path, ...]]


def importing(_: Path, files: Path) -> tuple[str | Path, ...]:
    return ("import", tiny.write_figures(files))


def removing(_: Path, __: Path) -> tuple[str | Path, ...]:
    return ("raw", "remove", f"cbs/85984NED/{tiny.FIGURES}")


def going_back(data: Path, _: Path) -> tuple[str | Path, ...]:
    return ("build", "--use", list_editions(data / "editions")[0])


COMMANDS: dict[str, Prepare] = {
    "import": importing,
    "build": lambda *_: ("build",),
    "build --use": going_back,
    "raw remove": removing,
    "fetch": lambda *_: ("fetch", "--years", "2024"),
}


# Taking away needs no room, and what fetch finds full it tells source by source.
NEEDS_NO_ROOM = ("raw remove", "fetch")
REFUSALS = [
    (command, number)
    for command in COMMANDS
    for number in REASONS
    if number != errno.ENOSPC or command not in NEEDS_NO_ROOM
]


@pytest.mark.parametrize(("command", "number"), REFUSALS)
def test_a_disk_that_refuses_is_one_line_and_leaves_all_as_it_was(
    data: Path, tmp_path: Path, command: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPLV_OFFLINE", "1")
    (tmp_path / "files").mkdir()
    arguments = COMMANDS[command](data, tmp_path / "files")
    before = list_everything(data)
    with monkeypatch.context() as patch:
        break_disk(patch, number)
        done = tiny.run(*arguments, data=data)
    check_line(done, number, DATA)
    new = {path.name for path in list_everything(data) - before}
    assert new <= {".lock"}


@pytest.mark.parametrize("number", REASONS)
@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_that_can_not_be_written_leaves_nothing(
    data: Path, tmp_path: Path, kind: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    file = ExportedFile("made.pdf", "application/pdf", b"a whole file")
    monkeypatch.setattr(f"nplv_geo.jobs.export.{EXPORTS[kind]}", lambda _: file)
    ending = {"data": "csv"}.get(kind, "pdf")
    arguments = ("export", kind, "--area", "heerlen-noord", "--out", out / f"b.{ending}")
    with monkeypatch.context() as patch:
        break_disk(patch, number)
        if number != errno.ENOSPC:
            patch.setattr(Path, "mkdir", lambda *_, **__: None)
        done = tiny.run(*arguments, data=data)
    check_line(done, number, OUT)
    assert done.stderr.splitlines()[-1].startswith(f"{out / 'b'}.{ending}: ")
    assert list_everything(out) == set()


@pytest.mark.parametrize("number", REASONS)
def test_serve_that_can_not_build_its_first_edition_says_why(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(tmp_path))

    monkeypatch.setattr("nplv_geo.commands.serve.build_edition", refuse, raising=False)
    monkeypatch.setattr("nplv_geo.commands.build_job.build_edition", refuse)
    check_line(tiny.run("serve", data=tmp_path), number, DATA)


def test_a_database_that_finds_the_disk_full_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A GeoPackage that is open elsewhere is copied by SQLite, which has numbers of its own."""
    import sqlite3

    from nplv_geo.published import deliveries

    def fail(*_: object, **__: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(deliveries.sqlite3, "connect", fail)
    path = tiny.write_boundaries(tmp_path)
    path.with_name(f"{path.name}-wal").write_bytes(b"changes")
    check_line(tiny.run("import", path, data=tmp_path / "data"), errno.ENOSPC, DATA)

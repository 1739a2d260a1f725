"""Bounds on what is read: past each of them one sentence, before memory or patience is gone."""

from __future__ import annotations

import signal
import time
import zipfile
from pathlib import Path

import pytest

from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.sources.readers import bounds
from nplv_geo.sources.readers.bounds import check_size, check_table, limit_time
from nplv_geo.sources.readers.content import Content


def test_a_file_up_to_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_TEXT_MEGABYTES", 1)
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * bounds.MEGABYTE)
    check_size(path, Content.CSV)
    path.write_bytes(b"x" * (bounds.MEGABYTE + 1))
    with pytest.raises(UnreadableFileError, match=r"^a\.csv: .* hoogstens 1 MB gelezen; "):
        check_size(path, Content.CSV)
    check_size(path, Content.PARQUET)


def test_what_is_packed_counts_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_TEXT_MEGABYTES", 1)
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", b"0" * (2 * bounds.MEGABYTE))
    assert path.stat().st_size < 10_000
    with pytest.raises(UnreadableFileError, match="uitgepakt 2 MB"):
        check_size(path, Content.XLSX)


def test_too_many_packed_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_PACKED_FILES", 2)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(3):
            archive.writestr(str(number), b"")
    with pytest.raises(UnreadableFileError, match="zitten 3 bestanden"):
        check_size(path, Content.ZIP)


@pytest.mark.parametrize(
    ("rows", "columns", "what"), [(10_000_001, 1, "rijen"), (1, 2_001, "kolommen")]
)
def test_a_table_past_the_bound(rows: int, columns: int, what: str) -> None:
    check_table(rows - 1 if rows > 1 else 1, columns - 1 if columns > 1 else 1, "a.csv")
    with pytest.raises(UnreadableFileError, match=what):
        check_table(rows, columns, "a.csv")


def test_reading_that_takes_too_long_is_stopped() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with (
        pytest.raises(UnreadableFileError, match=r"^a\.csv: het lezen duurt langer"),
        limit_time("a.csv", 0.05),
    ):
        time.sleep(5)
    assert signal.getsignal(signal.SIGALRM) is before
    with limit_time("a.csv", 0.05):
        pass
    time.sleep(0.1)

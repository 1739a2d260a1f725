"""Raw store: whole files only, each with its origin."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from nplv_geo.definitions.offered.topic_lists import OfferedTopic
from nplv_geo.ground.errors import UnreadableFileError
from nplv_geo.ground.files import hash_file, write_atomic
from nplv_geo.published import raw_store as rawstore
from nplv_geo.published.raw_store import (
    RawFile,
    Sidecar,
    drop_file,
    find_file,
    list_files,
    store_file,
)


def _sidecar(path: Path) -> Sidecar:
    return Sidecar(
        url="https://example.nl/t",
        retrieved="2026-07-19",
        sha256=hash_file(path),
        licence="CC BY 4.0",
        rows=3,
        kind="figures",
        year=2024,
    )


def _original(folder: Path, name: str = "tabel.csv", content: bytes = b"a;b\n1;2\n") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def test_bytes_stay_as_they_came_with_their_origin_beside_them(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfa;b\r\n\x00\xff"
    original = _original(tmp_path / "in", content=content)
    kept = store_file(tmp_path / "raw", "cbs", "85984NED", original, _sidecar(original))
    assert kept.path == tmp_path / "raw/cbs/85984NED/tabel.csv"
    assert kept.path.read_bytes() == content
    note = json.loads((tmp_path / "raw/cbs/85984NED/tabel.csv.json").read_text(encoding="utf-8"))
    assert note == {
        "format": 2,
        "url": "https://example.nl/t",
        "retrieved": "2026-07-19",
        "sha256": hashlib.sha256(content).hexdigest(),
        "licence": "CC BY 4.0",
        "rows": 3,
        "kind": "figures",
        "year": 2024,
    }
    assert list(list_files(tmp_path / "raw")) == [kept]


def test_the_same_name_is_replaced_and_nothing_is_left_behind(tmp_path: Path) -> None:
    first = _original(tmp_path / "in")
    store_file(tmp_path / "raw", "cbs", "T", first, _sidecar(first))
    second = _original(tmp_path / "in", content=b"nieuw")
    store_file(tmp_path / "raw", "cbs", "T", second, _sidecar(second))
    assert sorted(p.name for p in (tmp_path / "raw/cbs/T").iterdir()) == [
        "tabel.csv",
        "tabel.csv.json",
    ]
    (found,) = list_files(tmp_path / "raw")
    assert found.path.read_bytes() == b"nieuw"
    assert found.sidecar.sha256 == hash_file(found.path)


def test_files_come_in_a_fixed_order(tmp_path: Path) -> None:
    for source, table, name in (
        ("rivm", "B", "x.csv"),
        ("cbs", "B", "z.csv"),
        ("cbs", "A", "y.csv"),
    ):
        original = _original(tmp_path / "in", name)
        store_file(tmp_path / "raw", source, table, original, _sidecar(original))
    found = [
        raw.path.relative_to(tmp_path / "raw").as_posix() for raw in list_files(tmp_path / "raw")
    ]
    assert found == ["cbs/A/y.csv", "cbs/B/z.csv", "rivm/B/x.csv"]


def test_half_files_and_files_without_origin_are_not_seen(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "cbs" / "T"
    folder.mkdir(parents=True)
    (folder / ".tabel.csv.99.part").write_bytes(b"half")
    (folder / "zonder.csv").write_bytes(b"1")
    (folder / "weg.csv.json").write_text("{}", encoding="utf-8")
    assert list(list_files(tmp_path / "raw")) == []
    assert list(list_files(tmp_path / "nergens")) == []


def test_a_raw_json_file_is_not_taken_for_an_origin(tmp_path: Path) -> None:
    original = _original(tmp_path / "in", "pagina.json", b'{"value": []}')
    kept = store_file(tmp_path / "raw", "cbs", "T", original, _sidecar(original))
    assert list(list_files(tmp_path / "raw")) == [RawFile(kept.path, kept.sidecar)]


def test_a_write_that_fails_leaves_the_old_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "current"
    write_atomic(path, b"oud")

    def fail(*_: Path) -> None:
        raise OSError("schijf vol")

    monkeypatch.setattr(rawstore.Path, "replace", fail)
    with pytest.raises(OSError, match="schijf vol"):
        write_atomic(path, b"nieuw")
    assert path.read_bytes() == b"oud"


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = _original(tmp_path / "in", content=b"")
    assert hash_file(path) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_stop_between_file_and_sidecar_leaves_a_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _original(tmp_path / "in")
    store_file(tmp_path / "raw", "cbs", "T", first, _sidecar(first))
    second = _original(tmp_path / "in", content=b"nieuw")
    rename = rawstore.Path.replace

    def stop(self: Path, target: Path) -> Path:
        if self.name.endswith(".next"):
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(rawstore.Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            store_file(tmp_path / "raw", "cbs", "T", second, _sidecar(second))
    (found,) = list_files(tmp_path / "raw")
    assert found.path.read_bytes() == b"nieuw"
    assert found.sidecar.sha256 == hash_file(found.path)
    assert find_file(tmp_path / "raw", "cbs", "T", "tabel.csv") == found


def test_a_sidecar_tells_what_it_knows_and_reads_back(tmp_path: Path) -> None:
    original = _original(tmp_path / "in")
    topics = (OfferedTopic("Koop_7", "Koop", "%", "Long", "Wonen / Eigendom"), OfferedTopic("H_8"))
    sidecar = replace(_sidecar(original), etag='"a"', topics=topics, provisional=False)
    sidecar = replace(sidecar, columns=("gwb_code_10", "p_nieuw"))
    kept = store_file(tmp_path / "raw", "cbs", "T", original, sidecar)
    (found,) = list_files(tmp_path / "raw")
    assert found.sidecar == sidecar
    note = json.loads(kept.path.with_name("tabel.csv.json").read_text(encoding="utf-8"))
    assert note["topics"][1] == {"key": "H_8"}


def test_a_file_that_is_not_the_one_of_its_sidecar_is_not_found(tmp_path: Path) -> None:
    original = _original(tmp_path / "in")
    kept = store_file(tmp_path / "raw", "cbs", "T", original, _sidecar(original))
    kept.path.write_bytes(b"half")
    assert find_file(tmp_path / "raw", "cbs", "T", "tabel.csv") is None
    assert find_file(tmp_path / "raw", "cbs", "T", "anders.csv") is None


def test_a_dropped_file_leaves_nothing_behind(tmp_path: Path) -> None:
    original = _original(tmp_path / "in")
    kept = store_file(tmp_path / "raw", "cbs", "T", original, _sidecar(original))
    assert drop_file(tmp_path / "raw", "cbs", "T", "tabel.csv")
    assert list(list_files(tmp_path / "raw")) == []
    assert list(kept.path.parent.iterdir()) == []
    assert not drop_file(tmp_path / "raw", "cbs", "T", "tabel.csv")


def test_a_sidecar_of_before_had_no_version_and_one_of_later_is_refused(tmp_path: Path) -> None:
    original = _original(tmp_path / "in")
    kept = store_file(tmp_path / "raw", "cbs", "T", original, _sidecar(original))
    note = kept.path.with_name("tabel.csv.json")
    told = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({k: told[k] for k in told if k != "format"}), encoding="utf-8")
    assert list(list_files(tmp_path / "raw")) == [kept]
    note.write_text(json.dumps(told | {"format": 3}), encoding="utf-8")
    with pytest.raises(
        UnreadableFileError, match=r"tabel.csv.json: heeft vorm 3, .* leest vorm 1 en 2;"
    ):
        list(list_files(tmp_path / "raw"))


@pytest.mark.parametrize("form", [{}, {"format": 1}])
def test_a_raw_store_without_lists_still_opens(tmp_path: Path, form: dict[str, int]) -> None:
    """The first form told the names of topics alone."""
    original = _original(tmp_path / "in")
    kept = store_file(tmp_path / "raw", "cbs", "T", original, _sidecar(original))
    note = kept.path.with_name("tabel.csv.json")
    told = json.loads(note.read_text(encoding="utf-8"))
    del told["format"]
    note.write_text(json.dumps(told | form | {"offered": ["Koop", "Huur"]}), encoding="utf-8")
    (found,) = list_files(tmp_path / "raw")
    assert found.sidecar.topics == (OfferedTopic("Koop"), OfferedTopic("Huur"))
    note.write_text(json.dumps(told | form), encoding="utf-8")
    assert list(list_files(tmp_path / "raw")) == [kept]

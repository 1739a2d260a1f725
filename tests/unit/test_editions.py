"""The folder of editions: which ones are kept, going back, and what killed builds leave."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from nplv_geo.edition.store import EditionWriter, current_id, list_editions, make_current, open_one
from nplv_geo.ground.errors import EditionError
from tests.made_up import made_up, made_up_manifest


def _write(editions: Path, *names: str) -> None:
    for name in names:
        with EditionWriter(editions, name) as writer:
            areas = pd.Index(["GM0917"])
            writer.values("2024", [("inwoners", made_up(areas, value=1.0))], areas)
            writer.finish(made_up_manifest(name, tables=writer.table_hashes()))


def test_the_current_edition_and_three_previous_ones_are_kept(tmp_path: Path) -> None:
    _write(tmp_path, "2024a", "2024b", "2024c", "2024d", "2024e")
    assert list_editions(tmp_path) == ["2024e", "2024d", "2024c", "2024b"]
    assert current_id(tmp_path) == "2024e"


def test_going_back_changes_the_pointer_only(tmp_path: Path) -> None:
    _write(tmp_path, "2024a", "2024b")
    assert make_current(tmp_path, "2024a").id == "2024a"
    assert current_id(tmp_path) == "2024a"
    assert list_editions(tmp_path) == ["2024b", "2024a"]


def test_going_back_to_what_is_not_there_names_what_is(tmp_path: Path) -> None:
    _write(tmp_path, "2024a", "2024b")
    with pytest.raises(
        EditionError, match=r"^Editie 'x' is er niet \(meer\); kies uit 2024b, 2024a\.$"
    ):
        make_current(tmp_path, "x")
    assert current_id(tmp_path) == "2024b"


def test_going_back_to_a_damaged_edition_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "2024a", "2024b")
    (tmp_path / "2024a/values/2024.arrow").write_bytes(b"x")
    with pytest.raises(EditionError, match=r"values/2024\.arrow"):
        make_current(tmp_path, "2024a")
    assert current_id(tmp_path) == "2024b"


def test_the_next_build_sweeps_up_after_a_killed_one(tmp_path: Path) -> None:
    gone = tmp_path / ".building-999999999-abc"
    running = tmp_path / f".building-{os.getpid()}-abc"
    for folder in (gone, running):
        folder.mkdir(parents=True)
    _write(tmp_path, "2024a")
    assert not gone.exists()
    assert running.exists()
    assert list_editions(tmp_path) == ["2024a"]


def test_an_older_edition_opens_by_name(tmp_path: Path) -> None:
    _write(tmp_path, "2024a", "2024b")
    assert open_one(tmp_path, "2024a").id == "2024a"


def test_what_was_built_last_is_the_newest_whatever_the_clock_said(tmp_path: Path) -> None:
    """Its name may sort before that of the others: a build with a clock that was behind."""
    _write(tmp_path, "2024b", "2024c", "2024d", "2024e", "2024a")
    assert list_editions(tmp_path) == ["2024a", "2024e", "2024d", "2024c"]
    assert current_id(tmp_path) == "2024a"
    assert [open_one(tmp_path, name).manifest.number for name in list_editions(tmp_path)] == [
        *(5, 4, 3, 2)
    ]


def test_an_edition_of_before_they_were_counted_opens_and_is_the_oldest(tmp_path: Path) -> None:
    _write(tmp_path, "2024b", "2024a")
    manifest = tmp_path / "2024a/manifest.json"
    facts = json.loads(manifest.read_text(encoding="utf-8"))
    del facts["number"]
    manifest.write_text(json.dumps(facts), encoding="utf-8")
    assert list_editions(tmp_path) == ["2024b", "2024a"]
    assert open_one(tmp_path, "2024a").manifest.number == 0
    _write(tmp_path, "2023x")
    assert list_editions(tmp_path) == ["2023x", "2024b", "2024a"]


def test_two_builds_that_end_at_once_have_two_numbers(tmp_path: Path) -> None:
    names = [f"2024{letter}" for letter in "abc"]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(partial(_write, tmp_path / "editions"), names))
    found = list_editions(tmp_path / "editions")
    assert sorted(open_one(tmp_path / "editions", name).manifest.number for name in found) == [
        *(1, 2, 3)
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"../../etc", b"a b", b"x" * 300, b"\0"])
def test_a_pointer_that_names_nothing_is_told_in_one_sentence(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "current").write_bytes(content)
    with pytest.raises(EditionError, match=r"current noemt geen editie; kies er een .*\.$"):
        current_id(tmp_path)


def test_a_pointer_that_is_a_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(EditionError, match=r"current noemt geen editie"):
        current_id(tmp_path)


@pytest.mark.parametrize("name", [".building-abc", ".building-", ".building-12x-abc"])
def test_a_building_folder_without_a_process_is_swept_up(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    _write(tmp_path, "2024a")
    assert not (tmp_path / name).exists()

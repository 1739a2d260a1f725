"""Editions in a bucket, brought to a folder here: whole, checked, and only when there is need.

The bucket is a folder here, which the library reads as it reads S3; a real S3 server is asked in
tests/cloud.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from nplv_geo.build.browser.geometry import write_hashed
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.elsewhere import mirror as mirroring
from nplv_geo.edition.elsewhere.bucket import Bucket
from nplv_geo.edition.elsewhere.mirror import Mirror
from nplv_geo.edition.elsewhere.publishing import Published, publish_edition, use_published
from nplv_geo.edition.store import EditionWriter, current_id, list_editions
from nplv_geo.ground.errors import BucketError, EditionError
from tests.made_up import made_up, made_up_manifest

TABLE = "values/2024.arrow"


def write(editions: Path, name: str, value: float = 1.0) -> Edition:
    """An edition of one area with one figure and one file for the browser."""
    with EditionWriter(editions, name) as writer:
        areas = pd.Index(["GM0917"])
        writer.values("2024", [("inwoners", made_up(areas, value=value))], areas)
        writer.table("areas", pd.DataFrame({"name": ["Heerlen"]}, index=areas))
        digest, _ = write_hashed(writer.folder / "figures", "inwoners-2024", b"[1]")
        manifest = made_up_manifest(
            name, tables=writer.table_hashes(), values={"inwoners-2024": digest}
        )
        writer.finish(manifest)
    return Edition(editions / name)


@dataclass(frozen=True)
class Sides:
    """Where editions are built, the bucket, and the folder that follows it."""

    built: Path
    place: Path
    here: Path
    bucket: Bucket
    mirror: Mirror

    def publish(self, name: str, value: float = 1.0, *, again: bool = False) -> Published:
        folder = self.built / name
        edition = Edition(folder) if folder.exists() else write(self.built, name, value)
        return publish_edition(edition, self.bucket, again=again)


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    built, place, here = (tmp_path / name for name in ("built", "bucket", "here"))
    place.mkdir()
    bucket = Bucket(f"file://{place}/")
    return Sides(built, place, here, bucket, Mirror(bucket, here))


def read_all(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_is_published_is_brought_byte_for_byte(sides: Sides) -> None:
    edition = write(sides.built, "2024a")
    size = sum(len(content) for name, content in read_all(edition.folder).items() if name[0] != "m")
    assert publish_edition(edition, sides.bucket) == Published(4, size)
    state = sides.mirror.refresh()
    assert (state.problem, state.reached[:2]) == ("", "20")
    assert read_all(sides.here / "2024a") == read_all(sides.built / "2024a")
    assert (current_id(sides.here), sorted(path.name for path in sides.here.iterdir())) == (
        "2024a",
        [".lock", ".state.json", "2024a", "current"],
    )
    assert publish_edition(edition, sides.bucket) == Published(0, 0)


def test_of_a_new_edition_only_what_is_new_is_asked(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    fetch = sides.bucket.fetch
    monkeypatch.setattr(
        sides.bucket, "fetch", lambda name, path: (asked.append(name), fetch(name, path))
    )
    sides.publish("2024a")
    sides.mirror.refresh()
    assert len(asked) == 4
    sides.publish("2024b", 2.0)
    sides.mirror.refresh()
    assert asked[4:] == [f"2024b/{TABLE}"]
    assert read_all(sides.here / "2024b") == read_all(sides.built / "2024b")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def turn_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [cut, turn_a_bit, Path.unlink], ids=["cut", "bit", "gone"])
@pytest.mark.parametrize("kind", ["values/*.arrow", "areas.parquet", "figures/*/*.br"])
def test_a_damaged_object_is_refused_and_mended_by_publishing_again(
    sides: Sides, kind: str, harm: Callable[[Path], None]
) -> None:
    sides.publish("2024a")
    sides.mirror.refresh()
    sides.publish("2024b", 2.0)
    shutil.rmtree(sides.here / "2024a" / "figures")  # else it is at hand, and not asked
    (sides.here / "2024a" / "areas.parquet").unlink()
    (path,) = (sides.place / "2024b").glob(kind)
    harm(path)
    name = path.relative_to(sides.place / "2024b").as_posix()
    state = sides.mirror.refresh()
    assert state.problem == (
        f"Editie '2024b' in {sides.bucket.url} is beschadigd ({name}); publiceer haar opnieuw met "
        "'publish --again'."
    )
    assert (current_id(sides.here), list_editions(sides.here)) == ("2024a", ["2024a"])
    sides.publish("2024b", again=True)
    assert sides.mirror.refresh() == state, "not asked again at once"
    (sides.here / ".state.json").unlink()
    assert sides.mirror.refresh().problem == ""
    assert current_id(sides.here) == "2024b"


def test_a_manifest_of_another_version_or_edition_is_refused(sides: Sides) -> None:
    sides.publish("2024a")
    manifest = sides.place / "2024a" / "manifest.json"
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(told | {"format": 5}))
    where = f"De editie in {sides.bucket.url}/2024a"
    assert sides.mirror.refresh().problem.startswith(f"{where} is van een andere versie")
    manifest.write_text(json.dumps(told | {"id": "2024x"}))
    (sides.here / ".state.json").unlink()
    assert "is beschadigd (manifest.json)" in sides.mirror.refresh().problem
    assert list_editions(sides.here) == []


def test_without_the_bucket_what_is_here_stays(sides: Sides) -> None:
    sides.publish("2024a")
    first = sides.mirror.refresh()
    sides.place.rename(sides.place.with_name("away"))
    state = sides.mirror.refresh()
    assert (bool(state.problem), state.reached) == (True, first.reached)
    assert (current_id(sides.here), sides.mirror.read_state()) == ("2024a", state)
    sides.place.with_name("away").rename(sides.place)
    sides.publish("2024b")
    assert sides.mirror.refresh().problem == ""
    assert current_id(sides.here) == "2024b"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "In {url} is nog geen editie; breng er een met 'publish'."),
        (b"../../etc", "{url}/current noemt geen editie; kies er een met 'publish --use'."),
        (b"\xff\x00", "{url}/current noemt geen editie; kies er een met 'publish --use'."),
    ],
)
def test_a_pointer_that_says_nothing_is_told(
    sides: Sides, content: bytes | None, words: str
) -> None:
    if content is not None:
        (sides.place / "current").write_bytes(content)
    assert sides.mirror.refresh().problem == words.format(url=sides.bucket.url)


def test_what_is_damaged_here_is_brought_again_when_it_is_doubted(sides: Sides) -> None:
    sides.publish("2024a")
    sides.mirror.refresh()
    cut(sides.here / "2024a" / TABLE)
    sides.mirror.refresh()
    assert Edition(sides.here / "2024a").damage() == [TABLE]
    sides.mirror.refresh(("2024a",))
    assert Edition(sides.here / "2024a").damage() == []
    assert not list(sides.here.glob(".fetching*"))


def test_going_back_moves_the_pointer_alone(sides: Sides) -> None:
    for name in ("2024a", "2024b"):
        sides.publish(name)
        sides.mirror.refresh()
    use_published(sides.bucket, "2024a")
    sides.mirror.refresh()
    assert (current_id(sides.here), list_editions(sides.here)) == ("2024a", ["2024b", "2024a"])
    with pytest.raises(EditionError, match=r"^Editie 'x' staat niet in .*; kies uit 2024a, 2024b"):
        use_published(sides.bucket, "x")


def test_the_cache_keeps_four_editions_and_the_current_one(sides: Sides) -> None:
    for letter in "abcdef":
        sides.publish(f"2024{letter}")
        sides.mirror.refresh()
    assert list_editions(sides.here) == ["2024f", "2024e", "2024d", "2024c"]
    use_published(sides.bucket, "2024a")
    sides.mirror.refresh()
    assert (current_id(sides.here), len(list_editions(sides.here))) == ("2024a", 5)


def test_a_machine_that_counts_from_one_again_counts_on_in_the_bucket(
    sides: Sides, tmp_path: Path
) -> None:
    for name in ("2024a", "2024b"):
        sides.publish(name)
        sides.mirror.refresh()
    edition = write(tmp_path / "other", "2024c")
    assert edition.manifest.number == 1
    publish_edition(edition, sides.bucket)
    sides.mirror.refresh()
    assert Edition(sides.here / "2024c").manifest.number == 3
    assert list_editions(sides.here)[0] == "2024c"


def test_a_damaged_edition_is_not_published(sides: Sides) -> None:
    edition = write(sides.built, "2024a")
    turn_a_bit(sides.built / "2024a" / TABLE)
    with pytest.raises(EditionError, match=r"^Editie '2024a' is beschadigd: values/2024\.arrow\.$"):
        publish_edition(edition, sides.bucket)
    assert list(sides.place.iterdir()) == []


def test_one_process_at_a_time_asks_and_others_go_on(sides: Sides) -> None:
    sides.publish("2024a")
    state = sides.mirror.refresh()
    with mirroring.FileLock(sides.here / ".lock"):
        sides.publish("2024b")
        assert Mirror(sides.bucket, sides.here).refresh() == state
    assert current_id(sides.here) == "2024a"


def test_a_look_counts_for_some_seconds_and_a_clock_put_back_asks_again(sides: Sides) -> None:
    assert sides.mirror.is_due(30)
    sides.publish("2024a")
    sides.mirror.refresh()
    assert (sides.mirror.is_due(30), sides.mirror.is_due(0)) == (False, True)
    os.utime(sides.here / ".state.json", (2e9, 2e9))
    assert sides.mirror.is_due(30)


def test_a_place_that_no_store_has_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BucketError, match=r"is niet te bereiken; kijk naar het adres"):
        Bucket(f"file://{tmp_path}/none").read("current")

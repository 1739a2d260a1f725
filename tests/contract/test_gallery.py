"""The gallery in ``docs/`` has a picture of each state, small enough to keep."""

from __future__ import annotations

from tests.gallery import FOLDER, INDEX, MAX_BYTES, STATES, name_file, write_index


def test_each_state_has_a_picture_and_the_index_shows_it() -> None:
    assert len(STATES) == 24
    assert {name_file(state) for state in STATES} == set(FOLDER.iterdir())
    assert INDEX.read_text(encoding="utf-8") == write_index()


def test_the_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= MAX_BYTES

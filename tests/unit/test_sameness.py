"""The comparer of recordings: what differs is told once, and what is meant can be left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sameness.comparing import compare, read_wanted, report
from tests.sameness.normal import Normal
from tests.sameness.plain import html_lines, json_lines

_WANTED = """
[[wanted]]
where = "pages/view/*"
before = "Kaartlaag$"
after = "Kaartlagen$"
why = "the heading names all of them"
"""


def _recorded(folder: Path, answers: dict[str, str]) -> Path:
    for name, text in answers.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.fixture
def recordings(tmp_path: Path) -> tuple[Path, Path]:
    same = {"api/areas/nl.txt": "total = 20\n"}
    before = same | {
        "pages/view/nl/a.txt": "Kaartlaag\nblijft\n59 %\n",
        "pages/view/nl/b.txt": "Kaartlaag\nblijft\n48 %\n",
        "exports/data.csv/a.txt": "1\n",
    }
    after = same | {
        "pages/view/nl/a.txt": "Kaartlagen\nblijft\n59 %\n",
        "pages/view/nl/b.txt": "Kaartlagen\nblijft\n47 %\n",
        "exports/data.xlsx/a.txt": "1\n",
    }
    return _recorded(tmp_path / "before", before), _recorded(tmp_path / "after", after)


def test_the_same_difference_is_told_once(recordings: tuple[Path, Path]) -> None:
    found = compare(*recordings)

    changes = found.unwanted["pages/view"]
    told = {(one.before, one.after): names for one, names in changes.items()}
    assert told == {
        (("Kaartlaag",), ("Kaartlagen",)): ["pages/view/nl/a.txt", "pages/view/nl/b.txt"],
        (("48 %",), ("47 %",)): ["pages/view/nl/b.txt"],
    }
    assert set(found.unwanted) == {"pages/view", "exports/data.csv", "exports/data.xlsx"}
    assert "5 answers compared: 4 differences that are not wanted" in report(found)


def test_recordings_of_the_same_have_no_differences(recordings: tuple[Path, Path]) -> None:
    before, _ = recordings

    found = compare(before, before)

    assert found.unwanted == {}
    assert report(found) == "4 answers compared: nothing else differs."


def test_what_is_wanted_is_left_out_and_counted(
    recordings: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "wanted.toml"
    path.write_text(_WANTED)

    found = compare(*recordings, read_wanted(path))

    assert [one.after for one in found.unwanted["pages/view"]] == [("47 %",)]
    assert "wanted, 2 times: pages/view/*: the heading names all of them" in report(found)


def test_a_wanted_difference_that_is_not_there_is_told(
    recordings: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "wanted.toml"
    path.write_text(_WANTED)
    before, _ = recordings

    assert "wanted, but not there: pages/view/*" in report(
        compare(before, before, read_wanted(path))
    )


def test_a_list_without_reasons_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wanted.toml"
    path.write_text('[[wanted]]\nwhere = "*"\n')

    with pytest.raises(SystemExit, match="why"):
        read_wanted(path)


def test_what_belongs_to_one_recording_is_left_out() -> None:
    normal = Normal({"/tmp/x": "CHECKOUT", "/tmp/x/data": "DATA"}, "0.1.0")  # noqa: S108

    text = (
        "/tmp/x/data/a /tmp/x/b 20261126T235912032-6d9a8ed5 2026-11-26T23:59:13+00:00 "  # noqa: S108
        "/geo/0123456789abcdef/a.json 0.1.0 2026-07-19 10.1.0"
    )

    assert normal(text) == (
        "DATA/a CHECKOUT/b EDITION TIME /geo/HASH/a.json VERSION 2026-07-19 10.1.0"
    )


def test_html_reads_as_text_with_its_links() -> None:
    text = '<p class="x">Dat is <b>59</b> %<a href="/methode"> hoe</a></p><script>no</script><p>b'

    assert html_lines(text) == ["Dat is 59 %{a href=/methode} hoe", "b"]


def test_json_has_a_line_for_each_value() -> None:
    assert list(json_lines({"b": [{"c": 1}], "a": [1, [2, 3]]})) == [
        "a = [1, [2, 3]]",
        "b[0].c = 1",
    ]

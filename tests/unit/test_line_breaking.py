"""Lines break where words end; what is longer than a line is broken itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.export.line_breaking import fill_lines, split_word
from nplv_geo.export.typesetting import measure_width, wrap_text


def letters(text: str) -> float:
    return float(len(text))


def with_space(line: Sequence[str], width: float, piece: str) -> float:
    return width + (1 if line else 0) + len(piece)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("een twee drie", [["een", "twee"], ["drie"]]),
        ("een twee", [["een", "twee"]]),  # eight letters on a line of eight
        ("een twees", [["een"], ["twees"]]),
        ("", [[]]),
    ],
)
def test_a_line_is_filled_up_to_its_last_letter(text: str, lines: list[list[str]]) -> None:
    assert fill_lines(text.split(), 8, with_space) == lines


def test_a_word_is_broken_where_the_line_ends() -> None:
    assert list(split_word("abcdefghij", 4, letters)) == ["abcd", "efgh", "ij"]
    assert list(split_word("abcd", 4, letters)) == ["abcd"]
    assert list(split_word("ab", 0.5, letters)) == ["a", "b"]


@given(st.text("abc \u202f", max_size=60), st.integers(3, 20))
def test_no_letter_is_lost_and_no_line_too_long(text: str, room: int) -> None:
    pieces = [p for word in text.split(" ") if word for p in split_word(word, room, letters)]
    lines = fill_lines(pieces, room, with_space)
    assert "".join(p for line in lines for p in line) == text.replace(" ", "")
    assert all(len(" ".join(line)) <= room for line in lines)


def test_a_number_stays_on_the_line_of_its_percent_sign() -> None:
    text = "Heerlen-Noord: 47\u202f% van de woningen"
    for room in range(40, 200, 5):
        lines = wrap_text(text, room, 10)
        assert " ".join(lines) == text or any(measure_width(w, 10) > room for w in text.split(" "))

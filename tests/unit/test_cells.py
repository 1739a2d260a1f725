"""Cells: the same number however it is written, and never a guess about text."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.ground.status import Status
from nplv_geo.sources.readers.tables.cells import (
    read_column,
    read_number,
    read_text,
    uses_decimal_comma,
)

FIGURES = st.floats(-1e8, 1e8).map(lambda value: round(value, 3))


@given(FIGURES)
def test_comma_and_point_say_the_same(value: float) -> None:
    written = f"{value:.3f}"
    assert read_number(written, comma=False) == value
    assert read_number(written.replace(".", ","), comma=True) == value


@given(FIGURES, st.integers(0, 12))
def test_padding_does_not_matter(value: float, width: int) -> None:
    padded = " " * width + f"{value:.3f}" + " " * width
    assert read_number(padded, comma=False) == value


@given(st.integers(-(10**9), 10**9))
def test_points_for_thousands_where_the_decimal_is_a_comma(value: int) -> None:
    written = f"{value:,}".replace(",", ".")
    assert read_number(written, comma=True) == value


@given(st.text())
def test_any_text_is_a_number_missing_or_wrong(written: str) -> None:
    for comma in (True, False):
        found = read_number(written, comma=comma)
        assert found is None or not math.isinf(found)


@pytest.mark.parametrize(
    "cell",
    ["", " ", ".", "       .", "x", "X", "-", ",", None, pd.NA, "NA", "NaN", "#N/B", "n.v.t."],
)
def test_missing_is_nan_and_never_zero(cell: object) -> None:
    for comma in (True, False):
        found = read_number(cell, comma=comma)
        assert found is not None
        assert math.isnan(found)
        assert read_number(math.nan, comma=comma) is not None


@pytest.mark.parametrize("cell", ["veel", "12 euro", "1.2.3", "inf", "1e999", "٣", True])
def test_text_is_no_number(cell: object) -> None:
    assert read_number(cell, comma=False) is None


def test_a_point_as_decimal_in_a_file_with_commas_is_refused() -> None:
    assert read_number("12.5", comma=True) is None
    assert read_number("12,5", comma=False) is None


def test_decimal_comma_is_recognised() -> None:
    assert uses_decimal_comma(["a,b", 3.5, None, " 12,5 "])
    assert not uses_decimal_comma(["12.5", "3", ",", None])


def test_text_of_cells() -> None:
    assert read_text("Aa en Hunze       ") == "Aa en Hunze"
    assert read_text(None) == read_text(math.nan) == read_text(pd.NA) == ""


def test_column_with_numbers_words_and_what_is_withheld() -> None:
    found = read_column(pd.Series([" 3", "x", "-99997", "veel", 4], dtype="object"), comma=False)
    assert found.numbers.fillna(-1).tolist() == [3, -1, -1, -1, 4]
    assert found.marks.sort_index().to_dict() == {1: Status.SUPPRESSED, 2: Status.SUPPRESSED}
    assert found.wrong.tolist() == [3]


def test_not_published_is_marked() -> None:
    found = read_column(pd.Series([-99995.0, -99997.0, -99999999.0, 7.0]), comma=False)
    assert found.marks.tolist() == [
        Status.NOT_PUBLISHED, Status.SUPPRESSED, Status.SUPPRESSED,
    ]  # fmt: skip
    assert found.numbers.isna().tolist() == [True, True, True, False]


def test_infinity_is_no_figure() -> None:
    assert read_number(math.inf, comma=False) is None
    assert read_column(pd.Series([1.0, math.inf]), comma=False).wrong.tolist() == [1]

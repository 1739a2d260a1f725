"""Topics, expressions over topics, and the many ways of publishers to say "no figure"."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.topics import (
    evaluate_topics,
    name_topic_column,
    split_terms,
    strip_topic_suffix,
)
from nplv_geo.ground.status import Status
from nplv_geo.published.figures import Figures, split_sentinels

FRAME = pd.DataFrame(
    {
        "A": [10.0, 20.0, np.nan],
        "B_1": [1.0, np.nan, 3.0],
        "k_0Tot15Jaar": [4.0, 5.0, 6.0],
        "Misdrijven|SoortMisdrijf=0.0.0": [7.0, 8.0, 9.0],
    },
    index=["BU00010001", "BU00010002", "BU00010003"],
)


def _figures(frame: pd.DataFrame, marks: Mapping[str, pd.Series] | None = None) -> Figures:
    return Figures(
        table="T",
        family="F",
        period="2024",
        boundary_year=2024,
        publisher="P",
        retrieved="2026-07-19",
        sha256="0",
        frame=frame,
        marks=marks or {},
    )


@pytest.mark.parametrize(
    ("key", "topic"),
    [
        ("Koopwoningen_47", "Koopwoningen"),
        ("Koopwoningen_40 ", "Koopwoningen"),
        ("k_0Tot15Jaar_8", "k_0Tot15Jaar"),
        ("k_0Tot15Jaar", "k_0Tot15Jaar"),
        ("AantalInwoners", "AantalInwoners"),
        ("HavoVwoMbo24_70", "HavoVwoMbo24"),
        ("k_40PersonenMetLaagsteInkomen_81", "k_40PersonenMetLaagsteInkomen"),
    ],
)
def test_the_shifting_suffix_is_cut_off(key: str, topic: str) -> None:
    assert strip_topic_suffix(key) == topic


@given(st.from_regex(r"[A-Za-z][A-Za-z]{0,20}", fullmatch=True), st.integers(1, 200))
def test_a_suffix_never_changes_the_topic(name: str, number: int) -> None:
    assert strip_topic_suffix(f"{name}_{number}") == name
    assert strip_topic_suffix(strip_topic_suffix(f"{name}_{number}")) == name


def test_the_column_says_which_member_in_a_fixed_order() -> None:
    assert name_topic_column("T", {}) == "T"
    assert name_topic_column("T", {"B": "2 ", "A": "1"}) == "T|A=1|B=2"


def test_terms_keep_their_sign() -> None:
    assert split_terms("A - k_0Tot15Jaar+B_1") == [(1, "A"), (-1, "k_0Tot15Jaar"), (1, "B_1")]
    assert split_terms("-A") == [(-1, "A")]


def test_a_sum_of_topics_is_missing_where_one_of_them_is() -> None:
    result = evaluate_topics("A - B_1 + k_0Tot15Jaar", FRAME, {})
    assert result is not None
    assert result.iloc[0] == 13.0
    assert result.isna().tolist() == [False, True, True]


def test_a_table_without_one_of_the_topics_has_none_of_the_sum() -> None:
    assert evaluate_topics("A - C", FRAME, {}) is None
    assert evaluate_topics("Misdrijven", FRAME, {}) is None
    assert evaluate_topics("Misdrijven", FRAME, {"SoortMisdrijf": "1.1.1"}) is None


def test_a_filter_picks_the_member() -> None:
    result = evaluate_topics("Misdrijven", FRAME, {"SoortMisdrijf": "0.0.0 "})
    assert result is not None
    assert result.tolist() == [7.0, 8.0, 9.0]


def test_numbers_that_mean_absence_become_missing_with_their_meaning() -> None:
    values = pd.Series(
        [12.0, -5.0, -99997.0, -99995.0, -99991.0, -99995.0001, -99999999.0, np.nan, 0.0, -99989.0],
        index=list("abcdefghij"),
    )
    cleaned, marks = split_sentinels(values)
    assert cleaned.dropna().to_dict() == {"a": 12.0, "b": -5.0, "i": 0.0, "j": -99989.0}
    assert marks.to_dict() == {
        "c": "suppressed",
        "d": "not_published",
        "e": "not_published",
        "f": "not_published",
        "g": "suppressed",
    }


def test_nothing_is_marked_where_nothing_is_absent() -> None:
    cleaned, marks = split_sentinels(pd.Series([1.0, np.nan], index=["a", "b"]))
    assert cleaned.iloc[0] == 1.0
    assert marks.empty


def test_one_empty_cell_is_withheld() -> None:
    status = _figures(FRAME).find_statuses("A", FRAME["A"])
    assert status.tolist() == ["ok", "ok", "suppressed"]


def test_an_empty_column_is_not_published_yet() -> None:
    values = pd.Series(np.nan, index=FRAME.index)
    status = _figures(FRAME.assign(A=np.nan)).find_statuses("A", values)
    assert set(status) == {"not_published"}


def test_what_the_publisher_says_wins_but_only_where_there_is_no_value() -> None:
    marks = pd.Series(
        {
            "BU00010003": Status.NOT_PUBLISHED.value,
            "BU00010001": Status.NOT_PUBLISHED.value,
            "BU99999999": Status.SUPPRESSED.value,
        }
    )
    status = _figures(FRAME, {"A": marks}).find_statuses("A", FRAME["A"])
    assert status.to_dict() == {
        "BU00010001": "ok",
        "BU00010002": "ok",
        "BU00010003": "not_published",
    }


def test_marks_of_another_topic_say_nothing() -> None:
    marks = pd.Series({"BU00010003": Status.NOT_PUBLISHED.value})
    assert _figures(FRAME, {"B_1": marks}).find_statuses("A", FRAME["A"]).iloc[2] == "suppressed"

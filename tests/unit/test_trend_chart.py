"""The chart of a trend: strokes of a line, and labels at the end of them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.present.time.end_labels import EndLabel, spread_labels
from tests.made_up_lines import line

# --- lines --------------------------------------------------------------------------------------


def test_a_line_is_cut_at_what_is_missing_and_at_a_break() -> None:
    cut = line(1.0, 2.0, None, 4.0, 5.0, 6.0, broken=2023)
    strokes = [(s.years, s.values, s.is_provisional) for s in cut.segments]
    assert strokes == [
        ((2019, 2020), (1.0, 2.0), False),
        ((2022,), (4.0,), False),
        ((2023, 2024), (5.0, 6.0), False),
    ]


def test_a_provisional_stroke_starts_where_the_definite_one_ends() -> None:
    strokes = [
        (s.years, s.is_provisional) for s in line(1.0, 2.0, 3.0, 4.0, provisional=2).segments
    ]
    assert strokes == [((2019, 2020), False), ((2020, 2021, 2022), True)]


def test_a_line_that_is_all_provisional_is_one_stroke() -> None:
    assert [s.years for s in line(1.0, 2.0, provisional=2).segments] == [(2019, 2020)]


@given(
    st.lists(st.none() | st.floats(-50, 50), max_size=8), st.integers(0, 8), st.integers(2019, 2028)
)
def test_strokes_hold_each_known_value_and_nothing_else(
    values: list[float | None], provisional: int, broken: int
) -> None:
    drawn = line(*values, provisional=provisional, broken=broken)
    shown = {(y, v) for s in drawn.segments for y, v in zip(s.years, s.values, strict=True)}
    assert shown == {(2019 + i, v) for i, v in enumerate(values) if v is not None}
    for stroke in drawn.segments:
        assert list(stroke.years) == list(range(stroke.years[0], stroke.years[-1] + 1))
        assert not stroke.years[0] < broken <= stroke.years[-1]


LEVEL = line(*[40.0] * 7)


@given(st.lists(st.tuples(st.floats(0, 350), st.sampled_from((15.0, 30.0))), max_size=8))
def test_labels_keep_their_order_and_their_distance(wanted: list[tuple[float, float]]) -> None:
    labels = [EndLabel(LEVEL, 2025, 1.0, ("a",), at, height) for at, height in wanted]
    found = spread_labels(labels, 356.0)
    assert len(found) == len(labels)
    for one, next_one in pairwise(found):
        assert next_one.at - one.at >= (one.height + next_one.height) / 2 - 1e-6
    if found:
        assert found[0].at >= found[0].height / 2 - 1e-6


def test_labels_with_room_stay_where_they_are() -> None:
    labels = [EndLabel(LEVEL, 2025, 1.0, ("a",), at, 15.0) for at in (200.0, 50.0, 205.0)]
    assert [label.at for label in spread_labels(labels, 356.0)] == [50.0, 193.5, 211.5]

"""Bounds of classes: which years and areas decide on them, what a reader may type, and the axis."""

from __future__ import annotations

import numpy as np
import pytest

from nplv_geo.present.map.legend_marks import LegendMark, order_marks
from nplv_geo.present.scale.bounds import parse_bounds, write_bounds
from nplv_geo.present.scale.distribution import BARS, spread_values
from nplv_geo.statistics.classify import NO_CLASS, make_own_bounds


@pytest.mark.parametrize(
    ("text", "language", "bounds"),
    [
        ("10|20,5|40", "", (10.0, 20.5, 40.0)),
        ("10|20.5|40", "en", (10.0, 20.5, 40.0)),
        ("40;10|20,5", "", (10.0, 20.5, 40.0)),
        ("1.000|2.500,5", "", (1000.0, 2500.5)),
        ("1,000|2,500.5", "en", (1000.0, 2500.5)),
        ("0,1250", "en", (0.125,)),
        ("-1|0|1", "", (-1.0, 0.0, 1.0)),
        ("\u22121,5|1,5", "", (-1.5, 1.5)),
        ("", "", ()),
        ("|", "", ()),
        ("tien", "", ()),
        ("10|tien", "", ()),
        ("10|10", "", ()),
        ("1|2|3|4|5", "", ()),
        ("nan", "", ()),
        ("1e9", "", ()),
    ],
)
def test_bounds_are_numbers_or_nothing(text: str, language: str, bounds: tuple[float, ...]) -> None:
    assert parse_bounds(text, language) == bounds


@pytest.mark.parametrize("bounds", [(10.0, 20.5, 40.0), (0.125,), (-3.0, 1000.0), ()])
def test_an_address_has_bounds_that_either_language_reads(bounds: tuple[float, ...]) -> None:
    assert parse_bounds(write_bounds(bounds), "en") == bounds
    assert parse_bounds(write_bounds(bounds), "") == bounds


def test_a_value_on_a_typed_bound_is_in_the_class_below_it() -> None:
    values = np.array([0.0, 10.0, 10.04, 10.1, 40.0, 99.0, np.nan])
    made = make_own_bounds((10.0, 20.55, 40.0), values, 1).classify(values)
    # 10.04 is shown as 10.0.
    assert made.classes.tolist() == [0, 0, 0, 1, 2, 3, NO_CLASS]
    assert (made.counts, made.missing, made.breaks) == ((3, 1, 1, 1), 1, (0, 10, 20.55, 40, 99))


def test_typed_bounds_beyond_all_values_leave_classes_empty() -> None:
    made = make_own_bounds((10.0, 20.0), np.array([1.0, 2.0]), 0).classify(np.array([1.0, 2.0]))
    assert (made.counts, made.breaks) == ((2, 0, 0), (1, 10, 20, 20))


# --- the axis of the legend -----------------------------------------------------------------------


def test_one_outlier_gets_a_bar_of_its_own_and_the_others_their_places() -> None:
    values = np.array([*range(40, 80), 948.6, 235.7])
    spread = spread_values(values, (40.0, 948.6))
    assert (spread.low, spread.high, spread.top) == (40.0, 78.0, 948.6)
    assert (spread.above, sum(spread.counts) + spread.above) == (3, values.size)
    assert len(spread.counts) == BARS
    # The others lie on 24 of 25 parts; what is higher lies in the middle of the last one.
    assert spread.locate(78.0) == pytest.approx(24 / 25)
    assert spread.locate(948.6) == spread.locate(79.0) == pytest.approx(24.5 / 25)


def test_an_axis_without_outliers_is_whole() -> None:
    values = np.linspace(0.0, 100.0, 50)
    spread = spread_values(values, (0.0, 100.0))
    assert (spread.high, spread.above, sum(spread.counts)) == (100.0, 0, 50)
    assert spread.locate(100.0) == 1.0


def test_of_few_areas_each_keeps_its_place() -> None:
    spread = spread_values(np.array([1.0, 2.0, 900.0]), (1.0, 900.0))
    assert (spread.high, spread.above) == (900.0, 0)


def test_a_mark_beyond_all_areas_lengthens_the_axis() -> None:
    spread = spread_values(np.array([1.0, 2.0, 3.0]), (1.0, 5.0))
    assert (spread.high, spread.above, spread.locate(5.0)) == (5.0, 0, 1.0)


def test_no_line_runs_through_the_words_of_another_mark() -> None:
    places = (0.1, 0.4, 0.6, 0.9)
    marks = [LegendMark(str(p), "", p, "other") for p in places]
    rows = [mark.position for mark in order_marks(marks)]
    assert rows == [0.4, 0.1, 0.6, 0.9]

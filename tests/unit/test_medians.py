"""The middle one of a few areas, and how far it may be off."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from nplv_geo.statistics.medians import TOO_FEW, compute_median_margin, make_median_row
from nplv_geo.statistics.observation import NOTHING, MadeObservation

ROW = MadeObservation(value=1.0, status="ok", coverage=1.0)


def _rows(*values: float | None) -> list[MadeObservation]:
    return [NOTHING if value is None else replace(ROW, value=value) for value in values]


def test_it_is_the_middle_one_of_those_that_have_a_value() -> None:
    row = make_median_row(_rows(9.0, 2.0, None, 4.0))
    assert (row.value, row.status, row.coverage) == (4.0, "ok", 0.75)
    assert make_median_row(_rows(1.0, 2.0, 4.0, 9.0)).value == 3.0


def test_of_fewer_than_three_there_is_none_and_never_a_zero() -> None:
    row = make_median_row(_rows(9.0, 2.0, None))
    assert (row.value, row.reason, row.coverage) == (None, TOO_FEW, pytest.approx(2 / 3))
    assert make_median_row([]).value is None


def test_its_margin_is_that_of_chance_or_of_how_far_they_lie_apart() -> None:
    by_chance = math.sqrt(math.pi / 2 / 3) * 3.0
    assert compute_median_margin([1.0, 1.0, 1.0], [3.0, 3.0, 3.0]) == pytest.approx(by_chance)
    apart = math.sqrt(math.pi / 2 / 3) * 1.96 * 10.0
    assert compute_median_margin([0.0, 10.0, 20.0], [3.0, 3.0, 3.0]) == pytest.approx(apart)
    assert compute_median_margin([0.0, 10.0, 20.0], [3.0, None, 3.0]) is None

"""Handles of bounds: where they stand, how far a key takes them, and when there are none."""

from __future__ import annotations

import numpy as np
import pytest

from nplv_geo.present.scale.distribution import spread_values
from nplv_geo.present.scale.handles import make_handle_axis

EVEN = spread_values(np.linspace(12.34, 87.66, 40), (12.34, 87.66))


def test_an_axis_ends_on_values_as_they_are_printed_and_has_a_round_step() -> None:
    axis = make_handle_axis(EVEN, (20.04, 30.0, 500.0), 1)
    assert axis is not None
    assert (axis.low, axis.high, axis.unit, axis.share) == (12.3, 87.7, 0.1, 1.0)
    assert axis.step == 1.0
    assert axis.bounds == (20.0, 30.0, 500.0)
    assert axis.locate(50.0) == pytest.approx(0.5)
    assert axis.locate(500.0) == 1.0


@pytest.mark.parametrize(
    ("high", "decimals", "step"),
    [(1.0, 2, 0.01), (4.0, 2, 0.05), (20.0, 0, 1.0), (130.0, 1, 2.0), (48_000.0, 0, 500.0)],
)
def test_steps_are_round_and_never_finer_than_what_is_printed(
    high: float, decimals: int, step: float
) -> None:
    spread = spread_values(np.linspace(0.0, high, 30), (0.0, high))
    axis = make_handle_axis(spread, (high / 2,), decimals)
    assert axis is not None
    assert axis.step == step


def test_an_outlier_leaves_the_axis_its_share_of_the_width() -> None:
    spread = spread_values(np.array([*np.linspace(0.0, 100.0, 60), 5000.0]), (0.0, 5000.0))
    axis = make_handle_axis(spread, (50.0,), 0)
    assert axis is not None
    assert axis.high == 97.0  # the 58th of 61 values, 96.6
    assert axis.share * axis.locate(50.0) == pytest.approx(spread.locate(50.0), abs=0.01)


@pytest.mark.parametrize("bounds", [(), (1.0, 2.0, 3.0, 4.0, 5.0), (20.01, 20.04), (30.0, 20.0)])
def test_what_could_not_be_typed_has_no_handles(bounds: tuple[float, ...]) -> None:
    assert make_handle_axis(EVEN, bounds, 1) is None


def test_an_axis_of_a_few_units_has_no_room() -> None:
    assert make_handle_axis(spread_values(np.arange(8.0), (0.0, 7.0)), (3.0,), 0) is None

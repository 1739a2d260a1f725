"""Natural breaks against all divisions there are, and against published examples of the layers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.statistics.natural_breaks import compute_natural_breaks

few_values = st.lists(st.integers(-50, 50), min_size=2, max_size=11)


def _spread(values: np.ndarray, breaks: np.ndarray) -> float:
    """Sum of squared deviations from the means of the classes that the breaks make."""
    classes = np.searchsorted(breaks[1:-1], values, side="left")
    groups = [values[classes == number] for number in range(len(breaks) - 1)]
    return float(sum(((group - group.mean()) ** 2).sum() for group in groups))


def _smallest_spread(values: np.ndarray, k: int) -> float:
    distinct = np.unique(values)
    ends = combinations(range(distinct.size - 1), k - 1)
    outer = distinct[[0]], distinct[[-1]]
    return min(
        _spread(values, np.concatenate([outer[0], distinct[list(inner)], outer[1]]))
        for inner in ends
    )


@given(few_values, st.integers(1, 5))
def test_no_other_division_is_better(values: list[int], k: int) -> None:
    numbers = np.array(values, dtype=float)
    k = min(k, np.unique(numbers).size)
    breaks = compute_natural_breaks(numbers, k)
    assert (breaks[0], breaks[-1]) == (numbers.min(), numbers.max())
    assert breaks.size == k + 1
    assert (np.diff(breaks[1:]) > 0).all()
    assert _spread(numbers, breaks) == pytest.approx(_smallest_spread(numbers, k), abs=1e-9)


def test_equal_values_weigh_as_often_as_they_occur() -> None:
    values = np.array([0.0, 4.0, 10.0])
    assert compute_natural_breaks(values, 2).tolist() == [0, 4, 10]
    # Twenty times 4 costs more to put with 0 than 0 and 10 cost apart.
    assert compute_natural_breaks(np.array([0.0, *[4.0] * 20, 10.0, 11.0]), 2).tolist() == [
        0,
        4,
        11,
    ]


def test_of_two_divisions_as_good_the_lower_bounds() -> None:
    assert compute_natural_breaks(np.array([1.0, 2.0, 3.0]), 2).tolist() == [1, 1, 3]


def test_large_numbers_close_together_keep_their_digits() -> None:
    values = np.array([1e9, 1e9 + 0.1, 1e9 + 5, 1e9 + 5.1, 1e9 + 9, 1e9 + 9.2])
    assert compute_natural_breaks(values, 3).tolist() == [1e9, 1e9 + 0.1, 1e9 + 5.1, 1e9 + 9.2]


def test_fewer_values_than_classes_are_refused() -> None:
    with pytest.raises(ValueError, match="2 distinct values can't make 3 classes"):
        compute_natural_breaks(np.array([1.0, 1.0, 2.0]), 3)

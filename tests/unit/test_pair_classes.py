"""Nine classes of two figures: worked out again by counting, with ties and missing values."""

from __future__ import annotations

import numpy as np
import pytest

from nplv_geo.statistics.classify import NO_CLASS
from nplv_geo.statistics.together.pair_classes import PairClasses, classify_pair


def _make_random(seed: int, n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Values with many ties and some gaps, as shares in whole per cents of small places have."""
    chance = np.random.default_rng(seed)
    first = np.round(chance.gamma(2.0, 10.0, n), seed % 2)
    second = np.round(chance.normal(50, 4, n))
    first[chance.random(n) < 0.1] = np.nan
    second[chance.random(n) < 0.1] = np.nan
    return first, second


def _group_by_hand(values: list[float], decimals: int) -> list[int]:
    """Groups of values that are all known, by sorting and counting."""
    shown = [round(value, decimals) for value in values]
    ordered = sorted(shown)

    def bound(thirds: int) -> float:
        """The least value that so many thirds of all do not exceed."""
        return next(v for v in ordered if 3 * sum(w <= v for w in ordered) >= thirds * len(ordered))

    second_highest = max(value for value in ordered if value < ordered[-1])
    above = min(bound(2), second_highest)
    below = min(bound(1), above)
    return [0 if value <= below else 1 if value <= above else 2 for value in shown]


@pytest.mark.parametrize("seed", range(12))
def test_each_area_has_the_class_that_counting_gives(seed: int) -> None:
    first, second = _make_random(seed)
    decimals = (seed % 2, 0)
    pair = classify_pair(first, second, decimals)
    assert pair is not None
    known = [i for i in range(60) if np.isfinite(first[i]) and np.isfinite(second[i])]
    across = _group_by_hand([float(first[i]) for i in known], decimals[0])
    up = _group_by_hand([float(second[i]) for i in known], 0)
    expected = dict(zip(known, (3 * u + a for a, u in zip(across, up, strict=True)), strict=True))
    assert pair.classes.tolist() == [expected.get(i, NO_CLASS) for i in range(60)]
    shown = pair.classification
    assert shown.k == 9
    assert shown.counts == tuple(list(expected.values()).count(number) for number in range(9))
    assert shown.missing == 60 - len(known)


def _classify(first: list[float], second: list[float], **options: object) -> PairClasses:
    pair = classify_pair(np.array(first), np.array(second), (0, 0), **options)  # type: ignore[arg-type]
    assert pair is not None
    return pair


def test_an_area_that_lacks_one_figure_has_no_class_and_no_part_in_the_bounds() -> None:
    nan = float("nan")
    pair = _classify([1, 2, 3, 900, nan], [1, 2, 3, nan, 4])
    assert pair.classes.tolist() == [0, 4, 8, NO_CLASS, NO_CLASS]
    assert pair.first.high == 3
    assert pair.first.is_even


def test_areas_with_the_same_value_stay_together() -> None:
    pair = _classify([0, 0, 0, 0, 5, 9], [1, 2, 3, 4, 5, 6])
    assert pair.first.groups.tolist() == [0, 0, 0, 0, 2, 2]
    assert not pair.first.is_even
    # Where two of three have the highest value, that is the top all the same.
    pair = _classify([0, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5, 6])
    assert pair.first.groups.tolist() == [0, 2, 2, 2, 2, 2]
    assert pair.second.counts == (2, 2, 2)


def test_the_third_step_can_be_that_of_the_lowest_values() -> None:
    pair = _classify([1, 2, 3], [1, 2, 3], turned=(False, True))
    assert pair.classes.tolist() == [6, 4, 2]


@pytest.mark.parametrize("values", [[4.0, 4.0, 4.0], [4.0, float("nan"), float("nan")]])
def test_one_value_everywhere_makes_no_groups(values: list[float]) -> None:
    assert classify_pair(np.array(values), np.array([1.0, 2.0, 3.0]), (0, 0)) is None

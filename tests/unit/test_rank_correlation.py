"""Spearman's rank correlation: a published example, another library, and which word it gets."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from nplv_geo.statistics.together.rank_correlation import RankCorrelation, correlate_ranks

# IQ and hours of television a week of ten people, an example that many textbooks have.
IQ = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
HOURS = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]


def test_a_published_example() -> None:
    found = correlate_ranks(np.array(IQ, dtype=float), np.array(HOURS, dtype=float))
    assert found.value == pytest.approx(-29 / 165)
    assert found.n == 10
    # atanh(-29/165) ± 1.96 √((1 + (29/165)² / 2) / 7), worked out by hand.
    assert found.low == pytest.approx(-0.7278, abs=5e-4)
    assert found.high == pytest.approx(0.5146, abs=5e-4)
    assert found.why_none == "unsure"


@pytest.mark.parametrize("seed", range(10))
def test_ties_and_missing_values_as_pandas_has_them(seed: int) -> None:
    chance = np.random.default_rng(seed)
    first = np.round(chance.normal(0, 2, 80))
    second = np.round(first * (seed - 5) / 5 + chance.normal(0, 2, 80))
    first[chance.random(80) < 0.1] = np.nan
    second[chance.random(80) < 0.1] = np.nan
    frame = pd.DataFrame({"first": first, "second": second})
    found = correlate_ranks(first, second)
    assert found.value == pytest.approx(frame.corr(method="spearman").loc["first", "second"])
    assert found.n == len(frame.dropna())
    assert found.low is not None
    assert found.high is not None
    assert found.value is not None
    assert found.low < found.value < found.high


@pytest.mark.parametrize(
    ("value", "low", "word", "why"),
    [
        (0.6, 0.4, "often", ""),
        (0.59, 0.4, "sometimes", ""),
        (0.3, 0.1, "sometimes", ""),
        (0.29, 0.1, "none", "weak"),
        (0.5, -0.01, "none", "unsure"),
    ],
)
def test_each_word_has_its_bounds_on_both_sides(
    value: float, low: float, word: str, why: str
) -> None:
    found = RankCorrelation(40, value, low, 0.9)
    assert (found.word, found.why_none) == (word, why)
    turned = found.turn()
    assert (turned.value, turned.low, turned.high) == (-value, -0.9, -low)
    assert turned.word == (word if word == "none" else f"{word}_not")


def test_of_nine_areas_nothing_is_said() -> None:
    nine = np.arange(9, dtype=float)
    found = correlate_ranks(nine, nine)
    assert (found.n, found.value, found.low, found.why_none) == (9, 1.0, None, "few")
    ten = np.arange(10, dtype=float)
    assert correlate_ranks(ten, ten).word == "often"
    assert correlate_ranks(ten, np.full(10, 3.0)).why_none == "few"
    assert correlate_ranks(ten, np.full(10, np.nan)).n == 0

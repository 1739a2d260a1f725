"""Sums, rates and weighted means: worked out by hand, and what must hold for all figures."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nplv_geo.statistics.aggregate import RESULT_COLUMNS, aggregate_sum, aggregate_weighted_mean
from nplv_geo.statistics.membership import build_membership

PERCENT = (0.0, 100.0)
Member = tuple[float | None, float]

VALUES = st.floats(0, 100)
WEIGHTS = st.floats(1, 1e5)
MEMBERS = st.lists(st.tuples(st.none() | VALUES, WEIGHTS), min_size=1, max_size=12)
ALL_KNOWN = st.lists(st.tuples(VALUES, WEIGHTS), min_size=1, max_size=12)


def _base(rows: list[Member], status: str = "suppressed") -> pd.DataFrame:
    """Base rows of a mean; a member without a value keeps its weight."""
    value = np.array([math.nan if v is None else v for v, _ in rows], dtype=float)
    weight = np.array([w for _, w in rows], dtype=float)
    return pd.DataFrame(
        {
            "amount": value * weight,
            "weight": weight,
            "status": ["ok" if v is not None else status for v, _ in rows],
        },
        index=[f"m{i}" for i in range(len(rows))],
    )


def _mean(
    rows: list[Member],
    *,
    value_range: tuple[float, float] | None = PERCENT,
    min_coverage: float = 0.0,
) -> pd.Series:
    base = _base(rows)
    pairs = build_membership({"area": base.index})
    return aggregate_weighted_mean(
        base, pairs, value_range=value_range, min_coverage=min_coverage
    ).loc["area"]


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def test_weighted_mean_by_hand() -> None:
    row = _mean([(20.0, 100.0), (50.0, 300.0), (None, 100.0)], min_coverage=0.6)
    assert row["value"] == 42.5
    assert row["coverage"] == 0.8
    assert (row["lower"], row["upper"]) == (34.0, 54.0)
    assert (row["amount"], row["weight"]) == (17_000.0, 400.0)
    assert (row["units_with"], row["units_total"]) == (2, 3)
    assert (row["status"], row["reason"]) == ("ok", "")


def test_a_mean_is_not_the_mean_of_means() -> None:
    assert _mean([(10.0, 900.0), (90.0, 100.0)])["value"] == 18.0


def test_rate_is_the_sum_of_counts_over_the_sum_of_inhabitants() -> None:
    base = pd.DataFrame(
        {
            "amount": [30_000.0, 10_000.0, np.nan],
            "weight": [500.0, 2_000.0, 100.0],
            "status": ["ok", "ok", "suppressed"],
        },
        index=["a", "b", "c"],
    )
    row = aggregate_weighted_mean(
        base, build_membership({"x": "abc"}), value_range=None, min_coverage=0.6
    ).loc["x"]
    assert row["value"] == 16.0
    assert row["coverage"] == 2_500 / 2_600
    assert math.isnan(row["lower"])
    assert math.isnan(row["upper"])


def test_sum_by_hand_and_a_withheld_part_leaves_it_open_above() -> None:
    base = pd.DataFrame(
        {
            "amount": [5.0, 0.0, np.nan, 10.0],
            "weight": np.nan,
            "status": ["ok", "ok", "suppressed", "ok"],
        },
        index=list("abcd"),
    )
    result = aggregate_sum(base, build_membership({"all": "abcd", "part": "abd"}), min_coverage=0.6)
    assert result.loc["all", "value"] == 15.0
    assert result.loc["all", "coverage"] == 0.75
    assert result.loc["all", "lower"] == 15.0
    assert math.isnan(result.loc["all", "upper"])
    assert result.loc["part", ["value", "lower", "upper"]].tolist() == [15.0, 15.0, 15.0]
    assert result.loc["part", "coverage"] == 1.0


def test_a_sum_with_weights_counts_its_coverage_by_weight() -> None:
    base = pd.DataFrame(
        {"amount": [5.0, np.nan], "weight": [900.0, 100.0], "status": ["ok", "suppressed"]},
        index=["a", "b"],
    )
    assert (
        aggregate_sum(base, build_membership({"x": "ab"}), min_coverage=0.6).loc["x", "coverage"]
        == 0.9
    )


@pytest.mark.parametrize(("known", "shown"), [(60.0, True), (59.0, False), (100.0, True)])
def test_under_the_threshold_only_the_reason_is_shown(known: float, *, shown: bool) -> None:
    row = _mean([(40.0, known), (None, 100.0 - known)], min_coverage=0.6)
    assert row["coverage"] == known / 100.0
    if shown:
        assert (row["value"], row["status"], row["reason"]) == (40.0, "ok", "")
    else:
        assert (row["status"], row["reason"]) == ("suppressed", "low_coverage")
        assert row[["value", "lower", "upper", "amount", "weight"]].isna().all()


def test_a_sum_under_the_threshold_is_not_shown_either() -> None:
    base = pd.DataFrame(
        {"amount": [5.0, np.nan, np.nan], "weight": np.nan, "status": ["ok", "no_data", "no_data"]},
        index=list("abc"),
    )
    row = aggregate_sum(base, build_membership({"x": "abc"}), min_coverage=0.6).loc["x"]
    assert (row["status"], row["reason"], row["units_with"]) == ("suppressed", "low_coverage", 1)
    assert math.isnan(row["value"])


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["suppressed", "suppressed", "no_data"], "suppressed"),
        (["not_published"] * 3, "not_published"),
        (["not_comparable", "not_comparable", "suppressed"], "not_comparable"),
        (["ok", "ok", "ok"], "no_data"),
    ],
)
def test_an_area_without_any_value_says_why_most_of_its_members_have_none(
    statuses: list[str], expected: str
) -> None:
    base = pd.DataFrame(
        {"amount": np.nan, "weight": [1.0, 1.0, 1.0], "status": statuses}, index=list("abc")
    )
    for result in (
        aggregate_weighted_mean(
            base, build_membership({"x": "abc"}), value_range=PERCENT, min_coverage=0.6
        ),
        aggregate_sum(base, build_membership({"x": "abc"}), min_coverage=0.6),
    ):
        row = result.loc["x"]
        assert (row["status"], row["coverage"], row["units_with"]) == (expected, 0.0, 0)
        assert math.isnan(row["value"])


def test_a_member_that_no_table_knows_counts_as_one_without_data() -> None:
    base = _base([(50.0, 10.0)])
    pairs = build_membership({"x": ["m0", "elders"], "y": ["elders"]})
    result = aggregate_weighted_mean(base, pairs, value_range=PERCENT, min_coverage=0.6)
    assert result.loc["x", ["units_with", "units_total"]].tolist() == [1, 2]
    assert result.loc["y", "status"] == "no_data"
    made = aggregate_sum(base.assign(weight=np.nan), pairs, min_coverage=0.6)
    assert math.isnan(made.loc["y", "value"])
    assert made.loc["x", ["coverage", "reason"]].tolist() == [0.5, "low_coverage"]


def test_a_value_without_a_weight_has_no_say() -> None:
    base = _base([(50.0, 10.0), (90.0, 10.0)])
    base.loc["m1", "weight"] = np.nan
    row = aggregate_weighted_mean(
        base, build_membership({"x": base.index}), value_range=PERCENT, min_coverage=0.0
    ).loc["x"]
    assert row["value"] == 50.0
    assert row["units_with"] == 1


def test_members_without_weight_make_no_value_and_no_division_by_zero() -> None:
    base = _base([(50.0, 0.0), (60.0, 0.0)])
    row = aggregate_weighted_mean(
        base, build_membership({"x": base.index}), value_range=PERCENT, min_coverage=0.0
    ).loc["x"]
    assert math.isnan(row["value"])
    assert row["status"] != "ok"


def test_one_member_may_serve_several_areas_and_the_columns_are_fixed() -> None:
    base = _base([(10.0, 1.0), (20.0, 1.0), (30.0, 2.0)])
    pairs = build_membership({"b": ["m0", "m2"], "a": ["m0", "m1"]})
    result = aggregate_weighted_mean(base, pairs, value_range=PERCENT, min_coverage=0.6)
    assert result["value"].to_dict() == {"a": 15.0, "b": 70 / 3}
    assert list(result.columns) == list(RESULT_COLUMNS)
    assert list(aggregate_sum(base, pairs, min_coverage=0.6).columns) == list(RESULT_COLUMNS)


@given(MEMBERS)
def test_a_mean_lies_between_the_values_of_its_members(rows: list[Member]) -> None:
    known = [v for v, _ in rows if v is not None]
    assume(known)
    value = _mean(rows)["value"]
    assert min(known) - 1e-9 <= value <= max(known) + 1e-9


@given(MEMBERS)
def test_the_bounds_contain_the_value_and_lie_within_the_range(rows: list[Member]) -> None:
    assume(any(v is not None for v, _ in rows))
    row = _mean(rows)
    assert -1e-9 <= row["lower"] <= row["value"] + 1e-9
    assert row["value"] - 1e-9 <= row["upper"] <= 100 + 1e-9


@given(MEMBERS, st.lists(VALUES, min_size=12, max_size=12))
def test_whatever_was_withheld_the_true_mean_lies_within_the_bounds(
    rows: list[Member], truth: list[float]
) -> None:
    assume(any(v is not None for v, _ in rows))
    full: list[Member] = [
        (t if v is None else v, w) for (v, w), t in zip(rows, truth, strict=False)
    ]
    shown, complete = _mean(rows), _mean(full)
    assert shown["lower"] - 1e-6 <= complete["value"] <= shown["upper"] + 1e-6


@given(MEMBERS, st.floats(1e-3, 1e3))
def test_scaling_all_weights_changes_nothing(rows: list[Member], factor: float) -> None:
    assume(any(v is not None for v, _ in rows))
    one, other = _mean(rows), _mean([(v, w * factor) for v, w in rows])
    for column in ("value", "coverage", "lower", "upper"):
        assert _close(one[column], other[column])


@given(MEMBERS, st.integers(0, 11), st.floats(0.01, 0.99))
def test_splitting_a_member_in_two_changes_nothing(
    rows: list[Member], at: int, share: float
) -> None:
    assume(any(v is not None for v, _ in rows))
    value, weight = rows[at % len(rows)]
    rest = [row for i, row in enumerate(rows) if i != at % len(rows)]
    split = [*rest, (value, weight * share), (value, weight * (1 - share))]
    one, other = _mean(rows), _mean(split)
    for column in ("value", "coverage", "lower", "upper"):
        assert _close(one[column], other[column])


@given(MEMBERS)
def test_coverage_is_a_share_of_the_weight(rows: list[Member]) -> None:
    coverage = _mean(rows)["coverage"]
    known = sum(w for v, w in rows if v is not None)
    assert 0 <= coverage <= 1
    assert _close(coverage, known / sum(w for _, w in rows))


@given(ALL_KNOWN)
def test_nothing_withheld_leaves_nothing_open(rows: list[Member]) -> None:
    row = _mean([*rows], min_coverage=1.0)
    assert row["coverage"] == 1.0
    assert row["status"] == "ok"
    assert _close(row["lower"], row["value"])
    assert _close(row["upper"], row["value"])


@given(ALL_KNOWN, st.integers(1, 5))
def test_a_missing_value_is_never_0(rows: list[Member], missing: int) -> None:
    known = _mean([*rows])["value"]
    assert _close(_mean([*rows, *[(None, 10.0)] * missing])["value"], known)
    nothing = _mean([(None, 10.0)] * missing)
    assert math.isnan(nothing["value"])
    assert nothing["status"] == "suppressed"


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 20_000)), min_size=1, max_size=12))
def test_a_rate_is_the_sum_over_the_sum(counts: list[tuple[int, int]]) -> None:
    base = pd.DataFrame(
        {
            "amount": [c * 1000.0 for c, _ in counts],
            "weight": [float(n) for _, n in counts],
            "status": "ok",
        },
        index=[f"m{i}" for i in range(len(counts))],
    )
    row = aggregate_weighted_mean(
        base, build_membership({"x": base.index}), value_range=None, min_coverage=0.6
    ).loc["x"]
    expected = 1000 * sum(c for c, _ in counts) / sum(n for _, n in counts)
    assert _close(row["value"], expected)


@given(st.lists(st.none() | st.integers(0, 10_000), min_size=1, max_size=15), st.randoms())
def test_a_sum_does_not_depend_on_order_and_adds_what_is_known(
    amounts: list[int | None], random: Random
) -> None:
    base = pd.DataFrame(
        {
            "amount": [math.nan if a is None else float(a) for a in amounts],
            "weight": np.nan,
            "status": ["suppressed" if a is None else "ok" for a in amounts],
        },
        index=[f"m{i}" for i in range(len(amounts))],
    )
    order = list(base.index)
    random.shuffle(order)
    known = [a for a in amounts if a is not None]
    row = aggregate_sum(base, build_membership({"x": order}), min_coverage=0.0).loc["x"]
    assert row["coverage"] == pytest.approx(len(known) / len(amounts))
    assert (row["units_with"], row["units_total"]) == (len(known), len(amounts))
    if known:
        assert row["value"] == sum(known)
    else:
        assert math.isnan(row["value"])


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        # Of two that are as frequent, the last in the alphabet.
        (["no_data", "suppressed"], "suppressed"),
        (["suppressed", "no_data"], "suppressed"),
        (["not_comparable", "not_published"], "not_published"),
        (["not_published", "suppressed", "not_comparable"], "suppressed"),
        (["no_data", "no_data", "suppressed", "suppressed", "not_published"], "suppressed"),
        # A third of the one is more than either.
        (["no_data", "no_data", "suppressed"], "no_data"),
    ],
)
def test_of_two_reasons_that_are_as_frequent_the_last_in_the_alphabet(
    statuses: list[str], expected: str
) -> None:
    codes = [f"m{i}" for i in range(len(statuses))]
    base = pd.DataFrame({"amount": np.nan, "weight": 1.0, "status": statuses}, index=codes)
    found = aggregate_weighted_mean(
        base, build_membership({"x": codes}), value_range=PERCENT, min_coverage=0.6
    )
    assert found.loc["x", "status"] == expected


def test_a_status_that_nobody_knows_counts_as_no_data() -> None:
    base = pd.DataFrame(
        {"amount": np.nan, "weight": 1.0, "status": [None, None, "suppressed"]}, index=list("abc")
    )
    found = aggregate_sum(base, build_membership({"x": "abc"}), min_coverage=0.6)
    assert found.loc["x", "status"] == "no_data"


def test_reasons_are_those_of_the_own_members() -> None:
    base = pd.DataFrame(
        {"amount": np.nan, "weight": 1.0, "status": ["suppressed", "not_published", "no_data"]},
        index=list("abc"),
    )
    pairs = build_membership({"x": "a", "y": "b", "z": "c"})
    found = aggregate_sum(base, pairs, min_coverage=0.6)
    assert found["status"].to_dict() == {"x": "suppressed", "y": "not_published", "z": "no_data"}


def test_pairs_are_looked_up_again_in_another_index() -> None:
    pairs = build_membership({"b": ["m1", "m0"], "a": ["m2"]})
    assert pairs.areas.tolist() == ["a", "b"]
    one, other = pd.Index(["m0", "m1", "m2"]), pd.Index(["m2", "b", "m1", "a"])
    for _ in range(2):
        assert pairs.locate_members(one).tolist() == [2, 1, 0]
        assert pairs.locate_members(other).tolist() == [0, 2, -1]
        assert pairs.locate_areas(other).tolist() == [3, 1]
        assert pairs.locate_areas(one).tolist() == [-1, -1]


def test_the_margin_of_a_mean_is_over_the_weight_that_is_known() -> None:
    base = pd.DataFrame(
        {
            "amount": [600.0, 1_600.0, np.nan],
            "weight": [10.0, 30.0, 60.0],
            "margin": [4.0, 2.0, 9.0],
            "status": ["ok", "ok", "suppressed"],
        },
        index=list("abc"),
    )
    found = aggregate_weighted_mean(
        base, build_membership({"x": "abc"}), value_range=None, min_coverage=0.4
    )
    assert found.loc["x", "margin"] == 2.5
    total = aggregate_sum(base, build_membership({"x": "ab"}), min_coverage=0.4)
    assert total.loc["x", "margin"] == 6.0


def test_who_has_no_weight_takes_no_part_in_the_coverage() -> None:
    base = pd.DataFrame(
        {
            "amount": [200.0, 900.0, 1_800.0, np.nan],
            "weight": [10.0, np.nan, 30.0, 40.0],
            "status": ["ok", "ok", "ok", "suppressed"],
        },
        index=list("abcd"),
    )
    mean = aggregate_weighted_mean(
        base, build_membership({"x": "abcd"}), value_range=(0.0, 100.0), min_coverage=0.5
    )
    columns = ["value", "coverage", "lower", "upper", "units_with"]
    assert mean.loc["x", columns].tolist() == [50.0, 0.5, 25.0, 75.0, 2]
    total = aggregate_sum(base, build_membership({"x": "abcd", "y": "ab"}), min_coverage=0.5)
    assert total["coverage"].tolist() == [0.5, 1.0]
    assert total["value"].tolist() == [2_900.0, 1_100.0]


def test_a_sum_where_nobody_lives_has_no_coverage_and_is_not_shown() -> None:
    base = pd.DataFrame({"amount": [5.0], "weight": [0.0], "status": ["ok"]}, index=["a"])
    other = pd.DataFrame({"amount": [1.0], "weight": [1.0], "status": ["ok"]}, index=["b"])
    found = aggregate_sum(
        pd.concat([base, other]), build_membership({"x": "a", "y": "b"}), min_coverage=0.6
    )
    assert found["coverage"].tolist() == [0.0, 1.0]
    assert found["reason"].tolist() == ["low_coverage", ""]


def test_a_sum_is_its_own_amount_and_has_no_weight() -> None:
    base = pd.DataFrame({"amount": [5.0, 7.0], "weight": 1.0, "status": "ok"}, index=list("ab"))
    found = aggregate_sum(base, build_membership({"x": "ab"}), min_coverage=0.6)
    assert found.loc["x", ["value", "amount"]].tolist() == [12.0, 12.0]
    numbers = found[["value", "coverage", "lower", "upper", "amount", "weight", "margin"]]
    assert set(numbers.dtypes.astype(str)) == {"float64"}
    assert numbers[["weight", "margin"]].isna().all(axis=None)


def test_where_no_one_lives_nothing_is_covered() -> None:
    base = pd.DataFrame({"amount": [0.0], "weight": [0.0], "status": ["ok"]}, index=["a"])
    pairs = build_membership({"x": "a"})
    found = aggregate_weighted_mean(base, pairs, value_range=PERCENT, min_coverage=0.6).loc["x"]
    assert found["coverage"] == 0.0
    assert found[["value", "lower", "upper"]].isna().all()


def test_who_only_lacks_a_weight_gives_no_reason_also_beside_those_who_do() -> None:
    base = pd.DataFrame(
        {"amount": [5.0, np.nan], "weight": [np.nan, 1.0], "status": ["ok", "suppressed"]},
        index=list("ab"),
    )
    pairs = build_membership({"x": "a", "y": "b"})
    found = aggregate_weighted_mean(base, pairs, value_range=PERCENT, min_coverage=0.6)
    assert found["status"].to_dict() == {"x": "no_data", "y": "suppressed"}


def test_columns_hold_numbers_whole_ones_and_words() -> None:
    base, pairs = _base([(20.0, 100.0), (None, 100.0)]), build_membership({"x": ["m0", "m1"]})
    base["margin"] = 1.0
    found = aggregate_weighted_mean(base, pairs, value_range=PERCENT, min_coverage=0.0)
    kinds = {name: kind.kind for name, kind in found.drop(columns="status").dtypes.items()}
    words, whole = {"reason": "O"}, {"units_with": "i", "units_total": "i"}
    assert kinds == dict.fromkeys(kinds, "f") | words | whole
    assert found["reason"].dtype == object
    assert found["status"].dtype == "category"


def test_pairs_are_looked_up_once_in_the_same_index() -> None:
    pairs, index = build_membership({"a": ["m2"]}), pd.Index(["m0", "m1", "m2"])
    assert pairs.locate_members(index) is pairs.locate_members(index)


def test_no_areas_have_no_members_and_no_sums() -> None:
    pairs = build_membership({})
    assert (pairs.areas.dtype, pairs.codes.dtype) == ("str", "str")
    assert pairs.sum_by_area(np.array([])).tolist() == []

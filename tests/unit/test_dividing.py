"""Places divided over others by where people live, and how far what comes of it may be off."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.statistics.aggregate import aggregate_sum, aggregate_weighted_mean
from nplv_geo.statistics.carrying.bands import (
    calibrate_factor,
    measure_contrast,
    measure_doubt_of_means,
    measure_doubt_of_sums,
)
from nplv_geo.statistics.carrying.division import divide_sources, group_connected
from nplv_geo.statistics.carrying.parts import Parts, drop_slivers, make_parts

# By pair of a source and a target their common land.
Lands = dict[tuple[str, str], float]
# A whole and a part of B became X, the rest of B is Y.
SHIFT: Lands = {("A", "X"): 100.0, ("B", "X"): 50.0, ("B", "Y"): 50.0}
SPLIT: Lands = {("A", "X"): 60.0, ("A", "Y"): 40.0}


def _parts(lands: Lands, people: list[float] | None = None) -> Parts:
    sources = pd.Index(sorted({one for one, _ in lands}))
    targets = pd.Index(sorted({other for _, other in lands}))
    return make_parts(
        sources,
        targets,
        sources.get_indexer(pd.Index([one for one, _ in lands])),
        targets.get_indexer(pd.Index([other for _, other in lands])),
        people=np.array(people or [0.0] * len(lands)),
        land=np.array(list(lands.values())),
    )


def _divide(lands: Lands, then: dict[str, float], now: dict[str, float]) -> Parts:
    return divide_sources(_parts(lands), pd.Series(then), pd.Series(now))[0]


def test_a_source_that_was_split_follows_where_people_live_now() -> None:
    divided = _divide(SPLIT, {"A": 1000.0}, {"X": 300.0, "Y": 900.0})
    assert divided.shares == pytest.approx([0.25, 0.75])
    assert divided.people == pytest.approx([250.0, 750.0])
    assert divided.land_shares == pytest.approx([0.6, 0.4])


def test_a_shift_of_which_both_totals_are_known_is_exact() -> None:
    """120 of the 200 people of B went to X, though it is half of the land."""
    divided = _divide(SHIFT, {"A": 500.0, "B": 200.0}, {"X": 620.0, "Y": 80.0})
    assert divided.shares == pytest.approx([1.0, 0.6, 0.4], abs=1e-6)


def test_growth_of_both_is_no_shift() -> None:
    """Twice as many people everywhere say nothing of where the border lay."""
    divided = _divide(SHIFT, {"A": 500.0, "B": 200.0}, {"X": 1240.0, "Y": 160.0})
    assert divided.shares == pytest.approx([1.0, 0.6, 0.4], abs=1e-6)


def test_a_village_that_grew_did_not_get_its_people_from_the_country_around() -> None:
    """200 more live in Y; were those sought in the hectare of A, a sixth of A had moved."""
    lands = {("A", "X"): 99.0, ("A", "Y"): 1.0, ("B", "Y"): 50.0}
    divided = _divide(lands, {"A": 1000.0, "B": 4800.0}, {"X": 1000.0, "Y": 5000.0})
    assert divided.shares == pytest.approx([29 / 30, 1 / 30, 1.0], abs=0.003)


def test_without_people_of_a_target_land_divides() -> None:
    parts, weighting = divide_sources(_parts(SPLIT), pd.Series({"A": 9.0}), pd.Series(dtype=float))
    assert weighting == "area"
    assert parts.shares == pytest.approx([0.6, 0.4])
    half_known = _divide(SPLIT, {"A": 9.0}, {"X": 300.0, "Y": math.nan})
    assert half_known.shares == pytest.approx([0.6, 0.4])


def test_points_go_before_densities_and_totals_before_points() -> None:
    then, points = pd.Series({"A": 80.0}), np.array([10.0, 30.0])
    unknown, known = pd.Series(dtype=float), pd.Series({"X": 50.0, "Y": 50.0})
    parts, weighting = divide_sources(_parts(SPLIT), then, unknown, points)
    assert weighting == "points"
    assert parts.shares == pytest.approx([0.25, 0.75])
    assert parts.people == pytest.approx([20.0, 60.0])
    # Who lives in X is published; the points only tell where else somebody might.
    assert divide_sources(_parts(SPLIT), then, known, points)[0].shares == pytest.approx([0.5, 0.5])


def test_whoever_is_withheld_lives_somewhere() -> None:
    divided = _divide(SHIFT, {"A": 500.0, "B": math.nan}, {"X": 600.0, "Y": 100.0})
    of_b = divided.people[1:]
    assert of_b.sum() > 100
    assert divided.measure_moved()["X"] > 0.05


def test_groups_are_of_all_that_hangs_together() -> None:
    lands = {**SHIFT, ("C", "Y"): 5.0, ("D", "Z"): 5.0}
    of_source, of_target = group_connected(_parts(lands))
    assert of_source.tolist() == [0, 0, 0, 3]
    assert of_target.tolist() == [0, 0, 3]


@given(
    st.lists(st.floats(1, 1e4), min_size=4, max_size=4),
    st.lists(st.floats(0, 1e5), min_size=2, max_size=2),
    st.lists(st.floats(0, 1e5), min_size=2, max_size=2),
)
def test_every_source_is_divided_whole(
    land: list[float], then: list[float], now: list[float]
) -> None:
    pairs = [("A", "X"), ("A", "Y"), ("B", "X"), ("B", "Y")]
    lands = dict(zip(pairs, land, strict=True))
    divided = _divide(lands, dict(zip("AB", then, strict=True)), dict(zip("XY", now, strict=True)))
    assert np.bincount(divided.source_of, divided.shares) == pytest.approx([1.0, 1.0])
    assert (divided.shares >= 0).all()
    assert divided.people.sum() == pytest.approx(sum(then), abs=1e-6)


def test_moved_is_the_chance_that_somebody_lives_elsewhere() -> None:
    parts = _parts(SHIFT, people=[300.0, 60.0, 40.0])
    # X: 300 of A, all of it; 60 of B, of which 40 % went elsewhere.
    assert parts.measure_moved().to_dict() == pytest.approx({"X": 24 / 360, "Y": 0.6})
    merged = _parts({("A", "X"): 1.0, ("B", "X"): 9.0}, people=[5.0, 5.0])
    assert merged.measure_moved().tolist() == [0.0]


def test_a_place_without_people_goes_by_its_land() -> None:
    parts = _parts({("A", "X"): 30.0, ("A", "Y"): 10.0})
    assert parts.shares == pytest.approx([0.75, 0.25])
    assert parts.target_shares == pytest.approx([1.0, 1.0])


def test_a_sliver_is_left_to_the_others() -> None:
    lands = {("A", "X"): 99.0, ("A", "Y"): 1.0, ("B", "Y"): 99.0}
    left = drop_slivers(_parts(lands, people=[99.0, 1.0, 99.0]))
    assert left.shares.tolist() == [1.0, 1.0]
    # One of a hundred is a sliver; all there is of a small target is not.
    small = {("A", "X"): 99.0, ("A", "Y"): 1.0}
    assert len(drop_slivers(_parts(small, people=[99.0, 1.0])).shares) == 2


def test_larger_areas_keep_the_shares_of_whole_sources() -> None:
    parts = _parts(SHIFT, people=[300.0, 60.0, 40.0])
    area = parts.regroup(None, {"area": ["X"]})
    assert dict(zip(area.sources, area.shares, strict=False)) == pytest.approx({"A": 1.0, "B": 0.6})
    both = parts.regroup({"A": "wijk", "B": "wijk"}, {"area": ["X"], "all": ["X", "Y"]})
    assert both.shares[both.target_of == 1].tolist() == [1.0]
    assert both.shares[both.target_of == 0] == pytest.approx([0.9])


def _rows(value: list[float], weight: list[float]) -> pd.DataFrame:
    rows = pd.DataFrame({"value": value, "weight": weight}, index=["A", "B"])
    rows["amount"] = rows["value"] * rows["weight"]
    return rows.assign(status="ok", reason="", margin=math.nan)


def test_a_mean_travels_with_its_weight() -> None:
    """60 % of the 100 homes of A and 20 % of 150 of the 300 of B: 90 of 250."""
    members = _parts(SHIFT, people=[100.0, 150.0, 150.0]).make_membership()
    found = aggregate_weighted_mean(
        _rows([60.0, 20.0], [100.0, 300.0]), members, value_range=None, min_coverage=0.9
    )
    assert found["value"].to_dict() == pytest.approx({"X": 36.0, "Y": 20.0})
    assert found["weight"].to_dict() == pytest.approx({"X": 250.0, "Y": 150.0})


def test_a_count_keeps_its_total_and_a_withheld_one_stays_withheld() -> None:
    members = _parts(SHIFT, people=[100.0, 60.0, 40.0]).make_membership()
    rows = _rows([1.0, 1.0], [1000.0, 500.0]).assign(amount=[1000.0, 500.0])
    found = aggregate_sum(rows, members, min_coverage=0.9)
    assert found["value"].to_dict() == pytest.approx({"X": 1300.0, "Y": 200.0})
    hidden = aggregate_sum(rows.assign(amount=[1000.0, math.nan]), members, min_coverage=0.9)
    assert hidden["value"].isna().all()
    # Of X 1,000 of the 1,300 are known, which is less than nine tenths.
    assert hidden["coverage"].to_dict() == pytest.approx({"X": 1000 / 1300, "Y": 0.0})


def test_doubt_of_sums_is_nothing_for_whole_places_and_most_for_halves() -> None:
    whole = _parts({("A", "X"): 1.0, ("B", "Y"): 1.0})
    counts = pd.Series({"A": 100.0, "B": 100.0})
    assert measure_doubt_of_sums(counts, whole).tolist() == [0.0, 0.0]
    split = _parts({("A", "X"): 1.0, ("A", "Y"): 1.0}, people=[50.0, 50.0])
    assert measure_doubt_of_sums(counts[:1], split) == pytest.approx([50.0, 50.0])
    # By land 60 and by people 50: that is in doubt as well.
    uneven = _parts(SPLIT, people=[50.0, 50.0])
    assert measure_doubt_of_sums(counts[:1], uneven) == pytest.approx([math.hypot(50, 10)] * 2)


def test_what_neighbours_grew_is_in_doubt_too_but_never_more_than_there_is() -> None:
    parts = _parts(SHIFT, people=[100.0, 50.0, 50.0])
    small = measure_doubt_of_sums(pd.Series({"A": 30.0, "B": 100.0}), parts)
    assert small == pytest.approx([math.hypot(50, 30)] * 2)
    large = measure_doubt_of_sums(pd.Series({"A": 9_000.0, "B": 100.0}), parts)
    assert large == pytest.approx([math.hypot(50, 100)] * 2)


def test_doubt_of_means_grows_with_the_contrast_of_places() -> None:
    parts = _parts({("A", "X"): 1.0, ("A", "Y"): 1.0}, people=[50.0, 50.0])
    rows = _rows([60.0, 20.0], [100.0, 300.0]).loc[["A"]]
    assert measure_doubt_of_means(rows, parts, 10.0) == pytest.approx([10 * math.sqrt(0.5)] * 2)
    assert measure_doubt_of_means(rows, parts, 0.0).tolist() == [0.0, 0.0]


def test_contrast_is_that_of_buurten_and_one_odd_place_says_nothing() -> None:
    codes = [f"BU0001{n:04}" for n in range(101)]
    rows = pd.DataFrame({"amount": np.arange(101.0), "weight": 1.0}, index=codes)
    assert measure_contrast(rows) == pytest.approx(50 / 1.349)
    odd = pd.concat([rows, pd.DataFrame({"amount": 1e9, "weight": 1.0}, index=["WK000199"])])
    assert measure_contrast(odd) == measure_contrast(rows)
    assert measure_contrast(rows[:1]) == 0.0


def test_a_factor_holds_nine_of_ten() -> None:
    errors = np.arange(1.0, 101.0) * np.where(np.arange(100) % 2, 1, -1)
    factor = calibrate_factor(errors, np.full(100, 10.0))
    assert factor == pytest.approx(9.01)
    assert (np.abs(errors) <= factor * 10).mean() == 0.9

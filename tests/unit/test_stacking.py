"""The stacking of domains: thresholds, ties, unknown domains and reasons."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Side
from nplv_geo.present.page.palette import STACKED, choose_colours
from nplv_geo.present.values.evidence import has_shared_source
from nplv_geo.statistics.classify import NO_CLASS, classify_counts
from nplv_geo.statistics.stacking import (
    MIN_KNOWN,
    NO_INHABITANTS,
    NORM_INHABITANTS,
    TOO_FEW_DOMAINS,
    WORST_SHARE,
    Stack,
    find_threshold,
    stack_domains,
)

DOMAINS = ("onderwijs", "armoede", "gezondheid", "werk", "wonen", "veiligheid")


def buurten(n: int) -> list[str]:
    return [f"BU0917{number:04d}" for number in range(n)]


def people(n: int, each: float = 1_000.0) -> pd.Series:
    return pd.Series(each, index=buurten(n))


def series(*values: float) -> pd.Series:
    return pd.Series(values, index=buurten(len(values)), dtype=float)


# --- thresholds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "side", "begins", "share"),
    [
        (range(1, 11), "high", 9.0, 0.2),
        (range(1, 11), "low", 2.0, 0.2),
        (range(1, 15), "high", 13.0, 2 / 14),  # a fifth of 14 is 2.8: two fit
        ([0, 0, 0, 0, 0, 0, 0, 0, 5, 7], "high", 5.0, 0.2),
        # Three share the value at the edge, of which only one would fit: none of them fall in.
        ([1, 2, 3, 4, 5, 6, 8, 8, 8, 9], "high", 9.0, 0.1),
        # Zero for nearly all: the worst fifth is not everybody.
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 4], "high", 4.0, 0.1),
    ],
)
def test_the_threshold_is_the_mildest_value_that_at_most_a_fifth_reach(
    values: list[float], side: Side, begins: float, share: float
) -> None:
    found = find_threshold(np.array(values, dtype=float), side)
    assert found is not None
    assert (found.value, found.side, found.n_buurten) == (begins, side, len(values))
    assert found.share == pytest.approx(share)


@pytest.mark.parametrize(
    "values", [[], [np.nan] * 5, [1.0] * 10, [1.0, 2.0], [5, 5, 5, 1, 1, 1, 1, 1, 1, 1]]
)
def test_no_threshold_where_no_value_tells_a_fifth_apart(values: list[float]) -> None:
    assert find_threshold(np.array(values, dtype=float), "high") is None


@given(
    st.lists(st.integers(-20, 20), min_size=1, max_size=80),
    st.sampled_from(["high", "low"]),
)
def test_never_more_than_a_fifth_and_no_room_left(values: list[int], side: Side) -> None:
    numbers = np.array(values, dtype=float)
    found = find_threshold(numbers, side)
    inside = found.is_reached_by(numbers) if found else np.zeros(len(values), dtype=bool)
    assert inside.sum() <= WORST_SHARE * len(values) + 1e-9
    assert not found or found.share == pytest.approx(inside.mean())
    rest = numbers[~inside]
    next_value = rest.max() if side == "high" else rest.min()
    assert inside.sum() + (rest == next_value).sum() > WORST_SHARE * len(values)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=40))
def test_the_low_side_is_the_high_side_turned_over(values: list[int]) -> None:
    numbers = np.array(values, dtype=float)
    low, high = find_threshold(numbers, "low"), find_threshold(-numbers, "high")
    assert (low is None) == (high is None)
    assert low is None or high is None or low.value == -high.value


# --- counting -----------------------------------------------------------------------------------


def test_counts_known_domains_and_reasons() -> None:
    ten = series(*range(10))
    gap = ten.copy()
    gap.iloc[9] = np.nan
    found = stack_domains(
        {"gezondheid": ten, "wonen": -ten, "veiligheid": gap, "werk": series(*[np.nan] * 10)},
        {"gezondheid": "high", "wonen": "low", "veiligheid": "high"},
        people(10),
    )
    frame = found.frame
    # A fifth of ten is two for health and homes; of nine it is one for safety.
    assert frame["gezondheid"].tolist() == [False] * 8 + [True, True]
    assert frame["wonen"].tolist() == [False] * 8 + [True, True]
    assert frame["veiligheid"].tolist()[:9] == [False] * 8 + [True]
    assert frame["veiligheid"].isna().tolist() == [False] * 9 + [True]
    assert frame["werk"].isna().all()
    assert frame["known"].tolist() == [3] * 9 + [2]
    assert frame["count"].tolist()[:9] == [0] * 8 + [3]
    assert frame["count"].isna().tolist() == [False] * 9 + [True]
    assert frame["reason"].tolist() == [""] * 9 + [TOO_FEW_DOMAINS]
    assert found.thresholds["werk"] is None
    assert found.domains == ("gezondheid", "wonen", "veiligheid", "werk")
    one = found.get_buurt(buurten(10)[9])
    assert one.is_worst == (True, True, None, None)
    assert (one.n_known, one.count, one.reason) == (2, None, TOO_FEW_DOMAINS)
    assert found.get_buurt(buurten(10)[8]).count == 3


def test_just_outside_the_fifth_is_a_place_of_its_own() -> None:
    """A hard edge made 21 % and 19 % two different worlds."""
    shares = series(10, 12, 14, 30, 36, 37, 38, 39, 40, 41)
    margins = pd.Series([1.0] * 5 + [2.9, 1.9, 1.0, 1.0, 1.0], index=shares.index)
    found = stack_domains(
        {"werk": shares, "wonen": -shares, "armoede": shares},
        {"werk": "high", "wonen": "low", "armoede": "high"},
        people(10),
        {"werk": margins, "wonen": margins},
    )
    assert found.frame["werk"].tolist() == [False] * 8 + [True, True]
    # 37 lies 3.0 from the bound of 40 and may be off by 2.9; 38 by 1.9; 39 by one rounding.
    assert found.near["werk"].tolist() == [False] * 7 + [True, False, False]
    assert found.near["wonen"].tolist() == found.near["werk"].tolist()
    assert not found.near["armoede"].any()
    assert found.get_buurt(buurten(10)[7]).is_near == (True, True, False)
    wider = stack_domains(
        {"werk": shares}, {"werk": "high"}, people(10), {"werk": margins + 0.1}
    ).near["werk"]
    assert wider.tolist() == [False] * 5 + [True, True, True, False, False]


def test_what_is_unknown_or_has_no_bound_is_not_near() -> None:
    values = series(1, 2, 3, 4, 5, 6, 7, np.nan, 9, 10, 10)
    margins = {"a": pd.Series(np.nan, index=values.index), "b": values * 0 + 1}
    same = series(*[1] * 11)
    found = stack_domains({"a": values, "b": same}, {"a": "high", "b": "high"}, people(11), margins)
    assert not found.near.to_numpy().any()


@pytest.mark.parametrize(
    ("sources", "is_indication"),
    [
        ([], False),
        (["KWB"], True),
        (["KWB", "KWB"], True),
        (["KWB", "47018NED"], False),
        (["KWB", "KWB", "47018NED"], False),
        (["KWB", "model RIVM"], False),
        # Poverty and health of one model: "4 van 4" counted one thing twice.
        (["KWB", "47018NED", "model RIVM", "model RIVM"], True),
        (["KWB", "model RIVM", "model Ministerie van VRO"], False),
    ],
)
def test_figures_of_one_source_or_one_model_confirm_nothing(
    sources: list[str], *, is_indication: bool
) -> None:
    assert has_shared_source(sources) is is_indication


def test_small_buurten_are_held_against_the_norm_but_do_not_set_it() -> None:
    values = {"a": series(*range(10), 99), "b": series(*range(10), 99), "c": series(*range(11))}
    inhabitants = people(11)
    inhabitants.iloc[10] = NORM_INHABITANTS - 1
    found = stack_domains(values, dict.fromkeys(values, "high"), inhabitants)
    assert [t and (t.value, t.n_buurten) for t in found.thresholds.values()] == [(8.0, 10)] * 3
    assert found.frame["count"].tolist() == [0] * 8 + [3, 3, 3]


def test_a_place_without_inhabitants_says_so() -> None:
    inhabitants = people(10)
    inhabitants.iloc[:2] = [np.nan, 0.0]
    values = series(np.nan, np.nan, np.nan, *range(7))
    found = stack_domains(dict.fromkeys("abc", values), dict.fromkeys("abc", "high"), inhabitants)
    expected = [NO_INHABITANTS, NO_INHABITANTS, TOO_FEW_DOMAINS, *[""] * 7]
    assert found.frame["reason"].tolist() == expected


def test_values_of_other_areas_take_no_part() -> None:
    values = pd.concat([series(*range(10)), pd.Series({"GM0917": 1e9, "NL00": 1e9})])
    found = stack_domains(dict.fromkeys("abc", values), dict.fromkeys("abc", "high"), people(10))
    assert list(found.frame.index) == buurten(10)
    assert found.thresholds["a"] is not None
    assert found.thresholds["a"].value == 8.0


# --- properties ---------------------------------------------------------------------------------


@st.composite
def made_up(draw: st.DrawFn) -> tuple[dict[str, pd.Series], dict[str, Side], pd.Series]:
    """Values with gaps for three to six domains, and inhabitants on both sides of the norm."""
    n = draw(st.integers(5, 40))
    one = st.one_of(st.none(), st.integers(0, 12))
    chosen = DOMAINS[: draw(st.integers(3, 6))]
    values = {
        domain: series(
            *[np.nan if x is None else x for x in draw(st.lists(one, min_size=n, max_size=n))]
        )
        for domain in chosen
    }
    sides: dict[str, Side] = {d: draw(st.sampled_from(["high", "low"])) for d in chosen}
    sizes = st.one_of(st.none(), st.sampled_from([0, 50, 199, 200, 4_000]))
    inhabitants = [
        np.nan if x is None else x for x in draw(st.lists(sizes, min_size=n, max_size=n))
    ]
    return values, sides, series(*inhabitants)


def parts(found: Stack) -> tuple[list[object], list[int], list[str]]:
    counts: list[object] = [None if pd.isna(x) else int(x) for x in found.frame["count"]]
    return counts, found.frame["known"].tolist(), found.frame["reason"].tolist()


@given(made_up())
def test_result_and_reason_exclude_each_other(
    given_: tuple[dict[str, pd.Series], dict[str, Side], pd.Series],
) -> None:
    frame = stack_domains(*given_).frame
    assert (frame["count"].notna() == (frame["reason"] == "")).all()
    assert (frame["count"].notna() == (frame["known"] >= MIN_KNOWN)).all()
    assert (frame["count"].dropna() <= frame["known"][frame["count"].notna()]).all()


@given(made_up())
def test_a_domain_without_figures_changes_no_count(
    given_: tuple[dict[str, pd.Series], dict[str, Side], pd.Series],
) -> None:
    values, sides, inhabitants = given_
    more = {**values, "nieuw": pd.Series(np.nan, index=inhabitants.index)}
    before, after = (
        stack_domains(values, sides, inhabitants),
        stack_domains(more, sides, inhabitants),
    )
    assert parts(before) == parts(after)
    assert after.frame["nieuw"].isna().all()


@given(made_up(), st.randoms(use_true_random=False))
def test_the_order_of_buurten_and_domains_does_not_matter(
    given_: tuple[dict[str, pd.Series], dict[str, Side], pd.Series], random: object
) -> None:
    values, sides, inhabitants = given_
    order = list(inhabitants.index)
    random.shuffle(order)  # type: ignore[attr-defined]
    domains = list(reversed(values))
    shuffled = stack_domains(
        {d: values[d].loc[order] for d in domains}, sides, inhabitants.loc[order]
    )
    plain = stack_domains(values, sides, inhabitants)
    columns = list(plain.frame.columns)
    back = shuffled.frame.loc[inhabitants.index, columns]
    pd.testing.assert_frame_equal(back, plain.frame)
    assert dict(shuffled.thresholds) == dict(plain.thresholds)


@given(made_up(), st.integers(0, 39), st.integers(0, 5))
def test_doing_worse_never_lowers_the_own_count(
    given_: tuple[dict[str, pd.Series], dict[str, Side], pd.Series], which: int, what: int
) -> None:
    values, sides, inhabitants = given_
    buurt = inhabitants.index[which % len(inhabitants)]
    domain = list(values)[what % len(values)]
    if np.isnan(values[domain][buurt]) or inhabitants[buurt] >= NORM_INHABITANTS:
        return  # who sets the norm moves it too; there only the own domain is bound to follow
    worse = {key: column.copy() for key, column in values.items()}
    worse[domain][buurt] += 5 if sides[domain] == "high" else -5
    before, after = (stack_domains(v, sides, inhabitants).get_buurt(buurt) for v in (values, worse))
    assert (after.count or 0) >= (before.count or 0)
    assert after.n_known == before.n_known


@given(made_up(), st.integers(0, 39))
def test_the_worst_of_all_is_in_the_fifth_or_the_fifth_is_shared(
    given_: tuple[dict[str, pd.Series], dict[str, Side], pd.Series], which: int
) -> None:
    """Also for a buurt that sets the norm: getting worse than all others leads into the fifth."""
    values, sides, inhabitants = given_
    inhabitants = inhabitants.fillna(1_000.0).clip(lower=NORM_INHABITANTS)
    domain, column = next(iter(values.items()))
    buurt = inhabitants.index[which % len(inhabitants)]
    column = column.fillna(0.0)
    column[buurt] = 99.0 if sides[domain] == "high" else -99.0
    found = stack_domains({**values, domain: column}, sides, inhabitants)
    assert bool(found.frame[domain][buurt])


# --- classes of a map of counts -----------------------------------------------------------------


def test_each_count_is_a_class_also_where_it_is_empty() -> None:
    found = classify_counts(np.array([0.0, 2.0, 2.0, np.nan, 0.0]), highest=4)
    assert (found.scheme, found.k, found.missing) == ("counts", 5, 1)
    assert found.counts == (2, 0, 2, 0, 0)
    assert found.classes.tolist() == [0, 2, 2, NO_CLASS, 0]
    assert found.assign_classes(np.array([4.0, 0.0, np.nan])).tolist() == [4, 0, NO_CLASS]


@pytest.mark.parametrize("highest", range(7))
def test_colours_of_counts_run_from_the_lightest_to_the_darkest(highest: int) -> None:
    found = choose_colours(classify_counts(np.array([0.0]), highest), "worse")
    assert len(found) == len(set(found)) == highest + 1
    assert found[0] == STACKED[0]
    assert highest == 0 or found[-1] == STACKED[-1]
    assert list(found) == [colour for colour in STACKED if colour in found]


# --- bounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("inhabitants", "of"), [(199.0, 9), (200.0, 10), (201.0, 10)])
def test_two_hundred_inhabitants_set_the_norm(inhabitants: float, of: int) -> None:
    living = people(10)
    living.iloc[0] = inhabitants
    found = stack_domains({"a": series(*range(10))}, {"a": "high"}, living).thresholds["a"]
    assert found is not None
    assert found.n_buurten == of


@pytest.mark.parametrize(("known", "count"), [(2, None), (3, 3), (4, 4)])
def test_three_known_domains_make_a_count(known: int, count: int | None) -> None:
    values = {name: series(*range(10)) for name in "abcd"}
    for name in "abcd"[known:]:
        values[name].iloc[9] = np.nan
    found = stack_domains(values, dict.fromkeys("abcd", "high"), people(10)).get_buurt(
        buurten(10)[9]
    )
    assert (found.n_known, found.count) == (known, count)


@pytest.mark.parametrize(
    ("inhabitants", "reason"),
    [(np.nan, NO_INHABITANTS), (0.0, NO_INHABITANTS), (1.0, TOO_FEW_DOMAINS)],
)
def test_one_inhabitant_is_somebody(inhabitants: float, reason: str) -> None:
    living = people(10)
    living.iloc[0] = inhabitants
    found = stack_domains({"a": series(*range(10))}, {"a": "high"}, living)
    assert found.get_buurt(buurten(10)[0]).reason == reason


def test_what_is_in_the_fifth_is_not_near_it_and_what_just_reaches_it_is() -> None:
    # The fifth begins at 0.9; 0.8 lies 0.1 short of it, which in floats is a hair more.
    shares = series(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.9, 1.0)
    room = pd.Series(0.1, index=shares.index)
    for values, side in ((shares, "high"), (-shares, "low")):
        found = stack_domains({"a": values}, {"a": side}, people(10), {"a": room})
        assert found.frame["a"].tolist() == [False] * 8 + [True, True]
        assert found.near["a"].tolist() == [False] * 7 + [True, False, False]


@pytest.mark.parametrize(("n", "inside"), [(4, 0), (5, 1), (9, 1), (10, 2), (15, 3), (35, 7)])
def test_a_fifth_of_a_number_that_five_divides_is_whole(n: int, inside: int) -> None:
    found = find_threshold(np.arange(n, dtype=float), "high")
    assert (found is None) == (inside == 0)
    assert found is None or (found.value, found.share) == (n - inside, inside / n)


def test_the_worst_side_of_a_domain_that_says_none_is_the_high_one() -> None:
    found = stack_domains({"a": series(*range(10))}, {}, people(10))
    assert found.frame["a"].tolist() == [False] * 8 + [True, True]


def test_margins_in_another_order_are_those_of_their_buurten() -> None:
    values = {"a": series(*range(10))}
    # From 8 on lies in the fifth; 6 lies within its own margin of it, 7 not within its own.
    margins = pd.Series(0.5, index=buurten(10))
    margins.iloc[6] = 2.0
    for order in (margins, margins.iloc[::-1]):
        found = stack_domains(values, {"a": "high"}, people(10), {"a": order})
        assert list(found.near.index) == buurten(10)
        assert found.near.index[found.near["a"]].tolist() == [buurten(10)[6]]
        assert found.get_buurt(buurten(10)[6]).is_near == (True,)


def test_where_no_value_tells_a_fifth_apart_nothing_is_near_it() -> None:
    values = {"a": series(*[1.0] * 10)}
    found = stack_domains(values, {"a": "high"}, people(10), {"a": pd.Series(9.0, buurten(10))})
    assert found.thresholds == {"a": None}
    assert found.near["a"].tolist() == [False] * 10


def test_without_domains_nothing_is_known() -> None:
    found = stack_domains({}, {}, people(2))
    assert found.frame["known"].tolist() == [0, 0]
    assert found.frame["count"].isna().all()
    assert found.frame["reason"].tolist() == [TOO_FEW_DOMAINS] * 2

"""Which areas are most alike: distances worked out by hand, and what may never change them."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layer_files import parse_catalog
from nplv_geo.ground.errors import LayerFileError
from nplv_geo.present.area.peers import compute_median_margin, judge_change
from nplv_geo.present.texts import texts
from nplv_geo.statistics.neighbours import find_neighbours, standardise
from nplv_geo.statistics.time.moves import Change

NAN = math.nan
NUMBERS = st.floats(-1_000, 1_000).map(lambda x: round(x, 2))
TABLES = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=3, max_size=8)


def _profile(rows: dict[str, list[float]]) -> pd.DataFrame:
    columns = list("xyzuv")[: len(next(iter(rows.values())))]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _distances(profile: pd.DataFrame, area: str) -> dict[str, float]:
    return {peer.area: peer.distance for peer in find_neighbours(profile, area, n=len(profile))}


def test_distances_are_root_mean_squares_of_standard_deviations() -> None:
    # Means 2 and 20; standard deviations 2 / sqrt(2) = 1.4142 and 14.142.
    profile = _profile({"a": [0, 20], "b": [2, 0], "c": [2, 40], "d": [4, 20]})
    peers = find_neighbours(profile, "a")
    one = 2 / math.sqrt(2)
    assert [peer.area for peer in peers] == ["b", "c", "d"]
    assert peers[0].differences == pytest.approx({"x": one, "y": -one})
    assert peers[0].distance == pytest.approx(math.sqrt((one**2 + one**2) / 2))
    assert peers[2].differences == pytest.approx({"x": 2 * one, "y": 0.0})
    assert peers[2].distance == pytest.approx(math.sqrt((2 * one) ** 2 / 2))


def test_equal_distances_go_by_id_also_at_the_cut() -> None:
    profile = _profile({"m": [0.0], "z": [1.0], "b": [1.0], "c": [-1.0], "a": [5.0]})
    assert [peer.area for peer in find_neighbours(profile, "m", n=2)] == ["b", "c"]
    assert [peer.area for peer in find_neighbours(profile, "m", n=3)] == ["b", "c", "z"]


def test_a_missing_figure_brings_nobody_nearer() -> None:
    profile = _profile({"a": [0, 0, 0], "b": [1, 1, 1], "c": [1, 1, NAN], "d": [-2, -2, -2]})
    peers = {peer.area: peer for peer in find_neighbours(profile, "a")}
    assert peers["c"].differences.keys() == {"x", "y"}
    x, y = peers["c"].differences["x"], peers["c"].differences["y"]
    assert peers["c"].distance == pytest.approx(math.sqrt((x * x + y * y) / 2))


@pytest.mark.parametrize(("known", "is_peer"), [(5, True), (3, True), (2, False), (0, False)])
def test_sixty_percent_of_the_variables_must_be_shared(known: int, *, is_peer: bool) -> None:
    rows = {"a": [0.0] * 5, "b": [1.0] * known + [NAN] * (5 - known), "c": [3.0] * 5}
    assert ("b" in _distances(_profile(rows), "a")) is is_peer


def test_an_area_of_which_nothing_is_known_has_no_peers() -> None:
    assert find_neighbours(_profile({"a": [NAN], "b": [1.0], "c": [2.0]}), "a") == ()
    assert find_neighbours(_profile({"a": [1.0], "b": [1.0]}), "a") == ()


def test_a_variable_without_spread_is_left_out() -> None:
    profile = _profile({"a": [0.1, 1], "b": [0.1, 2], "c": [0.1, 4]})
    assert list(standardise(profile).columns) == ["y"]
    assert find_neighbours(profile, "a")[0].differences.keys() == {"y"}


def test_standard_scores_are_those_of_pandas() -> None:
    profile = _profile({"a": [1, NAN], "b": [4, 2], "c": [7, 9], "d": [NAN, 4]}).astype(float)
    expected = (profile - profile.mean()) / profile.std(ddof=0)
    pd.testing.assert_frame_equal(standardise(profile), expected)


@given(TABLES)
def test_the_way_there_is_as_long_as_the_way_back(rows: list[tuple[float, ...]]) -> None:
    profile = _profile({f"a{i}": list(row) for i, row in enumerate(rows)})
    there, back = _distances(profile, "a0").get("a1"), _distances(profile, "a1").get("a0")
    assert there == pytest.approx(back)


@given(TABLES)
def test_a_twin_lies_at_no_distance(rows: list[tuple[float, ...]]) -> None:
    profile = _profile({f"a{i}": list(row) for i, row in enumerate([rows[0], *rows])})
    assert _distances(profile, "a0").get("a1", 0.0) == 0.0


@given(TABLES, st.floats(0.01, 100), NUMBERS)
def test_the_unit_of_a_variable_does_not_matter(
    rows: list[tuple[float, ...]], factor: float, shift: float
) -> None:
    # Differences that are nearly nothing next to the size of the numbers drown in rounding.
    profile = _profile({f"a{i}": list(row) for i, row in enumerate(rows)})
    other = profile.assign(x=profile["x"] * factor + shift)
    before, after = _distances(profile, "a0"), _distances(other, "a0")
    assert before == pytest.approx(after, rel=1e-6, abs=1e-6)


def test_the_order_of_the_areas_does_not_matter() -> None:
    numbers = np.random.default_rng(1).normal(size=(40, 4))
    profile = pd.DataFrame(numbers, index=[f"a{i:02}" for i in range(40)], columns=list("xyzu"))
    upside_down = profile.iloc[::-1]
    first, second = find_neighbours(profile, "a07"), find_neighbours(upside_down, "a07")
    assert [peer.area for peer in first] == [peer.area for peer in second]
    assert len(first) == 5


def _moved(change: float, margin: float | None, *, is_clear: bool = True) -> Change:
    return Change(
        first="2022",
        last="2024",
        start=50.0,
        now=50.0 + change,
        change=change,
        margin=margin,
        is_clear=is_clear,
        reason="",
        provisional=False,
        periods=3,
    )


@pytest.mark.parametrize(
    ("own", "peers", "margin", "word"),
    [
        # Five peers that are alike: the margin of their middle is 0.56 times that of one.
        (_moved(-6.0, 2.0), -5.0, 2.0, "same"),
        (_moved(-6.0, 2.0), -3.9, 2.0, "same"),
        (_moved(-6.0, 2.0), -3.7, 2.0, "more"),
        (_moved(-3.5, 2.0), -8.0, 2.0, "less"),
        (_moved(-6.0, 2.0), 3.0, 2.0, "opposite"),
        # The middle one can itself be chance: Lelystad's +1.4 was called the other way.
        (_moved(-6.0, 2.0), 1.4, 4.0, "more"),
        (_moved(-6.0, 2.0), 0.05, 0.1, "more"),
        (_moved(-1.0, 2.0, is_clear=False), -9.0, 2.0, "unclear"),
        # Only rounding: two units of the last decimal, here 0.1.
        (_moved(-6.0, 0.0), -5.85, 0.0, "same"),
        (_moved(-6.0, 0.0), -5.5, 0.0, "more"),
        # What is not known is not taken for nothing.
        (_moved(-6.0, None), -5.5, 2.0, "unclear"),
        (_moved(-6.0, 2.0), 9.0, None, "unclear"),
    ],
)
def test_a_change_is_told_against_the_middle_one_of_the_peers(
    catalog: Catalog, own: Change, peers: float, margin: float | None, word: str
) -> None:
    layer = catalog.layer("misdrijven_per_1000")
    assert layer.decimals == 1
    assert judge_change(own, [_moved(peers, margin)] * 5, layer) == word


def test_the_margin_of_the_middle_is_that_of_a_median() -> None:
    alike = [_moved(-3.0, 2.0)] * 5
    assert compute_median_margin(alike) == pytest.approx(2.0 * math.sqrt(math.pi / 10))
    # Peers that lie further apart than chance makes them: what they show counts.
    apart = [_moved(change, 2.0) for change in (-9.0, -3.0, 0.0, 3.0, 9.0)]
    spread = np.std([-9, -3, 0, 3, 9], ddof=1)
    assert compute_median_margin(apart) == pytest.approx(1.96 * spread * math.sqrt(math.pi / 10))
    assert compute_median_margin([*alike, _moved(-3.0, None)]) is None


def test_what_is_not_significant_is_not_called_the_same() -> None:
    """Delft +4.5 and its peers +1.9: "ongeveer gelijk. Het gebeurt dus niet alleen hier."."""
    assert "gelijk" not in texts("nl")("peers.verdict_same")
    assert "kan toeval zijn" in texts("nl")("peers.verdict_same")
    assert "can be chance" in texts("en")("peers.verdict_same")


def test_every_variable_exists_and_none_is_an_outcome_of_the_programme(catalog: Catalog) -> None:
    assert catalog.peer_profile is not None
    variables = catalog.peer_profile.variables
    assert len(variables) == len(set(variables)) == 11
    themes = {catalog.layer(variable).theme for variable in variables}
    assert themes.isdisjoint({"veiligheid", "gezondheid", "onderwijs"})
    assert {catalog.layer(v).aggregate.rule for v in variables}.isdisjoint({"sum", "none"})


def test_a_variable_that_does_not_exist_is_named() -> None:
    text = '[profile]\nvariables = ["woz"]\nwhy = { nl = "Zo.", en = "So." }\n'
    with pytest.raises(LayerFileError) as caught:
        parse_catalog("", {}, text)
    assert str(caught.value) == (
        "layers/profile.toml: veld 'profile.variables' noemt kaartlaag 'woz' die niet bestaat; "
        "verbeter de naam."
    )


def test_what_one_area_knows_alone_tells_nobody_apart() -> None:
    profile = _profile({"a": [5.0, 1], "b": [NAN, 2], "c": [NAN, 4]})
    assert list(standardise(profile).columns) == ["y"]


def test_small_numbers_count_next_to_large_ones_and_by_themselves() -> None:
    """What is a trace is told by the size of its own column."""
    rows = {"a": [1e12, 1e-12], "b": [3e12, 2e-12], "c": [5e12, NAN]}
    scores = standardise(_profile(rows))
    assert list(scores.columns) == ["x", "y"]
    assert scores["y"].tolist()[:2] == pytest.approx([-1.0, 1.0])


def test_no_areas_have_no_scores() -> None:
    assert standardise(pd.DataFrame({"x": pd.Series(dtype=float)})).shape == (0, 0)


@pytest.mark.parametrize("n", [1, 2, 5, 199, 200, 300])
def test_the_nearest_of_many_are_those_of_a_sorted_list(n: int) -> None:
    numbers = np.random.default_rng(3).normal(size=200)
    profile = pd.DataFrame({"x": numbers}, index=[f"a{i:03}" for i in range(200)])
    expected = sorted(profile.index[1:], key=lambda area: abs(profile.loc[area, "x"] - numbers[0]))
    assert [peer.area for peer in find_neighbours(profile, "a000", n)] == expected[:n]

"""Is the gap closing? Constructed series, numbers worked out by hand, and what always holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.statistics.variance import NONE, UNKNOWN, KnownVariance

from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.time.moves import measure_change
from nplv_geo.statistics.time.outcomes import Outcome, Verdict
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import Gap, correct_for_multiplicity, measure_gap

CRIME = "misdrijven_per_1000"  # lower is better, one decimal
HEALTH = "goed_ervaren_gezondheid_pct"  # higher is better, one decimal, a model estimate
LEVEL = (40.0, 40.0, 40.0, 40.0)


def points(
    values: Sequence[float | None], *, first: int = 2022, variance: float | None = None
) -> list[SeriesPoint]:
    """A series of one value a year; without a variance there is no chance to speak of."""
    chance = NONE if variance is None else KnownVariance(variance)
    return [
        SeriesPoint(str(first + i), value, "no_data" if value is None else "ok", chance=chance)
        for i, value in enumerate(values)
    ]


def unsure(series: list[SeriesPoint]) -> list[SeriesPoint]:
    """The same, of which nobody knows what part chance plays."""
    return [replace(point, chance=UNKNOWN) for point in series]


def provisional(series: list[SeriesPoint]) -> list[SeriesPoint]:
    """The same, of which the last may still change."""
    return [*series[:-1], replace(series[-1], provisional=True)]


def found(
    layer: Layer,
    area: Sequence[float | None],
    reference: Sequence[float | None] = LEVEL,
    variance: float | None = None,
) -> Gap:
    result = measure_gap(
        points(area, variance=variance), points(reference, variance=variance), layer
    )
    assert result is not None
    return result


# --- constructed series -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layer_id", "area", "verdict", "standing"),
    [
        (CRIME, (60.0, 58.0, 55.0, 50.0), Verdict.CLOSING, "worse"),
        (CRIME, (60.0, 61.0, 63.0, 66.0), Verdict.WIDENING, "worse"),
        (CRIME, (60.0, 60.0, 60.0, 60.1), Verdict.STEADY, "worse"),  # 0.09 on the line
        (CRIME, (60.0, 60.1, 60.2, 60.3), Verdict.WIDENING, "worse"),
        # The ends alone would be steady, and a change; the years between tell otherwise.
        (CRIME, (60.0, 70.0, 50.0, 60.2), Verdict.TOO_EARLY, "worse"),
        (CRIME, (60.0, 60.0, 60.0, 60.3), Verdict.TOO_EARLY, "worse"),
        (CRIME, (30.0, 32.0, 34.0, 36.0), Verdict.CLOSING, "better"),
        (CRIME, (30.0, 28.0, 26.0, 24.0), Verdict.WIDENING, "better"),
        (CRIME, (45.0, 42.0, 38.0, 34.0), Verdict.CLOSING, "better"),  # from behind to ahead
        (CRIME, (34.0, 38.0, 42.0, 45.0), Verdict.WIDENING, "worse"),  # from ahead to behind
        (CRIME, (35.0, 38.0, 42.0, 45.0), Verdict.WIDENING, "worse"),  # as far on both sides
        (HEALTH, (30.0, 32.0, 33.0, 35.0), Verdict.CLOSING, "worse"),
        (HEALTH, (35.0, 38.0, 42.0, 45.0), Verdict.CLOSING, "better"),
        (HEALTH, (45.0, 42.0, 38.0, 35.0), Verdict.WIDENING, "worse"),
    ],
)
def test_verdicts_without_uncertainty(
    catalog: Catalog, layer_id: str, area: tuple[float, ...], verdict: Verdict, standing: str
) -> None:
    result = found(catalog.layer(layer_id), area)
    assert (result.verdict, result.standing) == (verdict, standing)
    assert result.behind is (standing == "worse")
    reasons = {Verdict.STEADY: "within_rounding", Verdict.TOO_EARLY: "within_uncertainty"}
    assert result.reason == reasons.get(verdict, "")


def test_numbers_by_hand(catalog: Catalog) -> None:
    result = found(catalog.layer(CRIME), (60.0, 58.0, 55.0, 51.0), variance=1.0)
    assert (result.first, result.last, result.periods) == ("2022", "2025", 4)
    assert (result.start, result.now, result.change) == (20.0, 11.0, -9.0)
    # Three years along a slope of which the variance is 2 / 5: gaps of variance 2, on years that
    # lie 1.5, 0.5, 0.5 and 1.5 from their middle.
    assert result.margin == pytest.approx(1.96 * 3 * math.sqrt(2 / 5))
    assert result.pace == -3.0
    assert result.pace_needed == pytest.approx(-11 / 17)  # 2025 until 2042
    assert result.verdict is Verdict.CLOSING
    assert result.behind is True


def test_the_gap_starts_when_the_programme_did(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    earlier = (90.0, 80.0, 60.0, 58.0, 55.0, 51.0)
    level = points((40.0,) * 6, first=2020)
    result = measure_gap(points(earlier, first=2020), level, layer)
    assert result is not None
    assert (result.first, result.start, result.periods) == ("2022", 20.0, 4)
    older = measure_gap(points(earlier, first=2020), level, layer, since=2020, horizon=2030)
    assert older is not None
    assert (older.first, older.start, older.periods) == ("2020", 50.0, 6)
    assert older.pace_needed == pytest.approx(-11 / 5)


def test_two_periods_are_too_few(catalog: Catalog) -> None:
    result = found(catalog.layer(CRIME), (60.0, 40.0), (40.0, 40.0))
    assert (result.verdict, result.reason) == (Verdict.TOO_EARLY, "too_few_periods")
    assert (result.change, result.pace, result.periods) == (-20.0, -20.0, 2)


def test_one_period_has_a_gap_but_no_change(catalog: Catalog) -> None:
    result = found(catalog.layer(CRIME), (60.0,), (40.0,), variance=1.0)
    assert (result.first, result.last, result.start, result.now) == ("2022", "2022", 20.0, 20.0)
    assert (result.change, result.margin, result.pace) == (None, None, None)
    assert result.pace_needed == -1.0
    assert (result.verdict, result.reason) == (Verdict.TOO_EARLY, "too_few_periods")


def test_noise_in_small_counts_is_no_trend(catalog: Catalog) -> None:
    # 9, 8, 6 and 5 crimes among 1,000 residents.
    layer = catalog.layer(CRIME)
    area = [
        replace(p, chance=KnownVariance(v))
        for p, v in zip(points((9, 8, 6, 5)), (9.0, 8.0, 6.0, 5.0), strict=True)
    ]
    result = measure_gap(area, points((4.0,) * 4), layer)
    assert result is not None
    assert (result.verdict, result.reason) == (Verdict.TOO_EARLY, "within_uncertainty")
    assert result.margin == pytest.approx(6.865, abs=0.01)
    # The same in an area of a hundred times the size is a trend.
    variances = [p.chance.variance / 100 for p in area if isinstance(p.chance, KnownVariance)]
    area = [replace(p, chance=KnownVariance(v)) for p, v in zip(area, variances, strict=True)]
    result = measure_gap(area, points((4.0,) * 4), layer)
    assert result is not None
    assert (result.verdict, result.outcome) == (Verdict.CLOSING, Outcome.CATCHING_UP)
    assert result.margin == pytest.approx(0.8, abs=0.1)


def test_steady_is_known_only_when_all_of_the_interval_is_rounding(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    sure = found(layer, (60.0, 60.0, 60.1, 60.1), variance=0.0004)  # 0.1 ± 0.08
    assert (sure.verdict, sure.reason) == (Verdict.STEADY, "within_rounding")
    unsure = found(layer, (60.0, 60.0, 60.1, 60.1), variance=0.01)  # 0.1 ± 0.39
    assert (unsure.verdict, unsure.reason) == (Verdict.TOO_EARLY, "within_uncertainty")
    small = found(layer, (60.0, 60.0, 60.1, 60.15), variance=0.0009)  # 0.15 ± 0.12
    assert (small.verdict, small.reason) == (Verdict.STEADY, "within_rounding")


def test_a_difference_by_chance_is_not_behind(catalog: Catalog) -> None:
    result = found(catalog.layer(CRIME), (60.0, 55.0, 50.0, 41.0), variance=1.0)
    assert (result.now, result.standing, result.behind) == (1.0, "equal", False)
    assert result.verdict is Verdict.CLOSING


def test_a_break_in_the_middle_cuts_off_what_came_before(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    area, level = points((90.0, 60.0, 58.0, 50.0)), points(LEVEL)
    broken = [replace(p, series=1 + (p.period > "2022")) for p in area]
    result = measure_gap(broken, [replace(p, series=1 + (p.period > "2022")) for p in level], layer)
    assert result is not None
    assert (result.first, result.start, result.periods) == ("2023", 20.0, 3)
    assert result.verdict is Verdict.CLOSING
    later = [replace(p, series=1 + (p.period > "2023")) for p in area]
    result = measure_gap(later, [replace(p, series=1 + (p.period > "2023")) for p in level], layer)
    assert result is not None
    assert (result.first, result.periods) == ("2024", 2)
    assert (result.verdict, result.reason) == (Verdict.TOO_EARLY, "broken_series")


def test_a_break_of_the_reference_cuts_off_too(catalog: Catalog) -> None:
    level = [replace(p, series=1 + (p.period > "2022")) for p in points(LEVEL)]
    result = measure_gap(points((90.0, 60.0, 58.0, 50.0)), level, catalog.layer(CRIME))
    assert result is not None
    assert result.first == "2023"


def test_a_series_that_comes_back_stays_cut_off(catalog: Catalog) -> None:
    series = (1, 2, 1, 1)
    area = [
        replace(p, series=s) for p, s in zip(points((90.0, 60.0, 58.0, 50.0)), series, strict=True)
    ]
    result = measure_gap(area, points(LEVEL), catalog.layer(CRIME))
    assert result is not None
    assert (result.first, result.periods, result.reason) == ("2024", 2, "broken_series")


def test_missing_values_take_no_part(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    result = found(layer, (None, 60.0, None, 55.0, 50.0), (40.0, 40.0, 40.0, None, 40.0))
    assert (result.first, result.last, result.periods) == ("2023", "2026", 2)
    result = found(layer, (60.0, 58.0, 55.0, None))
    assert (result.last, result.now, result.verdict) == ("2024", 15.0, Verdict.CLOSING)


def test_a_value_that_may_not_be_shown_takes_no_part(catalog: Catalog) -> None:
    area = points((60.0, 58.0, 55.0, 50.0))
    area[-1] = replace(area[-1], status="not_comparable")
    result = measure_gap(area, points(LEVEL), catalog.layer(CRIME))
    assert result is not None
    assert (result.last, result.periods) == ("2024", 3)


@pytest.mark.parametrize("values", [(), (None, None, None)])
def test_without_values_nothing_is_told(catalog: Catalog, values: tuple[float | None, ...]) -> None:
    result = found(catalog.layer(CRIME), values)
    assert (result.verdict, result.reason) == (Verdict.TOO_EARLY, "no_values")
    numbers = (result.start, result.now, result.change, result.margin, result.pace)
    assert numbers == (None,) * 5
    assert (result.first, result.last, result.behind, result.periods) == (None, None, None, 0)


def test_values_of_before_the_programme_are_no_values(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    result = measure_gap(points((60.0,) * 3, first=2018), points((40.0,) * 3, first=2018), layer)
    assert result is not None
    assert result.reason == "no_values"


def test_provisional_figures_count_and_are_told(catalog: Catalog) -> None:
    area = points((60.0, 58.0, 55.0, 50.0))
    area[-1] = replace(area[-1], provisional=True)
    result = measure_gap(area, points(LEVEL), catalog.layer(CRIME))
    assert result is not None
    assert (result.provisional, result.now) == (True, 10.0)
    assert found(catalog.layer(CRIME), (60.0, 58.0, 55.0, 50.0)).provisional is False


def test_uncertainty_that_is_known_in_part_gives_no_verdict(catalog: Catalog) -> None:
    area = points((60.0, 58.0, 55.0, 50.0), variance=0.01)
    result = measure_gap(area, unsure(points(LEVEL)), catalog.layer(CRIME))
    assert result is not None
    assert (result.verdict, result.reason) == (Verdict.TOO_EARLY, "unknown_uncertainty")
    assert result.margin is None


@pytest.mark.parametrize("layer_id", ["koopwoningen_pct", "inwoners", "misdrijven"])
def test_what_is_not_judged_and_sums_have_no_gap(catalog: Catalog, layer_id: str) -> None:
    assert measure_gap(points(LEVEL), points(LEVEL), catalog.layer(layer_id)) is None


# --- change of one area -------------------------------------------------------------------------


def test_change_by_hand(catalog: Catalog) -> None:
    result = measure_change(points((60.0, 58.0, 55.0, 51.0), variance=2.0), catalog.layer(CRIME))
    assert result is not None
    assert (result.first, result.last, result.periods) == ("2022", "2025", 4)
    assert (result.start, result.now, result.change) == (60.0, 51.0, -9.0)
    assert result.margin == pytest.approx(1.96 * 3 * math.sqrt(2 / 5))
    assert (result.is_clear, result.reason) == (True, "")


@pytest.mark.parametrize(
    ("last", "variance", "reason"),
    [
        (60.1, None, "within_rounding"),
        (60.2, None, ""),
        (63.0, 2.0, "within_uncertainty"),  # 3 ± 3.9
        (64.0, 2.0, ""),
        (60.1, 2.0, "within_rounding"),
    ],
)
def test_a_change_is_clear_beyond_rounding_and_chance(
    catalog: Catalog, last: float, variance: float | None, reason: str
) -> None:
    result = measure_change(points((60.0, last), variance=variance), catalog.layer(CRIME))
    assert result is not None
    assert (result.reason, result.is_clear) == (reason, not reason)


def test_a_change_of_which_one_end_is_sure_is_not_clear(catalog: Catalog) -> None:
    series = [*points((60.0,), variance=1.0), *unsure(points((80.0,), first=2023))]
    result = measure_change(series, catalog.layer(CRIME))
    assert result is not None
    assert (result.reason, result.margin) == ("unknown_uncertainty", None)


@pytest.mark.parametrize("values", [(), (60.0,), (None, 60.0, None)])
def test_a_change_is_between_two(catalog: Catalog, values: tuple[float | None, ...]) -> None:
    assert measure_change(points(values), catalog.layer(CRIME)) is None


def test_sums_and_neutral_layers_change(catalog: Catalog) -> None:
    result = measure_change(points((100.0, 160.0), variance=100.0), catalog.layer("misdrijven"))
    assert result is not None
    assert (result.change, result.is_clear) == (60.0, True)
    assert measure_change(points((20.0, 25.0)), catalog.layer("koopwoningen_pct")) is not None


# --- what always holds --------------------------------------------------------------------------

values = st.lists(st.none() | st.floats(0, 200), min_size=0, max_size=6)
variances = st.floats(1e-4, 1e3)


def _series(draw: st.DrawFn) -> list[SeriesPoint]:
    variance = draw(variances)
    found = points(draw(values), first=2021, variance=variance)
    broken = draw(st.integers(2020, 2027))
    return [replace(p, series=1 + (int(p.period) > broken)) for p in found]


series = st.composite(_series)()


@given(series, series, st.floats(1, 1e6), st.sampled_from((CRIME, HEALTH)))
def test_a_larger_population_never_turns_a_verdict_round(
    catalog: Catalog,
    area: list[SeriesPoint],
    reference: list[SeriesPoint],
    times: float,
    layer_id: str,
) -> None:
    layer = catalog.layer(layer_id)

    def scaled(one: list[SeriesPoint]) -> list[SeriesPoint]:
        return [
            replace(p, chance=KnownVariance(p.chance.variance / times))
            for p in one
            if isinstance(p.chance, KnownVariance)
        ]

    small, large = (
        measure_gap(area, reference, layer),
        measure_gap(scaled(area), scaled(reference), layer),
    )
    assert small is not None
    assert large is not None
    assert (large.start, large.now) == (small.start, small.now)
    assert (large.change is None) is (small.change is None)
    assert math.isclose(large.change or 0.0, small.change or 0.0, abs_tol=1e-9)
    if small.verdict is not Verdict.TOO_EARLY:
        assert large.verdict is not Verdict.TOO_EARLY
        assert large.is_clear is small.is_clear
    if large.is_clear and large.start is not None and large.now is not None:
        both = sum(
            one[0].chance.variance
            for one in (area, reference)
            if one and isinstance(one[0].chance, KnownVariance)
        )
        noise = 1.96 * math.sqrt(both / times) + 0.1
        # What is within chance at an end is neither a lead nor an arrear there.
        if min(abs(large.start), abs(large.now)) > noise:
            assert large.verdict is _by_sign(large, layer)


def _by_sign(result: Gap, layer: Layer) -> Verdict:
    """What the point estimate says, told in another way: how far behind, then and now."""
    assert result.start is not None
    assert result.now is not None
    sign = 1 if layer.higher_is == "worse" else -1
    start, now = sign * result.start, sign * result.now
    if start > 0:
        nearer = now < start if now >= 0 else True
    else:
        nearer = abs(now) < abs(start) if now <= 0 else False
    return Verdict.CLOSING if nearer else Verdict.WIDENING


@given(series, series, st.sampled_from((CRIME, HEALTH)))
def test_swapping_area_and_reference_turns_the_signs(
    catalog: Catalog, area: list[SeriesPoint], reference: list[SeriesPoint], layer_id: str
) -> None:
    layer = catalog.layer(layer_id)
    one, other = measure_gap(area, reference, layer), measure_gap(reference, area, layer)
    assert one is not None
    assert other is not None
    for name in ("start", "now", "change", "pace", "pace_needed"):
        mine, theirs = getattr(one, name), getattr(other, name)
        assert (mine is None) is (theirs is None)
        assert mine is None or math.isclose(mine, -theirs, abs_tol=1e-9)
    for name in ("first", "last", "periods", "reason", "provisional"):
        assert getattr(one, name) == getattr(other, name)
    assert (one.margin is None) is (other.margin is None)
    assert one.margin is None or math.isclose(one.margin, other.margin or 0.0)
    turned = {
        "worse": "better",
        "better": "worse",
        "equal": "equal",
        "unsure": "unsure",
        None: None,
    }
    assert other.standing == turned[one.standing]


@given(series, series)
def test_what_came_before_the_programme_does_not_matter(
    catalog: Catalog, area: list[SeriesPoint], reference: list[SeriesPoint]
) -> None:
    layer = catalog.layer(CRIME)
    since = [[p for p in one if p.period >= "2022"] for one in (area, reference)]
    only, whole = measure_gap(since[0], since[1], layer), measure_gap(area, reference, layer)
    assert only is not None
    assert whole is not None
    # It is shown beside the start, and nothing else.
    alone = {"area_change": None, "reference_change": None}
    assert replace(only, **alone) == replace(whole, **alone)


@given(series, series)
def test_no_verdict_on_fewer_than_three_periods(
    catalog: Catalog, area: list[SeriesPoint], reference: list[SeriesPoint]
) -> None:
    result = measure_gap(area, reference, catalog.layer(CRIME))
    assert result is not None
    assert result.periods >= 3 or result.verdict is Verdict.TOO_EARLY


# --- all years, and the odd ones among them -----------------------------------------------------


def test_one_odd_end_is_outweighed_by_the_years_between(catalog: Catalog) -> None:
    """Between its ends the gap fell by 6; along all six years by 1.4."""
    layer = catalog.layer(CRIME)
    result = measure_gap(
        points((60.0, 60.0, 60.0, 60.0, 60.0, 54.0), variance=1.0),
        points((40.0,) * 6, variance=1.0),
        layer,
    )
    assert result is not None
    assert (result.start, result.now) == (20.0, 14.0)
    assert result.change == pytest.approx(-6 * 2.5 / 17.5 * 5)
    assert (result.verdict, result.reason) == (Verdict.TOO_EARLY, "within_uncertainty")


def test_years_that_weigh_less_bend_the_line_less(catalog: Catalog) -> None:
    area = points((60.0, 60.0, 60.0, 54.0), variance=1.0)
    area[-1] = replace(area[-1], chance=KnownVariance(100.0))
    loose, firm = (measure_gap(one, points(LEVEL), catalog.layer(CRIME)) for one in (area, points(
        (60.0, 60.0, 60.0, 54.0), variance=1.0)))  # fmt: skip
    assert loose is not None
    assert firm is not None
    assert loose.change is not None
    assert firm.change is not None
    assert abs(loose.change) < abs(firm.change) / 5


def test_years_that_scatter_more_than_chance_make_the_margin_wider(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    calm = found(layer, (60.0, 58.0, 56.0, 54.0), variance=0.5)
    wild = found(layer, (60.0, 50.0, 64.0, 54.0), variance=0.5)
    assert calm.margin == pytest.approx(1.96 * 3 * math.sqrt(1 / 5))
    assert wild.margin is not None
    assert wild.margin > 5 * calm.margin
    assert (calm.is_clear, wild.is_clear) == (True, False)


def test_one_provisional_year_does_not_decide_alone(catalog: Catalog) -> None:
    layer, level = catalog.layer(CRIME), points((40.0,) * 5)
    firm = points((60.0, 59.0, 58.5, 55.0), variance=0.5)
    clear = measure_gap(firm, level, layer)
    assert clear is not None
    assert clear.is_clear
    doubted = measure_gap(provisional(firm), level, layer)
    assert doubted is not None
    assert (doubted.verdict, doubted.reason) == (Verdict.TOO_EARLY, "provisional")
    assert doubted.change == clear.change
    # Nor does any other single year: a jump at the end alone is scatter around the line.
    jump = measure_gap(points((60.0, 60.0, 60.0, 52.0), variance=0.5), level, layer)
    assert jump is not None
    assert jump.reason == "within_uncertainty"
    # The same line with and without it: it may be told.
    straight = measure_gap(
        provisional(points((60.0, 56.0, 52.0, 48.0), variance=0.5)), level, layer
    )
    assert straight is not None
    assert (straight.is_clear, straight.provisional) == (True, True)
    two = measure_change(provisional(points((60.0, 40.0), variance=1.0)), layer)
    assert two is not None
    assert (two.is_clear, two.reason) == (False, "provisional")


def _health(*values: float, odd: str = "2022") -> list[SeriesPoint]:
    years = ("2016", "2020", "2022", "2024", "2026")
    return [
        SeriesPoint(year, value, "ok", chance=KnownVariance(0.25), is_exceptional=year == odd)
        for year, value in zip(years, values, strict=False)
    ]


def test_an_exceptional_period_is_no_start(catalog: Catalog) -> None:
    """Sinds 2022 gunstiger: up from the corona year, and 8.5 points below 2020."""
    layer = catalog.layer(HEALTH)
    result = measure_change(_health(66.0, 66.3, 55.0, 57.8), layer)
    assert result is not None
    assert (result.first, result.last, result.start, result.now) == ("2020", "2024", 66.3, 57.8)
    assert result.change == pytest.approx(-8.5)
    assert (result.is_clear, result.is_exceptional_start, result.before) == (True, False, None)
    # Once there are two ordinary periods since the programme began, it starts at the first.
    later = measure_change(_health(66.0, 66.3, 55.0, 57.8, 59.8), layer)
    assert later is not None
    assert (later.first, later.last, later.periods) == ("2024", "2026", 2)
    assert later.before is not None
    assert (later.before.period, later.before.value) == ("2020", 66.3)


def test_without_an_ordinary_start_nothing_is_clear(catalog: Catalog) -> None:
    layer = catalog.layer(HEALTH)
    only = measure_change(_health(66.0, 66.3, 55.0, 64.0)[2:], layer)
    assert only is not None
    assert (only.first, only.is_exceptional_start) == ("2022", True)
    assert (only.is_clear, only.reason) == (False, "exceptional_start")
    # A break cuts off what lies before it, also when the start is exceptional.
    broken = [replace(p, series=1 + (p.period > "2020")) for p in _health(66.0, 66.3, 55.0, 64.0)]
    cut = measure_change(broken, layer)
    assert cut is not None
    assert (cut.first, cut.reason, cut.before) == ("2022", "exceptional_start", None)


def test_a_change_is_as_well_known_as_its_least_known_year(catalog: Catalog) -> None:
    """A year in the middle of which half was withheld bent the line unseen."""
    area = points((60.0, 58.0, 55.0, 51.0), variance=1.0)
    area[1] = replace(area[1], coverage=0.6)
    result = measure_change(area, catalog.layer(CRIME))
    assert result is not None
    assert result.coverage == 0.6


def test_a_start_shows_what_came_before_it(catalog: Catalog) -> None:
    result = measure_change(points((50.0, 60.0, 58.0, 55.0), first=2021), catalog.layer(CRIME))
    assert result is not None
    assert (result.first, result.start) == ("2022", 60.0)
    assert result.before is not None
    assert (result.before.period, result.before.value) == ("2021", 50.0)


def test_a_model_estimate_without_margins_never_changes_clearly(catalog: Catalog) -> None:
    layer = catalog.layer(HEALTH)
    result = measure_change(unsure(points((64.1, 68.7))), layer)
    assert result is not None
    assert (result.is_clear, result.reason, result.margin) == (False, "unknown_uncertainty", None)
    verdict = measure_gap(unsure(points((30.0, 40.0, 50.0, 60.0))), points((70.0,) * 4), layer)
    assert verdict is not None
    assert (verdict.verdict, verdict.reason) == (Verdict.TOO_EARLY, "unknown_uncertainty")
    assert (verdict.standing, verdict.behind) == ("unsure", None)


# --- who is ahead, and who moved ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "reference", "outcome", "verdict", "mover"),
    [
        # Crime of Amsterdam Zuidoost rose and its lead on the city melted: that read "sluit".
        ((55, 58, 61, 64), (65, 65, 65, 65), Outcome.LEAD_SHRINKS, Verdict.CLOSING, "area"),
        # Lelystad did better than the country ever more: that read "loopt op".
        ((40, 38, 36, 34), (44, 44, 44, 44), Outcome.LEAD_GROWS, Verdict.WIDENING, "area"),
        ((60, 58, 56, 54), (44, 44, 44, 44), Outcome.CATCHING_UP, Verdict.CLOSING, "area"),
        ((60, 60, 60, 60), (44, 46, 48, 50), Outcome.CATCHING_UP, Verdict.CLOSING, "reference"),
        ((60, 62, 64, 66), (50, 48, 46, 44), Outcome.FALLING_BEHIND, Verdict.WIDENING, "both"),
        ((60, 54, 48, 42), (52, 52, 52, 52), Outcome.OVERTAKES, Verdict.CLOSING, "area"),
        ((44, 50, 56, 62), (52, 52, 52, 52), Outcome.OVERTAKEN, Verdict.WIDENING, "area"),
        # Utrecht Overvecht: 1.5 behind was chance, 5.1 ahead is not. The distance grew.
        ((52.6, 50.6, 48.6, 46.6), (52, 52, 52, 52), Outcome.LEAD_GROWS, Verdict.WIDENING, "area"),
        # A reference that moved by a tenth of the gap did not make it.
        ((60, 55, 50, 45), (44, 44.4, 44.8, 45.2), Outcome.CATCHING_UP, Verdict.CLOSING, "area"),
    ],
)
def test_an_outcome_says_who_is_ahead_and_who_moved(  # noqa: PLR0913, PLR0917
    catalog: Catalog,
    area: tuple[float, ...],
    reference: tuple[float, ...],
    outcome: Outcome,
    verdict: Verdict,
    mover: str,
) -> None:
    one, other = points(area, variance=0.2), points(reference, variance=0.02)
    result = measure_gap(one, other, catalog.layer(CRIME))
    assert result is not None
    assert (result.outcome, result.verdict, result.mover) == (outcome, verdict, mover)
    assert result.area_change is not None
    assert result.area_change.change == pytest.approx(area[-1] - area[0])


def test_a_gap_that_is_not_clear_has_no_mover(catalog: Catalog) -> None:
    result = found(catalog.layer(CRIME), (60.0, 59.0, 61.0, 60.0), variance=1.0)
    assert (result.outcome, result.mover) == (Outcome.TOO_EARLY, "none")
    steady = found(catalog.layer(CRIME), (60.0, 60.0, 60.0, 60.0))
    assert (steady.outcome, steady.mover) == (Outcome.STEADY, "none")


# --- many verdicts at once ----------------------------------------------------------------------


def test_among_forty_verdicts_one_that_is_just_clear_does_not_stand(catalog: Catalog) -> None:
    """By itself p = 0.03; the smallest of forty must be 0.00125."""
    layer = catalog.layer(CRIME)
    just = found(layer, (60.0, 58.9, 57.9, 56.8), variance=0.6)
    assert just.p_value == pytest.approx(0.03, abs=0.01)
    assert just.is_clear
    dull = found(layer, (60.0, 60.5, 59.5, 60.0), variance=1.0)
    family = {"just": just} | {f"dull-{i}": dull for i in range(39)}
    kept = correct_for_multiplicity(family)
    assert (kept["just"].verdict, kept["just"].outcome) == (Verdict.TOO_EARLY, Outcome.TOO_EARLY)
    assert (kept["just"].reason, kept["just"].mover) == ("many_at_once", "none")
    assert (kept["just"].change, kept["just"].margin) == (just.change, just.margin)
    assert kept["dull-0"] == dull
    # By itself, and among as many that are as clear, it stands.
    assert correct_for_multiplicity({"just": just}) == {"just": just}
    assert correct_for_multiplicity(dict.fromkeys(range(40), just)) == dict.fromkeys(
        range(40), just
    )


def test_what_could_not_be_tested_makes_no_family_larger(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    just = found(layer, (60.0, 58.9, 57.9, 56.8), variance=0.6)
    early = found(layer, (60.0, 40.0), variance=1.0)
    assert early.p_value is None
    assert (
        correct_for_multiplicity({"just": just} | dict.fromkeys(range(39), early))["just"] == just
    )

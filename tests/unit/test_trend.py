"""Is the gap closing? Constructed series, numbers worked out by hand, and what always holds."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.statistics.time.moves import measure_change
from nplv_geo.statistics.time.outcomes import Outcome, Verdict
from nplv_geo.statistics.time.trend import correct_for_multiplicity, measure_gap
from nplv_geo.statistics.variance import NONE, KnownVariance
from tests.made_up_points import CRIME, HEALTH, LEVEL, found, points, provisional, unsure

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
    assert result.is_behind is (standing == "worse")
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
    assert result.is_behind is True


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
    assert (result.now, result.standing, result.is_behind) == (1.0, "equal", False)
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
    assert (result.first, result.last, result.is_behind, result.periods) == (None, None, None, 0)


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


# --- bounds ---------------------------------------------------------------------------------------


def test_what_chance_leaves_open_is_steady_when_all_of_it_is_rounding(catalog: Catalog) -> None:
    """Reason and size apart: 0.05 on the line, and 0.14 by chance to either side of it."""
    layer = catalog.layer(CRIME)
    area = [replace(p, chance=KnownVariance(0.0005)) for p in points((60.0, 60.05, 60.0, 60.05))]
    sure = measure_gap(area, points(LEVEL), layer)
    assert sure is not None
    assert sure.change == pytest.approx(0.03)
    assert sure.margin is not None
    # Not told apart from no change, and no more than two units of the last decimal with it.
    assert sure.change < sure.margin < 0.17
    assert (sure.verdict, sure.reason) == (Verdict.STEADY, "within_rounding")
    # By ten times the chance it could be a change.
    area = [replace(p, chance=KnownVariance(0.05)) for p in area]
    unsure_ = measure_gap(area, points(LEVEL), layer)
    assert unsure_ is not None
    assert (unsure_.verdict, unsure_.reason) == (Verdict.TOO_EARLY, "within_uncertainty")


@pytest.mark.parametrize(
    ("last", "verdict"),
    [(60.2, Verdict.STEADY), (60.21, Verdict.WIDENING), (59.8, Verdict.STEADY)],
)
def test_two_units_of_the_last_decimal_may_be_rounding(
    catalog: Catalog, last: float, verdict: Verdict
) -> None:
    values = [60.0 + (last - 60.0) * i / 40 for i in range(41)]
    area = [replace(p, chance=NONE) for p in points(values, first=2022)]
    result = measure_gap(area, points((40.0,) * 41), catalog.layer(CRIME))
    assert result is not None
    assert result.change == pytest.approx(last - 60.0)
    assert result.verdict is verdict


def test_uneven_and_provisional_changes_within_rounding_are_steady(catalog: Catalog) -> None:
    layer, level = catalog.layer(CRIME), points((40.0,) * 40)
    # The line falls by 0.1 and more than by chance; its ends lie 0.01 apart, to the other side.
    falls = [60.0, *[60.1 - 0.1 * i / 37 for i in range(38)], 60.01]
    assert falls[-1] > falls[0]
    uneven = measure_gap(points(falls), level, layer)
    assert uneven is not None
    assert uneven.change is not None
    assert -0.2 < uneven.change < -(uneven.margin or 0.0)
    assert (uneven.verdict, uneven.reason) == (Verdict.STEADY, "within_rounding")


def test_what_is_provisional_in_the_reference_is_provisional_in_the_gap(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    area = points((60.0, 59.0, 58.5, 55.0), variance=0.5)
    result = measure_gap(area, provisional(points(LEVEL)), layer)
    assert result is not None
    assert (result.provisional, result.reason) == (True, "provisional")
    # Of a year that came before only the line knows.
    early = [replace(area[0], provisional=True), *area[1:]]
    result = measure_gap(early, points(LEVEL), layer)
    assert result is not None
    assert result.provisional is False
    own = measure_change(early, layer)
    assert own is not None
    assert own.provisional is False


def test_in_the_last_year_of_the_programme_there_is_no_pace_left(catalog: Catalog) -> None:
    area, level = points((60.0, 58.0), first=2041), points((40.0, 40.0), first=2041)
    for horizon, needed in ((2042, None), (2041, None), (2043, -18.0), (2044, -9.0)):
        result = measure_gap(area, level, catalog.layer(CRIME), horizon=horizon)
        assert result is not None
        assert result.pace_needed == needed, horizon


def test_the_standing_is_that_of_now(catalog: Catalog) -> None:
    result = found(catalog.layer(CRIME), (60.0, 50.0, 40.0, 30.0))
    assert (result.standing, result.is_behind) == ("better", False)


def test_rounding_is_the_least_that_a_figure_varies(catalog: Catalog) -> None:
    """A gap rests on two figures, each spread evenly over a unit of its last decimal."""
    layer = catalog.layer(CRIME)
    sure = found(layer, (60.0, 55.0, 50.0, 45.0))
    assert sure.margin == pytest.approx(1.96 * 3 * math.sqrt(2 * 0.1**2 / 12 / 5))
    tiny = found(layer, (60.0, 55.0, 50.0, 45.0), variance=1e-12)
    assert tiny.margin == pytest.approx(sure.margin)
    one = measure_change(points((60.0, 55.0, 50.0, 45.0)), layer)
    assert one is not None
    assert one.margin == pytest.approx(1.96 * 3 * math.sqrt(0.1**2 / 12 / 5))


def test_a_newest_year_of_another_series_than_all_before_is_alone(catalog: Catalog) -> None:
    area = [replace(p, series=1 + (p.period == "2025")) for p in points((60.0, 58.0, 56.0, 50.0))]
    result = measure_gap(area, points(LEVEL), catalog.layer(CRIME))
    assert result is not None
    assert (result.first, result.last, result.periods) == ("2025", "2025", 1)
    assert result.reason == "broken_series"


def test_what_provisional_years_decide_alone_is_steady_within_rounding(catalog: Catalog) -> None:
    level = points((40.0,) * 40)
    # Flat, and 0.1 lower in all provisional years: on the line 0.15, and more than chance makes.
    falls = [
        replace(point, provisional=int(point.period) >= 2042)
        for point in points((60.0,) * 20 + (59.9,) * 20)
    ]
    result = measure_gap(falls, level, catalog.layer(CRIME))
    assert result is not None
    assert result.change is not None
    assert -0.2 < result.change < -(result.margin or 0.0)
    assert result.p_value == 1.0
    assert (result.verdict, result.reason) == (Verdict.STEADY, "within_rounding")


def test_three_periods_make_a_test_and_two_none(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    two, three = (
        found(layer, area, LEVEL[: len(area)], variance=1.0)
        for area in ((60.0, 40.0), (60.0, 50.0, 40.0))
    )
    assert (two.p_value, two.reason) == (None, "too_few_periods")
    assert three.p_value is not None
    assert three.p_value < 0.05


def test_what_was_not_tested_does_not_stand_among_many(catalog: Catalog) -> None:
    clear = found(catalog.layer(CRIME), (60.0, 55.0, 50.0, 45.0), variance=0.5)
    kept = correct_for_multiplicity({"tested": clear, "not": replace(clear, p_value=None)})
    assert kept["tested"] == clear
    assert (kept["not"].verdict, kept["not"].reason) == (Verdict.TOO_EARLY, "many_at_once")


def test_a_line_that_falls_between_ends_that_rise_tells_nothing(catalog: Catalog) -> None:
    """Nineteen years fall from 60 to 52; a first or a last one turns the ends the other way."""
    layer, level = catalog.layer(CRIME), points((40.0,) * 20)
    falls = [60.0 - 8.0 * i / 18 for i in range(19)]
    for values in ([50.0, *falls], [*falls, 61.0]):
        result = measure_gap(points(values, variance=0.5), level, layer)
        assert result is not None
        assert result.change is not None
        assert result.change < -(result.margin or 0.0)
        assert (result.verdict, result.reason) == (Verdict.TOO_EARLY, "uneven")

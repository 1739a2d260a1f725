"""Change of one area: along all years, also odd, provisional and exceptional ones."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.statistics.time.moves import find_reason_unclear, measure_change
from nplv_geo.statistics.time.outcomes import Verdict
from nplv_geo.statistics.time.slopes import FittedLine
from nplv_geo.statistics.time.time_points import ComparableSpan, SeriesPoint, find_comparable
from nplv_geo.statistics.time.trend import measure_gap
from nplv_geo.statistics.variance import KnownVariance
from tests.made_up_points import CRIME, HEALTH, LEVEL, found, points, provisional, unsure

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
        (59.9, None, "within_rounding"),
        (60.12, None, ""),
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
    assert (verdict.standing, verdict.is_behind) == ("unsure", None)


def test_a_change_of_just_its_margin_is_within_it(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    variance = 2.0
    margin = 1.96 * math.sqrt(2 * variance)
    for last, reason in ((60.0 + margin - 1e-9, "within_uncertainty"), (60.0 + margin + 1e-6, "")):
        result = measure_change(points((60.0, last), variance=variance), layer)
        assert result is not None
        assert result.reason == reason


def test_the_year_in_which_the_programme_began_takes_part(catalog: Catalog) -> None:
    result = measure_change(points((60.0, 58.0, 56.0), first=2021), catalog.layer(CRIME))
    assert result is not None
    assert (result.first, result.periods) == ("2022", 2)
    later = measure_change(points((60.0, 58.0, 56.0), first=2021), catalog.layer(CRIME), since=2023)
    assert later is None


def test_before_the_start_is_the_last_year_and_not_the_first(catalog: Catalog) -> None:
    series = points((90.0, 80.0, 70.0, 60.0, 50.0), first=2019)
    result = measure_change(series, catalog.layer(CRIME))
    assert result is not None
    assert result.before is not None
    assert (result.before.period, result.before.value) == ("2021", 70.0)


def test_an_exceptional_year_of_the_reference_is_no_start_either(catalog: Catalog) -> None:
    layer = catalog.layer(HEALTH)
    area, odd = _health(66.0, 66.3, 55.0, 57.8, odd="never"), _health(76.0, 76.0, 60.0, 76.0)
    result = measure_gap(area, odd, layer)
    assert result is not None
    assert (result.first, result.last, result.periods) == ("2020", "2024", 2)
    assert result.is_exceptional_start is False


def test_a_flat_line_between_ends_that_lie_apart_is_not_within_rounding(catalog: Catalog) -> None:
    """The ends differ by 0.5, the line through all years by less than rounding can make."""
    layer = catalog.layer(CRIME)
    bent = measure_change(points((60.0, 60.6, 60.0, 60.5), variance=0.5), layer)
    assert bent is not None
    assert bent.now - bent.start == pytest.approx(0.5)
    flat = measure_change(points((60.0, 61.1, 59.7, 60.5), variance=0.5), layer)
    assert flat is not None
    assert abs(flat.change) <= 0.1
    assert flat.reason == bent.reason == "within_uncertainty"


@pytest.mark.parametrize(
    ("change", "observed", "reason"),
    [
        (2.0, 1.0, ""),
        (1.5, 1.0, "within_uncertainty"),
        (-1.5, -1.0, "within_uncertainty"),
        # Both ends the same, or to the other side than the line.
        (2.0, 0.0, "uneven"),
        (2.0, -1.0, "uneven"),
        (-2.0, 1.0, "uneven"),
        (-2.0, -1.0, ""),
    ],
)
def test_a_line_tells_something_beyond_its_margin_and_to_the_side_of_its_ends(
    change: float, observed: float, reason: str
) -> None:
    span = ComparableSpan((), None, is_cut=False)
    assert find_reason_unclear(FittedLine(change, 1.5, 0.01), observed, span) == reason


def test_a_clear_line_of_a_tenth_is_rounding_also_when_its_ends_lie_further_apart(
    catalog: Catalog,
) -> None:
    rises = [60.0 + 0.09 * i / 39 for i in range(39)] + [60.13]
    result = measure_change(points(rises), catalog.layer(CRIME))
    assert result is not None
    assert (result.margin or 0.0) < result.change < 0.1 < result.now - result.start
    assert (result.is_clear, result.reason) == (False, "within_rounding")


def test_each_side_of_a_gap_has_its_own_years_before(catalog: Catalog) -> None:
    area, reference = points((50.0, 60.0, 58.0), first=2021), points((30.0, 40.0, 40.0), first=2021)
    result = measure_gap(area, reference, catalog.layer(CRIME))
    assert result is not None
    befores = [change.before for change in (result.area_change, result.reference_change) if change]
    assert befores == [area[0], reference[0]]


def test_an_exceptional_year_of_the_area_alone_is_no_start_either(catalog: Catalog) -> None:
    area, even = _health(66.0, 66.3, 55.0, 57.8), _health(76.0, 76.0, 76.0, 76.0, odd="never")
    result = measure_gap(area, even, catalog.layer(HEALTH))
    assert result is not None
    assert (result.first, result.is_exceptional_start) == ("2020", False)
    # Without the years before there is no other start, and the gap says so.
    only = measure_gap(area[2:], even[2:], catalog.layer(HEALTH))
    assert only is not None
    assert (only.first, only.is_exceptional_start) == ("2022", True)
    assert only.reason == "too_few_periods"


def _years(*years: int, odd: tuple[int, ...] = (), broken: int = 0) -> list[SeriesPoint]:
    return [
        SeriesPoint(str(year), 1.0, "ok", series=1 + (year > broken), is_exceptional=year in odd)
        for year in years
    ]


@pytest.mark.parametrize(
    ("series", "periods", "before", "is_cut"),
    [
        # One ordinary year since 2022: the last one before it is the start.
        (_years(2018, 2019, 2020, 2022, 2024, odd=(2022,)), ("2020", "2024"), None, False),
        (_years(2018, 2019, 2020, 2024, odd=(2024,)), ("2024",), "2020", False),
        (_years(2018, 2019, 2020, 2022, 2024, odd=(2022, 2024)), ("2022", "2024"), "2020", False),
        (_years(2022, 2024, odd=(2022,)), ("2022", "2024"), None, False),
        (_years(2020, 2022, 2024, odd=(2020, 2022)), ("2022", "2024"), None, False),
        # What a break cuts off is no start, no year before, and told of.
        (_years(2018, 2022, 2023, 2024, odd=(2023,), broken=2022), ("2023", "2024"), None, True),
        (_years(2018, 2022, 2023, 2024, broken=2022), ("2023", "2024"), None, True),
        (_years(2018, 2020, 2022, 2023, broken=2018), ("2022", "2023"), "2020", False),
        (_years(2018, 2020, 2022, 2023, broken=2020), ("2022", "2023"), None, False),
        ([], (), None, False),
    ],
)
def test_which_years_may_be_compared(
    series: list[SeriesPoint], periods: tuple[str, ...], before: str | None, *, is_cut: bool
) -> None:
    span = find_comparable(series, series, 2022)
    assert tuple(one.period for one, _ in span.pairs) == periods
    assert (span.before[0].period if span.before else None) == before
    assert span.is_cut is is_cut

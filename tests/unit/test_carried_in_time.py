"""Figures that were brought from other areas: what their band takes away from what is said."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.present.values.rows import (
    compute_margin_between,
    estimate_own_chance,
    estimate_row_chance,
    make_rest_row,
)
from nplv_geo.statistics.compare import compare_values, rank_area
from nplv_geo.statistics.observation import MadeObservation
from nplv_geo.statistics.time.moves import measure_change
from nplv_geo.statistics.time.outcomes import Outcome, Verdict, compare_pair
from nplv_geo.statistics.time.time_points import SeriesPoint, find_comparable
from nplv_geo.statistics.time.trend import measure_gap
from nplv_geo.statistics.variance import NONE, UNKNOWN, KnownVariance, compute_margin
from tests.made_up import made_up_origin
from tests.made_up_points import CRIME, LEVEL, points

PEOPLE, WORTH = "inwoners", "woz_waarde"


def _carried(
    series: list[SeriesPoint], *, spread: float | None, years: int = 2
) -> list[SeriesPoint]:
    """The same, of which the first years were divided over places for a tenth."""
    first = [replace(point, moved=0.1, spread=spread) for point in series[:years]]
    return [*first, *series[years:]]


def _weak(series: list[SeriesPoint], at: int) -> list[SeriesPoint]:
    """The same, of which one year would have to be guessed."""
    gap = replace(
        series[at], value=None, status="not_comparable", reason="weak_estimate", moved=0.7
    )
    return [*series[:at], gap, *series[at + 1 :]]


# --- a band is doubt ------------------------------------------------------------------------------


def test_a_value_without_chance_has_the_variance_of_its_band(catalog: Catalog) -> None:
    row, origin = MadeObservation(5_000.0, "ok", moved=0.08, spread=90.0), made_up_origin()
    layer = catalog.layer(PEOPLE)
    assert estimate_own_chance(layer, row, origin) is NONE
    found = estimate_row_chance(layer, row, origin)
    assert found == KnownVariance(pytest.approx((90.0 / 1.645) ** 2))
    assert compute_margin(found) == pytest.approx(107.2, abs=0.1)
    for plain in (replace(row, moved=None, spread=None), replace(row, moved=0.0, spread=None)):
        assert estimate_row_chance(layer, plain, origin) is NONE
    # Divided, but nobody knows how far that is off.
    assert estimate_row_chance(layer, replace(row, spread=None), origin) is UNKNOWN


def test_a_band_is_added_to_the_chance_of_a_rate(catalog: Catalog) -> None:
    layer, origin = catalog.layer(CRIME), made_up_origin(weight_layer="inwoners")
    row = MadeObservation(50.0, "ok", weight=10_000.0, moved=0.2, spread=4.0)
    # 500 crimes: a variance of 500 in counts, of 5 a thousand.
    assert estimate_own_chance(layer, row, origin) == KnownVariance(pytest.approx(5.0))
    both = estimate_row_chance(layer, row, origin)
    assert both == KnownVariance(pytest.approx(5.0 + (4.0 / 1.645) ** 2))
    other = replace(row, value=56.0, moved=None, spread=None)
    margin = compute_margin_between(layer, row, other, origin)
    assert margin == pytest.approx(1.96 * math.sqrt(5.0 + 5.6 + (4.0 / 1.645) ** 2))
    # Six more is more than chance can make, and not more than chance and dividing can.
    plain = compute_margin_between(layer, replace(row, moved=0.0), other, origin)
    assert compare_values(56.0, 50.0, layer, plain and plain * 0.9) == "worse"
    assert compare_values(56.0, 50.0, layer, margin) == "equal"


def test_an_area_whose_figure_was_divided_has_a_range_of_places(catalog: Catalog) -> None:
    layer, origin = catalog.layer(WORTH), made_up_origin()
    rows = {
        name: MadeObservation(value, "ok")
        for name, value in zip("abcdef", (200.0, 210.0, 220.0, 230.0, 240.0, 250.0), strict=True)
    }

    def rank(area: MadeObservation) -> tuple[int, int]:
        others = rows | {"c": area}
        found = rank_area(
            {name: row.value or 0.0 for name, row in others.items()},
            "c",
            layer,
            lambda name: compute_margin_between(layer, area, others[name], origin),
        )
        assert found is not None
        return found.lowest, found.highest

    assert rank(rows["c"])[0] == rank(rows["c"])[1]
    lowest, highest = rank(replace(rows["c"], moved=0.3, spread=12.0))
    # 1.96 / 1.645 times 12 is 14.3: one neighbour to either side.
    assert highest - lowest == 2


def test_the_rest_of_a_gemeente_is_off_by_what_its_area_is_off(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    gemeente = MadeObservation(60.0, "ok", coverage=1.0, amount=60.0 * 9_000, weight=9_000.0)
    area = MadeObservation(
        50.0, "ok", coverage=1.0, amount=50.0 * 3_000, weight=3_000.0, moved=0.1, spread=4.0
    )
    rest = make_rest_row(layer, gemeente, area)
    assert rest.value == pytest.approx(65.0)
    # 4 a thousand of 3,000 people is 2 a thousand of the other 6,000.
    assert (rest.moved, rest.spread) == (0.1, pytest.approx(2.0))
    assert make_rest_row(layer, gemeente, replace(area, moved=0.0, spread=None)).spread is None
    unknown = make_rest_row(layer, gemeente, replace(area, spread=None))
    assert estimate_row_chance(layer, unknown, made_up_origin(weight_layer="inwoners")) is UNKNOWN


# --- verdicts -------------------------------------------------------------------------------------


def test_a_change_that_dividing_alone_can_make_is_no_change(catalog: Catalog) -> None:
    layer = catalog.layer(PEOPLE)
    series = points((5_000.0, 5_000.0, 5_100.0, 5_100.0))
    plain = measure_change(series, layer)
    assert plain is not None
    assert plain.is_clear is True
    assert plain.is_converted is False
    found = measure_change(_carried(series, spread=150.0), layer)
    assert found is not None
    assert (found.is_clear, found.reason, found.is_converted) == (False, "within_uncertainty", True)
    # Were it but a tenth of that, the change would stand.
    small = measure_change(_carried(series, spread=15.0), layer)
    assert small is not None
    assert small.is_clear is True
    assert (small.margin or 0.0) > (plain.margin or 0.0)
    unknown = measure_change(_carried(series, spread=None), layer)
    assert unknown is not None
    assert (unknown.margin, unknown.reason) == (None, "unknown_uncertainty")


@pytest.mark.parametrize("spread", [0.5, 2.0, 8.0, 32.0])
def test_no_shift_within_the_band_of_carried_years_is_ever_a_verdict(
    catalog: Catalog, spread: float
) -> None:
    """All older years of an area that never changed are off by as much as the band allows."""
    layer = catalog.layer(CRIME)
    for side in (-1, 1):
        for years in (1, 2, 4, 6, 7):
            series = points([50.0 + side * spread * (i < years) for i in range(8)])
            carried = _carried(series, spread=spread, years=years)
            gap = measure_gap(carried, points([40.0] * 8), layer)
            assert gap is not None
            assert gap.is_clear is False
            change = measure_change(carried, layer)
            assert change is not None
            assert change.is_clear is False


def test_a_gap_counts_the_bands_of_both_its_sides(catalog: Catalog) -> None:
    layer = catalog.layer(CRIME)
    area, level = points((60.0, 58.0, 55.0, 50.0)), points(LEVEL)
    closing = measure_gap(area, level, layer)
    assert closing is not None
    assert closing.verdict is Verdict.CLOSING
    for one, other in (
        (_carried(area, spread=9.0), level),
        (area, _carried(level, spread=9.0)),
    ):
        found = measure_gap(one, other, layer)
        assert found is not None
        assert (found.outcome, found.reason) == (Outcome.TOO_EARLY, "within_uncertainty")
        assert (found.margin or 0.0) > (closing.margin or 0.0)


def test_where_an_area_stands_counts_its_band_too(catalog: Catalog) -> None:
    layer, other = catalog.layer(CRIME), points((40.0,))[0]
    own = points((43.0,))[0]
    assert compare_pair((own, other), layer) == "worse"
    assert compare_pair((replace(own, moved=0.2, spread=3.0), other), layer) == "equal"


# --- what is not comparable takes no part ---------------------------------------------------------


def test_a_weak_year_takes_no_part_in_a_trend(catalog: Catalog) -> None:
    layer, level = catalog.layer(CRIME), points(LEVEL)
    for at in range(4):
        series = _weak(points((60.0, 58.0, 55.0, 50.0)), at)
        left = [point for i, point in enumerate(series) if i != at]
        span = find_comparable(series, level, 2022)
        assert [pair[0].period for pair in span.pairs] == [point.period for point in left]
        assert measure_change(series, layer) == measure_change(left, layer)
        assert measure_gap(series, level, layer) == measure_gap(left, level, layer)


def test_a_weak_year_of_the_reference_takes_no_part_either(catalog: Catalog) -> None:
    layer, area = catalog.layer(CRIME), points((60.0, 58.0, 55.0, 50.0))
    found = measure_gap(area, _weak(points(LEVEL), 0), layer)
    assert found is not None
    assert (found.first, found.start, found.periods) == ("2023", 18.0, 3)


def test_too_few_comparable_years_give_no_verdict(catalog: Catalog) -> None:
    series = _weak(_weak(points((60.0, 58.0, 55.0, 50.0)), 0), 1)
    found = measure_gap(series, points(LEVEL), catalog.layer(CRIME))
    assert found is not None
    assert (found.verdict, found.reason) == (Verdict.TOO_EARLY, "too_few_periods")

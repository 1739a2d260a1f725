"""What must hold of verdicts on any two series."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.statistics.time.outcomes import Verdict
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import Gap, measure_gap
from nplv_geo.statistics.variance import KnownVariance
from tests.made_up_points import CRIME, HEALTH, points

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

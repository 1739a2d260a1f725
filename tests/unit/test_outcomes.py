"""Who is ahead, whether that grows, and whose change made it so."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.statistics.time.moves import Change
from nplv_geo.statistics.time.outcomes import Outcome, Verdict, find_mover, find_outcome
from nplv_geo.statistics.time.time_points import ComparableSpan, PointPair, SeriesPoint
from nplv_geo.statistics.time.trend import measure_gap
from nplv_geo.statistics.variance import NONE, KnownVariance
from tests.made_up_points import CRIME, found, points

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


@pytest.mark.parametrize(
    ("area", "reference", "mover"),
    [
        # Of a change of 12 the area made 3, a quarter: enough.
        ((60, 59, 58, 57), (44, 47, 50, 53), "both"),
        ((60, 59.1, 58.2, 57.3), (44, 47.1, 50.2, 53.3), "reference"),
        ((60, 57, 54, 51), (44, 45, 46, 47), "both"),
        ((60, 56.9, 53.8, 50.7), (44, 44.9, 45.8, 46.7), "area"),
        # What moved the other way made nothing of it.
        ((60, 61, 62, 63), (40, 44, 48, 52), "reference"),
        ((60, 56, 52, 48), (40, 39, 38, 37), "area"),
    ],
)
def test_a_quarter_of_the_change_is_enough_to_have_moved_it(
    catalog: Catalog, area: tuple[float, ...], reference: tuple[float, ...], mover: str
) -> None:
    result = measure_gap(points(area), points(reference), catalog.layer(CRIME))
    assert result is not None
    assert result.mover == mover


def test_the_changes_of_both_are_told_apart(catalog: Catalog) -> None:
    result = found(catalog.layer(CRIME), (60.0, 58.0, 56.0, 54.0), (40.0, 41.0, 42.0, 43.0))
    assert result.area_change is not None
    assert result.reference_change is not None
    assert result.area_change.change == pytest.approx(-6.0)
    assert result.reference_change.change == pytest.approx(3.0)


def test_a_gap_within_chance_at_both_ends_goes_by_its_larger_end(catalog: Catalog) -> None:
    """From 0.6 to 1.4 on the other side: within chance at both ends, but not the change of 2.0."""
    layer, level = catalog.layer(CRIME), points((40.0,) * 41, variance=0.02)
    outcomes = []
    for sign in (1, -1):
        area = [40.0 + sign * (-0.6 + 2.0 * i / 40) for i in range(41)]
        result = measure_gap(points(area, variance=0.5), level, layer, horizon=2070)
        assert result is not None
        assert (result.standing, result.reason) == ("equal", "")
        outcomes.append(result.outcome)
    assert outcomes == [Outcome.FALLING_BEHIND, Outcome.LEAD_GROWS]


# --- each by itself -----------------------------------------------------------------------------


def _pair(period: int, gap: float, *, is_clear: bool) -> PointPair:
    chance = KnownVariance(0.01 if is_clear else 100.0)
    area = SeriesPoint(str(period), 40.0 + gap, "ok", chance=chance)
    return area, SeriesPoint(str(period), 40.0, "ok", chance=NONE)


@pytest.mark.parametrize(
    ("start", "now", "if_better", "if_worse"),
    [
        # Of crime a negative gap is a lead; with an asterisk it is within chance.
        ("2", "-3", Outcome.OVERTAKES, Outcome.OVERTAKES),
        ("-2", "3", Outcome.OVERTAKEN, Outcome.OVERTAKEN),
        ("-2", "-3", Outcome.LEAD_GROWS, Outcome.LEAD_SHRINKS),
        ("2", "3", Outcome.CATCHING_UP, Outcome.FALLING_BEHIND),
        # What is clear at one end counts, however large the other end is.
        ("-2", "3*", Outcome.LEAD_GROWS, Outcome.LEAD_SHRINKS),
        ("3*", "-2", Outcome.LEAD_GROWS, Outcome.LEAD_SHRINKS),
        ("2", "-3*", Outcome.CATCHING_UP, Outcome.FALLING_BEHIND),
        ("-3*", "2", Outcome.CATCHING_UP, Outcome.FALLING_BEHIND),
        # Clear at neither: the larger one, and of two as large the first.
        ("-3*", "2*", Outcome.LEAD_GROWS, Outcome.LEAD_SHRINKS),
        ("3*", "-2*", Outcome.CATCHING_UP, Outcome.FALLING_BEHIND),
        ("-2*", "3*", Outcome.CATCHING_UP, Outcome.FALLING_BEHIND),
        ("-2*", "2*", Outcome.LEAD_GROWS, Outcome.LEAD_SHRINKS),
    ],
)
def test_who_is_ahead_is_told_by_both_ends(
    catalog: Catalog, start: str, now: str, if_better: Outcome, if_worse: Outcome
) -> None:
    ends = [float(gap.strip("*")) for gap in (start, now)]
    first, last = (
        _pair(year, gap, is_clear="*" not in text)
        for year, gap, text in zip((2022, 2025), ends, (start, now), strict=True)
    )
    # What lies between does not take part.
    between = [_pair(year, 0.0, is_clear=True) for year in (2023, 2024)]
    span = ComparableSpan((first, *between, last), None, is_cut=False)
    layer = catalog.layer(CRIME)
    outcomes = [
        find_outcome(span, layer, *ends, is_for_the_better=is_for_the_better)
        for is_for_the_better in (True, False)
    ]
    assert outcomes == [if_better, if_worse]


def _change(change: float | None, *, is_clear: bool = True) -> Change | None:
    if change is None:
        return None
    return Change(
        first="2022", last="2025", start=40.0, now=40.0 + change, change=change, margin=0.0,
        is_clear=is_clear, reason="", provisional=False, periods=4,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("gap", "area", "reference", "mover"),
    [
        (4.0, 1.0, None, "area"),
        (4.0, 0.99, None, "none"),
        (4.0, None, -1.0, "reference"),
        (4.0, None, -0.99, "none"),
        (4.0, 1.0, -1.0, "both"),
        (-4.0, -1.0, 1.0, "both"),
        (4.0, -3.0, 3.0, "none"),
        (4.0, None, None, "none"),
        # Gaps of a tenth of a unit have movers too.
        (0.1, 0.1, None, "area"),
        (0.1, None, -0.1, "reference"),
        (0.1, -0.1, 0.1, "none"),
        (0.0, 1.0, -1.0, "none"),
    ],
)
def test_a_mover_moved_to_the_side_of_the_gap_and_a_quarter_of_it(
    gap: float, area: float | None, reference: float | None, mover: str
) -> None:
    assert find_mover(gap, _change(area), _change(reference)) == mover


def test_only_a_clear_change_moves_a_gap() -> None:
    one, other = _change(4.0), _change(-4.0)
    unclear = [_change(change, is_clear=False) for change in (4.0, -4.0)]
    assert find_mover(4.0, unclear[0], other) == "reference"
    assert find_mover(4.0, one, unclear[1]) == "area"
    assert find_mover(4.0, *unclear) == "none"

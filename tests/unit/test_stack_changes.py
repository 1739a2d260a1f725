"""Changes of the stacking: ties with the bar, wobbles around it, and what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from nplv_geo.definitions.catalog import Side
from nplv_geo.statistics.classify import NO_CLASS
from nplv_geo.statistics.stacking import Threshold
from nplv_geo.statistics.stacking_changes import (
    DomainYears,
    classify_stack_changes,
    measure_stack_changes,
)
from nplv_geo.statistics.time.pair_changes import ChangeVerdict

NAN = float("nan")
CLEAR, WITHIN, NONE = ChangeVerdict.CLEAR, ChangeVerdict.WITHIN, ChangeVerdict.NONE


def domain(
    before: list[float],
    after: list[float],
    *,
    room: float = 1.0,
    clear: bool = True,
    side: Side = "high",
) -> DomainYears:
    return DomainYears(
        threshold=Threshold(10.0, side, 0.2, 100),
        before=np.array(before),
        after=np.array(after),
        room_before=np.full(len(before), room),
        room_after=np.full(len(before), room),
        is_clear=np.full(len(before), clear),
    )


SAME = domain([5.0], [5.0])


@pytest.mark.parametrize(
    ("before", "after", "step", "sure"),
    [
        (5.0, 15.0, 1, True),
        (15.0, 5.0, -1, True),
        (5.0, 10.0, 1, False),  # on the bar it is in, and may be out
        (5.0, 11.0, 1, False),  # as far beyond it as it may be off
        (5.0, 11.1, 1, True),
        (9.5, 15.0, 1, False),
        (10.0, 10.0, 0, False),
        (12.0, 20.0, 0, False),
        (NAN, 15.0, 0, False),
        (15.0, NAN, 0, False),
    ],
)
def test_a_step_is_sure_beyond_the_bar_on_both_sides(
    before: float, after: float, step: int, *, sure: bool
) -> None:
    one = domain([before], [after])
    assert (one.steps.tolist(), one.is_sure.tolist()) == ([step], [sure])
    other = domain([20.0 - before], [20.0 - after], side="low")
    assert (other.steps.tolist(), other.is_sure.tolist()) == ([step], [sure])


def test_what_chance_can_make_or_nobody_knows_is_never_sure() -> None:
    assert not domain([5.0], [15.0], clear=False).is_sure.any()
    assert not domain([5.0], [15.0], room=NAN).is_sure.any()


def measure(*domains: DomainYears) -> tuple[int, int, int, ChangeVerdict]:
    found = measure_stack_changes({str(i): one for i, one in enumerate(domains)}, 1)
    columns = (found.before, found.after, found.sure, found.verdicts)
    before, after, sure, verdict = (int(column[0]) for column in columns)
    return before, after, sure, ChangeVerdict(verdict)


def test_a_change_is_clear_when_no_wobble_can_undo_it() -> None:
    comes, goes = domain([5.0], [15.0]), domain([15.0], [5.0])
    wobbles_in, wobbles_out = domain([9.9], [10.1]), domain([10.1], [9.9])
    assert measure(comes, SAME, SAME) == (0, 1, 1, CLEAR)
    assert measure(comes, wobbles_in, SAME) == (0, 2, 1, CLEAR)
    assert measure(comes, wobbles_out, SAME) == (1, 1, 1, WITHIN)
    assert measure(comes, comes, wobbles_out) == (1, 2, 2, CLEAR)
    assert measure(comes, goes, SAME) == (1, 1, 2, WITHIN)
    assert measure(goes, wobbles_out, SAME) == (2, 0, 1, CLEAR)
    assert measure(wobbles_in, wobbles_in, wobbles_in) == (0, 3, 0, WITHIN)
    assert measure(SAME, SAME, SAME) == (0, 0, 0, WITHIN)


def test_only_domains_of_both_years_count_and_fewer_than_three_say_nothing() -> None:
    comes, lost = domain([5.0], [15.0]), domain([15.0], [NAN])
    assert measure(comes, SAME, SAME, lost) == (0, 1, 1, CLEAR)
    assert measure(comes, SAME, lost)[-1] is NONE
    changes = measure_stack_changes({"a": comes, "b": SAME, "c": lost}, 1)
    assert np.isnan(changes.changes).all()


def test_classes_are_numbers_of_domains_and_grey_is_what_is_not_sure() -> None:
    changes = np.array([2.0, -1.0, 3.0, 0.0, NAN])
    verdicts = np.array([CLEAR, CLEAR, WITHIN, WITHIN, NONE])
    found = classify_stack_changes(changes, verdicts)
    assert found.k == 5
    assert found.classes.tolist() == [4, 1, 2, 2, NO_CLASS]
    assert (found.counts, found.missing) == ((0, 1, 2, 0, 1), 1)
    nothing = classify_stack_changes(np.array([NAN]), np.array([NONE]))
    assert (nothing.k, nothing.counts, nothing.missing) == (3, (0, 0, 0), 1)

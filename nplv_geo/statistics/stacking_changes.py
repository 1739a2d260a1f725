"""How many domains more or fewer a buurt stacks than in an earlier year, and how sure that is.

Both years are held against one bar, that of one year. A bar of each year's own would leave a fifth
of the buurten in the worst fifth whatever happened (docs/decisions/0015-stacking-over-time.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nplv_geo.ground.arrays import Flags, Floats, Ints
from nplv_geo.statistics.classify import NO_CLASS, Classification
from nplv_geo.statistics.stacking import MIN_KNOWN, Threshold
from nplv_geo.statistics.time.pair_changes import ChangeVerdict


@dataclass(frozen=True, slots=True, eq=False)
class DomainYears:
    """One domain in two years; arrays of shape (n_buurten,), in the unit of its indicator.

    Attributes
    ----------
    threshold
        The bar that both years are held against.
    before, after
        Values as they are shown; NaN where there is none that may be compared.
    room_before, room_after
        How far each value may be off.
    is_clear
        Whether the change between them is more than chance can make.
    """

    threshold: Threshold
    before: Floats
    after: Floats
    room_before: Floats
    room_after: Floats
    is_clear: Flags

    @property
    def is_known(self) -> Flags:
        """Where both years have a value."""
        is_known: Flags = np.isfinite(self.before) & np.isfinite(self.after)
        return is_known

    @property
    def steps(self) -> Ints:
        """1 where the domain came to the worst ones, -1 where it left them, else 0."""
        was, became = (self.threshold.is_reached_by(v) for v in (self.before, self.after))
        return np.where(self.is_known, became.astype(np.int64) - was, 0)

    @property
    def is_sure(self) -> Flags:
        """Where a step is no wobble around the bar: clear, and beyond it on both sides."""
        bar = self.threshold.value
        is_beyond = np.abs(self.before - bar) > self.room_before
        is_beyond &= np.abs(self.after - bar) > self.room_after
        is_sure: Flags = self.is_clear & is_beyond & (self.steps != 0)
        return is_sure


@dataclass(frozen=True, slots=True, eq=False)
class StackChanges:
    """Changes of the stacking; arrays of shape (n_buurten,).

    Attributes
    ----------
    before, after
        Number of domains in each year, of those that are known in both.
    known
        Number of those.
    verdicts
        A :class:`ChangeVerdict`: clear where steps that may be a wobble can't undo the change.
    sure
        Number of steps that are no wobble.
    """

    before: Ints
    after: Ints
    known: Ints
    verdicts: Ints
    sure: Ints

    @property
    def changes(self) -> Floats:
        """Domains more or fewer; NaN where too few are known in both years."""
        is_there = self.verdicts != ChangeVerdict.NONE
        return np.where(is_there, (self.after - self.before).astype(float), np.nan)


def measure_stack_changes(domains: Mapping[str, DomainYears], n_buurten: int) -> StackChanges:
    """Measure how many domains more or fewer buurten stack.

    Parameters
    ----------
    domains
        Those that have figures in both years.
    n_buurten
        Number of buurten.

    Returns
    -------
    StackChanges
        A step that may be a wobble counts in the change, but may also not have been there: a
        change is clear when it keeps its direction either way.
    """
    nothing = np.zeros(n_buurten, dtype=np.int64)
    before, known, least, most, sure = (nothing.copy() for _ in range(5))
    after = nothing.copy()
    for one in domains.values():
        is_known, steps, is_sure = one.is_known, one.steps, one.is_sure
        before += is_known & one.threshold.is_reached_by(one.before)
        after += is_known & one.threshold.is_reached_by(one.after)
        known += is_known
        sure += is_sure
        least += np.where(is_sure, steps, np.minimum(steps, 0))
        most += np.where(is_sure, steps, np.maximum(steps, 0))
    is_clear = (least > 0) | (most < 0)
    verdicts = np.where(is_clear, ChangeVerdict.CLEAR, ChangeVerdict.WITHIN)
    verdicts = np.where(known < MIN_KNOWN, ChangeVerdict.NONE, verdicts)
    return StackChanges(before, after, known, verdicts.astype(np.int64), sure)


def classify_stack_changes(changes: Floats, verdicts: Ints) -> Classification:
    """Class changes of the stacking: a class for each number of domains, to both sides.

    Parameters
    ----------
    changes
        Shape (n_buurten,): domains more or fewer, NaN where there is none.
    verdicts
        A :class:`ChangeVerdict` for each.

    Returns
    -------
    Classification
        Only clear changes have a class to a side; the middle one is of all others.
    """
    is_clear = verdicts == ChangeVerdict.CLEAR
    side = int(np.abs(changes[is_clear]).max(initial=1.0))
    classes = np.full(changes.shape, NO_CLASS, dtype=np.int64)
    classes[verdicts == ChangeVerdict.WITHIN] = side
    classes[is_clear] = side + changes[is_clear].astype(np.int64)
    bounds = tuple(float(bound) for bound in range(side + 1))
    return Classification(
        scheme="change",
        breaks=(*(-bound for bound in reversed(bounds)), *bounds),
        classes=classes,
        counts=tuple(np.bincount(classes[classes >= 0], minlength=2 * side + 1).tolist()),
        missing=int((classes == NO_CLASS).sum()),
        decimals=0,
    )

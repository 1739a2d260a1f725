"""How many domains of a buurt fall in the worst fifth: thresholds, counts and reasons.

A buurt belongs to the worst fifth of an indicator when at most a fifth of the buurten that set the
norm are as badly off as it is, or worse. Buurten with the value of the threshold thus fall in
together or not at all, and the fifth is never more than a fifth. "At or beyond the quantile" would
take in more: published percentages tie a lot. In 2024 that is 21 % for owner-occupied homes, 22 %
for schools nearby and 32 % for a five-step class, against 20, 18 and 0 % by this rule.

Buurten with few inhabitants don't set the norm, since a business park with sixty inhabitants would
set that of crime; they are held against it like all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from nplv_geo.definitions.catalog import Side
from nplv_geo.ground.arrays import Flags, Floats

WORST_SHARE = 0.2
NORM_INHABITANTS = 200
MIN_KNOWN = 3
# For differences of decimal numbers that should come out on a bound.
_SLACK = 1e-9

TOO_FEW_DOMAINS = "too_few_domains"
NO_INHABITANTS = "no_inhabitants"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where the worst fifth of one domain begins.

    Attributes
    ----------
    value
        The mildest value that is still in the worst fifth, in the unit of the domain.
    side
        Which end is the worst one.
    share
        Share (0 to 1) of the buurten that set the norm which fall in it: a fifth, or a little less.
    n_buurten
        Number of buurten that set the norm.
    """

    value: float
    side: Side
    share: float
    n_buurten: int

    def is_reached_by(self, values: Floats) -> Flags:
        """Tell for each value whether it lies in the worst fifth; what is missing does not.

        Parameters
        ----------
        values
            Shape (n_buurten,), in the unit of the domain, NaN where there is none.

        Returns
        -------
        ndarray
            Shape (n_buurten,), True in the worst fifth.
        """
        return values >= self.value if self.side == "high" else values <= self.value

    def is_nearly_reached_by(self, values: Floats, margins: Floats) -> Flags:
        """Tell for each value whether it lies outside, but within its margin of the fifth.

        Parameters
        ----------
        values
            Shape (n_buurten,), in the unit of the domain, NaN where there is none.
        margins
            Shape (n_buurten,): how far a value may be off, in the same unit; NaN where it isn't
            known, and then no value is called near.

        Returns
        -------
        ndarray
            Shape (n_buurten,), True just outside the worst fifth.
        """
        short = self.value - values if self.side == "high" else values - self.value
        return (short > 0) & (short <= margins + _SLACK)


@dataclass(frozen=True, slots=True)
class BuurtStack:
    """The stacking of one buurt.

    Attributes
    ----------
    is_worst
        By domain, in their order, whether it lies in the worst fifth; None if unknown.
    n_known
        Number of domains that are known.
    count
        Number of domains in the worst fifth; None with too few known ones.
    reason
        Why there is no count, empty where there is one.
    is_near
        By domain whether it lies just outside the worst fifth; empty when that was not asked for.
    """

    is_worst: tuple[bool | None, ...]
    n_known: int
    count: int | None
    reason: str
    is_near: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Stack:
    """The stacking of domains in each buurt.

    Attributes
    ----------
    frame
        By buurt: a column for each domain (True in the worst fifth, False not, NA unknown),
        ``known`` domains, ``count`` of those in the worst fifth, and the ``reason`` where there
        are too few known domains for a count.
    thresholds
        By domain; None where no value tells a fifth of the buurten apart.
    near
        By buurt: a column for each domain, True just outside the worst fifth.
    """

    frame: pd.DataFrame
    thresholds: Mapping[str, Threshold | None]
    near: pd.DataFrame

    @property
    def domains(self) -> tuple[str, ...]:
        """Ids of the domains, known or not."""
        return tuple(self.thresholds)

    def get_buurt(self, buurt: str) -> BuurtStack:
        """Look one buurt up, without the work of taking a row out of columns of many kinds.

        Parameters
        ----------
        buurt
            Its CBS code.

        Returns
        -------
        BuurtStack
            Its domains in the order of :attr:`domains`.
        """
        # A code stands once in an index of buurten, which the types of pandas can't know.
        place = cast("int", self.frame.index.get_loc(buurt))
        flags = (self.frame[domain].array[place] for domain in self.domains)
        count = self.frame["count"].array[place]
        return BuurtStack(
            is_worst=tuple(None if flag is pd.NA else bool(flag) for flag in flags),
            n_known=int(self.frame["known"].array[place]),
            count=None if count is pd.NA else int(count),
            reason=str(self.frame["reason"].array[place]),
            is_near=tuple(bool(self.near[domain].array[place]) for domain in self.domains),
        )


def stack_domains(
    domains: Mapping[str, pd.Series],
    worst: Mapping[str, Side],
    inhabitants: pd.Series,
    margins: Mapping[str, pd.Series] | None = None,
) -> Stack:
    """Count for each buurt the domains in which it belongs to the worst fifth.

    Parameters
    ----------
    domains
        Values by domain, rounded as they are shown; all missing where no indicator speaks for it.
    worst
        Which end is the worst one, by domain; not asked for where there are no values.
    inhabitants
        Shape (n_buurten,), by buurt; its index decides which buurten there are.
    margins
        How far a value may lie from the worst fifth to be just outside, by domain and buurt, in
        the unit of the domain's values; nowhere when not given.

    Returns
    -------
    Stack
        The buurten in the order of ``inhabitants``.
    """
    people = inhabitants.to_numpy(dtype=float)
    flags: dict[str, _DomainFlags] = {}
    for domain, published in domains.items():
        values = published.reindex(inhabitants.index).to_numpy(dtype=float)
        near = margins.get(domain) if margins else None
        room = None if near is None else near.reindex(inhabitants.index).to_numpy(dtype=float)
        flags[domain] = _flag_domain(values, people, worst.get(domain, "high"), room)
    nothing = np.zeros(people.shape, dtype=np.int64)
    n_known = sum((one.is_known.astype(np.int64) for one in flags.values()), nothing)
    n_worst = sum((one.is_worst.astype(np.int64) for one in flags.values()), nothing)
    has_count = n_known >= MIN_KNOWN
    columns = {domain: pd.array(one.is_worst, dtype="boolean") for domain, one in flags.items()}
    for domain, column in columns.items():
        column[~flags[domain].is_known] = pd.NA
    frame = pd.DataFrame(columns, index=inhabitants.index).assign(
        known=n_known,
        count=pd.array(n_worst, dtype="Int64"),
        reason=_explain_missing(has_count, people),
    )
    frame.loc[~has_count, "count"] = pd.NA
    is_near = {domain: one.is_near for domain, one in flags.items()}
    return Stack(
        frame,
        thresholds={domain: one.threshold for domain, one in flags.items()},
        near=pd.DataFrame(is_near, index=inhabitants.index),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _DomainFlags:
    """Where the buurten stand in one domain; arrays of shape (n_buurten,)."""

    threshold: Threshold | None
    is_known: Flags
    is_worst: Flags
    is_near: Flags


def _flag_domain(
    values: Floats, people: Floats, side: Side, margins: Floats | None
) -> _DomainFlags:
    """Hold the buurten of one domain against the threshold that those with inhabitants set."""
    threshold = find_threshold(values[people >= NORM_INHABITANTS], side)
    nowhere = np.zeros(values.shape, bool)
    if threshold is None:
        return _DomainFlags(None, nowhere, nowhere, nowhere)
    is_near = nowhere if margins is None else threshold.is_nearly_reached_by(values, margins)
    return _DomainFlags(threshold, np.isfinite(values), threshold.is_reached_by(values), is_near)


def _explain_missing(has_count: Flags, people: Floats) -> npt.NDArray[np.object_]:
    """Say why a buurt has no count; a place without inhabitants is another thing than a gap."""
    is_inhabited = people > 0
    missing = np.where(is_inhabited, TOO_FEW_DOMAINS, NO_INHABITANTS)
    return np.where(has_count, "", missing).astype(object)


def find_threshold(values: Floats, side: Side) -> Threshold | None:
    """Find the mildest value that at most a fifth of ``values`` reach.

    Parameters
    ----------
    values
        Shape (n,), of the buurten that set the norm, NaN where there is none.
    side
        Which end is the worst one.

    Returns
    -------
    Threshold or None
        None when there are no values, or when more than a fifth share the worst one.
    """
    present = values[np.isfinite(values)]
    if not present.size:
        return None
    # Worst first; what stands just outside the fifth tells which of its values are whole.
    ordered = np.sort(present) if side == "low" else -np.sort(-present)
    room = int(np.floor(present.size * WORST_SHARE + _SLACK))
    inside = ordered[:room][ordered[:room] != ordered[room]]
    if not inside.size:
        return None
    return Threshold(float(inside[-1]), side, inside.size / present.size, int(present.size))

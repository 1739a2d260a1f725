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

WORST_SHARE = 0.2
NORM_INHABITANTS = 200
MIN_KNOWN = 3
# For differences of decimal numbers that should come out on a bound.
_SLACK = 1e-9

TOO_FEW_DOMAINS = "too_few_domains"
NO_INHABITANTS = "no_inhabitants"

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where the worst fifth of one domain begins.

    Attributes
    ----------
    value
        The mildest value that is still in the worst fifth.
    share
        Share of the buurten that set the norm which fall in it: a fifth, or a little less.
    of
        Number of buurten that set the norm.
    """

    value: float
    side: Side
    share: float
    of: int

    def reached_by(self, values: Floats) -> Flags:
        """Tell for each value whether it lies in the worst fifth; what is missing does not."""
        return values >= self.value if self.side == "high" else values <= self.value

    def nearly_reached_by(self, values: Floats, margins: Floats) -> Flags:
        """Tell for each value whether it lies outside, but within its margin of the fifth.

        Where the margin isn't known, nobody knows: that is not told.
        """
        short = self.value - values if self.side == "high" else values - self.value
        return (short > 0) & (short <= margins + _SLACK)


@dataclass(frozen=True, slots=True)
class BuurtStack:
    """The stacking of one buurt; its places are in the order of the domains, None if unknown.

    Attributes
    ----------
    near
        Whether it lies just outside the worst fifth, in the same order.
    """

    places: tuple[bool | None, ...]
    known: int
    count: int | None
    reason: str
    near: tuple[bool, ...] = ()


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

    def of(self, buurt: str) -> BuurtStack:
        """Look one buurt up, without the work of taking a row out of columns of many kinds."""
        # A code stands once in an index of buurten, which the types of pandas can't know.
        place = cast("int", self.frame.index.get_loc(buurt))
        flags = (self.frame[domain].array[place] for domain in self.domains)
        count = self.frame["count"].array[place]
        return BuurtStack(
            places=tuple(None if flag is pd.NA else bool(flag) for flag in flags),
            known=int(self.frame["known"].array[place]),
            count=None if count is pd.NA else int(count),
            reason=str(self.frame["reason"].array[place]),
            near=tuple(bool(self.near[domain].array[place]) for domain in self.domains),
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
        By buurt; its index decides which buurten there are.
    margins
        How far a value may lie from the worst fifth to be just outside, by domain and buurt, in
        the unit of the domain's values; nowhere when not given.
    """
    people = inhabitants.to_numpy(dtype=float)
    thresholds: dict[str, Threshold | None] = {}
    is_known: dict[str, Flags] = {}
    is_worst: dict[str, Flags] = {}
    is_near: dict[str, Flags] = {}
    for domain, published in domains.items():
        values = published.reindex(inhabitants.index).to_numpy(dtype=float)
        found = find_threshold(values[people >= NORM_INHABITANTS], worst.get(domain, "high"))
        thresholds[domain] = found
        is_known[domain] = np.isfinite(values) & (found is not None)
        is_worst[domain] = found.reached_by(values) if found else np.zeros(values.shape, bool)
        is_near[domain] = np.zeros(values.shape, bool)
        if found and margins and domain in margins:
            room = margins[domain].reindex(inhabitants.index).to_numpy(dtype=float)
            is_near[domain] = found.nearly_reached_by(values, room)
    nothing = np.zeros(people.shape, dtype=np.int64)
    known = sum((flags.astype(np.int64) for flags in is_known.values()), nothing)
    count = sum((flags.astype(np.int64) for flags in is_worst.values()), nothing)
    has_result = known >= MIN_KNOWN
    columns = {key: pd.array(is_worst[key], dtype="boolean") for key in domains}
    for key, column in columns.items():
        column[~is_known[key]] = pd.NA
    frame = pd.DataFrame(columns, index=inhabitants.index).assign(
        known=known,
        count=pd.array(count, dtype="Int64"),
        reason=_reasons(has_result, people),
    )
    frame.loc[~has_result, "count"] = pd.NA
    return Stack(frame, thresholds, pd.DataFrame(is_near, index=inhabitants.index))


def _reasons(has_result: Flags, people: Floats) -> npt.NDArray[np.object_]:
    """Say why a buurt has no count; a place without inhabitants is another thing than a gap."""
    lives_someone = people > 0
    missing = np.where(lives_someone, TOO_FEW_DOMAINS, NO_INHABITANTS)
    return np.where(has_result, "", missing).astype(object)


def find_threshold(values: Floats, side: Side) -> Threshold | None:
    """The mildest value that at most a fifth of ``values`` reach.

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
    room = int(np.floor(present.size * WORST_SHARE + 1e-9))
    inside = ordered[:room][ordered[:room] != ordered[room]]
    if not inside.size:
        return None
    return Threshold(float(inside[-1]), side, inside.size / present.size, int(present.size))

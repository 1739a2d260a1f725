"""The stacking through the years: how many domains each buurt has in each, against one bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.arrays import Flags, Floats, Ints
from nplv_geo.present.stack_years.change import measure_room
from nplv_geo.present.stack_years.years import StackedYears, read_values
from nplv_geo.statistics.stacking import MIN_KNOWN


@dataclass(frozen=True, slots=True, eq=False)
class StackedHistory:
    """Counts of buurten in each year.

    Attributes
    ----------
    buurten
        Their codes.
    people
        Shape (n_buurten,): inhabitants of today, who weigh in each year.
    counts, least, most
        Shape (n_years, n_buurten): number of domains, and what it is at the least and at the most
        when each figure close to the bar falls the other way.
    has_count
        Shape (n_buurten,): enough domains are known in every year; only those count, so that no
        year differs from another by what is missing.
    """

    buurten: pd.Index
    people: Floats
    counts: Ints
    least: Ints
    most: Ints
    has_count: Flags


@dataclass(frozen=True, slots=True)
class StackedShare:
    """Share of an area that lives in buurten with many domains, in one year.

    Attributes
    ----------
    share, low, high
        In percent, and what it may be at the least and at the most; None where too little is known.
    n_high, n
        Buurten with many domains, and with a count at all.
    """

    share: float | None
    low: float | None
    high: float | None
    n_high: int
    n: int


def make_stacked_history(
    edition: Edition, found: StackedYears, inhabitants: pd.Series
) -> StackedHistory:
    """Count the domains of all buurten in each year, once for each combination of indicators.

    Parameters
    ----------
    edition
        Holds the figures, on the areas of the map.
    found
        The years and domains that can be compared: two years at the least.
    inhabitants
        By buurt.

    Returns
    -------
    StackedHistory
        Of all buurten of the edition.
    """
    key = tuple((domain, one.layer.id) for domain, one in found.indicators.items())
    make = partial(_count, edition, found, inhabitants)
    return edition.cache.get_or_make(("stacked history", key, found.years), make)


def _count(edition: Edition, found: StackedYears, inhabitants: pd.Series) -> StackedHistory:
    codes = inhabitants.index
    shape = (len(found.years), len(codes))
    counts, least, most = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    known = np.zeros(len(codes), dtype=np.int64)
    for domain, one in found.indicators.items():
        bar = found.bars[domain]
        values = np.vstack([read_values(edition, one.layer, year, codes) for year in found.years])
        is_known = np.isfinite(values).all(axis=0).astype(bool)
        rooms = np.vstack(
            [measure_room(edition, one.layer, year, codes, is_known) for year in found.years]
        )
        is_in = bar.is_reached_by(values) & is_known
        # The bar itself is in.
        is_near = (np.abs(values - bar.value) <= rooms) & is_known
        known += is_known
        counts += is_in
        least += is_in & ~is_near
        most += is_in | is_near
    people = inhabitants.to_numpy(dtype=float)
    has_count = (known >= MIN_KNOWN) & (people > 0)
    return StackedHistory(codes, people, counts, least, most, has_count)


def measure_shares(
    history: StackedHistory, buurten: Sequence[str], high: int, everyone: float
) -> tuple[StackedShare, ...]:
    """Measure which share of an area lives in buurten with many domains.

    Parameters
    ----------
    history
        Counts of all buurten.
    buurten
        Those of the area.
    high
        Number of domains from which on there are many.
    everyone
        Inhabitants of the area.

    Returns
    -------
    tuple of StackedShare
        For each year; without a share where those with a count are too small a part of everyone.
    """
    is_here = history.buurten.isin(buurten) & history.has_count
    people = np.where(is_here, history.people, 0.0)
    total = float(people.sum())
    is_enough = total > 0 and total >= NEARLY_ALL * everyone

    def share(counts: Ints) -> float | None:
        return 100.0 * float(people[counts >= high].sum()) / total if is_enough else None

    rows = zip(history.counts, history.least, history.most, strict=True)
    return tuple(
        StackedShare(
            share(counts),
            share(least),
            share(most),
            int((is_here & (counts >= high)).sum()),
            int(is_here.sum()),
        )
        for counts, least, most in rows
    )

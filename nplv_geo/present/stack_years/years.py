"""Which years of the stacking can be held beside each other, and by which domains.

A year counts only with the figures of that year itself: the same domains, the same indicators, of
one series (docs/decisions/0015-stacking-over-time.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from nplv_geo.definitions.catalog import Side
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import MIN_PUBLISHED
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.arrays import Floats
from nplv_geo.ground.status import Status
from nplv_geo.statistics.stacking import (
    MIN_KNOWN,
    NORM_INHABITANTS,
    Threshold,
    find_threshold,
)
from nplv_geo.statistics.time.moves import START

# Why a domain takes no part.
LeftOut = Literal["no_indicator", "money", "one_year", "other_years", "no_bar"]
_MONEY: Final = "x 1.000 euro"
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class DomainIndicator:
    """What speaks for a domain.

    Attributes
    ----------
    layer
        Its layer.
    period
        The one that the map shows; only periods of its series take part.
    side
        Which end is the worst one.
    """

    layer: Layer
    period: str
    side: Side


@dataclass(frozen=True, slots=True)
class StackedYears:
    """Years that the stacking may be told of.

    Attributes
    ----------
    years
        Oldest first; empty where no two can be compared.
    indicators, bars
        By domain that takes part: what speaks for it, and the bar that all years are held
        against. It is that of the last year.
    years_of
        By domain with an indicator: the years that it could take part in.
    left_out
        By domain that takes no part: why.
    """

    years: tuple[str, ...]
    indicators: Mapping[str, DomainIndicator]
    bars: Mapping[str, Threshold]
    years_of: Mapping[str, tuple[str, ...]]
    left_out: Mapping[str, LeftOut]


@dataclass(frozen=True, slots=True)
class StackedTime:
    """The two years of a change of the stacking, and those of a view that asks for none."""

    period: str
    since: str
    default_period: str
    default_since: str


NO_TIME = StackedTime("", "", "", "")


def find_stacked_years(
    edition: Edition, indicators: Mapping[str, DomainIndicator | None], inhabitants: pd.Series
) -> StackedYears:
    """Find the years of the stacking that can be compared.

    Parameters
    ----------
    edition
        Holds the figures, on the areas of the map.
    indicators
        What speaks for each domain; None where nothing does.
    inhabitants
        By buurt.

    Returns
    -------
    StackedYears
        Of the newest year that shares enough domains with an earlier one: the domains that it
        shares with the year that has most of them, and all years that have each of those.
    """
    norm = inhabitants.index[inhabitants >= NORM_INHABITANTS]
    known = {key: one for key, one in indicators.items() if one is not None}
    years_of = {key: _list_years(edition, one, norm) for key, one in known.items()}
    bars = {key: _find_bars(edition, known[key], years, norm) for key, years in years_of.items()}
    usable = {
        key: tuple(year for year in years if bars[key].get(year))
        for key, years in years_of.items()
        if known[key].layer.unit != _MONEY
    }
    last, domains = _choose_domains(usable)
    years = (
        tuple(year for year in usable[domains[0]] if all(year in usable[key] for key in domains))
        if domains
        else ()
    )
    return StackedYears(
        years=tuple(year for year in years if year <= last),
        indicators={key: known[key] for key in domains},
        bars={key: bar for key in domains if (bar := bars[key][last]) is not None},
        years_of=years_of,
        left_out={
            key: _explain(indicators[key], years_of.get(key, ()), usable.get(key, ()))
            for key in indicators
            if key not in domains
        },
    )


def choose_stacked_time(found: StackedYears, asked_period: str, asked_since: str) -> StackedTime:
    """Choose the two years that a change of the stacking is told between.

    Parameters
    ----------
    found
        The years that there are.
    asked_period, asked_since
        What a reader asked for; anything.

    Returns
    -------
    StackedTime
        Empty words where there are no two years. A change starts where that of a layer does.
    """
    if not found.years:
        return NO_TIME
    ends = found.years[1:]
    period = asked_period if asked_period in ends else ends[-1]
    earlier = [year for year in found.years if year < period]
    recent = (year for year in earlier if int(year) >= START)
    default_since = next(recent, earlier[-1])
    since = asked_since if asked_since in earlier else default_since
    return StackedTime(period, since, ends[-1], default_since)


def _list_years(edition: Edition, one: DomainIndicator, norm: pd.Index) -> tuple[str, ...]:
    """Definite, ordinary years of one series in which most buurten have a figure."""
    layer = one.layer
    series = edition.origin(layer.id, one.period).series
    return tuple(
        period
        for period in edition.periods(layer.id)
        if (origin := edition.origin(layer.id, period)).series == series
        and not origin.provisional
        and not layer.source.is_exceptional(period)
        and len(norm)
        and np.isfinite(read_values(edition, layer, period, norm)).mean() >= MIN_PUBLISHED
    )


def _find_bars(
    edition: Edition, one: DomainIndicator, years: tuple[str, ...], norm: pd.Index
) -> dict[str, Threshold | None]:
    return {
        year: find_threshold(read_values(edition, one.layer, year, norm), one.side)
        for year in years
    }


def read_values(edition: Edition, layer: Layer, period: str, areas: pd.Index) -> Floats:
    """Read values rounded as they are shown, so that a figure and its bar never contradict.

    Parameters
    ----------
    edition
        Holds the figures.
    layer, period
        Which figures.
    areas
        Codes of areas of the edition.

    Returns
    -------
    ndarray
        Shape (n_areas,), NaN where there is none.
    """
    rows = edition.values.rows(layer.id, period, edition.areas.select(areas), ("value", "status"))
    is_known = (rows["status"] == Status.OK.value).to_numpy(dtype=bool)
    return np.where(is_known, rows["value"].round(layer.decimals).to_numpy(dtype=float), np.nan)


def _choose_domains(years_of: Mapping[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """Choose the last year, and the domains that it shares with the earlier one with most."""
    all_years = sorted({year for years in years_of.values() for year in years})
    for last in reversed(all_years):
        shared = {
            first: tuple(key for key, years in years_of.items() if {first, last} <= {*years})
            for first in all_years
            if first < last
        }
        most = max((len(domains) for domains in shared.values()), default=0)
        if most >= MIN_KNOWN:
            return last, next(domains for domains in shared.values() if len(domains) == most)
    return "", ()


def _explain(
    indicator: DomainIndicator | None, years: tuple[str, ...], usable: tuple[str, ...]
) -> LeftOut:
    if indicator is None:
        return "no_indicator"
    if indicator.layer.unit == _MONEY:
        return "money"
    if len(years) < _FEWEST:
        return "one_year"
    return "other_years" if len(usable) >= _FEWEST else "no_bar"

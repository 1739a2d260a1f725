"""Values of all areas: published ones where a level is published, else added up from smaller areas.

Buurten make up the larger areas; where figures exist for wijken only, wijken do.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.build.assembled import AreaValues, add_origin, assemble, mark_published
from nplv_geo.build.composition import Composition
from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import NPLV, AreaLevel
from nplv_geo.ground.arrays import Places
from nplv_geo.ground.status import STATUS_TYPE, Status
from nplv_geo.statistics.aggregate import (
    NUMBERS,
    RESULT_COLUMNS,
    SMALL_DENOMINATOR,
    aggregate_sum,
    aggregate_weighted_mean,
    find_observed_range,
    withhold_small_rates,
)
from nplv_geo.statistics.membership import Membership

AGGREGATED = "aggregated"
NOT_AGGREGABLE = "not_aggregable"
BELOW_SMALLEST_LEVEL = "below_smallest_level"
FEW_AREAS = "few_areas"
_HALF = 0.5
_SLACK = 1e-9  # coverages are sums of floats
_LARGER_LEVELS = (AreaLevel.WIJK, AreaLevel.GEMEENTE, AreaLevel.NEDERLAND)


def find_base_level(rows: pd.DataFrame, composition: Composition) -> AreaLevel | None:
    """Find the smallest level with values: what larger areas are made of.

    Parameters
    ----------
    rows
        Published figures by code of the edition, with an ``amount``.
    composition
        Areas of the edition.

    Returns
    -------
    AreaLevel or None
        Buurt or wijk; None when neither has values.
    """
    for level in (AreaLevel.BUURT, AreaLevel.WIJK):
        if _has_values(rows["amount"], composition.locate_level(level)):
            return level
    return None


def complete_levels(
    layer: Layer, rows: pd.DataFrame, base: AreaLevel | None, composition: Composition
) -> pd.DataFrame:
    """Complete published figures with aggregates where a level is not published.

    Parameters
    ----------
    layer
        Its rule says how values are added up.
    rows
        Shape (n_codes, ...), by code of the edition: ``amount``, ``weight``, ``value``,
        ``margin``, ``status``, ``reason``.
    base
        Level that larger areas are made of (:func:`find_base_level`).
    composition
        Areas of the edition.

    Returns
    -------
    DataFrame
        By area, with :data:`~nplv_geo.build.assembled.COLUMNS`.
    """
    parts: list[AreaValues] = [(np.arange(len(composition.codes)), mark_published(rows))]
    if layer.is_amount:
        # How much of a sum is known is told by who lives there, not by how many buurten it is.
        rows = rows.assign(weight=composition.inhabitants.reindex(rows.index))

    def add_up(groups: Membership, level: AreaLevel | None) -> AreaValues:
        return groups.locate_areas(composition.areas), _aggregate(layer, rows, groups, level)

    for level in _LARGER_LEVELS:
        is_published = _has_values(rows["value"], composition.locate_level(level))
        if not is_published and base is not None and layer.is_aggregated:
            parts.append(add_up(composition.find_members(level, base, rows), base))
    parts.append(_aggregate_focus_areas(layer, rows, base, composition))
    parts.append(add_up(*composition.find_group_members(base, rows)))
    return withhold_small_levels(layer, assemble(parts, composition.areas), composition)


def withhold_small_levels(
    layer: Layer, values: pd.DataFrame, composition: Composition
) -> pd.DataFrame:
    """Take out all that is known of areas under the smallest level of a layer.

    Parameters
    ----------
    layer
        Says which level is the smallest one.
    values
        By area, with :data:`~nplv_geo.build.assembled.COLUMNS`.
    composition
        Areas of the edition.

    Returns
    -------
    DataFrame
        The same, without a number for such areas: also not one to work out the figure with.
    """
    allowed = [level.value for level in AreaLevel if layer.is_given_at(level)]
    if len(allowed) == len(AreaLevel):
        return values
    is_small = ~composition.levels.reindex(values.index).isin(allowed)
    values.loc[is_small, ["coverage", "units_with"]] = 0
    values.loc[is_small, "status"] = Status.NO_DATA.value
    values.loc[is_small, "reason"] = BELOW_SMALLEST_LEVEL
    # What is rare is not told of few residents either, nor how many cases there were.
    is_told = ~is_small & (values["reason"] != SMALL_DENOMINATOR)
    carried = [name for name in ("moved", "spread", "uncarried") if name in values.columns]
    values.loc[~is_told, [*NUMBERS, *carried]] = np.nan
    return values


def _aggregate_focus_areas(
    layer: Layer, rows: pd.DataFrame, base: AreaLevel | None, composition: Composition
) -> AreaValues:
    """The 20 areas and rings, from buurten or from wijken: whichever covers them better.

    Income, for one, is withheld for many buurten but published for nearly all wijken.
    """
    wijk, groups = AreaLevel.WIJK, composition.find_focus_members(base)
    places = groups.locate_areas(composition.areas)
    values = _aggregate(layer, rows, groups, base)
    has_wijken = _has_values(rows["amount"], composition.locate_level(wijk))
    if base is AreaLevel.BUURT and layer.is_aggregated and has_wijken:
        by_wijk = _aggregate(layer, rows, composition.find_focus_members(wijk), wijk)
        is_better = _is_covered_better(
            by_wijk["coverage"], values["coverage"], list(composition.focus)
        )
        values = pd.concat([values[~is_better], by_wijk[is_better]]).loc[values.index]
    is_known = values["coverage"] >= layer.aggregate.min_coverage
    return places, _withhold_together(values, is_known.loc[list(composition.focus)])


def _withhold_together(values: pd.DataFrame, is_known: pd.Series) -> pd.DataFrame:
    """Withhold the figure of all areas together where most of them have none.

    The largest nine may hold most of the inhabitants of the twenty, and are other areas all the
    same: beside a year of all twenty they would show a change that nobody saw.
    """
    has_value = values["value"].notna()
    if not has_value.get(NPLV, False) or is_known.mean() > _HALF:
        return values
    withheld = values.copy()
    withheld.loc[NPLV, list(NUMBERS)] = np.nan
    withheld.loc[NPLV, ["status", "reason"]] = Status.SUPPRESSED.value, FEW_AREAS
    return withheld


def _has_values(numbers: pd.Series, places: Places) -> bool:
    """Tell whether any number at these places is known."""
    return not np.isnan(numbers.to_numpy()[places]).all()


def _is_covered_better(wijken: pd.Series, buurten: pd.Series, ranked: list[str]) -> pd.Series:
    """Tell which areas wijken make up: those that they cover better, or all where none loses.

    A ranking of areas that are made in two ways would compare the ways as well.
    """
    more, less = wijken > buurten + _SLACK, wijken < buurten - _SLACK
    if more[ranked].any() and not less[ranked].any():
        return ~less
    return more


def _aggregate(
    layer: Layer, rows: pd.DataFrame, groups: Membership, base: AreaLevel | None
) -> pd.DataFrame:
    """Add up larger areas by the rule of the layer; without a rule they have no value."""
    rule = layer.aggregate
    if not layer.is_aggregated:
        nothing = pd.DataFrame(np.nan, index=groups.areas, columns=RESULT_COLUMNS)
        values = nothing.assign(
            status=pd.Categorical([Status.NO_DATA.value] * len(nothing), dtype=STATUS_TYPE),
            reason=pd.Series(NOT_AGGREGABLE, index=nothing.index, dtype="object"),
            coverage=0.0,
            units_with=0,
            units_total=0,
        )
        return add_origin(values, AGGREGATED, "")
    if layer.is_amount:
        values = aggregate_sum(rows, groups, min_coverage=rule.min_coverage)
    else:
        bounds = layer.value_range or find_observed_range(rows)
        values = aggregate_weighted_mean(
            rows, groups, value_range=bounds, min_coverage=rule.min_coverage
        )
    if layer.is_rate:
        values = withhold_small_rates(values, values["weight"], rule.min_denominator)
    return add_origin(values, AGGREGATED, str(base or ""))

"""From published tables to the values of one layer, for every area and period.

Published rows win wherever the publisher covers a level; only where it does not, an area is
made up from its buurten (or from its wijken, where figures exist for wijken only).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from nplv_geo import aggregate
from nplv_geo.areas import NEDERLAND, AreaLevel, gemeente_of
from nplv_geo.catalog import Catalog, Layer
from nplv_geo.composition import Composition
from nplv_geo.figures import Figures, Status, evaluate, terms, topic_column
from nplv_geo.series import Name, Place, name_in, places

PUBLISHED = "published"
AGGREGATED = "aggregated"
SMALL_DENOMINATOR = "small_denominator"
BOUNDARY_MISMATCH = "boundary_mismatch"
NOT_AGGREGABLE = "not_aggregable"
# Inhabitants from which the absence of a buurt in a table is no omission but another code.
LARGE_BUURT = 500


@dataclass(frozen=True)
class Weight:
    """Weights or denominators by area; ``layer`` is None when they stand in the same table."""

    layer: str | None
    period: str
    values: pd.Series


@dataclass(frozen=True)
class Published:
    """Figures of one layer and period before anything is added up.

    Attributes
    ----------
    rows
        Indexed by area code: ``amount``, ``weight``, ``value`` (shown), ``status``, ``reason``.
    """

    rows: pd.DataFrame
    figures: Figures
    topic: str = ""
    weight: Weight | None = None

    @property
    def topic_keys(self) -> str:
        """The topic as the publisher calls it, such as ``Koopwoningen_47``."""
        text = self.topic
        for _, base in terms(self.topic):
            text = text.replace(base, self.figures.keys.get(base, base))
        return text


@dataclass(frozen=True)
class LayerPeriod:
    """Values of one layer and period for all areas, with where they come from."""

    values: pd.DataFrame
    published: Published
    base_level: AreaLevel | None
    affected: tuple[str, ...]


class Derivation:
    """Asks published tables for layers; one object a build."""

    def __init__(self, catalog: Catalog, figures: list[Figures], composition: Composition) -> None:
        self.catalog = catalog
        self.composition = composition
        self._figures = figures
        self._column = lru_cache(maxsize=None)(self._published_values)

    def periods(self, layer: Layer) -> list[str]:
        """Periods for which some table holds the layer, oldest first."""
        return sorted({f.period for f in self._figures if name_in(layer, f) is not None})

    def places(self, layer: Layer) -> dict[str, Place]:
        """Series that each period of the layer belongs to."""
        return places(layer, {p: self._find(layer, p)[1] for p in self.periods(layer)})

    def layer_period(self, layer: Layer, period: str) -> LayerPeriod:
        """Values of ``layer`` in ``period`` for all areas of the edition."""
        published = self._published(layer, period)
        rows = published.rows.loc[self.composition.codes]
        base_level = _base_level(rows, self.composition)
        affected = self._affected(published)
        values = self._made_up(layer, rows, base_level)
        mismatch = [self.composition.gemeente_of(area) in affected for area in values.index]
        unexplained = np.array(mismatch) & (values["reason"] == "").to_numpy()
        values.loc[unexplained, "reason"] = BOUNDARY_MISMATCH
        return LayerPeriod(values, published, base_level, affected)

    def _find(self, layer: Layer, period: str) -> tuple[Figures, Name]:
        for figures in self._figures:
            name = name_in(layer, figures) if figures.period == period else None
            if name is not None:
                return figures, name
        raise KeyError((layer.id, period))

    def _published_values(self, layer_id: str, period: str) -> pd.Series:
        """Published values of a layer that serves as weight or denominator."""
        figures, name = self._find(self.catalog.layer(layer_id), period)
        return _evaluated(name.topic, figures, name.where)

    def _weight(self, layer_ids: tuple[str, ...], period: str) -> Weight | None:
        """First weight layer that fits the boundaries, at the period nearest to ``period``."""
        for layer_id in layer_ids:
            layer = self.catalog.layer(layer_id)
            fitting = [f for f in self._figures if f.fits(self.composition.boundary_year)]
            periods = sorted({f.period for f in fitting if name_in(layer, f) is not None})
            if periods:
                nearest = min(periods, key=lambda p: abs(int(p) - int(period)))
                return Weight(layer_id, nearest, self._column(layer_id, nearest))
        return None

    def _weight_for(
        self, layer: Layer, figures: Figures, name: Name, *, is_count: bool
    ) -> Weight | None:
        if not is_count:
            return self._weight(layer.aggregate.weight, figures.period)
        if name.denominator_topic:
            divisor = _evaluated(name.denominator_topic, figures, {})
            return Weight(None, figures.period, divisor)
        return self._weight(layer.aggregate.denominator, figures.period)

    def _published(self, layer: Layer, period: str) -> Published:
        figures, name = self._find(layer, period)
        is_ready = name.topic == layer.id
        values = _evaluated(name.topic, figures, name.where)
        rows = pd.DataFrame({"value": values, "amount": values, "reason": ""})
        rows["status"] = figures.status_of(topic_column(name.topic, name.where), values)
        rows.loc[rows["status"] == Status.SUPPRESSED.value, "reason"] = figures.empty_means
        # An area that the table leaves out still has its weight, and lowers the coverage.
        rows = rows.reindex(rows.index.union(self.composition.codes))
        rows = rows.fillna({"status": Status.NO_DATA.value, "reason": ""})
        is_count = layer.aggregate.rule == "rate" and not is_ready
        weight = self._weight_for(layer, figures, name, is_count=is_count)
        rows["weight"] = weight.values.reindex(rows.index) if weight else np.nan
        if is_count:
            rows = _as_rate(rows, layer)
        elif layer.aggregate.rule != "sum":
            rows["amount"] = rows["value"] * rows["weight"]
        if not figures.fits(self.composition.boundary_year):
            rows = _withheld(rows)
        return Published(rows, figures, name.topic, weight)

    def _made_up(self, layer: Layer, rows: pd.DataFrame, base: AreaLevel | None) -> pd.DataFrame:
        """Published rows, completed with aggregates where a level is not published."""
        parts = []
        for level in (AreaLevel.BUURT, AreaLevel.WIJK, AreaLevel.GEMEENTE, AreaLevel.NEDERLAND):
            own = rows.loc[self.composition.at(level)]
            is_covered = own["value"].notna().any() or level is AreaLevel.BUURT
            if is_covered or base is None or layer.aggregate.rule == "none":
                parts.append(_as_published(own))
                continue
            made = _aggregated(layer, rows, self.composition.groups(level, base, rows), base)
            parts += [made, _as_published(own.drop(made.index))]
        parts.append(self._focus(layer, rows, base))
        groups, made_of = self.composition.gemeente_group_members(base, rows)
        parts.append(_aggregated(layer, rows, groups, made_of))
        return pd.concat(parts).rename_axis("area")

    def _focus(self, layer: Layer, rows: pd.DataFrame, base: AreaLevel | None) -> pd.DataFrame:
        """The 20 areas and rings, from buurten; from wijken where that covers one better.

        Income, for one, is withheld for most buurten but published for most wijken.
        """
        made = _aggregated(layer, rows, self.composition.focus_groups(base), base)
        if base is not AreaLevel.BUURT or layer.aggregate.rule == "none":
            return made
        wijk = AreaLevel.WIJK
        if not rows.loc[self.composition.at(wijk), "amount"].notna().any():
            return made
        by_wijk = _aggregated(layer, rows, self.composition.focus_groups(wijk), wijk)
        better = (made["status"] != Status.OK.value) & (by_wijk["status"] == Status.OK.value)
        return pd.concat([made[~better], by_wijk[better]]).loc[made.index]

    def _affected(self, published: Published) -> tuple[str, ...]:
        """Gemeenten whose buurt codes differ between the table and the boundaries.

        Publishers leave small buurten out; a large one that is missing has another code there.
        """
        if published.figures.boundary_year is not None:
            return ()
        theirs = {c for c in published.figures.frame.index if c.startswith("BU")}
        if not theirs:
            return ()
        ours = set(self.composition.at(AreaLevel.BUURT))
        absent = self.composition.inhabitants.reindex(sorted(ours - theirs))
        large = set(absent.index[absent >= LARGE_BUURT])
        # A buurt that CBS has in its figures lacks a border at most: the division is the same.
        strange = theirs - ours - set(self.composition.inhabitants.index)
        return tuple(sorted({gemeente_of(code) for code in strange | large}))


def _as_rate(rows: pd.DataFrame, layer: Layer) -> pd.DataFrame:
    """Turn counts into a rate; tiny denominators make rates that mislead."""
    amount = rows["amount"] * layer.aggregate.per
    known = (rows["weight"] > 0) & amount.notna()
    small = known & (rows["weight"] < layer.aggregate.min_denominator)
    rows = rows.assign(amount=amount, value=(amount / rows["weight"]).where(known & ~small))
    without = rows["value"].isna() & (rows["status"] == Status.OK.value)
    rows.loc[without, "status"] = Status.NO_DATA.value
    rows.loc[without, "reason"] = SMALL_DENOMINATOR
    return rows


def _withheld(rows: pd.DataFrame) -> pd.DataFrame:
    """Withhold what was published on another area division: the code may mean another place."""
    other = rows.index != NEDERLAND
    rows.loc[other, ["value", "amount", "weight"]] = np.nan
    rows.loc[other, "status"] = Status.NOT_COMPARABLE.value
    rows.loc[other, "reason"] = ""
    return rows


def _evaluated(topic: str, figures: Figures, where: Mapping[str, str]) -> pd.Series:
    """Compute an expression that is known to be in the table."""
    values = evaluate(topic, figures.frame, where)
    if values is None:
        raise KeyError((topic, figures.table, figures.period))
    return values


def _base_level(rows: pd.DataFrame, composition: Composition) -> AreaLevel | None:
    """Smallest level with values: what larger areas are made of."""
    for level in (AreaLevel.BUURT, AreaLevel.WIJK):
        if rows.loc[composition.at(level), "amount"].notna().any():
            return level
    return None


def _as_published(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows["value"].notna()
    return rows.assign(
        coverage=known.astype(float),
        lower=rows["value"],
        upper=rows["value"],
        units_with=known.astype(int),
        units_total=1,
        origin=PUBLISHED,
        base="",
    )[[*aggregate.RESULT_COLUMNS, "origin", "base"]]


def _aggregated(
    layer: Layer, rows: pd.DataFrame, pairs: pd.DataFrame, base: AreaLevel | None
) -> pd.DataFrame:
    rule = layer.aggregate
    if rule.rule == "none":
        areas = pd.Index(pairs["area"].unique(), dtype="object")
        result = pd.DataFrame(np.nan, index=areas, columns=aggregate.RESULT_COLUMNS, dtype=object)
        return result.assign(
            status=Status.NO_DATA.value,
            reason=NOT_AGGREGABLE,
            coverage=0.0,
            units_with=0,
            units_total=0,
            origin=AGGREGATED,
            base="",
        )
    if rule.rule == "sum":
        made = aggregate.summed(rows, pairs, min_coverage=rule.min_coverage)
    else:
        bounds = layer.value_range or _observed_range(rows)
        made = aggregate.weighted(rows, pairs, value_range=bounds, min_coverage=rule.min_coverage)
    return made.assign(origin=AGGREGATED, base=str(base or ""))


def _observed_range(rows: pd.DataFrame) -> tuple[float, float] | None:
    """Smallest and largest published value: an assumption on what is withheld."""
    values = rows["value"].dropna()
    return (float(values.min()), float(values.max())) if len(values) else None

"""From published tables to the values of one layer, for every area and period.

Published rows win wherever the publisher covers a level; only where it does not, an area is
made up from its buurten (or from its wijken, where figures exist for wijken only).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from nplv_geo import aggregate
from nplv_geo.areas import NEDERLAND, AreaLevel
from nplv_geo.catalog import Catalog, Layer
from nplv_geo.composition import Composition
from nplv_geo.figures import STATUS_TYPE, Figures, Status, terms, topic_column
from nplv_geo.margins import half_widths
from nplv_geo.matched import Matched
from nplv_geo.parts import Part, as_published, placed, told
from nplv_geo.series import Name, Place, name_in, places

AGGREGATED = "aggregated"
SMALL_DENOMINATOR = "small_denominator"
BOUNDARY_MISMATCH = "boundary_mismatch"
NOT_AGGREGABLE = "not_aggregable"
_CBS_LEVELS = (AreaLevel.BUURT, AreaLevel.WIJK, AreaLevel.GEMEENTE, AreaLevel.NEDERLAND)
# Per period the table that holds a layer, and the name that it has there.
_Named = dict[str, tuple[Matched, Name]]


@dataclass(frozen=True)
class Weight:
    """Weight or denominator per code; ``layer`` is None when they stand in the same table."""

    layer: str | None
    period: str
    values: np.ndarray


@dataclass(frozen=True)
class Published:
    """Figures of one layer and period before anything is added up.

    Attributes
    ----------
    rows
        A row per code of the edition: ``amount``, ``weight``, ``value`` (shown), ``status``,
        ``reason``.
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
        self._tables = [Matched(known, composition) for known in figures]
        self._weights = lru_cache(maxsize=None)(self._values_of_weight)
        self._named: dict[str, _Named] = {}

    def periods(self, layer: Layer) -> list[str]:
        """Periods for which some table holds the layer, oldest first."""
        return sorted(self._names(layer))

    def all_periods(self) -> list[str]:
        """Periods of any layer, oldest first."""
        return sorted({period for la in self.catalog.layers for period in self._names(la)})

    def layers(self, period: str) -> list[Layer]:
        """Layers that some table holds for a period."""
        return [layer for layer in self.catalog.layers if period in self._names(layer)]

    def places(self, layer: Layer) -> dict[str, Place]:
        """Series that each period of the layer belongs to."""
        return places(layer, {period: name for period, (_, name) in self._names(layer).items()})

    def layer_period(self, layer: Layer, period: str) -> LayerPeriod:
        """Values of ``layer`` in ``period`` for all areas of the edition."""
        table, name = self._names(layer)[period]
        published = self._published(layer, table, name)
        base_level = _base_level(published.rows, self.composition)
        values = self._made_up(layer, published.rows, base_level)
        if table.affected:
            values = self._explained(values, table.affected)
        return LayerPeriod(values, published, base_level, table.affected)

    def _names(self, layer: Layer) -> _Named:
        """First table that holds a layer, and under which name, per period; looked up once."""
        if layer.id not in self._named:
            found: _Named = {}
            for table in self._tables:
                name = name_in(layer, table.figures)
                if name is not None:
                    found.setdefault(table.figures.period, (table, name))
            self._named[layer.id] = found
        return self._named[layer.id]

    def _values_of_weight(self, layer_id: str, period: str) -> np.ndarray:
        """Published values of a layer that serves as weight or denominator."""
        table, name = self._names(self.catalog.layer(layer_id))[period]
        return table.on_codes(table.values(name.topic, name.where))

    def _weight(self, layer_ids: tuple[str, ...], period: str) -> Weight | None:
        """First weight layer that fits the boundaries, at the period nearest to ``period``."""
        for layer_id in layer_ids:
            layer = self.catalog.layer(layer_id)
            fitting = [t for t in self._tables if t.figures.fits(self.composition.boundary_year)]
            found = {t.figures.period for t in fitting if name_in(layer, t.figures) is not None}
            if found:
                nearest = min(sorted(found), key=lambda p: abs(int(p) - int(period)))
                return Weight(layer_id, nearest, self._weights(layer_id, nearest))
        return None

    def _weight_for(
        self, layer: Layer, table: Matched, name: Name, *, is_count: bool
    ) -> Weight | None:
        period = table.figures.period
        if not is_count:
            return self._weight(layer.aggregate.weight, period)
        if name.denominator_topic:
            divisor = table.values(name.denominator_topic, {})
            return Weight(None, period, table.on_codes(divisor))
        return self._weight(layer.aggregate.denominator, period)

    def _published(self, layer: Layer, table: Matched, name: Name) -> Published:
        figures = table.figures
        found = table.values(name.topic, name.where)
        status = figures.status_of(topic_column(name.topic, name.where), found)
        is_count = layer.aggregate.rule == "rate" and name.topic != layer.id
        # An area that the table leaves out still has its weight, and lowers the coverage.
        weight = self._weight_for(layer, table, name, is_count=is_count)
        rows = pd.DataFrame({"value": table.on_codes(found)}, index=self.composition.codes)
        rows["amount"] = rows["value"]
        rows["weight"] = weight.values if weight else np.nan
        widths = half_widths(name.topic, figures.frame, name.where)
        rows["margin"] = np.nan if widths is None else table.on_codes(widths)
        rows["status"] = table.statuses_on_codes(status)
        rows["reason"] = pd.Series("", index=rows.index, dtype="object")
        rows.loc[rows["status"] == Status.SUPPRESSED.value, "reason"] = figures.empty_means
        if is_count:
            rows = _as_rate(rows, layer)
        elif layer.aggregate.rule != "sum":
            rows["amount"] = rows["value"] * rows["weight"]
        if not figures.fits(self.composition.boundary_year):
            rows = _withheld(rows)
        return Published(rows, figures, name.topic, weight)

    def _made_up(self, layer: Layer, rows: pd.DataFrame, base: AreaLevel | None) -> pd.DataFrame:
        """Published rows, completed with aggregates where a level is not published."""
        whole = self.composition
        parts: list[Part] = [(np.arange(len(whole.codes)), as_published(rows))]
        for level in _CBS_LEVELS[1:]:
            is_covered = _has_any(rows["value"], whole.places_of(level))
            if not is_covered and base is not None and layer.aggregate.rule != "none":
                parts.append(self._part(layer, rows, whole.groups(level, base, rows), base))
        parts.append(self._focus(layer, rows, base))
        groups, made_of = whole.gemeente_group_members(base, rows)
        parts.append(self._part(layer, rows, groups, made_of))
        return placed(parts, whole.areas)

    def _part(
        self,
        layer: Layer,
        rows: pd.DataFrame,
        groups: aggregate.Members,
        base: AreaLevel | None,
    ) -> Part:
        return groups.places_in(self.composition.areas), _aggregated(layer, rows, groups, base)

    def _focus(self, layer: Layer, rows: pd.DataFrame, base: AreaLevel | None) -> Part:
        """The 20 areas and rings, from buurten; from wijken where that covers one better.

        Income, for one, is withheld for most buurten but published for most wijken.
        """
        whole, wijk = self.composition, AreaLevel.WIJK
        places, made = self._part(layer, rows, whole.focus_groups(base), base)
        if base is not AreaLevel.BUURT or layer.aggregate.rule == "none":
            return places, made
        if not _has_any(rows["amount"], whole.places_of(wijk)):
            return places, made
        by_wijk = _aggregated(layer, rows, whole.focus_groups(wijk), wijk)
        better = (made["status"] != Status.OK.value) & (by_wijk["status"] == Status.OK.value)
        return places, pd.concat([made[~better], by_wijk[better]]).loc[made.index]

    def _explained(self, values: pd.DataFrame, affected: tuple[str, ...]) -> pd.DataFrame:
        """Say which values suffer from buurten that have another code in the table."""
        is_affected = pd.Series(
            self.composition.gemeenten.isin(affected), index=self.composition.areas
        )
        unexplained = is_affected.loc[values.index] & (values["reason"] == "")
        values.loc[unexplained, "reason"] = BOUNDARY_MISMATCH
        return values


def _has_any(numbers: pd.Series, places: np.ndarray) -> bool:
    """Tell whether any number at these places is known."""
    return not np.isnan(numbers.to_numpy()[places]).all()


def _as_rate(rows: pd.DataFrame, layer: Layer) -> pd.DataFrame:
    """Turn counts into a rate; tiny denominators make rates that mislead."""
    amount = rows["amount"] * layer.aggregate.per
    known = (rows["weight"] > 0) & amount.notna()
    small = known & (rows["weight"] < layer.aggregate.min_denominator)
    rows = rows.assign(
        amount=amount,
        value=(amount / rows["weight"]).where(known & ~small),
        margin=rows["margin"] * layer.aggregate.per / rows["weight"].where(known),
    )
    without = rows["value"].isna() & (rows["status"] == Status.OK.value)
    rows.loc[without, "status"] = Status.NO_DATA.value
    rows.loc[without, "reason"] = SMALL_DENOMINATOR
    return rows


def _withheld(rows: pd.DataFrame) -> pd.DataFrame:
    """Withhold what was published on another area division: the code may mean another place."""
    other = rows.index != NEDERLAND
    rows.loc[other, ["value", "amount", "weight", "margin"]] = np.nan
    rows.loc[other, "status"] = Status.NOT_COMPARABLE.value
    rows.loc[other, "reason"] = ""
    return rows


def _base_level(rows: pd.DataFrame, composition: Composition) -> AreaLevel | None:
    """Smallest level with values: what larger areas are made of."""
    for level in (AreaLevel.BUURT, AreaLevel.WIJK):
        if _has_any(rows["amount"], composition.places_of(level)):
            return level
    return None


def _aggregated(
    layer: Layer, rows: pd.DataFrame, groups: aggregate.Members, base: AreaLevel | None
) -> pd.DataFrame:
    rule = layer.aggregate
    if rule.rule == "none":
        nothing = pd.DataFrame(np.nan, index=groups.areas, columns=aggregate.RESULT_COLUMNS)
        made = nothing.assign(
            status=pd.Categorical([Status.NO_DATA.value] * len(nothing), dtype=STATUS_TYPE),
            reason=pd.Series(NOT_AGGREGABLE, index=nothing.index, dtype="object"),
            coverage=0.0,
            units_with=0,
            units_total=0,
        )
        return told(made, AGGREGATED, "")
    if rule.rule == "sum":
        made = aggregate.summed(rows, groups, min_coverage=rule.min_coverage)
    else:
        bounds = layer.value_range or _observed_range(rows)
        made = aggregate.weighted(rows, groups, value_range=bounds, min_coverage=rule.min_coverage)
    return told(made, AGGREGATED, str(base or ""))


def _observed_range(rows: pd.DataFrame) -> tuple[float, float] | None:
    """Smallest and largest published value: an assumption on what is withheld."""
    values = rows["value"].dropna()
    return (float(values.min()), float(values.max())) if len(values) else None

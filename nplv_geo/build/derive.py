"""From published tables to the values of one layer, for every area and period.

Published rows win wherever the publisher covers a level; only where it does not, an area is
made up from its buurten (or from its wijken, where figures exist for wijken only).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from nplv_geo.build.aligned import Matched
from nplv_geo.build.assembled import PUBLISHED, Part, as_published, placed, told
from nplv_geo.build.composition import Composition
from nplv_geo.build.weights import Weight, Weights
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.national_totals import NationalTotals
from nplv_geo.definitions.topics import name_topic_column, split_terms
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import STATUS_TYPE, Status
from nplv_geo.published.figures import Figures
from nplv_geo.published.series import PublishedName, SeriesPoint, find_name, place_periods
from nplv_geo.statistics import aggregate
from nplv_geo.statistics.aggregate import BOUNDARY_MISMATCH
from nplv_geo.statistics.margins import half_widths

AGGREGATED = "aggregated"
SMALL_DENOMINATOR = "small_denominator"
NOT_AGGREGABLE = "not_aggregable"
_SLACK = 1e-9  # coverages are sums of floats
_CBS_LEVELS = (AreaLevel.BUURT, AreaLevel.WIJK, AreaLevel.GEMEENTE, AreaLevel.NEDERLAND)
# Per period the table that holds a layer, and the name that it has there.
_Named = dict[str, tuple[Matched, PublishedName]]


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
        for _, base in split_terms(self.topic):
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

    def __init__(
        self,
        catalog: Catalog,
        figures: list[Figures],
        composition: Composition,
        national: NationalTotals | None = None,
    ) -> None:
        self.catalog = catalog
        self.composition = composition
        self._tables = [Matched(known, composition) for known in figures]
        self._weights = Weights(catalog, self._comparable_years, composition, national or {})
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

    def places(self, layer: Layer) -> dict[str, SeriesPoint]:
        """Series that each period of the layer belongs to."""
        return place_periods(
            layer, {period: name for period, (_, name) in self._names(layer).items()}
        )

    def layer_period(self, layer: Layer, period: str) -> LayerPeriod:
        """Values of ``layer`` in ``period`` for all areas of the edition."""
        table, name = self._names(layer)[period]
        published = self._published(layer, table, name)
        base_level = _base_level(published.rows, self.composition)
        values = self._made_up(layer, published.rows, base_level)
        if table.affected and base_level is not None:
            values = self._explained(values, table)
        return LayerPeriod(values, published, base_level, table.affected)

    def _names(self, layer: Layer) -> _Named:
        """First table that holds a layer, and under which name, per period; looked up once."""
        if layer.id not in self._named:
            found: _Named = {}
            for table in self._tables:
                name = find_name(layer, table.figures)
                if name is not None:
                    found.setdefault(table.figures.period, (table, name))
            self._named[layer.id] = found
        return self._named[layer.id]

    def _comparable_years(self, layer: Layer) -> dict[str, np.ndarray]:
        """Published values of a layer by period, at places that are on the map as they were."""
        years = {}
        for period, (table, name) in self._names(layer).items():
            values = table.on_codes(table.values(name.topic, name.where))
            years[period] = np.where(table.comparable, values, np.nan)
        return years

    def _weight_for(
        self, layer: Layer, table: Matched, name: PublishedName, *, is_count: bool
    ) -> Weight | None:
        period = table.figures.period
        if not is_count:
            return self._weights.of(layer.aggregate.weight, period)
        if name.denominator_topic:
            divisor = table.values(name.denominator_topic, {})
            return Weight(None, period, table.on_codes(divisor))
        return self._weights.of(layer.aggregate.denominator, period)

    def _published(self, layer: Layer, table: Matched, name: PublishedName) -> Published:
        figures = table.figures
        found = table.values(name.topic, name.where)
        status = figures.find_statuses(name_topic_column(name.topic, name.where), found)
        is_count = layer.is_rate and name.topic != layer.id
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
        elif not layer.is_amount:
            rows["amount"] = rows["value"] * rows["weight"]
        if not figures.is_on_division(self.composition.boundary_year):
            is_own = weight is not None and weight.layer is None
            rows = _withheld(rows, ~table.comparable, keeps_weight=not is_own)
        return Published(rows, figures, name.topic, weight)

    def _made_up(self, layer: Layer, rows: pd.DataFrame, base: AreaLevel | None) -> pd.DataFrame:
        """Published rows, completed with aggregates where a level is not published."""
        whole = self.composition
        parts: list[Part] = [(np.arange(len(whole.codes)), as_published(rows))]
        if layer.is_amount:
            # How much of a sum is known is told by who lives there, not by how many buurten it is.
            rows = rows.assign(weight=whole.inhabitants.reindex(rows.index))
        for level in _CBS_LEVELS[1:]:
            is_covered = _has_any(rows["value"], whole.places_of(level))
            if not is_covered and base is not None and layer.is_aggregated:
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
        """The 20 areas and rings, from buurten or from wijken: whichever covers them better.

        Income, for one, is withheld for many buurten but published for nearly all wijken.
        """
        whole, wijk = self.composition, AreaLevel.WIJK
        place_periods, made = self._part(layer, rows, whole.focus_groups(base), base)
        if base is not AreaLevel.BUURT or not layer.is_aggregated:
            return place_periods, made
        if not _has_any(rows["amount"], whole.places_of(wijk)):
            return place_periods, made
        by_wijk = _aggregated(layer, rows, whole.focus_groups(wijk), wijk)
        better = _covers_better(by_wijk["coverage"], made["coverage"], list(whole.focus))
        return place_periods, pd.concat([made[~better], by_wijk[better]]).loc[made.index]

    def _explained(self, values: pd.DataFrame, table: Matched) -> pd.DataFrame:
        """Say which values suffer from buurten that are other places in the table."""
        suffers = values.index.isin(table.marked) & (values["reason"] == "")
        if not table.figures.is_on_trust:
            # A value that rests on nothing but places that are the same is a good one.
            same = values.index.isin(table.figures.same_places) & (values["origin"] == PUBLISHED)
            suffers &= ~same & ~((values["origin"] == AGGREGATED) & (values["coverage"] >= 1.0))
        values.loc[suffers, "reason"] = BOUNDARY_MISMATCH
        return values


def _has_any(numbers: pd.Series, places: np.ndarray) -> bool:
    """Tell whether any number at these places is known."""
    return not np.isnan(numbers.to_numpy()[places]).all()


def _covers_better(wijken: pd.Series, buurten: pd.Series, ranked: list[str]) -> pd.Series:
    """Areas that are made from wijken: where those cover more, and all areas where none loses.

    A ranking of areas that are made in two ways would compare the ways as well.
    """
    more, less = wijken > buurten + _SLACK, wijken < buurten - _SLACK
    if more[ranked].any() and not less[ranked].any():
        return ~less
    return more


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


def _withheld(rows: pd.DataFrame, other: np.ndarray, *, keeps_weight: bool) -> pd.DataFrame:
    """Withhold figures of ``other`` codes: on the table's division those may be another place.

    A weight that is not out of the table itself is that of the map's place, and still counts: an
    area that is made up of such buurten has a lower coverage.
    """
    lost = ["value", "amount", "margin", *([] if keeps_weight else ["weight"])]
    rows.loc[other, lost] = np.nan
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
    if not layer.is_aggregated:
        nothing = pd.DataFrame(np.nan, index=groups.areas, columns=aggregate.RESULT_COLUMNS)
        made = nothing.assign(
            status=pd.Categorical([Status.NO_DATA.value] * len(nothing), dtype=STATUS_TYPE),
            reason=pd.Series(NOT_AGGREGABLE, index=nothing.index, dtype="object"),
            coverage=0.0,
            units_with=0,
            units_total=0,
        )
        return told(made, AGGREGATED, "")
    if layer.is_amount:
        made = aggregate.summed(rows, groups, min_coverage=rule.min_coverage)
    else:
        bounds = layer.value_range or _observed_range(rows)
        made = aggregate.weighted(rows, groups, value_range=bounds, min_coverage=rule.min_coverage)
    return told(made, AGGREGATED, str(base or ""))


def _observed_range(rows: pd.DataFrame) -> tuple[float, float] | None:
    """Smallest and largest published value: an assumption on what is withheld."""
    values = rows["value"].dropna()
    return (float(values.min()), float(values.max())) if len(values) else None

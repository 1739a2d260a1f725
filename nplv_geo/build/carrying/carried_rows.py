"""Rows of one layer and period, from the codes of their own division to those of the map.

Counts are divided and keep their total; shares, means and rates travel as what is divided and what
it is divided by. What no rule adds up is carried only where the place is the same. A withheld
figure stays withheld.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.build.carrying.carrier import Carrier
from nplv_geo.build.carrying.hiding import CARRIED, hide_unknown, hide_weak
from nplv_geo.build.carrying.same_places import carry_same_places
from nplv_geo.build.completion import FEW_AREAS
from nplv_geo.build.composition import Composition
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import (
    MAX_CONTRAST,
    MAX_MOVED,
    MAX_SPREAD,
    NEARLY_ALL,
    WHOLE_PLACES,
)
from nplv_geo.ground.arrays import Flags, Floats
from nplv_geo.ground.places import PlaceKind
from nplv_geo.ground.status import Status
from nplv_geo.statistics.aggregate import (
    SMALL_DENOMINATOR,
    aggregate_sum,
    aggregate_weighted_mean,
    find_observed_range,
    withhold_small_rates,
)
from nplv_geo.statistics.carrying.arithmetic import sum_by
from nplv_geo.statistics.carrying.bands import (
    measure_contrast,
    measure_doubt_of_means,
    measure_doubt_of_sums,
)
from nplv_geo.statistics.carrying.parts import Parts
from nplv_geo.statistics.membership import Membership

_DIVIDED = (PlaceKind.SPLIT, PlaceKind.SHIFTED)
# Of a layer that could not be tried: a wider band than most need.
DEFAULT_FACTOR = 2.0


class LayerCarrier:
    """Carries the rows of one layer and period.

    Parameters
    ----------
    layer
        Its rule says how figures are added up.
    rows
        By code of the division: ``amount``, ``weight``, ``value``, ``margin``, ``status``,
        ``reason``.
    carrier
        How the division lies on the map.
    composition
        Areas of the edition.
    land
        How land lies on the map, for figures that are divided by land or weighted with it.
    inhabitants
        By code of the division: how much of a sum is known is told by who lives there.
    factors
        By what became of a place what doubt is multiplied with to make a 90 % band.
    withheld
        Reason to give for a figure that the publisher withholds.
    """

    def __init__(  # noqa: PLR0913  # all that a figure travels with
        self,
        layer: Layer,
        rows: pd.DataFrame,
        carrier: Carrier,
        composition: Composition,
        *,
        land: Carrier | None = None,
        inhabitants: pd.Series,
        factors: Mapping[PlaceKind, float],
        withheld: str = "",
    ) -> None:
        self._layer = layer
        # Where inhabitants are withheld, somebody lives all the same.
        known = inhabitants.reindex(rows.index).fillna(carrier.people).fillna(0.0)
        self._rows = rows.assign(weight=known + 1.0) if layer.is_amount else rows
        self._carrier = carrier
        self._land = land
        self._composition = composition
        self._factors = dict.fromkeys(_DIVIDED, DEFAULT_FACTOR) | dict(factors)
        self._withheld = withheld
        self._contrast = 0.0 if layer.is_amount else measure_contrast(rows)
        self._widest = MAX_CONTRAST * self._contrast
        # Smallest and largest published value: an assumption on what is withheld.
        self._value_range = layer.value_range or find_observed_range(rows)

    @cached_property
    def carried(self) -> pd.DataFrame:
        """Rows by code of the map, with coverage and bounds, ``moved``, ``spread`` and ``origin``.

        A figure that is too weak is hidden, but its amount and weight stay: inside a larger area
        it may not matter where the border lay.
        """
        if not self._layer.is_aggregated:
            return carry_same_places(self._rows, self._carrier)
        carrier = self._carrier
        rows = self._add_up(carrier.members)
        rows["moved"] = carrier.moved.to_numpy()
        rows["spread"] = self._measure_spread(carrier.parts)
        rows["carried_weight"] = self._carry_weights(carrier.members)
        rows = self._prefer_buurten(rows)
        return self._finish(rows)

    def note_larger(self, values: pd.DataFrame) -> pd.DataFrame:
        """Note what was divided of every area, and hide what is too weak.

        Parameters
        ----------
        values
            By area of the edition, with :attr:`carried` completed to all areas.

        Returns
        -------
        DataFrame
            With ``moved``, ``spread`` and ``uncarried``.
        """
        is_larger = (values["origin"] != CARRIED).to_numpy()
        notes = np.full((len(values), 2), np.nan)
        # Codes go first in every table of areas.
        notes[: len(self.carried)] = self.carried[["moved", "spread"]].to_numpy(dtype=float)
        notes[is_larger] = np.nan
        for parts in self._list_larger(values):
            found = self._note_parts(parts)
            places = values.index.get_indexer(found.index)
            is_open = (places >= 0) & is_larger[places]
            notes[places[is_open]] = found.to_numpy()[is_open]
        result = values.assign(moved=notes[:, 0], spread=notes[:, 1])
        result = self._settle_moved(result)
        result = hide_weak(result, self._is_weak(result), keeps_parts=False)
        result["uncarried"] = self._find_uncarried(result)
        is_unknown = result.index.isin(self._carrier.unknown_areas)
        result.loc[is_unknown, ["amount", "weight", "uncarried"]] = np.nan
        return hide_unknown(result, is_unknown)

    def _list_larger(self, values: pd.DataFrame) -> list[Parts]:
        """Parts of the areas that were added up, whichever those are."""
        n_codes, carrier = len(self._composition.codes), self._carrier  # codes go first
        has_levels = (values["origin"].to_numpy()[:n_codes] != CARRIED).any()
        return [carrier.composed_parts, *([carrier.level_parts] if has_levels else [])]

    def _note_parts(self, parts: Parts) -> pd.DataFrame:
        moved = parts.measure_moved()
        spread = self._measure_spread(parts)
        is_known = self._rows["amount"].reindex(parts.sources).notna().to_numpy()
        has_known = sum_by(parts.target_of, is_known[parts.source_of], len(parts.targets)) > 0
        has_band = has_known & (moved.to_numpy() > 0)
        return pd.DataFrame({"moved": moved, "spread": np.where(has_band, spread, np.nan)})

    def _add_up(self, members: Membership, min_coverage: float = NEARLY_ALL) -> pd.DataFrame:
        layer = self._layer
        if layer.is_amount:
            return aggregate_sum(self._rows, members, min_coverage=min_coverage)
        values = aggregate_weighted_mean(
            self._rows, members, value_range=self._value_range, min_coverage=min_coverage
        )
        if layer.is_rate:
            smallest = layer.aggregate.min_denominator
            values = withhold_small_rates(values, values["weight"], smallest)
            values = self._keep_undivided(values, members)
        return values

    def _keep_undivided(self, rates: pd.DataFrame, members: Membership) -> pd.DataFrame:
        """Keep counts where there is nobody to divide them by: larger areas have those as well."""
        places, shares = members.locate_members(self._rows.index), members.shares
        counts = np.append(self._rows["amount"].to_numpy(dtype=float), np.nan)[places]
        # NaN as soon as one of them is unknown.
        counts = members.sum_by_area(counts if shares is None else counts * shares)
        is_undivided = (self._carry_weights(members) == 0) & ~np.isnan(counts)
        rates.loc[is_undivided, "amount"] = counts[is_undivided]
        rates.loc[is_undivided, "status"] = Status.NO_DATA.value
        rates.loc[is_undivided, "reason"] = SMALL_DENOMINATOR
        return rates

    def _carry_weights(self, members: Membership) -> Floats:
        """Weight of each area, also of what is withheld in it; NaN where none is known."""
        places = members.locate_members(self._rows.index)
        weights = np.append(self._rows["weight"].to_numpy(dtype=float), np.nan)[places]
        shares = np.ones(len(weights)) if members.shares is None else members.shares
        total = members.sum_by_area(np.nan_to_num(weights) * shares)
        is_known = members.sum_by_area(~np.isnan(weights)) > 0
        return np.where(is_known, total, np.nan)

    def _prefer_buurten(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Take wijken and gemeenten from buurten where less of them is divided that way."""
        parts = self._carrier.parts_from_buurten
        if not len(parts.targets):
            return rows
        members = parts.make_membership()
        found = self._add_up(members)
        notes = self._note_parts(parts)
        found = found.assign(
            moved=notes["moved"],
            spread=notes["spread"],
            carried_weight=self._carry_weights(members),
        )
        places = rows.index.get_indexer(found.index)
        is_known = (found["coverage"] >= NEARLY_ALL).to_numpy() & (places >= 0)
        is_kept = np.ones(len(rows), dtype=bool)
        is_kept[places[is_known]] = False
        order = np.argsort(np.concatenate([np.flatnonzero(is_kept), places[is_known]]))
        merged = pd.concat([rows[is_kept], found[is_known]], ignore_index=True)
        return merged.iloc[order].set_axis(rows.index)

    def _measure_spread(self, parts: Parts) -> Floats:
        if self._layer.is_amount:
            doubt = measure_doubt_of_sums(self._rows["amount"], parts)
        else:
            doubt = measure_doubt_of_means(self._rows, parts, self._contrast)
        # No band is narrower than the last digit that is shown.
        finest: float = 0.5 * 10.0**-self._layer.decimals
        return np.maximum(self._find_factors(parts.targets) * doubt, finest)

    def _find_factors(self, targets: pd.Index) -> Floats:
        """Factor of each target; of larger areas the largest, for all kinds meet there."""
        if not targets.is_(self._composition.codes):
            return np.full(len(targets), max(self._factors.values()))
        is_split = self._carrier.is_split
        return np.where(is_split, self._factors[PlaceKind.SPLIT], self._factors[PlaceKind.SHIFTED])

    def _finish(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Explain what is missing, hide what is weak, and give each row what larger ones need."""
        is_sum = self._layer.is_amount
        weight = rows.pop("carried_weight").to_numpy(dtype=float)
        if not is_sum:
            # What is known stands for all of the area; too small for a rate, it still counts.
            is_part = rows["weight"].to_numpy() > 0
            rows["amount"] *= np.where(is_part, weight / rows["weight"].where(is_part), 1.0)
        rows["weight"] = np.nan if is_sum else weight
        if self._land is not None:
            rows = self._weigh_by_land(rows, self._carry_weights(self._land.members))
        rows["origin"] = pd.Series(CARRIED, rows.index, dtype="object")
        rows = self._settle_moved(rows)
        is_withheld = (rows["status"] == Status.SUPPRESSED.value) & (rows["reason"] == "")
        reason = np.where(is_withheld, self._withheld, rows["reason"].to_numpy(dtype=object))
        rows["reason"] = pd.Series(reason, rows.index, dtype="object")
        rows = hide_weak(rows, self._is_weak(rows), keeps_parts=True)
        return hide_unknown(rows, self._carrier.is_unknown)

    def _weigh_by_land(self, rows: pd.DataFrame, land: Floats) -> pd.DataFrame:
        """Divide what lies where people live by the land that the place has itself."""
        is_land = land > 0
        factor = np.where(is_land, rows["weight"] / np.where(is_land, land, 1.0), np.nan)
        shown = ["value", "lower", "upper", "margin", "spread"]
        rows[shown] = rows[shown].mul(factor, axis=0)
        rows["weight"] = land
        return rows

    def _settle_moved(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Give a band to figures that are not those of whole places, and to no others.

        Where hardly anybody was moved though land was, what a sum may be off by counts as moved.
        """
        if self._layer.is_amount:
            doubt = (rows["spread"] / rows["value"].abs()).where(rows["value"] != 0)
            is_whole = (rows["moved"] > 0) & (rows["moved"] <= WHOLE_PLACES)
            counts = is_whole & (doubt > WHOLE_PLACES)
            rows["moved"] = rows["moved"].mask(counts, doubt.clip(upper=1.0))
        has_band = (rows["moved"] > WHOLE_PLACES) & rows["value"].notna()
        rows["spread"] = rows["spread"].where(has_band)
        return rows

    def _is_weak(self, rows: pd.DataFrame) -> Flags:
        """Tell which figures say more of the method than of the place."""
        weak: Flags = (rows["moved"] > MAX_MOVED).to_numpy()
        largest = MAX_SPREAD * rows["value"].abs() if self._layer.is_amount else self._widest
        weak = weak | (rows["spread"] > largest).to_numpy()
        return weak & rows["value"].notna().to_numpy()

    def _find_uncarried(self, values: pd.DataFrame) -> Floats:
        """Figures of whole places as published: the value itself where nothing was divided."""
        whole: Floats = np.where(
            values["moved"] <= WHOLE_PLACES, values["value"].to_numpy(dtype=float), np.nan
        )
        if not self._layer.is_aggregated:
            return whole
        members = self._carrier.whole_members
        published = self._add_up(members, self._layer.aggregate.min_coverage)
        places = members.locate_areas(values.index)
        is_open = (values["origin"] != CARRIED).to_numpy() & np.isnan(whole)
        is_taken = (places >= 0) & is_open[places]
        whole[places[is_taken]] = published["value"].to_numpy(dtype=float)[is_taken]
        # Whatever the way: most of the areas that it is about have no figure.
        whole[(values["reason"] == FEW_AREAS).to_numpy()] = np.nan
        return whole

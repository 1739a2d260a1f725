"""Which weight or denominator goes with a layer in a period, out of the published tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from nplv_geo.build.composition import Composition
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.national_totals import NationalTotals
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.statistics.denominators import Floats, WeightMethod, estimate_weights

# Values of a layer by period, for each code of the edition; NaN where the place was another one.
PublishedYears = Callable[[Layer], Mapping[str, Floats]]


@dataclass(frozen=True, eq=False)
class LayerWeights:
    """Weight or denominator per code; ``layer`` is None when they stand in the same table.

    Attributes
    ----------
    period
        Year that the values are of, or stand for.
    years
        Years whose published figures they were made from.
    """

    layer: str | None
    period: str
    values: Floats
    method: WeightMethod = WeightMethod.SAME_YEAR
    years: tuple[int, ...] = ()


class WeightStore:
    """Weights of an edition; each layer and year is worked out once."""

    def __init__(
        self,
        catalog: Catalog,
        published: PublishedYears,
        composition: Composition,
        national: NationalTotals,
    ) -> None:
        self._catalog = catalog
        self._published = published
        self._national = national
        codes = composition.codes
        parents = pd.Index([composition.gemeente_of(code) or "" for code in codes])
        self._gemeenten = codes.get_indexer(parents)
        self._country = int(codes.get_indexer(pd.Index([NEDERLAND]))[0])
        self._known = lru_cache(maxsize=None)(self._years_of)
        self._made = lru_cache(maxsize=None)(self._weight)

    def of(self, layer_ids: tuple[str, ...], period: str) -> LayerWeights | None:
        """Weight of the first layer that any table holds, for the year of ``period``."""
        for layer_id in layer_ids:
            if self._known(layer_id):
                return self._made(layer_id, period)
        return None

    def _years_of(self, layer_id: str) -> Mapping[int, Floats]:
        """Published values by year; a table that is empty for all codes has none."""
        published = self._published(self._catalog.layer(layer_id))
        return {int(p[:4]): v for p, v in published.items() if np.isfinite(v).any()}

    def _weight(self, layer_id: str, period: str) -> LayerWeights:
        known = self._known(layer_id)
        made = estimate_weights(
            int(period[:4]),
            known,
            gemeenten=self._gemeenten,
            country=self._country,
            national=self._national.get(layer_id, {}),
        )
        return LayerWeights(layer_id, period, made.values, made.method, made.years)

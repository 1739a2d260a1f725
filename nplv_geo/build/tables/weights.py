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
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.denominators import (
    WeightMethod,
    estimate_weights,
    fill_by_inhabitants,
)

# Values of a layer by period, for each code of the edition; NaN where the place was another one.
PublishedYears = Callable[[Layer], Mapping[str, Floats]]


@dataclass(frozen=True, eq=False)
class LayerWeights:
    """Weights or denominators for all codes of an edition.

    Attributes
    ----------
    layer
        Id of the layer that they are values of; None when they stand in the same table.
    period
        Year that the values are of, or stand for.
    values
        Shape (n_codes,): persons, households, dwellings …; NaN where unknown.
    method
        Whether most of them were published or estimated, and how.
    years
        Years whose published figures they were made from.
    """

    layer: str | None
    period: str
    values: Floats
    method: WeightMethod = WeightMethod.SAME_YEAR
    years: tuple[int, ...] = ()


class WeightStore:
    """Weights of an edition; each layer and year is worked out once.

    Parameters
    ----------
    catalog
        All layers, those that serve as weights among them.
    published
        Gives the published values of a layer by period, shape (n_codes,).
    composition
        Codes of the edition.
    national
        Published totals of the country, for years that the tables don't have.
    """

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
        self._inhabitants: Floats = composition.inhabitants.reindex(codes).to_numpy(dtype=float)
        parents = pd.Index([composition.find_gemeente(code) or "" for code in codes])
        self._gemeenten = codes.get_indexer(parents)
        self._country = int(codes.get_indexer(pd.Index([NEDERLAND]))[0])
        self._find_years = lru_cache(maxsize=None)(self._read_years)
        self._count_known = lru_cache(maxsize=None)(self._count_codes)
        self._find_estimate = lru_cache(maxsize=None)(self._estimate)

    def find_weights(self, layer_ids: tuple[str, ...], period: str) -> LayerWeights | None:
        """Find the weights of the first layer that any table holds.

        Parameters
        ----------
        layer_ids
            Layers that may serve, the preferred one first.
        period
            Period of the figure; its year counts.

        Returns
        -------
        LayerWeights or None
            For the year of ``period``; None when no table holds any of the layers.

        Notes
        -----
        The first layer that is known of nearly as many areas as the best known one: dwellings that
        are known of some cities only would leave all others without a weight.
        """
        known = {layer_id: self._count_known(layer_id) for layer_id in layer_ids}
        enough = max(1.0, NEARLY_ALL * max(known.values(), default=0))
        chosen = next((layer_id for layer_id, count in known.items() if count >= enough), None)
        return self._find_estimate(chosen, period) if chosen else None

    def fill_withheld(self, weights: Floats) -> Floats:
        """Fill the denominators that a table withholds, by inhabitants.

        Parameters
        ----------
        weights
            Shape (n_codes,), NaN where the table gives none.

        Returns
        -------
        ndarray
            In the same unit; NaN only where no inhabitants are known.
        """
        return fill_by_inhabitants(
            weights, self._inhabitants, gemeenten=self._gemeenten, country=self._country
        )

    def _read_years(self, layer_id: str) -> Mapping[int, Floats]:
        """Published values by year; a table that is empty for all codes has none."""
        published = self._published(self._catalog.layer(layer_id))
        return {int(p[:4]): v for p, v in published.items() if np.isfinite(v).any()}

    def _count_codes(self, layer_id: str) -> int:
        """Number of codes of which a value is known in any year."""
        is_known = [np.isfinite(values) for values in self._find_years(layer_id).values()]
        return int(np.logical_or.reduce(is_known).sum()) if is_known else 0

    def _estimate(self, layer_id: str, period: str) -> LayerWeights:
        published = self._find_years(layer_id)
        weights = estimate_weights(
            int(period[:4]),
            published,
            gemeenten=self._gemeenten,
            country=self._country,
            national=self._national.get(layer_id, {}),
        )
        return LayerWeights(layer_id, period, weights.values, weights.method, weights.years)

"""Two layers of the same areas together: classes of both at once, and how far they go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.arrays import Floats
from nplv_geo.statistics.classify import NO_CLASS, Classification
from nplv_geo.statistics.together.pair_classes import PairClasses, classify_pair
from nplv_geo.statistics.together.rank_correlation import RankCorrelation, correlate_ranks


@dataclass(frozen=True, eq=False)
class Pair:
    """Two layers of the areas on a map.

    Attributes
    ----------
    layers, periods
        The first and the second one.
    numbers
        Shape (n_areas,) of each: values in the order of the map, NaN for none.
    thirds
        Three groups of each and the nine of both; None where one has the same value everywhere.
    correlation
        Of the values as they are.
    is_judged
        Whether both layers have a better side. The third step of each is its unfavourable one
        then, else its highest.
    """

    layers: tuple[Layer, Layer]
    periods: tuple[str, str]
    numbers: tuple[Floats, Floats]
    thirds: PairClasses | None
    correlation: RankCorrelation
    is_judged: bool

    @property
    def turned(self) -> tuple[bool, bool]:
        """Of each layer whether its lowest values are the third step."""
        return find_turned(self.layers)

    @property
    def classes(self) -> Classification:
        """Classes of the areas on the map, in their order."""
        if self.thirds is not None:
            return self.thirds.classification
        none = np.full(self.numbers[0].shape, NO_CLASS, dtype=np.int64)
        return Classification("pair", (), none, (), none.size)

    @property
    def span(self) -> str:
        """The periods, from the first to the last: ``2020–2024``."""
        return "–".join(sorted({*self.periods}))

    @property
    def stepwise(self) -> RankCorrelation:
        """The correlation from first to third step: of what is unfavourable, or high."""
        first, second = self.turned
        return self.correlation.turn() if first != second else self.correlation

    @property
    def are_amounts(self) -> bool:
        """True when both are higher in larger areas by themselves."""
        return all(layer.is_amount for layer in self.layers)


def find_turned(layers: tuple[Layer, Layer]) -> tuple[bool, bool]:
    """Find of which layers low values are the third step: of judged ones where more is better."""
    first, second = (layer.higher_is == "better" for layer in layers)
    return (first, second) if all(layer.is_judged for layer in layers) else (False, False)


def make_pair(
    edition: Edition,
    layers: tuple[Layer, Layer],
    periods: tuple[str, str],
    areas: Selection,
) -> Pair:
    """Hold two layers against each other over the areas on a map.

    Parameters
    ----------
    edition
        Where the figures are.
    layers, periods
        The first and the second one.
    areas
        The areas on the map.

    Returns
    -------
    Pair
        Areas that lack one of the two take no part.
    """
    first, second = (
        edition.values.numbers(layer.id, period, areas)
        for layer, period in zip(layers, periods, strict=True)
    )
    decimals = layers[0].decimals, layers[1].decimals
    return Pair(
        layers=layers,
        periods=periods,
        numbers=(first, second),
        thirds=classify_pair(first, second, decimals, turned=find_turned(layers)),
        correlation=correlate_ranks(first, second),
        is_judged=all(layer.is_judged for layer in layers),
    )

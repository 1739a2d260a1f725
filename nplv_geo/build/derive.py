"""From published tables to the values of one layer, for every area and period.

Published rows win wherever the publisher covers a level; only where it does not, an area is
made up from its buurten (or from its wijken, where figures exist for wijken only).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from nplv_geo.build.carrying.carried_layer import carry_layer
from nplv_geo.build.carrying.divisions import Division
from nplv_geo.build.completion import complete_levels, find_base_level
from nplv_geo.build.composition import Composition
from nplv_geo.build.layer_tables import LayerTables
from nplv_geo.build.tables.aligned import AlignedTable
from nplv_geo.build.tables.published_values import PublishedValues, read_published
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.national_totals import NationalTotals
from nplv_geo.edition.comparability import BacktestResult
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.places import PlaceKind
from nplv_geo.published.figures import Figures
from nplv_geo.published.series import (
    PublishedName,
    SeriesPosition,
    assign_series,
)


@dataclass(frozen=True)
class LayerPeriod:
    """Values of one layer and period for all areas, with where they come from.

    Attributes
    ----------
    values
        By area, with :data:`~nplv_geo.build.assembled.COLUMNS`.
    published
        What they were made from.
    base_level
        Smallest level with values, which larger areas are made of; None when there is none.
    affected_gemeenten
        Gemeenten whose buurten are others in the table than on the map, and have no figure for it.
    division
        Division that they were carried from; None for those on the map's own.
    """

    values: pd.DataFrame
    published: PublishedValues
    base_level: AreaLevel | None
    affected_gemeenten: tuple[str, ...]
    division: Division | None = None


class Derivation:
    """Derives the values of layers from published tables; one object a build.

    Parameters
    ----------
    catalog
        All layers.
    figures
        Published tables, the preferred one of a period first.
    composition
        Areas of the edition.
    national
        Published totals of the country, for weights of years that the tables don't have.
    divisions
        Other divisions than the map's that tables stand on, by boundary year.

    Attributes
    ----------
    factors
        By layer and boundary year, and by what became of a place, what doubt is multiplied with to
        make the band of a carried figure; empty until that was tried.
    """

    def __init__(  # all that figures are made of
        self,
        catalog: Catalog,
        figures: list[Figures],
        composition: Composition,
        national: NationalTotals | None = None,
        *,
        divisions: Mapping[int, Division] | None = None,
    ) -> None:
        self.catalog = catalog
        self.composition = composition
        self.divisions = divisions or {}
        self.factors: dict[tuple[str, int], dict[PlaceKind, float]] = {}
        self._figures, self._national = figures, national
        self._tables = LayerTables(catalog, figures, composition, national or {}, self.divisions)

    def __reduce__(self) -> tuple[Callable[..., Derivation], tuple[Any, ...]]:
        """Travel to another process as what it was made of, without what it keeps."""
        make = partial(Derivation, national=self._national, divisions=self.divisions)
        return make, (self.catalog, self._figures, self.composition)

    def use_backtest(self, results: Iterable[BacktestResult]) -> None:
        """Make the bands of carried figures as wide as a trial says.

        Parameters
        ----------
        results
            What the trial told of each layer, boundary year and kind of place.
        """
        self.factors = {}
        for result in results:
            of_layer = self.factors.setdefault((result.layer, result.from_year), {})
            of_layer[result.kind] = result.factor

    def list_periods(self, layer: Layer) -> list[str]:
        """List the periods for which some table holds a layer.

        Parameters
        ----------
        layer
            Any layer of the catalog.

        Returns
        -------
        list of str
            Oldest first.
        """
        return sorted(self._tables.find(layer))

    def list_all_periods(self) -> list[str]:
        """List the periods of any layer.

        Returns
        -------
        list of str
            Oldest first.
        """
        return sorted(
            {period for layer in self.catalog.layers for period in self._tables.find(layer)}
        )

    def list_layers(self, period: str) -> list[Layer]:
        """List the layers that some table holds for a period.

        Parameters
        ----------
        period
            Such as ``2024``.

        Returns
        -------
        list of Layer
            In the order of the catalog.
        """
        return [layer for layer in self.catalog.layers if period in self._tables.find(layer)]

    def assign_series(self, layer: Layer) -> dict[str, SeriesPosition]:
        """Give each period of a layer the series that it belongs to.

        Parameters
        ----------
        layer
            Any layer of the catalog.

        Returns
        -------
        dict
            By period its position among the series.
        """
        return assign_series(
            layer, {period: name for period, (_, name) in self._tables.find(layer).items()}
        )

    def derive_layer_period(self, layer: Layer, period: str) -> LayerPeriod:
        """Derive the values of a layer in a period, for all areas of the edition.

        Parameters
        ----------
        layer
            Any layer of the catalog.
        period
            One of :meth:`list_periods`.

        Returns
        -------
        LayerPeriod
            Values with where they come from.
        """
        table, name = self._tables.find(layer)[period]
        division = self._tables.find_division(table.figures)
        if division is not None:
            return self._carry_layer_period(layer, table, name, division)
        on_map = self._tables.find_weights(None)
        published = read_published(layer, table, name, on_map, self.composition)
        base_level = find_base_level(published.rows, self.composition)
        values = complete_levels(layer, published.rows, base_level, self.composition)
        if table.affected_gemeenten and base_level is not None:
            values = table.explain_mismatch(values)
        return LayerPeriod(values, published, base_level, table.affected_gemeenten)

    def read_division_rows(
        self, layer: Layer, period: str, division: Division
    ) -> PublishedValues | None:
        """Read the rows of a layer on the division of its own table.

        Parameters
        ----------
        layer, period
            A layer of the catalog and one of its periods.
        division
            A division of another year.

        Returns
        -------
        PublishedValues or None
            By code of that division; None when the table stands on another one.
        """
        table, name = self._tables.find(layer)[period]
        if self._tables.find_division(table.figures) is not division:
            return None
        weights = self._tables.find_weights(division)
        return read_published(layer, table, name, weights, division.composition)

    def _carry_layer_period(
        self, layer: Layer, table: AlignedTable, name: PublishedName, division: Division
    ) -> LayerPeriod:
        """Derive the values of a layer out of a table on the areas of another year."""
        weights = self._tables.find_weights(division)
        published = read_published(layer, table, name, weights, division.composition)
        factors = self.factors.get((layer.id, division.year), {})
        found = carry_layer(layer, published, division, self.composition, factors)
        return LayerPeriod(
            found.values, published, found.base_level, found.lost_gemeenten, division
        )

"""Which published table holds a layer in a period, on which division, and with which weights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from nplv_geo.build.carrying.divisions import Division
from nplv_geo.build.composition import Composition
from nplv_geo.build.tables.aligned import AlignedTable
from nplv_geo.build.tables.weights import WeightStore
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.national_totals import NationalTotals
from nplv_geo.ground.arrays import Floats
from nplv_geo.published.figures import Figures
from nplv_geo.published.series import PublishedName, find_name, is_count, list_families

# Per period the table that holds a layer, and the name that it has there.
TablesByPeriod = dict[str, tuple[AlignedTable, PublishedName]]


class LayerTables:
    """The published tables of a build, to be asked by layer.

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
    """

    def __init__(
        self,
        catalog: Catalog,
        figures: list[Figures],
        composition: Composition,
        national: NationalTotals,
        divisions: Mapping[int, Division],
    ) -> None:
        self._composition, self._divisions = composition, divisions
        self._tables = [AlignedTable(t, self._find_composition(t)) for t in figures]
        self._by_layer: dict[str, TablesByPeriod] = {}
        on_map = WeightStore(catalog, self._read_comparable_years, composition, national)
        self._weights: dict[int | None, WeightStore] = {None: on_map}
        for year, division in divisions.items():
            years = partial(self._read_years_on, division)
            self._weights[year] = WeightStore(catalog, years, division.composition, national)

    def find_division(self, figures: Figures) -> Division | None:
        """Find the other division that a table stands on.

        Parameters
        ----------
        figures
            A published table.

        Returns
        -------
        Division or None
            None for the map's own.
        """
        if figures.is_on_division(self._composition.boundary_year):
            return None
        return self._divisions.get(figures.boundary_year or 0)

    def find_weights(self, division: Division | None) -> WeightStore:
        """Find the weights at the codes of a division.

        Parameters
        ----------
        division
            One of another year, or None for the map's own.

        Returns
        -------
        WeightStore
            Of that division.
        """
        return self._weights[division.year if division else None]

    def _find_composition(self, figures: Figures) -> Composition:
        division = self.find_division(figures)
        return self._composition if division is None else division.composition

    def find(self, layer: Layer) -> TablesByPeriod:
        """Find the tables that hold a layer; they are looked up once.

        Parameters
        ----------
        layer
            Any layer of the catalog.

        Returns
        -------
        dict
            By period the first table that holds it, and under which name.
        """
        if layer.id not in self._by_layer:
            tables: TablesByPeriod = {}
            for family in list_families(layer):
                for table in self._tables:
                    if table.figures.family != family:
                        continue
                    name = find_name(layer, table.figures)
                    if name is not None and self._can_divide(layer, table, name):
                        tables.setdefault(table.figures.period, (table, name))
            self._by_layer[layer.id] = tables
        return self._by_layer[layer.id]

    def _can_divide(self, layer: Layer, table: AlignedTable, name: PublishedName) -> bool:
        """Tell whether there is something to divide by; without it a count makes no rate."""
        if not is_count(layer, name) or name.denominator_topic:
            return True
        period = table.figures.period
        division = self.find_division(table.figures)
        weights = self.find_weights(division)
        return weights.find_weights(layer.aggregate.denominator, period) is not None

    def _read_comparable_years(self, layer: Layer) -> dict[str, Floats]:
        """Counts of a layer by period at the codes of the map, carried there where needed."""
        years = {}
        for period, (table, name) in self.find(layer).items():
            values = table.align_values(table.evaluate_topic(name.topic, name.where))
            division = self.find_division(table.figures)
            if division is None:
                years[period] = np.where(table.is_comparable, values, np.nan)
            else:
                years[period] = division.find_carrier(layer).carry_counts(values)
        return years

    def _read_years_on(self, division: Division, layer: Layer) -> dict[str, Floats]:
        """Counts of a layer by period at the codes of another division.

        Those of its own tables; of years that it has none of, those of the map are carried back.
        """
        carrier = division.find_carrier(layer)
        on_map = self._read_comparable_years(layer)
        years = {period: carrier.carry_back(counts) for period, counts in on_map.items()}
        for period, (table, name) in self.find(layer).items():
            if self.find_division(table.figures) is division:
                years[period] = table.align_values(table.evaluate_topic(name.topic, name.where))
        return years

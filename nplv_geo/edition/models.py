"""The contract between who builds an edition and who shows it, as it stands in ``manifest.json``.

Both use these models, and what does not fit is refused. A change to one of them raises
:data:`FORMAT`, so that an edition of before is told apart from one that is damaged.
"""

from __future__ import annotations

from typing import Literal

from nplv_geo.edition.comparability import BacktestResult, CrosswalkFacts
from nplv_geo.edition.origin import LayerDispersion, Origin
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.contracts import Contract, InputFile, TableFacts

# Goes up whenever an edition of before can't be read any more.
FORMAT: Literal[6] = 6
# An older period serves as long as a newer one has figures of no more than half as many areas.
_HALF = 0.5


class GeometryFile(Contract):
    """One file that the browser can ask for, ``/geo/<hash>/<name>.json``.

    Attributes
    ----------
    name
        Level and part of the country, as in its address.
    hash
        Hash of its content, as in its address.
    shapes
        Number of areas in it.
    bytes
        What travels: the size after compression.
    bounds
        West, south, east and north in degrees (WGS84).
    """

    name: str
    hash: str
    shapes: int
    bytes: int
    bounds: tuple[float, float, float, float]


class Unmatched(Contract):
    """Areas of one table and period that stand on one side only.

    Attributes
    ----------
    table
        Identifier of the table at its publisher.
    period
        Year that the figures are about.
    only_in_figures
        Codes that the figures have and the map lacks.
    only_in_boundaries
        Codes that the map has and the figures lack.
    """

    table: str
    period: str
    only_in_figures: tuple[str, ...]
    only_in_boundaries: tuple[str, ...]


class AcceptedDoubt(Contract):
    """Something implausible that a person looked at and accepted by name.

    Attributes
    ----------
    name
        As ``build --accept`` takes it.
    message
        What was implausible.
    """

    name: str
    message: str


class Manifest(Contract):
    """What an edition is made of, and what it tells without a table being opened.

    Attributes
    ----------
    format
        Version of this form.
    id
        Name of the edition, and of its folder.
    number
        Counts the editions of a folder: the highest is the newest, whatever the clock said. One
        of before they were counted has none, and is older.
    built
        Moment in UTC, as ISO 8601.
    version
        Version of the program that built it.
    schematic
        True when its shapes are drawn by us.
    boundary_year
        Year of the area division of its map.
    areas
        Number of areas by level.
    left_out
        By level the number of water areas, duplicates and mended shapes.
    files
        Files that were read.
    sources
        What is recorded of each table.
    layers
        By layer and period where the figures come from, periods oldest first.
    geometry
        Files of shapes for the browser, by name.
    values
        Hash of each file of values for the browser, by name.
    tables
        Hash of each table by its path.
    crosswalks
        How other boundary years were brought onto the map, oldest first.
    backtest
        How well that goes, where it could be tried.
    """

    format: Literal[6]
    id: str
    number: int = 0
    built: str
    version: str
    schematic: bool
    boundary_year: int
    areas: dict[str, int]
    left_out: dict[str, dict[str, int]]
    unmatched: tuple[Unmatched, ...]
    files: tuple[InputFile, ...]
    sources: tuple[TableFacts, ...]
    layers: dict[str, dict[str, Origin]]
    geometry: dict[str, GeometryFile]
    values: dict[str, str]
    dispersion: dict[str, LayerDispersion]
    accepted: tuple[AcceptedDoubt, ...]
    tables: dict[str, str]
    crosswalks: tuple[CrosswalkFacts, ...] = ()
    backtest: tuple[BacktestResult, ...] = ()

    def periods(self, layer_id: str) -> tuple[str, ...]:
        """List the periods of a layer.

        Parameters
        ----------
        layer_id
            Id of any layer.

        Returns
        -------
        tuple of str
            Oldest first; empty for a layer that is not there.
        """
        return tuple(sorted(self.layers.get(layer_id, ())))

    def newest_period(self, layer_id: str, level: AreaLevel | None = None) -> str | None:
        """Find the newest period of a layer that has figures.

        Parameters
        ----------
        layer_id
            Id of any layer.
        level
            Areas that count: the focus areas when None. Where none of them ever has a figure, all
            areas count.

        Returns
        -------
        str or None
            None when no period has figures.

        Notes
        -----
        A column stands in a new table before it is filled, and a table may be there for some
        areas only. A period has figures when more than half as many areas have one as in the best
        period of the layer.
        """
        origins = self.layers.get(layer_id, {})
        counting = level or AreaLevel.FOCUSGEBIED
        counts = {period: origin.figures.get(counting, 0) for period, origin in origins.items()}
        if not any(counts.values()):
            counts = {period: origin.values for period, origin in origins.items()}
        half = _HALF * max(counts.values(), default=0)
        return max((period for period, n in counts.items() if n > half), default=None)

    def unpublished_periods(self, layer_id: str) -> tuple[str, ...]:
        """List the periods after the newest one with figures that have none at all.

        Parameters
        ----------
        layer_id
            Id of any layer.

        Returns
        -------
        tuple of str
            Oldest first.
        """
        newest = self.newest_period(layer_id) or ""
        empty = (p for p, origin in self.layers.get(layer_id, {}).items() if not origin.values)
        return tuple(sorted(period for period in empty if period > newest))

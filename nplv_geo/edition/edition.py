"""An edition: an immutable folder that one build wrote, opened read-only to be served.

``manifest.json`` (:mod:`edition.models`), ``areas.parquet``, ``members.parquet`` and
``shapes.parquet`` (:mod:`edition.area_table`), ``values/<period>.arrow``
(:mod:`edition.values.value_store`), and files for the browser in ``geo/<hash>/…`` and
``figures/<hash>/…``. Which edition is current stands in
the folder around it (:mod:`edition.store`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from nplv_geo.definitions.thresholds import MIN_OF_COUNTRY
from nplv_geo.edition.area_table import AreaTable
from nplv_geo.edition.cache import EditionCache
from nplv_geo.edition.manifest import read_manifest
from nplv_geo.edition.origin import Origin
from nplv_geo.edition.place_history import PlaceHistory
from nplv_geo.edition.tables import Tables
from nplv_geo.edition.values.value_store import ValueStore
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.ground.files import hash_file


class Edition:
    """One edition, opened for reading.

    Parameters
    ----------
    folder
        Folder of the edition.
    contents
        Tables that were read and checked beforehand, by name (:mod:`edition.opening`).

    Attributes
    ----------
    folder
        Folder of the edition.
    manifest
        What it is made of, and where the figures come from.
    areas
        Its areas: names, levels, what lies in what, and where.
    values
        Its figures.
    places
        What became of places over the boundary years.
    cache
        What was worked out from it; gone with the edition.
    """

    def __init__(self, folder: Path, contents: Mapping[str, pa.Buffer] | None = None) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        tables = Tables(folder, contents)
        self.areas = AreaTable(folder, tables)
        periods = {period for origins in self.manifest.layers.values() for period in origins}
        self.values = ValueStore(folder, self.areas, sorted(periods), tables)
        self.places = PlaceHistory(folder, tables)
        self.cache = EditionCache()
        # A page asks it of all layers.
        self._newest: dict[tuple[str, AreaLevel | None], str | None] = {}

    @property
    def id(self) -> str:
        """Name of the edition."""
        return self.manifest.id

    @property
    def comparable(self) -> Edition:
        """The edition with all figures on the areas of the map: what judges asks this one."""
        return self

    @property
    def is_schematic(self) -> bool:
        """True when the shapes are schematic cells."""
        return self.manifest.schematic

    @cached_property
    def is_national(self) -> bool:
        """True when it holds (nearly) all buurten of the country."""
        people = self.areas.frame["inhabitants"]
        country = people.get(NEDERLAND)
        inside = people.reindex(self.areas.at(AreaLevel.BUURT)).sum()
        return bool(country and inside >= MIN_OF_COUNTRY * country)

    @property
    def boundary_year(self) -> int:
        """Year of the area division."""
        return self.manifest.boundary_year

    def has(self, layer_id: str) -> bool:
        """Tell whether the edition has a table with a layer.

        Parameters
        ----------
        layer_id
            Id of any layer.

        Returns
        -------
        bool
            Also True when the table holds no figure.
        """
        return layer_id in self.manifest.layers

    def has_figures(self, layer_id: str) -> bool:
        """Tell whether any area has a figure of a layer in any period.

        Parameters
        ----------
        layer_id
            Id of any layer.

        Returns
        -------
        bool
            False also for a layer that the edition does not have.
        """
        return self.newest_period(layer_id) is not None

    def periods(self, layer_id: str) -> tuple[str, ...]:
        """List the periods of a layer; see :meth:`Manifest.periods`.

        Parameters
        ----------
        layer_id
            Id of any layer.

        Returns
        -------
        tuple of str
            Oldest first.
        """
        return self.manifest.periods(layer_id)

    def newest_period(self, layer_id: str, level: AreaLevel | None = None) -> str | None:
        """Find the newest period that has figures; see :meth:`Manifest.newest_period`.

        Parameters
        ----------
        layer_id
            Id of any layer.
        level
            Areas that count: the focus areas when None.

        Returns
        -------
        str or None
            None when no period has figures.
        """
        key = (layer_id, level)
        if key not in self._newest:
            self._newest[key] = self.manifest.newest_period(layer_id, level)
        return self._newest[key]

    def default_period(self, layer_id: str) -> str:
        """Choose the period that is shown unless another is asked for.

        Parameters
        ----------
        layer_id
            Id of a layer of the edition.

        Returns
        -------
        str
            The newest that has figures; of a layer that has none at all the newest, to say so.
        """
        return self.newest_period(layer_id) or self.periods(layer_id)[-1]

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
        return self.manifest.unpublished_periods(layer_id)

    def origin(self, layer_id: str, period: str) -> Origin:
        """Tell where the figures of a layer and period come from.

        Parameters
        ----------
        layer_id, period
            A layer of the edition and one of its periods.

        Returns
        -------
        Origin
            What the manifest holds of it.
        """
        return self.manifest.layers[layer_id][period]

    def open_tables(self) -> None:
        """Open all tables that a reader may ask for; the whole outlines are for exports only.

        Raises
        ------
        EditionError
            When one can't be opened.
        """
        self.areas.open()
        self.values.open()
        self.places.open()

    def damage(self) -> list[str]:
        """List the tables that are missing or changed since the build.

        Returns
        -------
        list of str
            Their names, empty when all are whole.
        """
        return [
            name
            for name, digest in self.manifest.tables.items()
            if not (self.folder / name).exists() or hash_file(self.folder / name) != digest
        ]

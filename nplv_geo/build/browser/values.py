"""Files of values for the browser: all areas of a level, for one layer and period.

Written at build time, so that a map of thousands of areas takes other colours without asking the
server anything. Class numbers come from :mod:`classify`, for each way of classing that a reader
can choose; around a reference other than the Netherlands the server tells them with the view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pandas as pd

from nplv_geo.build.browser.geometry import write_hashed
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.addresses import name_browser_values
from nplv_geo.edition.browser_values import write_browser_values
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.ground.arrays import Ints, Places
from nplv_geo.ground.status import Status
from nplv_geo.statistics.classify import SCHEMES
from nplv_geo.statistics.layer_classes import classify_layer

# Fewer areas travel with the view itself.
LEVELS = (AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)

Codes = Mapping[AreaLevel, Sequence[str]]


class BrowserValueWriter:
    """Writes the values of layer after layer.

    Parameters
    ----------
    folder
        Where the files go.
    areas
        All areas of each level: they make the classes.
    drawn
        Those with a shape, in the order of the geometry file: they are written.
    pool
        Where files are compressed; whoever gives it waits for it. One of its own otherwise.

    Notes
    -----
    Files are compressed in a thread of their own: one core packs the next layer meanwhile.
    """

    def __init__(
        self, folder: Path, areas: Codes, drawn: Codes, pool: Executor | None = None
    ) -> None:
        self._folder = folder
        self._drawn = drawn
        self._codes = {level: pd.Index(list(codes), dtype="str") for level, codes in areas.items()}
        # Nearly all tables have one index: where its areas stand is looked up once.
        self._located: dict[AreaLevel, tuple[pd.Index, Places]] = {}
        self._pool = pool or ThreadPoolExecutor(1)
        self._written: dict[str, Future[tuple[str, int]]] = {}

    @property
    def hashes(self) -> dict[str, str]:
        """Hash of each file by its name, for the manifest; waits until all are written."""
        return {name: written.result()[0] for name, written in self._written.items()}

    def write_tables(
        self, period: str, tables: Iterable[tuple[Layer, pd.DataFrame]]
    ) -> Iterator[tuple[str, pd.DataFrame]]:
        """Pass tables on by the id of their layer, and write a file of each.

        Parameters
        ----------
        period
            Period of all tables.
        tables
            Layers with their values by area.

        Yields
        ------
        tuple
            Id of the layer and its values, once the file is written.
        """
        for layer, values in tables:
            self.write_layer(layer, period, values)
            yield layer.id, values

    def write_layer(self, layer: Layer, period: str, values: pd.DataFrame) -> None:
        """Write one layer and period, a file for each level.

        Parameters
        ----------
        layer
            Its decimals and classes count.
        period
            Such as ``2024``.
        values
            By area: ``value``, ``status``, ``reason``.
        """
        country = values["value"].get(NEDERLAND)
        reference = None if pd.isna(country) else float(country)
        shown = values[["value", "status", "reason"]]
        for level in LEVELS:
            if self._drawn.get(level):
                rows = self._take_level(shown, level)
                content = pack_values(layer, rows, self._drawn[level], reference)
                name = name_browser_values(layer.id, period, level)
                self._written[name] = self._pool.submit(write_hashed, self._folder, name, content)

    def _take_level(self, values: pd.DataFrame, level: AreaLevel) -> pd.DataFrame:
        """Rows of the areas of a level; empty ones where there are no values."""
        codes, located = self._codes[level], self._located.get(level)
        if located is None or not located[0].is_(values.index):
            located = (values.index, values.index.get_indexer(codes))
            self._located[level] = located
        if (located[1] < 0).any():
            return values.reindex(codes)
        return values.iloc[located[1]].set_axis(codes)


def pack_values(
    layer: Layer, rows: pd.DataFrame, drawn: Sequence[str], reference: float | None
) -> bytes:
    """Pack values, why some are missing, and class numbers.

    Parameters
    ----------
    layer
        Its decimals and classes count.
    rows
        By area of one level, all that make the classes: ``value``, ``status``, ``reason``.
    drawn
        Codes of the areas that are written, in this order.
    reference
        Value of the country, around which the two-sided classes turn; None when it has none.

    Returns
    -------
    bytes
        As :func:`edition.browser_values.write_browser_values` writes them.
    """
    places = rows.index.get_indexer(pd.Index(list(drawn)))
    value = rows["value"].to_numpy(dtype=float)
    status = rows["status"].fillna(Status.NO_DATA.value).to_numpy(dtype=object)
    reason = rows["reason"].fillna("").to_numpy(dtype=object)
    classes: dict[str, Ints] = {
        scheme: classify_layer(layer, value, scheme, reference).assign_classes(value[places])
        for scheme in SCHEMES
    }
    return write_browser_values(
        value[places], (status[places], reason[places]), layer.decimals, classes
    )

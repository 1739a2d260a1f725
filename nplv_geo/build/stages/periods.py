"""Writing the values of a period, for the server and for the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import structlog

from nplv_geo.build.browser.geometry import COUNTRY
from nplv_geo.build.browser.values import BrowserValueWriter
from nplv_geo.build.composition import Composition
from nplv_geo.build.derive import Derivation
from nplv_geo.build.provenance import Origins, origin_of
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.comparability import BacktestResult
from nplv_geo.edition.origin import Origin
from nplv_geo.edition.values.value_store import name_values_file
from nplv_geo.edition.values.writing import write_values
from nplv_geo.ground.areas import AreaLevel

log = structlog.get_logger()


@dataclass(frozen=True)
class PeriodToWrite:
    """What is needed to write a period, wherever that is done.

    Attributes
    ----------
    period
        Such as ``2024``.
    folder
        Folder of the edition that is being made.
    drawn
        Codes of each level that have a shape, in the order of their geometry file.
    backtest
        How good carrying is, for the bands of carried figures.
    """

    period: str
    folder: Path
    drawn: Mapping[AreaLevel, Sequence[str]]
    backtest: tuple[BacktestResult, ...]


@dataclass(frozen=True)
class WrittenPeriod:
    """What was written.

    Attributes
    ----------
    period
        The period.
    origins
        Where the figures of each layer come from.
    hashes
        Hash of each file for the browser, by its name.
    """

    period: str
    origins: Mapping[str, Origin]
    hashes: Mapping[str, str]


def write_period(derivation: Derivation, asked: PeriodToWrite) -> WrittenPeriod:
    """Derive and write all layers of a period.

    Parameters
    ----------
    derivation
        Of all tables.
    asked
        Which period, and where to.

    Returns
    -------
    WrittenPeriod
        What stands there now.

    Notes
    -----
    A file for the browser is compressed in a thread of its own: this one works out the next layer
    meanwhile.
    """
    derivation.use_backtest(asked.backtest)
    composition, period = derivation.composition, asked.period
    areas = {level: composition.list_codes(level) for level in COUNTRY}
    origins: dict[str, Origin] = {}
    with ThreadPoolExecutor(1) as pool:
        files = BrowserValueWriter(asked.folder / "figures", areas, asked.drawn, pool)
        tables = files.write_tables(period, _derive_layers(derivation, period, origins))
        n_layers = len(derivation.list_layers(period))
        path = asked.folder / name_values_file(period)
        write_values(path, tables, composition.areas, n_layers)
        hashes = files.hashes
    log.info("period built", period=period, layers=len(origins))
    return WrittenPeriod(period, origins, hashes)


def list_drawn(
    shapes: gpd.GeoDataFrame, composition: Composition
) -> dict[AreaLevel, tuple[str, ...]]:
    """List the codes of each level that have a shape, in the order in which they are drawn."""
    has_shape = set(shapes.index)
    return {
        level: tuple(sorted(has_shape.intersection(composition.list_codes(level))))
        for level in COUNTRY
    }


def gather_origins(written: Sequence[WrittenPeriod], layers: Sequence[Layer]) -> Origins:
    """Gather where figures come from, by layer in the order of the catalog, and by period."""
    origins: Origins = {}
    for layer in layers:
        of_layer = {
            part.period: part.origins[layer.id] for part in written if layer.id in part.origins
        }
        if of_layer:
            origins[layer.id] = dict(sorted(of_layer.items()))
    return origins


def _derive_layers(
    derivation: Derivation, period: str, origins: dict[str, Origin]
) -> Iterator[tuple[Layer, pd.DataFrame]]:
    """Values of each layer in a period; adds to ``origins`` where they come from."""
    for layer in derivation.list_layers(period):
        part = derivation.derive_layer_period(layer, period)
        position = derivation.assign_series(layer)[period]
        origins[layer.id] = origin_of(part, position, derivation.composition.levels)
        yield layer, part.values

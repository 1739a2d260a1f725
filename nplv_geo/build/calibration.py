"""How much figures really moved from year to year: read from the files that a build just wrote.

The dispersion of each layer is calibrated on all gemeenten and wijken; buurten and focus areas
get the one that goes with their number of events, and their cover is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL, WHOLE_PLACES
from nplv_geo.edition.origin import LayerDispersion, Origin
from nplv_geo.edition.values.value_file import ValueFile
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.arrays import Places
from nplv_geo.statistics.dispersion import DispersionEstimate, estimate_dispersion, note_dispersion
from nplv_geo.statistics.uncertainty import count_events_of_areas, find_chance_kind

_FITTED_ON = (AreaLevel.GEMEENTE.value, AreaLevel.WIJK.value)
_LEVELS = (AreaLevel.FOCUSGEBIED.value, *_FITTED_ON, AreaLevel.BUURT.value)
# The same bound as elsewhere: nearly all must be known of what is compared.
_MIN_COVERAGE = NEARLY_ALL

Origins = Mapping[str, Mapping[str, Origin]]


def calibrate_dispersion(
    files: Mapping[str, ValueFile], levels: pd.Series, catalog: Catalog, origins: Origins
) -> dict[str, LayerDispersion]:
    """Estimate the dispersion of all counted layers.

    Parameters
    ----------
    files
        Values of each period, as written.
    levels
        Word for the level of each area, in the order of the files.
    catalog
        All layers.
    origins
        Where each layer and period comes from.

    Returns
    -------
    dict
        By layer the dispersion, and by level its cover and on how many changes that rests.
    """
    dispersions = {}
    for layer_id, periods in origins.items():
        layer = catalog.layer(layer_id)
        if find_chance_kind(layer) not in {"poisson", "binomial"}:
            continue
        estimate = estimate_dispersion(
            _collect_changes(files, levels, layer, periods), _FITTED_ON, _LEVELS
        )
        dispersions[layer_id] = LayerDispersion(
            **note_dispersion(estimate.dispersion), **_round_cover(estimate)
        )
    return dispersions


def _round_cover(estimate: DispersionEstimate) -> dict[str, Any]:
    shares = asdict(estimate)
    names = ("cover", "plain_cover")
    return {
        **{name: {k: round(v, 4) for k, v in shares[name].items()} for name in names},
        "changes": dict(estimate.changes),
    }


def _collect_changes(
    files: Mapping[str, ValueFile],
    levels: pd.Series,
    layer: Layer,
    periods: Mapping[str, Origin],
) -> pd.DataFrame:
    """Changes of all areas between adjacent years of one series, less that of the country."""
    places = np.flatnonzero(levels.isin([*_LEVELS, AreaLevel.NEDERLAND.value]))
    levels_used = levels.iloc[places].reset_index(drop=True)
    country = next(iter(np.flatnonzero(levels_used == AreaLevel.NEDERLAND.value).tolist()), -1)
    tables = {
        period: _count_in_period(files[period], layer, places, periods[period])
        for period in sorted(periods)
    }
    changes = [
        _compute_changes(tables[one], tables[other], layer, levels_used, country)
        for one, other in _pair_adjacent(periods)
        if country in tables[one].index and country in tables[other].index
    ]
    # Without the country there is nothing to hold a change against.
    parts = [part for part in changes if not part.empty]
    columns = ["level", "difference"]
    columns += [f"{what}_{w}" for what in ("variance", "events") for w in ("before", "after")]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _pair_adjacent(periods: Mapping[str, Origin]) -> Iterator[tuple[str, str]]:
    """Pairs of neighbouring years of one series: further apart, more really changes."""
    for one, other in pairwise(sorted(periods)):
        is_one_series = periods[one].series == periods[other].series
        if is_one_series and int(other[:4]) - int(one[:4]) == 1:
            yield one, other


def _count_in_period(file: ValueFile, layer: Layer, places: Places, origin: Origin) -> pd.DataFrame:
    """Value, variance and events of the areas that are nearly wholly known in one period.

    Areas are known by their number here: ten years of codes would be compared for ever.
    """
    if layer.id not in file.layers:
        return pd.DataFrame()
    row = file.layers[layer.id]
    grid = {name: file.grid(name)[row, places] for name in ("value", "weight", "coverage")}
    events, variances = count_events_of_areas(
        layer, grid["value"], grid["weight"], origin.weight_layer
    )
    # What dividing a figure over places makes of it is no chance.
    is_divided = file.grid("moved")[row, places] > WHOLE_PLACES
    is_whole = (grid["coverage"] >= _MIN_COVERAGE) & ~np.isnan(variances) & ~is_divided
    table = pd.DataFrame({"value": grid["value"], "variance": variances, "events": events})
    complete: pd.DataFrame = table[is_whole]
    return complete


def _compute_changes(
    before: pd.DataFrame, after: pd.DataFrame, layer: Layer, levels: pd.Series, country: int
) -> pd.DataFrame:
    """Changes of all areas that are known in both periods, the country among them."""
    both = before.index.intersection(after.index)
    earlier, later = before.loc[both], after.loc[both]
    start, now = (
        float(part["value"].to_numpy()[both.get_loc(country)]) for part in (earlier, later)
    )
    expected = earlier["value"] + (now - start)
    ratio = 1.0
    if layer.is_amount:
        # A number grows with the area: here the country gives a rate of growth.
        ratio = now / max(start, 1.0)
        expected = earlier["value"] * ratio
    table = pd.DataFrame(
        {
            "level": levels.loc[both],
            "difference": later["value"] - expected,
            "variance_before": earlier["variance"] * ratio**2,
            "variance_after": later["variance"],
            "events_before": earlier["events"],
            "events_after": later["events"],
        }
    )
    return table.drop(index=country)

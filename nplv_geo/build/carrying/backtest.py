"""How good carrying is, tried on an invented year (:mod:`nplv_geo.build.carrying.invented_year`).

What is carried back to the map is held against what was published of the buurten themselves. Of how
far the truth lies off follows the factor that makes a band of 90 %.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.build.carrying.invented_year import ENOUGH, InventedYear
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import MAX_MOVED, MAX_SPREAD
from nplv_geo.edition.comparability import BacktestResult
from nplv_geo.ground.places import PlaceKind
from nplv_geo.statistics.carrying.arithmetic import sum_by
from nplv_geo.statistics.carrying.bands import (
    calibrate_factor,
    measure_contrast,
    measure_doubt_of_means,
    measure_doubt_of_sums,
)
from nplv_geo.statistics.carrying.parts import Parts
from nplv_geo.statistics.membership import Membership

_P90 = 0.9
# Rounds after which the same figures are shown.
_ROUNDS = 5


def try_layer(
    layer: Layer, rows: pd.DataFrame, invented: InventedYear, from_year: int
) -> list[BacktestResult]:
    """Carry a layer from an invented year and compare with what is known.

    Parameters
    ----------
    layer
        Its rule says how figures are added up.
    rows
        By code of the older division: ``amount`` and ``weight``.
    invented
        The invented year.
    from_year
        Boundary year that it was invented from.

    Returns
    -------
    list of BacktestResult
        One for each kind; empty when the layer has too few figures, or no rule.
    """
    if not layer.is_aggregated:
        return []
    known = rows if not layer.is_amount else rows.assign(weight=1.0)
    source, target = (_add_up(known, groups) for groups in (invented.sources, invented.targets))
    parts = invented.parts.by_land() if layer.is_land else invented.parts
    carried = _carry(source, parts)
    if layer.weighs_land:
        carried["weight"] = _carry(source, parts.by_land())["weight"]
    if layer.is_amount:
        doubt = measure_doubt_of_sums(source["amount"], parts)
        truth, found = target["amount"], carried["amount"]
    else:
        doubt = measure_doubt_of_means(source, parts, measure_contrast(rows))
        truth = target["amount"] / target["weight"].where(target["weight"] > 0)
        found = carried["amount"] / carried["weight"].where(carried["weight"] > 0)
    cases = pd.DataFrame(
        {
            "error": found - truth,
            "truth": truth,
            "size": found.abs() if layer.is_amount else np.inf,
            "moved": parts.measure_moved(),
            "doubt": pd.Series(doubt, parts.targets),
            "kind": invented.kinds,
        }
    ).dropna()
    cases = cases[(cases["doubt"] > 0) & (cases["moved"] <= MAX_MOVED)]
    return [
        _summarise(layer, PlaceKind(str(kind)), of_kind, from_year)
        for kind, of_kind in cases.groupby("kind")
        if len(of_kind) >= ENOUGH
    ]


def _summarise(
    layer: Layer, kind: PlaceKind, cases: pd.DataFrame, from_year: int
) -> BacktestResult:
    cases, factor = _calibrate_shown(cases)
    size = cases["error"].abs()
    if layer.is_amount:
        size = (size / cases["truth"]).where(cases["truth"] > 0).dropna()
    return BacktestResult(
        layer=layer.id,
        from_year=from_year,
        kind=kind,
        cases=len(cases),
        median_error=float(size.median()),
        p90_error=float(size.quantile(_P90)),
        cover=_measure_cover(cases),
        factor=factor,
    )


def _calibrate_shown(cases: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Calibrate on the figures that are shown: those with too wide a band say nothing of a band."""
    shown, factor = cases, 0.0
    for _ in range(_ROUNDS):
        factor = calibrate_factor(shown["error"].to_numpy(), shown["doubt"].to_numpy())
        is_shown = factor * cases["doubt"] <= MAX_SPREAD * cases["size"]
        if is_shown.sum() < ENOUGH:
            break
        shown = cases[is_shown]
    return shown, factor


def _add_up(rows: pd.DataFrame, groups: Membership) -> pd.DataFrame:
    """Amount and weight of places made of buurten; NaN when one of them is unknown."""
    places = groups.locate_members(rows.index)
    return pd.DataFrame(
        {
            name: groups.sum_by_area(np.append(rows[name].to_numpy(dtype=float), np.nan)[places])
            for name in ("amount", "weight")
        },
        groups.areas,
    )


def _carry(rows: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    """Amount and weight of the targets, divided by the shares of their sources."""
    places = rows.index.get_indexer(parts.sources)
    columns = {
        name: sum_by(
            parts.target_of,
            rows[name].to_numpy()[places][parts.source_of] * parts.shares,
            len(parts.targets),
        )
        for name in ("amount", "weight")
    }
    return pd.DataFrame(columns, parts.targets)


def _measure_cover(cases: pd.DataFrame) -> float:
    """Share of the cases inside a band that the other half of the cases made.

    Inside the band that they made themselves nine of ten lie by definition.
    """
    errors, doubts = cases["error"].abs().to_numpy(), cases["doubt"].to_numpy()
    is_first = np.arange(len(cases)) < len(cases) // 2
    inside = 0
    for made_by in (is_first, ~is_first):
        factor = calibrate_factor(errors[made_by], doubts[made_by])
        inside += int((errors <= factor * doubts)[~made_by].sum())
    return inside / len(cases)

"""Rows of any area, for who asks many: what an edition has is looked up, not searched for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from weakref import WeakKeyDictionary

import pandas as pd

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition, row
from nplv_geo.edition.lookup import Cells
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.statistics.compare import compute_rest_of_gemeente

Rows = Callable[[str], Cells]

# What stands for the row of an area that a table does not have.
NOTHING: Cells = MappingProxyType(
    {
        **dict.fromkeys(("value", "lower", "upper", "amount", "weight", "margin")),
        "status": Status.NO_DATA.value,
        "reason": "",
        "coverage": 0.0,
        "units_with": 0,
        "units_total": 0,
        "origin": "published",
        "base": "",
    }
)


@dataclass
class _Kept:
    """What is known of one edition."""

    focus: tuple[str, ...]
    rows: dict[tuple[str, str], dict[str, Cells]] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Edition, _Kept] = WeakKeyDictionary()


def found_row(edition: Edition, layer_id: str, period: str, area: str) -> Cells | None:
    """Row of any area, None when the edition has none."""
    return edition.lookup.row(layer_id, period, area)


def row_in(edition: Edition, layer_id: str, period: str, area: str) -> Cells:
    """Row of any area, or a row that says that there is no data."""
    return found_row(edition, layer_id, period, area) or NOTHING


def row_of(values: pd.DataFrame, area: str) -> Cells:
    """Row of an area, or a row that says that there is no data."""
    if area not in values.index:
        return NOTHING
    return {str(name): cell for name, cell in row(values, area).items()}


def rest_row(layer: Layer, gemeente: Cells, area: Cells) -> Cells:
    """Row of the gemeente without the area."""
    value = compute_rest_of_gemeente(layer, gemeente, area)
    status = Status.NO_DATA if value is None else Status.OK
    whole, part = known(gemeente["weight"]), known(area["weight"])
    return {
        "value": value,
        "status": status.value,
        "weight": None if whole is None or part is None else whole - part,
        # No model estimates can be taken apart.
        "margin": None,
        "coverage": min(gemeente["coverage"], area["coverage"]),
    }


def focus_codes(edition: Edition) -> tuple[str, ...]:
    """Ids of the 20 areas, sorted."""
    return _kept(edition).focus


def focus_rows_in(edition: Edition, layer_id: str, period: str) -> Mapping[str, Cells]:
    """Rows of the 20 areas, for who asks on behalf of many areas."""
    kept, key = _kept(edition), (layer_id, period)
    if key not in kept.rows:
        kept.rows[key] = {a: row_in(edition, layer_id, period, a) for a in kept.focus}
    return kept.rows[key]


def known(value: float | None) -> float | None:
    """Give a cell of a table as a plain float, None when it is missing."""
    return None if value is None or math.isnan(value) else float(value)


def _kept(edition: Edition) -> _Kept:
    found = _KEPT.get(edition)
    if found is None:
        found = _KEPT[edition] = _Kept(tuple(map(str, edition.at(AreaLevel.FOCUSGEBIED))))
    return found

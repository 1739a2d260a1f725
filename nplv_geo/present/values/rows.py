"""Rows of any area, for who asks many: what an edition has is looked up, not searched for."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.value_store import Cells
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.statistics.compare import rest_of_gemeente

Rows = Callable[[str], Cells]


@dataclass
class _Kept:
    """What is known of one edition."""

    focus: tuple[str, ...]
    rows: dict[tuple[str, str], dict[str, Cells]] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Edition, _Kept] = WeakKeyDictionary()


def rest_row(layer: Layer, gemeente: Cells, area: Cells) -> Cells:
    """Row of the gemeente without the area."""
    value = rest_of_gemeente(layer, gemeente, area)
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
        kept.rows[key] = {a: edition.values.cell(layer_id, period, a) for a in kept.focus}
    return kept.rows[key]


def known(value: float | None) -> float | None:
    """Give a cell of a table as a plain float, None when it is missing."""
    return None if value is None or math.isnan(value) else float(value)


def _kept(edition: Edition) -> _Kept:
    found = _KEPT.get(edition)
    if found is None:
        found = _KEPT[edition] = _Kept(tuple(map(str, edition.areas.at(AreaLevel.FOCUSGEBIED))))
    return found

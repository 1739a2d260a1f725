"""Two tables that answer "everything about one area" without reading the values of each layer.

``comparison`` holds all areas but buurten, few enough to keep in memory. ``buurten`` holds the
buurten, sorted by area in small groups, so that those of one buurt are read and no others.
"""

from __future__ import annotations

import pandas as pd

from nplv_geo.areas import AreaLevel, level_of

KEYS = ["layer", "period", "area"]
ROWS_PER_GROUP = 20_000

_WORDS = ["layer", "period", "status", "reason"]
_OF_LARGER = ["area", "origin", "base"]
_COUNTS = ["units_with", "units_total"]
# A buurt is never added up from anything: what else stands in its row follows from these.
_PUBLISHED = [*KEYS, "value", "status", "reason", "amount", "weight"]


class Collector:
    """Gathers the values of layer after layer while an edition is built."""

    def __init__(self) -> None:
        self._larger: list[pd.DataFrame] = []
        self._buurten: list[pd.DataFrame] = []

    def add(self, layer_id: str, values: pd.DataFrame) -> None:
        """Take in the values of one layer: columns ``period``, ``area`` and the values."""
        levels = {area: level_of(area) for area in values["area"].unique()}
        is_buurt = values["area"].map(levels) == AreaLevel.BUURT
        rows = values.assign(layer=layer_id)
        self._larger.append(rows[~is_buurt])
        self._buurten.append(rows.loc[is_buurt, _PUBLISHED])

    def comparison(self) -> pd.DataFrame:
        """Values of all areas but buurten, sorted by layer, period and area."""
        table = pd.concat(self._larger, ignore_index=True).sort_values(KEYS, ignore_index=True)
        words = dict.fromkeys([*_WORDS, *_OF_LARGER], "category")
        return table.astype(words | dict.fromkeys(_COUNTS, "int32"))

    def buurten(self) -> pd.DataFrame:
        """Values of buurten as published, sorted by area, layer and period."""
        table = pd.concat(self._buurten, ignore_index=True)
        # The area stays text: of a category no group can be skipped.
        table = table.astype(dict.fromkeys(_WORDS, "category"))
        return table.sort_values(["area", "layer", "period"], ignore_index=True)


def as_rows(buurten: pd.DataFrame) -> pd.DataFrame:
    """Give rows of ``buurten`` all columns of ``comparison``, indexed by layer and period."""
    known = buurten["value"].notna()
    rows = buurten.assign(
        coverage=known.astype(float),
        lower=buurten["value"],
        upper=buurten["value"],
        units_with=known.astype("int32"),
        units_total=1,
        origin="published",
        base="",
    )
    rows = rows.astype(dict.fromkeys(_WORDS, "str"))
    return rows.drop(columns="area").set_index(["layer", "period"])

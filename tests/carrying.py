"""An edition of which older years were brought to the areas of the map; made of the starter.

Of crimes in 2021 and 2022, of inhabitants in 2020 and of health up to 2020 a made-up part moved:
8 % of Heerlen-Noord, 30 % of one buurt of it, of another too much to show, of a third nothing.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd

from tests.revising import revise

CRIME, HEALTH, PEOPLE = "misdrijven_per_1000", "goed_ervaren_gezondheid_pct", "inwoners"
OLDER = {CRIME: ("2021", "2022"), HEALTH: ("2012", "2016", "2020"), PEOPLE: ("2020",)}
AREA, PARTLY, WEAK, WHOLE = "heerlen-noord", "BU09172000", "BU09172001", "BU09172002"
# By area the share that moved, half the band and the published figure as shares of the value.
_FACTS = {
    AREA: (0.08, 0.02, 1.03),
    PARTLY: (0.3, 0.1, None),
    WHOLE: (0.0, None, 1.0),
}
CARRIED = {
    "from_year": 2020,
    "to_year": 2024,
    "way": "outlines",
    "outline_years": [2020, 2024],
    "converted": 2,
    "withheld": 1,
}


def carry(edition: Path) -> None:
    """Let older years of an edition be carried."""
    for period in sorted({period for periods in OLDER.values() for period in periods}):
        layers = [layer for layer, periods in OLDER.items() if period in periods]
        revise(edition, period, lambda rows, layers=layers: _carry_rows(rows, layers))  # type: ignore[misc]
    path = edition / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for layer, periods in OLDER.items():
        for period in periods:
            manifest["layers"][layer][period] |= {"carried": CARRIED, "boundary_year": 2020}
    path.write_text(json.dumps(manifest), encoding="utf-8")


def make_edition(source: Path, folder: Path) -> Path:
    """Copy a folder of editions and let the older years of the current one be carried."""
    shutil.copytree(source, folder, symlinks=True)
    carry(folder / (folder / "current").read_text(encoding="utf-8").strip())
    return folder


def _carry_rows(rows: pd.DataFrame, layers: list[str]) -> None:
    for name in ("moved", "spread", "uncarried"):
        rows[name] = np.nan
    of_layer = rows["layer"].isin(layers)
    for area, (moved, spread, published) in _FACTS.items():
        here = of_layer & (rows["area"] == area)
        value = rows.loc[here, "value"]
        rows.loc[here, "moved"] = moved
        rows.loc[here, "spread"] = np.nan if spread is None else value * spread
        rows.loc[here, "uncarried"] = np.nan if published is None else value * published
    weak = of_layer & (rows["area"] == WEAK)
    for name in ("status", "reason"):
        rows[name] = rows[name].astype(object)
    rows.loc[weak, ["value", "lower", "upper", "amount"]] = np.nan
    rows.loc[weak, ["status", "reason"]] = ["not_comparable", "weak_estimate"]
    rows.loc[weak, "moved"] = 0.7

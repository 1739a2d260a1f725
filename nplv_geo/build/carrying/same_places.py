"""What no rule adds up, such as a median or a class: carried only where the place is the same."""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.build.carrying.carrier import Carrier
from nplv_geo.build.carrying.hiding import CARRIED, hide_unknown, hide_weak
from nplv_geo.ground.places import PlaceKind
from nplv_geo.statistics.carrying.crosswalk import WHOLE

_SAME = (PlaceKind.SAME, PlaceKind.RENUMBERED)


def carry_same_places(rows: pd.DataFrame, carrier: Carrier) -> pd.DataFrame:
    """Carry rows to the places of the map that are what they were.

    Parameters
    ----------
    rows
        By code of the division: ``amount``, ``weight``, ``value``, ``margin``, ``status``,
        ``reason``.
    carrier
        How the division lies on the map.

    Returns
    -------
    DataFrame
        By code of the map; of other places is said that it would be a guess.
    """
    parts = carrier.parts
    kinds = carrier.crosswalk.kinds.reindex(parts.targets)
    is_kept = kinds.isin(_SAME).to_numpy()[parts.target_of] & (parts.shares >= WHOLE)
    is_kept &= parts.target_shares >= WHOLE
    place_of = np.full(len(parts.targets), -1, dtype=np.intp)
    place_of[parts.target_of[is_kept]] = rows.index.get_indexer(parts.sources)[
        parts.source_of[is_kept]
    ]
    is_same = place_of >= 0
    found = rows.iloc[place_of].set_axis(parts.targets)
    found.loc[~is_same, ["value", "amount", "weight", "margin"]] = np.nan
    has_value = found["value"].notna()
    carried = found.assign(
        coverage=has_value.astype(float),
        lower=found["value"],
        upper=found["value"],
        units_with=has_value.astype(int),
        units_total=1,
        moved=np.where(is_same, 0.0, np.nan),
        spread=np.nan,
        origin=CARRIED,
    )
    carried.loc[carrier.is_unknown, ["amount", "weight"]] = np.nan
    # What lay there is known, but a median or a class is not to be divided.
    carried = hide_weak(carried, ~is_same & ~carrier.is_unknown, keeps_parts=False)
    return hide_unknown(carried, carrier.is_unknown)

"""What is not shown of carried figures, and why: too much of a guess, or unknown ground."""

from __future__ import annotations

import numpy as np
import pandas as pd

from nplv_geo.ground.arrays import Flags
from nplv_geo.ground.places import UNKNOWN_GROUND, WEAK_ESTIMATE
from nplv_geo.ground.status import Status

# Origin of a figure that was brought from the areas of another year.
CARRIED = "carried"


def hide_weak(rows: pd.DataFrame, weak: Flags, *, keeps_parts: bool) -> pd.DataFrame:
    """Withhold figures that say more of the method than of the place.

    Parameters
    ----------
    rows
        Figures by area; changed in place.
    weak
        Shape (n_areas,): which of them.
    keeps_parts
        Whether amounts and weights stay, for a larger area to be made of.

    Returns
    -------
    DataFrame
        The same.
    """
    hidden = ["value", "lower", "upper", "margin", "spread"]
    lost = hidden if keeps_parts else [*hidden, "amount", "weight"]
    rows.loc[weak, lost] = np.nan
    rows.loc[weak, "status"] = Status.NOT_COMPARABLE.value
    rows.loc[weak, "reason"] = WEAK_ESTIMATE
    return rows


def hide_unknown(rows: pd.DataFrame, unknown: Flags) -> pd.DataFrame:
    """Withhold figures of places of which nobody knows what lay there.

    Whoever is known to have lived there stays in the sum of a larger area.

    Parameters
    ----------
    rows
        Figures by area; changed in place.
    unknown
        Shape (n_areas,): which of them.

    Returns
    -------
    DataFrame
        The same.
    """
    rows.loc[unknown, ["value", "lower", "upper", "margin", "moved", "spread"]] = np.nan
    rows.loc[unknown, ["coverage", "units_with", "units_total"]] = 0
    rows.loc[unknown, "status"] = Status.NOT_COMPARABLE.value
    rows.loc[unknown, "reason"] = UNKNOWN_GROUND
    return rows

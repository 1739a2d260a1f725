"""Values of areas that were made up, with all columns that the values of an edition have."""

from __future__ import annotations

import pandas as pd


def made_up(areas: pd.Index, *, value: float) -> pd.DataFrame:
    """The same published value for all areas."""
    return pd.DataFrame(
        {
            "value": value,
            "status": "ok",
            "reason": "",
            "coverage": 1.0,
            "lower": value,
            "upper": value,
            "amount": value,
            "weight": float("nan"),
            "units_with": 1,
            "units_total": 1,
            "origin": "published",
            "base": "",
        },
        index=areas,
    )

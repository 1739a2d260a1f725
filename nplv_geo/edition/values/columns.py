"""Columns of values: what each holds, and as what it is kept."""

from __future__ import annotations

import numpy as np

NUMBERS = ("value", "coverage", "lower", "upper", "amount", "weight", "margin")
COUNTS = ("units_with", "units_total")
WORDS = ("status", "reason", "origin", "base")
# Of figures that were brought from the areas of another year; a file without any lacks these.
CARRIED = ("moved", "spread", "uncarried")
COLUMNS = ("value", "status", "reason", *NUMBERS[1:], *COUNTS, "origin", "base", *CARRIED)
STORED = tuple(name for name in COLUMNS if name not in CARRIED)
# Status of an area that a layer does not have, such as a group that is not whole.
ABSENT = ""


def find_type(name: str) -> type[np.generic]:
    """Find what the numbers of a column are kept as.

    Parameters
    ----------
    name
        One of :data:`COLUMNS`.

    Returns
    -------
    type
        A type of NumPy.
    """
    if name in WORDS:
        return np.int8
    if name in COUNTS:
        return np.int32
    return np.float32 if name in CARRIED[:2] else np.float64

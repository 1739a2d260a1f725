"""What a value, or its absence, means: a word each, and a number each as a column."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd


class Status(StrEnum):
    """What a value, or its absence, means."""

    OK = "ok"
    SUPPRESSED = "suppressed"
    NOT_PUBLISHED = "not_published"
    NOT_COMPARABLE = "not_comparable"
    NO_DATA = "no_data"


# As a column: a number each, in the order of the alphabet.
STATUS_TYPE: pd.CategoricalDtype[Any] = pd.CategoricalDtype(sorted(map(str, Status)))


_NUMBERS = {Status(word): number for number, word in enumerate(STATUS_TYPE.categories)}


def encode_status(status: Status) -> int:
    """Give the number that stands for a status in a column.

    Parameters
    ----------
    status
        What a value, or its absence, means.

    Returns
    -------
    int
        Its place in :data:`STATUS_TYPE`.
    """
    return _NUMBERS[status]


def decode_statuses(numbers: np.ndarray, index: pd.Index) -> pd.Series:
    """Make a column of statuses from their numbers.

    Parameters
    ----------
    numbers
        Whole numbers, places in :data:`STATUS_TYPE`.
    index
        Index of the column, as long.

    Returns
    -------
    Series of Status
        As a categorical.
    """
    return pd.Series(pd.Categorical.from_codes(numbers, dtype=STATUS_TYPE), index)

"""One published table for one period, in one shape, whoever published it.

Columns carry the base name of a topic: CBS renumbers the suffix (``Koopwoningen_47``) between
years and even within one table id, so it is cut off on entry. Where a table has a further
dimension, the column says which member: ``GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

_SUFFIX = re.compile(r"_\d+$")
_TERM = re.compile(r"\s*([+-]?)\s*([A-Za-z_][\w]*)")

# PDOK and CBS mark the absence of a figure with numbers near minus one hundred thousand.
SENTINEL_LIMIT = -99990
_NOT_PUBLISHED_SENTINELS = (-99995, -99991)


class Status(StrEnum):
    """What a value, or its absence, means."""

    OK = "ok"
    SUPPRESSED = "suppressed"
    NOT_PUBLISHED = "not_published"
    NOT_COMPARABLE = "not_comparable"
    NO_DATA = "no_data"


# As a column: a number each, in the order of the alphabet.
STATUS_TYPE: pd.CategoricalDtype[Any] = pd.CategoricalDtype(sorted(map(str, Status)))


@dataclass(frozen=True)
class Figures:
    """Figures of one table and one period.

    Attributes
    ----------
    frame
        Float columns by topic, indexed by area code; a missing value is NaN, never 0.
    marks
        Per topic the areas whose missing value the publisher explains, with their status.
    boundary_year
        Year of the area division; None when the publisher uses "the newest" for all years.
    matched_by_code
        True when codes are known to mean the same in the edition's division of another year.
    names
        Names of areas, as far as the table gives them.
    keys
        Per topic the key that the publisher used, numeric suffix and all.
    empty_means
        Reason to show for an empty cell, such as ``zero_or_withheld``.
    """

    table: str
    family: str
    period: str
    boundary_year: int | None
    publisher: str
    retrieved: str
    sha256: str
    frame: pd.DataFrame
    provisional: bool = False
    empty_means: str = "withheld"
    matched_by_code: bool = False
    marks: Mapping[str, pd.Series] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def fits(self, boundary_year: int) -> bool:
        """Tell whether the codes may be read as those of ``boundary_year``."""
        return self.matched_by_code or self.boundary_year in {None, boundary_year}

    def status_of(self, topic: str, values: pd.Series) -> pd.Series:
        """Say for each area of ``values`` what its presence or absence means.

        A topic that is empty for every area is not published yet; a single empty cell is
        withheld; an area that the table does not list has no data.
        """
        status: pd.Series = pd.Series(Status.OK.value, index=values.index, dtype=STATUS_TYPE)
        empty = values.isna()
        missing = Status.NOT_PUBLISHED if empty.all() else Status.SUPPRESSED
        status[empty] = missing.value
        marks = self.marks.get(topic)
        if marks is not None:
            explained = marks[marks.index.isin(status.index[empty])]
            status.loc[explained.index] = explained.to_numpy()
        return status


_NUMBERS = {Status(word): number for number, word in enumerate(STATUS_TYPE.categories)}


def status_number(status: Status) -> int:
    """Number that stands for a status in a column."""
    return _NUMBERS[status]


def status_column(numbers: np.ndarray, index: pd.Index) -> pd.Series:
    """Statuses from their numbers in :data:`STATUS_TYPE`."""
    return pd.Series(pd.Categorical.from_codes(numbers, dtype=STATUS_TYPE), index)


def base_topic(key: str) -> str:
    """Cut the shifting numeric suffix off a topic key: ``Koopwoningen_47`` → ``Koopwoningen``."""
    return _SUFFIX.sub("", key.strip())


def topic_column(topic: str, where: Mapping[str, str]) -> str:
    """Name of the column that holds ``topic`` for one member of further dimensions."""
    return "|".join([topic, *(f"{key}={value.strip()}" for key, value in sorted(where.items()))])


def evaluate(expression: str, frame: pd.DataFrame, where: Mapping[str, str]) -> pd.Series | None:
    """Compute a topic, or a sum or difference of topics, for every area.

    Parameters
    ----------
    expression
        Such as ``Koopwoningen`` or ``AantalInwoners - k_0Tot15Jaar``.

    Returns
    -------
    Series or None
        NaN wherever one of the terms is missing; None when a term is not in the table.
    """
    if not holds_all(expression, frame, where):
        return None
    total: pd.Series | None = None
    for sign, topic in terms(expression):
        term = frame[topic_column(topic, where)] * sign
        total = term if total is None else total + term
    return total


def holds_all(expression: str, frame: pd.DataFrame, where: Mapping[str, str]) -> bool:
    """Tell whether all topics of an expression are in the table."""
    columns = [topic_column(topic, where) for _, topic in terms(expression)]
    return bool(columns) and all(column in frame.columns for column in columns)


def terms(expression: str) -> list[tuple[int, str]]:
    """Split ``A + B - C`` into signed topics."""
    return [(-1 if sign == "-" else 1, topic) for sign, topic in _TERM.findall(expression)]


def split_sentinels(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Replace the publishers' absence numbers by NaN and keep what they mean.

    Returns
    -------
    values, marks
        The cleaned floats, and for each replaced area its :class:`Status`.
    """
    sentinel = values <= SENTINEL_LIMIT
    marks = pd.Series(Status.SUPPRESSED.value, index=values.index[sentinel], dtype="object")
    later = values[sentinel].round().isin(_NOT_PUBLISHED_SENTINELS)
    marks[later] = Status.NOT_PUBLISHED.value
    return values.mask(sentinel), marks

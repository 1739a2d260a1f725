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
_COUNTRY = "NL"
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


class DivisionFrom(StrEnum):
    """Who says which area division the codes of a table are of."""

    SERVICE = "service"  # MapYear, as the service gives it with the table
    REGISTRY = "registry"  # nplv_geo.tables: a table that has all its years on one division
    YEAR = "year"  # a table about one year, of that year's areas
    FILE = "file"  # the file names its measurement or the edition that it was made for
    CODES = "codes"  # derived: the division whose codes the table has
    NEWEST = "newest"  # derived: a division after the newest of which there are boundaries
    UNKNOWN = "unknown"

    @property
    def is_recorded(self) -> bool:
        """True when it was written down, False when it was worked out or is not known."""
        return self not in (DivisionFrom.CODES, DivisionFrom.NEWEST, DivisionFrom.UNKNOWN)


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
        Year of the area division; None as long as it is not known.
    division_from
        Who says so.
    state
        State of the source, in its own words: when it was changed last, and why.
    matched_by_code
        True when codes were shown to mean the same in the edition's division of another year.
    same_places
        Codes that were shown to be the same places on the edition's division.
    is_on_trust
        True when the division is derived and near the edition's: every code is taken for the
        same place, and gemeenten of which the buurten differ are marked.
    change_marks
        By code 1 when the area is unchanged since the year before, another number when it is not.
    left_out
        Number of areas in the table that are water, abroad or unknown, or lack a code or a name.
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
    division_from: DivisionFrom = DivisionFrom.UNKNOWN
    state: str = ""
    same_places: frozenset[str] = frozenset()
    is_on_trust: bool = False
    change_marks: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0

    def fits(self, boundary_year: int) -> bool:
        """Tell whether all codes may be read as those of ``boundary_year``."""
        return self.matched_by_code or self.is_on_trust or self.boundary_year == boundary_year

    def comparable(self, codes: pd.Index, boundary_year: int) -> np.ndarray:
        """Tell for each code whether the table means the place of ``boundary_year`` by it.

        The country is always the same place.
        """
        if self.fits(boundary_year):
            return np.ones(len(codes), dtype=bool)
        known: np.ndarray = codes.isin(self.same_places) | codes.str.startswith(_COUNTRY)
        return known

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

"""One published table for one period, in one shape, whoever published it.

Columns carry the base name of a topic: CBS renumbers the suffix (``Koopwoningen_47``) between
years and even within one table id, so it is cut off on entry. Where a table has a further
dimension, the column says which member: ``GeregistreerdeMisdrijven|SoortMisdrijf=0.0.0``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from nplv_geo.definitions.tables import DivisionFrom
from nplv_geo.ground.status import Status, decode_statuses, encode_status

_COUNTRY = "NL"

# PDOK and CBS mark the absence of a figure with numbers near minus one hundred thousand.
SENTINEL_LIMIT = -99990
_NOT_PUBLISHED_SENTINELS = (-99995, -99991)


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
    is_matched_by_code
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
    columns
        All columns of the file that it was read from, as they are called there.
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
    is_matched_by_code: bool = False
    marks: Mapping[str, pd.Series] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    division_from: DivisionFrom = DivisionFrom.UNKNOWN
    state: str = ""
    same_places: frozenset[str] = frozenset()
    is_on_trust: bool = False
    change_marks: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0
    columns: tuple[str, ...] = ()

    def is_on_division(self, boundary_year: int) -> bool:
        """Tell whether all codes may be read as those of a boundary year.

        Parameters
        ----------
        boundary_year
            Year of an area division.

        Returns
        -------
        bool
            True also when that was shown or is trusted for a table of another year.
        """
        return self.is_matched_by_code or self.is_on_trust or self.boundary_year == boundary_year

    def mask_comparable(self, codes: pd.Index, boundary_year: int) -> np.ndarray:
        """Mark the codes by which the table means the place of a boundary year.

        The country is always the same place.

        Parameters
        ----------
        codes
            Area codes.
        boundary_year
            Year of an area division.

        Returns
        -------
        ndarray of bool
            One for each code.
        """
        if self.is_on_division(boundary_year):
            return np.ones(len(codes), dtype=bool)
        same: np.ndarray = codes.isin(self.same_places) | codes.str.startswith(_COUNTRY)
        return same

    def find_statuses(self, topic: str, values: pd.Series) -> pd.Series:
        """Find for each area what the presence or absence of a value means.

        A topic that is empty for every area is not published yet; a single empty cell is
        withheld; an area that the table does not list has no data.

        Parameters
        ----------
        topic
            Column of the table.
        values
            Values by area code, NaN where there is none.

        Returns
        -------
        Series of Status
            By area code.
        """
        is_empty = values.isna().to_numpy()
        missing = Status.NOT_PUBLISHED if is_empty.all() else Status.SUPPRESSED
        numbers = np.where(is_empty, encode_status(missing), encode_status(Status.OK))
        status = decode_statuses(numbers, values.index)
        marks = self.marks.get(topic)
        if marks is not None:
            explained = marks[marks.index.isin(status.index[is_empty])]
            status.loc[explained.index] = explained.to_numpy()
        return status


def split_sentinels(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Replace the publishers' absence numbers by NaN and keep what they mean.

    Parameters
    ----------
    values
        Numbers by area code, as published.

    Returns
    -------
    values : Series of float
        Cleaned, NaN for each absence.
    marks : Series of Status
        What each absence means, for the areas that have one.
    """
    is_sentinel = values <= SENTINEL_LIMIT
    marks = pd.Series(Status.SUPPRESSED.value, index=values.index[is_sentinel], dtype="object")
    is_later = values[is_sentinel].round().isin(_NOT_PUBLISHED_SENTINELS)
    marks[is_later] = Status.NOT_PUBLISHED.value
    return values.mask(is_sentinel), marks

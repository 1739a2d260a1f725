"""Figures of older years where they were published, for who does not want them converted.

The edition holds figures of older years on the areas of the map. Here is the one place that takes
the figure of the whole places in its stead, or leaves a gap: an edition that shows them so has the
same areas and periods, and everything that shows a figure asks it as it asks any other. What
judges asks :attr:`Edition.comparable`, for what is shown here lies on other ground each year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pandas as pd

from nplv_geo.definitions.thresholds import WHOLE_PLACES
from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.cache import EditionCache
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.values.columns import CARRIED, COLUMNS
from nplv_geo.edition.values.value_store import ValueStore
from nplv_geo.ground.places import UNKNOWN_GROUND, WEAK_ESTIMATE
from nplv_geo.ground.status import Status
from nplv_geo.present.values.rows import OTHER_GROUND
from nplv_geo.statistics.observation import MadeObservation, Observation
from nplv_geo.statistics.variance import is_divided

# Why the figure of an older year is not shown on the map: it would be a guess.
WITHHELD_REASONS = (WEAK_ESTIMATE, UNKNOWN_GROUND)
# Why an area has no figure where figures stand as they were published.
NOT_ON_THIS_PLACE = "not_on_this_place"
_GAP = Status.NOT_PUBLISHED.value
# Few readers ask for it.
_MOST_BYTES = 32 * 1024**2
# What belongs to the converted figure and not to the one in its stead.
_OF_CONVERTED = ("lower", "upper", "amount", "weight", *CARRIED)
_READ = ("value", "status", "reason", "moved", "uncarried")


class AsPublishedEdition(Edition):
    """An edition that shows figures of older years where they were published.

    Parameters
    ----------
    edition
        The edition that holds the figures.
    """

    def __init__(self, edition: Edition) -> None:
        self.__dict__.update(edition.__dict__)
        self.values = AsPublishedValues(edition.values)
        self.cache = EditionCache(_MOST_BYTES)
        self._comparable = edition

    @property
    def comparable(self) -> Edition:
        """The edition with all figures on the areas of the map."""
        return self._comparable


class AsPublishedValues(ValueStore):
    """The figures of an edition where they were published.

    Parameters
    ----------
    values
        The figures on the areas of the map.
    """

    def __init__(self, values: ValueStore) -> None:
        self._values = values

    def table(self, layer_id: str, period: str) -> pd.DataFrame:
        """Give everything about one layer and period; see :meth:`ValueStore.table`."""
        return _take_back(self._values.table(layer_id, period))

    def rows(
        self, layer_id: str, period: str, selection: Selection, columns: Sequence[str] = COLUMNS
    ) -> pd.DataFrame:
        """Give the rows of some areas; see :meth:`ValueStore.rows`."""
        needed = tuple(dict.fromkeys((*columns, *_READ)))
        rows = self._values.rows(layer_id, period, selection, needed)
        return _take_back(rows)[list(columns)]

    def numbers(self, layer_id: str, period: str, selection: Selection) -> np.ndarray:
        """Give the values of some areas alone; see :meth:`ValueStore.numbers`."""
        return self.rows(layer_id, period, selection, ("value",))["value"].to_numpy(dtype=float)

    def find(self, layer_id: str, period: str, area: str) -> Observation | None:
        """Find the figure of one area; see :meth:`ValueStore.find`."""
        row = self._values.find(layer_id, period, area)
        return None if row is None else take_back(row)

    def of_areas(self, areas: Sequence[str]) -> pd.DataFrame:
        """Give everything about some areas; see :meth:`ValueStore.of_areas`."""
        return _take_back(self._values.of_areas(areas))


def show_as_published(edition: Edition) -> Edition:
    """Give the edition that shows figures of older years where they were published.

    Parameters
    ----------
    edition
        The edition that holds the figures.

    Returns
    -------
    Edition
        The same one each time, as long as there is room for it.
    """
    return edition.cache.get_or_make("as published", lambda: AsPublishedEdition(edition))


def take_back(row: Observation) -> Observation:
    """Give the figure that was published, in the stead of one that was converted.

    Parameters
    ----------
    row
        A figure on the areas of the map.

    Returns
    -------
    Observation
        The same where nothing was divided. Of what was, the figure of the whole places: its
        ``reason`` tells that it is of other ground, so that nobody takes a difference from it for
        a fact.
    """
    is_withheld = row.value is None and row.reason in WITHHELD_REASONS
    is_known = row.status in (Status.OK, Status.NOT_COMPARABLE)
    if not (is_withheld or (is_known and is_divided(row.moved))):
        return row
    facts = {field.name: getattr(row, field.name) for field in fields(MadeObservation)}
    facts |= dict.fromkeys(_OF_CONVERTED)
    value = row.uncarried
    if value is None:
        facts |= {"value": None, "status": _GAP, "reason": NOT_ON_THIS_PLACE}
    else:
        facts |= {"value": value, "status": Status.OK.value, "reason": OTHER_GROUND}
    return MadeObservation(**facts)


def _take_back(rows: pd.DataFrame) -> pd.DataFrame:
    """As :func:`take_back` of each row."""
    status = rows["status"].astype(object)
    is_ok = (status == Status.OK.value).to_numpy()
    is_known = is_ok | (status == Status.NOT_COMPARABLE.value).to_numpy()
    was_divided = is_known & (rows["moved"].to_numpy(dtype=float) > WHOLE_PLACES)
    is_withheld = ~is_ok & rows["reason"].isin(WITHHELD_REASONS).to_numpy()
    places = np.flatnonzero(was_divided | is_withheld)
    if not places.size:
        return rows
    columns = {name: rows[name].to_numpy(copy=True) for name in rows.columns}
    value = columns["uncarried"][places].astype(float)
    is_gap = np.isnan(value)
    columns["value"][places] = value
    _put_words(columns, "status", places, np.where(is_gap, _GAP, Status.OK.value))
    _put_words(columns, "reason", places, np.where(is_gap, NOT_ON_THIS_PLACE, OTHER_GROUND))
    for name in _OF_CONVERTED:
        if name in columns:
            columns[name][places] = np.nan
    return pd.DataFrame(columns, index=rows.index)


def _put_words(
    columns: dict[str, np.ndarray], name: str, places: np.ndarray, words: np.ndarray
) -> None:
    """Put words in some places of a column, whatever kind of text it holds."""
    column = columns[name].astype(object)
    column[places] = words
    columns[name] = column

"""A published table beside the areas of the edition: who is in it, who is not, and under what code.

The codes of a table are looked up once; after that all its topics are taken by number.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.build.assembled import PUBLISHED
from nplv_geo.build.completion import AGGREGATED
from nplv_geo.build.composition import Composition
from nplv_geo.definitions.topics import evaluate_topics
from nplv_geo.ground.areas import AreaLevel, gemeente_of, wijk_of
from nplv_geo.ground.arrays import Flags, Floats, Places
from nplv_geo.ground.status import Status, decode_statuses, encode_status
from nplv_geo.published.figures import Figures
from nplv_geo.statistics.aggregate import BOUNDARY_MISMATCH

# Inhabitants from which the absence of a buurt in a table is no omission but another code.
LARGE_BUURT = 500

_PARENTS = (wijk_of, gemeente_of)
_NO_DATA = encode_status(Status.NO_DATA)


class AlignedTable:
    """Figures of one table and period, aligned with the codes of an edition.

    Parameters
    ----------
    figures
        A published table.
    composition
        Codes and areas of the edition.
    """

    def __init__(self, figures: Figures, composition: Composition) -> None:
        self.figures = figures
        self._composition = composition

    def evaluate_topic(self, topic: str, where: Mapping[str, str]) -> pd.Series:
        """Compute an expression that is known to be in the table.

        Parameters
        ----------
        topic
            A topic, or a sum or difference of topics.
        where
            Members of the dimensions that it is taken of.

        Returns
        -------
        Series
            By area of the table, in the unit of the topic.

        Raises
        ------
        KeyError
            When the table lacks a topic.
        """
        values = evaluate_topics(topic, self.figures.frame, where)
        if values is None:
            raise KeyError((topic, self.figures.table, self.figures.period))
        return values

    def align_values(self, values: pd.Series) -> Floats:
        """Take values of the table for each code of the edition.

        Parameters
        ----------
        values
            By area of the table, in its order.

        Returns
        -------
        ndarray
            Shape (n_codes,), NaN for a code that the table does not list.
        """
        aligned: Floats = np.append(values.to_numpy(dtype=float), np.nan)[self._places]
        return aligned

    def align_statuses(self, statuses: pd.Series) -> pd.Series:
        """Take statuses of the table for each code of the edition.

        Parameters
        ----------
        statuses
            By area of the table, in its order; categories of ``STATUS_TYPE``.

        Returns
        -------
        Series
            By code of the edition; no data for one that the table does not list.
        """
        numbers = np.append(statuses.cat.codes.to_numpy(), _NO_DATA)[self._places]
        return decode_statuses(numbers, self._composition.codes)

    def explain_mismatch(self, values: pd.DataFrame) -> pd.DataFrame:
        """Say which values suffer from buurten that are other places in the table.

        Parameters
        ----------
        values
            By area, with a ``reason``; changed in place.

        Returns
        -------
        DataFrame
            The same. A value that rests on nothing but places that are the same is a good one.
        """
        figures = self.figures
        suffers = values.index.isin(self.affected_areas) & (values["reason"] == "")
        if not figures.is_on_trust:
            same = values.index.isin(figures.same_places) & (values["origin"] == PUBLISHED)
            suffers &= ~same & ~((values["origin"] == AGGREGATED) & (values["coverage"] >= 1.0))
        values.loc[suffers, "reason"] = BOUNDARY_MISMATCH
        return values

    @cached_property
    def _places(self) -> Places:
        return self.figures.frame.index.get_indexer(self._composition.codes)

    @cached_property
    def is_comparable(self) -> Flags:
        """Tell for each code of the edition whether the table means the same place by it."""
        return self.figures.mask_comparable(
            self._composition.codes, self._composition.boundary_year
        )

    @cached_property
    def affected_gemeenten(self) -> tuple[str, ...]:
        """Gemeenten whose buurten are others in the table than on the map.

        Where outlines or change marks tell, those with a buurt that is not the same place; else
        those of which one side has a buurt that the other lacks. On one and the same division
        nothing differs: a buurt without a row is one that was left out.
        """
        figures, composition = self.figures, self._composition
        if figures.is_matched_by_code or figures.boundary_year in (None, composition.boundary_year):
            return ()
        buurten = composition.locate_level(AreaLevel.BUURT)
        comparable = self.is_comparable[buurten]
        if figures.is_on_trust or not comparable.any():
            return self._gemeenten_with_other_codes
        return tuple(sorted(set(map(gemeente_of, composition.codes[buurten[~comparable]]))))

    @cached_property
    def _gemeenten_with_other_codes(self) -> tuple[str, ...]:
        """Gemeenten of which the lists of buurten differ.

        Publishers leave small buurten out; a large one that is missing has another code there.
        """
        index, composition = self.figures.frame.index, self._composition
        buurten_of_table = index[index.str.startswith("BU")]
        if buurten_of_table.empty:
            return ()
        buurten = composition.locate_level(AreaLevel.BUURT)
        absent = composition.inhabitants.reindex(
            composition.codes[buurten[self._places[buurten] < 0]]
        )
        large = absent.index[absent >= LARGE_BUURT]
        # A buurt that CBS has in its figures lacks a border at most: the division is the same.
        listed = [composition.codes, composition.inhabitants.index]
        strange = buurten_of_table[
            np.all([codes.get_indexer(buurten_of_table) < 0 for codes in listed], axis=0)
        ]
        return tuple(sorted({gemeente_of(code) for code in [*large, *strange]}))

    @cached_property
    def affected_areas(self) -> frozenset[str]:
        """Areas that suffer: all of such a gemeente, or those with such a buurt where known."""
        composition = self._composition
        affected = composition.areas[composition.gemeenten.isin(self.affected_gemeenten)]
        if self.figures.is_on_trust:
            return frozenset(affected)
        other = set(composition.codes[~self.is_comparable])
        composed = {**composition.focus, **composition.rings}
        inside = {area for area, codes in composed.items() if not other.isdisjoint(codes)}
        parents = {parent(code) for code in other if code[:2] == "BU" for parent in _PARENTS}
        return frozenset(affected).intersection(other | inside | parents)

"""A published table beside the areas of the edition: who is in it, who is not, and under what code.

The codes of a table are looked up once; after that all its topics are taken by number.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import pandas as pd

from nplv_geo.build.composition import Composition
from nplv_geo.definitions.topics import evaluate_topics
from nplv_geo.ground.areas import AreaLevel, gemeente_of, wijk_of
from nplv_geo.ground.status import Status, decode_statuses, encode_status
from nplv_geo.published.figures import Figures

# Inhabitants from which the absence of a buurt in a table is no omission but another code.
LARGE_BUURT = 500

_PARENTS = (wijk_of, gemeente_of)
_NO_DATA = encode_status(Status.NO_DATA)


class Matched:
    """Figures of one table and period, matched with the codes of an edition."""

    def __init__(self, figures: Figures, composition: Composition) -> None:
        self.figures = figures
        self._composition = composition

    def values(self, topic: str, where: Mapping[str, str]) -> pd.Series:
        """Compute an expression that is known to be in the table, for the areas of the table."""
        values = evaluate_topics(topic, self.figures.frame, where)
        if values is None:
            raise KeyError((topic, self.figures.table, self.figures.period))
        return values

    def on_codes(self, values: pd.Series) -> np.ndarray:
        """Values of the table for each code of the edition; NaN for one that it does not list."""
        found: np.ndarray = np.append(values.to_numpy(dtype=float), np.nan)[self._places]
        return found

    def statuses_on_codes(self, statuses: pd.Series) -> pd.Series:
        """Statuses of the table for each code of the edition; no data for one it does not list."""
        numbers = np.append(statuses.cat.codes.to_numpy(), _NO_DATA)[self._places]
        return decode_statuses(numbers, self._composition.codes)

    @cached_property
    def _places(self) -> np.ndarray:
        return self.figures.frame.index.get_indexer(self._composition.codes)

    @cached_property
    def comparable(self) -> np.ndarray:
        """Tell for each code of the edition whether the table means the same place by it."""
        return self.figures.mask_comparable(
            self._composition.codes, self._composition.boundary_year
        )

    @cached_property
    def affected(self) -> tuple[str, ...]:
        """Gemeenten whose buurten are others in the table than on the map.

        Where outlines or change marks tell, those with a buurt that is not the same place; else
        those of which one side has a buurt that the other lacks. On one and the same division
        nothing differs: a buurt without a row is one that was left out.
        """
        figures, whole = self.figures, self._composition
        if figures.is_matched_by_code or figures.boundary_year in (None, whole.boundary_year):
            return ()
        buurten = whole.places_of(AreaLevel.BUURT)
        comparable = self.comparable[buurten]
        if figures.is_on_trust or not comparable.any():
            return self._with_another_list
        return tuple(sorted(set(map(gemeente_of, whole.codes[buurten[~comparable]]))))

    @cached_property
    def _with_another_list(self) -> tuple[str, ...]:
        """Gemeenten of which the lists differ.

        Publishers leave small buurten out; a large one that is missing has another code there.
        """
        index, whole = self.figures.frame.index, self._composition
        theirs = index[index.str.startswith("BU")]
        if theirs.empty:
            return ()
        buurten = whole.places_of(AreaLevel.BUURT)
        absent = whole.inhabitants.reindex(whole.codes[buurten[self._places[buurten] < 0]])
        large = absent.index[absent >= LARGE_BUURT]
        # A buurt that CBS has in its figures lacks a border at most: the division is the same.
        known = [whole.codes, whole.inhabitants.index]
        strange = theirs[np.all([codes.get_indexer(theirs) < 0 for codes in known], axis=0)]
        return tuple(sorted({gemeente_of(code) for code in [*large, *strange]}))

    @cached_property
    def marked(self) -> frozenset[str]:
        """Areas that suffer: all of such a gemeente, or those with such a buurt where known."""
        whole = self._composition
        affected = whole.areas[whole.gemeenten.isin(self.affected)]
        if self.figures.is_on_trust:
            return frozenset(affected)
        other = set(whole.codes[~self.comparable])
        made = {**whole.focus, **whole.rings}
        inside = {area for area, codes in made.items() if not other.isdisjoint(codes)}
        parents = {parent(code) for code in other if code[:2] == "BU" for parent in _PARENTS}
        return frozenset(affected).intersection(other | inside | parents)

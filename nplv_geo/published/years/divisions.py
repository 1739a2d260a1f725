"""The area division of each table, and which of its codes may stand on the map of another.

Recorded wins: ``MapYear`` of the service, then the registry. Only a table of which nobody says it
is looked up by its codes in the divisions of which there are boundaries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from nplv_geo.definitions.tables import FAMILIES, DivisionFrom
from nplv_geo.ground.areas import AreaLevel, gemeente_of
from nplv_geo.ground.arrays import Flags
from nplv_geo.ground.contracts import TableFacts
from nplv_geo.ground.places import PlaceKind
from nplv_geo.published.figures import Figures
from nplv_geo.published.people_points import PeoplePoints
from nplv_geo.published.years.crosswalks import ByLevelAndYear, CrosswalkMaker, OverlayAll
from nplv_geo.published.years.place_evidence import NEIGHBOURING_YEARS, PlaceEvidence
from nplv_geo.statistics.carrying.crosswalk import Crosswalk

# Of a table with all buurten, the share of gemeenten that must have exactly the list of a year. A
# year on, 95 % do.
SAME_LISTS = 0.985
# Of a table that leaves small buurten out, the share of codes that a year may lack.
STRANGE = 0.001


class Divisions:
    """Everything that is known about area divisions; one object a build.

    Parameters
    ----------
    boundaries
        Outlines of all years in the raw store.
    figures
        All tables: their code lists and the change marks of the Kerncijfers.
    year
        Division of the map.
    cached
        Folder to keep what was worked out of pairs of years in; None to keep nothing.
    people
        Where people live, if anybody brought that.
    """

    def __init__(
        self,
        boundaries: ByLevelAndYear,
        figures: Iterable[Figures],
        year: int,
        cached: Path | None = None,
        people: PeoplePoints | None = None,
    ) -> None:
        figures = list(figures)
        self._year = year
        self._years = sorted(y for level, y in boundaries if level is AreaLevel.BUURT)
        self._lists = _collect_lists(boundaries, figures)
        marks = {
            part.boundary_year: part.change_marks
            for part in figures
            if part.family == "KWB" and part.boundary_year is not None
        }
        self._on_map = pd.Index(sorted(self._lists[year][0]), dtype="str")
        self._evidence = PlaceEvidence(self._lists, marks)
        self._crosswalks = CrosswalkMaker(boundaries, figures, self._evidence, cached, people)

    def find_crosswalk(self, division: int) -> Crosswalk | None:
        """Find how the places of a division lie on the map.

        Parameters
        ----------
        division
            Boundary year.

        Returns
        -------
        Crosswalk or None
            None for the map's own year, and when nothing is known of the division.
        """
        return None if division == self._year else self._crosswalks.make(division, self._year)

    def list_crosswalks(self, figures: Iterable[Figures]) -> dict[int, Crosswalk]:
        """List how the divisions of tables lie on the map.

        Parameters
        ----------
        figures
            All tables, with their divisions.

        Returns
        -------
        dict
            By boundary year, oldest first; without those that need none or of which nothing is
            known.
        """
        found = {year: self.find_crosswalk(year) for year in self._list_years(figures, self._year)}
        return {year: crosswalk for year, crosswalk in found.items() if crosswalk is not None}

    def list_links(self, figures: Iterable[Figures]) -> tuple[Crosswalk, ...]:
        """List what became of places from each year to the next one that is there.

        Parameters
        ----------
        figures
            All tables, with their divisions.

        Returns
        -------
        tuple of Crosswalk
            Oldest first; without those that lead to the map.
        """
        found = (self._crosswalks.make(*pair) for pair in self._list_links(figures))
        return tuple(crosswalk for crosswalk in found if crosswalk is not None)

    def overlay_ahead(self, figures: Iterable[Figures], overlay_all: OverlayAll) -> None:
        """Have the maps of all years that will be asked for overlaid elsewhere.

        Parameters
        ----------
        figures
            All tables, with their divisions.
        overlay_all
            Who does it.
        """
        figures = list(figures)
        to_map = [(year, self._year) for year in self._list_years(figures, self._year)]
        self._crosswalks.overlay_ahead([*to_map, *self._list_links(figures)], overlay_all)

    def _list_links(self, figures: Iterable[Figures]) -> list[tuple[int, int]]:
        """Pairs of years that follow one another, without those that lead to the map."""
        years = sorted({*self._list_years(figures, self._year), self._year})
        return [(one, other) for one, other in pairwise(years) if other != self._year]

    def _list_years(self, figures: Iterable[Figures], on_map: int) -> list[int]:
        """Years of tables that are not of the map, and of outlines."""
        of_tables = {
            part.boundary_year
            for part in figures
            if part.boundary_year is not None and not part.is_on_division(on_map)
        }
        return sorted((of_tables | set(self._years)) - {on_map})

    def settle_division(self, figures: Figures) -> Figures:
        """Give a table its division, and the codes that mean the same place on the map.

        Parameters
        ----------
        figures
            A table for one period.

        Returns
        -------
        Figures
            The same figures with what is known of their areas.
        """
        if figures.boundary_year is None:
            year, source = self._derive_division(figures)
            figures = replace(figures, boundary_year=year, division_from=source)
        division = figures.boundary_year
        if figures.is_matched_by_code or division is None or division == self._year:
            return figures
        is_near = abs(division - self._year) <= NEIGHBOURING_YEARS
        if figures.division_from is DivisionFrom.NEWEST and is_near:
            return replace(figures, is_on_trust=True)
        return replace(figures, same_places=self._find_same_places(figures, division))

    def _find_same_places(self, figures: Figures, division: int) -> frozenset[str]:
        """Codes that mean the same place on the map."""
        codes = frozenset(figures.frame.index.tolist())
        found = self.find_crosswalk(division)
        if found is None:
            return codes & self._evidence.find_same(codes, division, self._year)
        return codes & frozenset(found.kinds.index[found.kinds == PlaceKind.SAME])

    def list_facts(self, figures: Iterable[Figures]) -> list[TableFacts]:
        """List what is recorded of each table.

        Parameters
        ----------
        figures
            All tables, with their divisions.

        Returns
        -------
        list of TableFacts
            One item a table and division.
        """
        groups: dict[tuple[str, int | None], list[Figures]] = {}
        for part in figures:
            groups.setdefault((part.table, part.boundary_year), []).append(part)
        return [self._state_facts(parts) for _, parts in sorted(groups.items(), key=str)]

    def _state_facts(self, parts: list[Figures]) -> TableFacts:
        first = parts[0]
        codes = pd.Index(sorted({code for part in parts for code in part.frame.index.tolist()}))
        buurten = codes[codes.str.startswith("BU")]
        reaches_map, is_left_behind = self._sort_buurten(first, buurten)
        gemeenten = {gemeente_of(code) for code in codes if code[:2] != "NL"}
        all_gemeenten = {
            gemeente_of(code) for code in self._evidence.list_buurten(first.boundary_year)
        }
        return TableFacts(
            table=first.table,
            periods=tuple(sorted({part.period for part in parts})),
            boundary_year=first.boundary_year,
            division_from=first.division_from.value,
            is_recorded=first.division_from.is_recorded,
            state=first.state,
            retrieved=max(part.retrieved for part in parts),
            gemeenten=len(gemeenten),
            gemeenten_of=len(all_gemeenten) or None,
            carried=int(reaches_map.sum()),
            withheld=int(is_left_behind.sum()),
            on_trust=first.is_on_trust,
            has_outlines=first.boundary_year in self._years,
            left_out=max(part.left_out for part in parts),
        )

    def _sort_buurten(self, figures: Figures, buurten: pd.Index) -> tuple[Flags, Flags]:
        """Tell which buurten of a table reach the map, and which may be another place there."""
        division = figures.boundary_year
        is_elsewhere = division is not None and not figures.is_on_division(self._year)
        found = self.find_crosswalk(division) if is_elsewhere and division is not None else None
        if found is None:
            same = figures.mask_comparable(buurten, self._year)
            return same & (self._on_map.get_indexer(buurten) >= 0), ~same
        parts = found.buurten
        reached = parts.sources[np.unique(parts.source_of)]
        has_reached: Flags = reached.get_indexer(buurten) >= 0
        return has_reached, ~has_reached

    def _derive_division(self, figures: Figures) -> tuple[int | None, DivisionFrom]:
        """Division of a table that nobody records, by its codes.

        Of a table on the newest division of the day that has the list of no year here, it is a
        year after the newest of them, and at most one before its newest period. A table about
        gemeenten alone is of the year nearest to the map that has all of those.
        """
        codes = frozenset(code for code in figures.frame.index.tolist() if code[:2] == "BU")
        family = FAMILIES.get(figures.family)
        is_newest = family is not None and family.division == "newest"
        if codes:
            has_fit = self._has_same_lists if is_newest else self._has_all_codes
            fitting = [year for year in self._years if has_fit(codes, year)]
            if fitting:
                period = int(figures.period[:4])
                return min(fitting, key=lambda y: (abs(y - period), -y)), DivisionFrom.CODES
        gemeenten = {code for code in figures.frame.index.tolist() if code[:2] == "GM"}
        if is_newest and not codes and (fitting := self._list_years_with(gemeenten)):
            return min(fitting, key=lambda y: abs(y - self._year)), DivisionFrom.CODES
        if is_newest and self._years:
            return max(self._years[-1] + 1, int(figures.period[:4]) - 1), DivisionFrom.NEWEST
        return None, DivisionFrom.UNKNOWN

    def _list_years_with(self, gemeenten: set[str]) -> list[int]:
        """Years of outlines that have all of some gemeenten; none without gemeenten."""
        by_year = {
            year: set(map(gemeente_of, self._evidence.list_buurten(year))) for year in self._years
        }
        return [year for year, known in by_year.items() if gemeenten and gemeenten <= known]

    def _has_same_lists(self, codes: frozenset[str], year: int) -> bool:
        gemeenten = {gemeente_of(code) for code in codes}
        same = self._evidence.find_same_lists(codes, year)
        return len(same) >= SAME_LISTS * len(gemeenten)

    def _has_all_codes(self, codes: frozenset[str], year: int) -> bool:
        return len(codes - self._evidence.list_buurten(year)) <= STRANGE * len(codes)


def _collect_lists(
    boundaries: ByLevelAndYear, figures: Iterable[Figures]
) -> dict[int, tuple[frozenset[str], ...]]:
    """Lists of the buurten of each year: on the map, and in the Kerncijfers."""
    found: dict[int, list[Iterable[str]]] = {}
    for (level, year), part in boundaries.items():
        if level is AreaLevel.BUURT:
            found.setdefault(year, []).append(part.frame.index)
    for table in figures:
        if table.family == "KWB" and table.boundary_year is not None:
            found.setdefault(table.boundary_year, []).append(table.frame.index)
    return {
        year: tuple(frozenset(code for code in codes if code[:2] == "BU") for codes in lists)
        for year, lists in found.items()
    }

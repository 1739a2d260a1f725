"""The area division of each table, and which of its codes may stand on the map of another.

Recorded wins: ``MapYear`` of the service, then the registry. Only a table of which nobody says it
is looked up by its codes in the divisions of which there are boundaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import geopandas as gpd
import pandas as pd

from nplv_geo.definitions.tables import FAMILIES, DivisionFrom
from nplv_geo.geometry import same_places
from nplv_geo.geometry.boundaries import Boundaries, dissolve_buurten
from nplv_geo.geometry.same_places import OutlineComparison, PlaceLink
from nplv_geo.ground.areas import AreaLevel, gemeente_of
from nplv_geo.ground.contracts import TableFacts
from nplv_geo.published.figures import Figures

# A list of buurt codes speaks for the year beside its own: of 12,640 buurten in the 339 gemeenten
# with the same list in 2019 and 2020, 24 had another border.
NEIGHBOURING_YEARS = 1
# Of a table with all buurten, the share of gemeenten that must have exactly the list of a year. A
# year on, 95 % do.
SAME_LISTS = 0.985
# Of a table that leaves small buurten out, the share of codes that a year may lack.
STRANGE = 0.001
_LEVELS = (AreaLevel.BUURT, AreaLevel.WIJK, AreaLevel.GEMEENTE)

ByLevelAndYear = Mapping[tuple[AreaLevel, int], Boundaries]


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
    """

    def __init__(self, boundaries: ByLevelAndYear, figures: Iterable[Figures], year: int) -> None:
        self._boundaries, self._year = boundaries, year
        self._kwb = {
            part.boundary_year: part
            for part in figures
            if part.family == "KWB" and part.boundary_year is not None
        }
        self._years = sorted(y for level, y in boundaries if level is AreaLevel.BUURT)
        self._compared = cache(self._compare)
        self._shapes = cache(self._collect_shapes)
        self._lists = cache(self._collect_lists)

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
        same = first.mask_comparable(buurten, self._year)
        on_map = same & buurten.isin(self._lists(self._year)[0])
        gemeenten = {gemeente_of(code) for code in codes if code[:2] != "NL"}
        all_gemeenten = {gemeente_of(code) for code in self._list_buurten(first.boundary_year)}
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
            carried=int(on_map.sum()),
            withheld=int((~same).sum()),
            on_trust=first.is_on_trust,
            has_outlines=first.boundary_year in self._years,
            left_out=max(part.left_out for part in parts),
        )

    def _derive_division(self, figures: Figures) -> tuple[int | None, DivisionFrom]:
        """Division of a table that nobody records, by its codes.

        Of a table on the newest division of the day that has the list of no year here, it is a
        year after the newest of them, and at most one before its newest period.
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
        if is_newest and self._years:
            return max(self._years[-1] + 1, int(figures.period[:4]) - 1), DivisionFrom.NEWEST
        return None, DivisionFrom.UNKNOWN

    def _has_same_lists(self, codes: frozenset[str], year: int) -> bool:
        gemeenten = {gemeente_of(code) for code in codes}
        same = same_places.find_same_lists(codes, *self._lists(year))
        return len(same) >= SAME_LISTS * len(gemeenten)

    def _has_all_codes(self, codes: frozenset[str], year: int) -> bool:
        return len(codes - self._list_buurten(year)) <= STRANGE * len(codes)

    def _find_same_places(self, figures: Figures, division: int) -> frozenset[str]:
        """Codes of a table that outlines or change marks show to be the same place on the map."""
        codes = frozenset(figures.frame.index.tolist()) | self._list_buurten(division)
        near = [y for y in self._years if 0 < abs(y - division) <= NEIGHBOURING_YEARS]
        beside = {year: self._find_same_beside(codes, division, year) for year in near}
        outlines = [y for y in self._years if y != self._year]
        links = [PlaceLink((division, year), same) for year, same in beside.items()]
        links += [PlaceLink((year, self._year), self._compared(year).same) for year in outlines]
        links += [
            PlaceLink((year - 1, year), same_places.list_unchanged_codes(part.change_marks))
            for year, part in self._kwb.items()
        ]
        same_codes = same_places.follow_links(codes, division, self._year, links)
        same_codes |= same_places.find_whole_areas(
            same_codes, codes, self._list_buurten(self._year)
        )
        # Buurten may move inside a gemeente, but of the 249 gemeenten with the same list in 2019
        # and 2024 none is another place: they overlap for 0.87 to 1, Schiermonnikoog the least.
        gemeenten = same_places.find_same_lists(codes, *self._lists(self._year))
        same_codes |= (gemeenten & codes) - self._find_changed(division)
        for year in outlines:
            if year == division:
                same_codes -= self._compared(year).moved
            elif year in beside:
                same_codes -= self._compared(year).moved & beside[year]
        return same_codes

    def _find_changed(self, division: int) -> frozenset[str]:
        """Codes that CBS marks as changed between the division of a table and that of the map."""
        first, last = sorted((division, self._year))
        marks = [part.change_marks for year, part in self._kwb.items() if first < year <= last]
        return frozenset(code for of_year in marks for code, mark in of_year.items() if mark != 1)

    def _find_same_beside(self, codes: frozenset[str], division: int, year: int) -> frozenset[str]:
        """Codes of a table that the list of the year before or after speaks for.

        Those of gemeenten with the same buurt codes in both, but for areas that CBS marks as
        changed between the two, and those that it marks as unchanged. With the same gemeenten in
        the whole country none was merged, and each of them is the same place.
        """
        newer = self._kwb.get(max(division, year))
        marks = newer.change_marks if newer else {}
        same = same_places.find_same_lists(codes, *self._lists(year))
        listed = {code for code in codes if code[:2] != "NL" and gemeente_of(code) in same}
        gemeenten = {code for code in codes if code[:2] == "GM"}
        if gemeenten == {gemeente_of(code) for code in self._list_buurten(year)}:
            listed |= gemeenten
        changed = {code for code, mark in marks.items() if mark != 1}
        return frozenset(listed - changed) | (codes & same_places.list_unchanged_codes(marks))

    def _collect_lists(self, year: int) -> list[frozenset[str]]:
        """Lists of the buurten of a year: on the map and in the Kerncijfers."""
        frames = []
        if (AreaLevel.BUURT, year) in self._boundaries:
            frames.append(self._boundaries[AreaLevel.BUURT, year].frame)
        if year in self._kwb:
            frames.append(self._kwb[year].frame)
        return [frozenset(c for c in frame.index.tolist() if c[:2] == "BU") for frame in frames]

    def _list_buurten(self, year: int | None) -> frozenset[str]:
        """Codes of all buurten that are known of a year."""
        return frozenset().union(*(self._lists(year) if year is not None else ()))

    def _compare(self, year: int) -> OutlineComparison:
        """Outlines of a year against the map, at all levels."""
        buurten = self._shapes(AreaLevel.BUURT, year), self._shapes(AreaLevel.BUURT, self._year)
        width = same_places.measure_precision(*buurten)
        parts = [
            same_places.compare_outlines(
                self._shapes(level, year), self._shapes(level, self._year), width
            )
            for level in _LEVELS
        ]
        return OutlineComparison(
            frozenset().union(*(part.same for part in parts)),
            frozenset().union(*(part.moved for part in parts)),
        )

    def _collect_shapes(self, level: AreaLevel, year: int) -> gpd.GeoSeries:
        boundaries = self._boundaries.get((level, year))
        if boundaries is None:
            boundaries = dissolve_buurten(self._boundaries[AreaLevel.BUURT, year], level)
        return boundaries.frame.geometry

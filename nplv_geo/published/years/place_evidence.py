"""What lists of codes and change marks say of places in two years, without any outline.

CBS marks in the Kerncijfers of a year which areas are unchanged since the year before. A gemeente
that has exactly the same buurt codes in two years that follow one another has kept them, but for
areas that are marked. Such evidence links years, and links are followed from year to year.
"""

from __future__ import annotations

from collections.abc import Mapping

from nplv_geo.geometry import same_places
from nplv_geo.geometry.same_places import PlaceLink
from nplv_geo.ground.areas import gemeente_of

# A list of buurt codes speaks for the year beside its own: of 12,640 buurten in the 339 gemeenten
# with the same list in 2019 and 2020, 24 had another border.
NEIGHBOURING_YEARS = 1

Codes = frozenset[str]


class PlaceEvidence:
    """Lists of codes and change marks of all years.

    Parameters
    ----------
    lists
        By year the lists of all its buurten, of the map and of the Kerncijfers.
    marks
        By year the change mark of each code; 1 is unchanged since the year before.
    """

    def __init__(
        self, lists: Mapping[int, tuple[Codes, ...]], marks: Mapping[int, Mapping[str, int]]
    ) -> None:
        self._lists = lists
        self._marks = marks

    def list_buurten(self, year: int | None) -> Codes:
        """List the codes of all buurten that are known of a year.

        Parameters
        ----------
        year
            Boundary year.

        Returns
        -------
        frozenset of str
            Empty for a year of which no list is there.
        """
        return frozenset().union(*(self._lists.get(year, ()) if year is not None else ()))

    def find_same_lists(self, codes: Codes, year: int) -> Codes:
        """Find the gemeenten that have exactly the buurt codes of a year.

        Parameters
        ----------
        codes
            Codes of a table.
        year
            Boundary year.

        Returns
        -------
        frozenset of str
            Gemeente codes.
        """
        return same_places.find_same_lists(codes, *self._lists.get(year, ()))

    def has_marks_between(self, one: int, other: int) -> bool:
        """Tell whether each step from one year to another has change marks.

        Parameters
        ----------
        one, other
            Boundary years, in either order.

        Returns
        -------
        bool
            False for the same year.
        """
        first, last = sorted((one, other))
        return first < last and all(self._marks.get(y) for y in range(first + 1, last + 1))

    def find_same(self, codes: Codes, division: int, year: int) -> Codes:
        """Find the codes that are shown to mean the same place in another year.

        Parameters
        ----------
        codes
            Codes of a table.
        division
            Boundary year of those codes.
        year
            Another boundary year.

        Returns
        -------
        frozenset of str
            Buurten, wijken and gemeenten.

        Notes
        -----
        Buurten may move inside a gemeente, but of the 249 gemeenten with the same list in 2019 and
        2024 none is another place: they overlap for 0.87 to 1, Schiermonnikoog the least.
        """
        all_codes = codes | self.list_buurten(division)
        links = [
            PlaceLink((later - 1, later), same_places.list_unchanged_codes(marks))
            for later, marks in self._marks.items()
        ]
        if abs(division - year) <= NEIGHBOURING_YEARS:
            same_beside = self._find_same_beside(all_codes, division, year)
            links.append(PlaceLink((division, year), same_beside))
        same = same_places.follow_links(all_codes, division, year, links)
        same |= same_places.find_whole_areas(same, all_codes, self.list_buurten(year))
        return same | (self.find_same_lists(all_codes, year) - self._find_changed(division, year))

    def _find_changed(self, division: int, year: int) -> Codes:
        """Codes that CBS marks as changed between two years."""
        first, last = sorted((division, year))
        marks = [of_year for at, of_year in self._marks.items() if first < at <= last]
        return frozenset(code for of_year in marks for code, mark in of_year.items() if mark != 1)

    def _find_same_beside(self, codes: Codes, division: int, year: int) -> Codes:
        """Codes of a table that the list of the year before or after speaks for.

        Those of gemeenten with the same buurt codes in both, but for areas that CBS marks as
        changed between the two, and those that it marks as unchanged. With the same gemeenten in
        the whole country none was merged, and each of them is the same place.
        """
        marks = self._marks.get(max(division, year), {})
        same = self.find_same_lists(codes, year)
        listed = {code for code in codes if code[:2] != "NL" and gemeente_of(code) in same}
        gemeenten = {code for code in codes if code[:2] == "GM"}
        gemeenten |= {gemeente_of(code) for code in codes if code[:2] == "BU"}
        if gemeenten == {gemeente_of(code) for code in self.list_buurten(year)}:
            listed |= gemeenten
        changed = {code for code, mark in marks.items() if mark != 1}
        return frozenset(listed - changed) | (codes & same_places.list_unchanged_codes(marks))

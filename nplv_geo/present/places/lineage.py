"""Which places a code stood for over the boundary years: one place, or several that share it.

A place is followed through every year in which it stayed what it was, under whichever code. Places
of one code belong together when one has ground of the other; else the code was given away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, reduce

from nplv_geo.edition.place_history import PlaceHistory, PlaceLine

_ListLines = Callable[[str], tuple[PlaceLine, ...]]


@dataclass(frozen=True, slots=True, order=True)
class PlaceOfYear:
    """A code in one boundary year."""

    year: int
    code: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """One place through the years.

    Attributes
    ----------
    places
        The same place in each year, under the codes that it had.
    lines
        All that is known of those, by years and codes.
    """

    places: set[PlaceOfYear] = field(default_factory=set)
    lines: dict[tuple[int, int, str, str], PlaceLine] = field(default_factory=dict)

    def _list_reached(self) -> set[PlaceOfYear]:
        return self.places.union(*map(list_ends, self.lines.values()))

    def meets(self, other: Lineage) -> bool:
        """Tell whether one has ground of the other."""
        return not self._list_reached().isdisjoint(other._list_reached())

    def join(self, other: Lineage) -> Lineage:
        """Take two together."""
        return Lineage(self.places | other.places, self.lines | other.lines)


def list_ends(line: PlaceLine) -> tuple[PlaceOfYear, ...]:
    """List the older and the newer place of a line, without what is not there."""
    older = PlaceOfYear(line.from_year, line.code_from)
    newer = PlaceOfYear(line.to_year, line.code_to)
    return tuple(place for place in (older, newer) if place.code)


def trace_places(
    code: str, history: PlaceHistory, map_year: int, *, is_on_map: bool
) -> tuple[Lineage, ...]:
    """Trace the places that a code stood for.

    Parameters
    ----------
    code
        CBS code of any boundary year.
    history
        What the edition knows of places.
    map_year
        Boundary year of the map.
    is_on_map
        Whether the map has the code.

    Returns
    -------
    tuple of Lineage
        The one that has the code on the map first, then who had it last; empty when nobody knows
        the code.
    """
    list_lines = cache(history.list_lines)
    ends = {end for line in list_lines(code) for end in list_ends(line)}
    starts = {end for end in ends if end.code == code}
    if is_on_map:
        starts.add(PlaceOfYear(map_year, code))
    lineages: list[Lineage] = []
    for start in sorted(starts, reverse=True):
        new = _trace(start, list_lines)
        met = [lineage for lineage in lineages if lineage.meets(new)]
        apart = [lineage for lineage in lineages if not lineage.meets(new)]
        lineages = [*apart, reduce(Lineage.join, met, new)]
    return tuple(sorted(lineages, key=lambda lineage: _last_year(lineage, code), reverse=True))


def _trace(start: PlaceOfYear, list_lines: _ListLines) -> Lineage:
    """Follow one place through the years in which it stayed what it was."""
    lineage, waiting = Lineage(), [start]
    while waiting:
        place = waiting.pop()
        if place in lineage.places:
            continue
        lineage.places.add(place)
        for line in list_lines(place.code):
            ends = list_ends(line)
            if place in ends:
                key = (line.from_year, line.to_year, line.code_from, line.code_to)
                lineage.lines[key] = line
                waiting += ends if line.kind.is_kept else ()
    return lineage


def _last_year(lineage: Lineage, code: str) -> int:
    return max(place.year for place in lineage.places if place.code == code)

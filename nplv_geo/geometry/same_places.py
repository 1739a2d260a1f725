"""Which codes of one area division mean the same place on another, told without laying maps over.

A code holds within one year only: a gemeente that draws its buurten anew gives the old codes to
other places. Where outlines of both years are there, those tell
(:mod:`nplv_geo.geometry.pieces`). Elsewhere the change mark of CBS in the Kerncijfers does: 1 is
"code and outline are those of the year before" (a border that moved less than 5 metres counts as
unchanged). Such evidence links two years for some codes, and links are followed from year to year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from nplv_geo.ground.areas import gemeente_of, wijk_of
from nplv_geo.ground.arrays import Floats

# Precision of a pair of maps in metres: never taken to be finer or coarser than this.
FINEST_M, COARSEST_M = 1.0, 60.0
# A border that is drawn up to p metres off differs a quarter of that on average from another.
_MEAN_OF_PRECISION = 4.0


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Codes that mean the same place in two years.

    Attributes
    ----------
    years
        The two boundary years.
    codes
        Area codes that both have for the same place.
    """

    years: tuple[int, int]
    codes: frozenset[str]


def measure_drawing(first: np.ndarray, second: np.ndarray, common: Floats) -> float:
    """Measure how far two maps draw the same border apart.

    Half of all codes at least did not change, so the median width of the differences is that of
    the drawing: 13 metres between generalised maps, nothing between two editions of one map.

    Parameters
    ----------
    first, second
        Outlines of one code in two years (EPSG:28992, metres).
    common
        Ground that both have, in m².

    Returns
    -------
    float
        Width in metres, from :data:`FINEST_M` to :data:`COARSEST_M`.
    """
    if not len(first):
        return FINEST_M
    difference = shapely.area(first) + shapely.area(second) - 2 * common
    border = (shapely.length(first) + shapely.length(second)) / 2
    width = _MEAN_OF_PRECISION * float(np.median(difference / border))
    return float(np.clip(width, FINEST_M, COARSEST_M))


def find_same_lists(table_codes: Iterable[str], *year_lists: Iterable[str]) -> frozenset[str]:
    """Find the gemeenten of which two lists have exactly the same buurt codes.

    Parameters
    ----------
    table_codes
        Codes of a table.
    *year_lists
        Lists of one year, any of which may be the one that equals: buurten without a border stand
        in the figures and not on the map.

    Returns
    -------
    frozenset of str
        Gemeente codes.
    """
    table = _group_by_gemeente(table_codes)
    lists = [_group_by_gemeente(codes) for codes in year_lists]
    return frozenset(
        gemeente
        for gemeente, buurten in table.items()
        if any(buurten == listed.get(gemeente) for listed in lists)
    )


def follow_links(
    codes: Iterable[str], division: int, year: int, links: Iterable[PlaceLink]
) -> frozenset[str]:
    """Follow links between years to the codes that mean the same place in the end.

    Parameters
    ----------
    codes
        Codes of a table.
    division
        Boundary year of those codes.
    year
        Boundary year to arrive at.
    links
        What is known of pairs of years; each holds in both directions.

    Returns
    -------
    frozenset of str
        Codes of ``division`` that links lead to the same place in ``year``.
    """
    codes_in: dict[int, frozenset[str]] = {division: frozenset(codes)}
    both_ways = [
        (one, other, link.codes) for link in links for one, other in (link.years, link.years[::-1])
    ]
    has_grown = True
    while has_grown:
        has_grown = False
        for one, other, same in both_ways:
            before = codes_in.get(other, frozenset())
            now = before | (codes_in.get(one, frozenset()) & same)
            has_grown |= len(now) > len(before)
            codes_in[other] = now
    return codes_in.get(year, frozenset())


def find_whole_areas(same: frozenset[str], *buurten: Iterable[str]) -> frozenset[str]:
    """Find the wijken and gemeenten of which every buurt stayed where it was.

    Parameters
    ----------
    same
        Codes that mean the same place in both divisions.
    *buurten
        Codes of both divisions: one that came or went makes another wijk of what is left.

    Returns
    -------
    frozenset of str
        Codes of wijken and gemeenten.
    """
    parents = [
        (code in same, parent(code))
        for codes in buurten
        for code in codes
        if code[:2] == "BU"
        for parent in (wijk_of, gemeente_of)
    ]
    broken_areas = {code for has_stayed, code in parents if not has_stayed}
    return frozenset(code for has_stayed, code in parents if has_stayed) - broken_areas


def list_unchanged_codes(marks: Mapping[str, int]) -> frozenset[str]:
    """List the codes that CBS marks as the same place as the year before.

    Parameters
    ----------
    marks
        Change mark of each code, as in the Kerncijfers.

    Returns
    -------
    frozenset of str
        Codes with mark 1.
    """
    return frozenset(code for code, mark in marks.items() if mark == 1)


def _group_by_gemeente(codes: Iterable[str]) -> dict[str, set[str]]:
    buurten_of: dict[str, set[str]] = {}
    for code in codes:
        if code[:2] == "BU":
            buurten_of.setdefault(gemeente_of(code), set()).add(code)
    return buurten_of

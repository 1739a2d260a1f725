"""Outlines of the buurten of any year: those of the year itself, or put together from others.

A year without outlines borrows them. CBS marks in the Kerncijfers which areas are unchanged since
the year before; such evidence leads from the codes of one year to the outlines of another. What
remains of a gemeente is shared by its remaining codes: of a single one that is its outline, of
more only the outline of all together is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from nplv_geo.ground.areas import gemeente_of
from nplv_geo.ground.places import CrosswalkWay

# Published areas are whole hectares; a buurt may differ that much more from its outline.
_HECTARE = 1e4
_AREA_TOLERANCE = 0.05
# Part of a gemeente that may lie between two drawings of all its borders: 2 % at most between 2019
# and 2024, where gemeenten that took in another one grew by more.
_BETWEEN_DRAWINGS = 0.03
# What is left of a gemeente is drawing unless it is wider than this, in metres.
_LEFTOVER_WIDTH_M = 60.0


@dataclass(frozen=True, eq=False)
class YearOutlines:
    """Outlines of one year.

    Attributes
    ----------
    year
        Boundary year.
    shapes
        By block (EPSG:28992): a block is a code, or several codes that share an outline.
    block_of
        By code of a buurt the name of its block.
    years
        Years whose outlines were used.
    way
        How it is known that they are those of this year.
    """

    year: int
    shapes: gpd.GeoSeries
    block_of: Mapping[str, str]
    years: tuple[int, ...]
    way: CrosswalkWay


def keep_outlines(year: int, shapes: gpd.GeoSeries) -> YearOutlines:
    """Take the outlines of the year itself.

    Parameters
    ----------
    year
        Boundary year.
    shapes
        Its buurten by code (EPSG:28992).

    Returns
    -------
    YearOutlines
        Every code is a block of its own.
    """
    return YearOutlines(
        year, shapes, {code: code for code in shapes.index}, (year,), CrosswalkWay.OUTLINES
    )


def borrow_outlines(  # noqa: PLR0913  # all that is known of a year
    year: int,
    codes: frozenset[str],
    others: Mapping[int, gpd.GeoSeries],
    find_same: Callable[[int], frozenset[str]],
    hectares: pd.Series,
    *,
    has_marks: bool,
) -> YearOutlines | None:
    """Put the outlines of a year together from those of other years.

    Parameters
    ----------
    year
        Boundary year without outlines.
    codes
        Codes of its buurten.
    others
        By other year its outlines by code (EPSG:28992).
    find_same
        Gives the codes of ``year`` that mean the same place in another year.
    hectares
        Published area of the buurten of ``year`` by code, in hectares; may be empty.
    has_marks
        Whether change marks are among what ``find_same`` knows.

    Returns
    -------
    YearOutlines or None
        None when nothing is known of any code.

    Notes
    -----
    The nearest year goes first. A code that no evidence reaches takes the outline that another
    year has under it only when the published area of the buurt is that of the outline, to a
    twentieth or a hectare. What is left of each gemeente is one block of its remaining codes,
    unless it is larger than these were: where gemeenten were merged, one that keeps its code may
    have taken in another.
    """
    taken: dict[str, shapely.Geometry] = {}
    used: list[int] = []
    nearest = sorted(others, key=lambda other: (abs(other - year), other))
    for is_proven in (True, False):
        for other in nearest:
            shapes = others[other]
            open_codes = (codes - taken.keys()) & frozenset(shapes.index)
            found = open_codes & (
                find_same(other) if is_proven else _find_equal_areas(open_codes, shapes, hectares)
            )
            if found:
                used.append(other)
                taken |= shapes.loc[sorted(found)].to_dict()
    if not taken:
        return None
    blocks = {code: code for code in taken}
    base = others[nearest[0]]
    were_merged = set(map(gemeente_of, codes)) != set(map(gemeente_of, base.index))
    for gemeente, (rest, ground) in _find_leftovers(codes - taken.keys(), taken, base).items():
        members = [code for code in codes - taken.keys() if gemeente_of(code) == gemeente]
        if were_merged and _has_strange_ground(rest, ground, hectares.reindex(members)):
            continue
        blocks |= dict.fromkeys(members, gemeente)
        taken[gemeente] = rest
    shapes = gpd.GeoSeries(taken, crs=base.crs).sort_index()
    way = CrosswalkWay.MARKS if has_marks else CrosswalkWay.CODES
    return YearOutlines(year, shapes, blocks, tuple(sorted(set(used))), way)


def _find_equal_areas(
    codes: Iterable[str], shapes: gpd.GeoSeries, hectares: pd.Series
) -> frozenset[str]:
    """Codes of which the outline is as large as the published area."""
    known = hectares.reindex(sorted(codes)).dropna()
    published = known.to_numpy(dtype=float) * _HECTARE
    drawn = shapes.loc[known.index].area.to_numpy()
    slack = np.maximum(_AREA_TOLERANCE * drawn, _HECTARE)
    return frozenset(known.index[np.abs(published - drawn) <= slack])


def _has_strange_ground(rest: shapely.Geometry, ground: float, hectares: pd.Series) -> bool:
    """Tell whether what is left is more than its codes had; False when that is not known.

    What lies between two drawings of the borders of a whole gemeente is no other gemeente.
    """
    published = float(hectares.sum()) * _HECTARE
    slack = max(_AREA_TOLERANCE * published, len(hectares) * _HECTARE, _BETWEEN_DRAWINGS * ground)
    return bool(hectares.notna().all()) and rest.area > published + slack


def _find_leftovers(
    codes: Iterable[str], taken: Mapping[str, shapely.Geometry], base: gpd.GeoSeries
) -> dict[str, tuple[shapely.Geometry, float]]:
    """What is left of the gemeenten of some codes, with the area (m²) of each as a whole."""
    wanted = {gemeente_of(code) for code in codes}
    ground: dict[str, list[shapely.Geometry]] = {}
    for code, shape in base.items():
        ground.setdefault(gemeente_of(str(code)), []).append(shape)
    inside: dict[str, list[shapely.Geometry]] = {}
    for code, shape in taken.items():
        inside.setdefault(gemeente_of(code), []).append(shape)
    leftovers = {}
    for gemeente in sorted(wanted & ground.keys()):
        whole = shapely.union_all(ground[gemeente])
        known = shapely.union_all(inside.get(gemeente, []))
        half = _LEFTOVER_WIDTH_M / 2
        rest = shapely.difference(whole, known).buffer(-half).buffer(half)
        if not rest.is_empty:
            leftovers[gemeente] = rest, whole.area
    return leftovers

"""Several deliveries of one table or one map put together; where they overlap the newest wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

import geopandas as gpd
import pandas as pd

from nplv_geo.geometry.boundaries import Boundaries
from nplv_geo.ground.areas import AreaLevel, gemeente_of
from nplv_geo.published.figures import Figures


def join_boundaries(
    parts: Iterable[Boundaries],
) -> dict[tuple[AreaLevel, int], Boundaries]:
    """Join outlines by level and year.

    A gemeente is taken whole from the newest delivery that has it: of one place two deliveries
    need not draw the same line.

    Parameters
    ----------
    parts
        Outlines, the oldest delivery first.

    Returns
    -------
    dict
        By level and boundary year.
    """
    joined: dict[tuple[AreaLevel, int], Boundaries] = {}
    for part in parts:
        key = (part.level, part.year)
        joined[key] = _lay_over(joined[key], part) if key in joined else part
    return joined


def _lay_over(older: Boundaries, newer: Boundaries) -> Boundaries:
    fresh = {gemeente_of(code) for code in newer.frame.index}
    is_kept = [gemeente_of(code) not in fresh for code in older.frame.index]
    if not any(is_kept):
        return newer
    frame = gpd.GeoDataFrame(pd.concat([older.frame[is_kept], newer.frame]).sort_index())
    shapeless = {code for code in older.without_shape if gemeente_of(code) not in fresh}
    return replace(
        newer,
        frame=frame,
        left_out=max(older.left_out, newer.left_out),
        duplicates=older.duplicates + newer.duplicates,
        repaired=older.repaired + newer.repaired,
        without_shape=tuple(sorted(shapeless | set(newer.without_shape))),
    )


def join_figures(parts: Iterable[Figures]) -> list[Figures]:
    """Join the figures of one table and period, such as topics or levels in separate files.

    Where two deliveries have a cell, the newest counts, also when it is empty there.

    Parameters
    ----------
    parts
        Tables, the oldest delivery first.

    Returns
    -------
    list of Figures
        One for each table, period and division, in the order in which each came first.
    """
    groups: dict[tuple[str, str, int | None, bool], list[Figures]] = {}
    for part in parts:
        key = (part.table, part.period, part.boundary_year, part.is_matched_by_code)
        groups.setdefault(key, []).append(part)
    return [_join(group) for group in groups.values()]


def _join(group: Sequence[Figures]) -> Figures:
    return reduce(_lay_figures_over, group)


def _lay_figures_over(older: Figures, newer: Figures) -> Figures:
    rows = older.frame.index.union(newer.frame.index)
    columns = [*older.frame.columns, *newer.frame.columns.difference(older.frame.columns)]
    frame = older.frame.reindex(index=rows, columns=columns)
    frame.loc[newer.frame.index, newer.frame.columns] = newer.frame
    return replace(
        newer,
        frame=frame.rename_axis("area_code").sort_index(),
        marks=_join_marks(older, newer),
        names={**older.names, **newer.names},
        keys={**older.keys, **newer.keys},
        change_marks={**older.change_marks, **newer.change_marks},
        left_out=max(older.left_out, newer.left_out),
    )


def _join_marks(older: Figures, newer: Figures) -> dict[str, pd.Series]:
    """Why cells are empty; a cell that the newer delivery has is explained by that one."""
    marks = {
        topic: known[~known.index.isin(newer.frame.index)]
        if topic in newer.frame.columns
        else known
        for topic, known in older.marks.items()
    }
    for topic, known in newer.marks.items():
        marks[topic] = pd.concat([marks[topic], known]) if topic in marks else known
    return {topic: known for topic, known in marks.items() if len(known)}

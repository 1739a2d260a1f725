"""The table of two maps: the same areas with both values, or a table for each of two places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nplv_geo.present.beside.words import name_sides, write_heading
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.page.view import SECOND
from nplv_geo.present.table.rows import MapTableRow, list_areas, make_row
from nplv_geo.present.table.table import (
    MapTable,
    MapTableColumn,
    make_column,
    make_switch,
    make_table,
)


def make_tables(page: Page) -> tuple[MapTable, ...]:
    """Make the tables that stand with the maps of a page.

    Parameters
    ----------
    page
        The page of the first map.

    Returns
    -------
    tuple of MapTable
        One with the values of both maps where these have the same areas, in the order of the first
        map; else one for each map.
    """
    table, other = make_table(page), page.beside
    if other is None:
        return (table,)
    if page.scope.codes != other.scope.codes:
        # Areas of both stand in one grid, and so one way leads to it.
        n = len({*page.scope.codes, *other.scope.codes})
        switch = make_switch(page, write_heading(page), n)
        return (replace(table, grid=None), replace(make_table(other), grid=switch))
    return (_join(page, other, table),)


def _join(page: Page, other: Page, table: MapTable) -> MapTable:
    """Put the values of the second map in a column beside those of the first."""
    t, names = page.t, name_sides(page, other)
    name, value, *_ = table.columns
    places = {code: place for place, code in enumerate(other.scope.codes)}
    shown = list_areas(other, np.array([places[row.code] for row in table.rows], dtype=int))
    shades = choose_colours(other.classes, other.layer.higher_is)
    seconds = [make_row(other, area, shades) for area in shown]
    n, level = t.number(len(page.scope.codes)), t(f"levels_plural.{page.scope.level}")
    caption = t("beside.table_caption", title=write_heading(page), n=n, level=level)
    return replace(
        table,
        caption=caption,
        grid=table.grid and replace(table.grid, title=caption),
        columns=(
            name,
            replace(value, label=names[0]),
            make_column(page, names[1], SECOND),
            MapTableColumn(t("col_status"), None, "none"),
        ),
        rows=tuple(
            _join_row(row, second, names) for row, second in zip(table.rows, seconds, strict=True)
        ),
    )


def _join_row(row: MapTableRow, second: MapTableRow, names: tuple[str, str]) -> MapTableRow:
    """One area with both values; what is noted of one of them says of which."""
    notes = [
        f"{name}: {one.note}" for name, one in zip(names, (row, second), strict=True) if one.note
    ]
    note = row.note if row.note and row.note == second.note else "; ".join(notes)
    return replace(row, differences=(second.value,), note=note)

"""The grid of two maps: each area once, with what both maps show of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nplv_geo.present.beside.words import are_of_one_figure, name_sides, write_area_sides
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import SECOND
from nplv_geo.present.table.grid import (
    ORDER,
    TEXT,
    Cells,
    GridColumn,
    GridRows,
    list_grid_columns,
    make_grid_rows,
)

# Column that tells on which of two maps an area is; 1 for those on the second alone.
_MAP, _IS_SECOND = "kaart", "second"
_OF_AREA = ("naam", "gemeente", "inwoners")
_LAST = "toelichting"


def list_columns(page: Page) -> tuple[GridColumn, ...]:
    """List the columns of the grid of a page, of one map or of two.

    Parameters
    ----------
    page
        The page of the first map.

    Returns
    -------
    tuple of GridColumn
        Of two maps a column of values each, headed by what it does not share with the other. Where
        two areas show the same figure one column holds all, so that they have one order.
    """
    own = list_grid_columns(page)
    return own if page.beside is None else tuple(_join_columns(page, page.beside, own))


def _join_columns(page: Page, other: Page, own: Sequence[GridColumn]) -> Iterator[GridColumn]:
    names = name_sides(page, other)
    for column in own:
        if column.id == "waarde" and are_of_one_figure(page, other):
            yield GridColumn(_MAP, page.t("beside.col_map"), "text")
            yield column
        elif column.id == "waarde":
            yield GridColumn("waarde", names[0], "number")
            yield GridColumn(SECOND, names[1], "number")
        elif column.id in (*_OF_AREA, _LAST):
            yield column


def make_rows(page: Page) -> GridRows:
    """Make all rows of the grid of a page, of one map or of two.

    Parameters
    ----------
    page
        The page of the first map.

    Returns
    -------
    GridRows
        Areas of the first map first; an area that a map does not show has no value of it.
    """
    rows = make_grid_rows(page)
    return rows if page.beside is None else _join_rows(page, page.beside, rows)


def _join_rows(page: Page, other: Page, first: GridRows) -> GridRows:
    second = make_grid_rows(other)
    codes = tuple(dict.fromkeys((*first.codes, *second.codes)))
    places = [{code: i for i, code in enumerate(rows.codes)} for rows in (first, second)]
    at = [(places[0].get(code), places[1].get(code)) for code in codes]

    def take_either(field: str) -> Cells:
        """Of the first map where the area is on it, else of the second."""
        one, two = first.cells[field], second.cells[field]
        return tuple(one[i] if i is not None else two[j or 0] for i, j in at)

    def take_own(rows: GridRows, side: int, field: str) -> Cells:
        nothing = "" if field.endswith(TEXT) else None
        places = (pair[side] for pair in at)
        return tuple(nothing if i is None else rows.cells[field][i] for i in places)

    fields = [field for field in _list_area_fields(first) if field in second.cells]
    cells = {field: take_either(field) for field in fields}
    endings = ("", TEXT, ORDER)
    if are_of_one_figure(page, other):
        cells |= {f"waarde{end}": take_either(f"waarde{end}") for end in endings}
        areas = write_area_sides(page, other)
        cells[_MAP] = tuple(areas[i is not None, j is not None] for i, j in at)
    else:
        cells |= {f"waarde{end}": take_own(first, 0, f"waarde{end}") for end in endings}
        cells |= {f"{SECOND}{end}": take_own(second, 1, f"waarde{end}") for end in endings}
    notes = [take_own(rows, side, _LAST) for side, rows in enumerate((first, second))]
    names = name_sides(page, other)
    cells[_LAST] = tuple(_join_notes(pair, names) for pair in zip(*notes, strict=True))
    cells[_IS_SECOND] = tuple(1 if i is None else None for i, _ in at)
    return GridRows(edition=first.edition, codes=codes, cells=cells)


def _list_area_fields(rows: GridRows) -> Iterator[str]:
    """Fields that an area has whatever a map shows of it, and the colour of its swatch."""
    of_area = {f"{name}{end}" for name in _OF_AREA for end in ("", TEXT, ORDER)}
    yield from (field for field in rows.cells if field in of_area or field == "colour")


def _join_notes(notes: Sequence[str | int | float | None], names: tuple[str, str]) -> str:
    """Notes of both values; what is noted of one of them says of which."""
    first, second = (str(note or "") for note in notes)
    if first == second:
        return first
    pairs = zip(names, (first, second), strict=True)
    return "; ".join(f"{name}: {note}" for name, note in pairs if note)

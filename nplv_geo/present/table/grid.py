"""The table beside the map as a grid of all its rows, which a browser sorts and filters.

What a reader sees is written here, in words beside the numbers: a script only chooses and orders.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Literal

import numpy as np
from babel.numbers import get_decimal_symbol, get_group_symbol
from pydantic import Field

from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.answer_models import Answer
from nplv_geo.present.page.comparators import Comparator
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.page.view import DEFAULT_SORT, SECOND, SORTED_BY, View
from nplv_geo.present.stacking.words import write_domain_heads
from nplv_geo.present.table.order import INHABITANTS, count_inhabitants, list_places, read_sort_keys
from nplv_geo.present.table.pins import label_difference
from nplv_geo.present.table.rows import MapTableRow, ShownArea, list_areas, make_row
from nplv_geo.present.values.rows import none_if_missing

ColumnKind = Literal["area", "text", "number"]
Cells = tuple[str | int | float | None, ...]
# What is read of a number, and what a column is sorted by, stand in fields of their own.
TEXT, ORDER = "_text", "_order"
# Columns that an address can ask an order by.
SORTED = (*SORTED_BY, SECOND)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: ``area`` is a link, ``number`` is sorted by its number and read as its text."""

    id: str
    label: str
    kind: ColumnKind


class GridRows(Answer):
    """All rows of a grid, by column: what is sorted by, and what is read."""

    edition: Annotated[str, Field(description="Edition that the rows are of.")]
    codes: Annotated[tuple[str, ...], Field(description="Code of the area of each row.")]
    cells: Annotated[
        dict[str, Cells],
        Field(
            description="By field a cell for each row: `waarde` is the number as it is shown, "
            "`waarde_text` how it is written, `waarde_order` by what it is sorted, each null "
            "where there is none; `colour` is a CSS colour or null."
        ),
    ]


def list_grid_columns(page: Page) -> tuple[GridColumn, ...]:
    """List the columns of the grid of a page.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    tuple of GridColumn
        Those of the table, with the gemeente and the inhabitants where these tell something.
    """
    return tuple(_list_columns(page, page.counted))


def _list_columns(page: Page, stacking: Stacking | None) -> Iterator[GridColumn]:
    t = page.t
    yield GridColumn("naam", t("col_name"), "area")
    if page.scope.level is not AreaLevel.GEMEENTE:
        yield GridColumn("gemeente", t("grid.gemeente"), "text")
    if stacking:
        yield GridColumn("waarde", t("stacking.col_count"), "number")
        heads = enumerate(write_domain_heads(page, stacking))
        yield from (GridColumn(f"domein_{i}", head, "text") for i, head in heads)
    else:
        yield GridColumn("waarde", t("col_value"), "number")
        if page.reference is not None:
            yield GridColumn("verschil", label_difference(page), "number")
        for i, one in _list_other_comparators(page):
            yield GridColumn(f"verschil_{i}", label_difference(page, one), "number")
    if page.edition.has(INHABITANTS) and page.layer.id != INHABITANTS:
        period = page.edition.default_period(INHABITANTS)
        yield GridColumn("inwoners", t("grid.inhabitants", period=period), "number")
    yield GridColumn("toelichting", t("col_status"), "text")


def list_sort_links(page: Page, columns: Sequence[GridColumn]) -> dict[str, str]:
    """List the links to the same view in another order, by the word in the address.

    Parameters
    ----------
    page
        The page of one view.
    columns
        Those of its grid.

    Returns
    -------
    dict of str to str
        Queries by column; with ``-`` from high to low.
    """
    ids = [column.id for column in columns if column.id in SORTED]
    return {word: page.view.write_query(sorteer=word) for one in ids for word in (one, f"-{one}")}


def write_rows_query(view: View) -> str:
    """Write the query by which a browser asks for the rows of a view: the order makes no others."""
    return replace(view, sort=DEFAULT_SORT, table="kort", basemap="", lit="").write_query()


def find_rows_key(page: Page) -> tuple[Hashable, ...]:
    """Find what the rows of a page depend on: all views with the same have the same rows.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    tuple
        Edition, place, layer and how it is shown; not which of the rows is chosen.
    """
    view, scope = page.view, page.scope
    shown = (view.layer, view.period, view.scheme, view.compared, view.boundaries, view.domains)
    bounds = (view.scale, view.bounds)
    key = (page.edition.id, scope.place, scope.level, *shown, *bounds, view.language)
    return key if page.beside is None else (*key, *find_rows_key(page.beside))


def list_number_marks(page: Page) -> tuple[str, str]:
    """List the marks between thousands and before decimals that a reader types."""
    language = page.view.language
    return str(get_group_symbol(language)), str(get_decimal_symbol(language))


def make_grid_rows(page: Page) -> GridRows:
    """Make all rows of the grid of a page.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    GridRows
        In the order that areas with the same value keep.
    """
    places = list_places(page)
    areas = list_areas(page, places)
    shades = choose_colours(page.classes, page.layer.higher_is)
    rows = [make_row(page, area, shades) for area in areas]
    cells = dict(_list_fields(page, areas, rows))
    for column in list_grid_columns(page):
        if column.id in SORTED_BY:
            cells[column.id + ORDER] = _list_known(read_sort_keys(page, column.id)[places])
    return GridRows(
        edition=page.edition.id,
        codes=tuple(row.code for row in rows),
        cells={field: tuple(column) for field, column in cells.items()},
    )


def _list_fields(
    page: Page, areas: Sequence[ShownArea], rows: Sequence[MapTableRow]
) -> Iterator[tuple[str, Sequence[str | int | float | None]]]:
    """Cells of each field that is read or filtered, in the order of the rows."""
    ids, decimals = [column.id for column in list_grid_columns(page)], page.layer.decimals
    yield "naam", [row.name for row in rows]
    if "gemeente" in ids:
        yield "gemeente", [_name_gemeente(page, row.code) for row in rows]
    yield "waarde", [_round(area.value, decimals) for area in areas]
    yield "waarde" + TEXT, [row.value for row in rows]
    if "verschil" in ids:
        yield "verschil", [_round(_subtract(page, area), decimals) for area in areas]
        yield "verschil" + TEXT, [row.difference for row in rows]
    for i, one in _list_other_comparators(page):
        field = f"verschil_{i}"
        yield field, [_round(_subtract_value(area, one), decimals) for area in areas]
        yield field + TEXT, [row.differences[i] for row in rows]
    for i in range(len(rows[0].cells) if rows else 0):
        yield f"domein_{i}", [row.cells[i].label for row in rows]
    if "inwoners" in ids:
        people = _list_known(count_inhabitants(page)[list_places(page)])
        none = page.t("no_value")
        yield "inwoners", people
        yield "inwoners" + TEXT, [none if n is None else page.t.number(n) for n in people]
    yield "toelichting", [row.note for row in rows]
    yield "colour", [row.colour for row in rows]


def _list_known(numbers: np.ndarray) -> list[int | float | None]:
    """Numbers as JSON writes them shortest, None for those that are not known."""
    known = (none_if_missing(number) for number in numbers.tolist())
    return [int(n) if n is not None and n == int(n) else n for n in known]


def _round(value: float | None, decimals: int) -> float | None:
    """Round as texts do, so that a filter finds what is read."""
    known = none_if_missing(value)
    return None if known is None else float(f"{Decimal(str(known)):.{decimals}f}")


def _name_gemeente(page: Page, code: str) -> str:
    areas = page.edition.areas
    return areas.names.get(areas.gemeente_code_of(code) or "", "")


def _list_other_comparators(page: Page) -> list[tuple[int, Comparator]]:
    """Comparators with their places in the list, but for the one that colours turn around."""
    if page.change or page.stacking:
        return []
    return [(i, one) for i, one in enumerate(page.comparators) if one.id != page.view.compare]


def _subtract_value(area: ShownArea, one: Comparator) -> float | None:
    """Difference with a comparator, as the row tells it."""
    value = none_if_missing(area.value)
    if value is None or one.value is None or area.code == one.id:
        return None
    return value - one.value


def _subtract(page: Page, area: ShownArea) -> float | None:
    """Difference with the area that is compared with, as the row tells it."""
    value = none_if_missing(area.value)
    if value is None or page.reference is None or area.code == page.view.compare:
        return None
    return value - page.reference

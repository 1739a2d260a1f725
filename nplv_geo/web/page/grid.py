"""The grid of all rows of the table: a component of Dash AG Grid, loaded when a reader asks for it.

Its rows come by an address of their own, in one go. Functions that it names stand in
``scripts/src/grid.js``; all words come from here.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from dash import html
from dash_ag_grid import AgGrid
from plotly.utils import PlotlyJSONEncoder

from nplv_geo.present.beside.grid import list_columns, make_rows
from nplv_geo.present.page.page import Page
from nplv_geo.present.table.grid import (
    SORTED,
    TEXT,
    GridColumn,
    find_rows_key,
    list_number_marks,
    list_sort_links,
    write_rows_query,
)
from nplv_geo.present.table.table import GRID_TABS
from nplv_geo.web.page.view_models import GridAnswer
from nplv_geo.web.site import Site

# Id of the component.
GRID = "areas-grid"
# Pixels of a row: a link in it is large enough to be hit.
_ROW_PX = 34
_HEAD_PX = 40
_HEIGHT = "min(70vh, 40rem)"
# A screen has some thirty rows; what lies just outside it is drawn along.
_ROWS_OUTSIDE = 8
_WIDTHS = {"naam": 190, "gemeente": 116, "toelichting": 150}
_NUMBER_PX = 124
_NUMBER_FILTERS = ("greaterThanOrEqual", "lessThanOrEqual", "inRange", "blank", "notBlank")
_TEXT_FILTERS = ("contains", "notContains", "startsWith", "equals")

Options = dict[str, Any]


def make_grid_answer(page: Page) -> GridAnswer | None:
    """Make the grid of a page; None where the table stands as text, or is another one."""
    if page.view.table != "alle" or page.view.tab not in GRID_TABS or page.factors is not None:
        return None
    t, second = page.t, page.beside
    return GridAnswer(
        rows=f"/view/rows{write_rows_query(page.view)}",
        component=_frame(page, make_grid(page)),
        context={
            "hrefs": page.view.write_query(gebied="__area__"),
            "second": second.view.write_query(gebied="__area__") if second else None,
            "chosen": page.view.area if page.view.area in page.scope.codes else None,
        },
        sort=page.view.sort,
        sorts=list_sort_links(page, list_columns(page)),
        loading=t("grid.loading"),
        failed=t("grid.failed"),
        retry=t("broken_retry"),
    )


def _frame(page: Page, grid: AgGrid) -> html.Div:
    """Frame the grid with a key: while that stays, what stands on the page is kept."""
    shown = json.dumps([*map(str, find_rows_key(page)), grid], cls=PlotlyJSONEncoder)
    key: dict[str, Any] = {"data-key": hashlib.sha256(shown.encode()).hexdigest()[:16]}
    return html.Div(grid, **key)


def make_grid(page: Page) -> AgGrid:
    """Make the component, without its rows.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    AgGrid
        With columns, filters and words of the page.
    """
    return AgGrid(
        id=GRID,
        className="grid",
        style={"height": _HEIGHT},
        columnDefs=[_make_column(page, column) for column in list_columns(page)],
        defaultColDef={"resizable": True, "suppressMovable": True, "minWidth": 90},
        dashGridOptions={
            "localeText": dict(page.t.words["grid_words"]),
            "rowHeight": _ROW_PX,
            "headerHeight": _HEAD_PX,
            "rowBuffer": _ROWS_OUTSIDE,
            "animateRows": False,
            "ensureDomOrder": True,
            "enableCellTextSelection": True,
            "suppressMultiSort": True,
            "suppressColumnVirtualisation": True,
            "suppressDragLeaveHidesColumns": True,
            "isExternalFilterPresent": {"function": "isSearched()"},
            "doesExternalFilterPass": {"function": "isFound(params)"},
            "tabToNextCell": {"function": "leaveGrid(params)"},
            "tabToNextHeader": {"function": "leaveGrid(params)"},
        },
        eventListeners={"cellKeyDown": ["openByKey(params)"]},
    )


def _make_column(page: Page, column: GridColumn) -> Options:
    made: Options = {
        "field": column.id,
        "headerName": column.label,
        "sortable": column.id in SORTED,
        "sortingOrder": ["desc", "asc"] if column.kind == "number" else ["asc", "desc"],
        "wrapHeaderText": True,
        "autoHeaderHeight": True,
    }
    if column.id in SORTED:
        made["comparator"] = {"function": f"compareBy.{column.id}"}
    if column.kind == "number":
        return made | _make_number_part(page, column)
    return made | _make_text_part(column)


def _make_number_part(page: Page, column: GridColumn) -> Options:
    group, decimal = (json.dumps(mark) for mark in list_number_marks(page))
    return {
        "type": "rightAligned",
        "minWidth": _NUMBER_PX,
        "flex": 1,
        "valueFormatter": {"function": f"params.data.{column.id}{TEXT}"},
        "filter": "agNumberColumnFilter",
        "filterParams": {
            "filterOptions": list(_NUMBER_FILTERS),
            "inRangeInclusive": True,
            "maxNumConditions": 1,
            "buttons": ["reset"],
            "allowedCharPattern": r"\d\-\.,",
            "numberParser": {"function": f"readNumber(params, {group}, {decimal})"},
            "numberFormatter": {"function": f"writeNumber(params, {decimal})"},
        },
    }


def _make_text_part(column: GridColumn) -> Options:
    made: Options = {
        "minWidth": _WIDTHS.get(column.id, _NUMBER_PX),
        "flex": 2 if column.id in _WIDTHS else 1,
        "filter": "agTextColumnFilter",
        "filterParams": {
            "filterOptions": list(_TEXT_FILTERS),
            "maxNumConditions": 1,
            "buttons": ["reset"],
            "textFormatter": {"function": "foldAccents(params)"},
        },
    }
    if column.kind != "area":
        return made | {"tooltipField": column.id} if column.id == "toelichting" else made
    return made | {"cellRenderer": "AreaCell"}


def answer_rows(site: Site, query: str) -> bytes | None:
    """Give all rows of the grid of a view as JSON, made once for all views that share them.

    None where there is no grid: a table of factors has other columns.
    """
    page = site.make_page(query)
    if page.factors is not None:
        return None
    key = ("grid rows", *find_rows_key(page))
    return page.edition.cache.get_or_make(key, lambda: _write_rows(page))


def _write_rows(page: Page) -> bytes:
    rows = make_rows(page).model_dump()
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()

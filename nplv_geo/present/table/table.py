"""The table beside the map: the same areas, values and notes, sortable."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.present.map.change_words import write_change_label
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.page.view import TABLES, PageTab
from nplv_geo.present.stacking.words import (
    write_domain_heads,
)
from nplv_geo.present.table.order import order_areas
from nplv_geo.present.table.pins import PinLink, label_difference, make_pin
from nplv_geo.present.table.rows import MapTableRow, list_areas, make_row
from nplv_geo.present.together.words import (
    FIRST,
    list_pair_heads,
    write_dated,
    write_pair_periods,
)

# Where all rows may stand in a grid.
GRID_TABS: tuple[PageTab, ...] = ("kaart", "naast")
MAX_ROWS = 250
# A browser takes its time for a cell for each domain; all buurten of a focus area fit.
MAX_STACKED_ROWS = 60
# On a sheet of paper: rows stand in two columns, those with a cell for each domain in one.
_PRINTED_ROWS, _PRINTED_STACKED_ROWS = 50, 35


@dataclass(frozen=True, slots=True)
class MapTableColumn:
    """A column head that sorts; ``order`` is ``ascending``, ``descending`` or ``none``."""

    label: str
    href: str | None
    order: str


@dataclass(frozen=True, slots=True)
class GridSwitch:
    """The way from these rows to a grid of all, and back.

    Attributes
    ----------
    label, href
        The link to the other one.
    title
        What the grid is of.
    search
        Label of the field that searches the grid; None where the rows are shown.
    """

    label: str
    href: str
    title: str
    search: str | None


@dataclass(frozen=True, slots=True)
class MapTable:
    """Rows of the shown areas in the order that the reader asked for.

    Attributes
    ----------
    pins
        For each row the link that compares with the area too, or no longer.
    printed, cut_on_paper
        How many of the rows stand on paper, and what says so where that is not all.
    """

    caption: str
    columns: tuple[MapTableColumn, ...]
    rows: tuple[MapTableRow, ...]
    pins: tuple[PinLink, ...]
    cut: str | None
    printed: int
    cut_on_paper: str
    grid: GridSwitch | None = None


def make_table(page: Page) -> MapTable:
    """Make the table of a page."""
    t = page.t
    n, most = len(page.scope.codes), MAX_STACKED_ROWS if page.counted else MAX_ROWS
    printed = _PRINTED_STACKED_ROWS if page.counted else _PRINTED_ROWS
    shades = choose_colours(page.classes, page.layer.higher_is)
    areas = list_areas(page, order_areas(page)[:most])
    return MapTable(
        caption=_write_caption(page),
        columns=_make_columns(page),
        rows=tuple(make_row(page, area, shades) for area in areas),
        pins=tuple(make_pin(page, area.code) for area in areas),
        cut=t("table_cut", shown=most, n=t.number(n)) if n > most else None,
        printed=printed,
        cut_on_paper=t("paper.cut", shown=printed, n=t.number(n)) if n > printed else "",
        grid=make_switch(page, _write_caption(page), n) if page.view.tab in GRID_TABS else None,
    )


def make_switch(page: Page, title: str, n: int) -> GridSwitch:
    """Make the way from the table of a page to a grid of all its ``n`` rows, and back."""
    t = page.t
    if page.view.table == "alle":
        return GridSwitch(t("grid.close"), page.link("tabel", TABLES[0]), title, t("grid.search"))
    key = "grid.open_all" if n > MAX_ROWS or page.counted else "grid.open"
    level = t(f"levels_plural.{page.scope.level}")
    label = t(key, n=t.number(n), level=level)
    return GridSwitch(label, page.link("tabel", "alle"), title, None)


def _write_caption(page: Page) -> str:
    t, n = page.t, page.t.number(len(page.scope.codes))
    if page.counted:
        return t("stacking.table_caption", n=n)
    level = t(f"levels_plural.{page.scope.level}")
    if page.change:
        label = write_change_label(page, page.change)
        return t("change.table_caption", layer=label, n=n, level=level)
    if page.pair:
        layers = write_pair_periods(page, page.pair)
        return t("together.table_caption", layers=layers, n=n, level=level)
    return t("table_caption", layer=page.label_with_unit, period=page.view.period, n=n, level=level)


def _make_columns(page: Page) -> tuple[MapTableColumn, ...]:
    t, stacking = page.t, page.counted
    value = "stacking.col_count" if stacking else "change.tab" if page.change else "col_value"
    label = write_dated(page, page.pair, FIRST) if page.pair else t(value)
    if stacking:
        rest = write_domain_heads(page, stacking)
    elif page.pair:
        rest = list_pair_heads(page, page.pair)
    elif page.change:
        rest = [label_difference(page), t("col_status")]
    else:
        rest = [*(label_difference(page, one) for one in page.comparators), t("col_status")]
    return (
        make_column(page, t("col_name"), "naam"),
        make_column(page, label, "waarde"),
        *(MapTableColumn(label, None, "none") for label in rest),
    )


def make_column(page: Page, label: str, key: str) -> MapTableColumn:
    """Make the head of a column that the table can be sorted by."""
    now = page.view.sort
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    following = f"-{key}" if now == key or (key != "naam" and order == "none") else key
    return MapTableColumn(label, page.view.write_query(sorteer=following), order)

"""The table beside the map: the same areas, values and notes, sortable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nplv_geo.present.map.change_words import write_area_note, write_change, write_change_label
from nplv_geo.present.map.conversion import list_shares
from nplv_geo.present.map.model import write_note
from nplv_geo.present.map.pins import PinLink, label_difference, make_pin, write_difference
from nplv_geo.present.page.page import SHOWN, Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.page.reservations import write_coverage_note
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.page.view import TABLES, TABS
from nplv_geo.present.sentences.carried import write_carried_mark
from nplv_geo.present.stacking.words import (
    DomainCell,
    make_domain_cells,
    write_domain_heads,
    write_reason,
    write_short_count,
)
from nplv_geo.present.together.words import (
    FIRST,
    list_pair_cells,
    list_pair_heads,
    write_dated,
    write_pair_periods,
)
from nplv_geo.present.values.change import Change
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.classify import NO_CLASS

MAX_ROWS = 250
# A browser takes its time for a cell for each domain; all buurten of a focus area fit.
MAX_STACKED_ROWS = 60
INHABITANTS = "inwoners"


@dataclass(frozen=True, slots=True)
class MapTableRow:
    """One area; ``colour`` is that of its class on the map, None when it has no value.

    Attributes
    ----------
    difference, differences
        With the area that colours turn around, and with each comparator of the page.
    cells
        Place in each domain, on the map that counts domains.
    """

    code: str
    name: str
    href: str
    value: str
    difference: str
    differences: tuple[str, ...]
    note: str
    colour: str | None
    cells: tuple[DomainCell, ...] = ()


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
    search
        Label of the field that searches the grid; None where the rows are shown.
    """

    label: str
    href: str
    search: str | None


@dataclass(frozen=True, slots=True)
class MapTable:
    """Rows of the shown areas in the order that the reader asked for.

    Attributes
    ----------
    pins
        For each row the link that compares with the area too, or no longer.
    """

    caption: str
    columns: tuple[MapTableColumn, ...]
    rows: tuple[MapTableRow, ...]
    pins: tuple[PinLink, ...]
    cut: str | None
    grid: GridSwitch | None = None


class ShownArea(NamedTuple):
    """One shown area and its class number; of ``moved`` the share that was divided."""

    code: str
    value: float
    status: object
    reason: object
    coverage: float
    number: int
    moved: float | None


def make_table(page: Page) -> MapTable:
    """Make the table of a page."""
    t = page.t
    n, most = len(page.scope.codes), MAX_STACKED_ROWS if page.counted else MAX_ROWS
    shades = choose_colours(page.classes, page.layer.higher_is)
    areas = list_areas(page, _order_areas(page)[:most])
    return MapTable(
        caption=_write_caption(page),
        columns=_make_columns(page),
        rows=tuple(make_row(page, area, shades) for area in areas),
        pins=tuple(make_pin(page, area.code) for area in areas),
        cut=t("table_cut", shown=most, n=t.number(n)) if n > most else None,
        grid=_make_switch(page, n),
    )


def _make_switch(page: Page, n: int) -> GridSwitch | None:
    """The way to the grid: it stands where the map does."""
    t = page.t
    if page.view.tab != TABS[0]:
        return None
    if page.view.table == "alle":
        close = page.view.write_query(tabel=TABLES[0])
        return GridSwitch(t("grid.close"), close, t("grid.search"))
    key = "grid.open_all" if n > MAX_ROWS or page.counted else "grid.open"
    level = t(f"levels_plural.{page.scope.level}")
    label = t(key, n=t.number(n), level=level)
    return GridSwitch(label, page.view.write_query(tabel="alle"), None)


def list_places(page: Page) -> np.ndarray:
    """Places of the shown areas in the order that those with the same value keep."""
    if page.stacking is None:
        return np.arange(len(page.scope.codes))
    # Many buurten have the same count: the largest first, as in the panel.
    people = page.stacking.inhabitants.reindex(page.shown.index)
    return np.argsort(-people.to_numpy(dtype=float), kind="stable")


def _order_areas(page: Page) -> np.ndarray:
    """Places of the shown areas in the order that the reader asked for, missing ones last."""
    places, by = list_places(page), page.view.sort.removeprefix("-")
    keys = read_sort_keys(page, by)[places]
    order = np.argsort(-keys if page.view.sort.startswith("-") else keys, kind="stable")
    return places[order]


def read_sort_keys(page: Page, by: str) -> np.ndarray:
    """Number of each shown area in the order of a column, NaN for none.

    Parameters
    ----------
    page
        The page of one view.
    by
        One of ``SORTED_BY``.

    Returns
    -------
    ndarray
        Shape (n_areas,), in the order of the scope.
    """
    areas, codes = page.edition.areas, page.scope.codes
    match by:
        case "naam":
            return np.asarray(areas.name_order[page.scope.selection.places])
        case "gemeente":
            found = [areas.gemeente_code_of(code) for code in codes]
            order = {
                code: areas.name_order[areas.places[code]]
                for code in {*found}
                if code is not None and code in areas
            }
            return np.array([order.get(code or "", np.nan) for code in found], dtype=float)
        case "inwoners":
            return count_inhabitants(page)
        case "verschil":
            is_other = np.array([code != page.view.compare for code in codes], dtype=bool)
            return np.where(is_other & (page.reference is not None), page.numbers, np.nan)
        case _:
            return page.numbers


def count_inhabitants(page: Page) -> np.ndarray:
    """Inhabitants of each shown area, NaN where they are not known.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    ndarray
        Shape (n_areas,), in the order of the scope: of the newest year.
    """
    edition = page.edition
    if not edition.has(INHABITANTS):
        return np.full(len(page.scope.codes), np.nan)
    period = edition.default_period(INHABITANTS)
    return edition.values.numbers(INHABITANTS, period, page.scope.selection)


def list_areas(page: Page, places: np.ndarray) -> list[ShownArea]:
    """List what the rows of some of the shown areas are made of."""
    codes = [page.scope.codes[place] for place in places]
    selection = page.edition.areas.select(codes)
    cells = page.read_columns(selection, (*SHOWN, "coverage"))
    if page.counted:
        cells = cells.assign(coverage=1.0)
    columns = (cells[name].tolist() for name in (*SHOWN, "coverage"))
    numbers = page.classes.classes[places].tolist()
    shares = list_shares(page, selection)
    moved = [shares.get(code) for code in codes]
    return [ShownArea(*row) for row in zip(codes, *columns, numbers, moved, strict=True)]


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
        _make_column(page, t("col_name"), "naam"),
        _make_column(page, label, "waarde"),
        *(MapTableColumn(label, None, "none") for label in rest),
    )


def _make_column(page: Page, label: str, key: str) -> MapTableColumn:
    now = page.view.sort
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    following = f"-{key}" if now == key or (key == "waarde" and order == "none") else key
    return MapTableColumn(label, page.view.write_query(sorteer=following), order)


def make_row(page: Page, area: ShownArea, shades: tuple[str, ...]) -> MapTableRow:
    """Make the row of one area, of the colours of the classes."""
    if page.counted:
        return _make_stacked_row(page, page.counted, area, shades)
    t, code, value = page.t, area.code, none_if_missing(area.value)
    if page.change:
        return _make_change_row(page, page.change, area, shades)
    difference = ""
    if value is not None and page.reference is not None and code != page.view.compare:
        difference = t.difference(value - page.reference, page.layer)
    return MapTableRow(
        code=code,
        name=page.edition.areas.names[code],
        href=page.link("gebied", code),
        value=t.value(value, page.layer),
        difference=difference,
        differences=_list_beside(page, area, value),
        note=_write_row_note(page, area),
        colour=shades[area.number] if area.number != NO_CLASS else None,
    )


def _list_beside(page: Page, area: ShownArea, value: float | None) -> tuple[str, ...]:
    """What stands beside a value: how far it lies from others, or the second of two layers."""
    if page.pair:
        return list_pair_cells(page, page.pair, area.code, area.number)
    return tuple(write_difference(page, one, area.code, value) for one in page.comparators)


def _make_change_row(
    page: Page, change: Change, area: ShownArea, shades: tuple[str, ...]
) -> MapTableRow:
    """The change with the two values that it lies between."""
    ends = (none_if_missing(change.frame[name].get(area.code)) for name in ("before", "after"))
    both = " → ".join(page.t.value(end, page.layer) for end in ends)
    return MapTableRow(
        code=area.code,
        name=page.edition.areas.names[area.code],
        href=page.link("gebied", area.code),
        value=write_change(page, none_if_missing(area.value)),
        difference=both,
        differences=(both,),
        note=write_area_note(page, change, area.code, str(area.reason)),
        colour=shades[area.number] if area.number != NO_CLASS else None,
    )


def _write_row_note(page: Page, area: ShownArea) -> str:
    """Why there is no value, what is special about it, or how much of it is known."""
    words = write_note(page, area.status, area.reason)
    is_missing = none_if_missing(area.value) is None
    known_share = "" if is_missing else write_coverage_note(page.t, area.coverage)
    mark = write_carried_mark(page.t, area.moved)
    return "; ".join(part for part in (known_share, words, mark) if part)


def _make_stacked_row(
    page: Page, stacking: Stacking, area: ShownArea, shades: tuple[str, ...]
) -> MapTableRow:
    stack = stacking.find_stack(area.code)
    return MapTableRow(
        code=area.code,
        name=page.edition.areas.names[area.code],
        href=page.link("gebied", area.code),
        value=write_short_count(page, stack),
        difference="",
        differences=(),
        note=write_reason(page, stacking, stack.reason, stack.n_known),
        colour=shades[area.number] if area.number != NO_CLASS else None,
        cells=make_domain_cells(page, stack),
    )

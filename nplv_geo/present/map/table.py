"""The table beside the map: the same areas, values and notes, sortable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nplv_geo.present.map.conversion import list_shares
from nplv_geo.present.map.model import write_note
from nplv_geo.present.page.comparators import Comparator
from nplv_geo.present.page.page import SHOWN, Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.page.reservations import write_coverage_note
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.sentences.carried import write_carried_mark
from nplv_geo.present.stacking.words import (
    DomainCell,
    make_domain_cells,
    write_domain_heads,
    write_reason,
    write_short_count,
)
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.classify import NO_CLASS

MAX_ROWS = 250
# A browser takes its time for a cell for each domain; all buurten of a focus area fit.
MAX_STACKED_ROWS = 60


@dataclass(frozen=True, slots=True)
class PinLink:
    """The link of one area, with its name for who can't see the sign."""

    label: str
    href: str
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class MapTableRow:
    """One area; ``colour`` is that of its class on the map, None when it has no value.

    Attributes
    ----------
    differences
        With each comparator of the page.
    cells
        Place in each domain, on the map that counts domains.
    pin
        The link that compares with the area too, or no longer.
    """

    code: str
    name: str
    href: str
    value: str
    differences: tuple[str, ...]
    note: str
    colour: str | None
    pin: PinLink
    cells: tuple[DomainCell, ...] = ()

    @property
    def difference(self) -> str:
        """Difference with the first comparator; empty without one."""
        return next(iter(self.differences), "")


@dataclass(frozen=True, slots=True)
class MapTableColumn:
    """A column head that sorts; ``order`` is ``ascending``, ``descending`` or ``none``."""

    label: str
    href: str | None
    order: str


@dataclass(frozen=True, slots=True)
class MapTable:
    """Rows of the shown areas in the order that the reader asked for."""

    caption: str
    columns: tuple[MapTableColumn, ...]
    rows: tuple[MapTableRow, ...]
    cut: str | None


class _ShownArea(NamedTuple):
    """One shown area and its class number."""

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
    n, most = len(page.scope.codes), MAX_STACKED_ROWS if page.stacking else MAX_ROWS
    shades = choose_colours(page.classes, page.layer.higher_is)
    return MapTable(
        caption=_write_caption(page),
        columns=_make_columns(page),
        rows=tuple(
            _make_row(page, area, shades) for area in _list_areas(page, _order_areas(page)[:most])
        ),
        cut=t("table_cut", shown=most, n=t.number(n)) if n > most else None,
    )


def _order_areas(page: Page) -> np.ndarray:
    """Places of the shown areas in the order that the reader asked for."""
    places = np.arange(len(page.scope.codes))
    if page.stacking:
        # Many buurten have the same count: the largest first, as in the panel.
        people = page.stacking.inhabitants.reindex(page.shown.index)
        places = np.argsort(-people.to_numpy(dtype=float), kind="stable")
    is_falling = page.view.sort.startswith("-")
    if page.view.sort.endswith("naam"):
        keys = page.edition.areas.name_order[page.scope.selection.places][places]
    else:
        keys = page.numbers[places]
    order = np.argsort(-keys if is_falling else keys, kind="stable")
    return places[order]


def _list_areas(page: Page, places: np.ndarray) -> list[_ShownArea]:
    """What the rows of some of the shown areas are made of."""
    codes = [page.scope.codes[place] for place in places]
    selection = page.edition.areas.select(codes)
    cells = page.read_columns(selection, (*SHOWN, "coverage"))
    if page.stacking:
        cells = cells.assign(coverage=1.0)
    columns = (cells[name].tolist() for name in (*SHOWN, "coverage"))
    numbers = page.classes.classes[places].tolist()
    shares = list_shares(page, selection)
    moved = [shares.get(code) for code in codes]
    return [_ShownArea(*row) for row in zip(codes, *columns, numbers, moved, strict=True)]


def _write_caption(page: Page) -> str:
    t, n = page.t, page.t.number(len(page.scope.codes))
    if page.stacking:
        return t("stacking.table_caption", n=n)
    level = t(f"levels_plural.{page.scope.level}")
    return t("table_caption", layer=page.label_with_unit, period=page.view.period, n=n, level=level)


def _make_columns(page: Page) -> tuple[MapTableColumn, ...]:
    t, stacking = page.t, page.stacking
    value = "stacking.col_count" if stacking else "col_value"
    rest = (
        write_domain_heads(page, stacking)
        if stacking
        else [*(_label_difference(page, one) for one in page.comparators), t("col_status")]
    )
    return (
        _make_column(page, t("col_name"), "naam"),
        _make_column(page, t(value), "waarde"),
        *(MapTableColumn(label, None, "none") for label in rest),
    )


def _label_difference(page: Page, one: Comparator) -> str:
    label = page.t("col_difference", reference=one.name)
    return f"{label} ({page.t('points')})" if page.layer.unit == "%" else label


def _make_column(page: Page, label: str, key: str) -> MapTableColumn:
    now = page.view.sort
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    following = f"-{key}" if now == key or (key == "waarde" and order == "none") else key
    return MapTableColumn(label, page.view.write_query(sorteer=following), order)


def _make_row(page: Page, area: _ShownArea, shades: tuple[str, ...]) -> MapTableRow:
    if page.stacking:
        return _make_stacked_row(page, page.stacking, area, shades)
    t, code, value = page.t, area.code, none_if_missing(area.value)
    return MapTableRow(
        code=code,
        name=page.edition.areas.names[code],
        href=page.link("gebied", code),
        value=t.value(value, page.layer),
        differences=tuple(_write_difference(page, one, code, value) for one in page.comparators),
        note=_write_row_note(page, area),
        colour=shades[area.number] if area.number != NO_CLASS else None,
        pin=_make_pin(page, code),
    )


def _write_difference(page: Page, one: Comparator, code: str, value: float | None) -> str:
    """Difference with a comparator; nothing of itself, and where one of the two has no value."""
    if value is None or one.value is None or code == one.id:
        return ""
    return page.t.difference(value - one.value, page.layer)


def _make_pin(page: Page, code: str) -> PinLink:
    is_pinned = code in page.view.compared
    label = page.t(
        "compared.remove" if is_pinned else "compared.add_one", name=page.edition.areas.names[code]
    )
    return PinLink(label, page.link("vergelijk", page.view.toggle_compared(code)), is_pinned)


def _write_row_note(page: Page, area: _ShownArea) -> str:
    """Why there is no value, what is special about it, or how much of it is known."""
    words = write_note(page, area.status, area.reason)
    row = page.edition.values.cell(page.layer.id, page.view.period, area.code)
    known_share = (
        "" if none_if_missing(area.value) is None else write_coverage_note(page.t, row.coverage)
    )
    mark = write_carried_mark(page.t, area.moved)
    return "; ".join(part for part in (known_share, words, mark) if part)


def _make_stacked_row(
    page: Page, stacking: Stacking, area: _ShownArea, shades: tuple[str, ...]
) -> MapTableRow:
    stack = stacking.find_stack(area.code)
    return MapTableRow(
        code=area.code,
        name=page.edition.areas.names[area.code],
        href=page.link("gebied", area.code),
        value=write_short_count(page, stack),
        differences=(),
        pin=_make_pin(page, area.code),
        note=write_reason(page, stacking, stack.reason, stack.n_known),
        colour=shades[area.number] if area.number != NO_CLASS else None,
        cells=make_domain_cells(page, stack),
    )

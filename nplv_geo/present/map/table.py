"""The table beside the map: the same areas, values and notes, sortable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nplv_geo.present.map.model import note
from nplv_geo.present.page.page import SHOWN, Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.page.reservations import write_coverage_note
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.stacking.words import Cell, cells, domain_heads, reason_words, short_count
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.classify import NO_CLASS

MAX_ROWS = 250
# A browser takes its time for a cell for each domain; all buurten of a focus area fit.
MAX_STACKED_ROWS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One area; ``colour`` is that of its class on the map, None when it has no value.

    Attributes
    ----------
    cells
        Place in each domain, on the map that counts domains.
    """

    code: str
    name: str
    href: str
    value: str
    difference: str
    note: str
    colour: str | None
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column head that sorts; ``order`` is ``ascending``, ``descending`` or ``none``."""

    label: str
    href: str | None
    order: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the shown areas in the order that the reader asked for."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cut: str | None


class _Area(NamedTuple):
    """One shown area and its class number."""

    code: str
    value: float
    status: object
    reason: object
    coverage: float
    number: int


def table(page: Page) -> Table:
    """Make the table of a page."""
    t = page.t
    n, most = len(page.scope.codes), MAX_STACKED_ROWS if page.stacking else MAX_ROWS
    shades = choose_colours(page.classes, page.layer.higher_is)
    return Table(
        caption=_caption(page),
        columns=_columns(page),
        rows=tuple(_row(page, area, shades) for area in _areas(page, _order(page)[:most])),
        cut=t("table_cut", shown=most, n=t.number(n)) if n > most else None,
    )


def _order(page: Page) -> np.ndarray:
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


def _areas(page: Page, places: np.ndarray) -> list[_Area]:
    """What the rows of some of the shown areas are made of."""
    codes = [page.scope.codes[place] for place in places]
    cells = page.read_columns(page.edition.areas.select(codes), (*SHOWN, "coverage"))
    if page.stacking:
        cells = cells.assign(coverage=1.0)
    columns = (cells[name].tolist() for name in (*SHOWN, "coverage"))
    numbers = page.classes.classes[places].tolist()
    return [_Area(*row) for row in zip(codes, *columns, numbers, strict=True)]


def _caption(page: Page) -> str:
    t, n = page.t, page.t.number(len(page.scope.codes))
    if page.stacking:
        return t("stacking.table_caption", n=n)
    level = t(f"levels_plural.{page.scope.level}")
    return t("table_caption", layer=page.label_with_unit, period=page.view.period, n=n, level=level)


def _columns(page: Page) -> tuple[Column, ...]:
    t, stacking = page.t, page.stacking
    value = "stacking.col_count" if stacking else "col_value"
    rest = domain_heads(page, stacking) if stacking else [_difference_label(page), t("col_status")]
    return (
        _column(page, t("col_name"), "naam"),
        _column(page, t(value), "waarde"),
        *(Column(label, None, "none") for label in rest),
    )


def _difference_label(page: Page) -> str:
    label = page.t("col_difference", reference=page.name_area(page.view.compare))
    return f"{label} ({page.t('points')})" if page.layer.unit == "%" else label


def _column(page: Page, label: str, key: str) -> Column:
    now = page.view.sort
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    following = f"-{key}" if now == key or (key == "waarde" and order == "none") else key
    return Column(label, page.view.write_query(sorteer=following), order)


def _row(page: Page, area: _Area, shades: tuple[str, ...]) -> Row:
    if page.stacking:
        return _stacked_row(page, page.stacking, area, shades)
    t, code, value = page.t, area.code, none_if_missing(area.value)
    difference = ""
    if value is not None and page.reference is not None and code != page.view.compare:
        difference = t.difference(value - page.reference, page.layer)
    return Row(
        code=code,
        name=page.edition.areas.names[code],
        href=page.link("gebied", code),
        value=t.value(value, page.layer),
        difference=difference,
        note=_note(page, area),
        colour=shades[area.number] if area.number != NO_CLASS else None,
    )


def _note(page: Page, area: _Area) -> str:
    """Why there is no value, what is special about it, or how much of it is known."""
    told = note(page, area.status, area.reason)
    row = page.edition.values.cell(page.layer.id, page.view.period, area.code)
    known_share = (
        "" if none_if_missing(area.value) is None else write_coverage_note(page.t, row.coverage)
    )
    return "; ".join(part for part in (known_share, told) if part)


def _stacked_row(page: Page, stacking: Stacking, area: _Area, shades: tuple[str, ...]) -> Row:
    own = stacking.find_stack(area.code)
    return Row(
        code=area.code,
        name=page.edition.areas.names[area.code],
        href=page.link("gebied", area.code),
        value=short_count(page, own),
        difference="",
        note=reason_words(page, stacking, own.reason, own.n_known),
        colour=shades[area.number] if area.number != NO_CLASS else None,
        cells=cells(page, own),
    )

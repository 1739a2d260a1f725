"""The table beside the map: the same areas, values and notes, sortable."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from nplv_geo.classify import NO_CLASS
from nplv_geo.present.map_model import note
from nplv_geo.present.page import Page
from nplv_geo.present.palette import colours
from nplv_geo.present.stacked import Cell, cells, domain_labels, reason_words, short_count
from nplv_geo.present.stacking import Stacking

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


def table(page: Page) -> Table:
    """Make the table of a page."""
    t, view, layer = page.t, page.view, page.layer
    frame = page.shown.assign(
        name=page.edition.areas["name"].reindex(page.shown.index), number=page.classes.classes
    )
    if page.stacking:
        # Many buurten have the same count: the largest first, as in the panel.
        people = page.stacking.inhabitants.reindex(frame.index)
        frame = frame.loc[people.sort_values(ascending=False, kind="stable").index]
    key = "name" if view.sort.endswith("naam") else "value"
    ordered = frame.sort_values(key, ascending=not view.sort.startswith("-"), kind="stable")
    n, most = len(frame), MAX_STACKED_ROWS if page.stacking else MAX_ROWS
    shades = colours(page.classes, layer.higher_is)
    return Table(
        caption=_caption(page),
        columns=_columns(page),
        rows=tuple(_row(page, str(code), row, shades) for code, row in ordered[:most].iterrows()),
        cut=t("table_cut", shown=most, n=t.number(n)) if n > most else None,
    )


def _caption(page: Page) -> str:
    t, n = page.t, page.t.number(len(page.shown))
    if page.stacking:
        return t("stacking.table_caption", n=n)
    level = t(f"levels_plural.{page.scope.level}")
    return t("table_caption", layer=page.labelled, period=page.view.period, n=n, level=level)


def _columns(page: Page) -> tuple[Column, ...]:
    t, stacking = page.t, page.stacking
    value = "stacking.col_count" if stacking else "col_value"
    rest = domain_labels(page, stacking) if stacking else [_difference_label(page), t("col_status")]
    return (
        _column(page, t("col_name"), "naam"),
        _column(page, t(value), "waarde"),
        *(Column(label, None, "none") for label in rest),
    )


def _difference_label(page: Page) -> str:
    label = page.t("col_difference", reference=page.name(page.view.compare))
    return f"{label} ({page.t('points')})" if page.layer.unit == "%" else label


def _column(page: Page, label: str, key: str) -> Column:
    now = page.view.sort
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    following = f"-{key}" if now == key or (key == "waarde" and order == "none") else key
    return Column(label, page.view.query(sorteer=following), order)


def _row(page: Page, code: str, row: pd.Series, shades: tuple[str, ...]) -> Row:
    if page.stacking:
        return _stacked_row(page, page.stacking, code, row, shades)
    t, value = page.t, row["value"]
    known = pd.notna(value)
    difference = ""
    if known and page.reference is not None and code != page.view.compare:
        difference = t.difference(float(value) - page.reference, page.layer)
    return Row(
        code=code,
        name=str(row["name"]),
        href=page.view.query(gebied=code),
        value=t.value(float(value) if known else None, page.layer),
        difference=difference,
        note=note(page, row["status"], row["reason"]),
        colour=shades[int(row["number"])] if row["number"] != NO_CLASS else None,
    )


def _stacked_row(
    page: Page, stacking: Stacking, code: str, row: pd.Series, shades: tuple[str, ...]
) -> Row:
    own = stacking.stack.of(code)
    return Row(
        code=code,
        name=str(row["name"]),
        href=page.view.query(gebied=code),
        value=short_count(page, own),
        difference="",
        note=reason_words(page, stacking, own.reason, own.known),
        colour=shades[int(row["number"])] if row["number"] != NO_CLASS else None,
        cells=cells(page, own),
    )

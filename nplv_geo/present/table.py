"""The table beside the map: the same areas, values and notes, sortable."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from nplv_geo.classify import NO_CLASS
from nplv_geo.present.map_model import note
from nplv_geo.present.page import Page
from nplv_geo.present.palette import colours

MAX_ROWS = 250


@dataclass(frozen=True, slots=True)
class Row:
    """One area; ``colour`` is that of its class on the map, None when it has no value."""

    code: str
    name: str
    href: str
    value: str
    difference: str
    note: str
    colour: str | None


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
    key = "name" if view.sort.endswith("naam") else "value"
    ordered = frame.sort_values(key, ascending=not view.sort.startswith("-"), kind="stable")
    n = len(frame)
    shades = colours(page.classes, layer.higher_is)
    return Table(
        caption=t(
            "table_caption",
            layer=page.labelled,
            period=view.period,
            n=t.number(n),
            level=t(f"levels_plural.{page.scope.level}"),
        ),
        columns=(
            _column(page, t("col_name"), "naam"),
            _column(page, t("col_value"), "waarde"),
            Column(_difference_label(page), None, "none"),
            Column(t("col_status"), None, "none"),
        ),
        rows=tuple(
            _row(page, str(code), row, shades) for code, row in ordered[:MAX_ROWS].iterrows()
        ),
        cut=t("table_cut", shown=MAX_ROWS, n=t.number(n)) if n > MAX_ROWS else None,
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
